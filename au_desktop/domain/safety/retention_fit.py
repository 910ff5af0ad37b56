"""The effective half-life from two or more readings of the rate at one distance: a straight line through their logarithms."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import rounded
from au_desktop.domain.quantities import DoseRate, DoseRateUnit, Duration, DurationUnit
from au_desktop.domain.radiation.exact import CALCULATION, LN2, divided, half_power, product
from au_desktop.domain.safety.release_facts import RateReading

_KEPT = 9
_MICROSECONDS_PER_HOUR = Decimal(3_600_000_000)


@dataclass(frozen=True, slots=True)
class RetentionFit:
    """The curve R(t) = R0·2^(-t/T) that lies nearest to the readings.

    Args:
        half_life: the effective half-life, in hours.
        begun: the moment of the first reading.
        first_rate: the curve's rate at that moment.
        furthest: the greatest part by which a reading lies off the curve.
    """

    half_life: Duration
    begun: Moment
    first_rate: DoseRate
    furthest: Decimal

    def rate_at(self, at: Moment) -> DoseRate:
        """The curve's rate at a moment; before the first reading it looks back."""
        gone = divided(hours_between(self.begun, at), self.half_life.amount)
        return DoseRate(product(self.first_rate.amount, half_power(gone)), self.first_rate.unit)


def hours_between(first: Moment, last: Moment) -> Decimal:
    """The time from one moment to another in hours; below zero if the second comes first."""
    gone = last.utc - first.utc
    micro = (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds
    return divided(Decimal(micro), _MICROSECONDS_PER_HOUR)


def fitted_retention(readings: Sequence[RateReading]) -> RetentionFit:
    """The effective half-life from readings at the same distance and posture, without background.

    Equation: least squares of ln R over t; T = -ln 2/slope. Two readings give Δt·ln 2/ln(R1/R2). Units: T in h. Range: two
    or more readings at different times, each above zero, falling.
    Source: exponential decay law; the method of least squares.
    """
    ordered = sorted(readings, key=lambda one: one.at)
    if len(ordered) < 2:
        raise Invalid("readings", "two readings at different times are needed")
    if any(one.rate.amount <= 0 for one in ordered):
        raise Invalid("readings", "must be above zero")
    unit = DoseRateUnit(ordered[0].rate.unit)
    times = [hours_between(ordered[0].at, one.at) for one in ordered]
    rates = [one.rate.to(unit).amount for one in ordered]
    slope, start = _line(times, [CALCULATION.ln(rate) for rate in rates])
    half_life = Duration(rounded(divided(LN2, -slope), _KEPT), DurationUnit.H)
    first_rate = DoseRate(rounded(CALCULATION.exp(start), _KEPT), unit)
    fit = RetentionFit(half_life, ordered[0].at, first_rate, Decimal(0))
    off = (abs(divided(one.rate.amount, fit.rate_at(one.at).to(one.rate.unit).amount) - 1)
           for one in ordered)  # fmt: skip
    return RetentionFit(fit.half_life, fit.begun, fit.first_rate, rounded(max(off), _KEPT))


def _line(times: Sequence[Decimal], logarithms: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Slope and value at zero of the line that lies nearest."""
    number = Decimal(len(times))
    mean_time = divided(sum(times, Decimal(0)), number)
    mean_log = divided(sum(logarithms, Decimal(0)), number)
    spread = sum((product(t - mean_time, t - mean_time) for t in times), Decimal(0))
    if not spread:
        raise Invalid("readings", "two readings at different times are needed")
    together = sum(
        (product(t - mean_time, y - mean_log) for t, y in zip(times, logarithms, strict=True)),
        Decimal(0),
    )
    slope = divided(together, spread)
    if slope >= 0:
        raise Invalid("readings", "must fall with time; retention gives no half-life otherwise")
    return slope, mean_log - product(slope, mean_time)
