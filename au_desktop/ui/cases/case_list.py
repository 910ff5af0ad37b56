"""The case log as a paged list with chips and search."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.rows import Page, PageRequest
from au_desktop.settings import Settings
from au_desktop.ui.cases.case_entries import (
    FILTERS,
    IN_DETAILS,
    JUDGED,
    CaseEntry,
    columns,
    load_cases,
)
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.row_table import RowTable

PAGE_ROWS = 60


class CaseList(QWidget):
    """Loads pages as the table asks; the newest case stands first."""

    add_wanted = Signal()

    def __init__(self, services: Services, operations: Runner, settings: Settings) -> None:
        super().__init__()
        self._services, self._operations = services, operations
        self._sort, self._descending = "on", True
        self._next: tuple[str | int | None, ...] | None = None
        self._query = 0
        self.table = RowTable(
            columns(settings, services.desk.reference, services.desk.today()),
            name="Cases",
            key=lambda entry: entry.row.case_id,
            stretch="drug",
        )
        allowed = may(services.desk.actor.role, Permission.LOG_CASES)
        self.empty = EmptyState(
            "cases",
            "No case is logged yet",
            "A case is one administration in which a trainee took part: planned, or given. The gate says of each "
            "whether it counts, and if not, everything that is missing.",
            "Log the first case" if allowed else "",
        )
        self.panel = ListPanel(self.table, self.empty, filters=FILTERS, search_hint="Find a case")
        self.panel.details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.table.set_sort_shown(self._sort, descending=True)
        self.table.load_more.connect(self._on_load_more)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.panel.query_changed.connect(self.reload)
        self.empty.first_step.connect(self.add_wanted)

    def reload(self) -> None:
        """Load the first page of what is asked for."""
        self._query += 1
        self._run(None, first=True)

    def show_details(self, *, shown: bool) -> None:
        """Open or close the pane beside the list; columns that it repeats make room."""
        self.panel.details.setVisible(shown)
        for at, column in enumerate(self.table.rows.columns):
            if column.name in IN_DETAILS:
                self.table.setColumnHidden(at, shown)

    def _run(self, after: tuple[str | int | None, ...] | None, *, first: bool) -> None:
        words, chosen = self.panel.query()
        request = PageRequest(PAGE_ROWS, after, self._sort, self._descending)
        self._operations.run(
            partial(load_cases, self._services, words, chosen, request),
            partial(self._on_loaded, self._query, chosen, first),
            owner=self,
            label="Loading",
        )

    def _on_loaded(self, query: int, chosen: str, first: bool, page: Page[CaseEntry]) -> None:
        if query != self._query:
            return
        self._next = page.next
        more = page.next is not None
        if first:
            count = "" if chosen in JUDGED else f"{page.total} cases"
            self.panel.set_rows(page.rows, has_more=more, count=count)
        else:
            self.table.append_rows(page.rows, has_more=more)

    def _on_load_more(self) -> None:
        if self._next is not None:
            self._run(self._next, first=False)

    def _on_sort_requested(self, sort_key: str, descending: bool) -> None:
        self._sort, self._descending = sort_key, descending
        self.reload()
