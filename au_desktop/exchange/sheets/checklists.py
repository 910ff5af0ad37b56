"""The sheet Checklists in long form: one answered item of one run."""

from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import Column, Kind, Sheet, Style
from au_desktop.exchange.sheets.reckoning import as_cell
from au_desktop.services.workbook.sheet_rows import ChecklistRow

_FINDINGS = {"critical": Style.FAIL, "action": Style.FAIL, "attention": Style.ATTENTION}
_STATES = {"void": Style.VOID, "superseded": Style.VOID, "waiting": Style.ATTENTION}


def _values(row: ChecklistRow) -> tuple[CellValue, ...]:
    return (
        row.checklist,
        row.event_at.local,
        row.template,
        row.version,
        row.about,
        row.section,
        row.item,
        row.answer,
        None if row.amount is None else as_cell(row.amount),
        row.unit,
        row.finding,
        row.note,
        row.answered_by,
        row.answered_at.local,
        row.state,
    )


CHECKLISTS: Sheet[ChecklistRow] = Sheet(
    "Checklists",
    "One answered item of one submitted checklist, in the order of the work. Void and superseded ones stay readable.",
    (
        Column("checklist", "Checklist", 11),
        Column("event_at", "Event (local time)", 16, Kind.MOMENT),
        Column("template", "Template", 26, Kind.LONG_TEXT),
        Column("version", "Version", 8, Kind.COUNT),
        Column("about", "About", 24, Kind.LONG_TEXT),
        Column("section", "Section", 18, Kind.LONG_TEXT),
        Column("item", "Item", 34, Kind.LONG_TEXT),
        Column("answer", "Answer", 24, Kind.LONG_TEXT),
        Column("amount", "Amount, as entered", 11, Kind.NUMBER),
        Column("unit", "Unit of the amount", 10),
        Column("finding", "Needs", 10, words=_FINDINGS),
        Column("note", "Note", 24, Kind.LONG_TEXT),
        Column("by", "Answered by", 18, Kind.LONG_TEXT),
        Column("at", "Answered (local time)", 16, Kind.MOMENT),
        Column("state", "State", 13, Kind.LONG_TEXT, words=_STATES),
    ),
    _values,
    "No checklist was submitted in this period.",
)
