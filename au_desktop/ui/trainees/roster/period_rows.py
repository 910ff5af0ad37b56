"""A small editable list of periods: the visits of a trainee, or the capacities that the host granted."""

import json
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton, QuietButton
from au_desktop.ui.kit.date_edit import UNREADABLE, DateEdit
from au_desktop.ui.kit.labelled_form import choice_field, text_field
from au_desktop.ui.kit.tokens import SPACE_4
from au_desktop.ui.kit.training_words import capacity_words


class _Row(QWidget):
    """One period, with its capacity where the list is about capacities."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, what: str, number: int, *, with_capacity: bool) -> None:
        super().__init__()
        self.capacity: QComboBox | None = None
        self.approver = text_field("Approved by")
        days = QHBoxLayout()
        days.setSpacing(SPACE_4)
        self.first, self.last = DateEdit(), DateEdit()
        for edit, end in ((self.first, "first day"), (self.last, "last day")):
            edit.setAccessibleName(f"{what} {number}: {end}")
            edit.edit.setMinimumWidth(104)
            edit.changed.connect(self._tell)
            edit.edit.textEdited.connect(self._tell)
        self.last.edit.setPlaceholderText("open")
        self.remove = IconButton("cross", f"Remove {what.casefold()} {number}")
        self.remove.clicked.connect(self._on_remove_clicked)
        days.addWidget(self.first, 1)
        days.addWidget(text_label("to", "muted"))
        days.addWidget(self.last, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_4)
        column.setSpacing(SPACE_4)
        if with_capacity:
            column.addLayout(self._capacity_line(f"{what} {number}: capacity"))
        else:
            days.addWidget(self.remove)
        column.addLayout(days)
        if with_capacity:
            self.approver.setAccessibleName(f"{what} {number}: approved by")
            self.approver.textChanged.connect(self._tell)
            column.addWidget(self.approver)

    def _capacity_line(self, name: str) -> QHBoxLayout:
        self.capacity = choice_field([(one, capacity_words(one)) for one in Capacity])
        self.capacity.setAccessibleName(name)
        self.capacity.currentIndexChanged.connect(self._tell)
        line = QHBoxLayout()
        line.setSpacing(SPACE_4)
        line.addWidget(self.capacity, 1)
        line.addWidget(self.remove)
        return line

    @property
    def approved_by(self) -> str:
        """Who granted it."""
        return self.approver.text().strip()

    def is_empty(self) -> bool:
        """Whether no day was typed."""
        return not self.first.text() and not self.last.text()

    def period(self) -> Period:
        """The days.

        Raises:
            Invalid: a day cannot be read, or the period ends before it begins.
        """
        if self.first.reason() or self.last.reason():
            raise Invalid("dates", UNREADABLE)
        first = self.first.value()
        if first is None:
            raise Invalid("dates", "Type the first day.")
        last = self.last.value()
        if last is not None and last < first:
            raise Invalid("dates", "The last day is before the first.")
        return Period(first, last)

    def _tell(self, _what: object = None) -> None:
        self.changed.emit()

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self)


@dataclass(frozen=True, slots=True)
class _Words:
    what: str
    add: str
    nothing: str


_VISITS = _Words("Visit", "Add a visit", "No visit is entered.")
_CAPACITIES = _Words("Capacity", "Add a capacity", "No capacity is granted: no case counts.")


class PeriodRows(QWidget):
    """Rows that can be added and removed; `visits()` or `capacities()` reads them."""

    changed = Signal(object)

    def __init__(self, *, with_capacity: bool = False) -> None:
        super().__init__()
        self._with_capacity = with_capacity
        self._words = _CAPACITIES if with_capacity else _VISITS
        self.rows: list[_Row] = []
        self._nothing = text_label(self._words.nothing, "muted")
        self.add_button = QuietButton(self._words.add, "plus")
        self.add_button.clicked.connect(self.add_row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        self._column.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.setFocusProxy(self.add_button)

    def add_row(self) -> _Row:
        """Add an empty row and put the cursor into it."""
        row = self._new_row()
        row.first.setFocus()
        self.changed.emit(None)
        return row

    def set_visits(self, visits: tuple[Period, ...]) -> None:
        """Show these periods."""
        self._clear()
        for visit in visits:
            self._fill(self._new_row(), visit)

    def set_capacities(self, capacities: tuple[CapacityPeriod, ...]) -> None:
        """Show these capacities."""
        self._clear()
        for entry in capacities:
            row = self._new_row()
            row.approver.setText(entry.approved_by)
            if row.capacity is not None:
                row.capacity.setCurrentIndex(list(Capacity).index(entry.capacity))
            self._fill(row, entry.period)

    def visits(self) -> tuple[Period, ...]:
        """The periods; rows without a day are left out.

        Raises:
            Invalid: which row, and why.
        """
        return tuple(self._period(number, row) for number, row in self._filled())

    def capacities(self) -> tuple[CapacityPeriod, ...]:
        """The capacities with their days.

        Raises:
            Invalid: which row, and why.
        """
        return tuple(
            CapacityPeriod(
                Capacity(str(row.capacity.currentData())),
                self._period(number, row),
                row.approved_by,
            )
            for number, row in self._filled()
            if row.capacity is not None
        )

    def draft_text(self) -> str:
        """The rows as typed."""
        return json.dumps(
            [
                [
                    row.capacity.currentIndex() if row.capacity else 0,
                    row.first.text(),
                    row.last.text(),
                    row.approved_by,
                ]
                for row in self.rows
            ]
        )

    def take_draft_text(self, text: str) -> None:
        """Show the rows again as they were typed."""
        self._clear()
        for at, first, last, approved_by in json.loads(text):
            row = self._new_row()
            row.approver.setText(approved_by)
            if row.capacity is not None:
                row.capacity.setCurrentIndex(at)
            for edit, typed in ((row.first, first), (row.last, last)):
                edit.edit.setText(typed)
                edit.edit.textEdited.emit(typed)

    def _filled(self) -> list[tuple[int, _Row]]:
        return [(at, row) for at, row in enumerate(self.rows, 1) if not row.is_empty()]

    def _period(self, number: int, row: _Row) -> Period:
        try:
            return row.period()
        except Invalid as error:
            raise Invalid(error.field, f"{self._words.what} {number}: {error.reason}") from error

    def _new_row(self) -> _Row:
        row = _Row(self._words.what, len(self.rows) + 1, with_capacity=self._with_capacity)
        row.changed.connect(self._on_row_changed)
        row.removed.connect(self._on_row_removed)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows), row)
        self._nothing.hide()
        return row

    def _fill(self, row: _Row, period: Period) -> None:
        row.first.set_value(period.first)
        row.last.set_value(period.last)

    def _clear(self) -> None:
        for row in list(self.rows):
            self._take_out(row)

    def _take_out(self, row: _Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.setParent(None)
        row.deleteLater()
        self._nothing.setVisible(not self.rows)

    def _on_row_changed(self) -> None:
        self.changed.emit(None)

    def _on_row_removed(self, row: _Row) -> None:
        self._take_out(row)
        self.add_button.setFocus()
        self.changed.emit(None)
