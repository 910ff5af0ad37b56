"""How far one trainee is: rings, what is missing and why, when each requirement is met, and what happened when."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.signing.statements import StatementKind
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.standing.forecasts import RequirementForecast
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.ui.kit import plots
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.progress_ring import ProgressRing
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.missing_steps import MissingStep, missing_steps
from au_desktop.ui.trainees.overview.forecast_card import ForecastCard
from au_desktop.ui.trainees.overview.standing_rings import StandingRings
from au_desktop.ui.trainees.overview.timeline_marks import Signed, Story, marks_of
from au_desktop.ui.trainees.overview.timeline_strip import TimelineStrip
from au_desktop.ui.trainees.trainee_tab import TraineeTab

_MOST_STEPS = 7
_SHARES = (6, 5)
"""How what is missing and the forecast share the width."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that the tab draws."""

    found: TraineeStanding
    forecasts: tuple[RequirementForecast, ...]
    story: Story


def load_outline(services: Services, trainee_id: TraineeId) -> Outline:
    """Work everything out anew: nothing of it is kept."""
    found = services.standings.of(trainee_id)
    forecasts = services.forecasts.of_standing(found)
    signed = tuple(
        Signed(view.statement.signed_at.local.date(), view.statement.kind.value.capitalize())
        for view in services.statements.of_trainee(trainee_id)
        if view.withdrawal is None and view.statement.kind is not StatementKind.WITHDRAWAL
    )
    story = Story(
        trainee=found.trainee,
        cases=found.progress.cases,
        hours=found.hours.judged,
        signed=signed,
        follow_ups=tuple(one.follow_up for one in services.follow_ups.of(trainee_id).follow_ups),
        forecasts=forecasts,
    )
    return Outline(found, forecasts, story)


class OverviewTab(TraineeTab):
    """Each missing thing has a button that leads to where it is put right."""

    watches = frozenset(Kind) - {Kind.EXPORT, Kind.BACKUP, Kind.LOG, Kind.ROOM, Kind.INSTRUMENT}

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Overview")
        self._style = context.settings.date_style
        self._all_steps = False
        self._steps: tuple[MissingStep, ...] = ()
        self._standing = StandingRings()
        self.missing = Card("What is missing and why")
        self.forecast = ForecastCard(self._style)
        self.timeline = TimelineStrip()
        self._line = Card(
            "Timeline", "filled: done and counts · hollow: ahead, or not counting yet"
        )
        self._line.add_content(self.timeline)
        self._lay_out()

    @property
    def rings(self) -> list[ProgressRing]:
        """The rings that are shown."""
        return self._standing.rings

    def refresh(self) -> None:
        """Count again."""
        if self.trainee_id is not None:
            self.load(partial(load_outline, self.context.services, self.trainee_id), self._show)

    def _lay_out(self) -> None:
        self._below = below = QHBoxLayout()
        below.setSpacing(14)
        sides = ((self.missing, self._line), (self.forecast,))
        for cards, share in zip(sides, _SHARES, strict=True):
            side = QVBoxLayout()
            side.setSpacing(SPACE_12)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            below.addLayout(side, share)
        self.content.addWidget(self._standing)
        self.content.addLayout(below)
        self.content.addStretch(1)

    def _show(self, outline: Outline) -> None:
        found, today = outline.found, self.context.today()
        if found.trainee.id != self.trainee_id:
            return
        self._standing.show_standing(found.standing)
        self._steps = missing_steps(found, today, self._style)
        self._show_missing()
        self.forecast.show_forecasts(outline.forecasts, today)
        self._below.setStretch(1, _SHARES[1] if outline.forecasts else 0)
        self.load(plots.prepare, lambda _loaded: self.forecast.draw_plot())
        marks = marks_of(outline.story, today, self._style)
        self.timeline.show_marks(marks, today)
        self._line.setVisible(bool(marks))

    def _show_missing(self) -> None:
        self.missing.clear_rows()
        steps = self._steps
        self.missing.set_note(str(len(steps)) if steps else "")
        for step in steps if self._all_steps else steps[:_MOST_STEPS]:
            self.missing.add_row(self._step_row(step))
        if not steps:
            nothing = "Every requirement is met, and nothing is open."
            self.missing.add_row(CardRow("Nothing is missing", nothing))
        more = len(steps) - _MOST_STEPS
        if more > 0:
            words = "Show fewer" if self._all_steps else f"and {counted(more, 'more line')}"
            rest = CardRow(words).make_clickable()
            rest.activated.connect(self._on_rest_clicked)
            self.missing.add_row(rest)

    def _on_rest_clicked(self) -> None:
        self._all_steps = not self._all_steps
        self._show_missing()

    def _step_row(self, step: MissingStep) -> CardRow:
        button = QuietButton(step.action)
        button.setAccessibleName(f"{step.action}: {step.title}")
        self.context.allow(button, step.permission)
        button.clicked.connect(partial(self.go_requested.emit, step.page, step.target))
        chips = []
        if step.due is not None and step.due < self.context.today():
            chips.append(StateChip("overdue", State.PROBLEM))
        return CardRow(step.title, step.why, *chips, button)
