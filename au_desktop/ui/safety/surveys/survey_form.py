"""Entering a survey: instruments and times on the left, the plan above the table of points on the right, judged as you type."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import InstrumentId
from au_desktop.services.safety.survey_forms import SurveyEntry, judged_area
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, SecondaryButton
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.labelled_form import Field, LabelledForm
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12
from au_desktop.ui.safety.surveys.plan_view import PlanView
from au_desktop.ui.safety.surveys.point_grid import PointGrid
from au_desktop.ui.safety.surveys.point_row import GridRules
from au_desktop.ui.safety.surveys.survey_facts import SurveyFacts
from au_desktop.ui.safety.surveys.survey_words import NEEDS_CHECKING, number
from au_desktop.ui.safety.surveys.wipe_setup import WipeSetup

if TYPE_CHECKING:
    from uuid import UUID

    from au_desktop.domain.safety.survey_levels import RateLevel, WipeLevel
    from au_desktop.domain.safety.surveys import PointRef
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.instrument_book import KnownEfficiency
    from au_desktop.services.safety.survey_forms import SurveyStart
    from au_desktop.services.safety.survey_take_over import TakenOver
    from au_desktop.ui.kit.section import Section

_LEFT = 384


class SurveyForm(QWidget):
    """Emits `entered(survey id)` once the survey is in the book, and `left` when it is put aside."""

    entered = Signal(object)
    left = Signal()

    def __init__(self, section: Section, start: SurveyStart, taken: TakenOver | None) -> None:
        super().__init__()
        self._section, self.start, self.taken = section, start, taken
        self._services = section.context.services
        desk = self._services.desk
        self.facts = SurveyFacts(start, desk.clock.now(), desk.actor)
        self.wipe_setup = WipeSetup(start, tuple(desk.reference.nuclides))
        rules = GridRules(
            self.facts.unit,
            self._rate_level,
            self._wipe_level,
            self.wipe_setup.count,
            self._nuclide,
        )
        self.grid = PointGrid(rules, start.tasks)
        self.points = LabelledForm([Field("points", "Points", self.grid)], label_width=0)
        self.plan = PlanView(f"Plan of {start.room.name}")
        self.plan.show_plan(start.plan, {})
        self.verdict = named(text_label("", "strong", wrap=True), "Verdict")
        self.bases = named(text_label("", "hint", wrap=True), "Where the levels are from")
        self.error = named(text_label("", "problem", wrap=True), "Reason")
        self.enter_button = PrimaryButton("Save survey", "check")
        self.cancel_button = SecondaryButton("Put aside")
        self._lay_out()
        if taken is not None:
            self._take(taken)
        if start.amends is not None:
            self.enter_button.setText("Save amendment")
            for part in (self.facts, self.wipe_setup, self.grid):
                part.take_survey(start.amends)
        self.draft = self._draft()
        self._connect()
        self._judge()

    def begin(self) -> None:
        """Put the cursor where the work begins."""
        self.grid.focus_first()

    def keep_now(self) -> None:
        """Write what was typed; the form opens with it again."""
        self.draft.keep_now()

    def enter(self) -> None:
        """Enter the survey, or say why not."""
        self._say("")
        try:
            entry = self._entry()
        except DomainError as error:
            self._refuse(error)
            return
        self.enter_button.setEnabled(False)
        surveys, amends = self._services.area_surveys, self.start.amends
        work = partial(surveys.enter, entry)
        if amends is not None:
            work = partial(surveys.amend, amends.id, entry, self.facts.amend_reason())
        operations = self._section.context.operations
        operations.run(work, cast("Any", self._on_entered), self._on_failed, self)

    def _on_entered(self, outcome: Outcome[object]) -> None:
        self.draft.finish()
        self._section.offer(f"Survey of {self.start.room.name} entered.", outcome)
        self.entered.emit(outcome.value)

    def _on_failed(self, error: Exception) -> None:
        self.enter_button.setEnabled(True)
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        message = messages.sentence_for(error)
        field = str(getattr(error, "field", ""))
        name = {"at": "when"}.get(field, field)
        if isinstance(error, Invalid) and name in self.facts.values():
            self.facts.set_error(name, message.what_happened)
            self.facts.focus_first_error()
        self._say(f"{message.what_happened} {message.what_to_do}".strip())

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setAccessibleName(text or "Reason")
        self.error.setVisible(bool(text))

    def _entry(self) -> SurveyEntry:
        if self.grid.wipes_typed() and self.wipe_setup.missing():
            raise Invalid("wipes", f"{self.wipe_setup.missing()} is missing")
        counter = cast("UUID | None", self.wipe_setup.value("counter"))
        return SurveyEntry(
            room_id=self.start.room.id,
            reason=self.facts.reason(),
            at=self.facts.at(),
            surveyed_by=self.facts.person(),
            meter_id=self.facts.meter_id(),
            check=self.facts.check(),
            readings=self.grid.readings(),
            counter_id=None if counter is None else InstrumentId(counter),
            nuclide_id=self._nuclide(),
            wipes=self.grid.wipes(),
            follows=None if self.start.follows is None else self.start.follows.id,
            done_before=self.facts.done_before(),
            notes=str(self.facts.value("notes")),
            run_id=None if self.taken is None else self.taken.run_id,
        )

    def _take(self, taken: TakenOver) -> None:
        """Fill what a checklist says; readings at places that the plan lacks are told, so that none is lost."""
        self.facts.take(taken)
        if taken.count is not None:
            self.wipe_setup.take(taken.count)
        lost = [
            f"{one.point.title}: {one.rate}"
            for one in taken.readings
            if not self.grid.set_reading(one.point, f"{one.rate}", one.note)
        ]
        if lost:
            self._say(f"Not on the plan, from {taken.code}: {'; '.join(lost)}")

    def _draft(self) -> FormDraft:
        earlier = self.start.amends or self.start.follows
        code = "" if earlier is None else f"/{earlier.code}"
        place = f"safety/survey/{self.start.room.id}{code}"
        forms = (self.facts, self.wipe_setup, self.points)
        operations = self._section.context.operations
        return FormDraft(self._services.drafts, operations, place, forms)

    def _connect(self) -> None:
        self.facts.changed.connect(self._on_fact_changed)
        self.wipe_setup.changed.connect(self._on_setup_changed)
        self.points.changed.connect(self._judge)
        self.grid.point_entered.connect(self.plan.choose_point)
        self.plan.point_chosen.connect(self.grid.focus_point)
        self.enter_button.clicked.connect(self.enter)
        self.cancel_button.clicked.connect(self.left)
        self._on_setup_changed("counter")
        self.draft.restored.connect(self._judge)
        if self.taken is None:
            self.draft.start()

    def _on_fact_changed(self, name: str) -> None:
        if name in {"reason", "unit"}:
            self.grid.judge()
        self._judge()

    def _on_setup_changed(self, name: str) -> None:
        counter, nuclide = self.wipe_setup.value("counter"), self._nuclide()
        if name in {"counter", "nuclide"} and counter is not None and nuclide:
            instruments, day = self._services.instruments, self._services.desk.today()
            work = partial(
                instruments.efficiency, InstrumentId(cast("UUID", counter)), nuclide, day
            )
            self._section.context.operations.run(work, self._on_efficiency, None, self)
        self.grid.judge()
        self._judge()

    def _on_efficiency(self, known: KnownEfficiency | None) -> None:
        if known is not None:
            self.wipe_setup.set_efficiency(known.value, known.note)

    def _judge(self, *_: object) -> None:
        marks = self.grid.marks()
        self.plan.show_plan(self.start.plan, marks)
        words, tone = _verdict(marks, self.grid.missing())
        self.verdict.setText(words)
        styled(self.verdict, tone=tone)
        wiped = [row.task.point for row in self.grid.rows if row.gross is not None]
        levels = {
            self._wipe_level(point).dpm: judged_area(self.facts.reason(), point).judged_as.value
            for point in wiped
        }
        said = ", ".join(f"{number(dpm, 6)} {area}" for dpm, area in sorted(levels.items()))
        self.wipe_setup.show_mda(f"; must be below {said}" if said else "")
        points = [row.task.point for row in self.grid.rows]
        used = [self._rate_level(point) for point in points]
        wiped_by = [self._wipe_level(point) for point in wiped]
        told = [(one.basis, one.verify) for one in used]
        told += [(one.basis, one.verify) for one in wiped_by]
        self.bases.setText(_bases_words(told))

    def _nuclide(self) -> str:
        return str(self.wipe_setup.value("nuclide") or "")

    def _rate_level(self, point: PointRef) -> RateLevel:
        return self.start.levels.rate(judged_area(self.facts.reason(), point))

    def _wipe_level(self, point: PointRef) -> WipeLevel:
        area = judged_area(self.facts.reason(), point)
        return self.start.levels.wipe(area, self._nuclide())

    def _lay_out(self) -> None:
        wiped = any(row.gross is not None for row in self.grid.rows)
        body = QHBoxLayout()
        body.addWidget(_left_side(self.facts, self.wipe_setup if wiped else None))
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.plan)
        right.addWidget(self.grid)  # taken out of its form, which only keeps its draft
        right.setSizes([200, 340])
        body.addWidget(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.enter_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(body, 1)
        whole.addWidget(self.bases)
        whole.addWidget(self.error)
        whole.addLayout(foot)
        self.error.hide()
        self.points.setParent(self)
        self.points.hide()


def _left_side(facts: SurveyFacts, setup: WipeSetup | None) -> QScrollArea:
    left = QWidget()
    left.setObjectName("scroll_body")
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, SPACE_12, 0)
    column.setSpacing(SPACE_8)
    column.addWidget(facts)
    if setup is not None:
        column.addWidget(text_label("Wipes", "strong"))
        column.addWidget(setup)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(left)
    area.setFixedWidth(_LEFT)
    return area


def _bases_words(told: list[tuple[str, bool]]) -> str:
    """Each source once, with the mark of what nobody read in it yet."""
    said = dict.fromkeys(
        f"{basis} ({NEEDS_CHECKING})" if check else basis for basis, check in told
    )
    return f"Levels by {'; '.join(said)}" if said else ""


def _verdict(marks: dict[int, Any], missing: tuple[str, ...]) -> tuple[str, str]:
    """The verdict so far, and its tone."""
    if not marks:
        return "Type the readings down the column; Enter goes to the next one.", "muted"
    above = sum(mark.sign == "!" for mark in marks.values())
    words = "Every point typed so far is within its level"
    if above:
        words = f"{above} of {len(marks)} points not within the level"
    if missing:
        words += f" · not typed yet: {', '.join(missing)}"
    return f"{words}.", "problem" if above else "strong"
