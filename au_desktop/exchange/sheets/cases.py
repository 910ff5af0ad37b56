"""The sheet Cases: one case of the period, and whether it counts."""

from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import (
    NO_REVIEW,
    REVIEW_COLUMNS,
    Column,
    Kind,
    Sheet,
    Style,
    Total,
)
from au_desktop.exchange.sheets.reason_words import flag_words, reason_words
from au_desktop.exchange.sheets.reckoning import gbq, mci
from au_desktop.services.workbook.sheet_rows import CaseSheetRow

COUNTS, NOT_YET = "counts", "not yet"


def _values(row: CaseSheetRow) -> tuple[CellValue, ...]:
    return (
        row.case,
        row.on,
        row.trainee_code,
        row.trainee,
        row.drug,
        mci(row.administered),
        gbq(row.administered),
        row.category,
        row.part,
        row.supervisor,
        row.location,
        row.license_number,
        row.patient_code,
        row.state,
        COUNTS if row.counts else NOT_YET,
        reason_words(row.reasons),
        flag_words(row.flags),
        *NO_REVIEW,
    )


CASES: Sheet[CaseSheetRow] = Sheet(
    "Cases",
    "One case of the period, held against the trainee's own profile. A case that does not count yet says every reason.",
    (
        Column("case", "Case", 10),
        Column("on", "Date", 11, Kind.DAY),
        Column("trainee_code", "Trainee", 9),
        Column("trainee", "Trainee name", 16, Kind.LONG_TEXT),
        Column("drug", "Radioactive drug", 22, Kind.LONG_TEXT),
        Column("administered", "Administered (mCi)", 12, Kind.NUMBER, number_format="0.0##"),
        Column("administered_si", "Administered (GBq)", 12, Kind.NUMBER, number_format="0.0##"),
        Column("category", "Category", 26, Kind.LONG_TEXT),
        Column("part", "Trainee's part", 11),
        Column("supervisor", "Supervising AU", 15, Kind.LONG_TEXT),
        Column("location", "Location", 16, Kind.LONG_TEXT),
        Column("license", "License number", 12, Kind.LONG_TEXT),
        Column("patient", "Patient code", 10, Kind.LONG_TEXT),
        Column("state", "State", 9, words={"voided": Style.VOID}),
        Column("counts", "Counts", 9, words={NOT_YET: Style.ATTENTION, COUNTS: Style.PASS}),
        Column("reasons", "Why not yet", 40, Kind.LONG_TEXT),
        Column("flags", "Look at", 26, Kind.LONG_TEXT),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No cases in this period.",
    totals=(
        Total("Cases that count", "counts", COUNTS),
        Total("Cases that do not count yet", "counts", NOT_YET),
    ),
)
