"""A quiet band that says something which stays true for a while: risky place, read-only, a sheet that is missing."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from au_desktop.ui.kit import icons
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, State

_ICONS = {State.OK: "check", State.ATTENTION: "warning", State.PROBLEM: "error"}


class Notice(QFrame):
    """An icon and a sentence on the ground of a state; `add_action` puts a button at its end."""

    def __init__(self, text: str = "", state: str = State.INFO) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._picture = QLabel()
        self.words = text_label("", wrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        self._row.setSpacing(SPACE_8)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        self._state = State(state)
        self._write(text)
        if not text:  # what is shown before it has a parent is a window and takes the focus
            self.hide()

    def say(self, text: str, state: str | None = None) -> None:
        """Say something else; nothing hides the band."""
        self._state = State(state) if state else self._state
        self._write(text)
        self.setHidden(not text)

    def _write(self, text: str) -> None:
        self.words.setText(text)
        self.setAccessibleName(text)
        styled(self, state=self._state.value)
        self._draw()

    def text(self) -> str:
        """What is said."""
        return self.words.text()

    def add_action(self, button: QWidget) -> None:
        """Put a button at the end; icon, words and button stand on one line."""
        self._row.setAlignment(self._picture, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_state"):
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(
            icons.pixmap(_ICONS.get(self._state, "info"), self._state.value, 18)
        )
