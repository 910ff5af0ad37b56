"""An area survey: dose rates and wipes at the points of a room, each beside its level, and rounds until all are within it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import CountRate, DoseRate, Duration
from au_desktop.domain.radiation import counting
from au_desktop.domain.radiation.exact import divided, product
from au_desktop.domain.safety.room_plans import PointKind, RoomPlan
from au_desktop.domain.safety.safety_records import (
    MeterRef,
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.survey_levels import AreaClass, RateLevel, WipeLevel


class SurveyReason(StrEnum):
    """Why a survey is made."""

    END_OF_DAY = "end of day"
    WEEKLY_WIPE = "weekly wipe"
    AFTER_SPILL = "after a spill"
    ROOM_RELEASE = "room release"
    OTHER = "other"


class SurveyState(StrEnum):
    """How a survey came out; `CLEARED` is the re-survey after which nothing stands above its level any more."""

    PASSED = "passed"
    FAILED = "failed"
    CLEARED = "cleared"


class MeterCheckFailed(DomainError):
    """A meter whose battery or check source is not in order was to be used for a survey."""

    def __init__(self, meter: str, what: str) -> None:
        super().__init__(f"{meter}: {what} not in order")
        self.meter = meter
        self.what = what


class CountTooWeak(DomainError):
    """A wipe was counted so that activity at its action level might be missed: the MDA is not below that level."""

    def __init__(self, point: str, mda_dpm: Decimal, level_dpm: Decimal) -> None:
        super().__init__(f"{point}: MDA {mda_dpm} is not below {level_dpm}")
        self.point = point
        self.mda_dpm = mda_dpm
        self.level_dpm = level_dpm


class PointsMissing(DomainError):
    """A survey leaves out points that it must measure: which, and what asks for them."""

    def __init__(self, points: tuple[str, ...], asked_by: str) -> None:
        super().__init__(f"{asked_by} without {', '.join(points)}")
        self.points = points
        self.asked_by = asked_by


@dataclass(frozen=True, slots=True)
class PointRef:
    """A point as it was called on the plan of the day, and the class of its area."""

    number: int
    name: str
    area: AreaClass = AreaClass.RESTRICTED

    @property
    def title(self) -> str:
        """Number and name; a place without a number is its name."""
        return f"{self.number} {self.name}" if self.number else self.name


@dataclass(frozen=True, slots=True)
class Reading:
    """The dose rate at a point beside its trigger level."""

    point: PointRef
    rate: DoseRate
    level: RateLevel
    note: str = ""

    @property
    def within(self) -> bool:
        """Whether it is not above the level."""
        return self.rate <= self.level.rate


@dataclass(frozen=True, slots=True)
class WipeCount:
    """How a wipe was counted."""

    gross: CountRate
    background: CountRate
    sample_time: Duration
    background_time: Duration
    efficiency: Decimal
    area_cm2: Decimal = counting.WIPE_AREA_CM2
    wipe_factor: Decimal = Decimal(1)

    @property
    def net_dpm(self) -> Decimal:
        """Removable contamination in dpm/100 cm²: `counting.net_dpm`."""
        return counting.net_dpm(
            self.gross, self.background, self.efficiency, self.area_cm2, self.wipe_factor
        )

    @property
    def mda_dpm(self) -> Decimal:
        """The smallest contamination that is sure to be found, in dpm/100 cm² as the net value.

        Equation: Currie's MDA of the count for equal or unequal times, divided by the wipe factor, times 100/area.
        """
        return scaled_to_area(self.counted_mda(), self.area_cm2, self.wipe_factor)

    def counted_mda(self) -> Decimal:
        """Currie's MDA of the count itself, in dpm on the wipe."""
        if self.sample_time == self.background_time:
            return counting.minimum_detectable(self.background, self.sample_time, self.efficiency)
        return counting.minimum_detectable_unequal(
            self.background, self.sample_time, self.background_time, self.efficiency
        )


def scaled_to_area(dpm: Decimal, area_cm2: Decimal, wipe_factor: Decimal) -> Decimal:
    """What a wipe of that area, which picks up that part, says for 100 cm² of the surface."""
    return divided(product(dpm, counting.WIPE_AREA_CM2), product(area_cm2, wipe_factor))


