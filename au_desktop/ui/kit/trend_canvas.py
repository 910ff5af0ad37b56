"""The drawn part of a trend plot: quick with ten years of days, told point by point to mouse and keyboard."""

from collections.abc import Sequence
from math import ceil, floor, hypot, log10
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter

from au_desktop.settings import DateStyle
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.plots import Axis, Curve, LimitLine, Plot, time_ticks
from au_desktop.ui.kit.trend_data import (
    Level,
    TimeMark,
    TrendLine,
    point_words,
)

MOST_DOTS = 200
REACH = 60
PICTURE_SCALE = 2
_TITLE_ROOM = 34
_SPREAD = 1.1
_MANY_DECADES = 4
_NUMBER_ROOM = 58
_THIN = "\u202f"
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -30,
    Qt.Key.Key_PageDown: 30,
}
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashDotLine, Qt.PenStyle.DotLine)


class TrendCanvas(Plot):
    """Left and Right go through the points, Up and Down change the line, Enter opens the point; so does a click."""

    point_chosen = Signal(object)

    def __init__(self, title: str, unit: str, style: DateStyle, *, log: bool) -> None:
        self.unit, self._style, self._title = unit, style, title
        self.lines: tuple[TrendLine, ...] = ()
        self.at: tuple[int, int] | None = None
        self._span: tuple[float, float] | None = None
        self._ring: Any = None
        self._said = ""
        super().__init__(Axis("Day", time=True), Axis(title, unit, log=log))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hover.setWordWrap(True)

    def show_lines(
        self,
        lines: Sequence[TrendLine],
        levels: Sequence[Level],
        marks: Sequence[TimeMark],
        summary: str,
    ) -> None:
        """Draw these lines with their levels and marks."""
        self.lines, self.at, self._said = tuple(lines), None, summary
        self._hover.setText("")
        limits = [LimitLine(level.name, level.value, level.role) for level in levels]
        limits = [one for one in limits if one.at > 0 or not self._y_axis.log]
        for mark in marks:
            seconds = mark.at.utc.timestamp() + 60 * mark.at.offset_minutes
            limits.append(LimitLine(mark.name, seconds, mark.role, vertical=True))
        curves = [line.drawn(log=self._y_axis.log) for line in self.lines]
        self.show_data([curve for curve in curves if curve.xs], limits, summary)

    def show_span(self, span: tuple[float, float] | None) -> None:
        """Show only what lies between these places of the time axis; None shows all."""
        self._span = span
        if self._canvas is not None:
            self._fit()

    @property
    def spoken(self) -> str:
        """What is said of the point that is marked now."""
        if self.at is None:
            return ""
        line, number = self.at
        return point_words(self.lines[line], number, self.unit, self._style)

    def picture(self, names: str) -> QImage:
        """The plot as it stands, twice as fine as the screen, with its title and the names of its lines."""
        if self._canvas is None:
            return QImage()
        size = self._canvas.size()
        whole = QImage(
            size.width() * PICTURE_SCALE,
            (size.height() + _TITLE_ROOM) * PICTURE_SCALE,
            QImage.Format.Format_RGB32,
        )
        whole.setDevicePixelRatio(PICTURE_SCALE)
        tokens = theme.current().tokens
        whole.fill(QColor(tokens.surface))
        painter = QPainter(whole)
        painter.setPen(QColor(tokens.text))
        words = ": ".join(part for part in (self._y_axis.words, names) if part)
        place = QRectF(12, 0, size.width() - 24, _TITLE_ROOM)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        self._canvas.render(painter, QRectF(0, _TITLE_ROOM, size.width(), size.height()))
        painter.end()
        return whole

    def mark(self, line: int, number: int) -> None:
        """Ring this point and say it."""
        self.at = (line, number)
        self._hover.setText(self.spoken)
        self.setAccessibleDescription(f"{self.spoken}. {self._said}")
        self._draw_ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from point to point; Enter opens the one that is marked."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at is not None:
            self._choose()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(-len(self._numbers()) if key == Qt.Key.Key_Home else len(self._numbers()))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and len(self.lines) > 1:
            self._change_line(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by keyboard begins at the newest point."""
        super().focusInEvent(event)
        if self.at is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._step(len(self._numbers()))

    def _numbers(self) -> range:
        line = self.at[0] if self.at else 0
        return range(len(self.lines[line].points) if self.lines else 0)

    def _step(self, by: int) -> None:
        numbers = self._numbers()
        if not numbers:
            return
        line, before = self.at or (0, len(numbers) - 1 - by)
        self.mark(line, min(max(before + by, 0), len(numbers) - 1))

    def _change_line(self, by: int) -> None:
        line, number = self.at or (0, 0)
        wanted = (line + by) % len(self.lines)
        points = self.lines[wanted].points
        if points:
            near = self.lines[wanted].around(self.lines[line].xs[number])
            self.mark(wanted, near[-1] if near else 0)

    def _choose(self) -> None:
        if self.at is not None:
            line, number = self.at
            self.point_chosen.emit(self.lines[line].points[number].key)

    def _draw(self) -> None:
        self._ring = None
        super()._draw()
        self._canvas.scene().sigMouseClicked.connect(self._on_clicked)
        self._fit()
        item = self._canvas.getPlotItem()
        # the parts of a long line that nobody sees, and the days that share one dot of the screen, are not drawn
        item.setClipToView(True)
        item.setDownsampling(auto=True, mode="peak")
        self._draw_failed()
        if self.at is not None:
            self._draw_ring()

    def _dress(self, pyqtgraph: Any) -> None:  # noqa: ANN401 - a library without types
        super()._dress(pyqtgraph)
        # a narrow plot has no room for a long title at its side: it stands above, and a day needs none
        for side in ("bottom", "left"):
            self._canvas.getPlotItem().getAxis(side).showLabel(False)
        self._canvas.getPlotItem().getAxis("left").setWidth(
            round(_NUMBER_ROOM * theme.current().scale)
        )

    def _draw_curve(self, pyqtgraph: Any, curve: Curve) -> None:  # noqa: ANN401
        color = str(getattr(theme.current().tokens, curve.role))
        dash = _DASHES[self._curves.index(curve) % len(_DASHES)]
        marks: dict[str, Any] = {}
        if len(curve.xs) <= MOST_DOTS:
            marks = {"symbol": "o", "symbolSize": 5, "symbolBrush": color, "symbolPen": None}
        self._canvas.plot(
            list(curve.xs),
            list(curve.ys),
            pen=pyqtgraph.mkPen(color, width=1.5, style=dash),
            antialias=len(curve.xs) <= MOST_DOTS,
            **marks,
        )

    def _draw_failed(self) -> None:
        tokens = theme.current().tokens
        for line in self.lines:
            xs, ys = line.failed(log=self._y_axis.log)
            if xs:
                self._canvas.plot(
                    xs,
                    ys,
                    pen=None,
                    symbol="t1",
                    symbolSize=12,
                    symbolBrush=tokens.problem,
                    symbolPen=tokens.surface,
                )

    def _draw_ring(self) -> None:
        if self.at is None or self._canvas is None:
            return
        line, number = self.at
        point = self.lines[line].points[number]
        if point.value <= 0 and self._y_axis.log:
            return
        xs, ys = [self.lines[line].xs[number]], [point.value]
        if self._ring is None:
            import pyqtgraph

            pen = pyqtgraph.mkPen(theme.current().tokens.text, width=2)
            self._ring = self._canvas.plot(
                xs, ys, pen=None, symbol="o", symbolSize=14, symbolBrush=None, symbolPen=pen
            )
        else:
            self._ring.setData(xs, ys)

    def _fit(self) -> None:
        """Set the time axis to the span, and the other one to what is seen in it with its levels."""
        drawn = [(x, y) for curve in self._curves for x, y in zip(curve.xs, curve.ys, strict=True)]
        if not drawn:
            return
        first, last = self._span or (min(x for x, _ in drawn), max(x for x, _ in drawn))
        seen = [y for x, y in drawn if first <= x <= last] or [y for _, y in drawn]
        seen += [limit.at for limit in self._limits if not limit.vertical]
        low, high = (log10(y) if self._y_axis.log else y for y in (min(seen), max(seen)))
        room = (high - low) * (_SPREAD - 1) or abs(high) * (_SPREAD - 1) or 1.0
        item = self._canvas.getPlotItem()
        margin = (last - first) * 0.02 or 3600.0
        item.vb.setRange(
            xRange=(first - margin, last + margin), yRange=(low - room, high + 2 * room), padding=0
        )
        item.getAxis("bottom").setTicks([time_ticks(first, last)])
        if self._y_axis.log:
            item.getAxis("left").setTicks([decade_ticks(low - room, high + 2 * room)])

    def _on_mouse_moved(self, place: QPointF) -> None:
        found = self._nearest(place)
        if found is not None and found != self.at:
            self.mark(*found)

    def _on_clicked(self, event: Any) -> None:  # noqa: ANN401 - a library without types
        found = self._nearest(event.scenePos())
        if found is not None:
            self.mark(*found)
            self._choose()

    def _nearest(self, place: QPointF) -> tuple[int, int] | None:
        """The point nearest to a place of the picture, within reach."""
        view = self._canvas.getPlotItem().vb
        if not view.sceneBoundingRect().contains(place):
            return None
        x = view.mapSceneToView(place).x()
        best, found = float(REACH), None
        for at, line in enumerate(self.lines):
            for number in line.around(x):
                far = self._distance(view, place, line, number)
                if far < best:
                    best, found = far, (at, number)
        return found

    def _distance(self, view: Any, place: QPointF, line: TrendLine, number: int) -> float:  # noqa: ANN401
        value = line.points[number].value
        if self._y_axis.log:
            if value <= 0:
                return float(REACH)
            value = log10(value)
        drawn = view.mapViewToScene(QPointF(line.xs[number], value))
        return hypot(drawn.x() - place.x(), drawn.y() - place.y())


def decade_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Marks of a log scale from 10^low to 10^high: the powers of ten, with their 2 and 5 where there are few."""
    powers = range(floor(low), ceil(high) + 1)
    steps = (1,) if len(powers) > _MANY_DECADES else (1, 2, 5)
    marks = [(log10(step) + power, step * 10.0**power) for power in powers for step in steps]
    return [(at, f"{value:,g}".replace(",", _THIN)) for at, value in marks if low <= at <= high]
