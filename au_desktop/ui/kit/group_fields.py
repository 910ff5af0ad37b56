"""Fields for the groups of a recovery code: typed, pasted or corrected group by group."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from au_desktop.ui.kit.accessible import named, styled
from au_desktop.ui.kit.tokens import SPACE_8

GROUPS = 7
GROUP_LENGTH = 5
_PER_LINE = 4


class _GroupEdit(QLineEdit):
    pasted = Signal(str)
    backed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in an empty field goes to the one before; a paste is spread over the fields."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)


class GroupFields(QWidget):
    """One field a group; a full one passes the cursor on. `code()` joins them."""

    changed = Signal()
    entered = Signal()

    def __init__(self, count: int = GROUPS, length: int = GROUP_LENGTH) -> None:
        super().__init__()
        self._length = length
        self.fields = tuple(
            named(_GroupEdit(), f"Group {at} of {count}") for at in range(1, count + 1)
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_8)
        for at, field in enumerate(self.fields):
            field.setMaxLength(60)
            field.setMaximumWidth(110)
            field.setPlaceholderText(str(at + 1))
            field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(field, at // _PER_LINE, at % _PER_LINE)
            field.textEdited.connect(lambda text, place=at: self._on_edited(place, text))
            field.pasted.connect(lambda text, place=at: self._spread(place, text))
            field.backed.connect(lambda place=at: self._go_to(place - 1))
            field.returnPressed.connect(self.entered)
        grid.setColumnStretch(_PER_LINE, 1)
        self.setFocusProxy(self.fields[0])

    def code(self) -> str:
        """The groups with spaces between."""
        return " ".join(field.text().strip() for field in self.fields)

    def complete(self) -> bool:
        """Whether every group has its characters."""
        return all(len(field.text().strip()) >= self._length for field in self.fields)

    def mark(self, group: int) -> None:
        """Mark the group that cannot be right, counted from 1, and put the cursor there; 0 marks none."""
        for at, field in enumerate(self.fields, start=1):
            styled(field, wrong="true" if at == group else "false")
        if group:
            self._go_to(group - 1)
            self.fields[group - 1].selectAll()

    def clear(self) -> None:
        """Empty every field."""
        for field in self.fields:
            field.clear()
        self.mark(0)

    def _on_edited(self, place: int, text: str) -> None:
        if len(text) > self._length:
            self._spread(place, text)
            return
        field = self.fields[place]
        at = field.cursorPosition()
        field.setText(text.upper())
        field.setCursorPosition(at)
        self.mark(0)
        if len(text) == self._length and at == self._length:
            self._go_to(place + 1)
        self.changed.emit()

    def _spread(self, place: int, text: str) -> None:
        letters = re.sub(r"[^0-9A-Z]", "", text.upper())
        chunks = [letters[at : at + self._length] for at in range(0, len(letters), self._length)]
        for offset, chunk in enumerate(chunks[: len(self.fields) - place]):
            self.fields[place + offset].setText(chunk)
        self._go_to(min(place + len(chunks), len(self.fields) - 1))
        self.mark(0)
        self.changed.emit()

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.fields):
            self.fields[place].setFocus(Qt.FocusReason.TabFocusReason)
