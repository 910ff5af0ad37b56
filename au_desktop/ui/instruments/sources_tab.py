"""The sealed sources: what is left of each, where it is, its leak tests, and the inventory of all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.errors import DomainError
from au_desktop.domain.quantities import Activity
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.instruments import Purpose
from au_desktop.domain.safety.sealed_sources import SealedSource, SourceState
from au_desktop.domain.safety.source_checks import SourceCheck
from au_desktop.services.changes import Kind
from au_desktop.ui.instruments.instrument_words import SOURCE_STATES, leak_words
from au_desktop.ui.instruments.source_dialogs import (
    InventoryDialog,
    LeakDialog,
    leaving_dialog,
    reference_moment,
    report_dialog,
    source_dialog,
    source_of,
)
from au_desktop.ui.instruments.source_words import (
    check_words,
    decay_words,
    left_words,
    source_facts,
)
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.kit.targets import record_id
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.rooms import Room
    from au_desktop.services.safety.source_book import InventoryDue
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.record_dialog import RecordDialog
    from au_desktop.ui.kit.section import SectionContext

_MOST_CHECKS = 12
_FILTERS = (("here", "Here"), ("", "All"))


class SourcesTab(PageTab):
    """The list with the chosen source beside it; the record bar acts on the source, or on the check that was chosen."""

    watches = frozenset({Kind.SAFETY, Kind.ROOM})
    help_topic = "instruments"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Sources")
        self._style = context.settings.date_style
        self._sources: tuple[SealedSource, ...] = ()
        self._rooms: tuple[Room, ...] = ()
        self._due: InventoryDue | None = None
        self.dialog: Any = None
        table = RowTable(
            _columns(self._now, context.today, self._style),
            name="Sealed sources",
            key=lambda row: row.id,
            stretch="name",
        )
        empty = EmptyState(
            "safety",
            "No sealed sources yet",
            "Check, calibration and reference sources with nuclide, activity and reference date. Checks of instruments "
            "take the decayed value from here; leak tests and the inventory are kept here.",
            "Add source",
        )
        self.panel = ListPanel(table, empty, filters=_FILTERS, search_hint="Find a source")
        self.panel.show_details_when_chosen("place")
        self.inventory_button = SecondaryButton("Inventory…", "check")
        self.panel.add_tool(self.inventory_button)
        self.bar = RecordBar(context, self)
        self.content.addWidget(self.panel, 1)
        self.content.addWidget(self.bar)
        context.allow(empty.button, Permission.MANAGE_INSTRUMENTS)
        empty.first_step.connect(self.add_source)
        self.inventory_button.clicked.connect(self.take_inventory)
        self.panel.query_changed.connect(self._fill)
        self.bar.done.connect(self.refresh)
        table.current_changed.connect(self._show_source)
        table.row_activated.connect(self.edit)

    def subtitle(self) -> str:
        """When the sources are next looked for."""
        due = self._due
        if due is None or not due.sources:
            return ""
        if due.due is None:
            return "Inventory never taken"
        word = "overdue since" if due.overdue_on(self.context.today()) else "due"
        return f"Inventory {word} {day_words(due.due, self._style)}"

    def main_action(self) -> MainAction:
        """Add a source."""
        allowed = not self.context.why_not(Permission.MANAGE_INSTRUMENTS)
        return MainAction("Add source", self.add_source, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the sources."""
        services = self.context.services

        def work() -> Any:  # noqa: ANN401 - parts that _show takes apart
            rooms = services.facilities.rooms()
            return services.sources.all(), rooms, services.sources.inventory_due()

        self.load(work, lambda found: self._show(*found))

    def select(self, key: object) -> None:
        """Choose a source, or the one that a check is about."""
        wanted = record_id(key)
        if wanted is None or self.panel.table.select_key(wanted):
            return
        book = self.context.services.safety_book
        self.load(lambda: book.get(SourceCheck, wanted), self._choose_by_check)

    def find_in_page(self) -> bool:
        """Find a source."""
        return self.panel.find_in_page()

    def add_source(self) -> None:
        """Ask for a new source."""
        dialog = source_dialog(None, self._nuclides(), self._rooms, self)
        dialog.filled.connect(partial(self._add, dialog))
        self.dialog = dialog
        dialog.open()

    def edit(self, source: SealedSource) -> None:
        """Ask for changes; activity, nuclide and reference date stay as the certificate said."""
        if self.context.why_not(Permission.MANAGE_INSTRUMENTS) or not source.here:
            return
        dialog = source_dialog(source, self._nuclides(), self._rooms, self)
        for name in ("nuclide", "activity", "reference"):
            dialog.form.field(name).setEnabled(False)
        sources = self.context.services.sources

        def keep(values: dict[str, object]) -> None:
            changed = source_of(source, values, self._rooms)
            self.carry_out(
                partial(sources.change, changed), f"{changed.name} changed.", dialog, dialog.form
            )

        dialog.filled.connect(keep)
        self.dialog = dialog
        dialog.open()

    def leak_test(self, source: SealedSource) -> None:
        """Ask for a leak test."""
        services, now = self.context.services, self._now()

        def work() -> Any:  # noqa: ANN401 - parts that show takes apart
            counters = services.instruments.fit_for(Purpose.WIPES, self.context.today())
            return services.sources.leak_limit(), counters

        def show(found: Any) -> None:  # noqa: ANN401
            limit, counters = found
            dialog = LeakDialog(source, limit, counters, self, now)
            dialog.filled.connect(keep)
            self.dialog = dialog
            dialog.open()

        def keep(at: Moment, count: Any, facts: dict[str, object]) -> None:  # noqa: ANN401
            word = "leaks: withdraw it" if count.leaking else "passed its leak test"
            work = partial(services.sources.leak_test, source.id, at, count, facts)
            self.carry_out(work, f"{source.name} {word}.", self.dialog, self.dialog.form)

        self.load(work, show)

    def take_inventory(self) -> None:
        """Ask for every source whether it was found."""
        sources, now = self.context.services.sources, self._now()

        def show(lines: Any) -> None:  # noqa: ANN401 - lines of the sheet
            dialog = InventoryDialog(lines, now, self)
            dialog.filled.connect(
                lambda at, found: self.carry_out(
                    partial(sources.inventory, at, found), "Inventory kept.", dialog
                )
            )
            self.dialog = dialog
            dialog.open()

        self.load(sources.inventory_sheet, show)

    def _add(self, dialog: RecordDialog, values: dict[str, object]) -> None:
        sources, activity = self.context.services.sources, values["activity"]
        if not isinstance(activity, Activity):
            dialog.form.set_error("activity", "Nominal activity is needed.")
            return
        try:
            reference = reference_moment(values["reference"], self._now())
            name, nuclide = str(values["name"]), str(values["nuclide"])
            draft = sources.prepare(nuclide, name, activity, reference)
            made = source_of(draft, values, self._rooms)
        except DomainError as refused:
            show_refusal(dialog, dialog.form, refused)
            return
        self.carry_out(partial(sources.add, made), f"{name} added.", dialog, dialog.form)

    def _report(self, source: SealedSource) -> None:
        dialog = report_dialog(source, self.context.today(), self)
        sources = self.context.services.sources
        self._dated(
            dialog, partial(sources.report_leak, source.id), f"{source.name}: report noted."
        )

    def _leave(self, source: SealedSource) -> None:
        dialog = leaving_dialog(source, self.context.today(), self)
        sources = self.context.services.sources
        self._dated(dialog, partial(sources.remove, source.id), f"{source.name} is gone.")

    def _dated(self, dialog: RecordDialog, work: Any, words: str) -> None:  # noqa: ANN401 - a use case of day and name
        def keep(values: dict[str, object]) -> None:
            self.carry_out(partial(work, values["on"], values["to"]), words, dialog, dialog.form)

        dialog.filled.connect(keep)
        self.dialog = dialog
        dialog.open()

    def _now(self) -> Moment:
        return self.context.services.desk.clock.now()

    def _nuclides(self) -> tuple[str, ...]:
        return tuple(self.context.services.desk.reference.nuclides)

    def _show(
        self, sources: tuple[SealedSource, ...], rooms: tuple[Room, ...], due: InventoryDue
    ) -> None:
        self._sources, self._due = sources, due
        self._rooms = tuple(one for one in rooms if not one.retired)
        self.inventory_button.setEnabled(
            bool(due.sources) and not self.context.why_not(Permission.KEEP_SAFETY)
        )
        self._fill()
        self.header_changed.emit()

    def _fill(self) -> None:
        words, chip = self.panel.query()
        rows = [
            one
            for one in self._sources
            if (one.here or not chip) and words.casefold() in _searched(one)
        ]
        self.panel.set_rows(rows)
        self._show_source(self.panel.table.current_row())

    def _choose_by_check(self, check: SourceCheck) -> None:
        source = check.source or check.lines[0].source
        self.panel.table.select_key(source.id)
        self.bar.show_record(check)

    def _show_source(self, source: SealedSource | None) -> None:
        self.bar.show_record(source)
        pane = self.panel.details
        if source is None:
            pane.clear()
            return
        pane.show_facts(
            f"{source.name}, {source.nuclide_id}",
            source.code,
            source_facts(source, self._now(), self._style),
        )
        pane.add_section("Reckoned", [decay_words(source, self._now())])
        self._add_buttons(source)
        service = self.context.services.sources
        self.load(partial(service.checks, source.id), partial(self._show_checks, source))

    def _add_buttons(self, source: SealedSource) -> None:
        pane = self.panel.details
        buttons = []
        if source.here:
            test = PrimaryButton("Leak test…")
            test.clicked.connect(partial(self.leak_test, source))
            self.context.allow(test, Permission.KEEP_SAFETY)
            pane.add_content(test)
            buttons = [("Edit…", self.edit), ("Left the center…", self._leave)]
        if source.report_due is not None:
            buttons.insert(0, ("Note the report…", self._report))
        for words, step in buttons:
            button = SecondaryButton(words)
            button.clicked.connect(partial(step, source))
            self.context.allow(button, Permission.MANAGE_INSTRUMENTS)
            pane.add_content(button)

    def _show_checks(self, source: SealedSource, checks: tuple[SourceCheck, ...]) -> None:
        current = self.panel.table.current_row()
        if current is not None and current.id == source.id and checks:
            _list_checks(self.panel.details, checks, self.bar, self._style)


