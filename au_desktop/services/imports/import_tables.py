"""Tables that are imported: which column holds what, as known, remembered or chosen, and the dry run of every row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from au_desktop.domain.errors import DomainError
from au_desktop.services.imports.cell_words import Cell, optional_text, text_of

T = TypeVar("T")
HEADER_NEEDS = 3
_TOTALS = {"total", "sum", "totals", "count"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as read from a file: its number there, and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a file."""

    title: str
    rows: tuple[SheetRow, ...]


TableReader: TypeAlias = Callable[[Path], Sequence[SheetTable]]
"""Reads the sheets of a file; raises `UnreadableFile`."""

Mapped: TypeAlias = Mapping[str, str]
"""A heading, without case, to the column that it names; an empty column leaves it out."""


class RowFate(StrEnum):
    """What an import does with a row."""

    TAKEN = "taken"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class PlannedRow(Generic[T]):
    """One row of the dry run: what becomes of it, why, and what to look at."""

    number: int
    name: str
    fate: RowFate
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    record: T | None = None

    def refused(self, reason: str) -> "PlannedRow[T]":
        """The same row, refused."""
        return replace(self, fate=RowFate.REFUSED, reasons=(*self.reasons, reason), record=None)


@dataclass(frozen=True, slots=True)
class ImportPlan(Generic[T]):
    """The dry run of one file. `columns` are its headings with the column that each names, empty where left out.

    `doubled` are headings that are left out here only because another one names the same column.
    """

    kind: str
    sheet: str
    sheets_left_out: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[PlannedRow[T], ...]
    doubled: frozenset[str] = frozenset()

    def fated(self, fate: RowFate) -> tuple[PlannedRow[T], ...]:
        """The rows with that fate."""
        return tuple(row for row in self.rows if row.fate is fate)

    @property
    def records(self) -> tuple[T, ...]:
        """What would be added."""
        return tuple(row.record for row in self.rows if row.record is not None)

    @property
    def columns_left_out(self) -> tuple[str, ...]:
        """Headings that name no column."""
        return tuple(heading for heading, column in self.columns if not column)

    @property
    def mapped(self) -> Mapped:
        """The headings with their columns, to be remembered."""
        named = {heading.casefold(): column for heading, column in self.columns}
        return {heading: named[heading] for heading in named if heading not in self.doubled}


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """One kind of record as tables bring it.

    Args:
        kind: such as "roster"; what was chosen once is remembered under it.
        columns: every column that a heading can name.
        headings: known headings, without case, with their columns.
        needed: columns without which a row of headings is none; the first one names a row.
        judge: reads one row's cells by column, with its number and its name.
    """

    kind: str
    columns: tuple[str, ...]
    headings: Mapping[str, str]
    needed: tuple[str, ...]
    judge: Callable[[int, str, Mapping[str, Cell]], PlannedRow[T]]


class NoTableFound(DomainError):
    """No sheet of the file has a row of headings that names the columns of what is imported."""

    def __init__(self, kind: str, sheets: Sequence[str]) -> None:
        super().__init__(kind, ", ".join(sheets))
        self.kind = kind
        self.sheets = tuple(sheets)


def plan_table(
    tables: Sequence[SheetTable],
    shape: Shape[T],
    chosen: Mapped | None = None,
    *,
    guess: bool = False,
) -> ImportPlan[T]:
    """Judge every row below the first row of headings that names the needed columns.

    Args:
        tables: the sheets of the file, in order.
        shape: the kind of record.
        chosen: columns that a person chose for headings, now or before.
        guess: take the first row that looks like headings where none names the columns, so that a person can choose.

    Raises:
        NoTableFound: no sheet has such headings.
    """
    mapped = {**shape.headings, **(chosen or {})}
    for table in tables:
        header = _header_of(table, shape, mapped, guess=False)
        if header is not None:
            return _plan(tables, table, header, shape, mapped)
    for table in tables if guess else ():
        header = _header_of(table, shape, mapped, guess=True)
        if header is not None:
            return _plan(tables, table, header, shape, mapped)
    raise NoTableFound(shape.kind, [table.title for table in tables])


def _header_of(
    table: SheetTable, shape: Shape[T], mapped: Mapped, *, guess: bool
) -> SheetRow | None:
    for row in table.rows:
        found = set(_columns_of(row, mapped).values())
        words = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        if guess and len(words) >= HEADER_NEEDS:
            return row
        if len(found) >= HEADER_NEEDS and found.issuperset(shape.needed):
            return row
    return None


def _columns_of(row: SheetRow, mapped: Mapped) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, cell in enumerate(row.cells):
        column = mapped.get(text_of(cell).casefold(), "")
        if column and column not in found.values():
            found[index] = column
    return found


def _plan(
    tables: Sequence[SheetTable],
    table: SheetTable,
    header: SheetRow,
    shape: Shape[T],
    mapped: Mapped,
) -> ImportPlan[T]:
    columns = _columns_of(header, mapped)
    headings = [(index, text_of(cell)) for index, cell in enumerate(header.cells) if text_of(cell)]
    return ImportPlan(
        kind=shape.kind,
        sheet=table.title,
        sheets_left_out=tuple(other.title for other in tables if other is not table),
        columns=tuple((text, columns.get(index, "")) for index, text in headings),
        rows=tuple(_judged(table, header, shape, columns, mapped)),
        doubled=frozenset(
            text.casefold()
            for index, text in headings
            if index not in columns and mapped.get(text.casefold())
        ),
    )


def _judged(
    table: SheetTable,
    header: SheetRow,
    shape: Shape[T],
    columns: Mapping[int, str],
    mapped: Mapped,
) -> Iterator[PlannedRow[T]]:
    for row in table.rows:
        if row.number <= header.number or not any(text_of(cell) for cell in row.cells):
            continue
        cells = {
            column: row.cells[index] if index < len(row.cells) else None
            for index, column in columns.items()
        }
        name = optional_text(cells.get(shape.needed[0]))
        if columns and _columns_of(row, mapped) == columns:
            yield PlannedRow(row.number, name, RowFate.SKIPPED, ("headings repeated",))
        elif name.casefold() in _TOTALS:
            yield PlannedRow(row.number, name, RowFate.SKIPPED, ("a total, not a record",))
        else:
            yield shape.judge(row.number, name, cells)
