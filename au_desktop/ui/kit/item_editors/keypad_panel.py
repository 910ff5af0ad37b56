"""The keypad for one amount: digits, units, what the amount is in both systems, and the question about a slip."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.checklists.answers import AnswerValue, Measured
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
from au_desktop.ui.kit.item_editors.question import Question
from au_desktop.ui.kit.numeric_keypad import NumericKeypad
from au_desktop.ui.kit.tokens import SPACE_8


class KeypadPanel(QWidget):
    """Emits `taken` with the answer on OK; says why a number cannot be taken before that, and asks about a likely slip.

    Another unit keeps the digits: what was read off is right, and only its unit was wrong.
    """

    taken = Signal(object)

    def __init__(self, item: Item, scene: Scene, text: str) -> None:
        super().__init__()
        self._item, self._scene = item, scene
        self._unit = self._digits = ""
        self.pad = NumericKeypad(units_offered(item, scene.settings), label=item.title)
        self.line = text_label("", "hint", wrap=True)
        self.line.setMinimumHeight(32)
        if text:
            self.pad.set_text(text)
        self.pad.text_changed.connect(self._on_text_changed)
        self.pad.entered.connect(self._on_entered)
        self.question = Question(big=True)
        self.question.kept.connect(self._on_kept)
        self.question.corrected.connect(self._on_corrected)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.pad)
        column.addWidget(self.line)
        column.addWidget(self.question)
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
        self._say(self._stays(text) + self._both(value, text))

    def _both(self, value: AnswerValue, text: str) -> str:
        if isinstance(value, Measured):
            return in_both_systems(value.quantity, unit_system(self._scene.settings))
        return text if self._stays(text) else ""

    def _stays(self, text: str) -> str:
        """That only the unit was switched, as long as the digits are the same."""
        digits, _, unit = text.partition(" ")
        switched = digits == self._digits and unit != self._unit
        if digits != self._digits:
            self._digits, self._unit = digits, unit
        return "The digits stay: " if switched else ""

    def _on_entered(self, text: str) -> None:
        try:
            value = read_amount(self._item, text)
        except UnreadableAmount as error:
            self._say(error.reason, tone="error")
            return
        words = self._scene.doubt(self._item, value)
        if words:
            self.pad.hide()
            self.line.hide()
            self.question.ask(words, value)
        else:
            self.taken.emit(value)

    def _on_kept(self) -> None:
        self.taken.emit(read_amount(self._item, self.pad.text()))

    def _on_corrected(self) -> None:
        self.pad.show()
        self.line.show()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, tone: str = "hint") -> None:
        self.line.setText(words)
        styled(self.line, tone=tone)
