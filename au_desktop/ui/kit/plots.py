"""Plots in the window's colors: axes with units, few lines, limits with their names; pyqtgraph is loaded at first use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil, floor, log10
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.ui.kit import theme
from au_desktop.ui.kit.accessible import text_label

DAY_SECONDS = 86_400


def prepare() -> None:
    """Load the library off the screen thread, so that the first plot does not hold up the window."""
    import pyqtgraph  # noqa: F401 - it is loaded for later


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis shows; times are seconds since the epoch in UTC."""

    title: str
    unit: str = ""
    log: bool = False
    time: bool = False

    @property
    def words(self) -> str:
        """Title and unit as the axis shows them."""
        scale = ", log scale" if self.log else ""
        return f"{self.title} ({self.unit}){scale}" if self.unit else f"{self.title}{scale}"


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of points. `role` is a token: accent, muted, ok, attention, problem or info."""

    name: str
    xs: Sequence[float]
    ys: Sequence[float]
    role: str = "accent"
    points: bool = False


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit with its name; `vertical` ones mark a moment."""

    name: str
    at: float
    role: str = "attention"
    vertical: bool = False


class Plot(QWidget):
    """Shows curves and limits; hovering names the nearest point. `summary` is what a screen reader hears."""

    def __init__(self, x_axis: Axis, y_axis: Axis) -> None:
        super().__init__()
        self._x_axis, self._y_axis = x_axis, y_axis
        self._curves: tuple[Curve, ...] = ()
        self._limits: tuple[LimitLine, ...] = ()
        self._canvas: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._hover = text_label("", "hint")
        self._column.addWidget(self._hover)
        self.setMinimumHeight(180)
        self.setAccessibleName(f"Plot of {y_axis.title} over {x_axis.title}")

    def show_data(
        self, curves: Sequence[Curve], limits: Sequence[LimitLine] = (), summary: str = ""
    ) -> None:
        """Draw these curves and limits instead of the old ones."""
        self._curves, self._limits = tuple(curves), tuple(limits)
        self.setAccessibleDescription(summary)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new colors when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_canvas", None) is not None:
            self._draw()

    def _draw(self) -> None:
        import pyqtgraph

        if self._canvas is not None:
            self._column.removeWidget(self._canvas)
            self._canvas.hide()
            self._canvas.deleteLater()
        tokens = theme.current().tokens
        self._canvas = pyqtgraph.PlotWidget(background=tokens.surface)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.insertWidget(0, self._canvas, 1)
        self._dress(pyqtgraph)
        for curve in self._curves:
            self._draw_curve(pyqtgraph, curve)
        for limit in self._limits:
            self._draw_limit(pyqtgraph, limit)
        self._leave_headroom()
        self._mark_decades()
        self._canvas.scene().sigMouseMoved.connect(self._on_mouse_moved)

    def _dress(self, pyqtgraph: Any) -> None:  # noqa: ANN401 - a library without types
        tokens = theme.current().tokens
        item = self._canvas.getPlotItem()
        item.setLogMode(x=self._x_axis.log, y=self._y_axis.log)
        item.showGrid(x=False, y=True, alpha=0.15)
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        for side, axis in (("bottom", self._x_axis), ("left", self._y_axis)):
            drawn = item.getAxis(side)
            drawn.setPen(pyqtgraph.mkPen(tokens.border))
            drawn.setTextPen(pyqtgraph.mkPen(tokens.muted))
            drawn.enableAutoSIPrefix(False)
            drawn.setLabel(axis.words, **{"color": tokens.muted, "font-size": "11px"})
        if self._x_axis.time:
            moments = [x for curve in self._curves for x in curve.xs]
            item.getAxis("bottom").setTicks(
                [time_ticks(min(moments), max(moments))] if moments else []
            )

    def _draw_curve(self, pyqtgraph: Any, curve: Curve) -> None:  # noqa: ANN401
        color = str(getattr(theme.current().tokens, curve.role))
        marks: dict[str, Any] = {}
        if curve.points:
            marks = {"symbol": "o", "symbolSize": 6, "symbolBrush": color, "symbolPen": None}
        self._canvas.plot(
            list(curve.xs),
            list(curve.ys),
            pen=pyqtgraph.mkPen(color, width=2),
            antialias=True,
            **marks,
        )

    def _draw_limit(self, pyqtgraph: Any, limit: LimitLine) -> None:  # noqa: ANN401
        color = str(getattr(theme.current().tokens, limit.role))
        logarithmic = self._x_axis.log if limit.vertical else self._y_axis.log
        line = pyqtgraph.InfiniteLine(
            pos=log10(limit.at) if logarithmic else limit.at,
            angle=90 if limit.vertical else 0,
            pen=pyqtgraph.mkPen(color, width=1.5, style=Qt.PenStyle.DashLine),
            label=limit.name,
            labelOpts={
                "color": QColor(color),
                "position": 0.95 if limit.vertical else 0.02,
                "anchors": [(-0.02, 0.5), (1.02, 0.5)] if limit.vertical else [(0, 1), (0, 1)],
                "fill": QColor(theme.current().tokens.surface) if limit.vertical else None,
            },
        )
        self._canvas.addItem(line)

    def _leave_headroom(self) -> None:
        """The name of a limit stands above its line: leave room for it where the limit is the highest."""
        level = [limit.at for limit in self._limits if not limit.vertical]
        drawn = [y for curve in self._curves for y in curve.ys]
        if self._y_axis.log or not level or max(level) < max(drawn, default=0.0):
            return
        low, high = min((*drawn, *level)), max(level)
        self._canvas.getPlotItem().vb.setYRange(low, high + (high - low) / 5)

    def _mark_decades(self) -> None:
        """On a log scale: powers of ten, and 2 and 5 times them where the values lie close together."""
        drawn = [y for curve in self._curves for y in curve.ys if y > 0]
        if self._y_axis.log and drawn:
            ticks = decade_ticks(min(drawn), max(drawn))
            self._canvas.getPlotItem().getAxis("left").setTicks([ticks])

    def _on_mouse_moved(self, place: QPointF) -> None:
        view = self._canvas.getPlotItem().vb
        if not self._curves or not view.sceneBoundingRect().contains(place):
            self._hover.setText("")
            return
        at = view.mapSceneToView(place).x()
        x = 10**at if self._x_axis.log else at
        self._hover.setText(
            "   ".join(nearest_point(curve, x, self._y_axis) for curve in self._curves)
        )


