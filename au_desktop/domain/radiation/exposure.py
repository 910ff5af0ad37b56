"""Dose rate near a source: from an exposure rate constant, and by the inverse square."""

from decimal import Decimal

from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Distance,
    DistanceUnit,
    DoseRate,
    DoseRateUnit,
)
from au_desktop.domain.radiation.exact import divided, not_negative, positive, product

MREM_PER_ROENTGEN = Decimal(1000)


def rate_at(activity: Activity, gamma: Decimal, distance: Distance) -> DoseRate:
    """The dose rate of an unshielded point source.

    Equation: X = Γ·A/r². Units: Γ in R·cm²/(mCi·h), A in mCi, r in cm; result in mrem/h with 1 R taken as 1 rem.
    Range: r above zero; far enough that the source is a point. Bremsstrahlung and, unless Γ says so, progeny are left out.
    Source: NRC Regulatory Guide 8.39 Rev 0, April 1997 (the rate that matches a release activity is ΓQ/10,000 cm²).
    """
    millicuries = activity.to(ActivityUnit.MCI).amount
    centimeters = positive("distance", distance.to(DistanceUnit.CM).amount)
    not_negative("gamma", gamma)
    squared = product(centimeters, centimeters)
    rate = divided(product(gamma, millicuries, MREM_PER_ROENTGEN), squared)
    return DoseRate(rate, DoseRateUnit.MREM_H)


def rate_moved(rate: DoseRate, distance: Distance, new_distance: Distance) -> DoseRate:
    """The rate of a point source at another distance.

    Equation: X2 = X1·(r1/r2)². Units: as given. Range: distances above zero; no use near an extended source or a patient.
    Source: inverse square law.
    """
    positive("distance", distance.amount)
    positive("new_distance", new_distance.amount)
    ratio = distance.ratio_to(new_distance)
    return DoseRate(product(rate.amount, ratio, ratio), rate.unit)
