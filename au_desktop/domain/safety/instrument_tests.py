"""The record of one check, test, calibration or repair of an instrument, judged by the tolerance that it carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.number_text import plain_text
from au_desktop.domain.quantities import Activity, CountRate, Duration
from au_desktop.domain.radiation import counting, instrument_checks
from au_desktop.domain.safety.check_points import (
    CheckLimit,
    CheckPoint,
    SourceRef,
    Verdict,
    worst,
)
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import (
    MeterRef,
    PersonRef,
    RecordKind,
    SafetyRecord,
    Summary,
)

_TENTH = Decimal("0.1")


class CheckKind(StrEnum):
    """What was done with the instrument."""

    DAILY = "daily check"
    CONSTANCY = "constancy"
    LINEARITY = "linearity"
    ACCURACY = "accuracy"
    GEOMETRY = "geometry"
    COUNTER = "counter check"
    EFFICIENCY = "efficiency"
    CALIBRATION = "calibration"
    SENT = "sent for repair"
    BACK = "back from repair"


CHECKS_OF: dict[InstrumentKind, tuple[CheckKind, ...]] = {
    InstrumentKind.SURVEY_METER: (CheckKind.DAILY, CheckKind.CALIBRATION),
    InstrumentKind.CONTAMINATION_METER: (
        CheckKind.DAILY,
        CheckKind.EFFICIENCY,
        CheckKind.CALIBRATION,
    ),
    InstrumentKind.DOSE_CALIBRATOR: (
        CheckKind.CONSTANCY,
        CheckKind.LINEARITY,
        CheckKind.ACCURACY,
        CheckKind.GEOMETRY,
        CheckKind.CALIBRATION,
    ),
    InstrumentKind.WIPE_COUNTER: (
        CheckKind.COUNTER,
        CheckKind.EFFICIENCY,
        CheckKind.CALIBRATION,
    ),
}
"""What is done with each kind of instrument, the most frequent first."""

FEWEST_ACCURACY_SOURCES = 2
FEWEST_LINEARITY_POINTS = 2
FEWEST_SCALE_READINGS = 2
CHI_SQUARE_RANGE: dict[int, tuple[Decimal, Decimal]] = {
    10: (Decimal("3.325"), Decimal("16.919")),
    20: (Decimal("10.117"), Decimal("30.144")),
}
"""Between which points of the chi-square distribution (5 % and 95 %) so many counts should lie: 9 and 19 degrees of freedom."""


class LinearityMethod(StrEnum):
    """How linearity was tested."""

    DECAY = "decay"
    SLEEVES = "sleeves"


class CheckNeed(StrEnum):
    """What a check lacks without which it says nothing."""

    POINTS = "a reading"
    TWO_SOURCES = "two sources"
    TWO_POINTS = "two readings"
    EFFICIENCY = "an efficiency"
    COUNTS = "ten or twenty counts"
    BATTERY = "the battery"


class CheckIncomplete(DomainError):
    """A check was to be kept that lacks what it is made of."""

    def __init__(self, check: CheckKind, need: CheckNeed) -> None:
        super().__init__(f"{check.value}: {need.value}")
        self.check = check
        self.need = need


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Counts per disintegration for one nuclide, with the standard and where it comes from."""

    nuclide_id: str
    value: Decimal
    standard: str = ""
    basis: str = ""
    geometry: str = ""
    gross: CountRate | None = None
    background: CountRate | None = None
    activity: Activity | None = None

    def __post_init__(self) -> None:
        """An efficiency is a part of one."""
        if not 0 < self.value <= 1:
            raise Invalid("efficiency", "must be above 0 and at most 1")

    @classmethod
    def counted(
        cls, nuclide_id: str, gross: CountRate, background: CountRate, activity: Activity
    ) -> "Efficiency":
        """The efficiency of a count of a standard whose activity is decayed to the day."""
        value = counting.efficiency(gross, background, activity)
        return cls(
            nuclide_id,
            value,
            gross=gross,
            background=background,
            activity=activity,
            basis="counted",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentCheck(SafetyRecord):
    """One check as it was done; what it found follows from its points and the tolerance it carries.

    Args:
        by: who did it; for a calibration the name that 35.2060 and 35.2061 ask for.
        body: the laboratory or firm that calibrated or repaired.
        counts: repeated counts of one source, for chi-square.
        affects: whether a repair affects the calibration (35.61(a)).
        action: what was done about a failure.
    """

    KIND: ClassVar[RecordKind] = RecordKind.INSTRUMENT_CHECK

    check: CheckKind
    instrument: MeterRef
    instrument_kind: InstrumentKind
    by: PersonRef
    tolerance: CheckLimit | None = None
    attention: CheckLimit | None = None
    points: tuple[CheckPoint, ...] = ()
    efficiencies: tuple[Efficiency, ...] = ()
    battery: bool | None = None
    undamaged: bool | None = None
    background: Decimal | None = None
    background_unit: str = ""
    counts: tuple[Decimal, ...] = ()
    counting_time: Duration | None = None
    method: LinearityMethod | None = None
    nuclide_id: str = ""
    half_life: Duration | None = None
    half_life_basis: str = ""
    body: str = ""
    certificate: str = ""
    affects: bool = True
    due: date | None = None
    action: str = ""

    @property
    def day(self) -> date:
        """The local day of it."""
        return self.at.local.date()

    @property
    def chi_square(self) -> Decimal | None:
        """How far the counts scatter, where there are ten or twenty."""
        if len(self.counts) not in CHI_SQUARE_RANGE:
            return None
        return instrument_checks.chi_square(self.counts)

    @property
    def detectable_dpm(self) -> Decimal | None:
        """The smallest activity in dpm that a count is sure to find, by the first efficiency."""
        time, background = self.counting_time, self.background
        if time is None or background is None or not self.efficiencies:
            return None
        rate = CountRate(background, CountRate.unit_named(self.background_unit))
        return counting.minimum_detectable(rate, time, self.efficiencies[0].value)

    @property
    def worst_point(self) -> CheckPoint | None:
        """The point that is furthest off."""
        return max(self.points, key=lambda one: abs(one.difference), default=None)

    @property
    def single_scales(self) -> tuple[str, ...]:
        """Scales of a meter with one reading only, where 35.61(a)(2) asks for two separated ones."""
        if self.check is not CheckKind.CALIBRATION:
            return ()
        scales = [point.scale for point in self.points if point.scale]
        return tuple(s for s in dict.fromkeys(scales) if scales.count(s) < FEWEST_SCALE_READINGS)

    @property
    def verdict(self) -> Verdict:
        """What the check found; a geometry that is off asks for its correction factor and stops nothing."""
        if self.check in {CheckKind.SENT, CheckKind.BACK}:
            return Verdict.NOTED
        points = tuple(one.verdict(self.tolerance, self.attention) for one in self.points)
        if self.check is CheckKind.GEOMETRY:
            points = tuple(Verdict.ATTENTION if one is Verdict.FAILED else one for one in points)
        found = worst((*points, *self._other_verdicts()))
        # a certificate without readings, or an efficiency, is passed by whoever issued it
        return Verdict.PASSED if found is Verdict.NOTED else found

    def _other_verdicts(self) -> Iterable[Verdict]:
        if self.battery is False or self.undamaged is False:
            yield Verdict.FAILED
        scatter = self.chi_square
        if scatter is not None:
            low, high = CHI_SQUARE_RANGE[len(self.counts)]
            yield Verdict.PASSED if low <= scatter <= high else Verdict.ATTENTION
        if self.single_scales:
            yield Verdict.ATTENTION

    @property
    def failed(self) -> bool:
        """Whether it keeps the instrument from use."""
        return self.verdict is Verdict.FAILED

    @property
    def finding(self) -> str:
        """What decided, in few words."""
        if self.battery is False:
            return "battery not good"
        if self.undamaged is False:
            return "damaged"
        point = self.worst_point
        if point is not None:
            return f"{point.name} {percent_words(point.difference)}".strip()
        shown = [f"{one.nuclide_id} {percent_text(one.value)} %" for one in self.efficiencies]
        return ", ".join(shown) or self.action or self.certificate

    @property
    def summary(self) -> Summary:
        """What lists show of it."""
        sources = dict.fromkeys(one.source.id for one in self.points if one.source is not None)
        names = " ".join(one.source.name for one in self.points if one.source is not None)
        return Summary(
            label=f"{self.check.value.capitalize()}, {self.instrument.name}",
            about=self.finding,
            state=self.verdict.value,
            attention=self.failed,
            links=(self.instrument.id, *self._own_links(), *sources),
            words=f"{self.by.name} {self.body} {self.certificate} {self.instrument.serial} {names}",
        )

    def _own_links(self) -> tuple[UUID, ...]:
        """By these the newest check of a kind, and the newest efficiency for a nuclide, are found at once."""
        key = self.instrument.id
        nuclides = dict.fromkeys(one.nuclide_id for one in self.efficiencies)
        return (check_link(key, self.check), *(efficiency_link(key, one) for one in nuclides))


def check_link(instrument_id: UUID, check: CheckKind) -> UUID:
    """What every check of this kind of one instrument links to."""
    return uuid5(instrument_id, check.value)


def efficiency_link(instrument_id: UUID, nuclide_id: str) -> UUID:
    """What every record with an efficiency of one instrument for a nuclide links to."""
    return uuid5(instrument_id, f"efficiency {nuclide_id}")


def percent_words(difference: Decimal) -> str:
    """A difference with its sign, rounded away from zero: what is beyond a limit is never shown as being on it."""
    return f"{difference.quantize(_TENTH, rounding=ROUND_UP):+f} %"


def percent_text(part: Decimal) -> str:
    """A part of one as a percentage with its digits."""
    return plain_text((part * 100).normalize().quantize(_TENTH))


def require_complete(check: InstrumentCheck) -> None:
    """Refuse a check that says nothing.

    Raises:
        CheckIncomplete: which part is missing.
    """
    need = _need(check)
    if need is not None:
        raise CheckIncomplete(check.check, need)


def _need(check: InstrumentCheck) -> CheckNeed | None:
    """The first thing that is missing."""
    points, few = len(check.points), len(_sources(check)) < FEWEST_ACCURACY_SOURCES
    missing = {
        CheckKind.DAILY: (check.battery is None, CheckNeed.BATTERY),
        CheckKind.CONSTANCY: (not points, CheckNeed.POINTS),
        CheckKind.LINEARITY: (points < FEWEST_LINEARITY_POINTS, CheckNeed.TWO_POINTS),
        CheckKind.ACCURACY: (few, CheckNeed.TWO_SOURCES),
        CheckKind.GEOMETRY: (not points, CheckNeed.POINTS),
        CheckKind.COUNTER: (not points and not check.counts, CheckNeed.POINTS),
        CheckKind.EFFICIENCY: (not check.efficiencies, CheckNeed.EFFICIENCY),
    }
    lacks, need = missing.get(check.check, (False, CheckNeed.POINTS))
    if lacks:
        return need
    odd = bool(check.counts) and len(check.counts) not in CHI_SQUARE_RANGE
    return CheckNeed.COUNTS if odd else None


def _sources(check: InstrumentCheck) -> frozenset[SourceRef]:
    return frozenset(one.source for one in check.points if one.source is not None)
