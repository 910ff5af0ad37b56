"""Host hospitals: what each asks of a visitor and by when, the longest stay; retired, not deleted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from au_desktop.domain.ids import HostId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.onboarding import HostProfile
from au_desktop.services.changes import Kind
from au_desktop.ui.center.asked_item_rows import AskedItemRows
from au_desktop.ui.center.retiring import add_edit_and_retire, retired_words
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.dialog_values import made
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import Field, choice_field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.kit.whole_number import whole_or_none

if TYPE_CHECKING:
    from au_desktop.ui.kit.section import SectionContext

_NEW = HostProfile(HostId(UUID(int=0)), "new")
EMPTY = (
    "Hospitals that trainees visit, each with the papers and steps that it asks for and how many days before the visit. "
    "An example to start from is shipped; it needs checking against the host's own list."
)


class HostsSection(Section):
    """The table of hosts with their items beside it."""

    watches = frozenset({Kind.PROGRAM})
    permission = Permission.MANAGE_CENTER

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Host hospitals")
        self._hosts: tuple[HostProfile, ...] = ()
        table = RowTable(_columns(), name="Hosts", key=lambda row: row.id, stretch="name")
        empty = EmptyState("center", "No host hospital yet", EMPTY, "Add host")
        self.panel = ListPanel(table, empty, search_hint="Find a host")
        self.panel.show_details_when_chosen("stay")
        self.content.addWidget(self.panel, 1)
        context.allow(empty.button, Permission.MANAGE_CENTER)
        empty.first_step.connect(self.add_host)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_host)
        table.row_activated.connect(self._edit_if_allowed)

    def main_action(self) -> MainAction:
        """Add a host."""
        allowed = not self.context.why_not(Permission.MANAGE_CENTER)
        return MainAction("Add host", self.add_host, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the hosts."""
        self.load(self.context.services.hosts.hosts, self._show)

    def select(self, key: object) -> None:
        """Choose a host."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a host."""
        return self.panel.find_in_page()

    def add_host(self) -> None:
        """Ask for a new host; the shipped example may fill its list."""
        hosts = self.context.services.hosts
        dialog = _HostDialog("Add a host", _NEW, hosts.shipped_hosts(), self)

        def add(host: HostProfile) -> None:
            work = partial(hosts.add_host, host)
            self.carry_out(work, f"{host.name} added.", dialog, dialog.form)

        dialog.taken = add
        dialog.open()

    def edit(self, host: HostProfile) -> None:
        """Ask for changes; visits that are planned keep their items."""
        dialog = _HostDialog(f"Edit {host.name}", host, (), self)
        hosts = self.context.services.hosts

        def change(changed: HostProfile) -> None:
            work = partial(hosts.change_host, changed)
            self.carry_out(work, f"{changed.name} changed.", dialog, dialog.form)

        dialog.taken = change
        dialog.open()

    def _edit_if_allowed(self, host: HostProfile) -> None:
        if not self.context.why_not(Permission.MANAGE_CENTER):
            self.edit(host)

    def _show(self, hosts: tuple[HostProfile, ...]) -> None:
        self._hosts = hosts
        self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [host for host in self._hosts if words in host.name.casefold()]
        self.panel.set_rows(rows)
        self._show_host(self.panel.table.current_row())

    def _show_host(self, host: HostProfile | None) -> None:
        pane = self.panel.details
        if host is None:
            pane.clear()
            return
        facts = [("Longest stay", _stay(host)), ("State", _state(host)[0])]
        pane.show_facts(host.name, "", facts)
        card = Card("Asked of a visitor", str(len(host.items)))
        for item in host.items:
            lead = (
                f"{counted(item.days_before, 'day')} before" if item.days_before else "first day"
            )
            good = (
                "" if item.valid_days is None else f" · good for {counted(item.valid_days, 'day')}"
            )
            card.add_row(CardRow(item.title, f"{item.owner or 'anyone'} · {lead}{good}"))
        if not host.items:
            card.add_note("Nothing yet: a visit to this host has no items.")
        pane.add_content(card)
        if host.notes:
            pane.add_section("Notes", [host.notes])
        add_edit_and_retire(
            self.context,
            pane,
            partial(self.edit, host),
            partial(self._retire, host),
            retired=host.retired,
        )

    def _retire(self, host: HostProfile) -> None:
        changed = replace(host, retired=not host.retired)
        words = retired_words(host.name, retired=changed.retired)
        self.carry_out(partial(self.context.services.hosts.change_host, changed), words)


class _HostDialog(RecordDialog):
    """A host with its list; an example of the shipped ones may fill the list."""

    def __init__(
        self,
        title: str,
        host: HostProfile,
        examples: tuple[HostProfile, ...],
        parent: HostsSection,
    ) -> None:
        self._host, self._examples = host, examples
        self._items = AskedItemRows()
        start = choice_field(
            [(at, one.name) for at, one in enumerate(examples)], empty="An empty list"
        )
        offered = [Field("start", "Start from", start)] if examples else []
        fields = [
            Field("name", "Name", text_field("As the host writes it"), required=True),
            *offered,
            Field("longest_stay", "Longest stay", text_field("no limit"), "In days."),
            Field("items", "Asked of a visitor", self._items),
            Field(
                "verify",
                "Needs checking",
                QCheckBox("Not held against the host's own list yet"),
            ),
            Field("notes", "Notes", paragraph_field(3)),
        ]
        new = host is _NEW
        values = {
            "name": "" if new else host.name,
            "longest_stay": "" if host.longest_stay_days is None else str(host.longest_stay_days),
            "items": host.items,
            "verify": host.verify,
            "notes": host.notes,
        }
        super().__init__(title, fields, values, parent)
        self.taken: Any = None
        self.let_scroll(1000, 640)
        start.currentIndexChanged.connect(self._on_start_chosen)
        self.filled.connect(self._on_filled)

    def _on_start_chosen(self, _at: int) -> None:
        chosen = self.form.value("start")
        example = self._examples[chosen] if isinstance(chosen, int) else _NEW
        self.form.set_values(
            {"items": example.items, "verify": example.verify, "notes": example.notes}
        )

    def _on_filled(self, values: dict[str, Any]) -> None:
        host = made(
            self,
            lambda: replace(
                self._host,
                name=str(values["name"]),
                longest_stay_days=whole_or_none(str(values["longest_stay"]), "longest_stay"),
                items=self._items.items(),
                verify=bool(values["verify"]),
                notes=str(values["notes"]),
            ),
        )
        if host is not None:
            self.taken(host)


def _columns() -> list[Column]:
    return [
        Column("name", "Host", lambda row: row.name),
        Column("items", "Items", lambda row: str(len(row.items)), 80, number=True),
        Column("stay", "Longest stay", _stay, 130),
        Column(
            "state",
            "State",
            lambda row: _state(row)[0],
            150,
            state=lambda row: _state(row)[1],
        ),
    ]


def _stay(host: HostProfile) -> str:
    return "no limit" if host.longest_stay_days is None else counted(host.longest_stay_days, "day")


def _state(host: HostProfile) -> tuple[str, State]:
    if host.retired:
        return "retired", State.NEUTRAL
    return ("needs checking", State.ATTENTION) if host.verify else ("in use", State.OK)
