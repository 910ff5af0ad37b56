"""Dose to another person from a released patient, by NRC Regulatory Guide 8.39, with the guide's own constants."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Distance,
    DistanceUnit,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.exact import (
    CALCULATION,
    LN2,
    divided,
    not_negative,
    positive,
    product,
)

# The guide prints these digits. 24·1.44, ln 2 or 8/24 in their place miss its worked examples in the third digit.
GUIDE_INTEGRATION = Decimal("34.6")
GUIDE_LN2 = Decimal("0.693")
GUIDE_HOLDING_DAYS = Decimal("0.33")
GUIDE_HELD_PART = Decimal("0.8")
GUIDE_INTAKE = Decimal("1E-5")
ONE_METER_SQUARED_CM2 = Decimal(10_000)
GUIDE_IODINE_HALF_LIFE = Duration(Decimal("8.04"), DurationUnit.D)
ONE_DAY = Duration(Decimal(1), DurationUnit.D)
LONG_OCCUPANCY = Decimal("0.25")
SHORT_OCCUPANCY = Decimal(1)
RECORD_BELOW_OCCUPANCY = Decimal("0.25")
INFANT_RECORD_ABOVE = Dose(Decimal(5), DoseUnit.MSV)


@dataclass(frozen=True, slots=True)
class RetentionComponent:
    """One component of retention in Equation B-5: its uptake fraction and effective half-life."""

    fraction: Decimal
    effective_half_life: Duration


def _rem(amount: Decimal) -> Dose:
    return Dose(amount, DoseUnit.REM)


def _days(field: str, time: Duration) -> Decimal:
    return positive(field, time.to(DurationUnit.D).amount)


def _millicuries(activity: Activity) -> Decimal:
    return not_negative("activity", activity.to(ActivityUnit.MCI).amount)


def _occupied(occupancy: Decimal) -> Decimal:
    if not 0 <= occupancy <= 1:
        raise Invalid("occupancy", "must be from 0 to 1")
    return occupancy


def dose_until(
    activity: Activity, gamma: Decimal, half_life: Duration, elapsed: Duration, distance: Distance
) -> Dose:
    """Dose at a distance up to a time, without shielding or occupancy.

    Equation 1: D(t) = 34.6·Γ·Q0·Tp·(1 - e^(-0.693·t/Tp))/r². Units: rem; Γ in R·cm²/(mCi·h), Q0 in mCi, Tp and t in d, r in
    cm, 1 R taken as 1 rem. Range: t not negative, r above zero.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Equation 1, p. 2 (Rev 1, 2020, unchanged).
    """
    days = _days("half_life", half_life)
    spent = not_negative("elapsed", elapsed.to(DurationUnit.D).amount)
    centimeters = positive("distance", distance.to(DistanceUnit.CM).amount)
    left = CALCULATION.exp(divided(product(-GUIDE_LN2, spent), days))
    gone = CALCULATION.subtract(Decimal(1), left)
    whole = product(GUIDE_INTEGRATION, gamma, _millicuries(activity), days, gone)
    return _rem(divided(whole, product(centimeters, centimeters)))


def default_occupancy(half_life: Duration) -> Decimal:
    """The occupancy factor of Equations 2 and 3: 0.25 for a half-life above one day, else 1.

    Equation: E = 0.25 where Tp > 1 d, E = 1 where Tp ≤ 1 d. Units: fraction. Range: Tp above zero.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Equations 2 and 3, p. 3 (Rev 1, 2020, unchanged).
    """
    _days("half_life", half_life)
    return LONG_OCCUPANCY if half_life > ONE_DAY else SHORT_OCCUPANCY


def dose_to_infinity(activity: Activity, gamma: Decimal, half_life: Duration) -> Dose:
    """Dose to another person at 1 m by total decay, with the default occupancy factor.

    Equations 2 and 3: D(∞) = 34.6·Γ·Q0·Tp·E/(100 cm)², E = 0.25 for Tp above 1 d, else 1. Units: rem; Γ in R·cm²/(mCi·h), Q0
    in mCi, Tp in d, 1 R taken as 1 rem. Range: Tp above zero.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Equations 2 and 3, p. 3 (Rev 1, 2020, unchanged).
    """
    return dose_with_occupancy(activity, gamma, half_life, default_occupancy(half_life))


def dose_with_occupancy(
    activity: Activity, gamma: Decimal, half_life: Duration, occupancy: Decimal
) -> Dose:
    """Dose to another person at 1 m by total decay, with a patient-specific occupancy factor or effective half-life.

    Equation B-1: D(∞) = 34.6·Γ·Q0·Tp·E/(100 cm)²; Teff in place of Tp where it is known. Units: rem; Γ in R·cm²/(mCi·h), Q0
    in mCi, T in d, 1 R taken as 1 rem. Range: T above zero, E from 0 to 1.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Appendix B, Equation B-1, p. B-1.
    """
    days = _days("half_life", half_life)
    not_negative("gamma", gamma)
    whole = product(GUIDE_INTEGRATION, gamma, _millicuries(activity), days, _occupied(occupancy))
    return _rem(divided(whole, ONE_METER_SQUARED_CM2))


def activity_for_dose(
    limit: Dose, gamma: Decimal, half_life: Duration, occupancy: Decimal | None = None
) -> Activity:
    """The activity at release that gives a dose at 1 m by total decay.

    Equation: Q0 = D·(100 cm)²/(34.6·Γ·Tp·E), Equations 2 and 3 solved for Q0. Units: mCi. Range: Γ, Tp and E above zero.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Equations 2 and 3; Tables 1 and 2 are made so, for 0.5 and 0.1 rem.
    """
    factor = default_occupancy(half_life) if occupancy is None else _occupied(occupancy)
    per_millicurie = product(
        GUIDE_INTEGRATION, positive("gamma", gamma), _days("half_life", half_life), factor
    )
    rem = positive("limit", limit.to(DoseUnit.REM).amount)
    millicuries = divided(
        product(rem, ONE_METER_SQUARED_CM2), positive("occupancy", per_millicurie)
    )
    return Activity(millicuries, ActivityUnit.MCI)


@dataclass(frozen=True, slots=True)
class IodineCase:
    """What Equation B-5 needs beside the activity; the defaults are the guide's for I-131 (Table B-1 and Appendix B)."""

    first: RetentionComponent
    second: RetentionComponent
    gamma: Decimal = Decimal("2.2")
    physical_half_life: Duration = GUIDE_IODINE_HALF_LIFE
    first_hours_occupancy: Decimal = Decimal("0.75")
    later_occupancy: Decimal = Decimal("0.25")


