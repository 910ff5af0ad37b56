"""One slot on the board: drug, trainee, state and what is in the way; it takes the keyboard's focus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from au_desktop.domain.training.slots import SlotFlag, SlotState
from au_desktop.services.cases.slot_board import BoardSlot
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import SPACE_8, State

STATES = {
    SlotState.PLANNED: State.INFO,
    SlotState.MOVED: State.ATTENTION,
    SlotState.DONE: State.OK,
    SlotState.LOST: State.NEUTRAL,
}
FLAGS = {
    SlotFlag.DAY_PASSED: "day passed: given, moved or lost?",
    SlotFlag.NOT_VISITING: "no visit that day",
    SlotFlag.NO_CAPACITY: "no capacity that day",
    SlotFlag.OBSERVER: "observer that day",
    SlotFlag.NO_SUPERVISOR: "no supervising AU",
    SlotFlag.SUPERVISOR_NOT_ELIGIBLE: "AU not listed for it",
}
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_WISHES = {
    Qt.Key.Key_M: "move",
    Qt.Key.Key_L: "lose",
    Qt.Key.Key_A: "assign",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "open",
}


class SlotCard(QFrame):
    """Emits `chosen`, `stepped(columns, rows)` for the arrow keys, and `wished(what)` for a letter or Enter."""

    chosen = Signal(object)
    stepped = Signal(int, int)
    wished = Signal(str)

    def __init__(self, slot: BoardSlot, drug: str, style: DateStyle) -> None:
        super().__init__()
        self.slot = slot
        self.setProperty("kind", "slot")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, SPACE_8, 10, SPACE_8)
        column.setSpacing(3)
        column.addWidget(text_label(drug, "strong", wrap=True))
        column.addWidget(text_label(slot.trainee.display_name, wrap=True))
        if slot.supervisor:
            column.addWidget(text_label(slot.supervisor, "small", wrap=True))
        column.addWidget(StateChip(slot.state.value, STATES[slot.state]))
        if slot.case.moves and slot.state is not SlotState.LOST:
            last = slot.case.moves[-1]
            words = f"from {day_words(last.from_day, style)}: {last.reason}"
            column.addWidget(text_label(words, "small", wrap=True))
        if slot.state is SlotState.LOST:
            column.addWidget(text_label(slot.case.lost_reason, "small", wrap=True))
        for flag in slot.flags:
            column.addWidget(text_label(f"⚠ {FLAGS[flag]}", "attention", wrap=True))
        said = [
            slot.case.code,
            drug,
            slot.trainee.display_name,
            day_words(slot.case.on, style),
            slot.state.value,
            *(FLAGS[flag] for flag in slot.flags),
        ]
        self.setAccessibleName(", ".join(said))
        self.setToolTip(slot.case.code)

    def mark(self, *, chosen: bool) -> None:
        """Show that this is the slot that the buttons are about."""
        styled(self, chosen="true" if chosen else "false")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What has the focus is chosen."""
        super().focusInEvent(event)
        self.chosen.emit(self.slot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(self.slot)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the case."""
        event.accept()
        self.wished.emit("open")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from slot to slot; M moves, L loses, A hands on, Enter opens the case."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(*_STEPS[key])
        elif key in _WISHES and not event.modifiers():
            self.wished.emit(_WISHES[key])
        else:
            super().keyPressEvent(event)
