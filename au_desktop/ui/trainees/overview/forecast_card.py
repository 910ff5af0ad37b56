"""When each requirement is met at the rate so far: a line each, and the plot of the one that is chosen."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.training.forecast import Outlook, Point
from au_desktop.services.standing.forecasts import RequirementForecast
from au_desktop.services.wording.standing_words import amount
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.forecast_words import (
    METHOD,
    forecast_title,
    outlook_chip,
    outlook_sentence,
    pace_words,
    so_far,
)
from au_desktop.ui.kit.plots import Axis, Curve, LimitLine, Plot
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, SPACE_12


class ForecastCard(Card):
    """A click or Enter on a line shows its plot; the first that is not met is shown first."""

    def __init__(self, style: DateStyle) -> None:
        super().__init__("When each is met")
        self._style = style
        self._entries: tuple[RequirementForecast, ...] = ()
        self._today = date.min
        self.shown: RequirementForecast | None = None
        self.plot = Plot(Axis("Day", time=True), Axis("Counted"))
        self.plot.setFixedHeight(170)
        self._drawn = QWidget()
        column = QVBoxLayout(self._drawn)
        column.setContentsMargins(14, SPACE_8, 14, SPACE_12)
        column.setSpacing(SPACE_4)
        column.addWidget(self.plot)
        column.addWidget(text_label(METHOD, "hint", wrap=True))
        self.add_content(self._drawn, padded=False)

    def show_forecasts(self, entries: Sequence[RequirementForecast], today: date) -> None:
        """Draw the lines; the plot follows with `draw_plot`, once its library is loaded."""
        self._entries, self._today = tuple(entries), today
        self.clear_rows()
        for at, entry in enumerate(self._entries):
            row = self._row(entry)
            self.add_row(row)
            self.body.insertWidget(at, row)
        self.setVisible(bool(entries))
        wanted = next((one for one in self._entries if _is_open(one) and _has_line(one)), None)
        kept = self._same_as_shown()
        self.shown = kept or wanted
        self._mark()
        self._drawn.setVisible(self.shown is not None)

    def choose(self, entry: RequirementForecast) -> None:
        """Show the plot of this one."""
        self.shown = entry
        self._mark()
        self._drawn.show()
        self.draw_plot()

    def _same_as_shown(self) -> RequirementForecast | None:
        before = self.shown
        if before is None:
            return None
        return next(
            (
                one
                for one in self._entries
                if (one.kind, one.code) == (before.kind, before.code) and _is_open(one)
            ),
            None,
        )

    def _row(self, entry: RequirementForecast) -> CardRow:
        sentence = outlook_sentence(entry, self._style)
        title = f"{forecast_title(entry)}: {so_far(entry)}"
        chip = StateChip(*outlook_chip(entry, self._style))
        row = CardRow(title, f"{sentence} {pace_words(entry)}".strip(), chip)
        row.make_clickable().activated.connect(partial(self.choose, entry))
        return row

    def _mark(self) -> None:
        for row, entry in zip(self.rows(), self._entries, strict=True):
            if isinstance(row, CardRow):
                styled(row.title, tone="strong" if entry is self.shown else "")

    def draw_plot(self) -> None:
        """Draw the plot of the line that is chosen."""
        if self.shown is None:
            return
        found = self.shown.forecast
        title = forecast_title(self.shown)
        before = _curve("counted so far", _stairs(found.past, self._today), "accent")
        after = _curve("if it goes on like this", found.ahead, "muted")
        needed = LimitLine(f"{amount(found.needed)} needed", float(found.needed), "ok")
        limits = [needed]
        if found.day is not None and found.outlook is Outlook.EXPECTED:
            day = day_words(found.day, self._style)
            limits.append(LimitLine(day, _seconds(found.day), "info", vertical=True))
        summary = f"{title}, {so_far(self.shown)}: {outlook_sentence(self.shown, self._style)}"
        self.plot.show_data([one for one in (before, after) if one.xs], limits, summary)


def _is_open(entry: RequirementForecast) -> bool:
    return entry.forecast.outlook is not Outlook.MET


def _has_line(entry: RequirementForecast) -> bool:
    """Whether there is anything to draw beside what is needed."""
    return any(point.amount for point in (*entry.forecast.past, *entry.forecast.ahead))


def _stairs(points: Sequence[Point], today: date) -> tuple[Point, ...]:
    """From nothing on the day of the first, level until the next, up to today."""
    if not points:
        return ()
    stairs = [Point(points[0].on, points[0].amount * 0)]
    for point in points:
        stairs += [Point(point.on, stairs[-1].amount), point]
    stairs.append(Point(max(today, points[-1].on), points[-1].amount))
    return tuple(stairs)


def _curve(name: str, points: Sequence[Point], role: str) -> Curve:
    xs = tuple(_seconds(point.on) for point in points)
    return Curve(name, xs, tuple(float(point.amount) for point in points), role)


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
