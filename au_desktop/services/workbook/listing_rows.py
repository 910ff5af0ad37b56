"""The rows of the sheet Preceptor eligibility: one license of one supervising AU, as it stands on the last day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.training.supervisors import (
    LicenseListing,
    SupervisingAU,
    preceptor_fault,
    supervision_fault,
)


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One license or permit that lists a supervising AU; `supervises` and `attests` name sections with categories."""

    supervisor: str
    license_number: str
    agency: str
    amendment: str
    sections: str
    categories: str
    first: date | None
    last: date | None
    named_by: date | None
    waiver: str
    in_force: bool
    copy_kept: bool
    supervises: str
    attests: str


def listing_rows(
    supervisor: SupervisingAU, profile: JurisdictionProfile, day: date
) -> Iterator[ListingRow]:
    """One row a license; an AU without any has one row that says so."""
    supervises, attests = _eligible(supervisor, profile, day)
    if not supervisor.listings:
        yield _without_license(supervisor)
    for listing in supervisor.listings:
        yield _row(supervisor, listing, day, (supervises, attests))


def _row(
    supervisor: SupervisingAU, listing: LicenseListing, day: date, eligible: tuple[str, str]
) -> ListingRow:
    supervises, attests = eligible
    return ListingRow(
        supervisor=supervisor.name,
        license_number=listing.license_number,
        agency=listing.agency,
        amendment=listing.amendment,
        sections=", ".join(listing.sections),
        categories=", ".join(listing.categories),
        first=listing.period.first,
        last=listing.period.last,
        named_by=listing.named_by,
        waiver=listing.category_waiver,
        in_force=listing.period.holds(day),
        copy_kept=listing.paper_id is not None,
        supervises=supervises,
        attests=attests,
    )


def _without_license(supervisor: SupervisingAU) -> ListingRow:
    return ListingRow(
        supervisor=supervisor.name,
        license_number="",
        agency="",
        amendment="",
        sections="",
        categories="",
        first=None,
        last=None,
        named_by=None,
        waiver="",
        in_force=False,
        copy_kept=False,
        supervises="",
        attests="",
    )


def _eligible(
    supervisor: SupervisingAU, profile: JurisdictionProfile, day: date
) -> tuple[str, str]:
    """The sections under which the person may supervise and attest on that day, by all their licenses."""
    supervises: list[str] = []
    attests: list[str] = []
    for route in profile.routes:
        codes = [(code, profile.category(code)) for code in route.category_codes]
        may = [
            code for code, one in codes if supervision_fault(supervisor, route, one, day) is None
        ]
        signs = [
            code for code, one in codes if preceptor_fault(supervisor, route, (one,), day) is None
        ]
        for found, eligible in ((may, supervises), (signs, attests)):
            if found:
                eligible.append(f"{route.section} {', '.join(found)}")
    return "; ".join(supervises), "; ".join(attests)
