"""The clocks of an event as a vertical timeline: what is owed to whom, how long is left, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.safety.event_clocks import ClockState, EventClock, state_of
from au_desktop.services.wording.event_words import clock_reason, clock_words
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, SPACE_12, State

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.events import Event

STATES: dict[ClockState, State] = {
    ClockState.RUNNING: State.ATTENTION,
    ClockState.OVERDUE: State.PROBLEM,
    ClockState.IN_TIME: State.OK,
    ClockState.DONE: State.OK,
    ClockState.LATE: State.PROBLEM,
    ClockState.NOT_OWED: State.NEUTRAL,
}
_DOT, _RAIL = 10, 26


class _Rail(QWidget):
    """The line of the timeline with the dot of one clock; open while something is still to be done."""

    def __init__(self, state: State, *, filled: bool, first: bool, last: bool) -> None:
        super().__init__()
        self._state, self._filled, self._first, self._last = state, filled, first, last
        self.setFixedWidth(_RAIL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and the dot."""
        tokens = theme.current().tokens
        ink = QColor(tokens.ink(self._state))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, dot = self.width() // 2, 16
        painter.setPen(QPen(QColor(tokens.border), 2))
        if not self._first:
            painter.drawLine(middle, 0, middle, dot - _DOT)
        if not self._last:
            painter.drawLine(middle, dot + _DOT, middle, self.height())
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if self._filled else QColor(tokens.surface))
        painter.drawEllipse(middle - _DOT // 2, dot - _DOT // 2, _DOT, _DOT)


class ClockTimeline(QWidget):
    """Emits `done_wanted(clock)` and `reopen_wanted(clock)`."""

    done_wanted = Signal(object)
    reopen_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QuietButton] = {}
        self.words: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_8, SPACE_4, SPACE_12, SPACE_8)
        self._column.setSpacing(0)

    def show_event(self, event: Event, now: Moment, why_not: str = "") -> None:
        """Show the clocks as they stand now; `why_not` says why none can be answered."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self.words = {}, {}
        ordered = sorted(event.clocks, key=lambda clock: clock.due.utc)
        for at, clock in enumerate(ordered):
            ends = (at == 0, at == len(ordered) - 1)
            self._column.addWidget(self._row(clock, now, why_not, ends))

    def _row(
        self, clock: EventClock, now: Moment, why_not: str, ends: tuple[bool, bool]
    ) -> QWidget:
        state = state_of(clock, now)
        words = clock_words(clock, now)
        self.words[clock.key] = words
        holder = named(QWidget(), f"{clock.title}: {words}")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        rail = _Rail(STATES[state], filled=not clock.running, first=ends[0], last=ends[1])
        row.addWidget(rail)
        row.addLayout(self._facts(clock, words, STATES[state], why_not), 1)
        return holder

    def _facts(self, clock: EventClock, words: str, state: State, why_not: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, SPACE_4, 0, SPACE_12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(text_label(clock.title, "strong", wrap=True), 1)
        head.addWidget(StateChip(words, state), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(text_label(clock.whom, "muted", wrap=True))
        column.addWidget(text_label(due_words(clock), "muted", wrap=True))
        if clock.running and clock.advice:
            column.addWidget(text_label(clock.advice, "hint", wrap=True))
        reason = clock_reason(clock)
        if reason:
            column.addWidget(text_label(_done_words(clock, reason), wrap=True))
        column.addLayout(self._foot(clock, why_not))
        return column

    def _foot(self, clock: EventClock, why_not: str) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, SPACE_4, 0, 0)
        button: QuietButton | SecondaryButton
        if clock.running:
            button = named(SecondaryButton("Done…", "check"), f"Done: {clock.title}")
            button.clicked.connect(lambda: self.done_wanted.emit(clock))
        elif clock.done is not None:
            button = named(QuietButton("Take back…", "undo"), f"Take back: {clock.title}")
            button.clicked.connect(lambda: self.reopen_wanted.emit(clock))
        else:
            return foot
        button.setEnabled(not why_not)
        button.setToolTip(why_not)
        self.buttons[clock.key] = button  # type: ignore[assignment]
        foot.addWidget(button)
        foot.addStretch(1)
        return foot


def due_words(clock: EventClock) -> str:
    """By when, and by which rule."""
    mark = " · needs checking" if clock.verify else ""
    if not clock.span.numbered:
        return f"{clock.span.value.capitalize()}, since {moment_words(clock.since)} · {clock.basis}{mark}"
    return f"By {moment_words(clock.due)} · {clock.basis}{mark}"


def _done_words(clock: EventClock, reason: str) -> str:
    if clock.done is None or clock.done.excused:
        return reason
    return f"{moment_words(clock.done.at)}: {reason}"
