"""Draws the plan of a room: walls, what stands there with its label, and the numbered points with the sign of their result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from au_desktop.domain.safety.room_plans import PointKind
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.surveys.survey_words import PointMark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.safety.room_plans import Fixture, RoomPlan, Spot, SurveyPoint, Wall
    from au_desktop.ui.kit.tokens import Tokens

RADIUS = 13
MARGIN = 16
_NO_RESULT = PointMark(State.NEUTRAL, "", "no result yet")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen on the plan: the kind of thing and its number, key or place."""

    kind: str
    key: int


POINT, FIXTURE, WALL = "point", "fixture", "wall"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plan lies in the widget, and how many pixels a cm takes."""

    left: float
    top: float
    scale: float

    @classmethod
    def of(cls, plan: RoomPlan, room: QSizeF) -> Frame:
        """The whole plan in the middle of a widget."""
        wide, high = room.width() - 2 * MARGIN, room.height() - 2 * MARGIN
        scale = max(0.02, min(wide / plan.width, high / plan.height))
        left = (room.width() - plan.width * scale) / 2
        return cls(left, (room.height() - plan.height * scale) / 2, scale)

    def place(self, spot: Spot) -> QPointF:
        """Where a spot is drawn."""
        return QPointF(self.left + spot.x * self.scale, self.top + spot.y * self.scale)

    def back(self, place: QPointF) -> tuple[float, float]:
        """Where on the plan a place of the widget is, in cm."""
        return (place.x() - self.left) / self.scale, (place.y() - self.top) / self.scale

    def rectangle(self, fixture: Fixture) -> QRectF:
        """Where a fixture is drawn."""
        size = QSizeF(fixture.width * self.scale, fixture.height * self.scale)
        return QRectF(self.place(fixture.at), size)


@dataclass(slots=True)
class Drawing:
    """What is drawn: the plan, the results of its points, what is chosen, and a line of walls in the making."""

    plan: RoomPlan | None = None
    marks: Mapping[int, PointMark] = field(default_factory=dict)
    chosen: Chosen | None = None
    corners: tuple[Spot, ...] = ()
    focused: bool = False


def paint(painter: QPainter, drawing: Drawing, frame: Frame) -> None:
    """Draw it all."""
    plan = drawing.plan
    if plan is None:
        return
    tokens = theme.current().tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, wall in enumerate(plan.walls):
        _paint_wall(painter, wall, frame, _ink(drawing, Chosen(WALL, place), tokens, tokens.text))
    for fixture in plan.fixtures:
        chosen = drawing.chosen == Chosen(FIXTURE, fixture.key)
        _paint_fixture(painter, fixture, frame, tokens, chosen=chosen)
    for point in plan.points:
        mark = drawing.marks.get(point.number, _NO_RESULT)
        chosen = drawing.chosen == Chosen(POINT, point.number)
        _paint_point(painter, point, mark, frame, chosen=chosen)
    if drawing.corners:
        _paint_making(painter, drawing, frame, tokens)


def _ink(drawing: Drawing, what: Chosen, tokens: Tokens, plain: str) -> str:
    return tokens.accent if drawing.chosen == what else plain


def _paint_wall(painter: QPainter, wall: Wall, frame: Frame, ink: str) -> None:
    painter.setPen(QPen(QColor(ink), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = QPolygonF([frame.place(corner) for corner in wall.corners])
    if wall.closed:
        painter.drawPolygon(corners)
    else:
        painter.drawPolyline(corners)


def _paint_fixture(
    painter: QPainter, fixture: Fixture, frame: Frame, tokens: Tokens, *, chosen: bool
) -> None:
    area = frame.rectangle(fixture)
    painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.control), 2 if chosen else 1))
    painter.setBrush(QBrush(QColor(tokens.hover)))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(QColor(tokens.muted))
    painter.setFont(_font(painter, 11))
    if area.height() < painter.fontMetrics().ascent():
        return  # a door drawn small has no room for its name
    words = painter.fontMetrics().elidedText(
        fixture.label, Qt.TextElideMode.ElideRight, max(8, int(area.width()) - 6)
    )
    flags = Qt.AlignmentFlag.AlignHCenter
    low = area.height() < 2 * painter.fontMetrics().height()
    flags |= Qt.AlignmentFlag.AlignVCenter if low else Qt.AlignmentFlag.AlignTop
    painter.drawText(area.adjusted(3, 2, -3, -2), flags, words)


def _paint_point(
    painter: QPainter, point: SurveyPoint, mark: PointMark, frame: Frame, *, chosen: bool
) -> None:
    tokens = theme.current().tokens
    middle, state = frame.place(point.at), mark.state
    painter.setPen(QPen(QColor(tokens.ink(state)), 2))
    painter.setBrush(QBrush(QColor(tokens.ground(state))))
    box = QRectF(middle.x() - RADIUS, middle.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
    if point.kind is PointKind.WIPE:
        painter.drawRect(box)
    elif point.kind is PointKind.BOTH:
        painter.drawRoundedRect(box, 6, 6)
    else:
        painter.drawEllipse(box)
    if chosen:
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-5, -5, 5, 5))
    painter.setPen(QColor(tokens.ink(state)))
    painter.setFont(_font(painter, 12, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{point.number}")
    if mark.sign:
        beside = QRectF(box.right() - 5, box.top() - 9, 18, 18)
        painter.setPen(QPen(QColor(tokens.ink(state)), 1))
        painter.setBrush(QBrush(QColor(tokens.surface)))
        painter.drawEllipse(beside)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, mark.sign)


def _paint_making(painter: QPainter, drawing: Drawing, frame: Frame, tokens: Tokens) -> None:
    painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
    places = [frame.place(corner) for corner in drawing.corners]
    painter.drawPolyline(QPolygonF(places))
    painter.setBrush(QBrush(QColor(tokens.accent)))
    for place in places:
        painter.drawEllipse(place, 4, 4)


def _font(painter: QPainter, pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(round(pixels * theme.current().scale))
    font.setBold(bold)
    return font
