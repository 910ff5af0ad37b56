"""The list of records: filtered, searched, sorted and paged, with the details of the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.roles import Permission, may
from au_desktop.services.rows import Page, PageRequest, RunFilter, RunRow, RunState
from au_desktop.ui.checklists.run_table import (
    FILTERS,
    IN_DETAILS,
    RETURNED,
    STATES,
    run_facts,
    run_table,
)
from au_desktop.ui.checklists.template_box import TemplateBox
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel

if TYPE_CHECKING:
    from au_desktop.ui.kit.section import SectionContext

EMPTY_TEXT = (
    "A checklist leads through an administration, a survey or an assay step by step, keeps who did what and when, and is "
    "signed at its end."
)


class RunList(QObject):
    """Fills its `panel`. Emits `opened(run_id)`, `bedside_wanted(run_id)`, and `start_wanted` from the empty list."""

    opened = Signal(object)
    bedside_wanted = Signal(object)
    start_wanted = Signal()

    def __init__(self, context: SectionContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._next: tuple[str | int | None, ...] | None = None
        self._query = 0
        self._sort = ("event_at", True)
        self.panel = ListPanel(
            run_table(context.settings),
            EmptyState("checklists", "No checklists yet", EMPTY_TEXT, "Start a checklist"),
            filters=FILTERS,
            search_hint="Find a checklist",
        )
        self.panel.show_details_when_chosen(*IN_DETAILS)
        self.template_box = TemplateBox()
        self.panel.add_tool(self.template_box)
        table = self.panel.table
        self.panel.query_changed.connect(self.load)
        self.panel.empty.first_step.connect(self.start_wanted)
        self.template_box.currentIndexChanged.connect(self.load)
        table.row_activated.connect(self._on_row_activated)
        table.current_changed.connect(self._on_current_changed)
        table.load_more.connect(self._load_more)
        table.sort_requested.connect(self._on_sort)

    def refresh(self) -> None:
        """Read the first rows and the templates again."""
        self.load()
        current = self._context.services.templates.current
        self._context.operations.run(current, self.template_box.show_templates, owner=self)

    def load(self, *_: object) -> None:
        """Read the first rows again."""
        self._query += 1
        self._ask(None, partial(self._on_rows, self._query))

    def _wanted(self) -> RunFilter:
        words, chosen = self.panel.query()
        to_me = chosen == RETURNED
        return RunFilter(
            words=words,
            state=RunState(chosen) if chosen and not to_me else None,
            template_id=self.template_box.template_id(),
            returned_to=self._context.services.desk.actor.person_id if to_me else None,
        )

    def _load_more(self) -> None:
        if self._next is not None:
            self._ask(self._next, partial(self._on_more, self._query))

    def _ask(self, after: tuple[str | int | None, ...] | None, done: object) -> None:
        sort, descending = self._sort
        request = PageRequest(after=after, sort=sort, descending=descending)
        work = partial(self._context.services.checklist_work.runs, self._wanted(), request)
        self._context.operations.run(work, done, owner=self)  # type: ignore[arg-type]

    def _on_rows(self, query: int, page: Page[RunRow]) -> None:
        if query == self._query:
            self._next = page.next
            more = page.next is not None
            self.panel.set_rows(page.rows, has_more=more, count=str(page.total))

    def _on_more(self, query: int, page: Page[RunRow]) -> None:
        if query == self._query:
            self._next = page.next
            self.panel.table.append_rows(page.rows, has_more=page.next is not None)

    def _on_sort(self, sort_key: str, descending: bool) -> None:
        self._sort = (sort_key, descending)
        self.load()

    def _on_row_activated(self, row: RunRow) -> None:
        self.opened.emit(row.run_id)

    def _on_current_changed(self, row: RunRow | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        facts = run_facts(row, self._context.settings)
        chip = StateChip(row.state.value, STATES[row.state])
        pane.show_facts(row.template_title, row.code, [("State", chip), *facts])
        open_button = PrimaryButton("Open")
        open_button.clicked.connect(partial(self.opened.emit, row.run_id))
        role = self._context.services.desk.actor.role
        if row.state is RunState.DRAFT and may(role, Permission.FILL_CHECKLISTS):
            bedside = SecondaryButton("Bedside", "bedside")
            bedside.clicked.connect(partial(self.bedside_wanted.emit, row.run_id))
            pane.add_action(bedside)
        pane.add_action(open_button)
