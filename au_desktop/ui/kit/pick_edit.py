"""A field in which one of many records is found by typing any part of its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget


class PickEdit(QWidget):
    """Choices are (value, words). `value()` is None while the typed words are not those of a choice."""

    changed = Signal(object)

    def __init__(self, placeholder: str = "Type to find") -> None:
        super().__init__()
        self._told: object = None
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMaxVisibleItems(12)
        line = self.combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(placeholder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.combo.currentTextChanged.connect(self._on_text_changed)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these, and keep what is chosen."""
        kept, typed = self.value(), self.combo.currentText()
        self.combo.blockSignals(True)
        self.combo.clear()
        for value, words in choices:
            self.combo.addItem(words, value)
        self.combo.setCurrentIndex(-1)
        self.combo.setEditText(typed)
        self.combo.blockSignals(False)
        completer = QCompleter(self.combo.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.combo.setCompleter(completer)
        if kept is not None:
            self.set_value(kept)

    def value(self) -> object:
        """What is chosen, or None."""
        at = self.combo.findText(self.combo.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return self.combo.itemData(at) if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Choose, or empty the field with None."""
        at = next((i for i in range(self.combo.count()) if self.combo.itemData(i) == value), -1)
        self.combo.setCurrentIndex(at)
        if at < 0:
            self.combo.setEditText("")

    def draft_text(self) -> str:
        """The words as typed."""
        return self.combo.currentText()

    def take_draft_text(self, text: str) -> None:
        """Show words as if they had been typed."""
        self.combo.setEditText(text)

    def setAccessibleName(self, name: str) -> None:
        """Name the field itself, which is where the focus goes."""
        super().setAccessibleName(name)
        self.combo.setAccessibleName(name)

    def _on_text_changed(self, _text: str) -> None:
        value = self.value()
        if value != self._told:
            self._told = value
            self.changed.emit(value)
