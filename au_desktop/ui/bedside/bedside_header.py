"""The bar above the bedside checklist: what and whom it is about, what is saved, what runs, leave and lock."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.ui.bedside.timer_strip import TimerStrip
from au_desktop.ui.kit.accessible import plain_tip, styled, text_label
from au_desktop.ui.kit.buttons import IconButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.clock_words import clock_words
from au_desktop.ui.kit.item_editors.run_report import about_facts
from au_desktop.ui.kit.item_editors.run_session import RunSession
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_8, State

HEIGHT = 64
MOST_FACTS = 3
_SPOKEN = ("Patient code", "Trainee", "Supervising AU", "Room", "Drug")


class BedsideHeader(QFrame):
    """Emits `leave`, `lock`, `search`, `cover`, `hand_over` (give the device, or take it back) and `timer_wanted(key)`."""

    leave = Signal()
    lock = Signal()
    search = Signal()
    cover = Signal()
    hand_over = Signal()
    timer_wanted = Signal(str)

    def __init__(self, session: RunSession) -> None:
        super().__init__()
        self._session = session
        self._told = False
        self._who_words = ""
        self._title_words = self._code_words = self._about_words = ""
        self.setProperty("kind", "bedside_bar")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(HEIGHT)
        self.title = text_label("", "title")
        self.about = text_label("", "muted")
        for label in (self.title, self.about):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.installEventFilter(self)
        self.saved_chip = StateChip("not changed", State.NEUTRAL)
        self.saved_chip.setAccessibleName("Saved")
        self.timers = TimerStrip(session)
        self.search_button = IconButton("search", "Find in this checklist (Ctrl+F)")
        self.cover_button = IconButton("eye_off", "Cover the screen (F9)")
        self.hand_button = SecondaryButton("Hand over", "people")
        self.hand_button.setToolTip("Let somebody else answer in their own name")
        self.leave_button = SecondaryButton("Leave", "back")
        self.lock_button = SecondaryButton("Lock", "lock")
        self._lay_out()
        self._wire(session)

    def _wire(self, session: RunSession) -> None:
        self.leave_button.clicked.connect(self.leave)
        self.lock_button.clicked.connect(self.lock)
        self.search_button.clicked.connect(self.search)
        self.cover_button.clicked.connect(self.cover)
        self.hand_button.clicked.connect(self.hand_over)
        self.timers.timer_wanted.connect(self.timer_wanted)
        session.handed.connect(self._on_handed)
        session.saving.connect(self._on_saving)
        session.saved.connect(self._on_saved)
        session.refused.connect(self._on_not_saved)
        session.failed.connect(self._on_not_saved)

    def show_sheet(self, sheet: RunSheet) -> None:
        """Show what the run is about, and which timers run."""
        case = sheet.about.case
        code = f" \u00b7 case {case.code}" if case is not None else ""
        self._title_words, self._code_words = sheet.template.title, code
        facts = dict(about_facts(sheet.about))
        told = [f"{name[0].lower()}{name[1:]} {facts[name]}" for name in _SPOKEN if name in facts]
        self._about_words = " \u00b7 ".join(told[:MOST_FACTS])
        self._draw_words()
        self.timers.show_sheet(sheet)
        self.hand_button.setVisible(sheet.run.is_draft)
        if not self._told and sheet.run.answers:
            self._on_saved(max(answer.at for answer in sheet.run.answers))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shorten the words rather than push the buttons out."""
        if event.type() == QEvent.Type.Resize:
            self._draw_words()
        return super().eventFilter(watched, event)

    def running(self) -> str:
        """The running times as they are shown."""
        return self.timers.words()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch(1)
        for icon in (self.search_button, self.cover_button):
            icon.setProperty("target", "true")
        for button in (self.hand_button, self.leave_button, self.lock_button):
            button.setProperty("target", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(SPACE_8)
        row.addLayout(words, 1)
        row.addWidget(self.saved_chip)
        row.addWidget(self.timers)
        row.addWidget(self.search_button)
        row.addWidget(self.cover_button)
        row.addWidget(self.hand_button)
        row.addWidget(self.leave_button)
        row.addWidget(self.lock_button)

    def _draw_words(self) -> None:
        lines = (
            (self.title, self._title_words, self._code_words),
            (self.about, self._who_words + self._about_words, ""),
        )
        for label, words, end in lines:
            room = max(120, label.width() - label.fontMetrics().horizontalAdvance(end))
            shown = label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            label.setText(f"{shown}{end}")
            label.setAccessibleName(f"{words}{end}")
            label.setToolTip(plain_tip(f"{words}{end}"))

    def _on_handed(self, actor: Actor) -> None:
        """Say who answers, as long as it is not the person at work."""
        handed = self._session.handed_over
        said = f"answering: {actor.name} ({role_words(actor.role).lower()}) \u00b7 "
        self._who_words = said if handed else ""
        self.hand_button.setText("Hand back" if handed else "Hand over")
        styled(self.hand_button, kind="primary" if handed else "secondary")
        self.hand_button.set_icon("people", "on_accent" if handed else "text")
        self._draw_words()

    def _on_saving(self) -> None:
        self._told = True
        self.saved_chip.set_state("saving\u2026", State.INFO)

    def _on_saved(self, at: Moment) -> None:
        self.saved_chip.set_state(f"saved {clock_words(at)}", State.OK)

    def _on_not_saved(self, *_: object) -> None:
        self.saved_chip.set_state("not saved", State.PROBLEM)
