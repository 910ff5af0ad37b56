"""What is done on the page of an event: clocks answered, steps ticked, determined, closed, reopened, drafted, screened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.safety.events import open_points
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.section import show_refusal
from au_desktop.ui.safety.events.draft_dialog import DraftDialog
from au_desktop.ui.safety.events.event_dialogs import ClockDialog, DetermineDialog, WordsDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.safety.event_clocks import EventClock
    from au_desktop.domain.safety.events import Event
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.event_drafts import PrintedDraft
    from au_desktop.services.safety.event_log import ClockAnswer
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.page_tab import PageTab
    from au_desktop.ui.safety.events.event_page import EventPage


class EventSteps(QObject):
    """Emits `stepped(id)` when a step was done, and `failed(words)` when one without a dialog was refused."""

    stepped = Signal(object)
    failed = Signal(str)

    def __init__(self, tab: PageTab, page: EventPage) -> None:
        super().__init__(tab)
        self._tab, self._page = tab, page
        self._services = tab.context.services
        self.dialog: Dialog | None = None
        page.determine_wanted.connect(self.determine)
        page.close_wanted.connect(self.close)
        page.reopen_wanted.connect(self.reopen)
        page.draft_wanted.connect(self.draft)
        page.screen_wanted.connect(self.screen)
        page.clocks.done_wanted.connect(self.answer)
        page.clocks.reopen_wanted.connect(self.take_back)
        page.steps.ticked.connect(self.tick)

    def run(
        self, work: Callable[[], Outcome[Any]], words: str, dialog: Dialog | None = None
    ) -> None:
        """Carry out a step, say so, and let the event be shown as it is then."""
        if dialog is not None:
            dialog.set_busy(busy=True)

        def done(outcome: Outcome[Any]) -> None:
            if dialog is not None:
                dialog.accept()
            self._tab.offer(words, outcome)
            shown = self._page.event_shown
            key = getattr(outcome.value, "id", None) or (shown.id if shown else None)
            if key is not None:
                self.stepped.emit(key)

        def refused(error: Exception) -> None:
            if dialog is None:
                self.failed.emit(messages.sentence_for(error).text)
                return
            dialog.set_busy(busy=False)
            show_refusal(dialog, None, error)

        self._tab.context.operations.run(work, done, refused, self._tab)

    def answer(self, clock: EventClock) -> None:
        """Ask what was done about a clock."""
        event = self._event()
        dialog = ClockDialog(clock, self._services.event_log.now(), self._tab.window())

        def answered(said: ClockAnswer) -> None:
            work = partial(self._services.event_log.answer_clock, event.id, clock.key, said)
            self.run(work, f"{clock.title}: recorded.", dialog)

        dialog.answered.connect(answered)
        self._open(dialog)

    def take_back(self, clock: EventClock) -> None:
        """Ask why what was recorded about a clock is taken back."""
        event = self._event()
        dialog = WordsDialog(f"Take back: {clock.title}", "Why", self._tab.window(), "Take back")

        def given(reason: str) -> None:
            work = partial(self._services.event_log.reopen_clock, event.id, clock.key, reason)
            self.run(work, f"{clock.title}: runs again.", dialog)

        dialog.given.connect(given)
        self._open(dialog)

    def tick(self, key: str, done: bool) -> None:
        """Note that a step was done, or not."""
        log = self._services.event_log
        words = "Step done." if done else "Step taken back."
        self.run(partial(log.tick, self._event().id, key, done=done), words)

    def determine(self) -> None:
        """Ask the RSO what they determine."""
        event = self._event()
        dialog = DetermineDialog(self._tab.window())

        def determined(reportable: bool, reason: str) -> None:
            log = self._services.event_log
            work = partial(log.determine, event.id, reason, reportable=reportable)
            self.run(work, "Determination recorded.", dialog)

        dialog.determined.connect(determined)
        self._open(dialog)

    def close(self) -> None:
        """Ask the RSO for the review, and close the event."""
        event = self._event()
        dialog = WordsDialog(
            f"Close {event.code}", "Review", self._tab.window(), "Close it", open_points(event)
        )

        def given(review: str) -> None:
            work = partial(self._services.event_log.close, event.id, review)
            self.run(work, f"{event.code} closed.", dialog)

        dialog.given.connect(given)
        self._open(dialog)

    def reopen(self) -> None:
        """Ask the RSO why a closed event is opened again."""
        event = self._event()
        dialog = WordsDialog(f"Reopen {event.code}", "Why", self._tab.window(), "Reopen")

        def given(reason: str) -> None:
            work = partial(self._services.event_log.reopen, event.id, reason)
            self.run(work, f"{event.code} is open again.", dialog)

        dialog.given.connect(given)
        self._open(dialog)

    def draft(self) -> None:
        """Show the draft of the report; what is typed has to be saved first."""
        if self._page.unsaved():
            self.failed.emit("Save first: the draft is made from what is saved.")
            return
        event = self._event()

        def show(draft: PrintedDraft) -> None:
            self._open(DraftDialog(self._tab, event.id, draft, self._tab.window()))

        self._tab.context.operations.run(
            partial(self._services.event_drafts.draft, event.id),
            show,
            lambda error: self.failed.emit(messages.sentence_for(error).text),
            self._tab,
        )

    def screen(self) -> None:
        """Begin a medical-event screen about the shown event."""
        event = self._event()
        work = partial(self._services.event_screening.screen_after, event)
        self.run(work, "Medical-event screen started.")

    def _event(self) -> Event:
        shown = self._page.event_shown
        if shown is None:
            raise LookupError
        return shown

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.open()
