"""A jurisdiction profile: what one agency asks of an applicant, as dated data."""

from collections.abc import Iterable, Mapping
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
        covered_by: codes of other profiles' categories that include this one, for licenses written in their words.
        includes: codes of other profiles' categories that this one includes, for requests written in their words.
    """

    code: str
    title: str
    text: str
    match: CategoryMatch
    min_cases: int
    narrow_section: str
    satisfied_by: tuple[SatisfiedBy, ...]
    basis: Basis
    covered_by: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()

    @property
    def listed_as(self) -> frozenset[str]:
        """The codes under which a license may list it."""
        return frozenset({self.code, *self.covered_by})


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


class EntranceKind(StrEnum):
    """What opens a way into a section."""

    BOARD = "board"
    TRAINING = "training"
    NAMED = "named"
    GRANDFATHERED = "grandfathered"


@dataclass(frozen=True, slots=True)
class NamedUse:
    """A section that a license names; `categories` are those of which it must cover one, empty where the section decides."""

    section: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteEntrance:
    """One way into a section.

    Args:
        kind: what opens it.
        paragraph: where it stands, such as "35.390(a)".
        needs: what is asked for besides what opens it.
        waits_for_amendment: whether the person may act only once the license lists them.
        notice_days: days after the start within which the licensee gives notice, None where it waits for the amendment.
        basis: where the text stands.
        board_sections: sections under which the board must be recognized; of the board way only.
        named: what the license must name; of the named way only.
        adds_categories: whether it is for a person named for some of the route's categories who asks for others.
        verify: whether sources differ or the text could not be read, so that the regulator's own answer is recorded.
        note: what a reader should know about it.
    """

    kind: EntranceKind
    paragraph: str
    needs: frozenset[EntranceNeed]
    waits_for_amendment: bool
    notice_days: int | None
    basis: Basis
    board_sections: tuple[str, ...] = ()
    named: tuple[NamedUse, ...] = ()
    adds_categories: bool = False
    verify: bool = False
    note: str = ""


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
    note: str = ""


@dataclass(frozen=True, slots=True)
class BoardRule:
    """A specialty board and the days between which its certificates are recognized, for which sections.

    `sections` is empty where the regulator's list for each section was not read: then every use of it is to be checked.
    """

    id: str
    title: str
    sections: tuple[str, ...]
    recognized_from: date | None
    recognized_until: date | None
    note: str
    verify: bool
    basis: Basis

    def recognized_on(self, day: date) -> bool:
        """Whether a certificate of that day is recognized."""
        begun = self.recognized_from is None or self.recognized_from <= day
        return begun and (self.recognized_until is None or day <= self.recognized_until)


@dataclass(frozen=True, slots=True)
class FormCrosswalk:
    """Where a part of the NRC's form stands on the agency's own."""

    part: str
    title: str
    own: str
    verify: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class StartRules:
    """Where it stands when an authorized user may start: the amendment, the notice, the exemption of broad scope licenses."""

    amendment: Basis
    notice: Basis
    broad_scope: Basis


@dataclass(frozen=True, slots=True)
class TrainingRoute:
    """One section by which an applicant may qualify: hours, categories, and whose supervision counts.

    Args:
        section: such as "35.390".
        title: short name for lists.
        classroom_hours: classroom and laboratory hours asked for.
        total_hours: hours in all, None where the section asks for none.
        category_codes: categories that it can cover.
        supervisor_sections: of which the supervisor must meet one.
        basis: where the text stands.
        entrances: the ways into it, in the order of the rule.
        attestation: who attests, and the sentence.
        experience_codes: categories of which the supervisor must have experience in one; empty means that of the case.
        waiver_sections: sections under which a supervisor need not have that experience by the rule's own words.
        grandfathered_section: the section for those named on or before a day.
        grandfathered_until: that day.
        grandfathered_basis: where that stands.
    """

    section: str
    title: str
    classroom_hours: int
    total_hours: int | None
    category_codes: tuple[str, ...]
    supervisor_sections: tuple[str, ...]
    basis: Basis
    entrances: tuple[RouteEntrance, ...] = ()
    attestation: AttestationRule | None = None
    experience_codes: tuple[str, ...] = ()
    waiver_sections: tuple[str, ...] = ()
    grandfathered_section: str = ""
    grandfathered_until: date | None = None
    grandfathered_basis: Basis | None = None


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
    recent_basis: Basis | None = None
    start_rules: StartRules | None = None

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

    def own_codes(self, requested: Iterable[str]) -> tuple[str, ...]:
        """A request in this profile's codes, in its order: another profile's code stands for what it shares with these."""
        asked = set(requested)
        return tuple(
            category.code
            for category in self.categories
            if not asked.isdisjoint({*category.listed_as, *category.includes})
        )

    def board(self, board_id: str) -> BoardRule | None:
        """The board of that id or title, None where it is not on the list."""
        wanted = board_id.strip().casefold()
        named = (board for board in self.boards if wanted in {board.id, board.title.casefold()})
        return next(named, None)


Profiles = Mapping[str, JurisdictionProfile]