THYROID_CANCER = IodineCase(
    RetentionComponent(Decimal("0.95"), Duration(Decimal("0.32"), DurationUnit.D)),
    RetentionComponent(Decimal("0.05"), Duration(Decimal("7.3"), DurationUnit.D)),
)
HYPERTHYROIDISM = IodineCase(
    RetentionComponent(Decimal("0.20"), Duration(Decimal("0.32"), DurationUnit.D)),
    RetentionComponent(Decimal("0.80"), Duration(Decimal("5.2"), DurationUnit.D)),
)


def iodine_dose(activity: Activity, case: IodineCase) -> Dose:
    """Dose to another person at 1 m from a patient given sodium iodide I-131, by retention components.

    Equation B-5: D(∞) = 34.6·Γ·Q0/(100 cm)² · {E1·Tp·0.8·(1 - q) + q·E2·F1·T1eff + q·E2·F2·T2eff}, q = e^(-0.693·0.33/Tp):
    for the first 8 h (0.33 d) 80 % leaves at the physical half-life only. Units: rem; Γ in R·cm²/(mCi·h), Q0 in mCi, T in
    d, 1 R taken as 1 rem. Range: E and F from 0 to 1.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Appendix B, Equation B-5, p. B-4, Table B-1, p. B-5.
    """
    days = _days("half_life", case.physical_half_life)
    left = CALCULATION.exp(divided(product(-GUIDE_LN2, GUIDE_HOLDING_DAYS), days))
    gone = CALCULATION.subtract(Decimal(1), left)
    held = product(_occupied(case.first_hours_occupancy), days, GUIDE_HELD_PART, gone)
    terms = CALCULATION.add(held, _component(case, case.first, left))
    terms = CALCULATION.add(terms, _component(case, case.second, left))
    prefactor = divided(
        product(GUIDE_INTEGRATION, case.gamma, _millicuries(activity)), ONE_METER_SQUARED_CM2
    )
    return _rem(product(prefactor, terms))


def _component(case: IodineCase, component: RetentionComponent, left: Decimal) -> Decimal:
    if not 0 <= component.fraction <= 1:
        raise Invalid("fraction", "must be from 0 to 1")
    days = _days("effective_half_life", component.effective_half_life)
    return product(left, _occupied(case.later_occupancy), component.fraction, days)


def internal_dose(activity: Activity, rem_per_millicurie: Decimal) -> Dose:
    """Dose to another person from taking in a little of the patient's activity.

    Equation B-6: Di = Q·1E-5·DCF. Units: rem; Q in mCi administered, DCF in rem/mCi (I-131 by ingestion: 53). Range: both not
    negative. May be ignored where likely below 10 % of the external dose.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Appendix B, Equation B-6, p. B-6.
    """
    not_negative("dose_per_intake", rem_per_millicurie)
    return _rem(product(_millicuries(activity), GUIDE_INTAKE, rem_per_millicurie))


def dose_from_rate(rate: DoseRate, effective_half_life: Duration, occupancy: Decimal) -> Dose:
    """Dose to another person at 1 m from the rate measured there.

    Equation: D = X·Teff/ln 2·E. Units: rem; X in rem/h at 1 m, Teff in h. Range: Teff above zero, E from 0 to 1.
    Source: integral of exponential decay, the physics of Equation B-1; not printed in the guide.
    """
    hours = positive("effective_half_life", effective_half_life.to(DurationUnit.H).amount)
    rem_per_hour = not_negative("rate", rate.to(DoseRateUnit.REM_H).amount)
    return _rem(divided(product(rem_per_hour, hours, _occupied(occupancy)), LN2))


@dataclass(frozen=True, slots=True)
class ReleaseBasis:
    """How the dose that lets a patient go was found, as far as 10 CFR 35.2075 asks."""

    retained_activity: bool = False
    occupancy: Decimal = LONG_OCCUPANCY
    biological_or_effective_half_life: bool = False
    tissue_shielding: bool = False
    infant_dose: Dose | None = None


def record_required(basis: ReleaseBasis) -> bool:
    """Whether 10 CFR 35.2075 asks that a record be kept of this release.

    Equation: retained activity, or E < 0.25, or biological or effective half-life, or tissue shielding, or a breastfed
    child above 5 mSv. Units: E as a fraction at 1 m. Range: E from 0 to 1; exactly 0.25 asks for none.
    Source: 10 CFR 35.2075(a), (b) (67 FR 20370, 2002). Release on a measured rate counts as tissue shielding (RG 8.39).
    """
    infant = basis.infant_dose is not None and basis.infant_dose > INFANT_RECORD_ABOVE
    return (
        basis.retained_activity
        or _occupied(basis.occupancy) < RECORD_BELOW_OCCUPANCY
        or basis.biological_or_effective_half_life
        or basis.tissue_shielding
        or infant
    )
