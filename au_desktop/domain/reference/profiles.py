"""A jurisdiction profile: what one agency asks of an applicant, as dated data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
class TrainingTopic:
    """A classroom topic or an element of work experience: its code, a short title, the words of the rule."""

    code: str
    title: str
    text: str
    basis: Basis


class EntranceNeed(StrEnum):
    """What a way into a section asks for."""

    HOURS = "hours"
    WORK = "work"
    CASES = "cases"
    ATTESTATION = "attestation"


@dataclass(frozen=True, slots=True)
class RouteEntrance:
    """One way into a section.

    Args:
        kind: "board", "training" or "named" (a license names the person already).
        paragraph: where it stands, such as "35.390(a)".
        board_sections: sections under which the board must be recognized; of the board way only.
        named_sections: sections that the license must name; of the named way only.
        named_categories: categories that the license must cover, empty where the section alone decides.
        needs: what is asked for.
        waits_for_amendment: whether the person may act only once the license lists them.
        notice_days: days after the start within which the licensee gives notice, None where it waits for the amendment.
        basis: where the text stands.
        verify: whether sources differ, so that the regulator's own answer is recorded.
    """

    kind: str
    paragraph: str
    board_sections: tuple[str, ...]
    named_sections: tuple[str, ...]
    named_categories: tuple[str, ...]
    needs: frozenset[EntranceNeed]
    waits_for_amendment: bool
    notice_days: int | None
    basis: Basis
    verify: bool = False


@dataclass(frozen=True, slots=True)
class AttestationRule:
    """Who may attest for a section, and the sentence, as of one edition.

    `text` and `director_text` hold "{name}" where the trainee's name stands. `preceptor_sections` are those that the
    preceptor or the concurring faculty member must meet; `experience_codes` the categories in which they must have
    experience, empty where those requested are meant.
    """

    version: str
    effective_from: date
    text: str
    director_text: str
    preceptor_sections: tuple[str, ...]
    experience_codes: tuple[str, ...]
    approving_bodies: tuple[str, ...]
    basis: Basis
    verify: bool = False


@dataclass(frozen=True, slots=True)
class BoardRule:
    """A specialty board and the days between which its certificates are recognized, for which sections."""

    id: str
    title: str
    sections: tuple[str, ...]
    recognized_from: date | None
    recognized_until: date | None
    note: str
    verify: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class FormCrosswalk:
    """Where a part of the NRC's form stands on the agency's own."""

    part: str
    title: str
    own: str
    verify: bool


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
    entrances: tuple[RouteEntrance, ...] = ()
    attestation: AttestationRule | None = None
    grandfathered_section: str = ""
    grandfathered_until: date | None = None


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
    topics: tuple[TrainingTopic, ...] = ()
    elements: tuple[TrainingTopic, ...] = ()
    boards: tuple[BoardRule, ...] = ()
    crosswalk: tuple[FormCrosswalk, ...] = ()
    recent_years: int | None = None

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
