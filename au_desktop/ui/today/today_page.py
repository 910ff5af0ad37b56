"""The first page: what the day asks of the people who work here, each line one step away from its record."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.cases import Case
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.day_waits import Waits
from au_desktop.settings import Settings
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.case_checklists import Started, start_or_resume
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.targets import NewCase
from au_desktop.ui.kit.training_words import (
    counted,
)
from au_desktop.ui.today import today_words
from au_desktop.ui.today.needs_table import NeedsTable
from au_desktop.ui.today.today_board import Board, load_board
from au_desktop.ui.today.today_rows import TodayRows

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Group:
    """One card with its rows, what it says without any, and where the rest can be seen: a page, or unfolded here."""

    card: Card
    rows: list[CardRow]
    nothing: str
    page: str = ""
    total: int = 0


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
        self._unfolded: set[Card] = set()
        self._rows = TodayRows(services, settings, self._go, self._open_bedside)
        self.here = Card("Here today")
        self.planned = Card("Planned cases")
        self.waiting = Card("Waiting for a signature")
        self.drafts = Card("Drafts to finish")
        self.due = Card("Due", "next 14 days")
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
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (left, (self.here, self.planned, self.drafts)),
            (right, (self.waiting, self.due)),
        ):
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addLayout(left, 5)
        top.addLayout(right, 4)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(top)
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
        self._show_rows(board)
        self.needs.show_needs(overview.needing)
        self._show_empty(board)

    def _show_waits(self, waits: Waits) -> None:
        self._waits = waits
        board = self._board
        if board is not None:
            self._tell_badge(board)
            self._fill(self._waiting_group(board))
            self._fill(self._due_group(board))
            self._show_empty(board)

    def _show_empty(self, board: Board) -> None:
        shown, waits = board.overview, self._waits
        anything = (
            *(shown.here, shown.planned, shown.waiting, shown.drafts, shown.due, shown.needing),
            *(waits.papers, waits.licenses, waits.attestations, waits.parts),
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

    def _show_rows(self, board: Board) -> None:
        overview = board.overview
        self.here.set_note(counted(len(overview.here), "visiting trainee"))
        self.planned.set_note("today and the next 14 days")
        make = self._rows
        groups = (
            _Group(
                self.here,
                [make.here(one) for one in overview.here],
                "Nobody's visit holds today.",
                "trainees",
            ),
            _Group(
                self.planned,
                [make.planned(one) for one in board.planned],
                "No case is planned in these days.",
                "cases",
            ),
            self._waiting_group(board),
            _Group(
                self.drafts,
                [make.draft(one) for one in overview.drafts],
                "No draft is open.",
                "checklists",
            ),
            self._due_group(board),
        )
        for group in groups:
            self._fill(group)

    def _waiting_group(self, board: Board) -> _Group:
        """What only a person can settle stands before the checklists."""
        make, overview, waits = self._rows, board.overview, self._waits
        first = [
            *(make.attestation(one) for one in waits.attestations),
            *(make.parts(one) for one in waits.parts),
        ]
        total = overview.waiting_total + len(first)
        self.waiting.set_note(f"oldest first · {total}" if total else "")
        return _Group(
            self.waiting,
            [*first, *(make.waiting(one) for one in overview.waiting)],
            "No signature is waited for.",
            "checklists" if len(first) <= _SHOWN else "",
            total,
        )

    def _due_group(self, board: Board) -> _Group:
        make, waits = self._rows, self._waits
        found = [
            *((one.due, make.due(one)) for one in board.overview.due),
            *((one.due, make.paper(one)) for one in waits.papers),
            *((one.due, make.license(one)) for one in waits.licenses),
        ]
        found.sort(key=lambda pair: pair[0])
        rows = [row for _, row in found]
        return _Group(self.due, rows, "Nothing is due in the next 14 days.")

    def _fill(self, group: _Group) -> None:
        card = group.card
        card.clear_rows()
        unfolded = card in self._unfolded
        for row in group.rows if unfolded else group.rows[:_SHOWN]:
            card.add_row(row)
        if not group.rows:
            nothing = CardRow("", group.nothing)
            nothing.title.hide()
            card.add_row(nothing)
        more = max(group.total, len(group.rows)) - _SHOWN
        if more > 0:
            rest = CardRow("Show fewer" if unfolded else f"and {more} more").make_clickable()
            if group.page:
                rest.activated.connect(partial(self._go, group.page, None))
            else:
                rest.activated.connect(partial(self._unfold, card))
            card.add_row(rest)

    def _unfold(self, card: Card) -> None:
        self._unfolded ^= {card}
        if self._board is not None:
            self._show_rows(self._board)

    def _go(self, page: str, target: object) -> None:
        self.go_requested.emit(page, target)

    def _open_bedside(self, case: Case) -> None:
        template_id = self._board.templates.get(case.drug_id, "") if self._board else ""
        if not template_id:
            self.status_told.emit(
                "No administration checklist is written for this drug: choose one."
            )
            self.go_requested.emit("checklists", case.id)
            return
        self._operations.run(
            partial(start_or_resume, self._services, case, template_id),
            self._on_started,
            owner=self,
            label="Opening the checklist",
        )

    def _on_started(self, started: Started) -> None:
        self._changes.tell(started.changes)
        self.go_requested.emit("bedside", started.run_id)
