"""Rows of the sheet Preceptor eligibility: in force without a copy, and ended with one."""

from dataclasses import replace
from datetime import date

from au_desktop.services.workbook.listing_rows import ListingRow

LISTING = ListingRow(
    supervisor="Example P.",
    license_number="45-00000-01",
    agency="NRC",
    amendment="12",
    sections="35.57, 35.390",
    categories="G1, G3",
    first=date(2015, 3, 1),
    last=None,
    named_by=date(2015, 3, 1),
    waiver="meets 35.390(a)",
    in_force=True,
    copy_kept=False,
    supervises="35.390 G1, G3; 35.396 G3",
    attests="35.390 G1, G3",
)


def some_listings() -> list[ListingRow]:
    """Both words of each column that has two."""
    return [LISTING, replace(LISTING, in_force=False, copy_kept=True, last=date(2024, 1, 1))]
