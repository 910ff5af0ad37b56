"""An event: what happened, what it was screened against, which clocks run, what the RSO determined, and its end."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CaseId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.child_screen import CHILD_LEVELS, ChildScreen, child_findings
from au_desktop.domain.safety.event_clocks import EventClock
from au_desktop.domain.safety.event_levels import Finding, Levels, ScreenResult, result_of
from au_desktop.domain.safety.event_screen import SCREEN_LEVELS, MedicalScreen, medical_findings
from au_desktop.domain.safety.extravasations import ExtravasationFacts
from au_desktop.domain.safety.incident_screen import (
    INCIDENT_LEVELS,
    IncidentDoses,
    incident_findings,
)
from au_desktop.domain.safety.lost_material import (
    LEAK_LEVELS,
    LOSS_LEVELS,
    LeakFacts,
    LossFacts,
    leak_findings,
    loss_findings,
)
from au_desktop.domain.safety.patient_emergencies import EmergencyFacts
from au_desktop.domain.safety.safety_records import (
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.spills import Remains, SpillFacts, SpillSize, judge_spill
from au_desktop.domain.training.cases import refuse_identity


class EventKind(StrEnum):
    """What can have happened."""

    SPILL = "spill"
    EXTRAVASATION = "extravasation"
    MEDICAL = "medical-event screen"
    CHILD = "embryo or nursing child screen"
    LOSS = "lost or stolen material"
    PACKAGE = "package above a limit"
    LEAK = "leaking sealed source"
    EMERGENCY = "patient emergency or death"
    OTHER = "other event"


SCREENED = frozenset({EventKind.MEDICAL, EventKind.CHILD, EventKind.LOSS, EventKind.LEAK})
"""Kinds about which the RSO always determines; the others only where something is possible."""
_INCIDENTS = frozenset(
    {
        EventKind.SPILL,
        EventKind.LOSS,
        EventKind.PACKAGE,
        EventKind.LEAK,
        EventKind.EMERGENCY,
        EventKind.OTHER,
    }
)
LEVELS_OF: dict[EventKind, tuple[str, ...]] = {
    EventKind.MEDICAL: SCREEN_LEVELS,
    EventKind.CHILD: CHILD_LEVELS,
    EventKind.LOSS: (*LOSS_LEVELS, *INCIDENT_LEVELS),
    EventKind.LEAK: (*LEAK_LEVELS, *INCIDENT_LEVELS),
    EventKind.SPILL: INCIDENT_LEVELS,
    EventKind.PACKAGE: INCIDENT_LEVELS,
    EventKind.EMERGENCY: INCIDENT_LEVELS,
    EventKind.OTHER: INCIDENT_LEVELS,
    EventKind.EXTRAVASATION: (),
}
"""The limits that an event of each kind is judged by."""


class EventState(StrEnum):
    """The word that a list shows."""

    OPEN = "open"
    POSSIBLE = "possible"
    REPORTABLE = "reportable"
    NOT_REPORTABLE = "not reportable"
    CLOSED = "closed"


class OpenPoint(StrEnum):
    """What still keeps an event from being closed."""

    CLOCK = "a clock runs"
    DETERMINATION = "the RSO has not determined"
    CAUSE = "no cause"
    STORY = "no description"
    SPILL_SIZE = "minor or major is not known"
    REMAINS = "what remains is not said"
    REMAINING = "what remains is not described"


@dataclass(frozen=True, slots=True)
class EventStep:
    """One step of the kind of event, and who did it when."""

    key: str
    title: str
    basis: str
    verify: bool = False
    done_at: Moment | None = None
    done_by: PersonRef | None = None


@dataclass(frozen=True, slots=True)
class Determination:
    """What the RSO determined: reportable or not, with the reason."""

    reportable: bool
    by: PersonRef
    at: Moment
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of an event: who closed it, when, and the review in their words."""

    by: PersonRef
    at: Moment
    review: str = ""


