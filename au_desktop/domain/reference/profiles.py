"""A jurisdiction profile: what one agency asks of an applicant, as dated data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.errors import NotFound
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.drugs import RouteFamily
from au_desktop.domain.reference.nuclides import Emission


@dataclass(frozen=True, slots=True)
class ActivityBound:
    """One end of a category's activity: what is compared, whether the end belongs to it, and what the rule prints.

    The rule prints 1.22 GBq beside 33 mCi, which is 1.221 GBq. The compared value carries a guard so that the unit a
    person used does not change the category.
    """

    activity: Activity
    inclusive: bool
    printed: str


@dataclass(frozen=True, slots=True)
class CategoryMatch:
    """Which administrations a category covers, as data; an empty `emissions` or a missing end asks nothing."""

    route: RouteFamily
    sodium_iodide: bool
    nuclide_id: str | None
    low: ActivityBound | None
    high: ActivityBound | None
    emissions: frozenset[Emission]


@dataclass(frozen=True, slots=True)
class SatisfiedBy:
    """Experience in another category that also counts, on one route only."""

    code: str
    section: str


@dataclass(frozen=True, slots=True)
class DosageCategory:
    """One category of dosages in which cases are counted.

    Args:
        code: such as "G1".
        title: short name for lists.
        text: the words of the rule.
        match: which administrations it covers.
        min_cases: cases asked for.
        narrow_section: the section of the route for this category alone, such as "35.392".
        satisfied_by: other categories whose cases count here too.
        basis: where the text stands.
    """

    code: str
    title: str
    text: str
    match: CategoryMatch
    min_cases: int
    narrow_section: str
    satisfied_by: tuple[SatisfiedBy, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class TrainingHours:
    """Hours asked for by the full route and by the narrow ones."""

    full_total: int
    full_classroom: int
    narrow_classroom: int


@dataclass(frozen=True, slots=True)
class TrainingRoute:
    """One section by which an applicant may qualify: hours, categories, and whose supervision counts."""

    section: str
    title: str
    classroom_hours: int
    total_hours: int | None
    category_codes: tuple[str, ...]
    supervisor_sections: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Terms:
    """Words that agencies use differently."""

    medical_event: str
    material: str


@dataclass(frozen=True, slots=True)
class JurisdictionProfile:
    """What one agency asks, as of one edition of its rules."""

    id: str
    title: str
    agency: str
    effective_from: date
    edition: str
    last_verified: date | None
    verify: bool
    basis: Basis
    categories: tuple[DosageCategory, ...]
    hours: TrainingHours
    case_minimum: int
    full_section: str
    routes: tuple[TrainingRoute, ...]
    sodium_iodide_directive_above: Activity
    form_name: str
    terms: Terms

    def category(self, code: str) -> DosageCategory:
        """The category of a code."""
        for category in self.categories:
            if category.code == code:
                return category
        raise NotFound("dosage category", code)

    def route(self, section: str) -> TrainingRoute:
        """The training route of a section."""
        for route in self.routes:
            if route.section == section:
                return route
        raise NotFound("training route", section)


Profiles = Mapping[str, JurisdictionProfile]
