"""Screens begun from what is known already: a case, an extravasation, an emergency; and the spill levels of the center."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.part_20_tables import LabelingQuantity
from au_desktop.domain.reference.spill_levels import SpillLevel
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import Event, EventKind
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.spill_divides import SpillDivide
from au_desktop.domain.safety.spills import AcceptedLevel
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.event_log import EventLog, NewEvent

SPILL_DIVIDE = "spill divide"
_SPACE = UUID("9f0d6a52-6f65-4a0e-8a54-3a8f4f1d2c77")


@dataclass(frozen=True, slots=True)
class SpillAdvice:
    """What is known about the divide of a nuclide: what the RSO accepted, and what is published."""

    nuclide: str
    accepted: AcceptedLevel | None
    published: tuple[SpillLevel, ...]


class EventScreening:
    """Use cases that help an event along."""

    def __init__(self, desk: Desk, log: EventLog) -> None:
        self._desk = desk
        self._log = log

    def screen_case(
        self, case_id: CaseId, discovered_at: Moment, title: str = ""
    ) -> Outcome[Event]:
        """Begin a medical-event screen of one administration, with what the case says of its dosage."""
        with self._desk.reading() as uow:
            case = uow.cases.get(case_id)
            facts = self._dosage_facts(uow, case_id)
        at = _earlier(case.entered_at, discovered_at)
        new = NewEvent(EventKind.MEDICAL, at, discovered_at, title, case_id=case_id)
        return self._log.start(new, facts)

    def screen_after(self, event: Event, kind: EventKind = EventKind.MEDICAL) -> Outcome[Event]:
        """Begin a screen about another event, such as an extravasation; discovered when that one was."""
        facts: dict[str, Any] = {
            "nuclide": event.nuclide,
            "form": event.form,
            "activity": event.activity,
            "story": event.story,
            "physician": event.physician,
            "patient_code": event.patient_code,
        }
        if event.case_id is not None and kind is EventKind.MEDICAL:
            with self._desk.reading() as uow:
                facts |= self._dosage_facts(uow, event.case_id)
        new = NewEvent(
            kind,
            event.at,
            event.discovered_at,
            event.title,
            room_id=event.room.id if event.room is not None else None,
            about_id=event.id,
            about=event.code,
        )
        return self._log.start(new, facts | {"case_id": event.case_id})

    def after(self, key: SafetyId) -> tuple[Event, ...]:
        """The events that were begun about this one."""
        with self._desk.reading() as uow:
            linked = uow.safety.linked(Event, key)
        return tuple(one for one in linked if one.about_id == key)

    def case_facts(self, case_id: CaseId) -> dict[str, Any]:
        """What the case says of the patient code, the drug and the dosage, by the field of the event."""
        with self._desk.reading() as uow:
            case = uow.cases.get(case_id)
            return {"patient_code": case.patient_code, **self._dosage_facts(uow, case_id)}

    def _dosage_facts(self, uow: UnitOfWork, case_id: CaseId) -> dict[str, Any]:
        case = uow.cases.get(case_id)
        drug = self._desk.reference.drugs.get(case.drug_id)
        prescribed = case.prescribed
        screen = MedicalScreen(
            prescribed=prescribed.low if prescribed is not None else None,
            prescribed_high=prescribed.high if prescribed is not None else None,
            delivered=case.administered,
        )
        return {
            "screen": screen,
            "nuclide": drug.nuclide_id if drug is not None else "",
            "form": drug.generic_name if drug is not None else "",
            "activity": case.administered,
        }

    def spill_advice(self, nuclide: str) -> SpillAdvice:
        """What is known about the divide of a nuclide; nothing is taken before the RSO accepted it."""
        with self._desk.reading() as uow:
            kept = uow.kept(SpillDivide, SPILL_DIVIDE).find(_divide_id(nuclide))
        published = tuple(
            one
            for one in self._desk.reference.spill_levels.values()
            if one.nuclide_id == nuclide.strip()
        )
        return SpillAdvice(nuclide.strip(), kept.level if kept is not None else None, published)

    def accept_divide(self, nuclide: str, level: AcceptedLevel) -> Outcome[AcceptedLevel]:
        """The RSO accepts the divide of a nuclide for this center, with where it comes from.

        Raises:
            Invalid: no nuclide or no basis was given.
        """
        if not nuclide.strip():
            raise Invalid("nuclide", "is empty")
        if not level.basis.strip():
            raise Invalid("basis", "is missing: the list, license condition or decision")
        with self._desk.change(Permission.JUDGE_EVENTS) as change:
            who = PersonRef(change.actor.name, change.actor.person_id)
            accepted = replace(level, accepted_by=who)
            key = _divide_id(nuclide)
            kept = change.uow.kept(SpillDivide, SPILL_DIVIDE)
            before = kept.find(key)
            after = SpillDivide(key, nuclide.strip(), accepted, change.at)
            kept.put(after)
            subject = Subject(Kind.CENTER, None, f"spill level of {nuclide.strip()}")
            change.record("accept spill level", subject, before, after)
            change.kinds.add(Kind.SAFETY)
        return Outcome(accepted, change.changes)

    def label_quantity(self, nuclide: str) -> LabelingQuantity | None:
        """The quantity of Appendix C for a nuclide, where the reference data has one."""
        return self._desk.reference.labeling_quantities.get(nuclide.strip())


def suggested(published: SpillLevel, share: Activity | None = None) -> AcceptedLevel:
    """A published level as a proposal for the RSO; `share` replaces its activity."""
    amount = share or published.major_from
    return AcceptedLevel(
        amount,
        amount is None,
        published.evacuate_from,
        f"{published.published} ({published.basis.citation})",
    )


def _divide_id(nuclide: str) -> UUID:
    return uuid5(_SPACE, nuclide.strip())


def _earlier(entered: Moment | None, discovered: Moment) -> Moment:
    return entered if entered is not None and entered.utc < discovered.utc else discovered