class EventIsClosed(DomainError):
    """A closed event was to be changed; the RSO reopens it first."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is closed")
        self.code = code


class EventNotReady(DomainError):
    """An event was to be closed while something is still to be done."""

    def __init__(self, code: str, points: tuple[OpenPoint, ...], clocks: tuple[str, ...]) -> None:
        super().__init__(f"{code}: {', '.join(points)}")
        self.code = code
        self.points = points
        self.clocks = clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(SafetyRecord):
    """One event; `at` is when it happened, `discovered_at` when it was discovered, from which its clocks run."""

    KIND: ClassVar[RecordKind] = RecordKind.EVENT
    FINAL: ClassVar[bool] = False

    kind: EventKind
    title: str = ""
    discovered_at: Moment | None = None
    room: RoomRef | None = None
    case_id: CaseId | None = None
    patient_code: str = ""
    nuclide: str = ""
    form: str = ""
    activity: Activity | None = None
    story: str = ""
    cause: str = ""
    effect: str = ""
    prevention: str = ""
    physician: str = ""
    licensee: str = ""
    agency: str = ""
    about_id: SafetyId | None = None
    about: str = ""
    spill: SpillFacts | None = None
    extravasation: ExtravasationFacts | None = None
    screen: MedicalScreen | None = None
    child: ChildScreen | None = None
    loss: LossFacts | None = None
    leak: LeakFacts | None = None
    emergency: EmergencyFacts | None = None
    incident: IncidentDoses | None = None
    levels: Levels = ()
    steps: tuple[EventStep, ...] = ()
    clocks: tuple[EventClock, ...] = ()
    determination: Determination | None = None
    closed: Closing | None = None

    def __post_init__(self) -> None:
        """A patient is a code; nothing is discovered before it happened."""
        refuse_identity(self.patient_code)
        if self.discovered_at is not None and self.discovered_at.utc < self.at.utc:
            raise Invalid("discovered_at", "lies before the event")

    @property
    def known_at(self) -> Moment:
        """The discovery, from which every clock runs; when it happened, where no other time is known."""
        return self.discovered_at or self.at

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every criterion that the event is screened by, judged by the levels that the record carries."""
        found: tuple[Finding, ...] = ()
        if self.screen is not None:
            found += medical_findings(self.screen, self.levels)
        if self.child is not None:
            found += child_findings(self.child, self.levels)
        if self.loss is not None:
            found += loss_findings(self.loss, self.levels)
        if self.leak is not None:
            found += leak_findings(self.leak, self.levels)
        if self.incident is not None:
            found += incident_findings(self.incident, self.levels)
        return found

    @property
    def result(self) -> ScreenResult:
        """What the screen may say so far; it never closes itself."""
        return result_of(self.findings)

    @property
    def to_determine(self) -> bool:
        """Whether the RSO still has to determine."""
        possible = self.result is ScreenResult.POSSIBLE
        return self.determination is None and (possible or self.kind in SCREENED)

    @property
    def state(self) -> EventState:
        """The word that a list shows."""
        if self.closed is not None:
            return EventState.CLOSED
        if self.determination is not None:
            reportable = self.determination.reportable
            return EventState.REPORTABLE if reportable else EventState.NOT_REPORTABLE
        possible = self.result is ScreenResult.POSSIBLE
        return EventState.POSSIBLE if possible else EventState.OPEN

    @property
    def attention(self) -> bool:
        """Whether something is possible or reportable, late, major or left behind."""
        reported = self.determination is not None and self.determination.reportable
        possible = self.determination is None and self.result is ScreenResult.POSSIBLE
        spilled = self.spill is not None and (
            self.spill.for_site_file or judge_spill(self.spill).size is SpillSize.MAJOR
        )
        return reported or possible or spilled or any(clock.late for clock in self.clocks)

    @property
    def heading(self) -> str:
        """How its row is headed."""
        what = self.title or " ".join(
            part for part in (self.nuclide, str(self.activity or "")) if part
        )
        kind = self.kind.value[0].upper() + self.kind.value[1:]
        return f"{kind}: {what}" if what else kind

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        room = self.room.name if self.room else ""
        running = tuple(clock.deadline for clock in self.clocks if clock.running)
        return Summary(
            label=self.heading,
            about=" · ".join(part for part in (room, self.patient_code, self.about) if part),
            state=self.state.value,
            open=self.closed is None,
            attention=self.attention,
            deadlines=() if self.closed is not None else running,
            links=self._links(),
            words=" ".join((self.nuclide, self.form, self.story)).strip(),
        )

    def _links(self) -> tuple[UUID, ...]:
        known = (self.case_id, self.about_id, self.run_id)
        named: list[UUID] = [one for one in known if one is not None]
        if self.room is not None:
            named.append(self.room.id)
        if self.spill is not None:
            named += [one.who.id for one in self.spill.people if one.who.id is not None]
            for reading in self.spill.readings:
                meters = (reading.meter, reading.counter)
                named += [meter.id for meter in meters if meter is not None]
        if self.extravasation is not None:
            readings = self.extravasation.readings
            named += [one.meter.id for one in readings if one.meter is not None]
        if self.emergency is not None and self.emergency.meter is not None:
            named.append(self.emergency.meter.id)
        return tuple(dict.fromkeys(named))


def facts_for(kind: EventKind) -> dict[str, object]:
    """The empty facts that an event of a kind begins with, by the field of the record."""
    made: dict[str, object] = {}
    own: dict[EventKind, tuple[str, object]] = {
        EventKind.SPILL: ("spill", SpillFacts()),
        EventKind.EXTRAVASATION: ("extravasation", ExtravasationFacts()),
        EventKind.MEDICAL: ("screen", MedicalScreen()),
        EventKind.CHILD: ("child", ChildScreen()),
        EventKind.LOSS: ("loss", LossFacts()),
        EventKind.LEAK: ("leak", LeakFacts()),
        EventKind.EMERGENCY: ("emergency", EmergencyFacts()),
    }
    if kind in own:
        made.update([own[kind]])
    if kind in _INCIDENTS:
        made["incident"] = IncidentDoses()
    return made


def open_points(event: Event) -> tuple[OpenPoint, ...]:
    """What still keeps it from being closed, in the order in which it is done."""
    points = {
        OpenPoint.STORY: not event.story.strip(),
        OpenPoint.CAUSE: not event.cause.strip() and event.kind is not EventKind.EMERGENCY,
        OpenPoint.CLOCK: any(clock.running for clock in event.clocks),
        OpenPoint.DETERMINATION: event.to_determine,
    }
    if event.spill is not None:
        spill = event.spill
        points[OpenPoint.SPILL_SIZE] = judge_spill(spill).size is SpillSize.OPEN
        points[OpenPoint.REMAINS] = spill.remains is Remains.OPEN
        points[OpenPoint.REMAINING] = spill.for_site_file and not spill.remaining.strip()
    return tuple(point for point, missing in points.items() if missing)
