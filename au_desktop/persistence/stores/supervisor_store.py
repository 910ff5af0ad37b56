"""Supervising authorized users with their license listings, as rows and back."""

from collections.abc import Sequence

from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.training.supervisors import LicenseListing, SupervisingAU
from au_desktop.domain.training.trainees import Period
from au_desktop.persistence.stores.entity_store import EntityRows, name_key
from au_desktop.persistence.tables.supervisor_tables import listings, supervisors


class SupervisorRows(EntityRows[SupervisingAU]):
    """The supervising authorized users, by name."""

    table = supervisors
    kind = "supervisor"
    order = (supervisors.c.name_key, supervisors.c.id)

    def _columns(self, value: SupervisingAU) -> dict[str, object]:
        return {
            "id": value.id,
            "name": value.name,
            "name_key": name_key(value.name),
            "person_id": value.person_id,
            "notes": value.notes,
        }

    def _put_parts(self, value: SupervisingAU) -> None:
        parts: list[dict[str, object]] = [
            {
                "license_number": listing.license_number,
                "agency": listing.agency,
                "sections": listing.sections,
                "categories": listing.categories,
                "first": listing.period.first,
                "last": listing.period.last,
                "amendment": listing.amendment,
                "named_by": listing.named_by,
                "category_waiver": listing.category_waiver or None,
                "paper_id": listing.paper_id,
            }
            for listing in value.listings
        ]
        self._replace_parts(listings.c.supervisor_id, value.id, parts)

    def _values(self, rows: Sequence[RowMapping]) -> tuple[SupervisingAU, ...]:
        found = self._parts(listings.c.supervisor_id, [row["id"] for row in rows])
        return tuple(
            SupervisingAU(
                id=SupervisorId(row["id"]),
                name=row["name"],
                listings=tuple(_listing(part) for part in found.get(row["id"], ())),
                person_id=row["person_id"],
                notes=row["notes"],
            )
            for row in rows
        )


def _listing(row: RowMapping) -> LicenseListing:
    return LicenseListing(
        license_number=row["license_number"],
        agency=row["agency"],
        sections=row["sections"],
        categories=row["categories"],
        period=Period(row["first"], row["last"]),
        amendment=row["amendment"],
        named_by=row["named_by"],
        category_waiver=row["category_waiver"] or "",
        paper_id=row["paper_id"],
    )
