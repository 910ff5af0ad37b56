"""The plans that a new room may begin with: what usually stands in it and the points that its checklists name."""

from dataclasses import dataclass, replace

from au_desktop.domain.safety.room_plans import (
    Fixture,
    FixtureKind,
    PointKind,
    RoomPlan,
    Spot,
    SurveyPoint,
    Wall,
)
from au_desktop.domain.safety.rooms import Room, RoomUse
from au_desktop.domain.safety.survey_levels import AreaClass

_MARGIN = 40


@dataclass(frozen=True, slots=True)
class _Usual:
    fixtures: tuple[tuple[FixtureKind, int, int, int, int], ...]
    points: tuple[tuple[str, int, int, PointKind], ...]


_BOTH, _READING = PointKind.BOTH, PointKind.READING
_PREPARATION = _Usual(
    (
        (FixtureKind.HOOD, 50, 50, 140, 80),
        (FixtureKind.BENCH, 210, 50, 200, 80),
        (FixtureKind.CALIBRATOR, 430, 50, 90, 70),
        (FixtureKind.SINK, 50, 320, 80, 60),
        (FixtureKind.STORAGE, 400, 320, 140, 70),
        (FixtureKind.DOOR, 250, 395, 100, 15),
    ),
    (
        ("Preparation bench", 310, 90, _BOTH),
        ("Fume hood", 120, 90, _BOTH),
        ("Dose calibrator", 470, 90, _BOTH),
        ("Floor", 290, 230, _BOTH),
        ("Waste container", 470, 350, _READING),
    ),
)
_ADMINISTRATION = _Usual(
    (
        (FixtureKind.CHAIR, 230, 130, 110, 110),
        (FixtureKind.SINK, 50, 50, 80, 60),
        (FixtureKind.TOILET, 450, 50, 80, 90),
        (FixtureKind.WASTE, 60, 320, 70, 70),
        (FixtureKind.DOOR, 250, 395, 100, 15),
    ),
    (
        ("Chair or bed", 280, 190, _BOTH),
        ("Bathroom", 490, 160, _BOTH),
        ("Floor", 180, 280, _BOTH),
        ("Waste container", 100, 350, _READING),
    ),
)
_STORAGE = _Usual(
    (
        (FixtureKind.STORAGE, 50, 50, 500, 90),
        (FixtureKind.WASTE, 50, 250, 200, 90),
        (FixtureKind.DOOR, 250, 395, 100, 15),
    ),
    (
        ("Shelves", 300, 160, _BOTH),
        ("Waste containers", 150, 300, _READING),
        ("Floor", 380, 270, _BOTH),
    ),
)
_BY_USE = {
    RoomUse.PREPARATION: _PREPARATION,
    RoomUse.ADMINISTRATION: _ADMINISTRATION,
    RoomUse.STORAGE: _STORAGE,
    RoomUse.OTHER: _Usual(((FixtureKind.DOOR, 250, 395, 100, 15),), (("Floor", 290, 230, _BOTH),)),
}


def usual_plan(blank: RoomPlan, room: Room) -> RoomPlan:
    """The blank plan with what a room of that use usually has; the last point is outside the door."""
    usual = _BY_USE[room.use]
    area = AreaClass.RESTRICTED if room.restricted else AreaClass.UNRESTRICTED
    points = tuple(
        SurveyPoint(number, name, Spot(x, y), kind, area)
        for number, (name, x, y, kind) in enumerate(usual.points, start=1)
    )
    outside = SurveyPoint(
        len(points) + 1, "Outside the door", Spot(300, 435), _READING, AreaClass.UNRESTRICTED
    )
    fixtures = tuple(
        Fixture(key, kind, kind.value.capitalize(), Spot(x, y), width, height)
        for key, (kind, x, y, width, height) in enumerate(usual.fixtures, start=1)
    )
    return replace(
        blank,
        width=600,
        height=450,
        walls=(outline(600, 450 - _MARGIN),),
        fixtures=fixtures,
        points=(*points, outside),
        last_number=outside.number,
    )


def outline(width: int, height: int) -> Wall:
    """Four walls, a little inside the given size."""
    left, right = _MARGIN // 2, width - _MARGIN // 2
    corners = (Spot(left, left), Spot(right, left), Spot(right, height), Spot(left, height))
    return Wall(corners, closed=True)
