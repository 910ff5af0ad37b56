"""Editors of numbers and quantities: a typed field at the desk, a keypad with units at the bedside."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.checklists.answers import Answer, AnswerValue, Measured, Number
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.quantity_display import in_both_systems
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.item_editors.amount_text import (
    UnreadableAmount,
    amount_text,
    read_amount,
    units_offered,
)
from au_desktop.ui.kit.item_editors.answer_words import answer_words, unit_system
from au_desktop.ui.kit.item_editors.item_editor import ItemEditor, Scene, plain_button
from au_desktop.ui.kit.item_editors.keypad_panel import KeypadPanel
from au_desktop.ui.kit.item_editors.question import Question
from au_desktop.ui.kit.item_editors.text_editor import AWAY
from au_desktop.ui.kit.quantity_edit import QuantityEdit


class AmountEditor(ItemEditor):
    """Typed as people write it; read and judged with every key, kept as an answer when the field is left."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._stored: AnswerValue | None = None
        self._dirty = False
        self.field = QuantityEdit(
            lambda text: read_amount(item, text),
            units_offered(item, scene.settings),
            show=amount_text,
            echo=self._echo,
        )
        self.field.setAccessibleName(item.title)
        self.field.edit.textEdited.connect(self._on_text_edited)
        self.field.unit.activated.connect(self._on_unit_chosen)
        self.field.edit.installEventFilter(self)
        self.question = Question(big=False)
        self.question.kept.connect(self._on_kept)
        self.question.corrected.connect(self._on_corrected)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.question)
        self.setFocusProxy(self.field.edit)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored amount, unless another is being typed."""
        value = None if answer is None else answer.value
        self._stored = value if isinstance(value, Measured | Number) else None
        if not self._dirty and self.field.value() != self._stored:
            self.field.set_value(self._stored)

    def commit(self) -> None:
        """Give the amount that stands there; what cannot be read, or is asked about, stays as a draft with its reason."""
        if not self._dirty:
            return
        value = self.field.value()
        if value is None and self.field.text():
            return
        words = "" if value is None else self.scene.doubt(self.item, value)
        if words:
            self.question.ask(words, value)
            return
        self._take(value)

    def _take(self, value: AnswerValue | None) -> None:
        self._dirty = False
        self.question.hide()
        self.draft_dropped.emit()
        if amount_text(value) != amount_text(self._stored):
            self.answered.emit(value)

    def take_draft(self, text: str, cursor: int) -> None:
        """Put half-typed digits back."""
        self.field.set_text(text)
        self.field.edit.setCursorPosition(min(cursor, len(text)))
        self._dirty = True
        self.judged.emit(self.field.value())

    def focus_target(self) -> QWidget:
        """The field."""
        return self.field.edit

    def set_locked(self, *, locked: bool) -> None:
        """Readable, but not changed."""
        self.field.edit.setReadOnly(locked)
        self.field.unit.setEnabled(not locked)

    def _on_kept(self) -> None:
        self._take(self.field.value())

    def _on_corrected(self) -> None:
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field or Enter gives the answer."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if not self.held and event.reason() not in AWAY:
                self.commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.commit()
        return True

    def _echo(self, value: AnswerValue) -> str:
        if not isinstance(value, Measured):
            return ""
        both = in_both_systems(value.quantity, unit_system(self.scene.settings))
        return both if both != value.quantity.format() else ""

    def _on_text_edited(self, text: str) -> None:
        self._dirty, self.held = True, False
        self.question.hide()
        self.drafted.emit(text, self.field.edit.cursorPosition())
        self.judged.emit(self.field.value())

    def _on_unit_chosen(self, _index: int) -> None:
        self._dirty = True
        self.judged.emit(self.field.value())
        self.commit()


class KeypadEditor(ItemEditor):
    """One large button that shows the amount and opens the keypad."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._stored: AnswerValue | None = None
        self._half_typed = ""
        self.button = plain_button("Enter\u2026", big=True)
        self.button.clicked.connect(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the amount in both systems."""
        value = None if answer is None else answer.value
        self._stored = value if isinstance(value, Measured | Number) else None
        self._draw()

    def is_typing(self) -> bool:
        """Whether digits wait that are no answer yet."""
        return bool(self._half_typed)

    def press(self) -> None:
        """Open the keypad."""
        self.open_keypad(self._half_typed or amount_text(self._stored))

    def choose(self, number: int) -> bool:
        """A digit opens the keypad with it."""
        self.open_keypad("").pad.press(str(number))
        return True

    def take_draft(self, text: str, cursor: int) -> None:  # noqa: ARG002 - a keypad writes at the end
        """The next opening of the keypad shows the half-typed digits."""
        self._half_typed = text
        self._draw()

    def focus_target(self) -> QWidget:
        """The button."""
        return self.button

    def open_keypad(self, text: str) -> KeypadPanel:
        """Show the keypad in the room that the page gives."""
        panel = KeypadPanel(self.item, self.scene, text)
        panel.pad.text_changed.connect(self._on_typed)
        panel.pad.dismissed.connect(self._on_dismissed)
        panel.taken.connect(self._on_taken)
        self.panel_wanted.emit(self.item.title, panel)
        panel.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        return panel

    def _draw(self) -> None:
        if self._half_typed:
            self.button.setText(f"{self._half_typed} \u2026")
        elif self._stored is not None:
            words = answer_words(self.item, self._stored, self.scene.settings)
            self.button.setText(f"\u2713 {words}")
        else:
            self.button.setText("Enter\u2026")
        words = self.button.text().removeprefix("\u2713 ")
        self.button.setAccessibleName(f"{self.item.title}: {words}")
        styled(self.button, answered="true" if self._stored is not None else "false")

    def _on_typed(self, text: str) -> None:
        self._half_typed = text
        self.drafted.emit(text, len(text))
        try:
            self.judged.emit(read_amount(self.item, text))
        except UnreadableAmount:
            self.judged.emit(None)

    def _on_dismissed(self) -> None:
        self._half_typed = ""
        self.draft_dropped.emit()
        self.judged.emit(self._stored)
        self._draw()
        self.panel_done.emit()

    def _on_taken(self, value: AnswerValue) -> None:
        self._half_typed = ""
        self.draft_dropped.emit()
        self.panel_done.emit()
        self.answer_with(value)
