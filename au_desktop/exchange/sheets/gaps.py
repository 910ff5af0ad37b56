"""The sheet Gaps: what is missing, unsigned, unfinished or overdue."""

from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import NO_REVIEW, REVIEW_COLUMNS, Column, Kind, Sheet, Style
from au_desktop.exchange.sheets.reason_words import reason_words
from au_desktop.services.workbook.sheet_rows import GapRow

_KINDS = {
    "Signature": Style.ATTENTION,
    "Draft": Style.ATTENTION,
    "Case": Style.ATTENTION,
    "Instrument": Style.FAIL,
    "Training record": Style.ATTENTION,
}


def _values(row: GapRow) -> tuple[CellValue, ...]:
    detail = reason_words(row.reasons) if row.reasons else row.detail
    return (row.record, row.kind, row.since, row.about, detail, row.todo, row.who, *NO_REVIEW)


GAPS: Sheet[GapRow] = Sheet(
    "Gaps",
    "What stands open in this period, what trainees still miss today, and instruments that may not be used today.",
    (
        Column("record", "Record", 18, Kind.LONG_TEXT),
        Column("kind", "What", 22, words=_KINDS),
        Column("since", "Since", 11, Kind.DAY),
        Column("about", "About", 34, Kind.LONG_TEXT),
        Column("detail", "Why", 46, Kind.LONG_TEXT),
        Column("todo", "To do", 34, Kind.LONG_TEXT),
        Column("who", "Who", 20, Kind.LONG_TEXT),
        *REVIEW_COLUMNS,
    ),
    _values,
    "Nothing is open.",
)
