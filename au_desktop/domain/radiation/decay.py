"""Radioactive decay: activity after a time, ingrowth of a daughter, effective half-life, time until a level."""

from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, DoseRate, Duration, DurationUnit
from au_desktop.domain.radiation.exact import (
    CALCULATION,
    LN2,
    divided,
    fraction,
    half_power,
    not_negative,
    positive,
    product,
)


def decay_factor(half_life: Duration, elapsed: Duration) -> Decimal:
    """The part that is left after a time.

    Equation: f = 2^(-t/T). Units: t and T any units of time. Range: T above zero; t below zero looks back.
    Source: exponential decay law; half-lives from the reference data (ICRP Publication 107, 2008, by default).
    """
    positive("half_life", half_life.amount)
    return half_power(elapsed.ratio_to(half_life))


def decayed(activity: Activity, half_life: Duration, elapsed: Duration) -> Activity:
    """The activity after a time, in the unit of the activity given.

    Equation: A = A0·2^(-t/T). Units: as given. Range: T above zero; t below zero looks back.
    Source: exponential decay law; half-lives from the reference data (ICRP Publication 107, 2008, by default).
    """
    factor = decay_factor(half_life, elapsed)
    return Activity(product(activity.amount, factor), activity.unit)


def grown_in(
    parent: Activity,
    parent_half_life: Duration,
    daughter_half_life: Duration,
    branching: Decimal,
    elapsed: Duration,
) -> Activity:
    """The daughter's activity that has grown in from a pure parent.

    Equation: Ad = b·Ap·λd/(λd - λp)·(2^(-t/Tp) - 2^(-t/Td)) with λ = ln 2/T; for Tp = Td its limit b·Ap·λ·t·2^(-t/T).
    Units: as given; b from 0 to 1. Range: half-lives above zero, t not negative.
    Source: Bateman's solution for two members (H. Bateman, Proc Camb Phil Soc 15, 1910, 423).
    """
    positive("parent_half_life", parent_half_life.amount)
    positive("daughter_half_life", daughter_half_life.amount)
    not_negative("elapsed", elapsed.amount)
    share = product(parent.amount, fraction("branching", branching))
    left_of_parent = half_power(elapsed.ratio_to(parent_half_life))
    if parent_half_life == daughter_half_life:
        decays = product(LN2, elapsed.ratio_to(parent_half_life))
        return Activity(product(share, decays, left_of_parent), parent.unit)
    left_of_daughter = half_power(elapsed.ratio_to(daughter_half_life))
    ratio = daughter_half_life.ratio_to(parent_half_life)
    weight = divided(Decimal(1), CALCULATION.subtract(Decimal(1), ratio))
    grown = CALCULATION.subtract(left_of_parent, left_of_daughter)
    return Activity(product(share, weight, grown), parent.unit)


def time_until(activity: Activity, half_life: Duration, target: Activity) -> Duration:
    """How long until the activity has decayed to a target; below zero if it is there already.

    Equation: t = T·log2(A0/A). Units: result in the unit of T. Range: both activities and T above zero.
    Source: exponential decay law, solved for t.
    """
    positive("half_life", half_life.amount)
    positive("activity", activity.amount)
    ratio = activity.ratio_to(_above_zero(target))
    half_lives = divided(CALCULATION.ln(ratio), LN2)
    return Duration(product(half_life.amount, half_lives), half_life.unit)


def _above_zero(target: Activity) -> Activity:
    positive("target", target.amount)
    return target


def ten_half_lives(half_life: Duration) -> Duration:
    """Ten physical half-lives: when a survey for decay in storage is first worth making, never a disposal date.

    Equation: t = 10·T. Units: as given. Range: T above zero.
    Source: practice of decay in storage; 10 CFR 35.92 (72 FR 45151, 2007) names no number of half-lives.
    """
    positive("half_life", half_life.amount)
    return half_life * 10


def effective_half_life(biological: Duration, physical: Duration) -> Duration:
    """The half-life of retention when decay and excretion act together.

    Equation: Teff = Tb·Tp/(Tb + Tp). Units: result in the unit of Tp. Range: both above zero.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997, Equation B-2 ff.
    """
    positive("biological", biological.amount)
    positive("physical", physical.amount)
    both = (biological + physical).to(physical.unit)
    share = biological.ratio_to(both)
    return Duration(product(physical.amount, share), physical.unit)


def measured_effective_half_life(first: DoseRate, second: DoseRate, between: Duration) -> Duration:
    """The effective half-life from two readings at the same distance and geometry.

    Equation: Teff = Δt·ln 2/ln(R1/R2). Units: result in h. Range: readings above zero, the first above the second.
    Source: exponential decay law, solved for T; check against Kurth et al., EJNMMI Res 2018 (1.6 µSv/h at 24 h and
    0.7 µSv/h at 72 h at 2 m; published mean 40.5 ± 9.6 h).
    """
    positive("first", first.amount)
    positive("second", second.amount)
    positive("between", between.amount)
    if first <= second:
        raise Invalid("second", "must be below the first reading")
    hours = between.to(DurationUnit.H).amount
    logarithm = CALCULATION.ln(first.ratio_to(second))
    return Duration(divided(product(hours, LN2), logarithm), DurationUnit.H)
