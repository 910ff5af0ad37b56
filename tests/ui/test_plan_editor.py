"""Drawing the plan of a room by mouse and keyboard: points, fixtures and walls, dragging, undo, names, saving."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from au_desktop.domain.safety.room_plans import FixtureKind, PointKind, Spot
from au_desktop.domain.safety.survey_levels import AreaClass
from au_desktop.ui.safety.surveys.plan_painter import FIXTURE, POINT, WALL, Chosen
from tests.checklist_hands import CONTROL, key, settle, tap, type_into
from tests.survey_examples import SurveyedCenter
from tests.survey_stand import SurveyStand

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stand(qtbot):
    center = SurveyedCenter()
    center.plan()
    return SurveyStand(qtbot, center=center)


@pytest.fixture
def editor(stand):
    room = stand.open_room(stand.center.room)
    tap(room.draw_button)
    dialog = stand.tab.room_actions.dialog
    dialog.resize(940, 600)
    settle()
    return dialog


def _at(canvas, x, y):
    return canvas.frame().place(Spot(x, y)).toPoint()


def _click(canvas, x, y):
    QTest.mouseClick(canvas, LEFT, pos=_at(canvas, x, y))
    settle()


def _drag(canvas, start, end):
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, pos=end)
    settle()


def test_a_point_is_added_named_and_saved_as_a_new_version(stand, editor):
    tap(editor.add_point)
    assert "Click where" in editor.hint.text()
    _click(editor.canvas, 400, 300)
    assert editor.about.text() == "Point 6"
    name = editor.point_form.field("name")
    name.selectAll()
    type_into(name, "Window")
    editor.point_form.set_values({"kind": PointKind.WIPE, "area": AreaClass.UNRESTRICTED})
    tap(editor.primary_button)
    settle()
    plan = stand.services.room_plans.current(stand.center.room)
    point = plan.point(6)
    assert (plan.version, point.name, point.at) == (2, "Window", Spot(400, 300))
    assert (point.kind, point.area) == (PointKind.WIPE, AreaClass.UNRESTRICTED)
    assert stand.tab.room.points.rows.row_at(5).point.name == "Window"
    assert "Plan of Room 3 saved." in stand.told


def test_things_are_dragged_and_brought_back(editor):
    canvas, plan = editor.canvas, editor.canvas.plan
    _drag(canvas, _at(canvas, 280, 190), _at(canvas, 400, 250))
    assert canvas.plan.point(1).at == Spot(400, 250)
    chair = next(one for one in plan.fixtures if one.kind is FixtureKind.CHAIR)
    grip = _at(canvas, chair.at.x + 20, chair.at.y + 20)
    _drag(canvas, grip, _at(canvas, chair.at.x + 120, chair.at.y + 20))
    moved = next(one for one in canvas.plan.fixtures if one.key == chair.key)
    assert moved.at == Spot(chair.at.x + 100, chair.at.y)
    key(editor, Qt.Key.Key_Z, CONTROL)
    tap(editor.undo_button)
    assert canvas.plan == plan
    assert not canvas.undo()


def test_the_keyboard_chooses_moves_and_removes(editor):
    canvas = editor.canvas
    canvas.setFocus()
    key(canvas, Qt.Key.Key_N)
    assert canvas.drawing.chosen == Chosen(POINT, 1)
    before = canvas.plan.point(1).at
    key(canvas, Qt.Key.Key_Right)
    key(canvas, Qt.Key.Key_Down)
    assert canvas.plan.point(1).at == Spot(before.x + 10, before.y + 10)
    key(canvas, Qt.Key.Key_Delete)
    assert canvas.plan.point(1) is None
    assert canvas.drawing.chosen is None
    for _ in range(5):
        key(canvas, Qt.Key.Key_N)
    assert canvas.drawing.chosen == Chosen(FIXTURE, 1)
    key(canvas, Qt.Key.Key_Left)
    assert canvas.plan.fixtures[0].at == Spot(220, 130)
    for _ in range(5):
        key(canvas, Qt.Key.Key_N)
    assert canvas.drawing.chosen == Chosen(WALL, 0)
    assert editor.about.text() == "A wall"
    tap(editor.remove_button)
    assert canvas.plan.walls == ()


def test_a_wall_is_drawn_corner_by_corner(editor):
    canvas = editor.canvas
    tap(editor.add_wall)
    _click(canvas, 100, 100)
    _click(canvas, 200, 100)
    _click(canvas, 200, 300)
    tap(editor.undo_button)
    key(canvas, Qt.Key.Key_Return)
    assert canvas.plan.walls[-1].corners == (Spot(100, 100), Spot(200, 100))
    tap(editor.add_wall)
    for x, y in ((300, 280), (400, 280), (400, 380), (300, 280)):
        _click(canvas, x, y)
    assert canvas.plan.walls[-1].closed
    _click(canvas, 350, 280)
    assert canvas.drawing.chosen == Chosen(WALL, 2)


def test_a_fixture_is_put_labelled_and_sized(editor):
    editor.kind.setCurrentIndex(editor.kind.findData(FixtureKind.HOT_LAB))
    tap(editor.add_fixture)
    _click(editor.canvas, 300, 300)
    form = editor.fixture_form
    form.field("label").selectAll()
    type_into(form.field("label"), "Fume box")
    form.field("width").selectAll()
    type_into(form.field("width"), "80")
    fixture = editor.canvas.plan.fixtures[-1]
    assert (fixture.kind, fixture.label, fixture.width) == (FixtureKind.HOT_LAB, "Fume box", 80)
    form.field("height").selectAll()
    type_into(form.field("height"), "x")
    assert editor.error_line.text() == "Type whole centimeters."


def test_the_room_is_sized_and_an_empty_name_is_refused_beside_it(editor):
    _click(editor.canvas, 590, 440)
    assert editor.about.text() == "The room"
    width = editor.size_form.field("width")
    width.selectAll()
    type_into(width, "800")
    assert editor.canvas.plan.width == 800
    width.selectAll()
    type_into(width, "9")
    assert "100 and 5000" in editor.error_line.text()
    editor.canvas.setFocus()
    key(editor.canvas, Qt.Key.Key_N)
    editor.point_form.field("name").clear()
    assert "empty" in editor.error_line.text()


def test_an_unchanged_plan_is_not_saved_again(stand, editor):
    tap(editor.primary_button)
    settle()
    assert editor.isVisible()
    assert "unchanged" in editor.error_line.text()
    assert stand.services.room_plans.current(stand.center.room).version == 1


def test_the_arrow_keys_of_a_plan_to_look_at_go_from_point_to_point(stand):
    view = stand.open_room(stand.center.room).plan
    key(view, Qt.Key.Key_Right)
    key(view, Qt.Key.Key_Left)
    assert view.drawing.chosen == Chosen(POINT, 5)
    assert stand.tab.room.points.current_row().point.number == 5
    QTest.mouseClick(view, LEFT, pos=QPoint(1, 1))
    assert view.drawing.chosen == Chosen(POINT, 5)
