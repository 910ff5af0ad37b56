"""Plots of measured values over time: what is drawn, told, chosen by key, and saved."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtWidgets import QFileDialog

from au_desktop.domain.moments import Moment
from au_desktop.settings import DateStyle, Settings, ThemeChoice
from au_desktop.ui.kit import theme
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.trend_canvas import MOST_DOTS, decade_ticks
from au_desktop.ui.kit.trend_data import (
    Level,
    TimeMark,
    TrendLine,
    TrendPoint,
    csv_text,
    summary_words,
)
from au_desktop.ui.kit.trend_plot import TrendPlot

FIRST = datetime(2016, 11, 23, 13, 5, tzinfo=UTC)


def line_of(count, name="CAL-1", failed=(), value=1.0, role="accent"):
    points = [
        TrendPoint(
            Moment(FIRST + timedelta(days=day), -300), value + day % 3, f"day {day}", day in failed, day
        )
        for day in range(count)
    ]  # fmt: skip
    return TrendLine(name, tuple(points), role)


@pytest.fixture
def plot(qtbot):
    theme.apply(Settings(theme=ThemeChoice.LIGHT))
    made = TrendPlot("Constancy", "%")
    qtbot.addWidget(made)
    made.resize(700, 320)
    made.show()
    return made


def test_nothing_measured_is_said(plot):
    plot.show_trend([TrendLine("CAL-1", ())])
    assert plot.empty.isVisible()
    assert plot.accessibleDescription() == "Constancy: nothing measured yet."
    assert not plot.menu_button.isVisible()
    assert plot.picture().isNull()


def test_the_summary_tells_what_the_picture_shows(plot):
    plot.show_trend([line_of(5, failed=(2,))], [Level("limit", 10)])
    assert plot.canvas.isVisible()
    assert plot.accessibleDescription() == (
        "Constancy: 5 values from 1 to 3 %, 1 of them did not pass. The last one is 2 % on 27 Nov 2016 08:05."
    )
    assert "Triangles did not pass" in plot.names.text()
    assert summary_words("Rate", "", [line_of(1)], DateStyle.ISO).startswith(
        "Rate: 1 value from 1 to 1, none of them did not pass. The last one is 1 on 2016-11-23"
    )


def test_keys_go_through_the_points_and_open_one(plot, qtbot):
    plot.show_trend([line_of(40), line_of(3, "CAL-2", role="info")])
    canvas = plot.canvas
    for key, expected in (
        (Qt.Key.Key_Right, 39),
        (Qt.Key.Key_Left, 38),
        (Qt.Key.Key_PageUp, 8),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 30),
        (Qt.Key.Key_End, 39),
    ):
        qtbot.keyClick(canvas, key)
        assert canvas.at == (0, expected)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.at == (1, 2)
    assert canvas.spoken == "CAL-2: 3 % · 25 Nov 2016 08:05 · day 2"
    assert canvas.accessibleDescription().startswith(canvas.spoken)
    with qtbot.waitSignal(plot.point_chosen) as chosen:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen.args == [2]
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.at[0] == 0
    qtbot.keyClick(canvas, Qt.Key.Key_A)


def test_who_tabs_to_it_hears_the_newest_point(plot):
    plot.show_trend([line_of(4)])
    plot.canvas.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert plot.canvas.at == (0, 3)


def test_the_mouse_names_and_opens_the_point_under_it(plot, qtbot):
    plot.show_trend([line_of(5, failed=(3,))], marks=[TimeMark("repair", Moment(FIRST))])
    qtbot.wait(1)
    canvas = plot.canvas
    view = canvas._canvas.getPlotItem().vb
    line = canvas.lines[0]
    place = view.mapViewToScene(QPointF(line.xs[3], line.points[3].value))
    canvas._on_mouse_moved(place)
    assert canvas._hover.text() == "CAL-1: 1 % · 26 Nov 2016 08:05 · day 3 · did not pass"
    canvas._on_mouse_moved(QPointF(-50, -50))
    assert canvas.at == (0, 3)

    class Click:
        def scenePos(self):  # noqa: N802 - as the library calls it
            return place

    with qtbot.waitSignal(plot.point_chosen) as chosen:
        canvas._on_clicked(Click())
    assert chosen.args == [3]


def test_ten_years_of_days_are_drawn_without_a_dot_each(plot):
    plot.show_trend([line_of(3650, failed=(100,))], [Level("limit +10 %", 10, "problem")])
    items = plot.canvas._canvas.getPlotItem().listDataItems()
    long = next(item for item in items if len(item.xData) == 3650)
    assert len(long.xData) > MOST_DOTS
    assert long.opts["symbol"] is None
    assert long.opts["clipToView"]
    assert long.opts["autoDownsample"]
    assert plot.spans.isVisible()
    plot.spans.setCurrentIndex(1)
    low, high = plot.canvas._canvas.getPlotItem().vb.viewRange()[0]
    assert (high - low) / 86_400 < 40


def test_a_log_scale_leaves_out_what_it_cannot_show(qtbot):
    plot = TrendPlot("Wipes", "dpm", log=True)
    qtbot.addWidget(plot)
    plot.show()
    points = tuple(
        TrendPoint(Moment(FIRST + timedelta(days=at)), value, failed=value > 500)
        for at, value in enumerate((0.0, 20.0, 4000.0))
    )
    plot.show_trend([TrendLine("bench", points)], [Level("level", 2000), Level("none", 0)])
    curve = plot.canvas._curves[0]
    assert list(curve.ys) == [20.0, 4000.0]
    assert len(plot.canvas._limits) == 1
    plot.canvas.mark(0, 0)
    assert plot.canvas._ring is None
    plot.canvas.mark(0, 2)
    assert plot.canvas._ring is not None
    assert plot.canvas._nearest(QPointF(60, 40)) is None or plot.canvas.at


def test_the_marks_of_a_log_scale_are_whole_numbers():
    large = [words.replace("\u202f", " ") for _, words in decade_ticks(0, 5)]
    assert large == ["1", "10", "100", "1 000", "10 000", "100 000"]
    assert [words for _, words in decade_ticks(1, 2)] == ["10", "20", "50", "100"]


def test_the_colors_follow_the_theme(plot, qtbot):
    plot.show_trend([line_of(4)])
    plot.canvas.mark(0, 1)
    theme.apply(Settings(theme=ThemeChoice.DARK))
    qtbot.wait(1)
    ground = plot.canvas._canvas.backgroundBrush().color().name().upper()
    assert ground == theme.current().tokens.surface
    assert plot.canvas.at == (0, 1)
    theme.apply(Settings(theme=ThemeChoice.LIGHT))


def test_picture_and_points_are_saved(plot, tmp_path, monkeypatch):
    plot.show_trend([line_of(4, failed=(1,))], [Level("limit", 10)])
    saved = []
    plot.saved.connect(saved.append)
    targets = [str(tmp_path / "a.png"), str(tmp_path / "a.csv"), ""]
    asked = []

    def answer(_parent, _title, proposed, _kinds):
        asked.append(proposed)
        return targets[len(asked) - 1], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    for action in plot.menu.actions():
        action.trigger()
    plot.ask_for_table()
    assert asked == ["Constancy.png", "Constancy.csv", "Constancy.csv"]
    assert saved == targets[:2]
    assert QImage(targets[0]).width() == 2 * plot.canvas._canvas.width()
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert rows[2] == ["CAL-1", "2016-11-24T08:05:00-05:00", "2.0", "%", "no", "day 1"]


def test_a_folder_that_is_gone_is_told(plot, tmp_path):
    plot.show_trend([line_of(4)])
    plot.save_table(tmp_path / "gone" / "a.csv")
    told = plot.findChild(Dialog) or plot.window().findChild(Dialog)
    assert told is not None
    told.reject()


def test_a_note_that_looks_like_a_formula_is_kept_as_text():
    point = TrendPoint(Moment(FIRST), 1.0, "=1+1")
    assert csv_text("%", [TrendLine("a", (point,))]).splitlines()[1].endswith(",'=1+1")


def test_an_hour_that_comes_twice_keeps_the_line_in_order():
    early = TrendPoint(Moment(FIRST, 60), 1.0)
    late = TrendPoint(Moment(FIRST + timedelta(minutes=10), 0), 2.0)
    line = TrendLine("a", (late, early))
    assert line.points == (early, late)
    assert list(line.xs) == sorted(line.xs)
