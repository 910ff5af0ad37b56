"""One room: what is to be done, its plan with the last results, its surveys, trends, and days of use."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QTabBar, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.surveys import Survey, SurveyState
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.safety.safety_list import SafetyList, in_states, not_signed
from au_desktop.ui.kit.tokens import SPACE_8, State
from au_desktop.ui.safety.surveys.plan_view import PlanView
from au_desktop.ui.safety.surveys.points_table import point_results, points_table
from au_desktop.ui.safety.surveys.room_trends import RoomTrends
from au_desktop.ui.safety.surveys.survey_detail import show_survey
from au_desktop.ui.safety.surveys.survey_words import (
    DAY_STATES,
    ROOM_STATES,
    SURVEY_STATES,
    because_words,
    card_words,
    marks_of,
    newest_marks,
)

if TYPE_CHECKING:
    from au_desktop.domain.safety.room_plans import RoomPlan
    from au_desktop.services.safety.room_states import RoomCard
    from au_desktop.services.safety.survey_calendar import SurveyCalendar
    from au_desktop.services.safety.survey_take_over import RunOffer
    from au_desktop.services.safety_stores import SafetyFilter, SafetyRow
    from au_desktop.ui.kit.section import Section
    from au_desktop.ui.safety.surveys.room_actions import RoomActions

PLAN, SURVEYS, TRENDS, DAYS = range(4)


class RoomView(QWidget):
    """Shows a card; `show_survey_record(id)` opens one of its surveys."""

    def __init__(self, section: Section, actions: RoomActions) -> None:
        super().__init__()
        self._section, self._actions = section, actions
        self._style = section.context.settings.date_style
        self.card: RoomCard | None = None
        self.state = StateChip("in use", State.OK)
        self.words = text_label("", wrap=True)
        self.bar = named(QTabBar(), "What is shown of the room")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        for title in ("Plan", "Surveys", "Trends", "Days of use"):
            self.bar.addTab(title)
        self.stack = OneShown()
        self.plan = PlanView()
        self.points = points_table()
        self.list = self._list()
        self.record_bar = RecordBar(section.context, section, amending=True)
        self.trends = RoomTrends(self._style)
        self.days = _days_table(section)
        self._buttons()
        self._lay_out()
        self.bar.currentChanged.connect(self.stack.show_at)
        self.plan.point_chosen.connect(self.points.select_key)
        self.points.current_changed.connect(self._on_point)
        self.trends.survey_wanted.connect(self.show_survey_record)
        self.list.chosen.connect(self._on_row)
        self.record_bar.amend_wanted.connect(actions.amend)
        self.record_bar.done.connect(self.list.load)
        self.list.start_wanted.connect(lambda: self._act(actions.survey))

    def show_room(
        self,
        card: RoomCard,
        calendar: SurveyCalendar,
        surveys: tuple[Survey, ...],
        offers: tuple[RunOffer, ...],
    ) -> None:
        """Show a room as it stands."""
        changed = self.card is None or self.card.room.id != card.room.id
        self.card = card
        self.state.set_state(card.state.value, ROOM_STATES[card.state])
        said = card_words(card, self._style)
        self.words.setText("\n".join(said) or "Nothing is due here.")
        self.plan.show_plan(card.plan, newest_marks(surveys))
        self._plan_stack.show_at(0 if card.plan is not None else 1)
        self.points.set_rows(point_results(card.plan, surveys, self._style))
        self.trends.show_surveys(surveys)
        days = calendar.of_room(card.room.id)
        self.days.set_rows(days)
        self._days_stack.show_at(0 if days else 1)
        self._offer(card, offers)
        if changed:
            self.bar.setCurrentIndex(PLAN)
        self.list.load()

    def show_survey_record(self, survey_id: object) -> None:
        """Open one survey of the room."""
        self.bar.setCurrentIndex(SURVEYS)
        self.list.choose(survey_id)

    def _act(self, action: object) -> None:
        if self.card is not None and callable(action):
            action(self.card)

    def _on_point(self, row: object) -> None:
        point = getattr(row, "point", None)
        self.plan.choose_point(None if point is None else point.number)

    def _on_row(self, row: SafetyRow | None) -> None:
        if row is None:
            self.record_bar.show_record(None)
            return
        services = self._section.context.services

        def work() -> tuple[Survey, RoomPlan | None]:
            survey = services.safety_book.get(Survey, row.id)
            plan_id = survey.plan_id
            return survey, None if plan_id is None else services.room_plans.version(plan_id)

        self._section.load(work, self._show_record)

    def _show_record(self, found: tuple[Survey, RoomPlan | None]) -> None:
        survey, plan = found
        pane = self.list.panel.details
        show_survey(pane, survey, self._style)
        if plan is not None:
            drawn = PlanView(f"Plan of {survey.room.name}, version {plan.version}")
            drawn.setFixedHeight(190)
            drawn.show_plan(plan, marks_of(survey))
            pane.add_content(drawn)
        self.record_bar.show_record(survey)

    def _narrowed(self, wanted: SafetyFilter) -> SafetyFilter:
        return wanted if self.card is None else replace(wanted, link=self.card.room.id)

    def _list(self) -> SafetyList:
        def not_passed(wanted: SafetyFilter) -> SafetyFilter:
            return in_states(SurveyState.FAILED.value)(self._narrowed(wanted))

        def unsigned(wanted: SafetyFilter) -> SafetyFilter:
            return not_signed(self._narrowed(wanted))

        empty = EmptyState(
            "safety",
            "No survey of this room yet",
            "A survey holds the reading at each point beside its level, with meter, background and who surveyed.",
            "Survey",
        )
        return SafetyList(
            self._section.context,
            RecordKind.SURVEY,
            empty,
            self,
            chips={
                "": ("All", self._narrowed),
                "failed": ("Failed", not_passed),
                "unsigned": ("Not signed", unsigned),
            },
            states=SURVEY_STATES,
            titles=("Survey", "Result"),
        )

    def _buttons(self) -> None:
        actions = self._actions
        self.again_button = PrimaryButton("Survey again", "undo")
        self.take_button = SecondaryButton("Take over checklist", "checklists")
        self.open_button = SecondaryButton("Open room", "unlock")
        self.left_button = SecondaryButton("Patient left")
        self.close_button = QuietButton("Close room", "lock")
        self.confine_button = QuietButton("Confine patient")
        self.draw_button = QuietButton("Draw plan", "pencil")
        self._menu = QMenu(self)
        self.take_button.setMenu(self._menu)
        for button, action in (
            (self.again_button, actions.again),
            (self.open_button, actions.open_again),
            (self.left_button, actions.patient_left),
            (self.close_button, actions.close),
            (self.confine_button, actions.confine),
            (self.draw_button, actions.edit_plan),
        ):
            button.clicked.connect(partial(self._act, action))

    def _offer(self, card: RoomCard, offers: tuple[RunOffer, ...]) -> None:
        context, status = self._section.context, card.status
        self.again_button.setVisible(card.loop is not None)
        self.open_button.setVisible(status.closed is not None)
        self.close_button.setVisible(status.closed is None)
        self.left_button.setVisible(status.confined is not None)
        self.confine_button.setVisible(status.confined is None)
        self.take_button.setVisible(bool(offers))
        for button in (
            self.again_button,
            self.open_button,
            self.close_button,
            self.left_button,
            self.confine_button,
            self.take_button,
        ):
            context.allow(button, Permission.KEEP_SAFETY)
        context.allow(self.draw_button, Permission.MANAGE_INSTRUMENTS)
        self._menu.clear()
        for offer in offers:
            day = day_words(offer.at.local.date(), self._style)
            words = f"{offer.code} {offer.title}, {day}"
            take = partial(self._actions.take_over, card.room.id, offer.run_id)
            self._menu.addAction(words, take)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        listed = QWidget()
        below = QVBoxLayout(listed)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE_8)
        below.addWidget(self.list.panel, 1)
        below.addWidget(self.record_bar)
        self._days_stack = OneShown()
        self._days_stack.add(self.days)
        self._days_stack.add(
            EmptyState(
                "calendar",
                "No day of use",
                "Within the last 90 days nothing that needs a written directive was prepared or given here.",
            )
        )
        for widget in (self._plan_side(), listed, self.trends, self._days_stack):
            self.stack.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addLayout(self._bar_row())
        column.addWidget(self.stack, 1)

    def _bar_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.bar)
        row.addStretch(1)
        for button in (
            self.again_button,
            self.take_button,
            self.open_button,
            self.left_button,
            self.close_button,
            self.confine_button,
            self.draw_button,
        ):
            row.addWidget(button)
        return row

    def _plan_side(self) -> OneShown:
        self.plan_empty = EmptyState(
            "room",
            "No plan yet",
            "A simple plan with numbered points: surveys are typed beside it, and every point keeps its course.",
            "Draw plan",
        )
        self._section.context.allow(self.plan_empty.button, Permission.MANAGE_INSTRUMENTS)
        self.plan_empty.first_step.connect(partial(self._act, self._actions.edit_plan))
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(self.plan)
        beside.addWidget(self.points)
        beside.setSizes([400, 640])
        self._plan_stack = OneShown()
        self._plan_stack.add(beside)
        self._plan_stack.add(self.plan_empty)
        return self._plan_stack


def _days_table(section: Section) -> RowTable:
    style = section.context.settings.date_style
    return RowTable(
        (
            Column("day", "Day", lambda row: day_words(row.day, style), 124),
            Column(
                "because", "Survey asked for because", because_words, 260, tooltip=because_words
            ),
            Column("state", "State", lambda row: row.state.value, 240, state=_day_state),
            Column("survey", "Survey", lambda row: row.survey, 110),
        ),
        name="Days of use",
        key=lambda row: row.day,
        stretch="because",
    )


def _day_state(row: object) -> str:
    state: str = DAY_STATES[row.state]  # type: ignore[attr-defined] # rows are days of use
    return state
