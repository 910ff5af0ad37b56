"""The bar above the bedside checklist: what and whom it is about, what is saved, what runs, leave and lock."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from au_desktop.domain.checklists.answers import Timed
from au_desktop.domain.moments import Moment
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import Button, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.clock_words import clock_words, span_words
from au_desktop.ui.kit.item_editors.run_report import about_facts
from au_desktop.ui.kit.item_editors.run_session import RunSession
from au_desktop.ui.kit.tokens import SPACE_12, State

HEIGHT = 64
TICK_MS = 500
MOST_FACTS = 3
_SPOKEN = ("Patient code", "Trainee", "Supervising AU", "Room", "Drug")


class _RunningTimer(Button):
    """A running time; a press leads to its item."""

    kind = "quiet"


class BedsideHeader(QFrame):
    """Emits `leave`, `lock` and `timer_wanted(key)`."""

    leave = Signal()
    lock = Signal()
    timer_wanted = Signal(str)

    def __init__(self, session: RunSession) -> None:
        super().__init__()
        self._session = session
        self._running: dict[str, tuple[str, Moment]] = {}
        self._told = False
        self._title_words = self._code_words = self._about_words = ""
        self.setProperty("kind", "bedside_bar")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(HEIGHT)
        self.title = text_label("", "title")
        self.about = text_label("", "muted")
        for label in (self.title, self.about):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.saved_chip = StateChip("not changed", State.NEUTRAL)
        self.saved_chip.setAccessibleName("Saved")
        self.timer_button = _RunningTimer("")
        self.timer_button.setProperty("timer", "true")
        self.timer_button.hide()
        self.leave_button = SecondaryButton("Leave", "back")
        self.lock_button = SecondaryButton("Lock", "lock")
        self._lay_out()
        self.leave_button.clicked.connect(self.leave)
        self.lock_button.clicked.connect(self.lock)
        self.timer_button.clicked.connect(self._on_timer)
        session.saving.connect(self._on_saving)
        session.saved.connect(self._on_saved)
        session.refused.connect(self._on_not_saved)
        session.failed.connect(self._on_not_saved)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._draw_timers)

    def show_sheet(self, sheet: RunSheet) -> None:
        """Show what the run is about, and which timers run."""
        case = sheet.about.case
        code = f" \u00b7 case {case.code}" if case is not None else ""
        self._title_words, self._code_words = sheet.template.title, code
        facts = dict(about_facts(sheet.about))
        told = [f"{name[0].lower()}{name[1:]} {facts[name]}" for name in _SPOKEN if name in facts]
        self._about_words = " \u00b7 ".join(told[:MOST_FACTS])
        self._draw_words()
        self._running = {}
        for section, items in sheet.sections:
            for item in items:
                answer = sheet.run.answer(item.key)
                if answer is not None and isinstance(answer.value, Timed) and answer.value.running:
                    started = answer.value.started
                    if started is not None:
                        self._running[item.key] = (section.title, started)
        self._draw_timers()
        if not self._told and sheet.run.answers:
            self._on_saved(max(answer.at for answer in sheet.run.answers))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words rather than push the buttons out."""
        super().resizeEvent(event)
        self._draw_words()

    def running(self) -> str:
        """The running times as they are shown."""
        return self.timer_button.text() if not self.timer_button.isHidden() else ""

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch(1)
        for button in (self.leave_button, self.lock_button):
            button.setProperty("target", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(SPACE_12)
        row.addLayout(words, 1)
        row.addWidget(self.saved_chip)
        row.addWidget(self.timer_button)
        row.addWidget(self.leave_button)
        row.addWidget(self.lock_button)

    def _draw_words(self) -> None:
        lines = (
            (self.title, self._title_words, self._code_words),
            (self.about, self._about_words, ""),
        )
        for label, words, end in lines:
            room = max(120, label.width() - label.fontMetrics().horizontalAdvance(end))
            shown = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            label.setText(f"{shown}{end}")
            label.setAccessibleName(f"{words}{end}")
            label.setToolTip(f"{words}{end}")

    def _draw_timers(self) -> None:
        now = self._session.now()
        words = [
            f"{title} {span_words(now.utc - started.utc)}"
            for title, started in self._running.values()
        ]
        self.timer_button.setText("   ".join(words))
        self.timer_button.setVisible(bool(words))
        if words and not self._tick.isActive():
            self._tick.start()
        elif not words:
            self._tick.stop()

    def _on_timer(self) -> None:
        for key in self._running:
            self.timer_wanted.emit(key)
            return

    def _on_saving(self) -> None:
        self._told = True
        self.saved_chip.set_state("saving\u2026", State.INFO)

    def _on_saved(self, at: Moment) -> None:
        self.saved_chip.set_state(f"saved {clock_words(at)}", State.OK)

    def _on_not_saved(self, *_: object) -> None:
        self.saved_chip.set_state("not saved", State.PROBLEM)
