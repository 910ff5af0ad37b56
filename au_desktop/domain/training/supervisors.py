"""Supervising authorized users: which licenses list them, for which sections and dosage categories, from when to when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PaperId, PersonId, SupervisorId
from au_desktop.domain.reference.profiles import DosageCategory, TrainingRoute
from au_desktop.domain.training.trainees import Period


@dataclass(frozen=True, slots=True)
class LicenseListing:
    """One license or permit that names the supervisor as authorized user, and what for.

    `categories` are category codes of a jurisdiction profile; `sections` those of 10 CFR 35 (such as 35.390).
    `named_by` is the day by which a license first named the person, for those under 35.57; `category_waiver` is the reason
    why experience in the same category is not asked of this listing (a supervisor who meets 35.390(a) and not (b)), empty
    for the stricter default.
    """

    license_number: str
    agency: str
    sections: tuple[str, ...]
    categories: tuple[str, ...]
    period: Period
    amendment: str = ""
    named_by: date | None = None
    category_waiver: str = ""
    paper_id: PaperId | None = None

    def __post_init__(self) -> None:
        """A listing without a license number proves nothing."""
        if not self.license_number.strip():
            raise Invalid("license number", "is empty")

    @property
    def bare_sections(self) -> frozenset[str]:
        """The sections without their paragraphs: 35.390(a) is one way to meet 35.390."""
        return frozenset(section.split("(")[0].strip() for section in self.sections)


@dataclass(frozen=True, slots=True)
class SupervisingAU:
    """An authorized user who supervises trainees here; `person_id` ties them to their account for signing."""

    id: SupervisorId
    name: str
    listings: tuple[LicenseListing, ...] = ()
    person_id: PersonId | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        """A supervisor needs a name."""
        if not self.name.strip():
            raise Invalid("name", "is empty")

    def listings_on(self, day: date) -> tuple[LicenseListing, ...]:
        """The listings in force on that day."""
        return tuple(listing for listing in self.listings if listing.period.holds(day))

    def authorized_for(self, category: str, day: date) -> bool:
        """Whether some license listed the supervisor for the category on that day."""
        return any(category in listing.categories for listing in self.listings_on(day))


class SupervisionFaultCode(StrEnum):
    """Why somebody may not supervise or attest, from the farthest off to the nearest."""

    NOT_LISTED = "no license lists them on that day"
    OTHER_SECTION = "listed, but under none of the sections"
    FIRST_NAMED_UNKNOWN = "listed under 35.57, but the day they were first named is not on record"
    NAMED_TOO_LATE = "listed under 35.57, but named after its date"
    OTHER_CATEGORY = "listed, but not for the category"


@dataclass(frozen=True, slots=True)
class SupervisionFault:
    """The nearest reason why somebody may not supervise or attest, with the facts that a sentence needs."""

    code: SupervisionFaultCode
    facts: Mapping[str, str] = field(default_factory=dict)


def supervision_fault(
    supervisor: SupervisingAU, route: TrainingRoute | None, category: DosageCategory, day: date
) -> SupervisionFault | None:
    """Why this person may not supervise a case of the category on that day, or None where they may.

    The license must be in force that day and name a section that the route takes (35.390(b)(1)(ii), 35.392(c)(2),
    35.394(c)(2), 35.396(b)(2)). Experience in the same category is asked of everyone, which is stricter than the rule's
    words for those who meet 35.390(a); for these a listing may record why it is not asked. Those under 35.57 supervise only
    the uses for which they were named on or before its date (35.57(b)(1), (c)). Without a route the category alone decides.
    """
    return _nearest(supervisor, _asked_of_supervisors(route), category, day)


def work_supervision_fault(
    supervisor: SupervisingAU,
    route: TrainingRoute | None,
    requested: Iterable[DosageCategory],
    day: date,
) -> SupervisionFault | None:
    """Why this person may not supervise work experience on that day: one of the requested categories is enough.

    Where none is requested yet, the section alone decides.
    """
    wanted: list[DosageCategory | None] = [*requested]
    asked = _asked_of_supervisors(route)
    return _least(_nearest(supervisor, asked, category, day) for category in wanted or [None])


def preceptor_fault(
    supervisor: SupervisingAU,
    route: TrainingRoute,
    requested: Iterable[DosageCategory],
    day: date,
) -> SupervisionFault | None:
    """Why this person may not attest for these categories on that day, or concur with a residency program director.

    Unlike a supervisor's, a preceptor's experience in the category is asked by the rule itself (35.390(b)(2)(i),
    35.394(c)(3)(i), 35.396(b)(3)(i)); nothing recorded here takes its place.
    """
    rule = route.attestation
    sections = route.supervisor_sections if rule is None else rule.preceptor_sections
    codes = () if rule is None else rule.experience_codes
    asked = _Asked(sections, frozenset(codes), frozenset(), route)
    wanted: list[DosageCategory | None] = [*requested]
    faults = (_nearest(supervisor, asked, category, day) for category in wanted or [None])
    return next((fault for fault in faults if fault is not None), None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a listing is held against; empty `codes` mean the category's own."""

    sections: tuple[str, ...]
    codes: frozenset[str]
    waivers: frozenset[str]
    route: TrainingRoute | None


