"""What a sheet is made of: columns with title, width, kind and live formula, and which words wear which style."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from au_desktop.exchange.cells import Cell, CellValue, cell_of

Row = TypeVar("Row")


class Style(StrEnum):
    """The named styles of the workbook."""

    TITLE = "Title"
    HEADER = "Header"
    NOTE = "Note"
    TEXT = "Record"
    INPUT = "Input"
    CALCULATED = "Calculated"
    PASS = "Pass"  # noqa: S105 - a verdict, no password
    ATTENTION = "Attention"
    FAIL = "Fail"
    VOID = "Void"


class Kind(StrEnum):
    """What stands in a column's cells."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"


TITLE_ROW, ABOUT_ROW, NOTHING_ROW, HEADER_ROW, FIRST_RECORD_ROW = range(1, 6)
"""Rows of a sheet, from 1: its title, what a row is, a word where there is nothing, the table's header, its first record."""

DATE_FORMAT = "yyyy-mm-dd"
NUMBER_FORMATS = {
    Kind.NUMBER: "0.0#####",
    Kind.COUNT: "0",
    Kind.DAY: DATE_FORMAT,
    Kind.MOMENT: f"{DATE_FORMAT} hh:mm",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        key: by which formulas name it.
        title: the header, with the unit.
        width: in characters.
        kind: how its cells are formatted.
        formula: live formula; `{key}` stands for the cell of that column in the same row.
        review: the reviewer fills it; it is unlocked and no part of the seal.
        choices: the list of the sheet Lists that a review cell takes its words from.
        words: the style of a cell that begins with the word.
        number_format: another than the kind's own.
    """

    key: str
    title: str
    width: float = 12
    kind: Kind = Kind.TEXT
    formula: str = ""
    review: bool = False
    choices: str = ""
    words: Mapping[str, Style] = field(default_factory=dict)
    number_format: str = ""

    @property
    def format(self) -> str:
        """The number format of its cells; figures and days keep a little distance to the text at their right."""
        made = self.number_format or NUMBER_FORMATS.get(self.kind, "")
        return f"{made}_)" if made else "General"


REVIEW_COLUMNS = (
    Column(
        "disposition",
        "Review: disposition",
        12,
        Kind.LONG_TEXT,
        review=True,
        choices="Disposition",
    ),
    Column("comment", "Review: comment", 20, Kind.LONG_TEXT, review=True),
    Column("initials", "Review: initials", 8, review=True),
    Column("reviewed", "Review: date", 10.5, Kind.DAY, review=True),
)
"""What the RSO fills; it comes back with the file."""


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of the first sheet, reckoned live: how many cells of a column say a word, or the sum of a column."""

    label: str
    key: str
    word: str = ""


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One sheet with one record a row.

    Args:
        title: the name on the tab.
        about: one line above the table: what a row is and on which rule it rests.
        columns: from left to right; the first is the id column.
        values: a record's cells in the order of the columns; for a formula its result.
        nothing: what is said when there are no records.
        totals: its figures on the first sheet.
    """

    title: str
    about: str
    columns: tuple[Column, ...]
    values: Callable[[Row], tuple[CellValue, ...]]
    nothing: str = "No records in this period."
    totals: tuple[Total, ...] = ()

    @cached_property
    def review_columns(self) -> tuple[int, ...]:
        """The places of the review columns."""
        return tuple(place for place, column in enumerate(self.columns) if column.review)

    @cached_property
    def width(self) -> float:
        """How wide all columns are, in characters."""
        return sum(column.width for column in self.columns)

    @cached_property
    def _formulas(self) -> tuple[str, ...]:
        letters = {
            column.key: f"{column_letters(place)}{{row}}"
            for place, column in enumerate(self.columns)
        }
        return tuple(column.formula.format(**letters) for column in self.columns)

    def place_of(self, key: str) -> int:
        """The place of a column, counted from 0."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    def cells(self, values: tuple[CellValue, ...], row: int) -> tuple[Cell, ...]:
        """The cells of a record with these values that stands in this row, counted from 1."""
        return tuple(
            cell_of(value, formula.replace("{row}", str(row)) if formula else "")
            for value, formula in zip(values, self._formulas, strict=True)
        )


NO_REVIEW: tuple[CellValue, ...] = (None,) * len(REVIEW_COLUMNS)


def column_letters(place: int) -> str:
    """The letters of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    rest = place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
