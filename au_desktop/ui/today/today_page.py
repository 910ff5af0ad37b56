"""The first page: what the day asks of the people who work here, each line one step away from its record."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.cases import Case
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.day.day_waits import Waits
from au_desktop.settings import Settings
from au_desktop.ui.kit.case_checklists import CHOOSE, Started, open_administration
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.targets import NewCase
from au_desktop.ui.today import today_words
from au_desktop.ui.today.needs_table import NeedsTable
from au_desktop.ui.today.today_board import Board, Expected, load_board, load_expected
from au_desktop.ui.today.today_cards import TodayCards
from au_desktop.ui.today.today_rows import TodayRows


class TodayPage(Page):
    """Loads one board and draws it as cards; it changes nothing but to begin a checklist."""

    watches = frozenset(Kind) - {
        Kind.PERSON,
        Kind.CENTER,
        Kind.ROOM,
        Kind.TEMPLATE,
        Kind.EXPORT,
        Kind.BACKUP,
        Kind.LOG,
    }

    def __init__(
        self,
        services: Services,
        operations: Runner,
        changes: ChangesBus,
        settings: Settings,
    ) -> None:
        super().__init__("Today", help_topic="today")
        self._services, self._operations = services, operations
        self._changes, self._settings = changes, settings
        self._style = settings.date_style
        self._board: Board | None = None
        self._waits = Waits()
        self._rows = TodayRows(services, settings, self._go, self._open_bedside)
        self.cards = TodayCards(self._rows, self._go)
        self.needs = NeedsTable(self._style)
        self.needs.trainee_chosen.connect(partial(self.go_requested.emit, "trainees"))
        self.empty = EmptyState(
            "today",
            "A quiet start",
            "Today shows who is here, the planned cases, signatures that are waited for and what is due. "
            "Add the first trainee to begin.",
            "Go to Trainees",
        )
        self.empty.first_step.connect(partial(self.go_requested.emit, "trainees", None))
        self._lay_out()

    def refresh(self) -> None:
        """Load the board again, and then what takes longer to know."""
        self._operations.run(
            partial(load_board, self._services), self._show, owner=self, label="Loading"
        )
        self._operations.run(self._services.day_waits.waits, self._show_waits, owner=self)

    def _lay_out(self) -> None:
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.cards)
        column.addWidget(self.needs)
        column.addStretch(1)
        self._stack = OneShown()
        self._stack.add(full)
        self._stack.add(self.empty)
        self.content.addWidget(self._stack)

    def _show(self, board: Board) -> None:
        self._board = board
        overview = board.overview
        self._show_header(board)
        self._tell_badge(board)
        self._rows.name_supervisors(board.supervisors)
        self.cards.show_board(board, self._waits)
        self.needs.show_needs(overview.needing)
        self._operations.run(
            partial(load_expected, self._services, overview.needing),
            self._show_expected,
            owner=self,
        )
        self._show_empty(board)

    def _show_waits(self, waits: Waits) -> None:
        self._waits = waits
        board = self._board
        if board is not None:
            self._tell_badge(board)
            self.cards.show_board(board, waits)
            self._show_empty(board)

    def _show_expected(self, expected: Expected) -> None:
        if self._board is not None:
            self.needs.show_needs(self._board.overview.needing, expected)

    def _show_empty(self, board: Board) -> None:
        shown, waits = board.overview, self._waits
        anything = (
            *(shown.here, shown.planned, shown.waiting, shown.drafts, shown.due, shown.needing),
            *(waits.papers, waits.licenses, waits.attestations, waits.parts, waits.safety),
        )
        self._stack.show_at(0 if any(anything) else 1)

    def _tell_badge(self, board: Board) -> None:
        day = board.overview.day
        overdue = sum(1 for row in board.overview.due if row.due < day)
        mine = sum(1 for one in self._waits.attestations if one.mine)
        waiting = board.counts.waiting_for_me + mine
        self.badge_changed.emit(waiting + overdue + self._waits.overdue(day))

    def _show_header(self, board: Board) -> None:
        allowed = may(self._services.desk.actor.role, Permission.LOG_CASES)
        new_case = MainAction("New case", self._new_case, "plus", enabled=allowed)
        self.set_header("Today", today_words.long_day(board.overview.day, self._style), new_case)

    def _new_case(self) -> None:
        self.go_requested.emit("cases", NewCase())

    def _go(self, page: str, target: object) -> None:
        self.go_requested.emit(page, target)

    def _open_bedside(self, case: Case) -> None:
        self._operations.run(
            partial(open_administration, self._services, case),
            partial(self._on_started, case),
            owner=self,
            label="Opening the checklist",
        )

    def _on_started(self, case: Case, started: Started | None) -> None:
        if started is None:
            self.status_told.emit(CHOOSE)
            self.go_requested.emit("checklists", case.id)
            return
        self._changes.tell(started.changes)
        self.go_requested.emit("bedside", started.run_id)
