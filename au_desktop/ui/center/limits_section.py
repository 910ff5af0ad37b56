"""Limits: every limit and level as it holds at this center, the shipped one or its own, with the basis of each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.ui.center.reference_section import VERIFY
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.safety.site_limits import SiteLimit
    from au_desktop.ui.kit.section import SectionContext

_NOTE = (
    "What the license or a procedure of the center says goes before what is shipped; give its basis. Records keep the "
    "limit that they were judged by."
)
_FILTERS = (("all", "All"), ("own", "Set by the center"), ("verify", "To check"))
OWN = "set by the center"


class LimitsSection(Section):
    """A table, and a dialog for the center's own value."""

    watches = frozenset({Kind.SAFETY, Kind.CENTER})
    permission = Permission.MANAGE_INSTRUMENTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Limits & levels")
        self._rows: tuple[SiteLimit, ...] = ()
        self.dialog: LimitDialog | None = None
        columns = (
            Column("title", "Limit", lambda row: row.title, 500, tooltip=lambda row: row.title),
            Column("value", "Value", lambda row: row.words, 168, number=True),
            Column(
                "basis", "Basis", _short_basis, 200, tooltip=lambda row: row.basis, gives_way=1
            ),
            Column("state", "State", _state_word, 160, state=_state),
        )
        table = RowTable(columns, name="Limits", key=lambda row: row.key, stretch="title")
        empty = EmptyState("table", "No limit", "The installation is incomplete.")
        self.panel = ListPanel(table, empty, filters=_FILTERS, search_hint="Find a limit")
        self.panel.show_details_when_chosen("basis")
        self.content.addWidget(text_label(_NOTE, "muted", wrap=True))
        self.content.addWidget(self.panel, 1)
        self.panel.query_changed.connect(self._show)
        table.current_changed.connect(self._on_chosen)
        table.row_activated.connect(self.ask)

    def refresh(self) -> None:
        """Read again."""
        self.load(self.context.services.site_limits.all, self._take)

    def select(self, key: object) -> None:
        """Show one limit by its key."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.panel.find_in_page()

    def ask(self, limit: SiteLimit) -> None:
        """Open the dialog for the center's own value."""
        if self.context.why_not(Permission.MANAGE_INSTRUMENTS):
            return
        self.dialog = LimitDialog(self, limit)
        self.dialog.open()

    def _take(self, found: tuple[SiteLimit, ...]) -> None:
        self._rows = found
        self._show()

    def _show(self) -> None:
        words, chosen = self.panel.query()
        fits = [
            row
            for row in self._rows
            if words.casefold() in f"{row.title} {row.basis}".casefold()
            and (chosen == "all" or getattr(row, chosen, True))
        ]
        self.panel.set_rows(fits)

    def _on_chosen(self, row: SiteLimit | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        shipped = self.context.services.desk.reference.limit(row.key)
        exactly = "still within" if row.inclusive else "counts as beyond"
        facts: list[tuple[str, str | StateChip]] = [
            ("Value", row.words),
            ("Exactly this much", exactly),
            ("Basis", row.basis),
            ("State", StateChip(_state_word(row) or "as shipped", _state(row) or State.NEUTRAL)),
        ]
        if row.own:
            basis = f"{shipped.basis.citation} ({shipped.basis.edition})"
            facts.append(("Shipped", f"{shipped.value.amount} {shipped.unit}, {basis}"))
        pane.show_facts(row.title, "", facts)
        button = SecondaryButton("Set the center's own\u2026", "pencil")
        button.clicked.connect(partial(self.ask, row))
        self.context.allow(button, Permission.MANAGE_INSTRUMENTS)
        pane.add_action(button)


class LimitDialog(Dialog):
    """Value and basis; an empty value goes back to what is shipped."""

    def __init__(self, section: LimitsSection, limit: SiteLimit) -> None:
        super().__init__(limit.title, parent=section.window(), name="limit")
        self._section, self._limit = section, limit
        self.value, self.basis = text_field(limit.words), text_field()
        if limit.own:
            self.value.setText(limit.words)
            self.basis.setText(limit.basis)
        self.add_text(f"In force: {limit.words}. {limit.basis}", "muted")
        self.form = LabelledForm(
            [
                Field("value", "The center's own", self.value, "With its unit; empty: as shipped"),
                Field("basis", "Basis", self.basis, "License condition, procedure or decision"),
            ]
        )
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        limits = self._section.context.services.site_limits
        typed = self.value.text().strip(), self.basis.text().strip()
        work = partial(limits.set, self._limit.key, *typed)
        self._section.carry_out(work, "Limit set.", self, self.form)


def _short_basis(row: SiteLimit) -> str:
    """The citation without its edition, which hover and pane tell."""
    return re.sub(r" \([^()]*\)$", "", row.basis)


def _state_word(row: SiteLimit) -> str:
    if row.own:
        return OWN
    return VERIFY if row.verify else ""


def _state(row: SiteLimit) -> str | None:
    if row.own:
        return State.INFO
    return State.ATTENTION if row.verify else None
