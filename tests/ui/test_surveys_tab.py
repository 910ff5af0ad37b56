"""The tab Surveys by mouse and keyboard: rooms, a survey typed beside its plan, surveying again, closing, taking over."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.room_status import RoomState
from au_desktop.domain.safety.surveys import SurveyReason, SurveyState
from au_desktop.ui.safety.surveys.plan_view import PlanView
from au_desktop.ui.safety.surveys.room_view import DAYS, SURVEYS, TRENDS
from tests.checklist_hands import CONTROL, key, settle, tap, type_into
from tests.survey_examples import SurveyedCenter, mr_h
from tests.survey_stand import SurveyStand
from tests.ten_years_of_surveys import years_of_surveys


@pytest.fixture
def stand(qtbot):
    center = SurveyedCenter()
    center.plan()
    return SurveyStand(qtbot, center=center)


def _type_all(form, readings=("0.3", "0.2", "0.1", "0.4", "0.03"), gross="61"):
    """Type a survey by keyboard only: down the readings, on to the wipes."""
    form.facts.field("battery").setChecked(True)
    form.facts.field("source").setChecked(True)
    type_into(form.facts.field("background"), "0.02")
    form.begin()
    for text in readings:
        QTest.keyClicks(form.focusWidget(), text)
        key(form.focusWidget(), Qt.Key.Key_Return)
    for _ in (row for row in form.grid.rows if row.gross is not None):
        QTest.keyClicks(form.focusWidget(), gross)
        key(form.focusWidget(), Qt.Key.Key_Return)


def _count(form):
    for name, text in (
        ("background_counts", "50"),
        ("background_time", "10"),
        ("sample_time", "2"),
        ("efficiency", "0.4"),
    ):
        type_into(form.wipe_setup.field(name), text)
    form.wipe_setup.set_values({"counter": form.start.counters[0][0].id, "nuclide": "Lu-177"})


def retype(widget, text):
    """Type over what is there, as a person does."""
    widget.setFocus()
    key(widget, Qt.Key.Key_A, CONTROL)
    key(widget, Qt.Key.Key_Delete)
    type_into(widget, text)


def _counter(stand, form):
    form.wipe_setup.set_values({"counter": stand.center.counter})


def test_rooms_say_how_they_stand(stand):
    cards = [stand.tab.panel.table.rows.row_at(at).room.name for at in range(2)]
    assert sorted(cards) == ["Hot lab", "Room 3"]
    assert stand.tab.main_action().text == "New survey"
    stand.tab.panel.filters.choose("due")
    settle()
    assert stand.tab.panel.showing_empty_state()


def test_a_survey_is_typed_by_keyboard_and_judged_as_it_is_typed(stand):
    form = stand.begin(stand.center.room)
    assert stand.tab.shows_back
    _count(form)
    _counter(stand, form)
    _type_all(form)
    assert [row.rate_verdict.text() for row in form.grid.rows] == ["within"] * 5
    assert form.grid.rows[0].net.text() == "27.5"
    assert "MDA 48.4 dpm/100 cm²; must be below 2000 restricted" in form.wipe_setup.mda_line.text()
    assert "needs checking" in form.bases.text()
    assert form.verdict.text() == "Every point typed so far is within its level."
    tap(form.enter_button)
    settle()
    assert stand.tab.form is None
    (survey,) = stand.services.area_surveys.of_room(stand.center.room)
    assert survey.state is SurveyState.PASSED
    assert survey.readings[4].rate == mr_h("0.03")
    assert len(survey.wipes) == 3
    assert survey.surveyed_by.id == stand.services.desk.actor.person_id
    assert "Survey of Room 3 entered." in stand.told
    room = stand.tab.room
    assert room.bar.currentIndex() == SURVEYS
    plans = room.list.panel.details.findChildren(PlanView)
    assert [plan.accessibleName() for plan in plans] == ["Plan of Room 3, version 1"]
    assert set(plans[0].drawing.marks) == {1, 2, 3, 4, 5}
    words = " ".join(label.text() for label in room.list.panel.details.findChildren(QLabel))
    assert "(61 cpm - 50 cpm) / (0.4 × 1) × 100 / 100 cm² = 27.5 dpm/100 cm²" in words


def test_what_cannot_be_read_or_is_above_is_said_beside_it(stand):
    form = stand.begin(stand.center.room)
    rows = form.grid.rows
    type_into(rows[0].reading, "7,4")
    assert rows[0].rate_verdict.text() == "unreadable"
    retype(rows[0].reading, "70 µSv/h")
    assert rows[0].rate_verdict.text() == "above"
    assert form.plan.drawing.marks[1].sign == "!"
    assert form.verdict.text().startswith("1 of 1 points not within the level")
    type_into(rows[1].reading, "0.2")
    form.facts.set_values({"reason": SurveyReason.ROOM_RELEASE})
    assert rows[1].rate_level.text() == "0.1 mR/h"
    assert rows[1].rate_verdict.text() == "above"


def test_a_count_that_could_miss_the_level_is_marked_and_refused(stand):
    form = stand.begin(stand.center.room)
    _count(form)
    _counter(stand, form)
    retype(form.wipe_setup.field("sample_time"), "0.001")
    _type_all(form)
    assert form.grid.rows[0].wipe_verdict.text() == "MDA too high"
    tap(form.enter_button)
    settle()
    assert "The MDA must be below the level" in form.error.text()
    assert stand.services.area_surveys.of_room(stand.center.room) == ()


def test_a_wipe_without_its_counter_and_a_meter_that_was_not_checked_are_refused(stand):
    form = stand.begin(stand.center.room)
    form.begin()
    for row in form.grid.rows[:1]:
        type_into(row.reading, "0.2")
        type_into(row.gross, "60")
    tap(form.enter_button)
    assert "is missing" in form.error.text()
    retype(form.grid.rows[0].gross, "")
    type_into(form.facts.field("background"), "0.02")
    tap(form.enter_button)
    settle()
    assert "battery of SM-1 is not in order" in form.error.text()
    assert form.enter_button.isEnabled()


def test_arrow_keys_and_the_plan_lead_to_the_same_point(stand):
    form = stand.begin(stand.center.room)
    first = form.grid.rows[0].reading
    assert first.hasFocus()
    key(first, Qt.Key.Key_Down)
    assert form.grid.rows[1].reading.hasFocus()
    assert form.plan.drawing.chosen.key == 2
    key(form.grid.rows[1].reading, Qt.Key.Key_Up)
    assert first.hasFocus()
    key(first, Qt.Key.Key_Up)
    assert first.hasFocus()
    place = form.plan.place_of(form.start.plan.points[2])
    QTest.mouseClick(form.plan, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert form.grid.rows[2].reading.hasFocus()
    key(form.plan, Qt.Key.Key_Right)
    assert form.plan.drawing.chosen.key == 4


def test_what_was_typed_is_there_again_after_it_was_put_aside(stand):
    form = stand.begin(stand.center.room)
    type_into(form.grid.rows[1].reading, "0.77")
    type_into(form.grid.rows[1].note, "behind the door")
    tap(form.cancel_button)
    settle()
    assert stand.tab.form is None
    form = stand.begin(stand.center.room)
    assert form.grid.rows[1].reading.text() == "0.77"
    assert form.grid.rows[1].note.text() == "behind the door"
    assert stand.tab.go_back()
    assert stand.tab.go_back()
    assert not stand.tab.go_back()


def _failed(stand):
    center = stand.center
    survey = center.enter(readings=center.readings("9", "0.2"), wipes=())
    stand.tab.refresh()
    settle()
    return survey


def test_a_failed_survey_is_surveyed_again_until_it_clears(stand):
    failed = _failed(stand)
    room = stand.open_room(stand.center.room)
    assert room.state.text() == RoomState.NEEDS_SURVEY.value
    assert f"Above the level since {failed.code}" in room.words.text()
    tap(room.again_button)
    settle()
    form = stand.tab.form
    assert stand.tab.subtitle() == f"Survey again after {failed.code} · Room 3"
    assert [row.task.point.number for row in form.grid.rows] == [1]
    form.facts.field("battery").setChecked(True)
    form.facts.field("source").setChecked(True)
    type_into(form.grid.rows[0].reading, "0.3")
    tap(form.enter_button)
    settle()
    assert "done before" in form.error.text()
    form.facts.field("done_before").setPlainText("wiped with detergent")
    tap(form.enter_button)
    settle()
    newest = stand.services.area_surveys.of_room(stand.center.room)[0]
    assert (newest.state, newest.round_number) == (SurveyState.CLEARED, 2)
    assert room.state.text() == RoomState.IN_USE.value
    assert room.again_button.isHidden()


def test_a_survey_that_was_typed_wrong_is_amended_with_a_reason(stand):
    failed = _failed(stand)
    room = stand.open_room(stand.center.room)
    room.show_survey_record(failed.id)
    settle()
    tap(room.record_bar.amend_button)
    form = stand.tab.form
    assert stand.tab.subtitle() == f"Amend {failed.code} · Room 3"
    assert form.grid.rows[0].reading.text() == "9 mR/h"
    retype(form.grid.rows[0].reading, "0.9")
    tap(form.enter_button)
    settle()
    assert "reason" in form.error.text().casefold()
    form.facts.field("amend_reason").setPlainText("decimal point misplaced")
    tap(form.enter_button)
    settle()
    (newest,) = stand.services.area_surveys.of_room(stand.center.room)
    assert (newest.amends, newest.state) == (failed.id, SurveyState.PASSED)
    assert room.state.text() == RoomState.IN_USE.value


def test_a_room_is_closed_with_a_reason_and_opens_after_a_survey(stand):
    room = stand.open_room(stand.center.room)
    tap(room.close_button)
    dialog = stand.tab.room_actions.dialog
    tap(dialog.primary_button)
    assert dialog.isVisible()
    dialog.findChild(type(dialog.body.itemAt(1).widget())).set_values({"reason": "floor"})
    tap(dialog.primary_button)
    settle()
    assert room.state.text() == RoomState.CLOSED.value
    assert "Closed since" in room.words.text()
    stand.center.memory.clock.move(minutes=5)
    stand.center.enter(readings=stand.center.readings("0.2"), wipes=())
    tap(room.open_button)
    settle()
    assert room.state.text() == RoomState.IN_USE.value


def test_a_confined_patient_comes_and_leaves(stand):
    room = stand.open_room(stand.center.room)
    tap(room.confine_button)
    dialog = stand.tab.room_actions.dialog
    form = dialog.body.itemAt(1).widget()
    form.set_values({"patient code": "LR-0193"})
    tap(dialog.primary_button)
    settle()
    assert "Patient LR-0193 confined" in room.words.text()
    tap(room.left_button)
    tap(stand.tab.room_actions.dialog.primary_button)
    settle()
    assert room.state.text() == RoomState.NEEDS_SURVEY.value
    stand.tab.begin()
    settle()
    assert stand.tab.form.facts.reason() is SurveyReason.ROOM_RELEASE


def test_a_room_without_a_plan_asks_for_one_before_a_survey(stand):
    room = stand.open_room(stand.center.lab)
    assert room.plan_empty.isVisible()
    stand.tab.begin()
    settle()
    assert stand.tab.form is None
    editor = stand.tab.room_actions.dialog
    assert editor.canvas.plan.points[0].name == "Preparation bench"
    tap(editor.primary_button)
    settle()
    assert stand.tab.room.points.rows.row_at(0).point.name == "Preparation bench"
    assert stand.services.room_plans.current(stand.center.lab).version == 1


def test_a_survey_is_found_by_its_id_and_trends_open_it(stand):
    failed = _failed(stand)
    stand.tab.go_back()
    stand.tab.select(failed.id)
    settle()
    room = stand.tab.room
    assert room.bar.currentIndex() == SURVEYS
    assert room.list.panel.table.current_row().id == failed.id
    room.bar.setCurrentIndex(TRENDS)
    assert [line.name for line in room.trends.readings.lines] == ["1 Point 1", "2 Point 2"]
    room.trends.point.setCurrentIndex(1)
    assert [line.name for line in room.trends.readings.lines] == ["1 Point 1"]
    assert room.trends.readings.lines[0].points[0].failed
    room.trends.what.setCurrentIndex(1)
    assert room.trends.wipes.lines == ()
    room.trends.readings.point_chosen.emit(failed.id)
    settle()
    assert room.bar.currentIndex() == SURVEYS
    room.bar.setCurrentIndex(DAYS)
    assert not room.days.isVisible()


def test_ten_years_of_surveys_are_drawn_by_point_under_the_newest_name(stand):
    room = stand.open_room(stand.center.room)
    surveys = years_of_surveys()
    room.trends.show_surveys(surveys)
    lines = room.trends.readings.lines
    assert [line.name for line in lines] == ["1 Chair or bed", "2 Bathroom", "3 Floor"]
    assert sum(len(line.points) for line in lines) > 7000
    assert any(point.failed for point in lines[0].points)


def test_the_levels_of_the_site_are_set_with_their_basis(stand):
    levels = next(
        one for one in stand.tab.panel.findChildren(QPushButton) if one.text() == "Levels…"
    )
    tap(levels)
    settle()
    dialog = stand.tab.room_actions.dialog
    assert "needs checking" in dialog.holds.text()
    dialog.form.set_values({"value": "0.5 mR/h"})
    tap(dialog.primary_button)
    settle()
    assert dialog.form.error("basis") or dialog.error_line.text()
    dialog.form.set_values({"basis": "license condition 14"})
    tap(dialog.primary_button)
    settle()
    form = stand.begin(stand.center.room)
    assert form.grid.rows[0].rate_level.text() == "0.5 mR/h"


def test_a_trainee_reads_but_enters_nothing(qtbot):
    center = SurveyedCenter()
    center.plan()
    stand = SurveyStand(qtbot, Role.TRAINEE, center)
    assert not stand.tab.main_action().enabled
    room = stand.open_room(center.room)
    assert not room.close_button.isEnabled()
    assert not room.draw_button.isEnabled()
    assert "may not" in room.draw_button.toolTip()


def test_hover_names_the_point_and_its_result(stand):
    _failed(stand)
    view = stand.open_room(stand.center.room).plan
    place = view.place_of(view.drawing.plan.points[0])
    QTest.mouseMove(view, place.toPoint())
    settle()
    assert "9 mR/h above 5.0 mR/h (needs checking)" in view.toolTip()
    QTest.mouseMove(view, QPoint(2, 2))
    settle()
    assert view.toolTip() == ""
    assert "Chair or bed" in view.accessibleDescription()
