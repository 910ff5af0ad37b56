"""Checks of instruments and sealed sources: readings against what they should be, counting statistics, leak tests."""

from collections.abc import Sequence
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    DoseRate,
    Duration,
)
from au_desktop.domain.radiation.counting import DPM_PER_BQ, minimum_detectable
from au_desktop.domain.radiation.exact import (
    CALCULATION,
    divided,
    fraction,
    not_negative,
    positive,
    product,
)

HUNDRED = Decimal(100)
FEWEST_COUNTS = 2


def rate_difference(calculated: DoseRate, indicated: DoseRate) -> Decimal:
    """How far a meter reads from the calculated rate, in percent of the calculated one, with its sign.

    Equation: 100·(I - C)/C. Units: percent. Range: C above zero.
    Source: 10 CFR 35.61(b) (67 FR 20370, 2002): not to be used if the difference "is more than 20 percent".
    """
    positive("calculated", calculated.amount)
    return _percent(indicated.ratio_to(calculated))


def count_rate_difference(expected: CountRate, counted: CountRate) -> Decimal:
    """How far a counter reads from the expected rate, in percent of the expected one, with its sign.

    Equation: 100·(M - E)/E. Units: percent; both rates net of background or both gross. Range: E above zero.
    Source: constancy practice; the tolerance is the center's.
    """
    positive("expected", expected.amount)
    return _percent(counted.ratio_to(expected))


def _percent(ratio: Decimal) -> Decimal:
    return product(HUNDRED, CALCULATION.subtract(ratio, Decimal(1)))


def mean_activity(first: Activity, second: Activity, third: Activity) -> Activity:
    """The mean of three readings, in the unit of the first.

    Equation: (A1 + A2 + A3)/3. Units: as given. Range: none below zero.
    Source: calibration practice, three readings of each reference source.
    """
    for name, reading in (("first", first), ("second", second), ("third", third)):
        not_negative(name, reading.amount)
    total = (first + second + third).amount
    return Activity(divided(total, Decimal(3)), first.unit)


def behind_sleeve(unshielded: Activity, factor: Decimal) -> Activity:
    """What a dose calibrator should read through a linearity sleeve.

    Equation: A = A0/f. Units: as given; f is the sleeve's factor from its calibration. Range: f at least 1.
    Source: the sleeve maker's procedure; f says how many times less is read through the sleeve.
    """
    if factor < 1:
        raise Invalid("factor", "must be at least 1")
    return Activity(
        divided(not_negative("unshielded", unshielded.amount), factor), unshielded.unit
    )


def geometry_factor(expected: Activity, reading: Activity) -> Decimal:
    """By what a reading of this volume or container is multiplied.

    Equation: f = E/M. Units: a plain number. Range: both above zero.
    Source: geometry test practice; E is the same activity in the reference volume, decayed to the time of the reading.
    """
    positive("expected", expected.amount)
    positive("reading", reading.amount)
    return expected.ratio_to(reading)


def chi_square(counts: Sequence[Decimal]) -> Decimal:
    """How far repeated counts of one source scatter, in units of what chance makes them scatter.

    Equation: χ² = Σ(N - m)²/m with m the mean. Units: a plain number. Range: two counts or more, of equal length, their
    mean above zero, none below zero.
    Source: Poisson statistics; compared with the chi-square distribution of one degree less than there are counts.
    """
    if len(counts) < FEWEST_COUNTS:
        raise Invalid("counts", "must be two or more")
    total = Decimal(0)
    for count in counts:
        total = CALCULATION.add(total, not_negative("counts", count))
    mean = divided(positive("counts", total), Decimal(len(counts)))
    squares = Decimal(0)
    for count in counts:
        squares = CALCULATION.add(
            squares, CALCULATION.power(CALCULATION.subtract(count, mean), Decimal(2))
        )
    return divided(squares, mean)


def removable_activity(
    gross: CountRate, background: CountRate, counter_efficiency: Decimal
) -> Activity:
    """The activity on the wipe of a leak test; zero where it counted less than background.

    Equation: A = (cpm_gross - cpm_bkg)/(60·eff). Units: Bq. Range: eff above 0 and at most 1.
    Source: counting practice, 1 Bq = 60 dpm; compared with the 185 Bq of 10 CFR 35.3067 (73 FR 5720, 2008).
    """
    fraction("efficiency", counter_efficiency)
    net = CALCULATION.subtract(_cpm(gross), _cpm(background))
    found = divided(max(net, Decimal(0)), product(DPM_PER_BQ, counter_efficiency))
    return Activity(found, ActivityUnit.BQ)


def detectable_activity(
    background: CountRate, time: Duration, counter_efficiency: Decimal
) -> Activity:
    """The smallest activity on a wipe that this count is sure to find, sample and background counted equally long.

    Equation: A = (2.71 + 4.65·√(Rb·T))/(60·eff·T). Units: Bq. Range: eff above 0 and at most 1.
    Source: L. A. Currie, Anal Chem 40, 1968, 586; a leak test must find 185 Bq (10 CFR 35.67).
    """
    dpm = minimum_detectable(background, time, counter_efficiency)
    return Activity(divided(dpm, DPM_PER_BQ), ActivityUnit.BQ)


def _cpm(rate: CountRate) -> Decimal:
    return rate.to(CountRateUnit.CPM).amount