def _list_checks(
    pane: DetailPane, checks: tuple[SourceCheck, ...], bar: RecordBar, style: DateStyle
) -> None:
    """A button for each of the newest, which hands the check to the record bar."""
    pane.add_section("Leak tests and inventories", [])
    for check in checks[:_MOST_CHECKS]:
        day = day_words(check.day, style)
        button = SecondaryButton(f"{check.code} · {day} · {check.summary.state}")
        button.setToolTip(check_words(check))
        button.clicked.connect(partial(bar.show_record, check))
        pane.add_content(button)


def _searched(source: SealedSource) -> str:
    summary = source.summary
    return f"{source.code} {summary.label} {summary.about} {summary.words}".casefold()


def _columns(now: Any, today: Any, style: DateStyle) -> list[Column]:  # noqa: ANN401 - they give moment and day
    return [
        Column("name", "Source", lambda row: row.name, 120),
        Column("nuclide", "Nuclide", lambda row: row.nuclide_id, 90),
        Column("left", "Left today", lambda row: left_words(row, now()), 120, number=True),
        Column("serial", "Serial", lambda row: row.serial or "–", 110, gives_way=2),
        Column("place", "Place", lambda row: row.where or "–", 170, gives_way=1),
        Column(
            "leak",
            "Leak test due",
            lambda row: leak_words(row, today(), style)[0],
            150,
            state=lambda row: _problem(leak_words(row, today(), style)[1]),
        ),
        Column(
            "state",
            "State",
            lambda row: row.state.value,
            150,
            state=lambda row: SOURCE_STATES[SourceState(row.state)],
        ),
    ]


def _problem(state: State) -> str | None:
    """Only what is due is colored."""
    return state if state is State.PROBLEM else None
