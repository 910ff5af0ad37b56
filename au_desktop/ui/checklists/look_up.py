"""A field that finds one record among many by typing a part of its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.tokens import SPACE_12

PAUSE_MS = 180


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its key and its words."""

    key: object
    words: str


class LookUp(QComboBox):
    """`searched` asks for more entries that fit what is typed; `value()` is the chosen key."""

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._value: object = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(placeholder)
            line.textEdited.connect(self._on_text_edited)
            line.editingFinished.connect(self._on_finished)
        self.activated.connect(self._on_activated)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Offer these; what is typed or chosen stays."""
        typed = self.currentText()
        self._entries = list(entries)
        blocked = self.blockSignals(True)
        self.clear()
        for entry in self._entries:
            self.addItem(entry.words)
        self.setCurrentIndex(-1)
        self.setEditText(typed)
        self.blockSignals(blocked)

    def choose(self, key: object) -> bool:
        """Choose an entry by its key; False when it is not offered."""
        for entry in self._entries:
            if entry.key == key:
                self._take(entry)
                return True
        return False

    def value(self) -> object:
        """The key that is chosen, or None."""
        return self._value

    def _on_text_edited(self, _text: str) -> None:
        self._value = None
        self._pause.start()

    def _on_pause(self) -> None:
        self.searched.emit(self.currentText().strip())

    def _on_finished(self) -> None:
        typed = self.currentText().strip().casefold()
        holding = [entry for entry in self._entries if typed and typed in entry.words.casefold()]
        fitting = [one for one in holding if one.words.casefold() == typed] or holding
        if self._value is None and len(fitting) == 1:
            self._take(fitting[0])

    def _on_activated(self, index: int) -> None:
        if 0 <= index < len(self._entries):
            self._take(self._entries[index])

    def _take(self, entry: Entry) -> None:
        self._value = entry.key
        self.setEditText(entry.words)
        self.chosen.emit(entry.key)


class LookUpRow(QWidget):
    """A labelled field that can be hidden with its label and its reason."""

    def __init__(self, label: str, field: QWidget) -> None:
        super().__init__()
        self.label, self.field = label, field
        field.setAccessibleName(label)
        self._reason = text_label("", "error", wrap=True)
        self._reason.hide()
        name = text_label(label)
        name.setBuddy(field)
        name.setFixedWidth(140)
        name.setContentsMargins(0, 8, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self._reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_12)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def say(self, reason: str) -> None:
        """Show why the value cannot be taken; empty text takes it away."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def reason(self) -> str:
        """What is said now."""
        return self._reason.text()
