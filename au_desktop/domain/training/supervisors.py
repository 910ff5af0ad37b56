"""Supervising authorized users: which licenses list them, for which sections and dosage categories, from when to when."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PaperId, PersonId, SupervisorId
from au_desktop.domain.training.trainees import Period


@dataclass(frozen=True, slots=True)
class LicenseListing:
    """One license or permit that names the supervisor as authorized user, and what for.

    `categories` are category codes of a jurisdiction profile; `sections` those of 10 CFR 35 (such as 35.390).
    `named_by` is the day by which a license first named the person, for those under 35.57; `category_waiver` is the reason
    why experience in the same category is not asked of this listing (35.57 or 35.390(a)), empty for the stricter default.
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
