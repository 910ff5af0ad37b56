"""The roster as a paged list with chips and search."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.rows import Page, PageRequest
from au_desktop.settings import Settings
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.trainees.roster.roster_entries import (
    FILTERS,
    RosterEntry,
    columns,
    load_entries,
    roster_filter,
)

PAGE_ROWS = 60
FIRST_ROWS = 15
"""What fills the first look; the rest of the page follows at once. Each row's progress judges all cases of a trainee."""


class RosterList(QWidget):
    """Loads pages as the table asks; Enter or a double click opens a trainee."""

    trainee_opened = Signal(object)
    import_clicked = Signal(str)
    add_wanted = Signal()

    def __init__(self, services: Services, operations: Runner, settings: Settings) -> None:
        super().__init__()
        self._services, self._operations = services, operations
        self._sort, self._descending = "name", False
        self._next: tuple[str | int | None, ...] | None = None
        self._query = 0
        self.table = RowTable(
            columns(settings.date_style, services.desk.today()),
            name="Roster",
            key=lambda entry: entry.row.trainee_id,
            stretch="name",
        )
        role = services.desk.actor.role
        first_step = "Add the first trainee" if may(role, Permission.MANAGE_TRAINEES) else ""
        self.empty = EmptyState(
            "trainees",
            "Nobody is on the roster yet",
            "Trainees are physicians who come to this center for supervised cases. Add them one by one, "
            "or drop the roster that you keep by hand (.xlsx or .csv) here to import it.",
            first_step,
        )
        self.panel = ListPanel(
            self.table,
            self.empty,
            filters=FILTERS,
            search_hint="Find a trainee",
            details=False,
        )
        self.import_button = SecondaryButton("Import…", "import")
        self.import_button.setAccessibleName("Import records from a file")
        self.import_button.setMenu(self._import_menu())
        self.import_button.setEnabled(may(role, Permission.IMPORT_RECORDS))
        self.import_button.setToolTip(
            "Read a roster, hours or cases from Excel or CSV; you see every row before anything is changed."
            if may(role, Permission.IMPORT_RECORDS)
            else f"The role {role_words(role)} may not {Permission.IMPORT_RECORDS.value}."
        )
        self.panel.add_tool(self.import_button)
        self.notice = Notice("", "ok")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self.panel, 1)
        self._wire()

    def reload(self) -> None:
        """Load the first page of what is asked for; what is shown stays until then."""
        self._load(PAGE_ROWS if self.table.rows.rowCount() else FIRST_ROWS)

    def say(self, text: str) -> None:
        """Say above the list what an import did."""
        self.notice.say(text)

    def _wire(self) -> None:
        self.table.set_sort_shown(self._sort, descending=False)
        self.table.row_activated.connect(self._on_row_activated)
        self.table.load_more.connect(self._on_load_more)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.panel.query_changed.connect(self._begin)
        self.empty.first_step.connect(self.add_wanted)

    def _import_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind, words in (
            ("roster", "Roster…"),
            ("hours", "Hours of training…"),
            ("cases", "Cases…"),
        ):
            menu.addAction(words).triggered.connect(partial(self.import_clicked.emit, kind))
        return menu

    def _begin(self) -> None:
        self._load(FIRST_ROWS)

    def _load(self, limit: int) -> None:
        self._query += 1
        self._run(PageRequest(limit, None, self._sort, self._descending), first=True)

    def _run(self, request: PageRequest, *, first: bool) -> None:
        words, chosen = self.panel.query()
        wanted = roster_filter(words, chosen, self._services.desk.today())
        self._operations.run(
            partial(load_entries, self._services, wanted, request),
            partial(self._on_loaded, self._query, first),
            owner=self,
            label="Loading",
        )

    def _on_loaded(self, query: int, first: bool, page: Page[RosterEntry]) -> None:
        if query != self._query:
            return
        self._next = page.next
        if first:
            self.panel.set_rows(
                page.rows, has_more=page.next is not None, count=f"{page.total} on the list"
            )
            if len(page.rows) < PAGE_ROWS:
                self.table.rows.ask_for_more()
        else:
            self.table.append_rows(page.rows, has_more=page.next is not None)

    def _on_load_more(self) -> None:
        if self._next is not None:
            limit = PAGE_ROWS - self.table.rows.rowCount() % PAGE_ROWS
            request = PageRequest(limit, self._next, self._sort, self._descending)
            self._run(request, first=False)

    def _on_sort_requested(self, sort_key: str, descending: bool) -> None:
        self._sort, self._descending = sort_key, descending
        self._begin()

    def _on_row_activated(self, entry: RosterEntry) -> None:
        self.notice.say("")
        self.trainee_opened.emit(entry.row.trainee_id)
