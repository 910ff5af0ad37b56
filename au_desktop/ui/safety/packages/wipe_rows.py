"""The wipes of a package, a row each: counts, efficiencies and area, with dpm/cm² as you type."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.safety.packages import PackageWipe
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.safety.packages.package_fields import bare_count_field, number_field

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from au_desktop.ui.kit.quantity_edit import QuantityEdit

_HEADS = ("Where wiped", "Gross cpm", "Bkg cpm", "Counter eff.", "Area cm²", "Wipe eff.", "")
_NUMBERS = ("gross", "background", "efficiency", "area", "wipe efficiency")


class _WipeRow:
    """The fields of one wipe."""

    def __init__(self, number: int, changed: Callable[[], None]) -> None:
        self.place = named(QLineEdit(), f"Wipe {number}: where wiped")
        self.place.setPlaceholderText("six sides")
        self.gross, self.background = bare_count_field(), bare_count_field()
        self.efficiency, self.wipe_efficiency = number_field(), number_field()
        self.area = number_field()
        self.result = named(QLabel(""), f"Wipe {number}: result")
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self.remove = IconButton("cross", f"Wipe {number}: take out")
        for edit, name in zip(self.numbers, _NUMBERS, strict=True):
            edit.setAccessibleName(f"Wipe {number}: {name}")
            edit.changed.connect(changed)
        self.place.textChanged.connect(changed)

    @property
    def numbers(self) -> tuple[QuantityEdit, ...]:
        """The fields with numbers, in their order."""
        return (self.gross, self.background, self.efficiency, self.area, self.wipe_efficiency)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Everything in the row, from left to right."""
        return (self.place, *self.numbers, self.remove)

    def value(self) -> PackageWipe | None:
        """The wipe once every number can be read and makes sense."""
        values = [edit.value() for edit in self.numbers]
        if any(value is None for value in values):
            return None
        gross, background, efficiency, area, picked = values
        wipe = PackageWipe(self.place.text().strip(), gross, background, efficiency, area, picked)
        try:
            wipe.dpm_per_cm2  # noqa: B018 - asked to see whether the numbers can be reckoned with
        except DomainError:
            return None
        return wipe

    def empty(self) -> bool:
        """Whether nothing was counted here yet."""
        return not self.gross.text()

    def texts(self) -> list[str]:
        """What was typed."""
        return [self.place.text(), *(edit.text().strip() for edit in self.numbers)]

    def take(self, texts: list[str]) -> None:
        """Show texts as if they had been typed."""
        self.place.setText(texts[0])
        for edit, text in zip(self.numbers, texts[1:], strict=False):
            edit.set_text(text)

    def show_result(self, limit: Decimal | None) -> None:
        """The contamination that the row gives, and whether it is above the limit."""
        wipe = self.value()
        if wipe is None:
            self.result.setText("" if self.empty() else "Fill the row to see dpm/cm².")
            return
        above = limit is not None and wipe.dpm_per_cm2 > limit
        number = plain_text(rounded(wipe.dpm_per_cm2, 4))
        verdict = "" if limit is None else ", above the limit" if above else ", within the limit"
        self.result.setText(f"= {number} dpm/cm²{verdict}")


class WipeRows(QWidget):
    """Rows of wipes; a new row takes background, efficiencies and area from the one above."""

    changed = Signal(object)

    def __init__(self, usual: PackageWipe | None = None, picked: Decimal | None = None) -> None:
        super().__init__()
        self._usual, self._picked = usual, picked
        self._limit: Decimal | None = None
        self.rows: list[_WipeRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        for column in range(1, 6):
            self._grid.setColumnStretch(column, 1)
        self.add_button = QuietButton("Add a wipe", "plus")
        self.add_button.clicked.connect(self._on_add)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.addLayout(self._grid)
        column_layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_row()
        self.setFocusProxy(self.rows[0].place)

    def value(self) -> tuple[PackageWipe, ...]:
        """The wipes that can be reckoned."""
        found = (row.value() for row in self.rows)
        return tuple(wipe for wipe in found if wipe is not None)

    def unfinished(self) -> bool:
        """Whether a row was begun that cannot be reckoned."""
        return any(not row.empty() and row.value() is None for row in self.rows)

    def set_value(self, wipes: object) -> None:
        """Show these wipes, or one empty row."""
        given = wipes if isinstance(wipes, tuple) else ()
        self._resize(max(1, len(given)))
        for row, wipe in zip(self.rows, given, strict=False):
            self._show(row, wipe)
            row.gross.set_value(wipe.gross)
        self._tell()

    def set_limit(self, limit: Decimal | None) -> None:
        """The limit that results are held against."""
        if limit != self._limit:
            self._limit = limit
            self._say()

    def set_efficiency(self, efficiency: Decimal, note: str) -> None:
        """Fill the counter's efficiency into the rows that nothing was counted in yet; the tip says where it comes from."""
        for row in self.rows:
            if row.empty():
                row.efficiency.set_value(efficiency)
                row.efficiency.setToolTip(note)
        self._tell()

    def draft_text(self) -> str:
        """Every row as typed."""
        return json.dumps([row.texts() for row in self.rows])

    def take_draft_text(self, text: str) -> None:
        """Show rows as if they had been typed."""
        rows = json.loads(text) if text else []
        self._resize(max(1, len(rows)))
        for row, texts in zip(self.rows, rows, strict=False):
            row.take(texts)
        self._tell()

    def add_row(self) -> _WipeRow:
        """Another wipe, with what it shares with the one above."""
        row = _WipeRow(len(self.rows) + 1, self._tell)
        before = self.rows[-1] if self.rows else None
        self.rows.append(row)
        row.remove.clicked.connect(lambda: self._remove(row))
        if before is not None:
            row.take(["", "", *before.texts()[2:]])
        elif self._usual is not None:
            self._show(row, self._usual)
            row.place.clear()
        else:
            self._usual_numbers(row)
        self._place()
        return row

    def _usual_numbers(self, row: _WipeRow) -> None:
        row.area.set_text("300")
        row.wipe_efficiency.set_text("0.10" if self._picked is None else plain_text(self._picked))

    def _show(self, row: _WipeRow, wipe: PackageWipe) -> None:
        row.place.setText(wipe.place)
        row.background.set_value(wipe.background)
        row.efficiency.set_value(wipe.efficiency)
        row.area.set_value(wipe.area_cm2)
        row.wipe_efficiency.set_value(wipe.wipe_efficiency)

    def _on_add(self) -> None:
        self.add_row().place.setFocus()
        self._tell()

    def _remove(self, row: _WipeRow) -> None:
        if len(self.rows) == 1:
            row.take([""] * 6)
            self._usual_numbers(row)
        else:
            self.rows.remove(row)
            self._drop(row)
            self._place()
        self._tell()

    def _resize(self, count: int) -> None:
        while len(self.rows) > count:
            self._drop(self.rows.pop())
        while len(self.rows) < count:
            self.add_row()
        self._place()

    def _drop(self, row: _WipeRow) -> None:
        for widget in (*row.widgets, row.result):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _place(self) -> None:
        if self._grid.itemAtPosition(0, 0) is None:
            for at, head in enumerate(_HEADS):
                self._grid.addWidget(text_label(head, "muted"), 0, at)
        for number, row in enumerate(self.rows):
            line = 1 + 2 * number
            for at, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, line, at, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row.result, line + 1, 1, 1, 5)

    def _tell(self, *_: object) -> None:
        self._say()
        self.changed.emit(self.value())

    def _say(self) -> None:
        for row in self.rows:
            row.show_result(self._limit)
