"""Events begun from checklists that were filled in the room: spills, extravasations, screens and emergencies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from au_desktop.domain.checklists.answers import Chosen, Measured, Number
from au_desktop.domain.ids import CaseId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Distance, DistanceUnit, Dose, DoseRate
from au_desktop.domain.safety.child_screen import ChildScreen
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import Event, EventKind
from au_desktop.domain.safety.extravasations import ExtravasationFacts, Images, SiteReading
from au_desktop.domain.safety.patient_emergencies import EmergencyFacts, EmergencyKind
from au_desktop.domain.safety.safety_records import MeterRef
from au_desktop.domain.safety.spills import AcceptedLevel, Remains, SpillFacts, SpillReading
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import PageRequest, RunFilter, RunRow, RunState
from au_desktop.services.safety.event_log import ClockAnswer, EventLog, NewEvent
from au_desktop.services.safety.run_answers import RunAnswers

KINDS: dict[str, EventKind] = {
    "spill": EventKind.SPILL,
    "extravasation": EventKind.EXTRAVASATION,
    "medical_event_screen": EventKind.MEDICAL,
    "patient_emergency": EventKind.EMERGENCY,
}
"""The event that each kind of checklist is taken over into."""
LOOK_BACK = timedelta(days=60)
_AT_MOST = 300
_ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "unknown": Answer.UNKNOWN}
_WRONG = {
    "drug": "wrong_drug",
    "route": "wrong_route",
    "person": "wrong_individual",
    "mode": "wrong_mode",
    "leak": "leaking_source",
}
_REMAINS = {"nothing": Remains.NOTHING, "remains": Remains.REMAINS}
_CLOCKS: dict[EventKind, tuple[tuple[str, str, str], ...]] = {
    EventKind.MEDICAL: (
        ("me-phone", "nrc_called_at", "NRC Operations Center or agency"),
        ("me-physician", "physician_told_at", "Referring physician"),
        ("me-individual", "individual_told_at", "The individual, relative or guardian"),
        ("me-report", "report_sent_at", "NRC Regional Office or agency"),
        ("me-copy", "copy_sent_at", "Referring physician"),
    ),
    EventKind.EMERGENCY: (
        ("emergency-rso", "rso_told_at", "RSO or designee"),
        ("emergency-au", "au_told_at", "An authorized user"),
    ),
}
_FROM_CHECKLIST = "as answered in the checklist"


class EventAnswers(RunAnswers):
    """Reads one run, with the kinds of answers that only events have; `meter` is the survey meter by its reference."""

    def __init__(self, answers: RunAnswers, meter: MeterRef | None) -> None:
        super().__init__(answers.run)
        self.meter = meter

    def rate(self, item: str) -> DoseRate | None:
        """A measured dose rate."""
        value = self._value(item, Measured)
        quantity = None if value is None else value.quantity
        return quantity if isinstance(quantity, DoseRate) else None

    def dose(self, item: str) -> Dose | None:
        """A dose."""
        value = self._value(item, Measured)
        quantity = None if value is None else value.quantity
        return quantity if isinstance(quantity, Dose) else None

    def number(self, item: str) -> Number | None:
        """A plain number."""
        return self._value(item, Number)

    def choices(self, item: str) -> tuple[str, ...]:
        """The keys of all choices."""
        chosen = self._value(item, Chosen)
        return () if chosen is None else chosen.keys

    def answer(self, item: str) -> Answer:
        """A choice of yes, no or not known."""
        return _ANSWERS.get(self.choice(item), Answer.OPEN)


class EventForms:
    """Use cases about checklists that tell of an event."""

    def __init__(self, desk: Desk, log: EventLog) -> None:
        self._desk, self._log = desk, log

    def waiting_runs(self) -> tuple[RunRow, ...]:
        """Submitted checklists of the last weeks that no event was taken from, newest first."""
        wanted = RunFilter(first=self._desk.today() - LOOK_BACK)
        request = PageRequest(_AT_MOST, sort="event_at", descending=True)
        rows = self._desk.queries.runs(wanted, request).rows
        with self._desk.reading() as uow:
            return tuple(
                row
                for row in rows
                if row.kind in KINDS
                and row.state in {RunState.WAITING, RunState.DONE}
                and not uow.safety.linked(Event, row.run_id)
            )

    def take_over(self, row: RunRow) -> Outcome[Event]:
        """Start the event that a checklist tells of, with its answers and the notices that it holds."""
        kind = KINDS[row.kind]
        with self._desk.reading() as uow:
            answers = _answers(uow, row.run_id)
        run = answers.run
        discovered = answers.moment("discovered_at") or run.event_time
        happened = min(_happened(answers), discovered, key=lambda at: at.utc)
        new = NewEvent(
            kind,
            happened,
            discovered,
            row.template_title,
            room_id=run.subject.room_id,
            case_id=run.subject.case_id,
            run_id=run.id,
        )
        facts = {**_shared(answers), **_FACTS[kind](answers), **self._material(answers, kind)}
        outcome = self._log.start(new, facts)
        event = outcome.value
        for key, at, whom in _told(answers, kind, event):
            event = self._log.answer_clock(event.id, key, ClockAnswer(at, whom)).value
        return replace(outcome, value=event)

    def _material(self, answers: EventAnswers, kind: EventKind) -> dict[str, Any]:
        """The drug of the case, where the checklist is about one; for a spill what was typed."""
        if kind is EventKind.SPILL:
            nuclide, _, form = answers.text("nuclide").strip().partition(" ")
            return {"nuclide": nuclide, "form": form.strip(" ,")}
        case_id = answers.run.subject.case_id
        return {} if case_id is None else self._of_case(case_id)

    def _of_case(self, case_id: CaseId) -> dict[str, Any]:
        with self._desk.reading() as uow:
            case = uow.cases.get(case_id)
        drug = self._desk.reference.drugs.get(case.drug_id)
        if drug is None:
            return {}
        return {"nuclide": drug.nuclide_id, "form": drug.generic_name}


def _answers(uow: UnitOfWork, run_id: RunId) -> EventAnswers:
    answers = RunAnswers(uow.runs.get(run_id))
    key = answers.instrument_id("survey_instrument")
    return EventAnswers(answers, None if key is None else MeterRef.of(uow.instruments.get(key)))


def _happened(answers: EventAnswers) -> Moment:
    times = (answers.moment(item) for item in ("happened_at", "seen_at", "began_at"))
    return next((at for at in times if at is not None), answers.run.event_time)


def _shared(answers: EventAnswers) -> dict[str, Any]:
    """What every such checklist may say."""
    found: dict[str, Any] = {
        "story": answers.text("story") or answers.text("course"),
        "cause": answers.text("cause"),
    }
    code = answers.text("patient_code")
    return found | ({"patient_code": code} if code else {})


def _told(
    answers: EventAnswers, kind: EventKind, event: Event
) -> tuple[tuple[str, Moment, str], ...]:
    """The notices that the checklist holds, of clocks that run."""
    running = {clock.key for clock in event.clocks}
    found = (
        (key, answers.moment(item), whom)
        for key, item, whom in _CLOCKS.get(kind, ())
        if key in running
    )
    return tuple((key, at, whom) for key, at, whom in found if at is not None)


def _spill(answers: EventAnswers) -> dict[str, Any]:
    before, after = answers.rate("reading_before"), answers.rate("reading_after")
    readings: tuple[SpillReading, ...] = ()
    if before is not None or after is not None:
        readings = (SpillReading("Highest in the area", before, after, answers.meter),)
    remains = _REMAINS.get(answers.choice("remaining"), Remains.OPEN)
    spill = SpillFacts(
        activity=answers.activity("amount"),
        level=_level(answers),
        weighs=answers.answer("weighs"),
        readings=readings,
        actions=answers.text("wipe_result"),
        rso_told_at=answers.moment("rso_told_at") or answers.moment("rso_called_at"),
        remains=remains,
    )
    return {"spill": spill}


def _level(answers: EventAnswers) -> AcceptedLevel | None:
    if answers.choice("level_kind") == "any":
        return AcceptedLevel(any_amount=True, basis=_FROM_CHECKLIST)
    level = answers.activity("level")
    if level is None or not level.amount:
        return None
    return AcceptedLevel(level, basis=_FROM_CHECKLIST)


def _extravasation(answers: EventAnswers) -> dict[str, Any]:
    site = answers.rate("rate_site")
    measured = answers.moment("measured_at") or answers.run.event_time
    readings: tuple[SiteReading, ...] = ()
    if site is not None:
        readings = (SiteReading(measured, site, answers.rate("rate_other"), answers.meter),)
    volume = answers.number("volume")
    images = {"taken": Images.TAKEN, "none": Images.NONE}
    facts = ExtravasationFacts(
        site=answers.text("site"),
        signs=", ".join(answers.choices("signs")),
        given=answers.activity("given"),
        infiltrated=answers.activity("infiltrated"),
        volume_ml=None if volume is None else volume.amount,
        images=images.get(answers.choice("image"), Images.OPEN),
        readings=readings,
        mitigation=answers.text("mitigation"),
        dose=answers.dose("skin_dose"),
        au_told_at=answers.moment("au_told_at"),
        rso_told_at=answers.moment("rso_told_at"),
        follow_up=answers.text("follow_up"),
    )
    return {"extravasation": facts}


def _screen(answers: EventAnswers) -> dict[str, Any]:
    prescribed = answers.prescribed()
    asked = answers.choices("wrong")
    wrong: dict[str, Any] = {
        field: Answer.YES if key in asked else Answer.NO for key, field in _WRONG.items() if asked
    }
    screen = MedicalScreen(
        intervention=answers.answer("intervention"),
        permanent_damage=answers.answer("damage"),
        prescribed=None if prescribed is None else prescribed.low,
        prescribed_high=None if prescribed is None else prescribed.high,
        delivered=answers.activity("delivered"),
        dose_off=answers.answer("dose_leg"),
        wrong_dose=answers.answer("wrong_dose"),
        site_exceeds=answers.answer("other_site"),
    )
    child = ChildScreen(
        embryo_above=answers.answer("embryo"), child_above=answers.answer("nursing_child")
    )
    made: dict[str, Any] = {"screen": replace(screen, **wrong)}
    if child != ChildScreen():
        made["notes"] = _child_words(child)
    return made


def _child_words(child: ChildScreen) -> str:
    """Embryo and nursing child have a screen of their own (35.3047)."""
    said = (("embryo or fetus", child.embryo_above), ("nursing child", child.child_above))
    words = ", ".join(
        f"{who}: {answer.value}" for who, answer in said if answer is not Answer.OPEN
    )
    return (
        f"The checklist also answered for 35.3047: {words}. Start that screen where it is not no."
    )


def _emergency(answers: EventAnswers) -> dict[str, Any]:
    rate = answers.rate("rate_1m")
    death = answers.choice("what") == "death"
    kept = {"kept": Answer.YES, "released": Answer.NO}
    facts = EmergencyFacts(
        kind=EmergencyKind.DEATH if death else EmergencyKind.EMERGENCY,
        not_releasable=kept.get(answers.choice("releasable"), Answer.OPEN),
        told_team=answers.text("facts"),
        rate=rate,
        distance=None if rate is None else Distance.of(1, DistanceUnit.M),
        meter=answers.meter,
        body=answers.text("informed"),
    )
    return {"emergency": facts}


_FACTS: dict[EventKind, Callable[[EventAnswers], dict[str, Any]]] = {
    EventKind.SPILL: _spill,
    EventKind.EXTRAVASATION: _extravasation,
    EventKind.MEDICAL: _screen,
    EventKind.EMERGENCY: _emergency,
}
