"""The tab of printed forms: which are out, which were typed in, which will not come back and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.checklists.paper_form import FormState
from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.ui.checklists.checklist_tab import ChecklistTab
from au_desktop.ui.checklists.paper.type_in_dialog import TypeInDialog
from au_desktop.ui.checklists.reason_dialog import ReasonDialog
from au_desktop.ui.kit.buttons import DangerButton, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.date_words import day_words, moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.ids import RunId
    from au_desktop.services.checklists.paper_forms import FormRow
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import SectionContext

EMPTY = (
    "A checklist can be filled by hand where no computer is at hand: start a checklist and choose Print a form, or print a "
    "draft. Every form has a number and stays in this list until it is typed in."
)
STATES = {
    FormState.OUT: State.ATTENTION,
    FormState.TYPED_IN: State.OK,
    FormState.SPOILED: State.NEUTRAL,
}
FILTERS = (
    (FormState.OUT.value, "Out"),
    ("", "All"),
    (FormState.TYPED_IN.value, "Typed in"),
    (FormState.SPOILED.value, "Spoiled"),
)


class FormsTab(ChecklistTab):
    """A list with a pane beside it."""

    watches = frozenset({Kind.PAPER_FORM, Kind.RUN})
    permission = Permission.FILL_CHECKLISTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Paper forms")
        self._rows: tuple[FormRow, ...] = ()
        self.dialog: TypeInDialog | ReasonDialog | None = None
        table = RowTable(
            self._columns(), name="Paper forms", key=lambda row: row.form.id, stretch="title"
        )
        empty = EmptyState("printer", "No forms were printed", EMPTY)
        self.panel = ListPanel(table, empty, filters=FILTERS, search_hint="Find a form")
        self.panel.show_details_when_chosen("about", "printed")
        self.content.addWidget(self.panel, 1)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_row)
        table.row_activated.connect(self._on_activated)

    def main_action(self) -> MainAction:
        """Type a form in."""
        allowed = not self.context.why_not(Permission.FILL_CHECKLISTS)
        return MainAction("Type in from paper", self.type_in, "pencil", enabled=allowed)

    def refresh(self) -> None:
        """Read the forms."""
        self.load(self.context.services.paper_forms.rows, self._show)

    def select(self, key: object) -> None:
        """Choose a form."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a form."""
        return self.panel.find_in_page()

    def type_in(self, row: FormRow | None = None) -> None:
        """Open the dialog that types a form in."""
        dialog = TypeInDialog(self.context, self, row)
        dialog.typed_in.connect(self._on_typed_in)
        self.dialog = dialog
        dialog.open()
        dialog.load()

    def spoil(self, row: FormRow) -> None:
        """Ask why a form will not come back."""
        text = "The form stays in the list with its number and this reason. It cannot be typed in any more."
        title = f"{row.form.code} will not come back"
        dialog = ReasonDialog(title, text, "Take out", parent=self, danger=True)
        forms = self.context.services.paper_forms

        def spoil(reason: str) -> None:
            self.carry_out(
                partial(forms.spoil, row.form.id, reason), f"{row.form.code} taken out."
            )

        dialog.given.connect(spoil)
        self.dialog = dialog
        dialog.open()

    def _on_typed_in(self, run_id: RunId, outcome: Outcome[RunId]) -> None:
        self.offer("Typed in. Answer the items beside the page.", outcome)
        self.run_wanted.emit(run_id)

    def _show(self, rows: tuple[FormRow, ...]) -> None:
        self._rows = tuple(reversed(rows))
        self._fill()

    def _fill(self) -> None:
        words, state = self.panel.query()
        said = words.casefold().split()
        found = [
            row
            for row in self._rows
            if (not state or row.state.value == state)
            and all(word in _search_text(row) for word in said)
        ]
        self.panel.set_rows(found)
        self._show_row(self.panel.table.current_row())

    def _show_row(self, row: FormRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        style = self.context.settings.date_style
        facts = [
            ("State", row.state.value),
            ("Version", str(row.form.version)),
            *row.about,
            ("Printed", moment_words(row.form.printed_at, style)),
            ("Printed by", row.printed_by),
        ]
        if row.draft_code:
            facts.append(("Half filled from", row.draft_code))
        if row.run_code:
            facts.append(("Typed in as", row.run_code))
        pane.show_facts(row.form.title, row.form.code, facts)
        if row.form.spoiled is not None:
            pane.add_section("Why it will not come back", [row.form.spoiled.reason])
        self._add_steps(row)

    def _add_steps(self, row: FormRow) -> None:
        pane = self.panel.details
        if row.form.typed_in is not None:
            opening = SecondaryButton("Open the record")
            opening.clicked.connect(partial(self.run_wanted.emit, row.form.typed_in))
            pane.add_action(opening)
        if row.state is FormState.OUT:
            spoil = DangerButton("Will not come back\u2026")
            spoil.clicked.connect(partial(self.spoil, row))
            typing = PrimaryButton("Type in\u2026")
            typing.clicked.connect(partial(self.type_in, row))
            for button in (spoil, typing):
                self.context.allow(button, Permission.FILL_CHECKLISTS)
                pane.add_action(button)

    def _on_activated(self, row: FormRow) -> None:
        if row.form.typed_in is not None:
            self.run_wanted.emit(row.form.typed_in)
        elif row.state is FormState.OUT and not self.context.why_not(Permission.FILL_CHECKLISTS):
            self.type_in(row)

    def _columns(self) -> list[Column]:
        style = self.context.settings.date_style
        return [
            Column("code", "Form", lambda row: row.form.code, 150),
            Column("title", "Checklist", lambda row: row.form.title, 240),
            Column("about", "About", _about, 200, tooltip=_about),
            Column(
                "printed",
                "Printed",
                lambda row: day_words(row.form.printed_at.local.date(), style),
                120,
            ),
            Column(
                "state",
                "State",
                lambda row: row.state.value,
                110,
                state=lambda row: STATES[row.state],
            ),
        ]


def _about(row: FormRow) -> str:
    return ", ".join(value for _, value in row.about)


def _search_text(row: FormRow) -> str:
    parts = (row.form.code, row.form.title, _about(row), row.run_code, row.printed_by)
    return " ".join(parts).casefold()
