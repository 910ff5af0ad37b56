"""A form made from field specs: label, field, hint, and the reason under the field when a value cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.quantity_edit import QuantityEdit
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form: its name in errors and values, its label, and the widget that takes the value."""

    name: str
    label: str
    widget: QWidget
    hint: str = ""
    required: bool = False


def text_field(placeholder: str = "", *, secret: bool = False) -> QLineEdit:
    """A one-line field; a secret one shows dots."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def paragraph_field(lines: int = 3) -> QPlainTextEdit:
    """A field for several lines; Tab leaves it."""
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(lines * edit.fontMetrics().lineSpacing() + 24)
    return edit


def choice_field(choices: Sequence[tuple[object, str]], *, empty: str = "") -> QComboBox:
    """A choice of (value, words); `empty` adds a first line that means nothing chosen."""
    combo = QComboBox()
    combo.setMaxVisibleItems(12)
    if empty:
        combo.addItem(empty, None)
    for value, words in choices:
        combo.addItem(words, value)
    return combo


class LabelledForm(QWidget):
    """Fields under or beside their labels. `changed` tells the name of the field that was edited."""

    changed = Signal(str)

    def __init__(self, fields: Sequence[Field], *, label_width: int = 160) -> None:
        super().__init__()
        self._fields = {field.name: field for field in fields}
        self._errors: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_12)
        self._grid.setVerticalSpacing(SPACE_12)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        for row, field in enumerate(fields):
            self._add(row, field)
        self._grid.setRowStretch(len(fields), 1)

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._fields[name].widget

    def value(self, name: str) -> object:
        """What the field holds: text, the chosen value, True or False, a date, or a quantity."""
        return _value_of(self._fields[name].widget)

    def values(self) -> dict[str, object]:
        """Every value by name."""
        return {name: self.value(name) for name in self._fields}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Fill fields by name; names that are not in the form are left out."""
        for name, value in values.items():
            if name in self._fields:
                _set_value(self._fields[name].widget, value)

    def set_error(self, name: str, text: str) -> None:
        """Show the reason under a field; empty text takes it away."""
        label = self._errors[name]
        label.setText(text)
        label.setVisible(bool(text))
        widget = self._fields[name].widget
        target = widget.edit if isinstance(widget, QuantityEdit | DateEdit) else widget
        styled(target, wrong="true" if text else "false")
        widget.setAccessibleDescription(text or self._fields[name].hint)

    def error(self, name: str) -> str:
        """The reason that is shown under a field, or nothing."""
        return self._errors[name].text()

    def clear_errors(self) -> None:
        """Take every reason away."""
        for name in self._fields:
            self.set_error(name, "")

    def check_required(self) -> bool:
        """Mark required fields that are empty; True when none is."""
        complete = True
        for name, field in self._fields.items():
            if field.required and self.value(name) in (None, ""):
                self.set_error(name, f"{field.label} is needed.")
                complete = False
        return complete

    def focus_first_error(self) -> bool:
        """Put the cursor in the first field with a reason under it; False when there is none."""
        for name, field in self._fields.items():
            if self.error(name):
                field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _add(self, row: int, field: Field) -> None:
        label = QLabel(field.label)
        label.setBuddy(field.widget)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, SPACE_8, 0, 0)
        label.setWordWrap(True)
        field.widget.setAccessibleName(field.label)
        field.widget.setAccessibleDescription(field.hint)
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addWidget(field.widget)
        if field.hint:
            cell.addWidget(text_label(field.hint, "hint", wrap=True))
        error = text_label("", "error", wrap=True)
        error.hide()
        self._errors[field.name] = error
        cell.addWidget(error)
        self._grid.addWidget(label, row, 0)
        self._grid.addLayout(cell, row, 1)
        self._listen(field)

    def _listen(self, field: Field) -> None:
        name, widget = field.name, field.widget

        def tell(*_: object) -> None:
            if self.error(name):
                self.set_error(name, "")
            self.changed.emit(name)

        if isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.textChanged.connect(tell)
        elif isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(tell)
        elif isinstance(widget, QCheckBox):
            widget.toggled.connect(tell)
        elif hasattr(widget, "changed"):  # the fields of our own making
            widget.changed.connect(tell)


def _value_of(widget: QWidget) -> object:
    value: object = None
    if isinstance(widget, QLineEdit):
        value = widget.text().strip()
    elif isinstance(widget, QPlainTextEdit):
        value = widget.toPlainText().strip()
    elif isinstance(widget, QComboBox):
        value = widget.currentText().strip() if widget.isEditable() else widget.currentData()
    elif isinstance(widget, QCheckBox):
        value = widget.isChecked()
    else:
        reader = getattr(widget, "value", None)
        value = reader() if callable(reader) else None
    return value


def _place_of(combo: QComboBox, value: object) -> int:
    """Where a value stands; compared here, because Qt compares ids and other objects by identity."""
    places = range(combo.count())
    return next((at for at in places if combo.itemData(at) == value), -1)


def _set_value(widget: QWidget, value: object) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText("" if value is None else str(value))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText("" if value is None else str(value))
    elif isinstance(widget, QComboBox):
        if widget.isEditable():
            widget.setCurrentText("" if value is None else str(value))
        else:
            widget.setCurrentIndex(_place_of(widget, value))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    else:
        setter = getattr(widget, "set_value", None)
        if callable(setter):
            setter(value)
