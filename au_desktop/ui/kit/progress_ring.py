"""A ring that shows how much of a requirement is met, with the value inside and words beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.tokens import SPACE_12

DIAMETER = 60
THICKNESS = 7


class _Ring(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.fraction = 0.0
        self.text = ""
        self.setFixedSize(QSize(DIAMETER, DIAMETER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the part that is done, and the value."""
        tokens = theme.current().tokens
        inset = THICKNESS / 2 + 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), THICKNESS))
        painter.drawEllipse(box)
        done = min(1.0, max(0.0, self.fraction))
        if done > 0:
            color = tokens.ok if done >= 1.0 else tokens.accent
            pen = QPen(QColor(color), THICKNESS)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, round(-360 * 16 * done))
        font = self.font()
        font.setPixelSize(theme.current().sizes.small + (1 if len(self.text) <= 5 else 0))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text)
        painter.end()


class ProgressRing(QWidget):
    """Value text in a ring, a title and a subtitle: "2 / 3", "Parenteral cases", "counted"."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self._ring = _Ring()
        self._title = text_label(title, "strong")
        self._subtitle = text_label(subtitle, "muted")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(self._ring)
        row.addLayout(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value("", 0.0)

    def set_value(self, text: str, fraction: float, *, subtitle: str | None = None) -> None:
        """Show a value and how much of the whole it is (0 to 1; complete is drawn green)."""
        self._ring.text, self._ring.fraction = text, fraction
        if subtitle is not None:
            self._subtitle.setText(subtitle)
        state = "complete" if fraction >= 1 else "not complete"
        said = self._subtitle.text().replace("\n", " ")
        self.setAccessibleName(f"{self._title.text()}: {text} {said}, {state}")
        styled(self, complete=fraction >= 1)
        self._ring.update()
