"""Writes a packet's worksheet as a workbook: a sheet for the gaps, one for each part, and the records behind every number."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from au_desktop.exchange.cells import CellValue, cell_of
from au_desktop.exchange.columns import (
    ABOUT_ROW,
    FIRST_RECORD_ROW,
    HEADER_ROW,
    TITLE_ROW,
    Column,
    Kind,
    Style,
)
from au_desktop.services.packet.packet_worksheet import (
    CHECK_FORM,
    NOT_AN_AUTHORIZATION,
    TITLE,
    Block,
    Fields,
    Grid,
    GridColumn,
    Heading,
    Worksheet,
    WorksheetPart,
)

if TYPE_CHECKING:
    from au_desktop.exchange.excel_writer import ExcelBook, ExcelSheet

_WIDE = 1.25
"""Characters for each percent of a page's width."""

_PLAIN = (GridColumn("", 34), GridColumn("", 66))
_EVIDENCE = (
    Column("figure", "No.", 8),
    Column("label", "Number", 52, Kind.LONG_TEXT),
    Column("total", "Value", 11, Kind.NUMBER, number_format="0.##"),
    Column("unit", "Unit", 9),
    Column("record", "Record", 14),
    Column("amount", "Of it", 11, Kind.NUMBER, number_format="0.##"),
    Column("part", "Topic, element or category", 14),
)
_HEADER_POINTS = 30.0


def write_workbook(path: Path, scratch: Path, worksheet: Worksheet) -> None:
    """Write the workbook; `scratch` is for the writer's own temporary files."""
    from au_desktop.exchange.excel_writer import ExcelBook, PageWords

    draft = "DRAFT, " if worksheet.draft else ""
    margins = PageWords(
        left=f"{worksheet.center}",
        right=f"{draft}{TITLE}, {worksheet.trainee}",
        footer=NOT_AN_AUTHORIZATION,
    )
    book = ExcelBook(path, scratch, margins, datetime.fromisoformat(worksheet.made))
    try:
        _write_opening(book, worksheet)
        for title, parts in _sheets(worksheet.parts):
            _write_parts(book, title, parts)
        _write_evidence(book, worksheet)
    except BaseException:
        book.abandon()
        raise
    book.close()


def _sheets(
    parts: Sequence[WorksheetPart],
) -> Iterator[tuple[str, tuple[WorksheetPart, ...]]]:
    """The header's parts share a sheet; every other has its own."""
    head = tuple(part for part in parts if part.code.startswith("H"))
    yield "Header", head
    for part in parts:
        if part not in head:
            yield part.code or "Not counted", (part,)


class _Pen:
    """Writes one row below the other."""

    def __init__(self, sheet: "ExcelSheet", columns: Sequence[GridColumn]) -> None:
        self._sheet = sheet
        self.columns = tuple(
            Column(str(place), column.title, column.share * _WIDE, Kind.LONG_TEXT)
            for place, column in enumerate(columns)
        )
        sheet.widths([column.width for column in self.columns])
        self.row = 0

    def line(self, text: str, style: Style) -> None:
        """One text that runs over the columns."""
        self.row += 1
        if style is Style.TITLE:
            self._sheet.height(self.row, 24)
        self._sheet.put(self.row, 0, cell_of(text), style)

    def words(self, text: str) -> None:
        """A text in as many rows as it needs."""
        wide = int(sum(column.width for column in self.columns))
        for line in wrap(text, wide):
            self.line(line, Style.NOTE)

    def record(self, values: Sequence[str]) -> None:
        """One row of a table, as high as its longest text."""
        self.row += 1
        cells = [cell_of(value) for value in values]
        self._sheet.put_record(self.row, self.columns[: len(cells)], cells)

    def head(self, titles: Sequence[str]) -> None:
        """The titles of a table."""
        self.row += 1
        self._sheet.height(self.row, _HEADER_POINTS)
        for place, title in enumerate(titles):
            self._sheet.put(self.row, place, cell_of(title), Style.HEADER)

    def skip(self) -> None:
        """Leave a row free."""
        self.row += 1

    def finish(self) -> None:
        """Print what was written."""
        self._sheet.print_whole(self.row, len(self.columns) - 1)