def _asked_of_supervisors(route: TrainingRoute | None) -> _Asked:
    if route is None:
        return _Asked((), frozenset(), frozenset(), None)
    return _Asked(
        route.supervisor_sections,
        frozenset(route.experience_codes),
        frozenset(route.waiver_sections),
        route,
    )


_FARTHEST_FIRST = tuple(SupervisionFaultCode)


def _least(faults: Iterable[SupervisionFault | None]) -> SupervisionFault | None:
    """None where one finds nothing; otherwise the nearest of them."""
    found = []
    for fault in faults:
        if fault is None:
            return None
        found.append(fault)
    return max(found, key=lambda fault: _FARTHEST_FIRST.index(fault.code), default=None)


def _nearest(
    supervisor: SupervisingAU, asked: _Asked, category: DosageCategory | None, day: date
) -> SupervisionFault | None:
    facts = {
        "supervisor": supervisor.name,
        "category": "" if category is None else category.title,
        "date": day.isoformat(),
        "section": "" if asked.route is None else asked.route.section,
        "sections": ", ".join(asked.sections),
    }
    listings = supervisor.listings_on(day)
    if not listings:
        return SupervisionFault(SupervisionFaultCode.NOT_LISTED, facts)
    return _least(_listing_fault(listing, asked, category, facts) for listing in listings)


def _listing_fault(
    listing: LicenseListing,
    asked: _Asked,
    category: DosageCategory | None,
    facts: Mapping[str, str],
) -> SupervisionFault | None:
    named = {**facts, "license": listing.license_number}
    listed = category is None or not category.listed_as.isdisjoint(listing.categories)
    if asked.route is None:
        return None if listed else SupervisionFault(SupervisionFaultCode.OTHER_CATEGORY, named)
    met = listing.bare_sections & set(asked.sections)
    ordinary = met - {asked.route.grandfathered_section}
    if ordinary and _experienced(listing, asked, ordinary, listed=listed):
        return None
    if met == ordinary:
        code = SupervisionFaultCode.OTHER_CATEGORY if met else SupervisionFaultCode.OTHER_SECTION
        return SupervisionFault(code, named)
    return _grandfathered_fault(listing, asked.route, named, listed=listed)


def _experienced(
    listing: LicenseListing, asked: _Asked, sections: frozenset[str], *, listed: bool
) -> bool:
    waived = bool(listing.category_waiver.strip()) and not sections.isdisjoint(asked.waivers)
    experienced = listed if not asked.codes else not asked.codes.isdisjoint(listing.categories)
    return experienced or waived


def _grandfathered_fault(
    listing: LicenseListing, route: TrainingRoute, facts: Mapping[str, str], *, listed: bool
) -> SupervisionFault | None:
    until = route.grandfathered_until
    dated = {
        **facts,
        "until": "" if until is None else until.isoformat(),
        "named_by": "" if listing.named_by is None else listing.named_by.isoformat(),
    }
    if listing.named_by is None:
        return SupervisionFault(SupervisionFaultCode.FIRST_NAMED_UNKNOWN, dated)
    if until is None or listing.named_by > until:
        return SupervisionFault(SupervisionFaultCode.NAMED_TOO_LATE, dated)
    return None if listed else SupervisionFault(SupervisionFaultCode.OTHER_CATEGORY, dated)
