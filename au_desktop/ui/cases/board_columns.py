"""The days of the board side by side, each with its slots and who visits; the arrow keys go from slot to slot."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from au_desktop.domain.ids import CaseId
from au_desktop.domain.reference.library import Reference
from au_desktop.services.cases.slot_board import Board, BoardSlot
from au_desktop.settings import Settings
from au_desktop.ui.cases.slot_card import SlotCard
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.kit.training_words import day_short

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORKDAYS = 5
_NARROWEST = 152


class BoardColumns(QScrollArea):
    """Emits `chosen(slot or None)` and `wished(what)` of the slot that is chosen."""

    chosen = Signal(object)
    wished = Signal(str)

    def __init__(self, reference: Reference, settings: Settings) -> None:
        super().__init__()
        self._reference, self._settings = reference, settings
        self._columns: list[list[SlotCard]] = []
        self._chosen: CaseId | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        named(self, "Board of planned cases")

    def show_board(self, board: Board, today: date) -> None:
        """Draw these days; the slot that was chosen stays chosen, and keeps the focus."""
        had_focus = any(card.hasFocus() for card in self.cards())
        body = QWidget()
        body.setObjectName("scroll_body")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        self._columns = []
        for day in shown_days(board):
            cards = [self._card(slot) for slot in board.on(day)]
            self._columns.append(cards)
            row.addWidget(self._column(board, day, cards, is_today=day == today), 1)
        self.setWidget(body)
        kept = self.card(self._chosen)
        self._choose(None if kept is None else kept.slot)
        if kept is not None and had_focus:
            kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def cards(self) -> list[SlotCard]:
        """Every slot, day by day."""
        return [card for column in self._columns for card in column]

    def card(self, case_id: CaseId | None) -> SlotCard | None:
        """The card of a case, if it is on the board."""
        return next((card for card in self.cards() if card.slot.case.id == case_id), None)

    def _card(self, slot: BoardSlot) -> SlotCard:
        drug = self._reference.drugs.get(slot.case.drug_id)
        title = drug.generic_name if drug else slot.case.drug_id
        card = SlotCard(slot, title, self._settings.date_style)
        card.chosen.connect(self._choose)
        card.wished.connect(self.wished)
        card.stepped.connect(lambda columns, rows: self._step(card, columns, rows))
        return card

    def _column(self, board: Board, day: date, cards: list[SlotCard], *, is_today: bool) -> QFrame:
        column = QFrame()
        styled(column, kind="board_day", today="true" if is_today else "false")
        column.setMinimumWidth(_NARROWEST)
        short = day_short(day, self._settings.date_style, board.days.first)
        words = f"{DAY_NAMES[day.weekday()]} {short}"
        visiting = board.visiting(day)
        who = ", ".join(one.display_name for one in visiting)
        note = text_label(f"{len(visiting)} visiting" if visiting else "nobody visits", "small")
        note.setToolTip(who)
        stack = QVBoxLayout(column)
        stack.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        stack.setSpacing(SPACE_8)
        stack.addWidget(text_label(f"{words} · today" if is_today else words, "strong", wrap=True))
        stack.addWidget(note)
        for card in cards:
            stack.addWidget(card)
        stack.addStretch(1)
        named(column, f"{words}, {len(cards)} planned, visiting: {who or 'nobody'}")
        return column

    def _choose(self, slot: BoardSlot | None) -> None:
        self._chosen = None if slot is None else slot.case.id
        for card in self.cards():
            card.mark(chosen=card.slot.case.id == self._chosen)
        self.chosen.emit(slot)

    def _step(self, card: SlotCard, columns: int, rows: int) -> None:
        at = next(place for place, cards in enumerate(self._columns) if card in cards)
        place = self._columns[at].index(card) + rows
        if columns:
            at += columns
            while 0 <= at < len(self._columns) and not self._columns[at]:
                at += columns
            if not 0 <= at < len(self._columns):
                return
            place = min(place, len(self._columns[at]) - 1)
        if 0 <= place < len(self._columns[at]):
            target = self._columns[at][place]
            self.ensureWidgetVisible(target)
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def shown_days(board: Board) -> tuple[date, ...]:
    """The working days, and a day of the weekend on which somebody visits or something is planned."""
    days = (board.days.last - board.days.first).days + 1
    every = (board.days.first + timedelta(days=at) for at in range(days))
    return tuple(
        day for day in every if day.weekday() < _WORKDAYS or board.on(day) or board.visiting(day)
    )
