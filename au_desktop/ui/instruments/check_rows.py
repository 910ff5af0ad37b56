"""The rows of a check while they are typed: settings, sources, scales or times with the expected value and the verdict."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from au_desktop.domain.safety.check_points import Verdict
from au_desktop.domain.safety.instrument_tests import percent_words
from au_desktop.services.safety.check_filling import NAME, READING, SOURCE, TIME, TypedRow
from au_desktop.ui.instruments.instrument_words import VERDICT_STATES
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import SPACE_8, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.ids import SafetyId
    from au_desktop.domain.safety.instrument_tests import InstrumentCheck
    from au_desktop.domain.safety.sealed_sources import SealedSource
    from au_desktop.services.safety.check_filling import RowForm, RowResult

_RESULT_WIDTH = 150
_NUMBER_WIDTH = 90
_WIDTHS = {NAME: 130, TIME: 150}


class _Row:
    """The widgets of one row."""

    def __init__(self, form: RowForm, sources: Sequence[SealedSource], number: int) -> None:
        self.cells: dict[str, QLineEdit] = {}
        self.source: QComboBox | None = None
        for cell, title in form.titles.items():
            name = f"{title}, row {number}"
            if cell == SOURCE:
                self.source = named(_source_choice(sources), name)
            else:
                self.cells[cell] = named(QLineEdit(), name)
                self.cells[cell].setMinimumWidth(_WIDTHS.get(cell, _NUMBER_WIDTH))
        self.expected = named(text_label("", "strong"), f"Expected, row {number}")
        self.expected.setMinimumWidth(_NUMBER_WIDTH)
        self.chip = StateChip("not read yet", State.NEUTRAL)
        self.problem = text_label("", "error", wrap=True)
        self.problem.hide()
        self.remove = IconButton("cross", f"Remove row {number}")

    def typed(self) -> TypedRow:
        """What stands in the cells."""
        source: SafetyId | None = None if self.source is None else self.source.currentData()
        return TypedRow(source=source, **{cell: edit.text() for cell, edit in self.cells.items()})

    def fill(self, row: TypedRow) -> None:
        """Put a row into the cells."""
        for cell, edit in self.cells.items():
            edit.setText(str(getattr(row, cell)))
        if self.source is not None and row.source is not None:
            places = range(self.source.count())
            found = next((at for at in places if self.source.itemData(at) == row.source), 0)
            self.source.setCurrentIndex(found)

    def show(self, result: RowResult, check: InstrumentCheck) -> None:
        """Show what the row says."""
        self.expected.setText(result.expected or "–")
        for cell, edit in self.cells.items():
            styled(edit, wrong="true" if result.cell == cell else "false")
        self.problem.setText(result.problem)
        self.problem.setVisible(bool(result.problem))
        point = result.point
        if point is None:
            self.chip.set_state("not read yet", State.NEUTRAL)
            return
        verdict = point.verdict(check.tolerance, check.attention)
        word = "" if verdict is Verdict.NOTED else f" {verdict.value}"
        self.chip.set_state(percent_words(point.difference) + word, VERDICT_STATES[verdict.value])


class CheckRows(QWidget):
    """Emits `changed` while something is typed."""

    changed = Signal()

    def __init__(self, form: RowForm, sources: Sequence[SealedSource]) -> None:
        super().__init__()
        self._form, self._sources = form, tuple(sources)
        self.lines: list[_Row] = []
        self.unit = named(QComboBox(), "Unit of the rows")
        self.unit.addItems(list(form.units))
        self.add_button = QuietButton("Add a row", "plus")
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._holder)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        foot.addWidget(text_label("All in", "muted"))
        foot.addWidget(self.unit)
        self._column.addLayout(foot)
        self.add_button.clicked.connect(self._on_add)
        self.unit.currentIndexChanged.connect(self.changed)

    def set_form(self, form: RowForm) -> None:
        """Take other cells, for instance after another method was chosen; what was typed goes."""
        if form is not self._form:
            self._form = form
            self.set_rows((TypedRow(), TypedRow()))

    def set_rows(self, rows: Sequence[TypedRow]) -> None:
        """Show these rows, at least one."""
        self._clear()
        shown = rows or (TypedRow(),)
        for number, row in enumerate(shown, start=1):
            made = _Row(self._form, self._sources, number)
            made.fill(row)
            self.lines.append(made)
        self._place()
        self.changed.emit()

    def rows(self) -> tuple[TypedRow, ...]:
        """What was typed."""
        return tuple(line.typed() for line in self.lines)

    def show_results(self, results: Sequence[RowResult], check: InstrumentCheck) -> None:
        """Show what each row says."""
        for line, result in zip(self.lines, results, strict=True):
            line.show(result, check)

    def focus_first(self) -> None:
        """Begin at the first reading that is missing."""
        for line in self.lines:
            if not line.cells[READING].text():
                line.cells[READING].setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _place(self) -> None:
        titles = list(self._form.titles.values())
        if self._form.computed:
            titles.insert(len(titles) - 1, "Expected")
        for at, title in enumerate((*titles, "Difference")):
            self._grid.addWidget(text_label(title, "muted"), 0, at)
        for number, line in enumerate(self.lines):
            self._place_line(2 * number + 1, line)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(len(titles), _RESULT_WIDTH)

    def _place_line(self, row: int, line: _Row) -> None:
        at = 0
        for cell in self._form.titles:
            if cell == READING and self._form.computed:
                self._grid.addWidget(line.expected, row, at)
                at += 1
            widget = line.source if cell == SOURCE else line.cells[cell]
            if widget is not None:
                self._grid.addWidget(widget, row, at)
            at += 1
        self._grid.addWidget(line.chip, row, at, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(line.remove, row, at + 1)
        self._grid.addWidget(line.problem, row + 1, 0, 1, at + 2)
        line.remove.setVisible(len(self.lines) > 1)
        self._listen(line)

    def _listen(self, line: _Row) -> None:
        for edit in line.cells.values():
            edit.textChanged.connect(self.changed)
        if line.source is not None:
            line.source.currentIndexChanged.connect(self.changed)
        line.remove.clicked.connect(partial(self._on_remove, line))

    def _on_add(self) -> None:
        self.set_rows((*self.rows(), TypedRow()))
        first = next(iter(self.lines[-1].cells.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self, line: _Row) -> None:
        self.set_rows(tuple(one.typed() for one in self.lines if one is not line))

    def _clear(self) -> None:
        self.lines = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _source_choice(sources: Sequence[SealedSource]) -> QComboBox:
    combo = QComboBox()
    combo.addItem("Choose…", None)
    for one in sources:
        serial = f", {one.serial}" if one.serial else ""
        combo.addItem(f"{one.name} ({one.nuclide_id}{serial})", one.id)
    return combo


def result_label() -> QLabel:
    """A line for what all rows say together."""
    return text_label("", "muted", wrap=True)
