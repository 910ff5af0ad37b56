"""Reads one row of an import cell by cell; collects every reason and notice rather than stopping at the first."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from au_desktop.domain.errors import Invalid
from au_desktop.services.imports.cell_words import Cell, Read, Unread, optional_text
from au_desktop.services.imports.import_tables import PlannedRow, RowFate

T = TypeVar("T")
V = TypeVar("V")


class RowReading:
    """The reading of one row; `planned` says what becomes of it."""

    def __init__(self, number: int, name: str, cells: Mapping[str, Cell]) -> None:
        self._number, self._name, self._cells = number, name, cells
        self.reasons: list[str] = []
        self.notices: list[str] = []

    def text(self, column: str) -> str:
        """The words of a cell, empty where it says that there are none."""
        return optional_text(self._cells.get(column))

    def read(self, column: str, reader: Callable[[Cell], Read[V]]) -> V | None:
        """The value of a cell; a reason is noted where its words cannot be read."""
        try:
            found = reader(self._cells.get(column))
        except Unread as error:
            self.reasons.append(f'{column}: "{error.text}" is not {error.wanted}')
            return None
        if found.notice:
            self.notices.append(found.notice)
        return found.value

    def needed(self, column: str, reader: Callable[[Cell], Read[V | None]]) -> V | None:
        """The same of a cell that must not be empty."""
        noted = len(self.reasons)
        found = self.read(column, reader)
        if found is None and len(self.reasons) == noted:
            self.reasons.append(f"{column} is missing")
        return found

    def planned(self, make: Callable[[], T]) -> PlannedRow[T]:
        """The row as the dry run shows it; `make` is asked only where nothing speaks against it, and may itself refuse."""
        if self.reasons:
            return self.refused()
        try:
            return self._row(RowFate.TAKEN, make())
        except Invalid as error:
            self.reasons.append(f"{error.field}: {error.reason}")
            return self.refused()

    def refused(self) -> PlannedRow[Any]:
        """The row with the reasons found so far, not taken."""
        return self._row(RowFate.REFUSED, None)

    def _row(self, fate: RowFate, record: T | None) -> PlannedRow[T]:
        return PlannedRow(
            self._number, self._name, fate, tuple(self.reasons), tuple(self.notices), record
        )
