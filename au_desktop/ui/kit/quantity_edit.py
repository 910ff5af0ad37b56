"""A field for a number with its unit, typed as people write it ("200 mCi"), with the reason under it when it cannot be read."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8


class QuantityEdit(QWidget):
    """Parses while you type. `parse` takes the text with its unit and raises a `DomainError` when it says no.

    A unit that is typed wins and moves the selector; a bare number takes the selector's unit.
    """

    changed = Signal(object)

    def __init__(
        self,
        parse: Callable[[str], Any],
        units: Sequence[str],
        *,
        show: Callable[[Any], str] = str,
        echo: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__()
        self._parse, self._show, self._echo = parse, show, echo
        self._value: Any = None
        self.edit = QLineEdit()
        self.unit = QComboBox()
        self.unit.addItems(list(units))
        self.unit.setAccessibleName("Unit")
        if len(units) <= 1:
            self.unit.hide()
        self._only_unit = _unit_label(units)
        self._line = QLabel()
        self._line.setWordWrap(True)
        self._line.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.unit)
        row.addWidget(self._only_unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(row)
        column.addWidget(self._line)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._on_text_edited)
        self.edit.textChanged.connect(self._on_shown)
        self.unit.currentTextChanged.connect(self._on_unit_chosen)

    def _on_shown(self, text: str) -> None:
        """The unit stands beside a bare number, and not twice."""
        unit = self._only_unit.text()
        if unit:
            self._only_unit.setHidden(text.strip().endswith(unit))

    def value(self) -> Any:  # noqa: ANN401 - whatever `parse` makes
        """The quantity, or None while nothing readable is there."""
        return self._value

    def text(self) -> str:
        """Exactly what was typed, with the unit that applies."""
        typed = self.edit.text().strip()
        return self._with_unit(typed) if typed else ""

    def reason(self) -> str:
        """Why the typed text cannot be taken, or nothing."""
        return self._line.text() if self._line.property("tone") == "error" else ""

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - whatever `show` takes
        """Show a quantity, or empty the field with None."""
        self.edit.setText("" if value is None else self._show(value))
        self._read()

    def set_text(self, text: str) -> None:
        """Show text as if it had been typed."""
        self.edit.setText(text)
        self._read()

    def setAccessibleName(self, name: str) -> None:
        """Name the field itself, which is where the focus goes."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.unit.setAccessibleName(f"{name}: unit")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, ready to be replaced."""
        super().focusInEvent(event)
        self.edit.selectAll()

    def _on_text_edited(self, _text: str) -> None:
        self._read()

    def _on_unit_chosen(self, unit: str) -> None:
        number, typed_unit = self._split(self.edit.text())
        if typed_unit and typed_unit != unit:
            self.edit.setText(f"{number} {unit}")
        self._read()

    def _read(self) -> None:
        typed = self.edit.text().strip()
        value, reason = None, ""
        if typed:
            self._follow_typed_unit(typed)
            try:
                value = self._parse(self._with_unit(typed))
            except DomainError as error:
                reason = messages.reason_for(error)
        self._tell(value, reason)

    def _tell(self, value: object, reason: str) -> None:
        shown = reason or (self._echo(value) if self._echo and value is not None else "")
        self._line.setText(shown)
        self._line.setVisible(bool(shown))
        styled(self._line, tone="error" if reason else "hint")
        styled(self.edit, wrong="true" if reason else "false")
        self.edit.setAccessibleDescription(shown)
        if value != self._value or (value is None) != (self._value is None):
            self._value = value
            self.changed.emit(value)

    def _split(self, typed: str) -> tuple[str, str]:
        for unit in sorted(self._units(), key=len, reverse=True):
            if typed.strip().endswith(unit):
                return typed.strip()[: -len(unit)].strip(), unit
        return typed.strip(), ""

    def _units(self) -> list[str]:
        return [self.unit.itemText(index) for index in range(self.unit.count())]

    def _with_unit(self, typed: str) -> str:
        bare = all(character in "0123456789.,+-eE \u2212" for character in typed)
        return f"{typed} {self.unit.currentText()}" if bare else typed

    def _follow_typed_unit(self, typed: str) -> None:
        _, unit = self._split(typed)
        if unit and unit != self.unit.currentText():
            self.unit.blockSignals(True)
            self.unit.setCurrentText(unit)
            self.unit.blockSignals(False)


def _unit_label(units: Sequence[str]) -> QLabel:
    """The unit where there is one only; it keeps its room while the text says it."""
    label = text_label(units[0] if len(units) == 1 else "", "muted")
    policy = label.sizePolicy()
    policy.setRetainSizeWhenHidden(len(units) == 1)
    label.setSizePolicy(policy)
    if len(units) != 1:
        label.hide()
    return label
