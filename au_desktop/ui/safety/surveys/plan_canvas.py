"""The plan to draw in: points, fixtures and walls are added by a click, dragged, moved with the arrow keys and removed."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal

from au_desktop.domain.safety.room_plans import (
    GRID,
    FixtureKind,
    RoomPlan,
    Spot,
    Wall,
    on_grid,
    with_changed_fixture,
    with_changed_point,
    with_fixture,
    with_point,
    with_wall,
    without_fixture,
    without_point,
    without_wall,
)
from au_desktop.ui.safety.surveys.plan_painter import FIXTURE, POINT, WALL, Chosen
from au_desktop.ui.safety.surveys.plan_view import PlanView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from au_desktop.domain.safety.survey_levels import AreaClass

_MOVES = {
    Qt.Key.Key_Left: (-GRID, 0),
    Qt.Key.Key_Right: (GRID, 0),
    Qt.Key.Key_Up: (0, -GRID),
    Qt.Key.Key_Down: (0, GRID),
}
_NEAR = 8


class Tool(StrEnum):
    """What a click on the plan does."""

    MOVE = "move"
    POINT = "point"
    FIXTURE = "fixture"
    WALL = "wall"


class PlanCanvas(PlanView):
    """Emits `plan_changed` after every change, `chosen_changed` when another thing is chosen, `tool_done` when one ended.

    Every change can be undone; a drag is one change.
    """

    plan_changed = Signal()
    chosen_changed = Signal()
    tool_done = Signal()

    def __init__(self, plan: RoomPlan, area: AreaClass) -> None:
        super().__init__("Plan to draw in")
        self._area = area
        self.tool = Tool.MOVE
        self.fixture_kind = FixtureKind.BENCH
        self._undone: list[RoomPlan] = []
        self._dragged: RoomPlan | None = None
        self._grip = (0.0, 0.0)
        self.show_plan(plan, {})

    @property
    def plan(self) -> RoomPlan:
        """The plan as drawn so far."""
        assert self.drawing.plan is not None  # noqa: S101 - it is made with one
        return self.drawing.plan

    def take_tool(self, tool: Tool) -> None:
        """Use another tool; a wall in the making is dropped."""
        self.tool = tool
        self.drawing.corners = ()
        self.setCursor(
            Qt.CursorShape.ArrowCursor if tool is Tool.MOVE else Qt.CursorShape.CrossCursor
        )
        self.update()

    def change(self, plan: RoomPlan) -> None:
        """Draw a changed plan; the one before can be brought back."""
        if plan != self.plan:
            self._undone.append(self.plan)
            self._draw(plan)

    def undo(self) -> bool:
        """Bring back the plan before the last change; False when there is none."""
        if self.drawing.corners:
            self.drawing.corners = self.drawing.corners[:-1]
            self.update()
            return True
        if not self._undone:
            return False
        self._draw(self._undone.pop())
        return True

    def choose(self, chosen: Chosen | None) -> None:
        """Choose a thing of the plan."""
        self.drawing.chosen = chosen
        self.update()
        self.chosen_changed.emit()

    def remove_chosen(self) -> None:
        """Take the chosen thing away."""
        chosen, plan = self.drawing.chosen, self.plan
        if chosen is None:
            return
        takers = {POINT: without_point, FIXTURE: without_fixture, WALL: without_wall}
        self.drawing.chosen = None
        self.change(takers[chosen.kind](plan, chosen.key))
        self.chosen_changed.emit()

    def finish_wall(self, *, closed: bool = False) -> None:
        """Keep the wall in the making."""
        corners = self.drawing.corners
        self.drawing.corners = ()
        if len(corners) > 1:
            self.change(with_wall(self.plan, Wall(corners, closed=closed)))
        self.take_tool(Tool.MOVE)
        self.tool_done.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Add with the tool, or take hold of what is under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot = self._spot(event.position())
        if self.tool is Tool.WALL:
            self._add_corner(spot)
        elif self.tool is Tool.MOVE:
            self._take_hold(event.position())
        else:
            self._add(spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        x, y = self.frame().back(event.position())
        spot = on_grid(self.plan, x - self._grip[0], y - self._grip[1])
        self._draw(self._moved(spot))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go: the whole drag is one change."""
        before, self._dragged = self._dragged, None
        if before is not None and before != self.plan:
            self._undone.append(before)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click ends a wall."""
        if self.tool is Tool.WALL:
            self.finish_wall()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the chosen thing, Delete removes it, Enter ends a wall, Tab-like steps choose points."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_chosen()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.drawing.corners:
            self.finish_wall()
        elif key in _MOVES and self._movable():
            self._nudge(*_MOVES[key])
        elif key in (Qt.Key.Key_N, Qt.Key.Key_Space):
            self._choose_next()
        else:
            event.ignore()

    def _add(self, spot: Spot) -> None:
        if self.tool is Tool.POINT:
            number = max(self.plan.last_number, *[one.number for one in self.plan.points], 0) + 1
            self.change(with_point(self.plan, f"Point {number}", spot, area=self._area))
            self.choose(Chosen(POINT, number))
        else:
            self.change(with_fixture(self.plan, self.fixture_kind, spot))
            self.choose(Chosen(FIXTURE, self.plan.fixtures[-1].key))
        self.take_tool(Tool.MOVE)
        self.tool_done.emit()

    def _add_corner(self, spot: Spot) -> None:
        corners = self.drawing.corners
        if len(corners) > 2 and spot == corners[0]:
            self.finish_wall(closed=True)
        elif not corners or spot != corners[-1]:
            self.drawing.corners = (*corners, spot)
            self.update()

    def _take_hold(self, place: QPointF) -> None:
        self.choose(self._under(place))
        spot = self._chosen_spot()
        if spot is not None:
            x, y = self.frame().back(place)
            self._grip = (x - spot.x, y - spot.y)
            self._dragged = self.plan

    def _under(self, place: QPointF) -> Chosen | None:
        point, frame = self.point_at(place), self.frame()
        if point is not None:
            return Chosen(POINT, point.number)
        for fixture in reversed(self.plan.fixtures):
            if frame.rectangle(fixture).contains(place):
                return Chosen(FIXTURE, fixture.key)
        for at, wall in enumerate(self.plan.walls):
            ends = [frame.place(one) for one in wall.corners]
            if wall.closed:
                ends.append(ends[0])
            if any(_near(place, a, b) for a, b in pairwise(ends)):
                return Chosen(WALL, at)
        return None

    def _movable(self) -> bool:
        return self._chosen_spot() is not None

    def _chosen_spot(self) -> Spot | None:
        chosen = self.drawing.chosen
        if chosen is None or chosen.kind == WALL:
            return None
        if chosen.kind == POINT:
            point = self.plan.point(chosen.key)
            return None if point is None else point.at
        return next((one.at for one in self.plan.fixtures if one.key == chosen.key), None)

    def _nudge(self, by_x: int, by_y: int) -> None:
        spot = self._chosen_spot()
        if spot is not None:
            self.change(self._moved(on_grid(self.plan, spot.x + by_x, spot.y + by_y)))

    def _moved(self, spot: Spot) -> RoomPlan:
        chosen, plan = self.drawing.chosen, self.plan
        if chosen is None:
            return plan
        if chosen.kind == POINT:
            point = plan.point(chosen.key)
            return plan if point is None else with_changed_point(plan, replace(point, at=spot))
        held = next(one for one in plan.fixtures if one.key == chosen.key)
        return with_changed_fixture(plan, replace(held, at=spot))

    def _choose_next(self) -> None:
        things = [Chosen(POINT, one.number) for one in self.plan.points]
        things += [Chosen(FIXTURE, one.key) for one in self.plan.fixtures]
        things += [Chosen(WALL, at) for at in range(len(self.plan.walls))]
        if things:
            chosen = self.drawing.chosen
            at = things.index(chosen) + 1 if chosen in things else 0
            self.choose(things[at % len(things)])

    def _spot(self, place: QPointF) -> Spot:
        return on_grid(self.plan, *self.frame().back(place))

    def _draw(self, plan: RoomPlan) -> None:
        kept = self.drawing.chosen
        self.show_plan(plan, {})
        self.drawing.chosen = kept
        if self._chosen_spot() is None and kept is not None and kept.kind != WALL:
            self.drawing.chosen = None
        self.update()
        self.plan_changed.emit()


def _near(place: QPointF, first: QPointF, last: QPointF) -> bool:
    """Whether a place lies on the line between two others."""
    line = last - first
    length = line.x() ** 2 + line.y() ** 2
    away = place - first
    share = 0.0 if not length else (away.x() * line.x() + away.y() * line.y()) / length
    foot = first + line * max(0.0, min(1.0, share))
    return (place - foot).manhattanLength() <= _NEAR
