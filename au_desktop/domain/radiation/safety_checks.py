"""Figures of safety checklists: time against a deadline, package levels, what a wipe can find, an amount against a level."""

from decimal import ROUND_CEILING, ROUND_UP, Context, Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import trimmed
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation import counting
from au_desktop.domain.radiation.exact import CALCULATION, divided, fraction, positive, product

PACKAGE_WIPE_CM2 = Decimal(300)
PACKAGE_WIPE_EFFICIENCY = Decimal("0.10")
_SECONDS_PER_HOUR = Decimal(3600)
_TENTH = Decimal("0.1")
_THOUSANDTH = Decimal("0.001")
_INDEX_TAKEN_AS_ZERO = Decimal("0.05")
# Room for the quotient of the largest and the smallest activity that can be typed, with its three places.
_WIDE = Context(prec=80)


def hours_between(since: Moment, until: Moment) -> Duration:
    """The time from one moment to a later one, rounded up to 0.001 h, so that nothing late is shown as in time.

    Equation: t = until - since. Units: h. Range: the later moment not before the earlier.
    Source: the clocks of 10 CFR 20.1906(c) (85 FR 68243, 2020) and 35.3045(c) to (e) (83 FR 33111, 2018) run in elapsed time.
    """
    span = until.utc - since.utc
    seconds = CALCULATION.add(
        Decimal(span.days * 86400 + span.seconds), Decimal(span.microseconds).scaleb(-6)
    )
    if seconds < 0:
        raise Invalid("until", "must not lie before the beginning")
    hours = divided(seconds, _SECONDS_PER_HOUR).quantize(_THOUSANDTH, ROUND_CEILING, CALCULATION)
    return Duration(trimmed(hours), DurationUnit.H)


def package_contamination(
    gross: CountRate,
    background: CountRate,
    counter_efficiency: Decimal,
    area_cm2: Decimal = PACKAGE_WIPE_CM2,
    wipe_efficiency: Decimal = PACKAGE_WIPE_EFFICIENCY,
) -> Decimal:
    """Non-fixed contamination of a package surface by a wipe; below zero where the wipe counted less than background.

    Equation: (cpm_gross - cpm_bkg)/(eff·w·area). Units: dpm/cm². Range: eff and w above 0 and at most 1, area above zero.
    Source: 49 CFR 173.443(a)(1)(i) (79 FR 40616, 2014): 300 cm² wiped; the actual wipe efficiency, or 0.10 assumed.
    """
    fraction("efficiency", counter_efficiency)
    fraction("wipe_efficiency", wipe_efficiency)
    net = CALCULATION.subtract(
        gross.to(CountRateUnit.CPM).amount, background.to(CountRateUnit.CPM).amount
    )
    return divided(
        net, product(counter_efficiency, wipe_efficiency, positive("area_cm2", area_cm2))
    )


def transport_index(rate_at_1_m: DoseRate) -> Decimal:
    """The transport index of a package from the highest rate at 1 m from its surface.

    Equation: TI = mrem/h at 1 m, rounded up to the next tenth; up to 0.05 it is taken as 0. Units: none.
    Range: any rate, 1 R taken as 1 rem.
    Source: 49 CFR 173.403 (80 FR 1162, 2015); 49 CFR 172.403(c), note 2.
    """
    rate = rate_at_1_m.to(DoseRateUnit.MREM_H).amount
    if rate <= _INDEX_TAKEN_AS_ZERO:
        return Decimal(0)
    return trimmed(rate.quantize(_TENTH, ROUND_CEILING, CALCULATION))


def dose_in_time(rate: DoseRate, time: Duration) -> Dose:
    """The dose to a person who stays for a time where the dose rate is steady.

    Equation: D = X·t. Units: mrem; X in mrem/h with 1 R taken as 1 rem, t in h. Range: any; decay is left out, so that
    the dose is never taken too low.
    Source: definition of a dose rate.
    """
    hours = time.to(DurationUnit.H).amount
    return Dose(product(rate.to(DoseRateUnit.MREM_H).amount, hours), DoseUnit.MREM)


def wipe_detectable(
    background: CountRate,
    time: Duration,
    counter_efficiency: Decimal,
    area_cm2: Decimal = counting.WIPE_AREA_CM2,
    wipe_factor: Decimal = Decimal(1),
) -> Decimal:
    """The smallest removable contamination that a wipe is sure to show, wipe and background counted equally long.

    Equation: MDA·100/(area·w), MDA = (2.71 + 4.65·√(Rb·T))/(eff·T). Units: dpm/100 cm²; Rb in cpm, T in min.
    Range: eff and w above 0 and at most 1, area and T above zero.
    Source: L. A. Currie, Anal Chem 40, 1968, 586; NRC Information Notice 93-30 asks for enough sensitivity.
    """
    found = counting.minimum_detectable(background, time, counter_efficiency)
    return _per_wipe_area(found, area_cm2, wipe_factor)


def wipe_detectable_unequal(
    background: CountRate,
    times: tuple[Duration, Duration],
    counter_efficiency: Decimal,
    area_cm2: Decimal = counting.WIPE_AREA_CM2,
    wipe_factor: Decimal = Decimal(1),
) -> Decimal:
    """The same where wipe and background (`times`, in this order) are counted for different times.

    Equation: MDA·100/(area·w), MDA = (2.71 + 3.29·√(Rb·Ts·(1 + Ts/Tb)))/(eff·Ts). Units: dpm/100 cm²; Rb in cpm, times
    in min. Range: eff and w above 0 and at most 1, area and times above zero.
    Source: L. A. Currie, Anal Chem 40, 1968, 586, for unequal times.
    """
    found = counting.minimum_detectable_unequal(background, *times, counter_efficiency)
    return _per_wipe_area(found, area_cm2, wipe_factor)


def percent_of_level(activity: Activity, level: Activity) -> Decimal:
    """An activity as a percentage of a level, rounded up to 0.001 %, so that what exceeds a level is never shown on it.

    Equation: 100·A/L. Units: %. Range: level above zero.
    Source: definition; NUREG-1556 Vol. 9 App. N takes a spill as minor or major by such a level.
    """
    amount = activity.to(ActivityUnit.MBQ).amount
    whole = positive("level", level.to(ActivityUnit.MBQ).amount)
    percent = divided(product(Decimal(100), amount), whole)
    return trimmed(percent.quantize(_THOUSANDTH, ROUND_UP, _WIDE))


def _per_wipe_area(dpm: Decimal, area_cm2: Decimal, wipe_factor: Decimal) -> Decimal:
    fraction("wipe_factor", wipe_factor)
    return divided(
        product(dpm, counting.WIPE_AREA_CM2), product(positive("area_cm2", area_cm2), wipe_factor)
    )
