"""What is due: checks and calibrations of instruments, leak tests of sources, the inventory, the report of a leak."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.safety.instrument_fitness import DueState
from au_desktop.services.changes import Kind
from au_desktop.services.safety.instrument_book import due_now
from au_desktop.ui.instruments.check_entry import CheckEntry, permission_for
from au_desktop.ui.instruments.instrument_words import DUE_STATES, NEEDS_CHECKING
from au_desktop.ui.kit.buttons import PrimaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.targets import TabTarget

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from au_desktop.domain.safety.instrument_tests import CheckKind
    from au_desktop.domain.safety.sealed_sources import SealedSource
    from au_desktop.services.safety.instrument_book import InstrumentStanding
    from au_desktop.services.safety.source_book import InventoryDue
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.section import SectionContext

_DUE, _OVERDUE = DueState.DUE, DueState.OVERDUE


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing that is due: about what, what, since when, by which rule; `check` is None for sources."""

    key: str
    about: str
    what: str
    state: DueState
    due: date | None
    basis: str
    record: UUID | None = None
    check: CheckKind | None = None


class ChecksDueTab(PageTab):
    """The list of it; opening a row begins the check, or goes to the source."""

    watches = frozenset({Kind.INSTRUMENT, Kind.SAFETY})
    help_topic = "instruments"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Checks due")
        self._style = context.settings.date_style
        self._rows: tuple[DueRow, ...] = ()
        self.entry = CheckEntry(self)
        table = RowTable(
            _columns(self._style), name="Checks due", key=lambda row: row.key, stretch="about"
        )
        empty = EmptyState(
            "check",
            "Nothing is due",
            "Checks, calibrations and leak tests come here when they are due.",
        )
        self.panel = ListPanel(table, empty, search_hint="Find what is due")
        self.content.addWidget(self.panel, 1)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_row)
        table.row_activated.connect(self.begin)

    def subtitle(self) -> str:
        """How much is due."""
        return f"{len(self._rows)} due" if self._rows else ""

    def refresh(self) -> None:
        """Load what is due today."""
        services, today = self.context.services, self.context.today()

        def work() -> tuple[DueRow, ...]:
            sources = services.sources
            standings = services.instruments.standings()
            return due_rows(standings, sources.here(), sources.inventory_due(), today)

        self.load(work, self._show)

    def find_in_page(self) -> bool:
        """Find what is due."""
        return self.panel.find_in_page()

    def begin(self, row: DueRow) -> None:
        """Begin the check, or go to the source."""
        if row.check is not None and row.record is not None:
            if not self.context.why_not(permission_for(row.check)):
                self.entry.begin(row.record, row.check)  # type: ignore[arg-type] # of an instrument
            return
        self.go_requested.emit("instruments", TabTarget("sources", row.record))

    def _show(self, rows: tuple[DueRow, ...]) -> None:
        self._rows = rows
        self._fill()
        self.header_changed.emit()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        self.panel.set_rows(
            [one for one in self._rows if words in f"{one.about} {one.what}".casefold()]
        )
        self._show_row(self.panel.table.current_row())

    def _show_row(self, row: DueRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        chip = StateChip(row.state.value, DUE_STATES[row.state])
        due = day_words(row.due, self._style)
        pane.show_facts(f"{row.what} of {row.about}", "", [("State", chip), ("Held until", due)])
        if row.basis:
            pane.add_section("By", [row.basis])
        button = PrimaryButton("Enter check…" if row.check is not None else "Open the sources")
        if row.check is not None:
            self.context.allow(button, permission_for(row.check))
        button.clicked.connect(partial(self.begin, row))
        pane.add_content(button)


def due_rows(
    standings: tuple[InstrumentStanding, ...],
    sources: tuple[SealedSource, ...],
    inventory: InventoryDue,
    today: date,
) -> tuple[DueRow, ...]:
    """Everything that is due today, what is overdue first."""
    rows = []
    for instrument, due in due_now(standings):
        check = f" ({NEEDS_CHECKING})" if due.interval.verify else ""
        rows.append(
            DueRow(
                f"{instrument.id} {due.check.value}",
                instrument.name,
                due.check.value.capitalize(),
                due.state,
                due.due,
                due.interval.basis + check,
                instrument.id,
                due.check,
            )
        )
    rows += _source_rows(sources, today)
    if inventory.overdue_on(today):
        check = f" ({NEEDS_CHECKING})" if inventory.verify else ""
        basis = inventory.basis + check
        rows.append(
            DueRow("inventory", "all sources", "Inventory", _OVERDUE, inventory.due, basis)
        )
    return tuple(sorted(rows, key=lambda row: (row.state is not _OVERDUE, row.about, row.what)))


def _source_rows(sources: tuple[SealedSource, ...], today: date) -> list[DueRow]:
    rows = []
    for one in sources:
        due = one.leak_test_due
        if due is not None and (due < today or one.last_leak_test is None):
            tested = one.last_leak_test is not None
            state, held = (_OVERDUE, due) if tested else (_DUE, None)
            rows.append(
                DueRow(
                    f"{one.id} leak", one.name, "Leak test", state, held, one.leak_basis, one.id
                )
            )
        if one.report_due is not None:
            state = _OVERDUE if one.report_due < today else _DUE
            rows.append(
                DueRow(
                    f"{one.id} report",
                    one.name,
                    "Report of a leak",
                    state,
                    one.report_due,
                    "10 CFR 35.3067: within 5 days of the leak test",
                    one.id,
                )
            )
    return rows


def _columns(style: DateStyle) -> list[Column]:
    return [
        Column("about", "Of", lambda row: row.about, 180),
        Column("what", "What", lambda row: row.what, 170),
        Column("due", "Held until", lambda row: day_words(row.due, style), 120),
        Column(
            "state",
            "State",
            lambda row: row.state.value,
            150,
            state=lambda row: DUE_STATES[row.state],
        ),
    ]
