"""How far one trainee is: a ring for each requirement, and what is missing and why."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.progress import CategoryProgress
from au_desktop.services.changes import Kind
from au_desktop.services.judgements import TraineeProgress
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.progress_ring import ProgressRing
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.tokens import SPACE_24
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.missing_steps import EDIT_TRAINEE, MissingStep, missing_steps
from au_desktop.ui.trainees.trainee_tab import TraineeTab

_MOST_STEPS = 8


class OverviewTab(TraineeTab):
    """Each missing thing has a button that leads to where it is put right."""

    watches = frozenset({Kind.TRAINEE, Kind.CASE, Kind.SIGN_OFF, Kind.SUPERVISOR})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Overview")
        self._style = context.settings.date_style
        self.rings: list[ProgressRing] = []
        inside = QWidget()
        self._rings = QHBoxLayout(inside)
        self._rings.setContentsMargins(2, 4, 2, 4)
        self._rings.setSpacing(SPACE_24)
        rings = Card()
        rings.add_content(inside)
        self.missing = Card("What is missing and why")
        self.content.addWidget(rings)
        self.content.addWidget(self.missing)
        self.content.addStretch(1)

    def refresh(self) -> None:
        """Count again."""
        if self.trainee_id is not None:
            self.load(partial(self._read, self.trainee_id), self._show)

    def _read(self, trainee_id: TraineeId) -> TraineeProgress:
        return self.context.services.judgements.of_trainee(trainee_id)

    def _show(self, progress: TraineeProgress) -> None:
        if progress.trainee.id != self.trainee_id:
            return
        self._show_rings(progress.categories)
        self._show_missing(missing_steps(progress, self.context.today(), self._style))

    def _show_rings(self, categories: tuple[CategoryProgress, ...]) -> None:
        while (item := self._rings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.rings = [_ring(entry) for entry in categories]
        for ring in self.rings:
            self._rings.addWidget(ring)
        self._rings.addStretch(1)

    def _show_missing(self, steps: tuple[MissingStep, ...]) -> None:
        self.missing.clear_rows()
        self.missing.set_note(str(len(steps)) if steps else "")
        for step in steps[:_MOST_STEPS]:
            self.missing.add_row(self._step_row(step))
        if not steps:
            self.missing.add_row(
                CardRow("Nothing is missing", "Every requested category has its cases.")
            )
        if len(steps) > _MOST_STEPS:
            more = counted(len(steps) - _MOST_STEPS, "more line")
            self.missing.add_row(CardRow("", f"and {more}, seen when these are done"))

    def _step_row(self, step: MissingStep) -> CardRow:
        button = QuietButton(step.action)
        button.setAccessibleName(f"{step.action}: {step.title}")
        self.context.allow(button, step.permission)
        if step.page == EDIT_TRAINEE:
            target = (self.trainee_id, EDIT_TRAINEE, None)
            button.clicked.connect(partial(self.go_requested.emit, "trainees", target))
        else:
            button.clicked.connect(partial(self.go_requested.emit, step.page, step.target))
        return CardRow(step.title, step.why, button)


def _ring(entry: CategoryProgress) -> ProgressRing:
    subtitle = "counted"
    if entry.satisfied_by:
        subtitle = f"satisfied by {entry.satisfied_by}"
    elif entry.waiting:
        subtitle = f"counted, {entry.waiting} not yet"
    ring = ProgressRing(f"{entry.category.code} cases", subtitle)
    part = 1.0 if entry.complete else entry.counted / max(1, entry.needed)
    ring.set_value(f"{entry.counted} / {entry.needed}", part)
    ring.setToolTip(entry.category.title)
    return ring
