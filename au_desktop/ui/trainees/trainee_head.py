"""The head of one trainee's page: who it is, where they stand with the center, and what must not be missed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.license_follow_up import ActingBanner, ActingState
from au_desktop.domain.training.trainees import Trainee
from au_desktop.domain.us_states import STATES
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.tokens import SPACE_8, State
from au_desktop.ui.kit.training_words import (
    capacity_words,
    pathway_title,
    period_words,
    status_state,
)

NEEDS_CHECKING = "needs checking"


_ACTING = {
    ActingState.LISTED: ("listed as AU at home", State.OK),
    ActingState.MAY_NOT: ("may not act as AU until the amendment issues", State.ATTENTION),
    ActingState.MAY_START: ("may start as AU; notice follows", State.INFO),
    ActingState.BROAD_SCOPE: ("home license of broad scope", State.INFO),
}
_TOO_EARLY = (
    "The start as authorized user on record came before the amendment. "
    "See the tab Home license, and tell whoever is responsible for that license."
)


@dataclass(frozen=True, slots=True)
class TraineeFacts:
    """What the head shows; `acting` says whether the person may act as authorized user at home."""

    trainee: Trainee
    acting: ActingBanner


class TraineeHead(QWidget):
    """Stays in sight above every tab; emits wishes and changes nothing."""

    edit_requested = Signal()
    print_requested = Signal()

    def __init__(self, context: SectionContext) -> None:
        super().__init__()
        self._context = context
        self._style = context.settings.date_style
        self._name = text_label("", "title", wrap=True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.status = StateChip("–")
        self.profile_mark = StateChip(f"profile {NEEDS_CHECKING}", State.ATTENTION)
        self._facts = text_label("", "muted", wrap=True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = SecondaryButton("Edit", "pencil")
        self.edit.clicked.connect(self.edit_requested)
        self.print = SecondaryButton("Print status…", "printer")
        self.print.setToolTip("One page: how far each requirement is and what is missing (Ctrl+P)")
        self.print.clicked.connect(self.print_requested)
        self.acting = StateChip("–")
        self.banner = Notice("", State.PROBLEM)
        self._lay_out()

    def show_facts(self, facts: TraineeFacts) -> None:
        """Draw who this is."""
        trainee = facts.trainee
        name = trainee.display_name
        self._name.setText(f"{name}, {trainee.degree}" if trainee.degree else name)
        self.status.set_state(trainee.status.value, status_state(trainee.status))
        profile = self._context.services.desk.reference.profiles.get(trainee.profile_id)
        self._mark_profile(profile)
        self._facts.setText("\n".join(self._lines(trainee, profile)))
        self._show_acting(facts.acting)
        self._context.allow(self.edit, Permission.MANAGE_TRAINEES, "Change what was entered")

    def facts_text(self) -> str:
        """The lines under the name."""
        return self._facts.text()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self._name)
        line.addWidget(self.status)
        line.addWidget(self.profile_mark)
        line.addWidget(self.acting)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(line)
        words.addWidget(self._facts)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(SPACE_8)
        row.addLayout(words, 1)
        row.addWidget(self.print, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.add_content(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(card)
        column.addWidget(self.banner)

    def _show_acting(self, acting: ActingBanner) -> None:
        """Whether the person may act at home, once the way that they follow says so."""
        words, state = _ACTING.get(acting.state, ("", State.NEUTRAL))
        self.acting.setVisible(bool(words))
        if words:
            self.acting.set_state(words, state)
        since = day_words(acting.since, self._style) if acting.since else ""
        self.acting.setToolTip(
            f"Amendment {acting.amendment} of {since}." if since else "See the tab Home license."
        )
        self.banner.say(_TOO_EARLY if acting.began_too_early else "")

    def _mark_profile(self, profile: JurisdictionProfile | None) -> None:
        self.profile_mark.setVisible(profile is not None and profile.verify)
        if profile is not None:
            self.profile_mark.setToolTip(
                f"The rules of “{profile.title}” are not checked yet against the agency's own text."
            )

    def _lines(self, trainee: Trainee, profile: JurisdictionProfile | None) -> tuple[str, ...]:
        today = self._context.today()
        visit = next(
            (one for one in trainee.visits if one.last is None or one.last >= today), None
        )
        capacity = trainee.capacity_on(today)
        home = STATES.get(trainee.license_state, "")
        where = (
            f"Today: {capacity_words(capacity).lower()}"
            if capacity
            else "No capacity granted for today",
            f"Visit {period_words(visit, self._style)}" if visit else "No coming visit",
            ", ".join(part for part in (f"Licensed in {home}", trainee.license_number) if part)
            if home
            else "",
        )
        by = (
            trainee.code,
            pathway_title(trainee.pathway),
            profile.title if profile else trainee.profile_id,
        )
        return " · ".join(by), " · ".join(part for part in where if part)
