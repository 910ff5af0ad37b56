"""The editor of text: a line or a paragraph whose half-typed words are kept as a draft."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from au_desktop.domain.checklists.answer_checks import AnswerRefused, validate_answer
from au_desktop.domain.checklists.answers import Answer, Text
from au_desktop.domain.checklists.items import Item
from au_desktop.ui.kit.item_editors.item_editor import BIG_HEIGHT, ItemEditor, Scene
from au_desktop.ui.kit.item_editors.refusal_words import refusal_words
from au_desktop.ui.kit.labelled_form import paragraph_field

AWAY = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""The focus leaves only for a moment: another window, a menu."""


class TypedText:
    """One field of either kind with its text and cursor."""

    def __init__(self, *, lines: int, big: bool) -> None:
        self.widget: QLineEdit | QPlainTextEdit
        if lines > 1:
            self.widget = paragraph_field(lines)
        else:
            self.widget = QLineEdit()
        if big:
            self.widget.setMinimumHeight(BIG_HEIGHT)
            self.widget.setProperty("big", "true")

    @property
    def text(self) -> str:
        """What stands there, without space around it."""
        return self.raw.strip()

    @property
    def raw(self) -> str:
        """What stands there."""
        if isinstance(self.widget, QLineEdit):
            return self.widget.text()
        return self.widget.toPlainText()

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        if isinstance(self.widget, QLineEdit):
            return self.widget.cursorPosition()
        return self.widget.textCursor().position()

    def set(self, text: str, cursor: int | None = None) -> None:
        """Show text without telling anyone."""
        blocked = self.widget.blockSignals(True)
        if isinstance(self.widget, QLineEdit):
            self.widget.setText(text)
            self.widget.setCursorPosition(len(text) if cursor is None else cursor)
        else:
            self.widget.setPlainText(text)
            place = self.widget.textCursor()
            place.setPosition(min(len(text), len(text) if cursor is None else cursor))
            self.widget.setTextCursor(place)
            self.widget.ensureCursorVisible()
        self.widget.blockSignals(blocked)

    def to_end(self) -> None:
        """Put the cursor behind the last letter."""
        if isinstance(self.widget, QLineEdit):
            self.widget.end(False)
        else:
            self.widget.moveCursor(QTextCursor.MoveOperation.End)


class TextEditor(ItemEditor):
    """Text is an answer once the field is left; until then every pause keeps it as a draft."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._stored = ""
        self._sent: str | None = None
        self._dirty = False
        self.typed = TypedText(lines=3 if item.multiline else 1, big=scene.big)
        self.field = self.typed.widget
        self.field.setAccessibleName(item.title)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored text, unless something is being typed. Text that was not taken in stays as a draft."""
        value = None if answer is None else answer.value
        self._stored = value.text if isinstance(value, Text) else ""
        sent, self._sent = self._sent, None
        if sent is not None and sent != self._stored and not self._dirty:
            self.take_draft(sent, len(sent))
            self.drafted.emit(sent, len(sent))
        if not self._dirty and self.typed.raw != self._stored:
            self.typed.set(self._stored)

    def commit(self) -> None:
        """Give what was typed; an emptied field takes the answer back."""
        if not self._dirty:
            return
        text = self.typed.text
        if text and not self._fits(text):
            return
        self._dirty = False
        self.draft_dropped.emit()
        if text != self._stored:
            self._sent = text
            self.answered.emit(Text(text) if text else None)

    def hold(self) -> None:
        """The cursor may have moved since the last letter: note where it stands."""
        super().hold()
        if self._dirty and self.field.hasFocus():
            self.drafted.emit(self.typed.raw, self.typed.cursor)

    def take_draft(self, text: str, cursor: int) -> None:
        """Put half-typed text back."""
        self.typed.set(text, cursor)
        self._dirty = True

    def focus_target(self) -> QWidget:
        """The field."""
        return self.field

    def set_locked(self, *, locked: bool) -> None:
        """Readable, and can be copied, but not changed."""
        self.field.setReadOnly(locked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field gives the answer; Enter does in a line, Ctrl+Enter in a paragraph; Esc leaves."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if not self.held and event.reason() not in AWAY:
                self.commit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _fits(self, text: str) -> bool:
        try:
            validate_answer(self.item, Text(text))
        except AnswerRefused as error:
            self.unfit.emit(refusal_words(error))
            return False
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and (control or not self.item.multiline)):
            self.commit()
            row = self.parentWidget()
            if row is not None and self.scene.big:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _on_text_changed(self) -> None:
        self._dirty, self.held = True, False
        self.drafted.emit(self.typed.raw, self.typed.cursor)
