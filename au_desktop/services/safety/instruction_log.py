"""Use cases about instruction: who needs which, what was given, and when it is due again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.instruction_subjects import InstructionSubject
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruction import (
    Instruction,
    InstructionStanding,
    WorkerDuties,
    standings,
)
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.safety_due import SafetyDue

DUTIES = "worker duties"


class InstructionLog:
    """Instruction of everyone who works here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def subjects(self) -> tuple[InstructionSubject, ...]:
        """What may be taught, in the order of the shipped file."""
        return tuple(self._desk.reference.instruction_subjects.values())

    def people(self) -> tuple[PersonRef, ...]:
        """Everyone who works here, by name."""
        with self._desk.reading() as uow:
            return tuple(PersonRef(name, key) for key, name in _names(uow).items())

    def duties(self, person_id: PersonId) -> WorkerDuties:
        """What a person's duties ask for."""
        with self._desk.reading() as uow:
            return uow.kept(WorkerDuties, DUTIES).find(person_id) or WorkerDuties(person_id)

    def set_duties(self, duties: WorkerDuties) -> Outcome[None]:
        """Say what a person's duties ask for.

        Raises:
            Invalid: no such subject of instruction.
        """
        for subject_id in duties.subjects:
            if subject_id not in self._desk.reference.instruction_subjects:
                raise Invalid("subjects", f"has no {subject_id}")
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            kept = change.uow.kept(WorkerDuties, DUTIES)
            before = kept.find(duties.id) or WorkerDuties(duties.id)
            kept.put(duties)
            name = change.uow.people.get(duties.id).name
            subject = Subject(Kind.PERSON, duties.id, name)
            change.record("set duties", subject, before, duties)
            change.kinds.add(Kind.SAFETY)
        undo = Undo(f"duties of {name} set", lambda: self.set_duties(before))
        return Outcome(None, change.changes, undo)

    def enter(self, given: Instruction) -> Outcome[Instruction]:
        """Keep an instruction; topics of the rule that were not taught are noted as missing."""
        subject = self._desk.reference.instruction_subjects.get(given.subject_id)
        if subject is None:
            raise Invalid("subject_id", f"has no {given.subject_id}")
        missing = tuple(topic for topic in subject.topics if topic not in given.topics)
        whole = replace(
            given,
            subject=subject.title,
            basis=f"{subject.basis.citation} ({subject.basis.edition})",
            missing_topics=missing,
        )
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            entered = self._book.enter(change, whole)
        return Outcome(entered, change.changes)

    def head(self, at: Moment) -> dict[str, Any]:
        """The head of a new record."""
        return self._book.head(at)

    def standings(self) -> tuple[InstructionStanding, ...]:
        """How everyone stands with what their duties ask for, by name and subject."""
        with self._desk.reading() as uow:
            names = _names(uow)
            kept = uow.kept(WorkerDuties, DUTIES).all()
            given = [
                one
                for one in uow.safety.all(Instruction)
                if uow.safety.amendment_of(SafetyId(one.id)) is None
            ]
        duties = {PersonId(one.id): one for one in kept}
        subjects = self._desk.reference.instruction_subjects
        return standings(duties, names, subjects, given)

    def due(self, until: date) -> Iterable[SafetyDue]:
        """Instruction that is missing, or ends by that day; what was never given counts from today."""
        today = self._desk.today()
        for one in self.standings():
            ends = one.due if one.last is not None else today
            if ends is not None and ends <= until:
                yield SafetyDue(
                    f"Instruction: {one.subject.title}",
                    one.person.name,
                    ends,
                    RecordKind.INSTRUCTION,
                    basis=one.subject.basis.citation,
                )


def _names(uow: UnitOfWork) -> Mapping[PersonId, str]:
    working = [one for one in uow.people.all() if one.removed_at is None]
    return {one.id: one.name for one in sorted(working, key=lambda one: one.name)}
