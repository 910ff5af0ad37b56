"""The drawn plan of a room: walls, what stands in it, and the numbered points that are surveyed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RoomId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.survey_levels import AreaClass

SMALLEST, LARGEST = 100, 5000
"""How narrow and how wide a drawn room may be, in cm."""
GRID = 10
"""Everything drawn by hand stands on a grid of so many cm."""


class PointKind(StrEnum):
    """What is measured at a point."""

    READING = "area reading"
    WIPE = "wipe"
    BOTH = "reading and wipe"

    @property
    def reads(self) -> bool:
        """Whether a dose rate is read there."""
        return self is not PointKind.WIPE

    @property
    def wiped(self) -> bool:
        """Whether a wipe is taken there."""
        return self is not PointKind.READING


class FixtureKind(StrEnum):
    """What stands in a room."""

    BENCH = "bench"
    HOOD = "fume hood"
    HOT_LAB = "hot lab"
    CALIBRATOR = "dose calibrator"
    SINK = "sink"
    TOILET = "toilet"
    CHAIR = "chair"
    BED = "bed"
    STORAGE = "storage"
    WASTE = "waste"
    DOOR = "door"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the plan, in cm from the upper left corner."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Wall:
    """A line of walls from corner to corner; a closed one returns to its first corner."""

    corners: tuple[Spot, ...]
    closed: bool = False

    def __post_init__(self) -> None:
        """A wall runs between two corners at least."""
        if len(self.corners) < 2:
            raise Invalid("wall", "needs two corners")


@dataclass(frozen=True, slots=True)
class Fixture:
    """Something that stands in the room, as a rectangle with a label."""

    key: int
    kind: FixtureKind
    label: str
    at: Spot
    width: int = 100
    height: int = 60

    def __post_init__(self) -> None:
        """A fixture takes some room."""
        if self.width <= 0 or self.height <= 0:
            raise Invalid("fixture", "needs a width and a height")


@dataclass(frozen=True, slots=True)
class SurveyPoint:
    """A numbered point. Its number is never given to another point of the room, so that its results stay its own."""

    number: int
    name: str
    at: Spot
    kind: PointKind = PointKind.READING
    area: AreaClass = AreaClass.RESTRICTED

    def __post_init__(self) -> None:
        """A point needs a number and a name."""
        if self.number < 1:
            raise Invalid("point", "needs a number from 1 on")
        if not self.name.strip():
            raise Invalid("point name", "is empty")

    @property
    def title(self) -> str:
        """Number and name, as lists show them."""
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """One version of a room's plan; a changed plan is a new version, and the old ones stay with the surveys made on them.

    `last_number` is the highest point number that the room ever had.
    """

    id: UUID
    room_id: RoomId
    made_at: Moment
    made_by: PersonRef
    version: int = 1
    width: int = 600
    height: int = 450
    walls: tuple[Wall, ...] = ()
    fixtures: tuple[Fixture, ...] = ()
    points: tuple[SurveyPoint, ...] = ()
    last_number: int = 0

    def __post_init__(self) -> None:
        """Refuse a plan of no size, two points of one number, and what stands outside."""
        for side in (self.width, self.height):
            if not SMALLEST <= side <= LARGEST:
                raise Invalid("plan size", f"is not between {SMALLEST} and {LARGEST} cm")
        _refuse_twins("point number", (point.number for point in self.points))
        _refuse_twins("point name", (point.name.strip().casefold() for point in self.points))
        _refuse_twins("fixture", (fixture.key for fixture in self.fixtures))
        for spot in self._spots():
            if not (0 <= spot.x <= self.width and 0 <= spot.y <= self.height):
                raise Invalid("plan", "something stands outside it")

    def point(self, number: int) -> SurveyPoint | None:
        """The point of a number."""
        return next((point for point in self.points if point.number == number), None)

    def same_drawing(self, other: "RoomPlan") -> bool:
        """Whether both show the same, whoever made them and when."""
        return self == replace(
            other,
            id=self.id,
            made_at=self.made_at,
            made_by=self.made_by,
            version=self.version,
            last_number=self.last_number,
        )

    def _spots(self) -> Iterable[Spot]:
        yield from (point.at for point in self.points)
        yield from (corner for wall in self.walls for corner in wall.corners)
        for fixture in self.fixtures:
            yield fixture.at
            yield Spot(fixture.at.x + fixture.width, fixture.at.y + fixture.height)


def _refuse_twins(field: str, values: Iterable[object]) -> None:
    given = list(values)
    if len(set(given)) != len(given):
        raise Invalid(field, "is used twice")


def on_grid(plan: RoomPlan, x: float, y: float) -> Spot:
    """The nearest place of the grid that is inside the plan."""
    return Spot(_snapped(x, plan.width), _snapped(y, plan.height))


def _snapped(value: float, most: int) -> int:
    return max(0, min(most, round(value / GRID) * GRID))


def with_point(
    plan: RoomPlan,
    name: str,
    at: Spot,
    kind: PointKind = PointKind.READING,
    area: AreaClass = AreaClass.RESTRICTED,
) -> RoomPlan:
    """The plan with one more point, under the next number that was never used."""
    number = max([plan.last_number, *(point.number for point in plan.points)]) + 1
    added = SurveyPoint(number, name, at, kind, area)
    return replace(plan, points=(*plan.points, added), last_number=number)


def with_changed_point(plan: RoomPlan, changed: SurveyPoint) -> RoomPlan:
    """The plan with that point in place of the one of its number."""
    kept = tuple(changed if one.number == changed.number else one for one in plan.points)
    return replace(plan, points=kept)


def without_point(plan: RoomPlan, number: int) -> RoomPlan:
    """The plan without a point; its number is not given again."""
    last = max(plan.last_number, number)
    kept = tuple(one for one in plan.points if one.number != number)
    return replace(plan, points=kept, last_number=last)


def with_fixture(
    plan: RoomPlan, kind: FixtureKind, at: Spot, width: int = 100, height: int = 60
) -> RoomPlan:
    """The plan with one more fixture, labelled by its kind and moved inside where it would stand out."""
    key = max((fixture.key for fixture in plan.fixtures), default=0) + 1
    fixture = Fixture(key, kind, kind.value.capitalize(), at, width, height)
    return replace(plan, fixtures=(*plan.fixtures, _inside(plan, fixture)))


def with_changed_fixture(plan: RoomPlan, changed: Fixture) -> RoomPlan:
    """The plan with that fixture in place of the one of its key, moved inside where it would stand out."""
    moved = _inside(plan, changed)
    return replace(
        plan, fixtures=tuple(moved if one.key == moved.key else one for one in plan.fixtures)
    )


def without_fixture(plan: RoomPlan, key: int) -> RoomPlan:
    """The plan without a fixture."""
    return replace(plan, fixtures=tuple(one for one in plan.fixtures if one.key != key))


def with_wall(plan: RoomPlan, wall: Wall) -> RoomPlan:
    """The plan with one more line of walls."""
    return replace(plan, walls=(*plan.walls, wall))


def without_wall(plan: RoomPlan, place: int) -> RoomPlan:
    """The plan without the wall at that place in its list."""
    return replace(plan, walls=(*plan.walls[:place], *plan.walls[place + 1 :]))


def resized(plan: RoomPlan, width: int, height: int) -> RoomPlan:
    """The plan in another size; what would stand outside moves to its edge."""
    sized = replace(plan, width=width, height=height, walls=(), fixtures=(), points=())

    def moved(spot: Spot) -> Spot:
        return Spot(min(spot.x, width), min(spot.y, height))

    return replace(
        sized,
        walls=tuple(replace(one, corners=tuple(map(moved, one.corners))) for one in plan.walls),
        fixtures=tuple(_inside(sized, one) for one in plan.fixtures),
        points=tuple(replace(one, at=moved(one.at)) for one in plan.points),
    )


def _inside(plan: RoomPlan, fixture: Fixture) -> Fixture:
    width, height = min(fixture.width, plan.width), min(fixture.height, plan.height)
    x = max(0, min(fixture.at.x, plan.width - width))
    y = max(0, min(fixture.at.y, plan.height - height))
    return replace(fixture, at=Spot(x, y), width=width, height=height)
