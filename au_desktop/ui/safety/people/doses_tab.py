"""Doses of a calendar year against the limits, entries behind them, and declared pregnancies; for those who may see them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import Dose, DoseUnit
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.doses import DoseKind, Pregnancy
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.people.dose_dialogs import DoseDialog, PregnancyDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.doses import DoseSum
    from au_desktop.domain.safety.safety_records import PersonRef
    from au_desktop.services.safety.dose_records import PersonDoses, PregnancyStanding
    from au_desktop.ui.kit.section import SectionContext

_EMPTY = (
    "Doses are entered by period from the processor's report, deep, lens, skin, extremity and committed kept apart, "
    "and added up over the calendar year against the limits."
)
_YEARS_BACK = 10
_NEAR = 50
_TITLES = {
    DoseKind.TOTAL: "Total effective",
    DoseKind.LENS: "Lens",
    DoseKind.SKIN: "Skin, extremity",
    DoseKind.ORGAN: "Organ",
}


class DosesTab(PageTab):
    """One row a person; the entries of the chosen one beside it."""

    watches = frozenset({Kind.SAFETY})
    permission = Permission.SEE_DOSES
    help_topic = "people"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Doses")
        self.dialog: Dialog | None = None
        self._allowed = not context.why_not(Permission.SEE_DOSES)
        this_year = context.today().year
        self.year = named(QComboBox(), "Calendar year")
        for year in range(this_year, this_year - _YEARS_BACK, -1):
            self.year.addItem(str(year), year)
        self.panel = ListPanel(
            _table(), EmptyState("shield", "No dose in this year", _EMPTY, "Enter a dose")
        )
        self.panel.show_details_when_chosen()
        self.panel.add_tool(self.year)
        self.declare_button = SecondaryButton("Declared pregnancy\u2026", "plus")
        context.allow(self.declare_button, Permission.SEE_DOSES)
        self.panel.add_tool(self.declare_button)
        self.pregnancies = Card("Declared pregnancies", "kept out of general view")
        self.content.addWidget(self.pregnancies)
        self.content.addWidget(self.panel, 1)
        self.pregnancies.hide()
        if not self._allowed:
            self.panel.hide()
            reason = text_label("Doses of persons are seen by the RSO only.", "muted", wrap=True)
            self.content.addWidget(reason)
            self.content.addStretch(1)
        self.year.currentIndexChanged.connect(self._load)
        self.panel.query_changed.connect(self._load)
        self.panel.empty.first_step.connect(self.ask_new)
        self.panel.table.current_changed.connect(self._on_chosen)
        self.declare_button.clicked.connect(self.ask_declaration)

    def main_action(self) -> MainAction | None:
        """Enter a dose."""
        if not self._allowed:
            return None
        return MainAction("Enter a dose", self.ask_new, "plus")

    def refresh(self) -> None:
        """Load the year, and the pregnancies."""
        self._load()

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self._allowed and self.panel.find_in_page()

    def ask_new(self) -> None:
        """Open the dialog for an entry."""

        def show(people: Sequence[PersonRef]) -> None:
            self.dialog = DoseDialog(self, people)
            self.dialog.open()

        self.load(self.context.services.instruction_log.people, show)

    def ask_declaration(self) -> None:
        """Open the dialog for a declaration."""

        def show(people: Sequence[PersonRef]) -> None:
            self.dialog = PregnancyDialog(self, people)
            self.dialog.open()

        self.load(self.context.services.instruction_log.people, show)

    def _load(self, *_: object) -> None:
        if not self._allowed:
            return
        records = self.context.services.dose_records
        self.load(partial(records.year, self.year.currentData()), self._show)
        self.load(records.pregnancies, self._show_pregnancies)

    def _show(self, found: tuple[PersonDoses, ...]) -> None:
        words = self.panel.query()[0].casefold()
        self.panel.set_rows([one for one in found if words in one.person.name.casefold()])

    def _show_pregnancies(self, found: tuple[PregnancyStanding, ...]) -> None:
        self.pregnancies.setVisible(bool(found))
        self.pregnancies.clear_rows()
        for one in found:
            self.pregnancies.add_row(_pregnancy_row(self, one))

    def _on_chosen(self, row: PersonDoses | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        style = self.context.settings.date_style
        facts = [
            (_TITLES[one.kind], f"{_both(one.dose)} of {_both(one.limit)}") for one in row.sums
        ]
        for entry in row.entries:
            days = f"{day_words(entry.first, style)} to {day_words(entry.last, style)}"
            said = "estimated" if entry.estimated else entry.source
            facts.append((entry.code, f"{days}: deep {_both(entry.deep)}, {said}"))
        basis = "10 CFR 20.1207" if row.minor else "10 CFR 20.1201(a)"
        pane.show_facts(row.person.name, f"{row.year} \u00b7 limits of {basis}", facts)


def _pregnancy_row(tab: DosesTab, one: PregnancyStanding) -> CardRow:
    declared = one.pregnancy
    style = tab.context.settings.date_style
    since = f"declared {day_words(declared.declared_on, style)}"
    state = (f"{_both(one.dose)} of {_both(one.limit)}", State.OK)
    if declared.ended_on is not None:
        state = ("ended or withdrawn", State.NEUTRAL)
    elif one.exceeded:
        state = (f"above the limit: {state[0]}", State.PROBLEM)
    row = CardRow(declared.person.name, f"{since} \u00b7 10 CFR 20.1208", StateChip(*state))
    if declared.ended_on is None:
        row.make_clickable().activated.connect(partial(_ask_end, tab, declared))
        row.setToolTip("Note that it ended or was withdrawn")
    return row


def _ask_end(tab: DosesTab, declared: Pregnancy) -> None:
    dialog = Dialog("End of the declaration", parent=tab.window(), name="end_declaration")
    day, why = DateEdit(tab.context.today()), text_field("ended, or withdrawn in writing")
    form = LabelledForm(
        [
            Field("ended_on", "From", day, required=True),
            Field("reason", "What happened", why, required=True),
        ]
    )
    dialog.body.addWidget(form)

    def end() -> None:
        ended = day.value()
        if form.check_required() and ended is not None:
            service = tab.context.services.dose_records
            work = partial(service.end_pregnancy, declared.id, ended, why.text().strip())
            tab.carry_out(work, "Noted.", dialog, form)

    dialog.accepted_by_person.connect(end)
    tab.dialog = dialog
    dialog.open()


def _table() -> RowTable:
    columns = (
        Column("person", "Person", lambda row: row.person.name, 130),
        *(_sum_column(kind) for kind in DoseKind),
    )
    return RowTable(
        columns, name="Doses of the year", key=lambda row: row.person.name, stretch="person"
    )


def _sum_column(kind: DoseKind) -> Column:
    def found(row: PersonDoses) -> DoseSum:
        return next(one for one in row.sums if one.kind is kind)

    def state(row: PersonDoses) -> str:
        one = found(row)
        if one.exceeded:
            return State.PROBLEM
        return State.ATTENTION if one.percent >= _NEAR else State.NEUTRAL

    return Column(
        kind.name,
        _TITLES[kind],
        lambda row: _share(found(row)),
        168,
        tooltip=lambda row: f"{_both(found(row).dose)} of {_both(found(row).limit)}",
        state=state,
        gives_way=1 if kind is DoseKind.ORGAN else 0,
    )


def _share(one: DoseSum) -> str:
    percent = plain_text(rounded(one.percent, 2))
    return f"{one.dose.to(DoseUnit.MREM).format(significant=3)} \u00b7 {percent} %"


def _both(dose: Dose) -> str:
    """In mrem first, as Part 20 has it, and mSv behind."""
    mrem = dose.to(DoseUnit.MREM).format(significant=3)
    return f"{mrem} ({dose.to(DoseUnit.MSV).format(significant=3)})"
