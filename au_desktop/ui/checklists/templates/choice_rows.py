"""The answers of a choice item as rows: the words, whether the answer is expected, whether it needs a second look."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import Choice
from au_desktop.domain.checklists.template_edits import fresh_key, key_from
from au_desktop.ui.checklists.templates.attribute_form import take_text, take_tick
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.tokens import SPACE_4

_MADE = "choice"


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """The choices in order, and the keys of the expected ones."""

    choices: tuple[Choice, ...] = ()
    expected: tuple[str, ...] = ()


class _Row:
    """The widgets of one choice."""

    def __init__(self, number: int) -> None:
        self.edit = named(QLineEdit(), f"Choice {number}")
        self.expected = named(QCheckBox(), f"Choice {number} is expected")
        self.attention = named(QCheckBox(), f"Choice {number} needs a second look")
        self.remove = IconButton("cross", f"Remove choice {number}")

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.edit, self.expected, self.attention, self.remove)


class ChoiceRows(QWidget):
    """Emits `changed(ChoiceTable)`. Enter goes on to the next choice or a new one; Alt+Up and Alt+Down move one.

    A choice keeps its key when its words change; a new one gets a key from its first words, told by `named_first(old, new)`.
    """

    changed = Signal(object)
    named_first = Signal(str, str)
    rows_made = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table = ChoiceTable()
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_4)
        self._grid.setVerticalSpacing(SPACE_4)
        self._grid.setColumnStretch(0, 1)
        for at, words in enumerate(("Answer", "Expected", "Look")):
            head = text_label(words, "hint")
            if words == "Look":
                head.setToolTip("Needs a second look when it is chosen")
            self._grid.addWidget(head, 0, at)
        self.add_button = QuietButton("Add an answer", "plus")
        self.add_button.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(self._grid)
        column.addLayout(foot)

    def value(self) -> ChoiceTable:
        """What the rows say."""
        return self._table

    def show_table(self, table: ChoiceTable) -> None:
        """Show these."""
        if len(table.choices) != len(self._rows):
            self._build(len(table.choices))
        self._table = table
        for row, choice in zip(self._rows, table.choices, strict=True):
            take_text(row.edit, choice.title)
            take_tick(row.expected, choice.key in table.expected)
            take_tick(row.attention, choice.attention)

    def edit_at(self, at: int) -> QLineEdit:
        """The field of a choice."""
        return self._rows[at].edit

    def row_boxes(self, at: int) -> tuple[QCheckBox, QCheckBox]:
        """The boxes of a choice: expected, needs a second look."""
        return self._rows[at].expected, self._rows[at].attention

    def remove_button(self, at: int) -> IconButton:
        """What takes a choice away."""
        return self._rows[at].remove

    def add(self) -> None:
        """A choice more, at the end, with the cursor in it."""
        key = fresh_key([one.key for one in self._table.choices], f"{_MADE}_1")
        choices = (*self._table.choices, Choice(key, ""))
        self._tell(ChoiceTable(choices, self._table.expected))
        self._rows[-1].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows with Alt act on the choice whose field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at = next((n for n, row in enumerate(self._rows) if row.edit is watched), -1)
            if at >= 0 and self._on_key(at, event):
                return True
        return super().eventFilter(watched, event)

    def _on_key(self, at: int, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if at + 1 < len(self._rows):
                self._rows[at + 1].edit.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.add()
            return True
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(at, -1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return False

    def _move(self, at: int, step: int) -> None:
        wanted = at + step
        if not 0 <= wanted < len(self._rows):
            return
        choices = list(self._table.choices)
        choices[at], choices[wanted] = choices[wanted], choices[at]
        self._tell(ChoiceTable(tuple(choices), self._table.expected))
        self._rows[wanted].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, at: int) -> None:
        gone = self._table.choices[at].key
        choices = tuple(one for n, one in enumerate(self._table.choices) if n != at)
        expected = tuple(key for key in self._table.expected if key != gone)
        self._tell(ChoiceTable(choices, expected))

    def _read(self) -> None:
        choices = tuple(
            Choice(choice.key, row.edit.text(), row.attention.isChecked())
            for row, choice in zip(self._rows, self._table.choices, strict=True)
        )
        pairs = zip(self._rows, choices, strict=True)
        expected = tuple(choice.key for row, choice in pairs if row.expected.isChecked())
        self._table = ChoiceTable(choices, expected)
        self.changed.emit(self._table)

    def _name(self, at: int) -> None:
        """Give a new choice its key once it has its words."""
        choice = self._table.choices[at]
        if not choice.key.startswith(f"{_MADE}_"):
            return
        others = [one.key for one in self._table.choices if one.key != choice.key]
        key = fresh_key(others, key_from(choice.title, choice.key))
        if key != choice.key:
            self.named_first.emit(choice.key, key)

    def _tell(self, table: ChoiceTable) -> None:
        self.show_table(table)
        self.changed.emit(table)

    def _build(self, count: int) -> None:
        while len(self._rows) > count:
            for widget in self._rows.pop().widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self._rows) < count:
            self._add_row(len(self._rows))
        self.rows_made.emit()

    def _add_row(self, at: int) -> None:
        row = _Row(at + 1)
        for column, widget in enumerate(row.widgets()):
            where = Qt.AlignmentFlag(0) if column == 0 else Qt.AlignmentFlag.AlignCenter
            self._grid.addWidget(widget, at + 1, column, where)
        row.edit.installEventFilter(self)
        row.edit.textEdited.connect(lambda _text: self._read())
        row.edit.editingFinished.connect(lambda: self._name(at))
        row.expected.clicked.connect(lambda _on: self._read())
        row.attention.clicked.connect(lambda _on: self._read())
        row.remove.clicked.connect(lambda: self._remove(at))
        self._rows.append(row)
