"""The tab Surveys: every room with its state, last survey and what is due; one room; and a survey as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.surveys import Survey
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.safety.surveys.plan_view import PlanView
from au_desktop.ui.safety.surveys.room_actions import RoomActions
from au_desktop.ui.safety.surveys.room_view import RoomView
from au_desktop.ui.safety.surveys.survey_form import SurveyForm
from au_desktop.ui.safety.surveys.survey_words import (
    ROOM_STATES,
    SURVEY_STATES,
    card_words,
    due_words,
    marks_of,
    unplaced_words,
)

if TYPE_CHECKING:
    from uuid import UUID

    from au_desktop.services.safety.room_states import RoomBoard, RoomCard
    from au_desktop.services.safety.survey_forms import SurveyStart
    from au_desktop.services.safety.survey_take_over import RunOffer, TakenOver
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.section import SectionContext

_CHIPS = (("", "All rooms"), ("due", "Something due"))


class SurveysTab(PageTab):
    """Rooms, one room, and the form of a survey; each covers the one before, and Esc leads back."""

    watches = frozenset({Kind.SAFETY, Kind.ROOM, Kind.RUN, Kind.CASE, Kind.INSTRUMENT})
    permission = Permission.KEEP_SAFETY
    help_topic = "surveys"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Surveys")
        self.board: RoomBoard | None = None
        self.form: SurveyForm | None = None
        self._wanted: object = None
        self.room_actions = RoomActions(self)
        self.panel = self._rooms_panel()
        self.room = RoomView(self, self.room_actions)
        self.stack = OneShown()
        self.unplaced = text_label("", "hint", wrap=True)
        self.front = QWidget()
        front = QVBoxLayout(self.front)
        front.setContentsMargins(0, 0, 0, 0)
        front.addWidget(self.panel, 1)
        front.addWidget(self.unplaced)
        self.stack.add(self.front)
        self.stack.add(self.room)
        self.content.addWidget(self.stack, 1)
        self.room_actions.form_ready.connect(self._open_form)
        self.panel.query_changed.connect(self._fill)
        self.panel.table.row_activated.connect(self.open_room)
        self.panel.table.current_changed.connect(self._show_card)

    @property
    def shows_back(self) -> bool:
        """Whether a room or a form covers the list."""
        return self.stack.shown() is not self.front

    def subtitle(self) -> str:
        """The subject, and the room that is shown."""
        if self.form is not None:
            again, amends = self.form.start.follows, self.form.start.amends
            what = "Survey" if again is None else f"Survey again after {again.code}"
            what = what if amends is None else f"Amend {amends.code}"
            return f"{what} · {self.form.start.room.name}"
        if self.stack.shown() is self.room and self.room.card is not None:
            return self.room.card.room.name
        return super().subtitle()

    def main_action(self) -> MainAction | None:
        """Begin a survey of the room that is shown or chosen."""
        if self.form is not None:
            return None
        card = self._card()
        allowed = card is not None and not self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("New survey", self.begin, "plus", enabled=allowed)

    def begin(self) -> None:
        """Begin a survey of the room that is shown or chosen."""
        card = self._card()
        if card is not None:
            self.room_actions.survey(card)

    def refresh(self) -> None:
        """Load how every room stands."""
        self.load(self.context.services.room_states.board, self._show_board)

    def select(self, key: object) -> None:
        """Open a room, or the room of a survey with that survey; both are asked for by id."""
        self._wanted = key
        self._open_wanted()

    def find_in_page(self) -> bool:
        """Find a room."""
        return self.panel.find_in_page()

    def go_back(self) -> bool:
        """Leave the form, then the room."""
        if self.form is not None:
            self._leave_form()
            return True
        if self.shows_back:
            self._cover(self.front)
            self.panel.table.setFocus()
            return True
        return False

    def keep_work(self) -> None:
        """Write what was typed into the form."""
        if self.form is not None:
            self.form.keep_now()

    def open_room(self, card: RoomCard) -> None:
        """Show one room."""
        self._load_room(card)
        self._cover(self.room)

    def _card(self) -> RoomCard | None:
        if self.stack.shown() is self.room:
            return self.room.card
        row: RoomCard | None = self.panel.table.current_row()
        return row

    def _cover(self, widget: QWidget) -> None:
        self.stack.show_widget(widget)
        self.covering.emit(widget is not self.front)
        self.header_changed.emit()

    def _show_board(self, board: RoomBoard) -> None:
        first, self.board = self.board is None, board
        self._fill()
        if first:
            self.panel.table.selectRow(0)
        self.unplaced.setText(unplaced_words(board.calendar))
        self.unplaced.setVisible(bool(board.calendar.unplaced))
        shown = self.room.card
        card = None if shown is None else board.card(shown.room.id)
        if card is not None and self.stack.shown() is self.room:
            self._load_room(card)
        self._open_wanted()
        self.action_changed.emit()

    def _open_wanted(self) -> None:
        if self.board is None or self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        card = self.board.card(RoomId(_uuid(wanted)))
        if card is not None:
            self.open_room(card)
            return
        book = self.context.services.safety_book
        self.load(partial(book.get, Survey, SafetyId(_uuid(wanted))), self._open_survey)

    def _open_survey(self, survey: Survey) -> None:
        card = None if self.board is None else self.board.card(survey.room.id)
        if card is not None:
            self.open_room(card)
            self.room.show_survey_record(survey.id)

    def _load_room(self, card: RoomCard) -> None:
        services = self.context.services

        def work() -> tuple[RoomCard, tuple[Survey, ...], tuple[RunOffer, ...]]:
            surveys = services.area_surveys.of_room(card.room.id)
            return card, surveys, services.survey_take_over.offers(card.room.id)

        self.load(work, self._show_room)

    def _show_room(self, found: tuple[RoomCard, tuple[Survey, ...], tuple[RunOffer, ...]]) -> None:
        card, surveys, offers = found
        if self.board is not None:
            self.room.show_room(card, self.board.calendar, surveys, offers)
            self.header_changed.emit()

    def _open_form(self, start: SurveyStart, taken: TakenOver | None) -> None:
        if self.form is not None:
            return
        if not start.tasks:
            card = None if self.board is None else self.board.card(start.room.id)
            self.told.emit(f"Draw the plan of {start.room.name} first: surveys are typed by it.")
            if card is not None:
                self.room_actions.edit_plan(card)
            return
        form = SurveyForm(self, start, taken)
        form.entered.connect(self._on_entered)
        form.left.connect(self._leave_form)
        self.form = form
        self.stack.add(form)
        self._cover(form)
        form.begin()

    def _on_entered(self, survey_id: UUID) -> None:
        self._leave_form()
        self.select(survey_id)

    def _leave_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.keep_now()
            back = self.room if self.room.card is not None else self.front
            self._cover(back)
            self.stack.remove(form)
            form.deleteLater()

    def _fill(self) -> None:
        if self.board is None:
            return
        words, chip = self.panel.query()
        cards = [
            card
            for card in self.board.cards
            if words.casefold() in f"{card.room.name} {card.room.use} {card.state}".casefold()
            and (chip != "due" or due_words(card))
        ]
        self.panel.set_rows(cards)
        self._show_card(self.panel.table.current_row())

    def _show_card(self, card: RoomCard | None) -> None:
        pane = self.panel.details
        self.action_changed.emit()
        if card is None:
            pane.clear()
            return
        style = self.context.settings.date_style
        chip = StateChip(card.state.value, ROOM_STATES[card.state])
        facts: list[tuple[str, str | QWidget]] = [("State", chip), *_last_facts(card, style)]
        pane.show_facts(card.room.name, card.room.use.value.capitalize(), facts)
        said = card_words(card, style)
        if said:
            pane.add_section("To do", said)
        if card.plan is not None:
            view = PlanView(f"Plan of {card.room.name}")
            view.setFixedHeight(190)
            view.show_plan(card.plan, marks_of(card.last))
            pane.add_content(view)
        opened = SecondaryButton("Open room", "room")
        opened.clicked.connect(partial(self.open_room, card))
        if card.loop is not None:
            again = PrimaryButton("Survey again", "undo")
            again.clicked.connect(partial(self.room_actions.again, card))
            self.context.allow(again, Permission.KEEP_SAFETY)
            pane.add_action(again)
        pane.add_action(opened)

    def _rooms_panel(self) -> ListPanel:
        style = self.context.settings.date_style
        table = RowTable(_columns(style), name="Rooms to survey", key=_key, stretch="room")
        empty = EmptyState(
            "room",
            "No rooms yet",
            "Rooms where radioactive drugs are prepared, given or kept are added on the page Center.",
            "Add rooms",
        )
        panel = ListPanel(table, empty, filters=_CHIPS, search_hint="Find a room")
        empty.first_step.connect(lambda: self.go_requested.emit("center", TabTarget("rooms")))
        levels = QuietButton("Levels…", "settings")
        levels.clicked.connect(self.room_actions.set_levels)
        panel.add_tool(levels)
        return panel


def _key(card: RoomCard) -> object:
    return card.room.id


def _uuid(key: object) -> UUID:
    found: UUID = cast("UUID", key)
    return found


def _columns(style: DateStyle) -> list[Column]:
    return [
        Column("room", "Room", lambda card: card.room.name, 160),
        Column(
            "state",
            "State",
            lambda card: card.state.value,
            140,
            state=lambda card: ROOM_STATES[card.state],
        ),
        Column("last", "Last survey", lambda card: _last(card, style), 216, gives_way=1),
        Column(
            "result",
            "Result",
            lambda card: "" if card.last is None else card.last.state.value,
            96,
            state=lambda card: None if card.last is None else SURVEY_STATES[card.last.state.value],
        ),
        Column("due", "Due", due_words, 120),
    ]


def _last(card: RoomCard, style: DateStyle) -> str:
    if card.last is None:
        return "never surveyed"
    return f"{day_words(card.last.at.local.date(), style)}, {card.last.reason.value}"


def _last_facts(card: RoomCard, style: DateStyle) -> list[tuple[str, str]]:
    facts = [("Area", "restricted" if card.room.restricted else "unrestricted")]
    if card.last is None:
        return [*facts, ("Last survey", "never surveyed")]
    found = card.last.summary.about
    by = f"{_last(card, style)}, by {card.last.surveyed_by.name}"
    return [*facts, ("Last survey", f"{card.last.code}, {by}"), ("Found", found)]
