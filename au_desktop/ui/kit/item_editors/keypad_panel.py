"""The keypad for one amount: digits, units, and the sentence of the rules while it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import Item
from au_desktop.domain.quantity_display import in_both_systems
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.item_editors.amount_text import (
    UnreadableAmount,
    read_amount,
    units_offered,
)
from au_desktop.ui.kit.item_editors.answer_words import unit_system
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.numeric_keypad import NumericKeypad
from au_desktop.ui.kit.tokens import SPACE_8


class KeypadPanel(QWidget):
    """Emits `taken` with the answer on OK; says why a number cannot be taken before that."""

    taken = Signal(object)

    def __init__(self, item: Item, scene: Scene, text: str) -> None:
        super().__init__()
        self._item, self._scene = item, scene
        self.pad = NumericKeypad(units_offered(item, scene.settings), label=item.title)
        self.line = text_label("", "hint", wrap=True)
        self.line.setMinimumHeight(32)
        if text:
            self.pad.set_text(text)
        self.pad.text_changed.connect(self._on_text_changed)
        self.pad.entered.connect(self._on_entered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.pad)
        column.addWidget(self.line)
        column.addStretch(1)
        self.setFocusProxy(self.pad)
        self._on_text_changed(self.pad.text())

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._say(self._item.hint)
            return
        try:
            value = read_amount(self._item, text)
        except UnreadableAmount as error:
            self._say(error.reason, tone="error")
            return
        quantity = getattr(value, "quantity", None)
        both = (
            ""
            if quantity is None
            else in_both_systems(quantity, unit_system(self._scene.settings))
        )
        self._say(both)

    def _on_entered(self, text: str) -> None:
        try:
            self.taken.emit(read_amount(self._item, text))
        except UnreadableAmount as error:
            self._say(error.reason, tone="error")

    def _say(self, words: str, tone: str = "hint") -> None:
        self.line.setText(words)
        styled(self.line, tone=tone)
