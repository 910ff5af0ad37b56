"""The running timers of a checklist, side by side: each a button with its time that leads to its item."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.checklists.answers import Timed
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.buttons import Button
from au_desktop.ui.kit.item_editors.clock_words import span_words
from au_desktop.ui.kit.item_editors.run_session import RunSession
from au_desktop.ui.kit.tokens import SPACE_8

TICK_MS = 500
LONGEST_NAME = 18
WIDE = 1340
"""From here on there is room for large digits."""


@dataclass(frozen=True, slots=True)
class RunningTimer:
    """A timer that was started and not stopped: its item, its name where there is little room, and its moments."""

    key: str
    name: str
    value: Timed


def running_timers(sheet: RunSheet) -> tuple[RunningTimer, ...]:
    """The timers that run, in the order of the work; named by the section, or by the item where a section has several."""
    found: list[RunningTimer] = []
    for section, items in sheet.sections:
        values = [(item, answer.value) for item in items if (answer := sheet.run.answer(item.key))]
        running = [
            (item, value) for item, value in values if isinstance(value, Timed) and value.running
        ]
        for item, value in running:
            name = section.title if len(running) == 1 else item.title
            found.append(RunningTimer(item.key, _short(name), value))
    return tuple(found)


def timer_words(one: RunningTimer, session: RunSession) -> str:
    """Such as "Infusion 06:42", with a word where it is paused."""
    paused = " paused" if one.value.paused else ""
    return f"{one.name}{paused} {span_words(one.value.so_far(session.now()))}"


class _TimerButton(Button):
    """A running time; a press leads to its item."""

    kind = "quiet"


class TimerStrip(QWidget):
    """Emits `timer_wanted(key)`; counts from the stored moments, so it is right after a lock and a restart."""

    timer_wanted = Signal(str)

    def __init__(self, session: RunSession) -> None:
        super().__init__()
        self._session = session
        self._running: tuple[RunningTimer, ...] = ()
        self.buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_8)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._draw)
        self.hide()

    def show_sheet(self, sheet: RunSheet) -> None:
        """Show the timers that run now."""
        running = running_timers(sheet)
        if [one.key for one in running] != [one.key for one in self._running]:
            self._rebuild(running)
        self._running = running
        self._draw()
        self.setVisible(bool(running))
        if running:
            self._tick.start()
        else:
            self._tick.stop()

    def running(self) -> tuple[RunningTimer, ...]:
        """What runs."""
        return self._running

    def words(self) -> str:
        """The running times as they are shown."""
        return "   ".join(timer_words(one, self._session) for one in self._running)

    def _rebuild(self, running: tuple[RunningTimer, ...]) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for one in running:
            button = _TimerButton("")
            button.setProperty("target", "true")
            button.setAccessibleName(f"Timer {one.name}: go to it")
            button.clicked.connect(lambda _on=False, key=one.key: self.timer_wanted.emit(key))
            self._row.addWidget(button)
            self.buttons.append(button)

    def _draw(self) -> None:
        wide = len(self.buttons) == 1 and self.window().width() >= WIDE
        for button, one in zip(self.buttons, self._running, strict=True):
            styled(button, timer="true" if wide else "several")
            button.setText(timer_words(one, self._session))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}\u2026"
