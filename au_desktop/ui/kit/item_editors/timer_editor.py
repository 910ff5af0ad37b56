"""The editor of a timer: start, pause, go on, stop; it runs from the stored moments, so it survives lock and restart."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from au_desktop.domain.checklists.amounts import amount_in
from au_desktop.domain.checklists.answers import Answer, Timed
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.limits import Breach
from au_desktop.domain.checklists.units import in_unit
from au_desktop.domain.moments import Moment
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.item_editors.answer_words import pause_words
from au_desktop.ui.kit.item_editors.clock_words import clock_words, span_words
from au_desktop.ui.kit.item_editors.item_editor import ItemEditor, Scene, plain_button
from au_desktop.ui.kit.item_editors.moment_entry import MomentPanel
from au_desktop.ui.kit.tokens import SPACE_8

TICK_MS = 500


class TimerEditor(ItemEditor):
    """Start, pause and go on as often as needed, then Stop; start and stop may be corrected afterwards."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._value = Timed()
        self.start_button = plain_button("Start now", big=scene.big, primary=True)
        self.stop_button = plain_button("Stop now", big=scene.big, primary=True)
        self.pause_button = plain_button("Pause", big=scene.big, icon="pause")
        self.pause_line = text_label("", "muted", wrap=True)
        self.start_button.clicked.connect(self._on_start)
        self.stop_button.clicked.connect(self._on_stop)
        self.pause_button.clicked.connect(self._on_pause)
        self._start_columns = 0
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_8)
        grid.addWidget(self.stop_button, 0, 1)
        grid.addWidget(self.pause_button, 1, 0, 1, 2)
        grid.addWidget(self.pause_line, 2, 0, 1, 2)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._draw()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored moments; a running timer goes on from its start."""
        value = None if answer is None else answer.value
        self._value = value if isinstance(value, Timed) else Timed()
        self._draw()
        self._run_ticks()

    def press(self) -> None:
        """Start it, or stop it while it runs."""
        if self._value.running:
            self._on_stop()
        elif self._value.started is None:
            self._on_start()

    def choose(self, number: int) -> bool:
        """1 starts, 2 stops, 3 pauses or goes on; what is done already is corrected by its button only."""
        value = self._value
        steps = {1: value.started is None, 2: value.running, 3: value.running}
        if not steps.get(number, False):
            return False
        (self._on_start, self._on_stop, self._on_pause)[number - 1]()
        return True

    def focus_target(self) -> QWidget:
        """Stop while it runs, else start."""
        return self.stop_button if self._value.running else self.start_button

    def showEvent(self, event: QShowEvent) -> None:
        """Count again."""
        super().showEvent(event)
        self._run_ticks()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: do not count."""
        super().hideEvent(event)
        self._tick.stop()

    def _run_ticks(self) -> None:
        if self._value.running and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _on_tick(self) -> None:
        self._draw()
        value = self._value.stop(self.scene.now())
        if _has_run_too_long(self.item, value):
            self.judged.emit(value)

    def _on_start(self) -> None:
        if self._value.started is None:
            self._give(Timed(self.scene.now()))
        else:
            self._correct(self._value.started, self._on_start_corrected)

    def _on_stop(self) -> None:
        if self._value.running:
            self._give(self._value.stop(self.scene.now()))
        elif self._value.stopped is not None:
            self._correct(self._value.stopped, self._on_stop_corrected)

    def _on_pause(self) -> None:
        now = self.scene.now()
        self._give(self._value.go_on(now) if self._value.paused else self._value.pause(now))

    def _correct(self, moment: Moment, taken: object) -> None:
        panel = MomentPanel(moment)
        panel.taken.connect(taken)
        panel.dismissed.connect(self.panel_done)
        self.panel_wanted.emit(self.item.title, panel)
        panel.fields.clock.setFocus()

    def _on_start_corrected(self, moment: Moment) -> None:
        self.panel_done.emit()
        self._give(Timed(moment, self._value.stopped, self._value.interruptions))

    def _on_stop_corrected(self, moment: Moment) -> None:
        self.panel_done.emit()
        self._give(Timed(self._value.started, moment, self._value.interruptions))

    def _give(self, value: Timed) -> None:
        self._value = value
        self._draw()
        self._run_ticks()
        self.answer_with(value)

    def _draw(self) -> None:
        value = self._value
        _dress(self.start_button, answered=value.started is not None)
        _dress(self.stop_button, answered=value.stopped is not None)
        self.stop_button.setVisible(value.started is not None)
        self._stretch_start(alone=value.started is None)
        self._draw_pauses()
        if value.started is None:
            self._say(self.start_button, "Start now")
            return
        started = clock_words(value.started)
        self._say(self.start_button, f"\u2713 {started}", f"started {started}")
        length = span_words(value.so_far(self.scene.now()))
        if value.stopped is None:
            self._say(self.stop_button, f"Stop now  {length}", "Stop now")
        else:
            words = f"{clock_words(value.stopped)} \u00b7 {length}"
            self._say(self.stop_button, f"\u2713 {words}", f"stopped {words}")

    def _stretch_start(self, *, alone: bool) -> None:
        """As long as nothing runs, Start has the room of both buttons."""
        columns = 2 if alone else 1
        if columns != self._start_columns:
            self._start_columns = columns
            self._grid.addWidget(self.start_button, 0, 0, 1, columns)

    def _draw_pauses(self) -> None:
        value = self._value
        self.pause_button.setVisible(value.running)
        self._say(self.pause_button, "Go on" if value.paused else "Pause")
        self.pause_button.set_icon("play" if value.paused else "pause")
        words = pause_words(value).removeprefix(", ")
        self.pause_line.setText(f"{words[:1].upper()}{words[1:]}")
        self.pause_line.setVisible(bool(words))

    def _say(self, button: QPushButton, words: str, spoken: str = "") -> None:
        """The words on the button, and for a screen reader the item's name with what does not change every second."""
        button.setText(words)
        button.setAccessibleName(f"{self.item.title}: {spoken or words}")


def _has_run_too_long(item: Item, value: Timed) -> bool:
    """Whether the time so far is above a limit; that it is still below one says nothing while it runs."""
    given = amount_in(value)
    amount = None if given is None or item.limits is None else in_unit(*given, item.limits.unit)
    if amount is None or item.limits is None:
        return False
    broken = item.limits.breach(amount)
    return broken is not None and broken[0] in {Breach.HIGH_ATTENTION, Breach.HIGH_ACTION}


def _dress(button: QWidget, *, answered: bool) -> None:
    """What is done is no longer the next thing to do."""
    styled(
        button,
        kind="secondary" if answered else "primary",
        answered="true" if answered else "false",
    )