def time_ticks(first_seconds: float, last_seconds: float) -> list[tuple[float, str]]:
    """Six or fewer marks: hour and minute within two days, day and month within a year, then month and year."""
    span = last_seconds - first_seconds
    step = 60 if span < 2 * DAY_SECONDS else DAY_SECONDS
    stride = max(step, -(-span // (5 * step)) * step)
    ticks, at = [], first_seconds
    while at <= last_seconds:
        moment = datetime.fromtimestamp(at, tz=UTC)
        ticks.append((at, _tick_words(moment, span)))
        at += stride
    return ticks


def decade_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Marks of a log scale as (logarithm, words): every power of ten, more of them within two decades."""
    first, last = floor(log10(low)), ceil(log10(high))
    steps = (1, 2, 5) if last - first <= 2 else (1,)
    stride = max(1, (last - first) // 8)
    return [
        (power + log10(step), f"{step * 10.0**power:g}")
        for power in range(first, last + 1, stride)
        for step in steps
    ]


def _tick_words(moment: datetime, span: float) -> str:
    if span < 2 * DAY_SECONDS:
        return f"{moment:%H:%M}"
    if span <= 366 * DAY_SECONDS:
        return f"{moment.day} {moment:%b}"
    return f"{moment:%b %Y}"


def nearest_point(curve: Curve, x: float, y_axis: Axis) -> str:
    """The curve's point nearest to x, in words."""
    if not curve.xs:
        return ""
    at = min(range(len(curve.xs)), key=lambda number: abs(curve.xs[number] - x))
    return f"{curve.name}: {curve.ys[at]:.4g} {y_axis.unit}".strip()
