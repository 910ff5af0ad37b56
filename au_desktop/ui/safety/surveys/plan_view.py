"""A room's plan to look at: each point with its number, color and sign; a click or the arrow keys choose one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from au_desktop.ui.kit.accessible import plain_tip
from au_desktop.ui.safety.surveys.plan_painter import (
    POINT,
    RADIUS,
    Chosen,
    Drawing,
    Frame,
    paint,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.safety.room_plans import RoomPlan, SurveyPoint
    from au_desktop.ui.safety.surveys.survey_words import PointMark

_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class PlanView(QWidget):
    """Emits `point_chosen(number)`; `show_plan` draws, `choose_point` marks one without telling."""

    point_chosen = Signal(int)

    def __init__(self, name: str = "Plan of the room") -> None:
        super().__init__()
        self.drawing = Drawing()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 200)

    def sizeHint(self) -> QSize:
        """Wide enough to read the labels."""
        return QSize(420, 320)

    def show_plan(self, plan: RoomPlan | None, marks: Mapping[int, PointMark]) -> None:
        """Draw this plan with these results."""
        self.drawing.plan, self.drawing.marks = plan, dict(marks)
        if plan is None or self._chosen_number() not in {one.number for one in plan.points}:
            self.drawing.chosen = None
        self._describe()
        self.update()

    def choose_point(self, number: int | None) -> None:
        """Mark a point as chosen."""
        self.drawing.chosen = None if number is None else Chosen(POINT, number)
        self._describe()
        self.update()

    def place_of(self, point: SurveyPoint) -> QPointF:
        """Where a point is drawn in this widget."""
        return self.frame().place(point.at)

    def frame(self) -> Frame:
        """Where the plan lies now."""
        plan = self.drawing.plan
        if plan is None:
            return Frame(0, 0, 1)
        return Frame.of(plan, QSizeF(self.size()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw."""
        painter = QPainter(self)
        paint(painter, self.drawing, self.frame())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a point chooses it."""
        point = self.point_at(event.position())
        if point is not None and event.button() == Qt.MouseButton.LeftButton:
            self._tell(point.number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        point = self.point_at(event.position())
        words = "" if point is None else self._words(point)
        if words != self.toolTip():
            self.setToolTip(plain_tip(words))
            if not words:
                QToolTip.hideText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from point to point in the order of their numbers."""
        step = 1 if event.key() in _NEXT else -1 if event.key() in _BEFORE else 0
        plan = self.drawing.plan
        if not step or plan is None or not plan.points:
            super().keyPressEvent(event)
            return
        numbers = sorted(one.number for one in plan.points)
        chosen = self._chosen_number()
        at = numbers.index(chosen) + step if chosen in numbers else 0
        self._tell(numbers[at % len(numbers)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus."""
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new colors when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def point_at(self, place: QPointF) -> SurveyPoint | None:
        """The point under a place of the widget."""
        plan, frame = self.drawing.plan, self.frame()
        for point in reversed(plan.points) if plan is not None else ():
            away = frame.place(point.at) - place
            if abs(away.x()) <= RADIUS + 3 and abs(away.y()) <= RADIUS + 3:
                return point
        return None

    def _tell(self, number: int) -> None:
        self.choose_point(number)
        self.point_chosen.emit(number)

    def _chosen_number(self) -> int | None:
        chosen = self.drawing.chosen
        return chosen.key if chosen is not None and chosen.kind == POINT else None

    def _words(self, point: SurveyPoint) -> str:
        mark = self.drawing.marks.get(point.number)
        said = "no result yet" if mark is None else mark.words
        return f"{point.title} ({point.kind.value}, {point.area.value} area): {said}"

    def _describe(self) -> None:
        plan = self.drawing.plan
        if plan is None:
            self.setAccessibleDescription("No plan drawn yet")
            return
        shown = plan.point(self._chosen_number() or 0)
        points = [shown] if shown is not None else plan.points
        self.setAccessibleDescription("; ".join(self._words(one) for one in points))
