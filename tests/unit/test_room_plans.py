"""The drawn plan of a room: what it refuses, how it is changed, and what a room usually has."""

from dataclasses import replace
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RoomId
from au_desktop.domain.safety.room_plans import (
    Fixture,
    FixtureKind,
    PointKind,
    RoomPlan,
    Spot,
    SurveyPoint,
    Wall,
    on_grid,
    resized,
    with_changed_fixture,
    with_changed_point,
    with_fixture,
    with_point,
    with_wall,
    without_fixture,
    without_point,
    without_wall,
)
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.domain.safety.survey_levels import AreaClass
from au_desktop.domain.safety.usual_plans import usual_plan
from tests.survey_examples import SURVEYOR, moment

ROOM = RoomId(UUID(int=3))
BLANK = RoomPlan(UUID(int=0), ROOM, moment(), SURVEYOR)


def test_a_plan_comes_back_from_its_document() -> None:
    plan = usual_plan(BLANK, Room(ROOM, "Room 3"))
    assert from_document(RoomPlan, as_document(plan)) == plan


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"width": 99}, "plan size"),
        ({"height": 5001}, "plan size"),
        ({"points": (SurveyPoint(1, "A", Spot(700, 0)),)}, "plan"),
        ({"points": (SurveyPoint(1, "A", Spot(0, 451)),)}, "plan"),
        ({"fixtures": (Fixture(1, FixtureKind.BED, "Bed", Spot(550, 0)),)}, "plan"),
        ({"walls": (Wall((Spot(0, 0), Spot(-1, 0))),)}, "plan"),
        (
            {"points": (SurveyPoint(1, "A", Spot(0, 0)), SurveyPoint(1, "B", Spot(0, 0)))},
            "point number",
        ),
        (
            {"points": (SurveyPoint(1, "A", Spot(0, 0)), SurveyPoint(2, "a ", Spot(0, 0)))},
            "point name",
        ),
        (
            {
                "fixtures": (
                    Fixture(1, FixtureKind.BED, "Bed", Spot(0, 0)),
                    Fixture(1, FixtureKind.SINK, "Sink", Spot(0, 0)),
                )
            },
            "fixture",
        ),
    ],
)
def test_a_plan_refuses_what_cannot_be_drawn(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(BLANK, **changes)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_parts_refuse_what_they_cannot_be() -> None:
    for make in (
        lambda: Wall((Spot(0, 0),)),
        lambda: Fixture(1, FixtureKind.SINK, "Sink", Spot(0, 0), width=0),
        lambda: Fixture(1, FixtureKind.SINK, "Sink", Spot(0, 0), height=0),
        lambda: SurveyPoint(0, "A", Spot(0, 0)),
        lambda: SurveyPoint(1, " ", Spot(0, 0)),
    ):
        with pytest.raises(Invalid):
            make()


def test_a_number_is_never_given_to_another_point() -> None:
    plan = with_point(with_point(BLANK, "A", Spot(10, 10)), "B", Spot(20, 20), PointKind.WIPE)
    assert [point.title for point in plan.points] == ["1 A", "2 B"]
    without = without_point(plan, 2)
    assert without.point(2) is None
    again = with_point(without, "C", Spot(30, 30), area=AreaClass.UNRESTRICTED)
    assert [point.number for point in again.points] == [1, 3]
    third = again.point(3)
    assert third is not None
    moved = with_changed_point(again, replace(third, at=Spot(40, 40)))
    assert [point.at for point in moved.points] == [Spot(10, 10), Spot(40, 40)]


def test_what_stands_in_the_room_stays_inside() -> None:
    plan = with_fixture(BLANK, FixtureKind.HOT_LAB, Spot(590, 440))
    (fixture,) = plan.fixtures
    assert (fixture.label, fixture.at) == ("Hot lab", Spot(500, 390))
    two = with_fixture(plan, FixtureKind.SINK, Spot(0, 0), 50, 50)
    wide = with_changed_fixture(two, replace(fixture, width=9000, at=Spot(-20, 30)))
    assert wide.fixtures[0].width == 600
    assert wide.fixtures[0].at == Spot(0, 30)
    assert [one.key for one in without_fixture(wide, 1).fixtures] == [2]


def test_walls_are_added_and_taken_away_by_their_place() -> None:
    first, second = Wall((Spot(0, 0), Spot(9, 0))), Wall((Spot(0, 0), Spot(0, 9)), closed=True)
    plan = with_wall(with_wall(BLANK, first), second)
    assert plan.walls == (first, second)
    assert without_wall(plan, 0).walls == (second,)


def test_a_smaller_plan_moves_everything_inside() -> None:
    plan = resized(usual_plan(BLANK, Room(ROOM, "Room 3")), 300, 200)
    assert all(point.at.x <= 300 and point.at.y <= 200 for point in plan.points)
    assert len(plan.points) == 5
    assert len(plan.fixtures) == 5
    assert len(plan.walls) == 1


def test_places_snap_to_the_grid_inside_the_plan() -> None:
    assert on_grid(BLANK, 104.9, 95.1) == Spot(100, 100)
    assert on_grid(BLANK, -30, 9000) == Spot(0, 450)


@pytest.mark.parametrize("use", list(RoomUse))
def test_every_use_has_a_usual_plan_with_a_point_outside_the_door(use: RoomUse) -> None:
    plan = usual_plan(BLANK, Room(ROOM, "A room", use, restricted=False))
    assert plan.points[-1].name == "Outside the door"
    assert {point.area for point in plan.points} == {AreaClass.UNRESTRICTED}
    assert plan.last_number == len(plan.points)


def test_the_same_drawing_is_known_whoever_saved_it() -> None:
    plan = usual_plan(BLANK, Room(ROOM, "Room 3"))
    assert plan.same_drawing(replace(plan, version=9, id=UUID(int=4), last_number=40))
    assert not plan.same_drawing(without_point(plan, 1))


def test_a_kind_says_what_is_measured() -> None:
    assert (PointKind.BOTH.reads, PointKind.BOTH.wiped) == (True, True)
    assert (PointKind.WIPE.reads, PointKind.READING.wiped) == (False, False)
