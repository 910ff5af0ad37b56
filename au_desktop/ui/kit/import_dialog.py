"""The dry run of a file: which heading names which column, what becomes of every row and why, then all of it or nothing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from au_desktop.services.imports.import_tables import ImportPlan, PlannedRow, RowFate
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import SPACE_8, State
from au_desktop.ui.kit.training_words import counted

_STATES = {
    RowFate.TAKEN: State.OK,
    RowFate.REFUSED: State.PROBLEM,
    RowFate.SKIPPED: State.NEUTRAL,
}
_ALL, _LOOK = "all", "look"
_CHOICES = (
    (_ALL, "All rows"),
    *((fate.value, fate.value.capitalize()) for fate in RowFate),
    (_LOOK, "To look at"),
)
_HEADINGS_A_ROW = 4


class ImportDialog(Dialog):
    """Shows a plan; `import_wanted` once the person agrees, `columns_chosen` when a heading is to mean something else.

    Nothing is changed by looking.
    """

    import_wanted = Signal(object)
    columns_chosen = Signal(object)

    def __init__(
        self,
        plan: ImportPlan[Any],
        file_name: str,
        subject: tuple[str, Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        self.plan = plan
        self._noun, self._columns = subject
        super().__init__(
            f"Import {file_name}", parent=parent, primary="Import", name=f"{plan.kind}_import"
        )
        self.filters = FilterChips(_CHOICES)
        self.filters.changed.connect(self._on_filter_changed)
        self.table = RowTable(_columns(), name="Rows of the file", stretch="why")
        self.summary = QHBoxLayout()
        self.summary.setSpacing(SPACE_8)
        self.headings = QWidget()
        self.heading_choices: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self.headings)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.choose = QuietButton("Choose columns…")
        self.choose.setCheckable(True)
        self.choose.setMinimumWidth(150)
        self.choose.toggled.connect(self.headings.setVisible)
        self.columns_line = text_label("", "muted", wrap=True)
        self._lay_out()
        self.accepted_by_person.connect(self._on_accepted)
        self.setMinimumSize(860, 460)
        self.resize(1080, 640)
        self._fill_headings()
        self.choose.setChecked(not plan.fated(RowFate.TAKEN))
        self.headings.setVisible(self.choose.isChecked())
        self.show_plan(plan)

    def show_plan(self, plan: ImportPlan[Any]) -> None:
        """Show the rows as these columns read them."""
        self.plan = plan
        taken = len(plan.fated(RowFate.TAKEN))
        self.primary_button.setText(f"Import {counted(taken, self._noun)}")
        self.primary_button.setEnabled(taken > 0)
        self._fill_summary()
        self.columns_line.setText(_columns_words(plan))
        self._fill_counts()
        self._on_filter_changed(None)

    def show_failure(self, error: Exception) -> None:
        """Nothing was added: say why."""
        self.set_busy(busy=False)
        self.set_error(messages.sentence_for(error).text)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.columns_line, 1)
        line.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self.summary)
        self.body.addLayout(line)
        self.body.addWidget(self.headings)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.why = self.add_text("")
        self.why.hide()
        self.table.current_changed.connect(self._tell_why)
        self.add_text(
            "Nothing is changed yet. All rows marked as taken are added together, or none of them.",
            tone="muted",
        )

    def _fill_headings(self) -> None:
        """One choice a heading of the file, four beside each other."""
        for place, (heading, column) in enumerate(self.plan.columns):
            combo = QComboBox()
            combo.setMaxVisibleItems(20)
            combo.addItem("leave out", "")
            for name in self._columns:
                combo.addItem(name, name)
            combo.setCurrentIndex(max(combo.findData(column), 0))
            combo.setAccessibleName(f"Column of {heading}")
            combo.activated.connect(self._on_column_chosen)
            self.heading_choices[heading] = combo
            row, side = divmod(place, _HEADINGS_A_ROW)
            at_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(text_label(heading), row, 2 * side, at_right)
            self._grid.addWidget(combo, row, 2 * side + 1)

    def _on_column_chosen(self, _index: int) -> None:
        self.columns_chosen.emit(
            {
                heading.casefold(): str(combo.currentData())
                for heading, combo in self.heading_choices.items()
            }
        )

    def _fill_summary(self) -> None:
        while (item := self.summary.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.summary.addWidget(text_label(f"Sheet “{self.plan.sheet}”:"))
        for fate in RowFate:
            number = len(self.plan.fated(fate))
            state = _STATES[fate] if number else State.NEUTRAL
            self.summary.addWidget(StateChip(f"{number} {fate.value}", state))
        if self.plan.sheets_left_out:
            names = ", ".join(f"“{name}”" for name in self.plan.sheets_left_out)
            self.summary.addWidget(text_label(f"Left out: sheet {names}", "muted"))
        self.summary.addStretch(1)

    def _fill_counts(self) -> None:
        self.filters.set_count(_ALL, len(self.plan.rows))
        for fate in RowFate:
            self.filters.set_count(fate.value, len(self.plan.fated(fate)))
        look = sum(1 for row in self.plan.rows if row.notices or row.reasons)
        self.filters.set_count(_LOOK, look)

    def _on_filter_changed(self, _chosen: object) -> None:
        chosen = self.filters.chosen()[0]
        self.table.set_rows([row for row in self.plan.rows if _shown(row, chosen)])

    def _tell_why(self, row: PlannedRow[Any] | None) -> None:
        """Everything about the chosen row, which its line has no room for."""
        said = "" if row is None else _why(row)
        self.why.setText(f"Row {row.number}: {said}." if row is not None and said else "")
        self.why.setVisible(bool(said))

    def _on_accepted(self) -> None:
        self.set_busy(busy=True)
        self.import_wanted.emit(self.plan)


def _shown(row: PlannedRow[Any], chosen: str) -> bool:
    if chosen == _LOOK:
        return bool(row.notices or row.reasons)
    return chosen in (_ALL, row.fate.value)


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", "Row", lambda row: str(row.number), 64, number=True),
        Column("name", "Name", lambda row: row.name, 190),
        Column(
            "fate",
            "What happens",
            lambda row: row.fate.value,
            128,
            state=lambda row: _STATES[row.fate],
        ),
        Column(
            "why",
            "Why, and what to look at",
            _why,
            420,
            tooltip=lambda row: "\n".join(_lines(row)),
        ),
    )


def _why(row: PlannedRow[Any]) -> str:
    return "; ".join(_lines(row))


def _lines(row: PlannedRow[Any]) -> tuple[str, ...]:
    return (*row.reasons, *row.notices)


def _columns_words(plan: ImportPlan[Any]) -> str:
    known = " · ".join(
        heading if heading.casefold() == column else f"{heading} → {column}"
        for heading, column in plan.columns
        if column
    )
    left_out = ", ".join(f"“{heading}”" for heading in plan.columns_left_out)
    return f"Columns: {known or 'none chosen yet'}." + (
        f" Left out: {left_out}." if left_out else ""
    )
