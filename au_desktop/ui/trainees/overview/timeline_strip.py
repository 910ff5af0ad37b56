"""Draws a timeline: a lane each for visits, hours, cases and what follows, with the months below and a line for today."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from au_desktop.ui.kit import theme
from au_desktop.ui.trainees.overview.timeline_marks import Lane, Mark

LANE_HEIGHT = 22
_AXIS_HEIGHT = 24
_LABELS = 104
_RIGHT = 16
_DOT = 9
_TICK_ROOM = 58
_BAR = 10
_NEAR = 7
_LEAST_DAYS = 28
_MOST_TICKS = 8
_WEEKS_WITHIN = 98
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class TimelineStrip(QWidget):
    """Hovering a mark says what it is; a screen reader hears all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[Mark, ...] = ()
        self._today = date.min
        self._first = self._last = date.min
        self.setAccessibleName("Timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[Mark], today: date) -> None:
        """Draw these marks instead of the old ones."""
        self.marks, self._today = tuple(marks), today
        days = [day for mark in marks for day in (mark.first, mark.last)] + [today]
        self._first, self._last = min(days), max(days)
        room = timedelta(days=max(2, (self._last - self._first).days // 40))
        self._first, self._last = self._first - room, self._last + room
        if (self._last - self._first).days < _LEAST_DAYS:
            self._last = self._first + timedelta(days=_LEAST_DAYS)
        self.setAccessibleDescription("; ".join(mark.words for mark in marks))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that hold a mark."""
        held = {mark.lane for mark in self.marks}
        return tuple(lane for lane in Lane if lane in held)

    def mark_at(self, place: QPointF) -> Mark | None:
        """The mark under this place, the last drawn first."""
        for mark in reversed(self.marks):
            if self._box(mark).adjusted(-_NEAR, -3, _NEAR, 3).contains(place):
                return mark
        return None

    def sizeHint(self) -> QSize:
        """As high as the lanes and the months under them."""
        return QSize(480, LANE_HEIGHT * max(1, len(self.lanes())) + _AXIS_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), mark.words if mark else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lanes, months, today, marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(theme.current().sizes.small)
        painter.setFont(font)
        self._paint_lanes(painter)
        self._paint_months(painter)
        self._paint_today(painter)
        for mark in self.marks:
            self._paint_mark(painter, mark)
        painter.end()

    def _paint_lanes(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        for at, lane in enumerate(self.lanes()):
            top = at * LANE_HEIGHT
            painter.setPen(QColor(tokens.muted))
            where = QRectF(0, top, _LABELS - 8, LANE_HEIGHT)
            painter.drawText(
                where, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), lane.value
            )
            painter.setPen(QPen(QColor(tokens.border), 1))
            middle = top + LANE_HEIGHT / 2
            painter.drawLine(QPointF(_LABELS, middle), QPointF(self.width() - _RIGHT, middle))

    def _paint_months(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        top = len(self.lanes()) * LANE_HEIGHT
        for day, words in time_marks(self._first, self._last):
            x = self._x(day)
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, top + 4))
            if abs(x - self._x(self._today)) > _TICK_ROOM:
                painter.setPen(QColor(tokens.muted))
                painter.drawText(QPointF(x + 3, top + 16), words)

    def _paint_today(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        x = self._x(self._today)
        painter.setPen(QPen(QColor(tokens.accent), 1.5, Qt.PenStyle.DashLine))
        top = len(self.lanes()) * LANE_HEIGHT
        painter.drawLine(QPointF(x, 0), QPointF(x, top + 4))
        where = QRectF(x - 30, top + 4, 60, 16)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), "today")

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        tokens = theme.current().tokens
        color = QColor(str(getattr(tokens, mark.tone.value)))
        box = self._box(mark)
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(QColor(tokens.surface) if mark.hollow else color)
        if mark.lane in (Lane.VISITS, Lane.HOURS):
            painter.drawRoundedRect(box, 3, 3)
        elif mark.lane is Lane.CASES:
            painter.drawEllipse(box)
        else:
            middle, half = box.center(), box.width() / 2
            painter.drawPolygon(
                [
                    middle + QPointF(0, -half),
                    middle + QPointF(half, 0),
                    middle + QPointF(0, half),
                    middle + QPointF(-half, 0),
                ]
            )

    def _box(self, mark: Mark) -> QRectF:
        lanes = self.lanes()
        middle = lanes.index(mark.lane) * LANE_HEIGHT + LANE_HEIGHT / 2
        left, right = self._x(mark.first), self._x(mark.last + timedelta(days=1))
        if mark.lane in (Lane.VISITS, Lane.HOURS):
            return QRectF(left, middle - _BAR / 2, max(5.0, right - left), _BAR)
        center = (left + right) / 2
        return QRectF(center - _DOT / 2, middle - _DOT / 2, _DOT, _DOT)

    def _x(self, day: date) -> float:
        whole = max(1, (self._last - self._first).days)
        room = max(1, self.width() - _LABELS - _RIGHT)
        return _LABELS + room * (day - self._first).days / whole


def time_marks(first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Mondays of a short time, else first days of months, so far apart that few stay; a year stands where it begins."""
    days = (last - first).days
    if days <= _WEEKS_WITHIN:
        apart = 7 if days <= _WEEKS_WITHIN // 2 else 14
        monday = first + timedelta(days=-first.weekday() % 7)
        mondays = (monday + timedelta(days=at) for at in range(0, days, apart))
        return tuple(
            (day, f"{day.day} {_MONTHS[day.month - 1]}") for day in mondays if day <= last
        )
    return _months(first, last)


def _months(first: date, last: date) -> tuple[tuple[date, str], ...]:
    months = (last.year - first.year) * 12 + last.month - first.month
    apart = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= _MOST_TICKS), 120)
    ticks: list[tuple[date, str]] = []
    begin = first.year * 12 + first.month
    for number in range(begin, begin + months):
        if number % apart == 0:
            day = date(number // 12, number % 12 + 1, 1)
            named = not ticks or ticks[-1][0].year != day.year
            ticks.append(
                (day, f"{_MONTHS[day.month - 1]} {day.year}" if named else _MONTHS[day.month - 1])
            )
    return tuple(ticks)
