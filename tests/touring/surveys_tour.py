"""The stops at Safety > Surveys: rooms, one room with its plan, surveys, trends and days, the form, the editor, the levels."""

from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.safety.surveys.room_view import DAYS, SURVEYS, TRENDS
from au_desktop.ui.safety.surveys.surveys_tab import SurveysTab
from tests.ten_years_of_surveys import years_of_surveys
from tests.touring.trip import Trip


def surveys(trip: Trip) -> None:
    """Everything that the tab shows."""
    trip.go("safety", TabTarget("surveys"))
    trip.photograph("surveys_rooms")
    tab = trip.page.tab()
    assert isinstance(tab, SurveysTab)
    tab.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("surveys_room_chosen", may_scroll=True)
    assert tab.board is not None
    for card in tab.board.cards:
        tab.open_room(card)
        trip.settle()
        name = card.room.name.lower().replace(" ", "_")
        trip.photograph(f"surveys_{name}")
    tab.open_room(next(card for card in tab.board.cards if card.room.name == "Room 3"))
    trip.settle()
    _sides(trip, tab)
    _form(trip, tab)
    _dialogs(trip, tab)
    tab.go_back()
    trip.settle()


def _sides(trip: Trip, tab: SurveysTab) -> None:
    room = tab.room
    room.bar.setCurrentIndex(SURVEYS)
    trip.settle()
    room.list.panel.table.selectRow(0)
    trip.settle()
    trip.photograph("surveys_record", may_scroll=True)
    room.bar.setCurrentIndex(DAYS)
    trip.settle()
    trip.photograph("surveys_days")
    room.bar.setCurrentIndex(TRENDS)
    room.trends.show_surveys(years_of_surveys())
    trip.settle()
    trip.photograph("surveys_trend_readings")
    room.trends.what.setCurrentIndex(1)
    trip.settle()
    trip.photograph("surveys_trend_wipes")


def _form(trip: Trip, tab: SurveysTab) -> None:
    tab.begin()
    trip.settle()
    trip.photograph("surveys_form", may_scroll=True)
    assert tab.form is not None
    for place, row in enumerate(tab.form.grid.rows):
        if row.reading is not None:
            row.reading.setText("7.5" if place == 1 else "0.3")
        if row.gross is not None:
            row.gross.setText("58")
    trip.settle()
    trip.photograph("surveys_form_typed", may_scroll=True)
    for row in tab.form.grid.rows:
        for edit in row.edits:
            if edit is not None:
                edit.clear()
    tab.go_back()
    trip.settle()


def _dialogs(trip: Trip, tab: SurveysTab) -> None:
    card = tab.room.card
    assert card is not None
    for name, action in (
        ("plan", lambda: tab.room_actions.edit_plan(card)),
        ("close", lambda: tab.room_actions.close(card)),
        ("confine", lambda: tab.room_actions.confine(card)),
        ("levels", tab.room_actions.set_levels),
    ):
        action()
        trip.settle()
        trip.photograph(f"surveys_dialog_{name}", may_scroll=True)
        assert tab.room_actions.dialog is not None
        tab.room_actions.dialog.reject()
        trip.settle()
