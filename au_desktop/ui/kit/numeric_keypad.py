"""A keypad for gloved hands: digits, decimal point, backspace, and the units of the field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import BigButton
from au_desktop.ui.kit.tokens import SPACE_8

MOST_DIGITS = 12
_DIGIT_KEYS = ("7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0")


class NumericKeypad(QWidget):
    """Emits the text as it grows ("7.4 GBq"); the physical keys work too; `entered` on OK or Enter."""

    text_changed = Signal(str)
    entered = Signal(str)
    dismissed = Signal()

    def __init__(self, units: Sequence[str] = (), *, label: str = "Value") -> None:
        super().__init__()
        self._digits = ""
        self._unit = units[0] if units else ""
        self.setAccessibleName(f"Keypad for {label}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.readout: QLabel = named(text_label("", "display"), label)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.readout.setMinimumHeight(48)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.readout)
        if len(units) > 1:
            column.addLayout(self._unit_row(units))
        column.addLayout(self._keys())
        self._show()

    def text(self) -> str:
        """The number with its unit, or nothing."""
        if not self._digits:
            return ""
        return f"{self._digits} {self._unit}".strip()

    def set_text(self, text: str) -> None:
        """Start from a number that is there already."""
        number, _, unit = text.strip().partition(" ")
        self._digits = number if number.replace(".", "", 1).isdigit() else ""
        if unit and unit in self._unit_buttons():
            self._unit_buttons()[unit].setChecked(True)
            self._unit = unit
        self._show()

    def press(self, key: str) -> None:
        """A digit, the decimal point, or "back"."""
        if key == "back":
            self._digits = self._digits[:-1]
        elif key == "." and "." not in self._digits:
            self._digits = f"{self._digits or '0'}."
        elif key.isdigit() and len(self._digits) < MOST_DIGITS:
            self._digits = key if self._digits == "0" else self._digits + key
        self._show()
        self.text_changed.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the physical keys: digits, point, Backspace, Enter, Esc."""
        key = event.text()
        if key and (key.isdigit() or key == "."):
            self.press(key)
        elif event.key() == Qt.Key.Key_Backspace:
            self.press("back")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_ok()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE_8)
        for at, key in enumerate(_DIGIT_KEYS):
            self._place(grid, at, key, "Decimal point" if key == "." else key)
        back = self._place(grid, 11, "back", "Delete the last digit")
        back.setText("")
        back.set_icon("backspace", "text")
        self.ok = BigButton.primary("OK", "check")
        self.ok.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ok.clicked.connect(self._on_ok)
        grid.addWidget(self.ok, 4, 0, 1, 3)
        return grid

    def _place(self, grid: QGridLayout, at: int, key: str, name: str) -> BigButton:
        button = named(BigButton(key), name)
        button.setMinimumWidth(72)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("keypad", key)
        button.clicked.connect(lambda: self.press(key))
        grid.addWidget(button, at // 3, at % 3)
        return button

    def _unit_row(self, units: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        group = QButtonGroup(self)
        for unit in units:
            button = BigButton(unit)
            button.setCheckable(True)
            button.setChecked(unit == self._unit)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("unit", unit)
            button.clicked.connect(lambda _on=False, chosen=unit: self._choose_unit(chosen))
            group.addButton(button)
            row.addWidget(button)
        return row

    def _unit_buttons(self) -> dict[str, BigButton]:
        found = self.findChildren(BigButton)
        return {str(b.property("unit")): b for b in found if b.property("unit")}

    def _choose_unit(self, unit: str) -> None:
        self._unit = unit
        self._show()
        self.text_changed.emit(self.text())

    def _show(self) -> None:
        self.readout.setText(self.text() or f"\u2013 {self._unit}".strip())

    def _on_ok(self) -> None:
        self.entered.emit(self.text())