def _write_opening(book: "ExcelBook", worksheet: Worksheet) -> None:
    pen = _Pen(book.sheet("Gaps", 0.0), (GridColumn("", 76), GridColumn("", 24)))
    pen.line(f"{TITLE}: {worksheet.name} ({worksheet.trainee})", Style.TITLE)
    if worksheet.draft:
        pen.line("DRAFT: something that the rule asks for is missing.", Style.FAIL)
    for notice in worksheet.notices:
        pen.line(notice, Style.NOTE)
    for name, value in (
        ("Prepares", worksheet.form),
        ("Profile", worksheet.profile),
        ("Center", f"{worksheet.center}, license {worksheet.license_number or 'not entered'}"),
        ("Made", f"{worksheet.made} by {worksheet.made_by}"),
        ("Log", worksheet.log),
        ("Key", worksheet.key),
    ):
        pen.line(f"{name}: {value}", Style.NOTE)
    pen.skip()
    pen.head(("What is missing", ""))
    for gap in worksheet.gaps or (("Nothing is missing.", ""),):
        pen.record(gap)
    pen.finish()


def _write_parts(book: "ExcelBook", title: str, parts: Sequence[WorksheetPart]) -> None:
    grids = [block for part in parts for block in part.blocks if isinstance(block, Grid)]
    columns = max((grid.columns for grid in grids), key=len, default=_PLAIN)
    width = sum(column.share for column in columns) * _WIDE
    pen = _Pen(book.sheet(title, width), columns)
    for part in parts:
        pen.line(f"{part.code}  {part.title}".strip(), Style.TITLE)
        if part.own and part.own != part.code:
            pen.line(f"On the agency's own form: {part.own}.", Style.NOTE)
        if part.check:
            pen.line(CHECK_FORM, Style.NOTE)
        for block in part.blocks:
            _write_block(pen, block)
        pen.skip()
    pen.finish()


def _write_block(pen: _Pen, block: Block) -> None:
    if isinstance(block, Heading):
        pen.skip()
        pen.line(block.text, Style.NOTE)
    elif isinstance(block, Fields):
        for pair in block.pairs:
            pen.record(pair)
    elif isinstance(block, Grid):
        _write_grid(pen, block)
    else:
        for text in block.lines:
            pen.words(text)


def _write_grid(pen: _Pen, grid: Grid) -> None:
    if not grid.rows:
        pen.line(grid.empty, Style.NOTE)
        return
    pen.head([column.title for column in grid.columns])
    for row in (*grid.rows, *((grid.total,) if grid.total else ())):
        pen.record(row)


def _write_evidence(book: "ExcelBook", worksheet: Worksheet) -> None:
    sheet = book.sheet("Evidence", sum(column.width for column in _EVIDENCE))
    sheet.widths([column.width for column in _EVIDENCE])
    sheet.height(TITLE_ROW, 24)
    sheet.put(TITLE_ROW, 0, cell_of("Evidence"), Style.TITLE)
    about = "Every number of the worksheet with the records that it is made of."
    sheet.put(ABOUT_ROW, 0, cell_of(about), Style.NOTE)
    sheet.height(HEADER_ROW, _HEADER_POINTS)
    for place, column in enumerate(_EVIDENCE):
        sheet.put(HEADER_ROW, place, cell_of(column.title), Style.HEADER)
    row = FIRST_RECORD_ROW - 1
    for row, values in enumerate(_evidence_values(worksheet), FIRST_RECORD_ROW):
        sheet.put_record(row, _EVIDENCE, [cell_of(value) for value in values])
    sheet.finish("Table_Evidence", _EVIDENCE, row, {})


def _evidence_values(worksheet: Worksheet) -> Iterator[tuple[CellValue, ...]]:
    for figure in worksheet.figures:
        told: tuple[CellValue, ...] = (figure.id, figure.label, figure.value, figure.unit)
        if not figure.behind:
            yield (*told, "none", Decimal(0), "")
        for one in figure.behind:
            yield (*told, one.code, one.amount, one.part)
