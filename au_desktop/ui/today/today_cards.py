"""The cards of Today: who is here, planned cases, drafts, what waits for a signature, what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.services.day.day_waits import Waits
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.today.today_board import Board
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
    shown: int = _SHOWN


class TodayCards(QWidget):
    """Four rows a card; the rest is a page away, or unfolds."""

    def __init__(self, rows: TodayRows, go: Callable[[str, object], None]) -> None:
        super().__init__()
        self._rows, self._go = rows, go
        self._unfolded: set[Card] = set()
        self._shown: tuple[Board, Waits] | None = None
        self.here = Card("Here today")
        self.planned = Card("Planned cases", "today and the next 14 days")
        self.waiting = Card("Waiting for a signature")
        self.drafts = Card("Drafts to finish")
        self.due = Card("Due", "next 14 days")
        top = QHBoxLayout(self)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(14)
        for share, cards in (
            (5, (self.here, self.planned, self.drafts)),
            (4, (self.waiting, self.due)),
        ):
            column = QVBoxLayout()
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            top.addLayout(column, share)

    def show_board(self, board: Board, waits: Waits) -> None:
        """Draw every card again."""
        self._shown = (board, waits)
        overview, make = board.overview, self._rows
        self.here.set_note(counted(len(overview.here), "visiting trainee"))
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
            self._waiting_group(board, waits),
            _Group(
                self.drafts,
                [make.draft(one) for one in overview.drafts],
                "No draft is open.",
                "checklists",
            ),
            self._due_group(board, waits),
        )
        for group in groups:
            self._fill(group)

    def _waiting_group(self, board: Board, waits: Waits) -> _Group:
        """What only a person can settle stands before the checklists."""
        make, overview = self._rows, board.overview
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

    def _due_group(self, board: Board, waits: Waits) -> _Group:
        """Clocks that count hours stand first, all of them: whatever else is late can wait for the call."""
        make = self._rows
        pressing = [one for one in waits.safety if make.presses(one)]
        found = [
            *((one.due, make.due(one)) for one in board.overview.due),
            *((one.due, make.paper(one)) for one in waits.papers),
            *((one.due, make.license(one)) for one in waits.licenses),
            *((one.due, make.safety(one)) for one in waits.safety if one not in pressing),
        ]
        found.sort(key=lambda pair: pair[0])
        rows = [*(make.safety(one) for one in pressing), *(row for _, row in found)]
        shown = max(_SHOWN, len(pressing))
        return _Group(self.due, rows, "Nothing is due in the next 14 days.", shown=shown)

    def _fill(self, group: _Group) -> None:
        card = group.card
        card.clear_rows()
        unfolded = card in self._unfolded
        for row in group.rows if unfolded else group.rows[: group.shown]:
            card.add_row(row)
        if not group.rows:
            nothing = CardRow("", group.nothing)
            nothing.title.hide()
            card.add_row(nothing)
        more = max(group.total, len(group.rows)) - group.shown
        if more > 0:
            rest = CardRow("Show fewer" if unfolded else f"and {more} more").make_clickable()
            if group.page:
                rest.activated.connect(partial(self._go, group.page, None))
            else:
                rest.activated.connect(partial(self._unfold, card))
            card.add_row(rest)

    def _unfold(self, card: Card) -> None:
        self._unfolded ^= {card}
        if self._shown is not None:
            self.show_board(*self._shown)