@dataclass(frozen=True, slots=True)
class Wipe:
    """A counted wipe of a point beside its action level. `net_dpm` and `mda_dpm` are kept as they were computed."""

    point: PointRef
    nuclide: str
    count: WipeCount
    net_dpm: Decimal
    mda_dpm: Decimal
    level: WipeLevel
    note: str = ""

    @property
    def within(self) -> bool:
        """Whether it is not above the level."""
        return self.net_dpm <= self.level.dpm

    @property
    def sensitive(self) -> bool:
        """Whether the count would find activity below the level."""
        return self.mda_dpm < self.level.dpm


def counted_wipe(
    point: PointRef, nuclide: str, count: WipeCount, level: WipeLevel, note: str = ""
) -> Wipe:
    """The wipe with what its count says."""
    return Wipe(point, nuclide, count, count.net_dpm, count.mda_dpm, level, note)


@dataclass(frozen=True, slots=True)
class Finding:
    """A point that stands above its level until a re-survey of it passes."""

    number: int
    name: str
    kind: PointKind

    @property
    def title(self) -> str:
        """The point and what was found there."""
        place = f"{self.number} {self.name}" if self.number else self.name
        return f"{place} ({'wipe' if self.kind is PointKind.WIPE else 'reading'})"

    def same_place(self, other: "Finding") -> bool:
        """Whether both are about the same measurement of the same point, whatever it is called by now."""
        if self.kind is not other.kind:
            return False
        if self.number or other.number:
            return self.number == other.number
        return self.name == other.name


@dataclass(frozen=True, slots=True)
class MeterCheck:
    """What was looked at before the meter was used, and the background that it showed."""

    battery: bool = True
    source: bool = True
    background: DoseRate | None = None


