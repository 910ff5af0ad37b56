"""The page of one event: its facts on the left, what is owed, found and determined on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.events import EventKind, EventState, open_points
from au_desktop.services.wording.event_words import open_point_words
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, State
from au_desktop.ui.safety.events.clock_timeline import ClockTimeline
from au_desktop.ui.safety.events.event_cards import ScreenCard, StepsCard
from au_desktop.ui.safety.events.fact_form import FactForm

if TYPE_CHECKING:
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.events import Event
    from au_desktop.ui.kit.section import SectionContext
    from au_desktop.ui.safety.events.fact_widgets import Offered

STATES: dict[EventState, State] = {
    EventState.OPEN: State.INFO,
    EventState.POSSIBLE: State.ATTENTION,
    EventState.REPORTABLE: State.PROBLEM,
    EventState.NOT_REPORTABLE: State.NEUTRAL,
    EventState.CLOSED: State.NEUTRAL,
}
_BESIDE = 452
NO_CLOCK = "No clock runs. One starts as soon as something is possible."
_SCREENABLE = (EventKind.EXTRAVASATION, EventKind.EMERGENCY, EventKind.SPILL, EventKind.OTHER)


class EventPage(QWidget):
    """Emits what a person wants; the tab carries it out and shows the event again."""

    edited = Signal(str)
    save_wanted = Signal()
    determine_wanted = Signal()
    close_wanted = Signal()
    reopen_wanted = Signal()
    draft_wanted = Signal()
    screen_wanted = Signal()
    related_wanted = Signal(object)
    package_wanted = Signal(object)

    def __init__(self, context: SectionContext) -> None:
        super().__init__()
        self._context = context
        self.event_shown: Event | None = None
        self.form: FactForm | None = None
        self.dirty = False
        self.chip = StateChip("open", State.INFO)
        self.heading = text_label("", "title", wrap=True)
        self.problem = Notice("", State.PROBLEM)
        self.save_button = PrimaryButton("Save", "check")
        self.draft_button = SecondaryButton("Report draft…", "printer")
        self.screen_button = SecondaryButton("Start a medical-event screen", "plus")
        self.determine_button = SecondaryButton("Determine…", "shield")
        self.close_button = SecondaryButton("Close…", "lock")
        self.reopen_button = QuietButton("Reopen…", "unlock")
        self.clocks = ClockTimeline()
        self.steps = StepsCard()
        self.findings = ScreenCard()
        self.rso = Card("RSO")
        self.related = Card("Belongs together")
        self._form_room = QVBoxLayout()
        self._clock_card = Card("Clocks")
        self.no_clock = text_label(NO_CLOCK, "muted", wrap=True)
        self._lay_out()
        for button, signal in (
            (self.save_button, self.save_wanted),
            (self.draft_button, self.draft_wanted),
            (self.screen_button, self.screen_wanted),
            (self.determine_button, self.determine_wanted),
            (self.close_button, self.close_wanted),
            (self.reopen_button, self.reopen_wanted),
        ):
            button.clicked.connect(signal)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.heading, 1)
        head.addWidget(self.screen_button)
        head.addWidget(self.draft_button)
        head.addWidget(self.save_button)
        sides = QHBoxLayout()
        sides.setSpacing(SPACE_12)
        sides.addLayout(self._form_room, 11)
        sides.addWidget(self._beside(), 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addLayout(sides)

    def _beside(self) -> QWidget:
        self.no_clock.setContentsMargins(14, SPACE_12, 14, SPACE_12)
        self._clock_card.add_content(self.no_clock, padded=False)
        self._clock_card.add_content(self.clocks, padded=False)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, SPACE_8, 14, SPACE_12)
        foot.setSpacing(SPACE_8)
        for button in (self.determine_button, self.close_button, self.reopen_button):
            foot.addWidget(button)
        foot.addStretch(1)
        self.rso.body.addLayout(foot)
        beside = QWidget()
        beside.setMinimumWidth(_BESIDE)
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(SPACE_12)
        for card in (self._clock_card, self.findings, self.rso, self.steps, self.related):
            right.addWidget(card)
        right.addStretch(1)
        return beside

    def show_event(self, event: Event, offered: Offered) -> None:
        """Show an event; what was typed and not saved is replaced."""
        same = self.event_shown is not None and self.event_shown.id == event.id
        self.event_shown, self.dirty = event, False
        if same and self.form is not None:
            self.form.show_event(event)
        else:
            self._new_form(event, offered)
        self.heading.setText(f"{event.code} · {event.heading}")
        self._clock_card.set_note(f"Agency: {event.agency}" if event.agency else "")
        self.chip.set_state(event.state.value, STATES[event.state])
        self._allow(event)
        self.show_judged(event, offered.now)
        self.problem.say("")

    def show_related(self, events: tuple[Event, ...]) -> None:
        """Show the events that were begun about this one, and the event or package that it is about."""
        self.related.clear_rows()
        shown = self.event_shown
        package = shown is not None and shown.kind is EventKind.PACKAGE and shown.about_id
        self.related.setVisible(bool(events) or bool(package))
        if shown is not None and package:
            row = CardRow(f"{shown.about} · package", "").make_clickable()
            row.activated.connect(lambda: self.package_wanted.emit(package))
            self.related.add_row(named(row, f"Open {shown.about}"))
        for one in events:
            row = CardRow(f"{one.code} · {one.heading}", one.state.value).make_clickable()
            row.activated.connect(lambda key=one.id: self.related_wanted.emit(key))
            self.related.add_row(named(row, f"Open {one.code}"))

    def show_judged(self, event: Event, now: Moment) -> None:
        """Judge the event as it is typed, without storing it."""
        why = self._why_not(event)
        self.findings.show_event(event)
        self.clocks.show_event(event, now, why)
        self.no_clock.setVisible(not event.clocks)
        self.clocks.setVisible(bool(event.clocks))
        self.steps.show_event(event, why)
        self._show_rso(event)

    def unsaved(self) -> bool:
        """Whether something was typed that is not stored, readable or not."""
        return self.dirty or (self.form is not None and bool(self.form.check()))

    def typed(self) -> Event | None:
        """The event as it is typed; None while it cannot be read."""
        if self.form is None:
            return None
        try:
            return self.form.typed()
        except DomainError:
            return None

    def on_edited(self, now: Moment) -> None:
        """Something was typed: judge again, live."""
        self.dirty = True
        self.save_button.setEnabled(True)
        typed = self.typed()
        if typed is not None:
            self.findings.show_event(typed)
            self.clocks.show_event(typed, now, "Save first.")

    def _new_form(self, event: Event, offered: Offered) -> None:
        if self.form is not None:
            self._form_room.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = FactForm(self._context, event, offered)
        self.form.edited.connect(self.edited)
        self._form_room.addWidget(self.form)

    def _why_not(self, event: Event) -> str:
        if event.voided is not None:
            return "The event is void."
        if event.closed is not None:
            return "The event is closed; the RSO can open it again."
        return self._context.why_not(Permission.KEEP_SAFETY)

    def _allow(self, event: Event) -> None:
        why = self._why_not(event)
        self.save_button.setEnabled(False)
        self.save_button.setToolTip(why)
        if self.form is not None:
            self.form.setEnabled(not why)
        self.screen_button.setVisible(event.kind in _SCREENABLE)
        self.screen_button.setEnabled(not why)
        judge = self._context.why_not(Permission.JUDGE_EVENTS)
        live = event.voided is None
        self.determine_button.setVisible(event.closed is None and bool(event.findings))
        self.close_button.setVisible(event.closed is None)
        self.reopen_button.setVisible(event.closed is not None)
        for button in (self.determine_button, self.close_button, self.reopen_button):
            button.setEnabled(live and not judge)
            button.setToolTip(judge)

    def _show_rso(self, event: Event) -> None:
        self.rso.clear_rows()
        said = event.determination
        if said is not None:
            what = "Reportable" if said.reportable else "Not reportable"
            who = f"{said.by.name}, {moment_words(said.at)}"
            self._add_rso(CardRow(f"{what}: {said.reason}", who))
        if event.closed is not None:
            who = f"Closed by {event.closed.by.name}, {moment_words(event.closed.at)}"
            self._add_rso(CardRow(event.closed.review, who))
            return
        for point in open_points(event):
            self._add_rso(CardRow(open_point_words(point)))

    def _add_rso(self, row: CardRow) -> None:
        self.rso.add_row(row)
        body = self.rso.body
        body.removeWidget(row)
        body.insertWidget(len(self.rso.rows()) - 1, row)
