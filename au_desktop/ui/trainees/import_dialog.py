"""The dry run of a roster file: what becomes of every row and why, then all of it or nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.services.roster_import import PlannedRow, RosterPlan, RowFate
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
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


class ImportDialog(Dialog):
    """Shows a plan; `import_wanted` once the person agrees. Nothing is changed by looking."""

    import_wanted = Signal(object)

    def __init__(self, plan: RosterPlan, file_name: str, parent: QWidget | None = None) -> None:
        self.plan = plan
        taken = len(plan.fated(RowFate.TAKEN))
        super().__init__(
            f"Import {file_name}",
            parent=parent,
            primary=f"Import {counted(taken, 'trainee')}",
            name="roster_import",
        )
        self.filters = FilterChips(self._choices())
        self.filters.changed.connect(self._on_filter_changed)
        self.table = RowTable(_columns(), name="Rows of the file", stretch="why")
        self.summary = self._summary()
        self.body.addLayout(self.summary)
        self.columns_line = self.add_text(_columns_words(plan), tone="muted")
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.add_text(
            "Nothing is changed yet. All rows marked as taken are added together, or none of them.",
            tone="muted",
        )
        self.primary_button.setEnabled(taken > 0)
        self.accepted_by_person.connect(self._on_accepted)
        self.setMinimumSize(860, 460)
        self.resize(1080, 640)
        self._on_filter_changed(None)

    def show_failure(self, error: Exception) -> None:
        """Nothing was added: say why."""
        self.set_busy(busy=False)
        self.set_error(messages.sentence_for(error).text)

    def _summary(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(text_label(f"Sheet “{self.plan.sheet}”:"))
        for fate in RowFate:
            number = len(self.plan.fated(fate))
            row.addWidget(
                StateChip(f"{number} {fate.value}", _STATES[fate] if number else State.NEUTRAL)
            )
        if self.plan.sheets_left_out:
            names = ", ".join(f"“{name}”" for name in self.plan.sheets_left_out)
            row.addWidget(text_label(f"Left out: sheet {names}", "muted"))
        row.addStretch(1)
        return row

    def _choices(self) -> list[tuple[str, str]]:
        look = sum(1 for row in self.plan.rows if row.notices or row.reasons)
        fates = [
            (fate.value, f"{fate.value.capitalize()}  {len(self.plan.fated(fate))}")
            for fate in RowFate
        ]
        return [(_ALL, f"All rows  {len(self.plan.rows)}"), *fates, (_LOOK, f"To look at  {look}")]

    def _on_filter_changed(self, _chosen: object) -> None:
        chosen = self.filters.chosen()[0]
        self.table.set_rows([row for row in self.plan.rows if _shown(row, chosen)])

    def _on_accepted(self) -> None:
        self.set_busy(busy=True)
        self.import_wanted.emit(self.plan)


def _shown(row: PlannedRow, chosen: str) -> bool:
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


def _why(row: PlannedRow) -> str:
    return "; ".join(_lines(row))


def _lines(row: PlannedRow) -> tuple[str, ...]:
    return (*row.reasons, *row.notices)


def _columns_words(plan: RosterPlan) -> str:
    known = " · ".join(
        heading if heading.casefold() == column.value else f"{heading} → {column.value}"
        for heading, column in plan.columns
    )
    left_out = ", ".join(f"“{heading}”" for heading in plan.columns_left_out)
    return f"Columns: {known}." + (f" Left out: {left_out}." if left_out else "")
