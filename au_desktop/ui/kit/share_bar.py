"""A column of a table that shows a share as a bar with its number beside it: what was skipped, what was out of limits."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from au_desktop.ui.kit import theme
from au_desktop.ui.kit.row_delegate import SIDE, RowDelegate
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import ROW_ROLE
from au_desktop.ui.kit.tokens import State

BAR_HEIGHT = 8
NUMBER_ROOM = 60
_LEAST = 3

Share = Callable[[Any], tuple[float, State]]
"""The share of a row, from 0 to 1, and the color that it has."""


class ShareDelegate(RowDelegate):
    """Paints the bar on the row's own ground; the text of the column stands at its right."""

    def __init__(self, table: RowTable, share: Share) -> None:
        super().__init__(table)
        self._rows, self._share = table.itemDelegate(), share

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground and line as in every cell, then the bar and its number."""
        if isinstance(self._rows, RowDelegate):
            self.hovered_row = self._rows.hovered_row
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        cell = option.rect.adjusted(SIDE, 0, -SIDE, -1)
        share, state = self._share(index.data(ROW_ROLE))
        paint_bar(painter, cell, share, state)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        self._paint_text(painter, cell, text, right=True)
        painter.restore()


def paint_bar(painter: QPainter, cell: QRect, share: float, state: State) -> None:
    """The whole as a weak ground, the share upon it; a share above nothing can always be seen."""
    tokens = theme.current().tokens
    room = max(0, cell.width() - round(NUMBER_ROOM * theme.current().scale))
    top = cell.top() + (cell.height() - BAR_HEIGHT) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.neutral_weak))
    painter.drawRoundedRect(QRectF(cell.left(), top, room, BAR_HEIGHT), 4, 4)
    if share > 0 and room:
        width = max(_LEAST, room * min(share, 1.0))
        painter.setBrush(QColor(tokens.ink(state)))
        painter.drawRoundedRect(QRectF(cell.left(), top, width, BAR_HEIGHT), 4, 4)


def show_bars(table: RowTable, column: str, share: Share) -> None:
    """Draw this column of the table as bars."""
    names = [one.name for one in table.rows.columns]
    table.setItemDelegateForColumn(names.index(column), ShareDelegate(table, share))
