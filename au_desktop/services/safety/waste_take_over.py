"""Takes submitted checklists of closed waste containers over into containers, so that nothing is typed twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Measured,
    Reference,
    Text,
)
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PersonId, RoomId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_contents import (
    Clearance,
    Content,
    Impurity,
    ImpurityStanding,
    rule_out,
)
from au_desktop.domain.safety.waste_disposal import sealed_with, with_content
from au_desktop.domain.safety.waste_steps import Sealing, WasteType
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.waste_rules import NewContent, WasteRules

KIND = "waste_close"
BACK = timedelta(days=92)
_MOST = 60
_NONE, _STATED = "none", "stated"
_TYPES = {
    "dry": WasteType.DRY,
    "sharps": WasteType.SHARPS,
    "vials": WasteType.VIALS,
    "linen": WasteType.LINEN,
}


@dataclass(frozen=True, slots=True)
class ClosedOffer:
    """A submitted checklist of a closed container from which no container was made yet, in the terms of a container."""

    run_id: RunId
    code: str
    number: str
    waste_type: WasteType
    room: RoomRef | None
    nuclides: str
    longest: str
    half_life: Duration | None
    activity: Activity | None
    impurity: str
    sealed_at: Moment
    by: PersonRef

    @property
    def words(self) -> str:
        """What a person recognizes it by."""
        activity = "" if self.activity is None else f", {self.activity}"
        number = f" {self.number}" if self.number else ""
        return f"{self.code}: {self.waste_type.value}{number}, {self.nuclides}{activity}"


class WasteTakeOver:
    """Use cases about checklists of closed containers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book, self._rules = SafetyBook(desk), WasteRules(desk)

    def offers(self) -> tuple[ClosedOffer, ...]:
        """Checklists of the last three months that no container was made from, newest first."""
        with self._desk.reading() as uow:
            found = tuple(self._offers(uow))
        return tuple(sorted(found, key=lambda one: one.sealed_at.utc, reverse=True))

    def take(self, run_id: RunId) -> Outcome[SafetyId]:
        """Make the container: with its content, sealed as the checklist says; the number on its tag goes to the notes.

        Raises:
            Invalid: the checklist says no activity, or names a nuclide that is not known and no half-life.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            offer = next((o for o in self._offers(change.uow) if o.run_id == run_id), None)
            if offer is None:
                raise Invalid("checklist", "is taken over already, or not submitted")
            rules = self._rules.inside(change.uow)
            container = Container(
                **self._book.head(offer.sealed_at, run_id),
                notes=f"on its tag: {offer.number}" if offer.number else "",
                waste_type=offer.waste_type,
                room=offer.room,
                rules=rules,
            )
            filled = with_content(container, self._content(offer))
            closed = sealed_with(filled, Sealing(offer.sealed_at, offer.by))
            kept = self._book.enter(change, closed, f"from checklist {offer.code}")
        return Outcome(kept.id, change.changes)

    def _content(self, offer: ClosedOffer) -> Content:
        if offer.activity is None:
            raise Invalid("activity", "is not in the checklist: make the container by hand")
        nuclide = offer.longest or offer.nuclides
        known = nuclide in self._desk.reference.nuclides
        new = NewContent(
            nuclide,
            offer.activity,
            offer.sealed_at,
            half_life=None if known else offer.half_life,
            source_label=f"checklist {offer.code}: {offer.nuclides}",
        )
        content = replace(self._rules.content_of(new), added_at=offer.sealed_at, added_by=offer.by)
        return _with_answer(content, offer)

    def _offers(self, uow: UnitOfWork) -> Iterator[ClosedOffer]:
        today = self._desk.today()
        made = uow.safety.between(Container, today - BACK, today)
        taken = {container.run_id for container in made if container.voided is None}
        for _, template in uow.templates.current(today):
            if template.kind != KIND:
                continue
            for room in uow.rooms.all():
                asked = (template.id, Need.ROOM, room.id, _MOST)
                for done in self._desk.queries.done_runs(*asked):
                    if done.day >= today - BACK and done.run_id not in taken:
                        where = RoomRef(RoomId(room.id), room.name)
                        yield self._offer(uow.runs.get(done.run_id), where)

    def _offer(self, run: Run, room: RoomRef) -> ClosedOffer:
        sealed, kind = _value(run, "sealed_at"), _choice(run, "waste_type")
        half_life = _quantity(run, "half_life")
        activity = _quantity(run, "activity")
        return ClosedOffer(
            run_id=run.id,
            code=run_code(run.number),
            number=_text(run, "container"),
            waste_type=_TYPES.get(kind, WasteType.OTHER),
            room=room,
            nuclides=_text(run, "nuclides"),
            longest=_text(run, "longest"),
            half_life=half_life if isinstance(half_life, Duration) else None,
            activity=activity if isinstance(activity, Activity) else None,
            impurity=_choice(run, "impurity"),
            sealed_at=sealed.moment if isinstance(sealed, At) else run.event_time,
            by=_person(run, "closed_by")
            or PersonRef(self._desk.actor.name, self._desk.actor.person_id),
        )


def _with_answer(content: Content, offer: ClosedOffer) -> Content:
    """What the checklist says of long-lived impurities: none by the certificate, stated, or still to be asked."""
    said = f"checklist {offer.code}"
    if offer.impurity == _STATED:
        unnamed = Impurity("an impurity", None, ImpurityStanding.PRESENT, basis=said)
        found = content.impurities or (unnamed,)
        changed = tuple(replace(one, standing=ImpurityStanding.PRESENT) for one in found)
        return replace(content, impurities=changed)
    if offer.impurity == _NONE:
        clearance = Clearance(said, offer.by, offer.sealed_at)
        for one in content.impurities:
            content = rule_out(content, one.nuclide, clearance)
    return content


def _value(run: Run, item: str) -> AnswerValue | None:
    answer = run.answer(item)
    return None if answer is None else answer.value


def _text(run: Run, item: str) -> str:
    value = _value(run, item)
    return value.text.strip() if isinstance(value, Text) else ""


def _choice(run: Run, item: str) -> str:
    value = _value(run, item)
    return value.keys[0] if isinstance(value, Chosen) and value.keys else ""


def _quantity(run: Run, item: str) -> object:
    value = _value(run, item)
    return value.quantity if isinstance(value, Measured) else None


def _person(run: Run, item: str) -> PersonRef | None:
    value = _value(run, item)
    if not isinstance(value, Reference):
        return None
    return PersonRef(value.label, None if value.id is None else PersonId(value.id))
