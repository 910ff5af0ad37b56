"""The home license of one trainee: whether they may act as AU, each request with its dates, and the agency's questions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from au_desktop.domain.roles import Permission
from au_desktop.domain.training.license_follow_up import ActingState, NoticeState
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.license_words import acting_words, notice_chip, sent_chip
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.onboarding import license_dialogs
from au_desktop.ui.trainees.onboarding.placement_dialogs import void_dialog
from au_desktop.ui.trainees.trainee_tab import TraineeTab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from au_desktop.domain.ids import TraineeId
    from au_desktop.domain.training.license_follow_up import AgencyQuestion, LicenseFollowUp
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.roster.license_follow_ups import FollowUpView, HomeLicense
    from au_desktop.ui.kit.record_dialog import RecordDialog
    from au_desktop.ui.kit.section import SectionContext

EMPTY = (
    "The request to list the trainee on their home license: approval by the licensee's management, sending, the agency's "
    "questions, the amendment, and the notice after the start."
)
VOID_TEXT = "The request and its questions stay readable."
_STEPS = (
    ("management_approved", "Management approved in writing", "10 CFR 35.24(a)"),
    ("sent", "Sent to the agency", ""),
    ("received_by_agency", "Received by the agency", ""),
    ("approved", "Amendment issued", "10 CFR 35.13(b)"),
    ("began_as_au", "Began as authorized user", ""),
)


class HomeLicenseTab(TraineeTab):
    """A step that is still open can be noted for today with one click."""

    watches = frozenset({Kind.FOLLOW_UP, Kind.TRAINEE, Kind.QUALIFICATION, Kind.PAPER})
    permission = Permission.MANAGE_TRAINEES

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Home license")
        self._style = context.settings.date_style
        self._home: HomeLicense | None = None
        self.banner = Notice("", State.INFO)
        self.cards: list[Card] = []
        self.empty = EmptyState("verify", "No license request yet", EMPTY, "Begin a request")
        self.empty.first_step.connect(self.begin)
        context.allow(self.empty.button, Permission.MANAGE_TRAINEES)
        self.empty.hide()
        self.content.addWidget(self.banner)
        self.content.addWidget(self.empty)
        self.content.addStretch(1)

    def main_action(self) -> MainAction:
        """Begin a request."""
        allowed = not self.context.why_not(Permission.MANAGE_TRAINEES)
        return MainAction("Begin a request", self.begin, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the requests and what the pathway says."""
        if self.trainee_id is not None:
            follow_ups = self.context.services.follow_ups
            self.load(
                partial(follow_ups.of, self.trainee_id), partial(self._show, self.trainee_id)
            )

    def tasks(self) -> Mapping[str, Callable[[], None]]:
        """Begin a request."""
        return {"begin": self.begin}

    def begin(self) -> None:
        """Ask for a new request."""
        if self._home is None:
            return

        def add(dialog: RecordDialog, follow_up: LicenseFollowUp) -> None:
            work = partial(self.context.services.follow_ups.add, follow_up)
            self.carry_out(work, "License request begun.", dialog, dialog.form)

        license_dialogs.request_dialog(self, self._home.trainee, None, add).open()

    def edit(self, follow_up: LicenseFollowUp) -> None:
        """Ask for changes."""
        if self._home is None:
            return

        def change(dialog: RecordDialog, changed: LicenseFollowUp) -> None:
            work = partial(self.context.services.follow_ups.change, changed)
            self.carry_out(work, "License request changed.", dialog, dialog.form)

        license_dialogs.request_dialog(self, self._home.trainee, follow_up, change).open()

    def _show(self, trainee_id: TraineeId, home: HomeLicense) -> None:
        if trainee_id != self.trainee_id:
            return
        self._home = home
        self.banner.say(*acting_words(home.banner, self._style))
        for card in self.cards:
            self.content.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self.cards = [self._card(view) for view in home.follow_ups]
        for at, card in enumerate(self.cards, start=1):
            self.content.insertWidget(at, card)
        self.empty.setVisible(not home.follow_ups)

    def _card(self, view: FollowUpView) -> Card:
        one = view.follow_up
        card = Card(" · ".join(part for part in (one.agency, one.license_number) if part))
        if one.voided is not None:
            card.add_head_widget(StateChip("out of use", State.NEUTRAL))
            card.add_note(f"Taken out of use: {one.voided.reason}")
            return card
        if one.broad_scope:
            card.add_head_widget(StateChip("Type A broad scope", State.INFO))
        self._add_head_buttons(card, one)
        if view.waits_too_long and view.weeks_waiting is not None:
            words = f"No amendment {counted(view.weeks_waiting, 'week')} after sending: ask the agency."
            card.add_content(Notice(words, State.ATTENTION))
        for row in self._step_rows(view):
            card.add_row(row)
        self._add_questions(card, one)
        if one.notes:
            card.add_note(one.notes)
        return card

    def _add_head_buttons(self, card: Card, follow_up: LicenseFollowUp) -> None:
        for words, spoken, step in (
            ("Edit…", "Edit the request", partial(self.edit, follow_up)),
            ("Out of use…", "Take the request out of use", partial(self._void, follow_up)),
        ):
            button = named(QuietButton(words), f"{spoken}: {follow_up.agency}")
            button.clicked.connect(step)
            self.context.allow(button, Permission.MANAGE_TRAINEES)
            card.add_head_widget(button)

    def _step_rows(self, view: FollowUpView) -> Iterator[CardRow]:
        one = view.follow_up
        for name, title, basis in _STEPS:
            day = getattr(one, name)
            detail = self._detail(view, name, day, basis)
            if day is not None:
                yield CardRow(title, detail, StateChip("done", State.OK))
            elif name == "began_as_au" and self._must_wait():
                yield CardRow(title, "after the amendment", StateChip("waits", State.NEUTRAL))
            else:
                yield CardRow(title, detail, self._today_button(one, name, title))
        words, state = notice_chip(view.notice, self._style)
        trailing = [StateChip(words, state)]
        if view.notice.state in (NoticeState.RUNNING, NoticeState.OVERDUE):
            yield CardRow(
                "Notice to the agency",
                "within 30 days of the start (10 CFR 35.14(a)): the board certificate with verification of the cases, or "
                "the license that names the person",
                *trailing,
                self._today_button(one, "notice_sent", "Notice to the agency"),
            )
            return
        if one.notice_sent is not None:
            sent = day_words(one.notice_sent, self._style)
            trailing = [StateChip(*sent_chip(view.notice))]
            yield CardRow("Notice to the agency", sent, *trailing)
            return
        yield CardRow("Notice to the agency", "10 CFR 35.14(a)", *trailing)

    def _must_wait(self) -> bool:
        """Whether a start today would come before the license lists the trainee."""
        return self._home is not None and self._home.banner.state is ActingState.MAY_NOT

    def _detail(self, view: FollowUpView, name: str, day: date | None, basis: str) -> str:
        parts = [day_words(day, self._style)] if day is not None else []
        if name == "approved" and view.follow_up.amendment:
            parts.append(f"amendment {view.follow_up.amendment}")
        if name == "approved" and view.follow_up.paper_id is not None:
            parts.append("paper kept")
        if name == "sent" and view.weeks_waiting is not None:
            parts.append(f"waiting {counted(view.weeks_waiting, 'week')}")
        return " · ".join([*parts, basis] if basis else parts)

    def _today_button(self, follow_up: LicenseFollowUp, name: str, title: str) -> QuietButton:
        button = named(QuietButton("Done today"), f"{title}: today")
        button.clicked.connect(partial(self._note_today, follow_up, name, title))
        self.context.allow(button, Permission.MANAGE_TRAINEES, "Note that it was done today")
        return button

    def _note_today(self, follow_up: LicenseFollowUp, name: str, title: str) -> None:
        today = self.context.today()

        def work() -> Outcome[None]:
            return self.context.services.follow_ups.change(
                replace(follow_up, **{name: today})  # type: ignore[arg-type] # names of its own dates
            )

        self.carry_out(work, f"{title}: today.")

    def _add_questions(self, card: Card, follow_up: LicenseFollowUp) -> None:
        card.add_section("Questions of the agency")
        for at, question in enumerate(follow_up.questions):
            card.add_row(self._question_row(follow_up, at, question))
        ask = named(QuietButton("Note a question…", "plus"), "Note a question of the agency")
        ask.clicked.connect(partial(self._ask, follow_up))
        self.context.allow(ask, Permission.MANAGE_TRAINEES)
        card.add_row(CardRow("" if follow_up.questions else "None so far.", "", ask))

    def _question_row(
        self, follow_up: LicenseFollowUp, at: int, question: AgencyQuestion
    ) -> CardRow:
        asked = f"asked {day_words(question.asked, self._style)}"
        if question.answered is not None:
            answered = f"answered {day_words(question.answered, self._style)}: {question.answer}"
            chip = StateChip("answered", State.OK)
            return CardRow(question.question, f"{asked} · {answered}", chip)
        answer = named(QuietButton("Answer…"), f"Answer: {question.question}")
        answer.clicked.connect(partial(self._answer, follow_up, at, question))
        self.context.allow(answer, Permission.MANAGE_TRAINEES)
        return CardRow(question.question, asked, StateChip("open", State.ATTENTION), answer)

    def _ask(self, follow_up: LicenseFollowUp) -> None:
        def keep(dialog: RecordDialog, question: AgencyQuestion) -> None:
            work = partial(self.context.services.follow_ups.ask, follow_up.id, question)
            self.carry_out(work, "Question noted.", dialog, dialog.form)

        license_dialogs.question_dialog(self, self.context.today(), keep).open()

    def _answer(self, follow_up: LicenseFollowUp, at: int, question: AgencyQuestion) -> None:
        def keep(dialog: RecordDialog, answered: date, answer: str) -> None:
            follow_ups = self.context.services.follow_ups
            work = partial(follow_ups.answer, follow_up.id, at, answered, answer)
            self.carry_out(work, "Answer noted.", dialog, dialog.form)

        license_dialogs.answer_dialog(self, question, self.context.today(), keep).open()

    def _void(self, follow_up: LicenseFollowUp) -> None:
        def void(dialog: RecordDialog, reason: str) -> None:
            work = partial(self.context.services.follow_ups.void, follow_up.id, reason)
            self.carry_out(work, "License request taken out of use.", dialog, dialog.form)

        title = f"Take the request to {follow_up.agency} out of use"
        void_dialog(self, title, VOID_TEXT, void).open()
