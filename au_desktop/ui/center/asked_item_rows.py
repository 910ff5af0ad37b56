"""An editable list of what a host asks for: item, who brings it, days before the visit, and how long it is good."""

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.onboarding import AskedItem
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.tokens import SPACE_4

OWNERS = ("trainee", "coordinator", "host", "RSO")
_HEADINGS = ("Item", "Who brings it", "Days before", "Good for days")
_USUAL_LEAD = "30"
_OWNER_WIDTH, _DAYS_WIDTH = 132, 92


class _Row:
    """The fields of one item; they stand in the grid of the list."""

    def __init__(self, number: int) -> None:
        self.title, self.days, self.valid = QLineEdit(), QLineEdit(), QLineEdit()
        self.owner = QComboBox()
        self.owner.setEditable(True)
        self.owner.addItems(list(OWNERS))
        self.valid.setPlaceholderText("no end")
        self.remove = IconButton("cross", f"Remove item {number}")
        for widget, name in zip(self.fields(), _HEADINGS, strict=True):
            widget.setAccessibleName(f"Item {number}: {name.casefold()}")
        self.title.setMinimumWidth(280)
        self.owner.setFixedWidth(_OWNER_WIDTH)
        self.days.setFixedWidth(_DAYS_WIDTH)
        self.valid.setFixedWidth(_DAYS_WIDTH)

    def fields(self) -> tuple[QWidget, ...]:
        """The fields in the order of the headings."""
        return (self.title, self.owner, self.days, self.valid)

    def texts(self) -> list[str]:
        """What is typed."""
        return [
            self.title.text(),
            self.owner.currentText(),
            self.days.text(),
            self.valid.text(),
        ]

    def set_texts(self, title: str, owner: str, days: str, valid: str) -> None:
        """Show these."""
        self.title.setText(title)
        self.owner.setCurrentText(owner)
        self.days.setText(days)
        self.valid.setText(valid)
        self.title.setCursorPosition(0)


class AskedItemRows(QWidget):
    """Rows that can be added and removed; `value()` reads them, `items()` says why they cannot be read."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []
        self._nothing = text_label("Nothing is asked for yet.", "muted")
        self.add_button = QuietButton("Add an item", "plus")
        self.add_button.clicked.connect(self._on_add_clicked)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_4)
        self._grid.setColumnStretch(0, 1)
        self._headings = [text_label(words, "muted") for words in _HEADINGS]
        for at, label in enumerate(self._headings):
            self._grid.addWidget(label, 0, at)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(self._grid)
        column.addWidget(self._nothing)
        column.addLayout(foot)
        self.setFocusProxy(self.add_button)
        self._show_headings()

    def items(self) -> tuple[AskedItem, ...]:
        """The items; rows without a title are left out.

        Raises:
            Invalid: which row, and why.
        """
        filled = [(at, row) for at, row in enumerate(self.rows, 1) if row.title.text().strip()]
        return tuple(self._item(number, row) for number, row in filled)

    def value(self) -> tuple[AskedItem, ...] | None:
        """The items, None while they cannot be read."""
        try:
            return self.items()
        except Invalid:
            return None

    def set_value(self, items: tuple[AskedItem, ...]) -> None:
        """Show these items."""
        self._clear()
        for item in items:
            valid = "" if item.valid_days is None else str(item.valid_days)
            self._new_row().set_texts(item.title, item.owner, str(item.days_before), valid)

    def draft_text(self) -> str:
        """The rows as typed."""
        return json.dumps([row.texts() for row in self.rows])

    def take_draft_text(self, text: str) -> None:
        """Show the rows again as they were typed."""
        self._clear()
        for texts in json.loads(text or "[]"):
            self._new_row().set_texts(*texts)

    def add_row(self) -> _Row:
        """Add an empty row and put the cursor into it."""
        row = self._new_row()
        row.set_texts("", OWNERS[0], _USUAL_LEAD, "")
        row.title.setFocus()
        self.changed.emit(None)
        return row

    def _item(self, number: int, row: _Row) -> AskedItem:
        title, owner, days, valid = (text.strip() for text in row.texts())
        return AskedItem(
            title,
            owner,
            _whole(days, f"item {number}: days before"),
            _whole(valid, f"item {number}: good for days") if valid else None,
        )

    def _new_row(self) -> _Row:
        row = _Row(len(self.rows) + 1)
        self.rows.append(row)
        line = self._grid.rowCount()
        for at, widget in enumerate((*row.fields(), row.remove)):
            self._grid.addWidget(widget, line, at)
        for edit in (row.title, row.days, row.valid):
            edit.textChanged.connect(self._tell)
        row.owner.currentTextChanged.connect(self._tell)
        row.remove.clicked.connect(lambda: self._on_remove_clicked(row))
        self._show_headings()
        return row

    def _clear(self) -> None:
        for row in list(self.rows):
            self._take_out(row)

    def _take_out(self, row: _Row) -> None:
        self.rows.remove(row)
        for widget in (*row.fields(), row.remove):
            self._grid.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
        self._show_headings()

    def _show_headings(self) -> None:
        for label in self._headings:
            label.setVisible(bool(self.rows))
        self._nothing.setVisible(not self.rows)

    def _tell(self, _what: object) -> None:
        self.changed.emit(None)

    def _on_add_clicked(self) -> None:
        self.add_row()

    def _on_remove_clicked(self, row: _Row) -> None:
        self._take_out(row)
        self.add_button.setFocus()
        self.changed.emit(None)


def _whole(text: str, what: str) -> int:
    if not text.isdecimal():
        raise Invalid("items", f"{what} is a whole number")
    return int(text)