@dataclass(frozen=True, slots=True)
class RoundLink:
    """Which round of a loop a survey is: the survey that it follows, the one that began, and what was done in between.

    `carried` are findings of earlier rounds that this one did not measure.
    """

    follows: SafetyId
    first: SafetyId
    number: int
    done_before: str
    carried: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(SafetyRecord):
    """A survey of one room (10 CFR 35.70, 20.1501; kept by 35.2070 and 20.2103)."""

    KIND: ClassVar[RecordKind] = RecordKind.SURVEY
    FINAL: ClassVar[bool] = True

    room: RoomRef
    reason: SurveyReason
    surveyed_by: PersonRef
    plan_id: UUID | None = None
    plan_version: int = 0
    meter: MeterRef | None = None
    check: MeterCheck = MeterCheck()
    readings: tuple[Reading, ...] = ()
    counter: MeterRef | None = None
    wipes: tuple[Wipe, ...] = ()
    again: RoundLink | None = None
    about: str = ""

    @property
    def found(self) -> tuple[Finding, ...]:
        """What this survey itself found above its level."""
        read = (_finding(one.point, PointKind.READING) for one in self.readings if not one.within)
        wiped = (_finding(one.point, PointKind.WIPE) for one in self.wipes if not one.within)
        return (*read, *wiped)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What stands above its level after this survey, earlier rounds included."""
        return (*self.found, *(self.again.carried if self.again else ()))

    @property
    def state(self) -> SurveyState:
        """How it came out."""
        if self.open_findings:
            return SurveyState.FAILED
        return SurveyState.CLEARED if self.again else SurveyState.PASSED

    @property
    def round_number(self) -> int:
        """1 for a survey, 2 for its first re-survey."""
        return self.again.number if self.again else 1

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        links: list[UUID] = [self.room.id]
        links += [meter.id for meter in (self.meter, self.counter) if meter is not None]
        links += [self.again.follows, self.again.first] if self.again else []
        if self.surveyed_by.id is not None:
            links.append(self.surveyed_by.id)
        said = f", round {self.round_number}" if self.again else ""
        return Summary(
            label=f"{self.room.name}, {self.reason.value}{said}",
            about=self._about(),
            state=self.state.value,
            attention=bool(self.open_findings),
            links=tuple(dict.fromkeys(links)),
            words=f"{self.surveyed_by.name} {self.notes} {self.about}",
        )

    def _about(self) -> str:
        if self.open_findings:
            return f"above the level: {', '.join(one.title for one in self.open_findings)}"
        parts = []
        if self.readings:
            highest = max(self.readings, key=lambda one: one.rate.base)
            parts.append(f"{_many(len(self.readings), 'reading')}, highest {highest.rate}")
        if self.wipes:
            most = max(wipe.net_dpm for wipe in self.wipes)
            parts.append(f"{_many(len(self.wipes), 'wipe')}, highest {dpm_text(most)}")
        return "; ".join(parts)


def dpm_text(dpm: Decimal) -> str:
    """Removable contamination in words, to three digits."""
    return f"{plain_text(rounded(dpm, 3))} dpm/100 cm²"


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _finding(point: PointRef, kind: PointKind) -> Finding:
    return Finding(point.number, point.name, kind)


def measured_at(survey: Survey) -> tuple[Finding, ...]:
    """Every measurement that a survey holds, named as findings are."""
    read = (_finding(one.point, PointKind.READING) for one in survey.readings)
    wiped = (_finding(one.point, PointKind.WIPE) for one in survey.wipes)
    return (*read, *wiped)


def next_round(before: Survey, measured: Iterable[Finding], done_before: str) -> RoundLink:
    """The link of a re-survey to the round before it, with what that round found and this one did not measure.

    Raises:
        Invalid: the round before found nothing, or nothing of it is measured again, or nothing was done meanwhile.
    """
    wanted, given = before.open_findings, tuple(measured)
    if not wanted:
        raise Invalid("survey", f"{before.code} has nothing above its level to survey again")
    left = tuple(one for one in wanted if not any(one.same_place(other) for other in given))
    if left == wanted:
        raise Invalid("survey", f"measures none of the points that {before.code} found")
    if not done_before.strip():
        raise Invalid("done_before", "say what was done before this round")
    first = before.again.first if before.again else before.id
    return RoundLink(before.id, first, before.round_number + 1, done_before.strip(), left)


def require_sound(survey: Survey) -> None:
    """Refuse a survey that says nothing, or that was made with what cannot say it.

    Raises:
        Invalid: nothing measured, a point measured twice, or no meter, background or counter for what was measured.
        MeterCheckFailed: battery or check source not in order.
        CountTooWeak: the MDA of a wipe is not below its action level.
    """
    measured = measured_at(survey)
    if not measured:
        raise Invalid("survey", "has neither a reading nor a wipe")
    for place, one in enumerate(measured):
        if any(one.same_place(other) for other in measured[:place]):
            raise Invalid("survey", f"measures {one.title} twice")
    if survey.readings:
        _require_meter(survey)
    for wipe in survey.wipes:
        if survey.counter is None:
            raise Invalid("counter", "is missing: what counted the wipes")
        if not wipe.sensitive:
            raise CountTooWeak(wipe.point.title, wipe.mda_dpm, wipe.level.dpm)


def _require_meter(survey: Survey) -> None:
    if survey.meter is None:
        raise Invalid("meter", "is missing: the record names the instrument (10 CFR 35.2070)")
    if survey.check.background is None:
        raise Invalid("background", "is missing")
    for what, good in (("battery", survey.check.battery), ("check source", survey.check.source)):
        if not good:
            raise MeterCheckFailed(survey.meter.name, what)


def require_whole_room(survey: Survey, plan: RoomPlan) -> None:
    """Refuse the release of a room on a survey that leaves out a point of its plan; raises `PointsMissing`."""
    measured = measured_at(survey)
    missing = tuple(
        wanted.title
        for wanted in wanted_at(plan)
        if not any(wanted.same_place(one) for one in measured)
    )
    if missing:
        raise PointsMissing(missing, "the release of a room")


def wanted_at(plan: RoomPlan) -> tuple[Finding, ...]:
    """Every measurement that a plan asks for: readings first, then wipes, each by number."""
    points = sorted(plan.points, key=lambda one: one.number)
    read = (Finding(one.number, one.name, PointKind.READING) for one in points if one.kind.reads)
    wiped = (Finding(one.number, one.name, PointKind.WIPE) for one in points if one.kind.wiped)
    return (*read, *wiped)


def open_loops(surveys: Iterable[Survey]) -> tuple[Survey, ...]:
    """The newest round of every loop in which something still stands above its level, oldest first.

    Args:
        surveys: those that failed and those that cleared something; neither void nor amended.
    """
    known = list(surveys)
    followed = {one.again.follows for one in known if one.again is not None}
    waiting = [
        one
        for one in known
        if one.open_findings and one.id not in followed and one.amends not in followed
    ]
    return tuple(sorted(waiting, key=lambda one: (one.at.utc, one.number)))
