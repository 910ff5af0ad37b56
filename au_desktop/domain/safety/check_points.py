"""What a check of an instrument compares: what should be read, what was read, how far apart, and by which tolerance."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.radiation.decay import decayed
from au_desktop.domain.radiation.exact import CALCULATION, divided, positive, product

_HUNDRED = Decimal(100)
_MICROSECONDS = Decimal(1_000_000)


class Verdict(StrEnum):
    """What a check found."""

    PASSED = "passed"
    ATTENTION = "attention"
    FAILED = "failed"
    NOTED = "noted"


WORST_FIRST = (Verdict.FAILED, Verdict.ATTENTION, Verdict.PASSED, Verdict.NOTED)


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The one that decides; nothing judged is noted."""
    return next((one for one in WORST_FIRST if one in verdicts), Verdict.NOTED)


@dataclass(frozen=True, slots=True)
class CheckLimit:
    """A tolerance in percent with its basis as it held on the day; exactly the value is within it."""

    percent: Decimal
    basis: str = ""
    verify: bool = False


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A sealed source under the name, nuclide and serial number that it had."""

    id: SafetyId
    name: str
    nuclide_id: str
    serial: str = ""


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One comparison, both numbers in `unit`.

    Args:
        name: the setting, scale, sleeve, container or time that was looked at.
        expected: what should be read.
        measured: what was read; the mean where `readings` has several.
        scale: the scale or decade of a meter.
        at: when it was read, where that differs from the record.
        volume_ml: the volume in a container.
        certificate: the certificate of the standard.
    """

    name: str
    expected: Decimal
    measured: Decimal
    unit: str
    scale: str = ""
    at: Moment | None = None
    readings: tuple[Decimal, ...] = ()
    source: SourceRef | None = None
    factor: Decimal | None = None
    volume_ml: Decimal | None = None
    certificate: str = ""

    def __post_init__(self) -> None:
        """Nothing is compared with nothing."""
        positive("expected", self.expected)

    @property
    def difference(self) -> Decimal:
        """Percent of the expected value, with its sign: 100·(M - E)/E."""
        apart = CALCULATION.subtract(self.measured, self.expected)
        return divided(product(_HUNDRED, apart), self.expected)

    def beyond(self, limit: CheckLimit) -> bool:
        """Whether it is off by more than the limit; exactly the limit is not."""
        apart = abs(CALCULATION.subtract(self.measured, self.expected))
        return product(_HUNDRED, apart) > product(limit.percent, self.expected)

    def verdict(self, tolerance: CheckLimit | None, attention: CheckLimit | None) -> Verdict:
        """Failed beyond the tolerance, attention beyond the inner limit; without a tolerance it is only noted."""
        if tolerance is None:
            return Verdict.NOTED
        if self.beyond(tolerance):
            return Verdict.FAILED
        if attention is not None and self.beyond(attention):
            return Verdict.ATTENTION
        return Verdict.PASSED


def elapsed_between(first: Moment, last: Moment) -> Duration:
    """The time between two moments, exact to the microsecond; below zero where the last lies before the first."""
    apart = last.utc - first.utc
    seconds = Decimal(apart.days * 86_400 + apart.seconds)
    return Duration(
        CALCULATION.add(seconds, Decimal(apart.microseconds) / _MICROSECONDS), DurationUnit.S
    )


def expected_activity(
    activity: Activity, reference: Moment, half_life: Duration, at: Moment
) -> Activity:
    """What a source holds at a moment, decayed from its reference time: A = A0·2^(-t/T)."""
    return decayed(activity, half_life, elapsed_between(reference, at))


def mean(readings: tuple[Decimal, ...]) -> Decimal:
    """The mean of some readings; refuses none."""
    count = positive("readings", Decimal(len(readings)))
    total = Decimal(0)
    for reading in readings:
        total = CALCULATION.add(total, reading)
    return divided(total, count)
