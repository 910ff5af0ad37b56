"""The editor of a timer: start, running time, stop; it runs from the stored moment, so it survives lock and restart."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.checklists.answers import Answer, Timed
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.moments import Moment
from au_desktop.ui.kit.accessible import styled
from au_desktop.ui.kit.item_editors.clock_words import clock_words, span_words
from au_desktop.ui.kit.item_editors.item_editor import ItemEditor, Scene, plain_button
from au_desktop.ui.kit.item_editors.moment_entry import MomentPanel
from au_desktop.ui.kit.tokens import SPACE_8

TICK_MS = 500


class TimerEditor(ItemEditor):
    """Start, then Stop; both moments may be corrected afterwards."""

    def __init__(self, item: Item, scene: Scene) -> None:
        super().__init__(item, scene)
        self._value = Timed()
        self.start_button = plain_button("Start now", big=scene.big, primary=True)
        self.stop_button = plain_button("Stop now", big=scene.big, primary=True)
        self.start_button.clicked.connect(self._on_start)
        self.stop_button.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.start_button, 1)
        row.addWidget(self.stop_button, 1)
        if not scene.big:
            row.addStretch(1)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._draw)
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

    def _on_start(self) -> None:
        if self._value.started is None:
            self._give(Timed(self.scene.now()))
        else:
            self._correct(self._value.started, self._on_start_corrected)

    def _on_stop(self) -> None:
        if self._value.running:
            self._give(Timed(self._value.started, self.scene.now()))
        elif self._value.stopped is not None:
            self._correct(self._value.stopped, self._on_stop_corrected)

    def _correct(self, moment: Moment, taken: object) -> None:
        panel = MomentPanel(moment)
        panel.taken.connect(taken)
        panel.dismissed.connect(self.panel_done)
        self.panel_wanted.emit(self.item.title, panel)
        panel.fields.clock.setFocus()

    def _on_start_corrected(self, moment: Moment) -> None:
        self.panel_done.emit()
        self._give(Timed(moment, self._value.stopped))

    def _on_stop_corrected(self, moment: Moment) -> None:
        self.panel_done.emit()
        self._give(Timed(self._value.started, moment))

    def _give(self, value: Timed) -> None:
        self._value = value
        self._draw()
        self._run_ticks()
        self.answer_with(value)

    def _draw(self) -> None:
        started, stopped = self._value.started, self._value.stopped
        _dress(self.start_button, answered=started is not None)
        _dress(self.stop_button, answered=stopped is not None)
        self.stop_button.setVisible(started is not None)
        if started is None:
            self.start_button.setText("Start now")
            return
        self.start_button.setText(f"\u2713 {clock_words(started)}")
        end = stopped or self.scene.now()
        length = span_words(end.utc - started.utc)
        if stopped is None:
            self.stop_button.setText(f"Stop now  {length}")
        else:
            self.stop_button.setText(f"\u2713 {clock_words(stopped)} \u00b7 {length}")


def _dress(button: QWidget, *, answered: bool) -> None:
    """What is done is no longer the next thing to do."""
    styled(
        button,
        kind="secondary" if answered else "primary",
        answered="true" if answered else "false",
    )
