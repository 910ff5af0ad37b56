"""Two people at one device: a second person unlocks with their own passphrase and answers in the session of the first.

The answers are theirs, and so are the permissions; the center stays open as the first person. Giving the device back needs no
passphrase, and locking the center ends it.
"""

from dataclasses import dataclass

from au_desktop.domain.checklists.computing import Formulas
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.people import Actor, Person
from au_desktop.domain.roles import Permission, may
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import ChecklistWork, run_code
from au_desktop.services.checklists.run_sheets import RunSheets
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import SigningKeys

HANDED_OVER = "answer at another person's device"
"""What the log says, in the name of whoever took the device over."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers now, and the use cases that act for them."""

    actor: Actor
    work: ChecklistWork
    sheets: RunSheets


class HandOver:
    """Use cases of a second person at the device."""

    def __init__(self, desk: Desk, keys: SigningKeys, formulas: Formulas) -> None:
        self._desk = desk
        self._keys = keys
        self._formulas = formulas

    def others(self) -> tuple[Person, ...]:
        """Whoever else may fill checklists, by name."""
        with self._desk.unit_of_work() as uow:
            people = uow.people.all()
        fitting = (
            person
            for person in people
            if person.active
            and person.id != self._desk.actor.person_id
            and may(person.role, Permission.FILL_CHECKLISTS)
        )
        return tuple(sorted(fitting, key=lambda person: person.name.casefold()))

    def take(self, run_id: RunId, person_id: PersonId, passphrase: str) -> Outcome[Answering]:
        """Let the other person answer this run from here on.

        Raises:
            WrongPassphrase: it is not theirs.
            NotAllowed: their role fills no checklists.
            NotFound: they are no longer in the center.
        """
        with self._desk.unit_of_work() as uow:
            person = uow.people.get(person_id)
            run = uow.runs.get(run_id)
        if not person.active:
            raise NotFound("person", str(person_id))
        self._keys.signer(person_id, passphrase)
        actor = Actor(person_id, person.name, person.role)
        desk = self._desk.for_person(actor)
        with desk.change(Permission.FILL_CHECKLISTS) as change:
            subject = Subject(Kind.RUN, run_id, run_code(run.number))
            change.record(HANDED_OVER, subject, None, {"device of": self._desk.actor.name})
        answering = Answering(
            actor, ChecklistWork(desk, self._formulas), RunSheets(desk, self._formulas)
        )
        return Outcome(answering, change.changes)
