"""One trainee: who it is, rings for the requested categories, the cases with their verdicts, what is missing and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from au_desktop.domain.roles import may
from au_desktop.domain.training.progress import CategoryProgress
from au_desktop.domain.training.trainees import Trainee
from au_desktop.domain.us_states import STATES
from au_desktop.services.bundle import Services
from au_desktop.services.judgements import JudgedCase, TraineeProgress
from au_desktop.settings import Settings
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.gate_words import reason_sentences, verdict_chip
from au_desktop.ui.kit.progress_ring import ProgressRing
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.tokens import SPACE_24
from au_desktop.ui.kit.training_words import (
    activity_in_both,
    activity_words,
    capacity_words,
    counted,
    day_short,
    part_words,
    pathway_title,
    period_words,
)
from au_desktop.ui.trainees.missing_steps import EDIT_TRAINEE, MissingStep, missing_steps

_MOST_ROWS = 14
_MOST_STEPS = 8


class TraineeView(QWidget):
    """Shows one `TraineeProgress`; emits wishes and changes nothing."""

    go_requested = Signal(str, object)
    edit_requested = Signal()

    def __init__(self, services: Services, settings: Settings) -> None:
        super().__init__()
        self._services, self._settings = services, settings
        self._style = settings.date_style
        self._supervisors: dict[object, str] = {}
        self._name = text_label("", "title", wrap=True)
        self._facts = text_label("", "muted", wrap=True)
        self._rings = QHBoxLayout()
        self._rings.setSpacing(SPACE_24)
        self.rings: list[ProgressRing] = []
        self.edit = SecondaryButton("Edit", "pencil")
        self.edit.clicked.connect(self.edit_requested)
        self.cases = Card("Cases")
        self.table = self._make_table()
        self.why: QLabel = self.cases.add_note("")
        self.missing = Card("What is missing and why")
        self._lay_out()

    def show_progress(self, progress: TraineeProgress, supervisors: dict[object, str]) -> None:
        """Draw everything about this trainee."""
        self._supervisors = supervisors
        self._show_head(progress.trainee)
        self._show_rings(progress.categories)
        self._show_cases(progress.cases)
        self._show_missing(missing_steps(progress, self._services.desk.today(), self._style))

    def _lay_out(self) -> None:
        self.cases.add_content(self.table, padded=False)
        self.cases.body.removeWidget(self.why)
        self.cases.body.addWidget(self.why)
        below = QHBoxLayout()
        below.setSpacing(14)
        for card, share in ((self.cases, 9), (self.missing, 5)):
            side = QVBoxLayout()
            side.addWidget(card)
            side.addStretch(1)
            below.addLayout(side, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._head())
        column.addLayout(below, 1)

    def _head(self) -> Card:
        head, inside = Card(), QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(2, 4, 2, 4)
        row.setSpacing(SPACE_24)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        words.addStretch(1)
        row.addLayout(words, 3)
        row.addLayout(self._rings, 4)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        head.add_content(inside)
        return head

    def _make_table(self) -> RowTable:
        table = RowTable(
            (
                Column(
                    "date",
                    "Date",
                    self._day,
                    116,
                    tooltip=lambda one: day_words(one.case.on, self._style),
                ),
                Column("drug", "Drug", self._drug, 180),
                Column(
                    "administered",
                    "Administered",
                    lambda one: activity_words(one.case.administered, self._settings),
                    116,
                    number=True,
                    tooltip=lambda one: activity_in_both(one.case.administered, self._settings),
                ),
                Column("part", "Part taken", lambda one: part_words(one.case.part), 102),
                Column(
                    "counts",
                    "Counts",
                    lambda one: verdict_chip(one.verdict)[0],
                    146,
                    state=lambda one: verdict_chip(one.verdict)[1],
                    tooltip=lambda one: "\n".join(reason_sentences(one.verdict, self._style)),
                ),
            ),
            name="Cases of the trainee",
            key=lambda one: one.case.id,
            stretch="drug",
        )
        table.row_activated.connect(self._on_case_activated)
        table.current_changed.connect(self._on_case_chosen)
        return table

    def _show_head(self, trainee: Trainee) -> None:
        name = trainee.display_name
        self._name.setText(f"{name}, {trainee.degree}" if trainee.degree else name)
        today = self._services.desk.today()
        profile = self._services.desk.reference.profiles.get(trainee.profile_id)
        visit = next(
            (one for one in trainee.visits if one.last is None or one.last >= today), None
        )
        capacity = capacity_words(trainee.capacity_on(today))
        lines = [
            pathway_title(trainee.pathway),
            profile.title if profile else trainee.profile_id,
            f"Today: {capacity}"
            if trainee.capacity_on(today)
            else "No capacity granted for today",
            f"Visit {period_words(visit, self._style)}" if visit else "No coming visit",
        ]
        home = STATES.get(trainee.license_state, "")
        if home:
            lines.append(
                ", ".join(part for part in (f"Licensed in {home}", trainee.license_number) if part)
            )
        self._facts.setText("\n".join(lines))

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

    def _show_cases(self, cases: tuple[JudgedCase, ...]) -> None:
        rows = sorted(cases, key=lambda one: (one.case.on, one.case.number), reverse=True)
        counting = sum(1 for one in cases if one.verdict.counts)
        self.cases.set_note(f"{len(cases)} logged · {counting} count" if cases else "")
        self.table.set_rows(rows)
        height = theme.current().row_height * (min(len(rows), _MOST_ROWS) + 1) + 2
        self.table.setFixedHeight(height)
        self.table.setVisible(bool(rows))
        first = next((one for one in rows if not one.verdict.counts), None)
        self._tell_why(first)
        if not rows:
            self.why.setText("No case is logged yet. Add the first one with the button above.")
            self.why.show()

    def _tell_why(self, judged: JudgedCase | None) -> None:
        self.why.setVisible(judged is not None)
        if judged is None:
            return
        day = day_words(judged.case.on, self._style)
        supervisor = self._supervisors.get(judged.case.supervisor_id, "")
        under = f" Supervising AU: {supervisor.rstrip('.')}." if supervisor else ""
        sentences = " ".join(reason_sentences(judged.verdict, self._style))
        verdict = "Counts." if judged.verdict.counts else f"Does not count yet. {sentences}"
        self.why.setText(f"{judged.case.code}, {day}, {self._drug(judged)}: {verdict}{under}")

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
        role = self._services.desk.actor.role
        allowed = may(role, step.permission)
        button.setEnabled(allowed)
        if not allowed:
            button.setToolTip(
                f"A person signed in as {role.value} may not {step.permission.value}."
            )
        if step.page == EDIT_TRAINEE:
            button.clicked.connect(self.edit_requested)
        else:
            button.clicked.connect(partial(self.go_requested.emit, step.page, step.target))
        return CardRow(step.title, step.why, button)

    def _day(self, judged: JudgedCase) -> str:
        return day_short(judged.case.on, self._style, self._services.desk.today())

    def _drug(self, judged: JudgedCase) -> str:
        drug = self._services.desk.reference.drugs.get(judged.case.drug_id)
        return drug.generic_name if drug else judged.case.drug_id

    def _on_case_activated(self, judged: JudgedCase) -> None:
        self.go_requested.emit("cases", judged.case.id)

    def _on_case_chosen(self, judged: JudgedCase | None) -> None:
        if judged is not None:
            self._tell_why(judged)


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
