"""The next clocks of all open events, above the list: what is owed about which event, and how long is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.services.wording.event_words import due_words
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.services.safety_stores import RunningClock

_MOST = 3


class ClockStrip(Card):
    """Emits `opened(id)` for the event of a clock; hidden while no clock runs."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("Running clocks")
        self.hide()

    def show_clocks(self, clocks: Sequence[RunningClock], now: Moment) -> None:
        """Show the next ones."""
        self.clear_rows()
        self.setVisible(bool(clocks))
        self.set_note(f"{len(clocks)} in all" if len(clocks) > _MOST else "")
        for clock in clocks[:_MOST]:
            overdue = clock.deadline.due.utc < now.utc
            chip = StateChip(
                due_words(clock.deadline.due, now), State.PROBLEM if overdue else State.ATTENTION
            )
            detail = f"{clock.code} · {clock.label} · {clock.deadline.basis}"
            row = CardRow(clock.deadline.title, detail, chip).make_clickable()
            row.activated.connect(lambda key=clock.record_id: self.opened.emit(key))
            self.add_row(row)
