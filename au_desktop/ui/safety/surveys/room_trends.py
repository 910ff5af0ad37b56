"""How the readings or wipes of a room's points went over the years, with the level as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.quantities import DoseRateUnit
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.kit.trend_data import Level, TrendLine, TrendPoint
from au_desktop.ui.kit.trend_plot import TrendPlot
from au_desktop.ui.safety.surveys.survey_words import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.surveys import PointRef, Survey
    from au_desktop.settings import DateStyle

READINGS, WIPES = "readings", "wipes"
ALL_POINTS = 0
_ROLES = ("accent", "info", "ok", "attention", "muted")
_UNIT = DoseRateUnit.MR_H


class RoomTrends(QWidget):
    """Emits `survey_wanted(survey id)` when a point of the plot is opened."""

    survey_wanted = Signal(object)

    def __init__(self, style: DateStyle) -> None:
        super().__init__()
        self._surveys: Sequence[Survey] = ()
        self.what = named(QComboBox(), "What is shown")
        self.what.addItem("Readings", READINGS)
        self.what.addItem("Wipes", WIPES)
        self.point = named(QComboBox(), "Point")
        empty = "Readings and wipes of this room appear here."
        self.readings = TrendPlot("Dose rate", _UNIT.value, style, log=True, empty=empty)
        self.wipes = TrendPlot("Removable contamination", "dpm/100 cm²", style, empty=empty)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(text_label("Show", "muted"))
        row.addWidget(self.what)
        row.addWidget(text_label("of", "muted"))
        row.addWidget(self.point, 1)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.readings, 1)
        column.addWidget(self.wipes, 1)
        self.wipes.hide()
        self.what.currentIndexChanged.connect(self._draw)
        self.point.currentIndexChanged.connect(self._draw)
        for plot in (self.readings, self.wipes):
            plot.point_chosen.connect(self.survey_wanted)

    def show_surveys(self, surveys: Sequence[Survey]) -> None:
        """Draw the surveys of a room; the point that was chosen stays chosen."""
        self._surveys = surveys
        chosen = self.point.currentData()
        titles = _titles(surveys)
        self.point.blockSignals(True)
        self.point.clear()
        self.point.addItem("every point", ALL_POINTS)
        for place, title in titles.items():
            self.point.addItem(title, place)
        self.point.setCurrentIndex(max(0, self.point.findData(chosen)))
        self.point.blockSignals(False)
        self._draw()

    def _draw(self, *_: object) -> None:
        wiped = self.what.currentData() == WIPES
        self.readings.setVisible(not wiped)
        self.wipes.setVisible(wiped)
        place = self.point.currentData()
        measured = [*(_wiped if wiped else _read)(self._surveys)]
        wanted = [one for one in measured if place in (ALL_POINTS, None, one[0].number)]
        plot = self.wipes if wiped else self.readings
        plot.show_trend(_lines(wanted), _levels(wanted))


_Measured = tuple["PointRef", "Moment", float, float, str, object]


def _read(surveys: Iterable[Survey]) -> Iterable[_Measured]:
    for survey in surveys:
        for one in survey.readings:
            value, level = one.rate.to(_UNIT).amount, one.level.rate.to(_UNIT).amount
            words = f"{survey.code}, {one.rate}"
            yield (one.point, survey.at, float(value), float(level), words, survey.id)


def _wiped(surveys: Iterable[Survey]) -> Iterable[_Measured]:
    for survey in surveys:
        for one in survey.wipes:
            words = f"{survey.code}, {one.nuclide}, MDA {number(one.mda_dpm)}"
            net, level = float(one.net_dpm), float(one.level.dpm)
            yield (one.point, survey.at, net, level, words, survey.id)


def _lines(measured: Sequence[_Measured]) -> list[TrendLine]:
    by_point: dict[tuple[int, str], list[TrendPoint]] = {}
    titles: dict[tuple[int, str], str] = {}
    for point, at, value, level, words, key in measured:
        # a numbered point stays the same point, whatever it was called
        place = (point.number, "" if point.number else point.name)
        titles.setdefault(place, point.title)
        drawn = TrendPoint(at, value, words, failed=value > level, key=key)
        by_point.setdefault(place, []).append(drawn)
    return [
        TrendLine(titles[place], tuple(points), _ROLES[at % len(_ROLES)])
        for at, (place, points) in enumerate(sorted(by_point.items()))
    ]


def _levels(measured: Sequence[_Measured]) -> list[Level]:
    values = sorted({level for _, _, _, level, _, _ in measured})
    return [Level(f"level {value:g}", value, "problem") for value in values]


def _titles(surveys: Sequence[Survey]) -> dict[int, str]:
    found: dict[int, str] = {}
    for survey in surveys:
        refs = [one.point for one in survey.readings] + [one.point for one in survey.wipes]
        for point in refs:
            if point.number:
                found.setdefault(point.number, point.title)
    return dict(sorted(found.items()))
