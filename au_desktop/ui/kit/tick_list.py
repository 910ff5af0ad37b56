"""A short list of things to tick, for instance the requested categories by their titles."""

import json
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from au_desktop.ui.kit.tokens import SPACE_4


class TickList(QWidget):
    """Choices are (key, words); `value()` is the tuple of ticked keys in their order. Short words stand in several columns."""

    changed = Signal(object)

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_4)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; what was ticked and is still offered stays ticked."""
        kept = set(self.value())
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.setParent(None)
            box.deleteLater()
        self._boxes = {}
        for at, (key, words) in enumerate(choices):
            box = QCheckBox(words)
            box.setChecked(key in kept)
            box.toggled.connect(self._on_toggled)
            self._grid.addWidget(box, at // self._columns, at % self._columns)
            self._boxes[key] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def box(self, key: str) -> QCheckBox:
        """The box of a choice."""
        return self._boxes[key]

    def value(self) -> tuple[str, ...]:
        """The ticked keys."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, keys: Sequence[str]) -> None:
        """Tick exactly these."""
        for key, box in self._boxes.items():
            box.setChecked(key in keys)

    def draft_text(self) -> str:
        """The ticked keys as text."""
        return json.dumps(self.value())

    def take_draft_text(self, text: str) -> None:
        """Tick what the text says."""
        self.set_value(json.loads(text))

    def _on_toggled(self, _on: bool) -> None:
        self.changed.emit(self.value())
