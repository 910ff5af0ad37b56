"""Release to sanitary sewerage: monthly fractions of the concentration limits, and the activity of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.radiation.exact import CALCULATION, divided, not_negative, positive, product
from au_desktop.domain.reference.nuclides import Emission, Nuclide
from au_desktop.domain.reference.part_20_tables import SewerLimit

UNLISTED = "unlisted"
UNLISTED_ALPHA = "unlisted-alpha"
YEARLY_LIMITS = {
    "H-3": Activity(Decimal(5), ActivityUnit.CI),
    "C-14": Activity(Decimal(1), ActivityUnit.CI),
}
YEARLY_OTHERS = Activity(Decimal(1), ActivityUnit.CI)


@dataclass(frozen=True, slots=True)
class SewerPart:
    """One nuclide of a month: activity, concentration in µCi/mL, its limit, and the fraction of the limit."""

    nuclide_id: str
    activity: Activity
    concentration: Decimal
    limit: SewerLimit
    fraction: Decimal


@dataclass(frozen=True, slots=True)
class SewerMonth:
    """A month's release: the parts, and their fractions added up."""

    parts: tuple[SewerPart, ...]
    fraction: Decimal

    @property
    def within(self) -> bool:
        """Whether the sum of fractions is at most 1."""
        return self.fraction <= 1


def limit_for(limits: Mapping[str, SewerLimit], nuclide: Nuclide | str) -> SewerLimit:
    """The concentration limit of a nuclide, or the default for what the appendix does not list."""
    key = nuclide if isinstance(nuclide, str) else nuclide.id
    alpha = isinstance(nuclide, Nuclide) and nuclide.emission is Emission.ALPHA
    return limits.get(key) or limits[UNLISTED_ALPHA if alpha else UNLISTED]


def sewer_month(
    released: Mapping[str, Activity], volume_ml: Decimal, limits: Mapping[str, SewerLimit]
) -> SewerMonth:
    """Concentrations and fractions of a month, for nuclides that have a limit in `limits`.

    Equation: c = A/V, sum over nuclides of c/limit ≤ 1. Units: A in µCi, V in mL (the average monthly volume of water that
    the licensee releases into the sewer), c and limits in µCi/mL. Range: V above zero, activities not negative.
    Source: 10 CFR 20.2003(a)(2), (3); limits of Appendix B, Table 3, which were not read in the appendix.
    """
    water = positive("volume", volume_ml)
    parts = tuple(_part(key, amount, water, limits[key]) for key, amount in released.items())
    total = Decimal(0)
    for part in parts:
        total = CALCULATION.add(total, part.fraction)
    return SewerMonth(parts, total)


def _part(nuclide_id: str, activity: Activity, volume: Decimal, limit: SewerLimit) -> SewerPart:
    microcuries = not_negative("activity", activity.to(ActivityUnit.UCI).amount)
    concentration = divided(microcuries, volume)
    fraction = divided(concentration, limit.microcuries_per_ml)
    return SewerPart(nuclide_id, activity, concentration, limit, fraction)


def most_in_a_month(limit: SewerLimit, volume_ml: Decimal) -> Activity:
    """The activity of one nuclide alone that reaches its limit in a month.

    Equation: A = limit·V. Units: µCi. Range: V above zero.
    Source: 10 CFR 20.2003(a)(2).
    """
    amount = product(limit.microcuries_per_ml, positive("volume", volume_ml))
    return Activity(amount, ActivityUnit.UCI)


def year_fraction(released: Mapping[str, Activity]) -> Decimal:
    """The largest of the year's fractions: H-3 of 5 Ci, C-14 of 1 Ci, all others together of 1 Ci.

    Equation: max(A/limit). Units: fraction; at most 1 is within. Range: activities not negative.
    Source: 10 CFR 20.2003(a)(4).
    """
    others = Activity(Decimal(0), ActivityUnit.CI)
    largest = Decimal(0)
    for key, activity in released.items():
        not_negative("activity", activity.amount)
        if key in YEARLY_LIMITS:
            largest = max(largest, activity.ratio_to(YEARLY_LIMITS[key]))
        else:
            others = others + activity
    return max(largest, others.ratio_to(YEARLY_OTHERS))
