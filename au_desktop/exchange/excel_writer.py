"""Writes workbooks row by row in constant memory; the only module that knows XlsxWriter.

Two things the library does not offer are added here: named cell styles, and tables over rows that are already on disk.
Both rest on inner parts of the locked version; tests reopen what they make.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.packager import Packager
from xlsxwriter.styles import Styles, XFormatType
from xlsxwriter.worksheet import Worksheet

from au_desktop.exchange.cells import EPOCH, Cell
from au_desktop.exchange.columns import (
    DATE_FORMAT,
    FIRST_RECORD_ROW,
    HEADER_ROW,
    Column,
    Kind,
    Style,
    column_letters,
)
from au_desktop.exchange.safe_cells import needs_quote, safe_header
from au_desktop.exchange.style_looks import LOOKS, PAINTS

Format: TypeAlias = Any  # the library ships no types
LETTER_PAPER, LEGAL_PAPER = 1, 5

_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
_MOST_HEADER = 110
_LANDSCAPE_FROM, _LEGAL_FROM = 140, 200
_LINE_POINTS, _MOST_POINTS = 13.5, 400


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands in the margins of every page."""

    left: str
    right: str
    footer: str


class _NamedStyles(Styles):  # type: ignore[misc]  # the library ships no types
    """Writes each style of ours beside "Normal", and lets cells refer to it."""

    bases: tuple[tuple[str, Format], ...] = ()

    def _write_cell_style_xfs(self) -> None:
        self._xml_start_tag("cellStyleXfs", [("count", 1 + len(self.bases))])
        for base in (self.xf_formats[0], *(base for _, base in self.bases)):
            self._write_xf(base, XFormatType.STYLE)
        self._xml_end_tag("cellStyleXfs")

    def _write_cell_styles(self) -> None:
        self._xml_start_tag("cellStyles", [("count", 1 + len(self.bases))])
        self._write_cell_style()
        for place, (name, _) in enumerate(self.bases, 1):
            self._xml_empty_tag("cellStyle", [("name", name), ("xfId", place)])
        self._xml_end_tag("cellStyles")


class _Packager(Packager):  # type: ignore[misc]  # the library ships no types
    """Puts our styles where the library puts its own."""

    bases: tuple[tuple[str, Format], ...] = ()

    def _write_styles_file(self) -> None:
        book = self.workbook
        styles = _NamedStyles()
        styles.bases = self.bases
        styles._set_style_properties(  # noqa: SLF001 - see the module's docstring
            [
                book.xf_formats,
                book.palette,
                book.font_count,
                book.num_formats,
                book.border_count,
                book.fill_count,
                book.custom_colors,
                book.dxf_formats,
                book.has_comments,
            ]
        )
        styles._set_xml_writer(self._filename("xl/styles.xml"))  # noqa: SLF001
        styles._assemble_xml_file()  # noqa: SLF001


class _StyledWorkbook(Workbook):  # type: ignore[misc]  # the library ships no types
    """A workbook whose packager knows the named styles."""

    bases: tuple[tuple[str, Format], ...] = ()

    def _get_packager(self) -> _Packager:
        packager = _Packager()
        packager.bases = self.bases
        return packager


