"""Draws the cells of a row table: text, chips for states, the line under a row, and where the focus is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from au_desktop.ui.kit import theme
from au_desktop.ui.kit.row_table_model import CHIP_STATE_ROLE

SIDE = 14
CHIP_SIDE = 8
CHIP_HEIGHT = 18

AnyIndex = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints one cell; a whole row is marked when it is current or under the mouse."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Wide enough for the text; the height is the theme's row height."""
        width = option.fontMetrics.horizontalAdvance(str(index.data() or "")) + 2 * SIDE
        return QSize(width, theme.current().row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw ground, line, then text or chip."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        cell = option.rect.adjusted(SIDE, 0, -SIDE, -1)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        state = index.data(CHIP_STATE_ROLE)
        right = bool(
            Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
            & Qt.AlignmentFlag.AlignRight
        )
        if state and text:
            paint_chip(painter, cell, text, str(state), option.font)
        else:
            self._paint_text(painter, cell, text, right=right)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        tokens = theme.current().tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(tokens.accent_weak))
        elif index.row() == self.hovered_row:
            painter.fillRect(option.rect, QColor(tokens.hover))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, QColor(tokens.border))
        if selected and self._view.hasFocus():
            self._paint_focus(painter, option.rect, index)

    def _paint_focus(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        accent = QColor(theme.current().tokens.accent)
        painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), 2), accent)
        painter.fillRect(QRect(cell.left(), cell.bottom() - 1, cell.width(), 2), accent)
        if index.column() == 0:
            painter.fillRect(QRect(cell.left(), cell.top(), 2, cell.height()), accent)
        if index.column() == index.model().columnCount() - 1:
            painter.fillRect(QRect(cell.right() - 1, cell.top(), 2, cell.height()), accent)

    def _paint_text(self, painter: QPainter, cell: QRect, text: str, *, right: bool) -> None:
        tokens = theme.current().tokens
        enabled = self._view.isEnabled()
        painter.setPen(QColor(tokens.text if enabled else tokens.disabled))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(cell, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def paint_chip(painter: QPainter, cell: QRect, text: str, state: str, base: QFont) -> None:
    """Draw a word on its state's ground at the left of the cell."""
    tokens = theme.current().tokens
    font = QFont(base)
    font.setPixelSize(theme.current().sizes.small)
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    room = max(0, cell.width() - 2 * CHIP_SIDE)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(shown) + 2 * CHIP_SIDE
    height = max(CHIP_HEIGHT, metrics.height() + 3)
    top = cell.top() + (cell.height() - height) / 2
    shape = QRectF(cell.left(), top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ground(state)))
    painter.drawRoundedRect(shape, height / 2, height / 2)
    painter.setPen(QColor(tokens.ink(state)))
    painter.setFont(font)
    painter.drawText(shape, int(Qt.AlignmentFlag.AlignCenter), shown)
