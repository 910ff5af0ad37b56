"""A paragraph that opens under an item for a note, a skip's reason or an override's reason."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import Button, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.item_editors.text_editor import TypedText
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

SKIP_REASONS = (
    "Does not apply to this patient or work",
    "Not available today",
    "Declined by the patient",
    "Done and recorded elsewhere",
)
"""Reasons that are given often; one tap gives them."""


class ReasonField(QWidget):
    """`ask` opens it, and `opened` tells; `given` tells what for and the text. A note may be emptied, a reason may not.

    Reasons that are given often stand above the field, one tap each.
    """

    given = Signal(str, str)
    drafted = Signal(str, str, int)
    opened = Signal()
    closed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._what = ""
        self._label = text_label("", "strong")
        self._typed = TypedText(lines=2, big=False)
        self.field = self._typed.widget
        self.save_button = PrimaryButton("Save")
        self.cancel_button = SecondaryButton("Cancel")
        for button in (self.save_button, self.cancel_button):
            button.setProperty("target", "true")
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.field, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
        self.chips: list[Button] = []
        self._chip_grid = QGridLayout()
        self._chip_grid.setSpacing(SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self._label)
        column.addLayout(self._chip_grid)
        column.addLayout(row)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.close_field)
        self.hide()

    @property
    def asking(self) -> str:
        """What it is open for: note, skip or override; empty while closed."""
        return self._what

    def ask(
        self, what: str, label: str, button: str, text: str = "", cursor: int | None = None
    ) -> None:
        """Open it, with text that was there before; a skip comes with the reasons that are given often."""
        self._what = what
        self._label.setText(label)
        self.field.setAccessibleName(label)
        self.save_button.setText(button)
        self._typed.set(text, cursor)
        self._offer(SKIP_REASONS if what == "skip" else ())
        self._allow()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def save(self) -> None:
        """Give the text and close."""
        if not self.save_button.isEnabled():
            return
        what, text = self._what, self._typed.text
        self.close_field()
        self.given.emit(what, text)

    def close_field(self) -> None:
        """Close without keeping anything."""
        what, self._what = self._what, ""
        self.hide()
        row = self.parentWidget()
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit(what)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter saves, Esc closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_field()
                return True
        return super().eventFilter(watched, event)

    def _offer(self, often: Sequence[str]) -> None:
        for chip in self.chips:
            self._chip_grid.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [SecondaryButton(words) for words in often]
        for at, chip in enumerate(self.chips):
            chip.setProperty("target", "true")
            chip.clicked.connect(lambda _on=False, words=often[at]: self._give(words))
            self._chip_grid.addWidget(chip, at // 2, at % 2)

    def _give(self, words: str) -> None:
        self._typed.set(words)
        self._allow()
        self.save()

    def _on_text_changed(self) -> None:
        self._allow()
        if self._what:
            self.drafted.emit(self._what, self._typed.raw, self._typed.cursor)

    def _allow(self) -> None:
        self.save_button.setEnabled(self._what == "note" or bool(self._typed.text))
