"""The word VOID across a page whose record was taken out of use; the page stays readable and can be scrolled under it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from au_desktop.ui.kit import theme

WORD = "VOID"
_ANGLE, _STRENGTH, _LETTERS = -24.0, 40, 0.22


class VoidMark(QWidget):
    """Lies over its parent and lets every click through."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setAccessibleName(WORD)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def setVisible(self, visible: bool) -> None:
        """Lie over all that is there now."""
        super().setVisible(visible)
        if visible:
            self.cover()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word aslant."""
        del event
        painter = QPainter(self)
        color = QColor(theme.current().tokens.problem)
        color.setAlpha(_STRENGTH)
        font = QFont(self.font())
        font.setPixelSize(max(24, round(self.width() * _LETTERS)))
        font.setWeight(QFont.Weight.Black)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(color)
        painter.setFont(font)
        painter.translate(self.rect().center())
        painter.rotate(_ANGLE)
        wide = self.width() * 2
        painter.drawText(
            QRect(-wide, -wide, 2 * wide, 2 * wide), Qt.AlignmentFlag.AlignCenter, WORD
        )
        painter.end()

    def cover(self) -> None:
        """Be as large as the page, above everything on it."""
        self.setGeometry(self._page.rect())
        self.raise_()
