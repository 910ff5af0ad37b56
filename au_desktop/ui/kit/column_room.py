"""Lets columns give way in a table that is too narrow for all of them, as with large text on a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from au_desktop.ui.kit.row_table_model import Column

_LEAST_SHARE = 2 / 3
"""Of its usual width, which the stretched column keeps before others give way."""


class ColumnRoom:
    """Columns that were hidden for the lack of room come back with it; those hidden otherwise are left alone."""

    def __init__(self, table: QTableView, columns: tuple[Column, ...], stretch: str) -> None:
        self._table, self._columns = table, columns
        self._stretched = next(one for one in columns if one.name == stretch)
        giving = [at for at, column in enumerate(columns) if column.gives_way]
        self._giving = sorted(giving, key=lambda at: columns[at].gives_way)
        self._gone: dict[int, int] = {}

    def make(self) -> None:
        """Hide what gives way, the first ones first, until the stretched column has its least width."""
        if not self._giving:
            return
        for at in [at for at in self._gone if not self._table.isColumnHidden(at)]:
            del self._gone[at]
        missing = self._wanted() - self._table.viewport().width()
        for at in self._giving:
            hidden = self._table.isColumnHidden(at)
            if missing > 0 and not hidden:
                self._gone[at] = self._table.columnWidth(at)
                self._table.setColumnHidden(at, True)
            elif missing <= 0 and at in self._gone:
                del self._gone[at]
                self._table.setColumnHidden(at, False)
            missing -= self._gone.get(at, 0)

    def _wanted(self) -> int:
        """What all columns want that are shown, or would be with more room."""
        least = round(self._stretched.width * _LEAST_SHARE * theme.current().scale)
        others = (
            self._gone.get(at, self._table.columnWidth(at))
            for at, column in enumerate(self._columns)
            if column is not self._stretched
        )
        return least + sum(others)
