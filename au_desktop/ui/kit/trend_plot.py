"""A plot of measured values over time with levels, hover, keys, a choice of span, and its points and picture as files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from au_desktop import files
from au_desktop.domain.errors import DiskProblem
from au_desktop.settings import DateStyle
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.plots import DAY_SECONDS
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8
from au_desktop.ui.kit.trend_canvas import TrendCanvas
from au_desktop.ui.kit.trend_data import (
    FAILED,
    Level,
    TimeMark,
    TrendLine,
    csv_text,
    summary_words,
)

SPANS = (("All", 0), ("1 month", 31), ("3 months", 92), ("1 year", 366), ("3 years", 1096))
PICTURES, TABLES = "Pictures (*.png)", "Tables (*.csv)"
_FORBIDDEN = '<>:"/\\|?*'


class TrendPlot(QWidget):
    """Emits `point_chosen(key)` when a point is clicked or opened with Enter, and `saved(path)` after an export."""

    point_chosen = Signal(object)
    saved = Signal(str)

    def __init__(
        self,
        title: str,
        unit: str,
        style: DateStyle = DateStyle.DAY_MONTH,
        *,
        log: bool = False,
        empty: str = "What is measured appears here.",
    ) -> None:
        super().__init__()
        self._title, self._unit, self._style = title, unit, style
        self.lines: tuple[TrendLine, ...] = ()
        self.canvas = TrendCanvas(title, unit, style, log=log)
        self.empty = EmptyState("history", "Nothing measured yet", empty)
        self._scale = ", log scale" if log else ""
        self.names = text_label("", "hint", wrap=True)
        self.spans = named(QComboBox(), f"How much of {title} is shown")
        for words, days in SPANS:
            self.spans.addItem(words, days)
        self.menu_button = IconButton("more", f"Save the plot of {title}")
        self.menu = QMenu(self)
        self.menu.addAction("Save picture (PNG)…", self.ask_for_picture)
        self.menu.addAction("Save points (CSV)…", self.ask_for_table)
        self.menu_button.setMenu(self.menu)
        self._lay_out()
        self.spans.currentIndexChanged.connect(self._show_span)
        self.canvas.point_chosen.connect(self._open)

    def show_trend(
        self,
        lines: Sequence[TrendLine],
        levels: Sequence[Level] = (),
        marks: Sequence[TimeMark] = (),
        summary: str = "",
    ) -> None:
        """Draw these lines instead of the old ones; a summary is made where none is given."""
        self.lines = tuple(line for line in lines if line.points)
        filled = bool(self.lines)
        self._stack.setCurrentIndex(1 if filled else 0)
        self._bar.setVisible(filled)
        if not filled:
            self.setAccessibleDescription(summary_words(self._title, self._unit, (), self._style))
            return
        self.names.setText(self._legend())
        self.spans.setVisible(self._days() > SPANS[1][1])
        said = summary or summary_words(self._title, self._unit, self.lines, self._style)
        self.setAccessibleDescription(said)
        self.canvas.show_span(self._span())
        self.canvas.show_lines(self.lines, levels, marks, said)

    def picture(self) -> QImage:
        """The plot as a picture."""
        return self.canvas.picture(", ".join(line.name for line in self.lines))

    def save_picture(self, target: Path) -> None:
        """Write the picture as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.picture().save(buffer, "PNG")  # type: ignore[call-overload] # it takes a device, too
        self._write(target, bytes(buffer.data().data()))

    def save_table(self, target: Path) -> None:
        """Write every point as a CSV file."""
        self._write(target, csv_text(self._unit, self.lines).encode("utf-8-sig"))

    def ask_for_picture(self) -> None:
        """Ask where, then write the picture."""
        target = self._ask("Save the plot as", ".png", PICTURES)
        if target is not None:
            self.save_picture(target)

    def ask_for_table(self) -> None:
        """Ask where, then write the points."""
        target = self._ask("Save the points as", ".csv", TABLES)
        if target is not None:
            self.save_table(target)

    def _ask(self, title: str, ending: str, kinds: str) -> Path | None:
        proposed = "".join("-" if sign in _FORBIDDEN else sign for sign in self._title) + ending
        chosen, _ = QFileDialog.getSaveFileName(self, title, proposed, kinds)
        return Path(chosen) if chosen else None

    def _write(self, target: Path, content: bytes) -> None:
        try:
            files.replace_bytes(target, content)
        except DiskProblem as problem:
            messages.show_error(self, problem)
            return
        self.saved.emit(str(target))

    def _open(self, key: object) -> None:
        if key is not None:
            self.point_chosen.emit(key)

    def _legend(self) -> str:
        unit = f" ({self._unit})" if self._unit else ""
        names = ", ".join(line.name for line in self.lines)
        named_lines = f"{self._title}{unit}{self._scale}: {names}"
        failed = any(point.failed for line in self.lines for point in line.points)
        return f"{named_lines}. Triangles {FAILED}." if failed else named_lines

    def _days(self) -> float:
        places = [x for line in self.lines for x in (line.xs[0], line.xs[-1])]
        return (max(places) - min(places)) / DAY_SECONDS

    def _span(self) -> tuple[float, float] | None:
        days = int(self.spans.currentData() or 0)
        if not days or self.spans.isHidden():
            return None
        last = max(line.xs[-1] for line in self.lines)
        return last - days * DAY_SECONDS, last

    def _show_span(self) -> None:
        if self.lines:
            self.canvas.show_span(self._span())

    def _lay_out(self) -> None:
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.names, 1)
        row.addWidget(self.spans)
        row.addWidget(self.menu_button)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self._bar)
        column.addWidget(body, 1)
        self._bar.hide()
        self.setAccessibleName(f"Plot of {self._title}")
