"""The sheet Preceptor eligibility: one license that lists a supervising AU, and what it allows on the last day."""

from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import Column, Kind, Sheet, Style
from au_desktop.services.workbook.listing_rows import ListingRow

IN_FORCE, NOT_IN_FORCE = "in force", "not in force"
KEPT, NO_COPY = "kept", "no copy"


def _values(row: ListingRow) -> tuple[CellValue, ...]:
    return (
        row.supervisor,
        row.license_number,
        row.agency,
        row.amendment,
        row.sections,
        row.categories,
        row.first,
        row.last,
        row.named_by,
        row.waiver,
        IN_FORCE if row.in_force else NOT_IN_FORCE,
        KEPT if row.copy_kept else NO_COPY,
        row.supervises,
        row.attests,
    )


PRECEPTOR_ELIGIBILITY: Sheet[ListingRow] = Sheet(
    "Preceptor eligibility",
    "One license that lists a supervising AU. In force, may supervise and may attest are as of the last day of the period, "
    "by all licenses of the person and the center's jurisdiction profile.",
    (
        Column("supervisor", "Supervising AU", 24, Kind.LONG_TEXT),
        Column("license", "License number", 16),
        Column("agency", "Agency", 18, Kind.LONG_TEXT),
        Column("amendment", "Amendment", 11),
        Column("sections", "Sections", 18, Kind.LONG_TEXT),
        Column("categories", "Categories", 14),
        Column("first", "From", 11, Kind.DAY),
        Column("last", "To", 11, Kind.DAY),
        Column("named_by", "First named by", 11, Kind.DAY),
        Column("waiver", "Category not asked because", 24, Kind.LONG_TEXT),
        Column(
            "in_force",
            "In force",
            12,
            words={IN_FORCE: Style.PASS, NOT_IN_FORCE: Style.ATTENTION},
        ),
        Column("copy", "Copy", 9, words={NO_COPY: Style.ATTENTION}),
        Column("supervises", "May supervise under", 34, Kind.LONG_TEXT),
        Column("attests", "May attest for", 34, Kind.LONG_TEXT),
    ),
    _values,
    "No supervising AU.",
)
