"""What a person gives when a survey is entered, and what its form begins with."""

from dataclasses import dataclass, field
from decimal import Decimal

from au_desktop.domain.ids import InstrumentId, RoomId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.safety.instruments import Fitness, Instrument
from au_desktop.domain.safety.room_plans import PointKind, RoomPlan
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.survey_levels import AreaClass, SurveyLevels
from au_desktop.domain.safety.surveys import MeterCheck, PointRef, Survey, SurveyReason, WipeCount

Meters = tuple[tuple[Instrument, Fitness], ...]
"""Instruments with whether they may be used today."""


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A dose rate as somebody read it at a point."""

    point: PointRef
    rate: DoseRate
    note: str = ""


@dataclass(frozen=True, slots=True)
class WipeEntry:
    """A wipe as somebody counted it."""

    point: PointRef
    count: WipeCount
    note: str = ""


@dataclass(frozen=True, slots=True)
class SurveyEntry:
    """A survey as somebody enters it. A re-survey names the round that it `follows` and what was done before it."""

    room_id: RoomId
    reason: SurveyReason
    at: Moment
    surveyed_by: PersonRef
    meter_id: InstrumentId | None = None
    check: MeterCheck = field(default_factory=MeterCheck)
    readings: tuple[ReadingEntry, ...] = ()
    counter_id: InstrumentId | None = None
    nuclide_id: str = ""
    wipes: tuple[WipeEntry, ...] = ()
    follows: SafetyId | None = None
    done_before: str = ""
    about: str = ""
    notes: str = ""
    run_id: RunId | None = None


@dataclass(frozen=True, slots=True)
class PointTask:
    """A point to be measured: whether a reading and a wipe are wanted there, and what the last survey of it said."""

    point: PointRef
    kind: PointKind
    last_rate: DoseRate | None = None
    last_dpm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CountPrefill:
    """How wipes were counted last, so that it need not be typed again."""

    counter_id: InstrumentId | None
    nuclide_id: str
    count: WipeCount


@dataclass(frozen=True, slots=True)
class SurveyStart:
    """What the form of a survey begins with.

    Args:
        tasks: what is to be measured; of a re-survey only what stands above its level.
        meters: those that may measure dose rates, with whether they are fit today.
        meter_id, background: of the last survey with a meter that is still fit.
        counting: how wipes were counted last; None where none was.
        follows: the round before, for a re-survey.
        amends: the survey that was entered wrong, for its amendment.
    """

    room: Room
    reason: SurveyReason
    plan: RoomPlan | None
    tasks: tuple[PointTask, ...]
    levels: SurveyLevels
    meters: Meters
    counters: Meters
    meter_id: InstrumentId | None = None
    background: DoseRate | None = None
    counting: CountPrefill | None = None
    follows: Survey | None = None
    amends: Survey | None = None

    def area(self, point: PointRef) -> AreaClass:
        """The class that a point is judged by: a room is released by the levels of unrestricted areas."""
        return judged_area(self.reason, point)


def judged_area(reason: SurveyReason, point: PointRef) -> AreaClass:
    """A room is released by the levels of unrestricted areas; otherwise each point by its own class."""
    return AreaClass.UNRESTRICTED if reason is SurveyReason.ROOM_RELEASE else point.area