class ExcelBook:
    """One workbook being written. Sheets are added in the order of their tabs; each takes its rows from top to bottom."""

    def __init__(self, path: Path, scratch: Path, margins: PageWords, created: datetime) -> None:
        self._book = _StyledWorkbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(scratch),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": DATE_FORMAT,
            },
        )
        self._book.set_properties({"title": margins.right, "created": created, "author": ""})
        self._book.set_calc_mode("auto")
        self._margins = margins
        self._formats: dict[tuple[Style, str, bool, bool], Format] = {}
        self._bases: dict[Style, tuple[int, Format]] = {}
        for place, style in enumerate(Style, 1):
            base = self._book.add_format(LOOKS[style])
            base._get_xf_index()  # noqa: SLF001 - so that it is written though no cell may wear it bare
            base.xf_id = place
            self._bases[style] = (place, base)
        self._book.bases = tuple((style.value, base) for style, (_, base) in self._bases.items())
        self._paints = {style: self._book.add_format(paint) for style, paint in PAINTS.items()}

    def sheet(self, title: str, width: float) -> "ExcelSheet":
        """Add a sheet that prints one page wide and is protected without a password; `width` is in characters."""
        made = self._book.add_worksheet(title)
        made.protect("", _ALLOWED)
        made.hide_gridlines(2)
        made.set_paper(LEGAL_PAPER if width > _LEGAL_FROM else LETTER_PAPER)
        if width > _LANDSCAPE_FROM:
            made.set_landscape()
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
        left, right = (
            safe_header(words)[:_MOST_HEADER]
            for words in (self._margins.left, self._margins.right)
        )
        made.set_header(f"&L&9{_apart(left)}&R&9{_apart(right)}")
        made.set_footer(f"&L&8{safe_header(self._margins.footer)}&C&8&A&R&8Page &P of &N")
        return ExcelSheet(self, made)

    def hidden_sheet(self, title: str) -> "ExcelSheet":
        """Add a sheet that no menu brings back."""
        made = self._book.add_worksheet(title)
        made.very_hidden()
        made.protect("", {})
        return ExcelSheet(self, made)

    def format(
        self,
        style: Style,
        number_format: str = "General",
        *,
        quoted: bool = False,
        wrap: bool = False,
    ) -> Format:
        """The cell format of a style with a number format; made once."""
        key = (style, number_format, quoted, wrap)
        if key not in self._formats:
            look = dict(LOOKS[style])
            if number_format != "General":
                look["num_format"] = number_format
            if quoted:
                look["quote_prefix"] = True
            if wrap:
                look["text_wrap"] = True
            made = self._book.add_format(look)
            made.xf_id = self._bases[style][0]
            self._formats[key] = made
        return self._formats[key]

    def paint(self, style: Style) -> Format:
        """What a conditional format lays over a cell."""
        return self._paints[style]

    def close(self) -> None:
        """Finish the file; raises OSError where the disk refuses."""
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error

    def abandon(self) -> None:
        """Let go of the open temporary files without finishing; they lie in the scratch folder."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()
        self._book.fileclosed = True


class ExcelSheet:
    """One sheet; rows and columns as the sheet shows them, rows from 1 and columns from 0."""

    def __init__(self, book: ExcelBook, sheet: Worksheet) -> None:
        self._book = book
        self._sheet = sheet
        self._high_row = 0

    def widths(self, widths: Sequence[float]) -> None:
        """Set the width of each column, in characters."""
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self._sheet.set_row(row - 1, points)

    def put(
        self, row: int, place: int, cell: Cell, style: Style, number_format: str = "General"
    ) -> None:
        """Write one cell in a style."""
        self._write(row, place, cell, (style, number_format, False))

    def put_record(self, row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
        """Write one record under its columns, in a row as high as its longest text."""
        lines = max(map(_lines, columns, cells), default=1)
        before, self._high_row = self._high_row, row if lines > 1 else 0
        if lines > 1:
            self.height(row, min(_MOST_POINTS, _LINE_POINTS * lines + 1.5))
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            plain = Style.CALCULATED if column.formula else Style.TEXT
            style = Style.INPUT if column.review else plain
            self._write(row, place, cell, (style, column.format, column.kind is Kind.LONG_TEXT))
        if before:
            # The row above is on disk by now; the library would remember its height to the end.
            self._sheet.row_info.pop(before - 1, None)
            self._sheet.row_sizes.pop(before - 1, None)

    def _write(self, row: int, place: int, cell: Cell, look: tuple[Style, str, bool]) -> None:
        style, number_format, wrap = look
        value = cell.value
        quoted = not cell.formula and isinstance(value, str) and needs_quote(value)
        made = self._book.format(style, number_format, quoted=quoted, wrap=wrap)
        at = (row - 1, place)
        if cell.formula:
            self._sheet.write_formula(*at, f"={cell.formula}", made, _result(value))
        elif value is None:
            self._sheet.write_blank(*at, None, made)
        elif isinstance(value, str):
            self._sheet.write_string(*at, value, made)
        elif isinstance(value, datetime):
            self._sheet.write_datetime(*at, value, made)
        else:
            self._sheet.write_number(*at, value, made)

    def finish(
        self, name: str, columns: Sequence[Column], last_row: int, sources: Mapping[str, str]
    ) -> None:
        """Lay the table, filters, drop-downs, colors and print set-up over the records; `sources` are ranges by list."""
        last_row = max(last_row, FIRST_RECORD_ROW)
        last_column = len(columns) - 1
        self._sheet.freeze_panes(HEADER_ROW, 1)
        self._sheet.repeat_rows(HEADER_ROW - 1)
        self._sheet.print_area(0, 0, last_row - 1, last_column)
        self._sheet.tables.append(_table(name, columns, last_row))
        for place, column in enumerate(columns):
            area = (FIRST_RECORD_ROW - 1, place, last_row - 1, place)
            if column.review:
                self._review(area, column, sources)
            for word, style in column.words.items():
                rule = {
                    "type": "text",
                    "criteria": "begins with",
                    "value": word,
                    "format": self._book.paint(style),
                    "stop_if_true": True,
                }
                self._sheet.conditional_format(*area, rule)

    def _review(
        self, area: tuple[int, int, int, int], column: Column, sources: Mapping[str, str]
    ) -> None:
        if column.choices:
            choose = {
                "validate": "list",
                "source": sources[column.choices],
                "error_title": "Review",
                "error_message": "Choose one of the list.",
            }
            self._sheet.data_validation(*area, choose)
        elif column.kind is Kind.DAY:
            day = {
                "validate": "date",
                "criteria": ">=",
                "value": datetime(2000, 1, 1),  # noqa: DTZ001 - a day on paper has no zone
                "error_title": "Review",
                "error_message": "Enter a date.",
            }
            self._sheet.data_validation(*area, day)

    def print_whole(self, last_row: int, last_column: int) -> None:
        """Print a sheet without a table from its first cell to this one."""
        self._sheet.print_area(0, 0, last_row - 1, last_column)


def _table(name: str, columns: Sequence[Column], last_row: int) -> dict[str, Any]:
    """A table as the library keeps it; its own call remembers every cell and so cannot be used on streamed rows."""
    area = f"A{HEADER_ROW}:{column_letters(len(columns) - 1)}{last_row}"
    return {
        "name": name,
        "range": area,
        "a_range": area,
        "autofilter": area,
        "show_first_col": False,
        "show_last_col": False,
        "show_row_stripes": True,
        "show_col_stripes": False,
        "header_row_count": True,
        "totals_row_shown": False,
        "description": None,
        "title": None,
        "style": "TableStyleLight1",
        "columns": [
            {
                "id": place,
                "name": column.title,
                "total_string": "",
                "total_function": "",
                "custom_total": "",
                "total_value": 0,
                "formula": "",
                "format": None,
                "name_format": None,
            }
            for place, column in enumerate(columns, 1)
        ],
    }


def _lines(column: Column, cell: Cell) -> int:
    """How many lines a wrapped text needs; words that do not fit make them a little more than the count of signs."""
    if column.kind is not Kind.LONG_TEXT or not isinstance(cell.value, str):
        return 1
    wide = max(1.0, column.width * 1.1)
    return (
        sum(1 + int((len(line) - 0.5) // wide) for line in cell.value.split("\n"))
        if cell.value
        else 1
    )


def _apart(words: str) -> str:
    """A text that begins with a digit would be read as part of the font size before it."""
    return f" {words}" if re.match(r"\d", words) else words


def _result(value: str | float | datetime | None) -> str | float | None:
    """The result beside a formula as the file keeps it: a moment as the serial day that it is in the cell."""
    return (value - EPOCH) / timedelta(days=1) if isinstance(value, datetime) else value
