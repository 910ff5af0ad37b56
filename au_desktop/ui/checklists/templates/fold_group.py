"""A group of fields that folds: its title, in a few words what it holds, and the fields under it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from au_desktop.ui.kit import icons
from au_desktop.ui.kit.accessible import plain_tip, text_label
from au_desktop.ui.kit.brief_label import BriefLabel
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class _Head(QFrame):
    """The line that folds and unfolds."""

    pressed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "card_row")
        self.setProperty("last", "true")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.picture = QLabel()
        self.picture.setFixedWidth(16)
        self.title = text_label(title, "strong")
        self.summary = BriefLabel("small")
        self.summary.setProperty("may_be_cut", True)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 8, 6)
        row.setSpacing(SPACE_8)
        row.addWidget(self.picture)
        row.addWidget(self.title)
        row.addWidget(self.summary, 1)

    def say(self, words: str) -> None:
        """Show a summary, shortened where it is too long."""
        self.summary.setText(words)
        self.summary.setToolTip(plain_tip(words))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click folds or unfolds."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space fold or unfold."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


class FoldGroup(QFrame):
    """Emits `toggled(open)`. Its summary stands at the right while it is folded."""

    toggled = Signal(bool)

    def __init__(self, title: str, *, is_open: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title, self._summary, self._open = title, "", is_open
        self.head = _Head(title)
        self.body = QWidget()
        self.fields = QVBoxLayout(self.body)
        self.fields.setContentsMargins(SPACE_12, 2, SPACE_12, SPACE_12)
        self.fields.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body)
        self.head.pressed.connect(self._on_pressed)
        self._draw()

    @property
    def is_open(self) -> bool:
        """Whether its fields are seen."""
        return self._open

    def set_open(self, *, is_open: bool) -> None:
        """Fold or unfold."""
        if is_open != self._open:
            self._open = is_open
            self._draw()
            self.toggled.emit(is_open)

    def set_summary(self, words: str) -> None:
        """Say in a few words what it holds."""
        if words != self._summary:
            self._summary = words
            self._draw()

    def redraw(self) -> None:
        """Take the colors of another theme."""
        self._draw()

    def _on_pressed(self) -> None:
        self.set_open(is_open=not self._open)

    def _draw(self) -> None:
        self.body.setVisible(self._open)
        self.head.say("" if self._open else self._summary)
        name = "chevron_down" if self._open else "chevron_right"
        self.head.picture.setPixmap(icons.pixmap(name, "muted", 16))
        state = "open" if self._open else "folded"
        behind = f", {self._summary}" if self._summary else ""
        self.head.setAccessibleName(f"{self._title}, {state}{behind}")
