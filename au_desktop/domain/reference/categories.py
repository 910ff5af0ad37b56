"""Finds the dosage category of an administration from a jurisdiction profile."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.drugs import Drug, Regulation
from au_desktop.domain.reference.nuclides import Nuclide
from au_desktop.domain.reference.profiles import (
    ActivityBound,
    CategoryMatch,
    DosageCategory,
    JurisdictionProfile,
)


class NoCategoryReason(StrEnum):
    """Why an administration counts in no dosage category."""

    OTHER_MEDICAL_USE = "regulated under 35.1000"
    NO_WRITTEN_DIRECTIVE = "no written directive required"
    NO_MATCH = "no category covers it"


@dataclass(frozen=True, slots=True)
class NotACategory:
    """The administration counts toward no category, and why."""

    reason: NoCategoryReason


def categorize(
    profile: JurisdictionProfile, drug: Drug, nuclide: Nuclide, activity: Activity
) -> DosageCategory | NotACategory:
    """The category in which this administration counts.

    Sodium iodide I-131 needs a written directive, and so counts, only above 30 µCi (10 CFR 35.40(a)). Uses under
    35.1000, such as Y-90 microspheres, count in none.
    """
    if drug.regulation is Regulation.OTHER_MEDICAL_USE:
        return NotACategory(NoCategoryReason.OTHER_MEDICAL_USE)
    small = activity <= profile.sodium_iodide_directive_above
    if drug.is_sodium_iodide and nuclide.id == "I-131" and small:
        return NotACategory(NoCategoryReason.NO_WRITTEN_DIRECTIVE)
    for category in profile.categories:
        if _covers(category.match, drug, nuclide, activity):
            return category
    return NotACategory(NoCategoryReason.NO_MATCH)


def _covers(match: CategoryMatch, drug: Drug, nuclide: Nuclide, activity: Activity) -> bool:
    return (
        match.route is drug.route.family
        and (not match.sodium_iodide or drug.is_sodium_iodide)
        and match.nuclide_id in (None, nuclide.id)
        and (not match.emissions or nuclide.emission in match.emissions)
        and _within(match, activity)
    )


def _within(match: CategoryMatch, activity: Activity) -> bool:
    low, high = match.low, match.high
    above = low is None or activity > low.activity or (low.inclusive and activity == low.activity)
    below = (
        high is None or activity < high.activity or (high.inclusive and activity == high.activity)
    )
    return above and below


def overlap(one: DosageCategory, other: DosageCategory) -> bool:
    """Whether some administration could fall into both, of two profiles or of one."""
    first, second = one.match, other.match
    nuclides = {first.nuclide_id, second.nuclide_id} - {None}
    emissions = first.emissions and second.emissions
    return (
        first.route is second.route
        and len(nuclides) <= 1
        and not (emissions and first.emissions.isdisjoint(second.emissions))
        and _reach(first.low, second.high)
        and _reach(second.low, first.high)
    )


def _reach(low: ActivityBound | None, high: ActivityBound | None) -> bool:
    """Whether an activity above one end can lie below the other."""
    if low is None or high is None or low.activity < high.activity:
        return True
    return low.activity == high.activity and low.inclusive and high.inclusive
