"""Counting: detector efficiency, net disintegrations per minute, and Currie's limits."""

from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.exact import (
    CALCULATION,
    divided,
    fraction,
    not_negative,
    positive,
    product,
)

DPM_PER_BQ = Decimal(60)
WIPE_AREA_CM2 = Decimal(100)
CURRIE_CONSTANT = Decimal("2.71")


def _cpm(rate: CountRate) -> Decimal:
    return rate.to(CountRateUnit.CPM).amount


def _minutes(field: str, time: Duration) -> Decimal:
    return positive(field, time.to(DurationUnit.MIN).amount)


def efficiency(standard: CountRate, background: CountRate, activity: Activity) -> Decimal:
    """Counts per disintegration of a counter for one nuclide and geometry.

    Equation: eff = (cpm_std - cpm_bkg)/dpm_std. Units: fraction. Range: standard above background; the activity decayed to
    the day of counting and of the same nuclide or energy.
    Source: NRC Information Notice 93-30 asks that the efficiency be known; 1 Bq = 60 dpm.
    """
    net = CALCULATION.subtract(_cpm(standard), _cpm(background))
    if net <= 0:
        raise Invalid("standard", "must be above the background")
    disintegrations = product(activity.to(ActivityUnit.BQ).amount, DPM_PER_BQ)
    return divided(net, positive("activity", disintegrations))


def net_dpm(
    gross: CountRate,
    background: CountRate,
    counter_efficiency: Decimal,
    area_cm2: Decimal = WIPE_AREA_CM2,
    wipe_factor: Decimal = Decimal(1),
) -> Decimal:
    """Removable contamination by a wipe, per 100 cm²; below zero where the wipe counted less than background.

    Equation: (cpm_gross - cpm_bkg)/(eff·w)·100/area. Units: dpm/100 cm²; area in cm²; w is the part of the contamination
    that the wipe picks up (1 where the action level is stated for the wipe itself, 0.10 by 49 CFR 173.443).
    Range: eff and w above 0 and at most 1, area above zero.
    Source: counting practice; 49 CFR 173.443 for the wipe efficiency.
    """
    fraction("efficiency", counter_efficiency)
    fraction("wipe_factor", wipe_factor)
    net = CALCULATION.subtract(_cpm(gross), _cpm(background))
    scaled = product(net, WIPE_AREA_CM2)
    return divided(
        scaled, product(counter_efficiency, wipe_factor, positive("area_cm2", area_cm2))
    )


def critical_level(background_counts: Decimal) -> Decimal:
    """Net counts above which activity is said to be there.

    Equation: Lc = 2.33·√B. Units: counts, sample and background counted equally long. Range: B not negative.
    Source: L. A. Currie, Anal Chem 40, 1968, 586 (5 % error of each kind).
    """
    root = CALCULATION.sqrt(not_negative("background_counts", background_counts))
    return product(Decimal("2.33"), root)


def minimum_detectable(
    background: CountRate,
    time: Duration,
    counter_efficiency: Decimal,
    constant: Decimal = CURRIE_CONSTANT,
) -> Decimal:
    """The smallest activity that a count of this length is sure to find, sample and background counted equally long.

    Equation: MDA = (2.71 + 4.65·√(Rb·T))/(eff·T). Units: dpm; Rb in cpm, T in min. Range: eff above 0 and at most 1.
    Source: L. A. Currie, Anal Chem 40, 1968, 586. Some texts print 3 (or no constant) in place of 2.71.
    """
    fraction("efficiency", counter_efficiency)
    minutes = _minutes("time", time)
    counts = product(not_negative("background", _cpm(background)), minutes)
    detectable = CALCULATION.add(constant, product(Decimal("4.65"), CALCULATION.sqrt(counts)))
    return divided(detectable, product(counter_efficiency, minutes))


def minimum_detectable_unequal(
    background: CountRate,
    sample_time: Duration,
    background_time: Duration,
    counter_efficiency: Decimal,
) -> Decimal:
    """The smallest activity that is sure to be found when sample and background are counted for different times.

    Equation: MDA = (2.71 + 3.29·√(Rb·Ts·(1 + Ts/Tb)))/(eff·Ts). Units: dpm; Rb in cpm, Ts and Tb in min.
    Range: times above zero, eff above 0 and at most 1.
    Source: L. A. Currie, Anal Chem 40, 1968, 586, for unequal times.
    """
    fraction("efficiency", counter_efficiency)
    minutes = _minutes("sample_time", sample_time)
    ratio = divided(minutes, _minutes("background_time", background_time))
    counts = product(
        not_negative("background", _cpm(background)), minutes, CALCULATION.add(Decimal(1), ratio)
    )
    detectable = CALCULATION.add(
        CURRIE_CONSTANT, product(Decimal("3.29"), CALCULATION.sqrt(counts))
    )
    return divided(detectable, product(counter_efficiency, minutes))
