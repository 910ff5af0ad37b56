"""One instrument: what is due, the course of a check with its limits, and every check that was kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from au_desktop.domain.number_text import plain_text
from au_desktop.domain.safety.check_points import Verdict
from au_desktop.domain.safety.instrument_tests import (
    CHECKS_OF,
    CheckKind,
    InstrumentCheck,
    percent_words,
)
from au_desktop.ui.instruments.instrument_words import (
    NEEDS_CHECKING,
    VERDICT_STATES,
    check_lines,
)
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.date_words import exact_words, moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.kit.trend_data import Level, TimeMark, TrendLine, TrendPoint
from au_desktop.ui.kit.trend_plot import TrendPlot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from au_desktop.services.safety.instrument_book import InstrumentStanding
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.page_tab import PageTab

_PLOTTED = (
    CheckKind.CONSTANCY,
    CheckKind.DAILY,
    CheckKind.COUNTER,
    CheckKind.LINEARITY,
    CheckKind.ACCURACY,
    CheckKind.CALIBRATION,
)
_ROLES = ("accent", "info", "muted", "ok")
_MOST_ROWS = 400
_LONGEST = max(len(kind.value) for kind in _PLOTTED)


class InstrumentView(QWidget):
    """Shown in the place of the list; emits `settle_wanted(instrument_id)` after a check was made void."""

    settle_wanted = Signal(object)

    def __init__(self, tab: PageTab) -> None:
        super().__init__()
        self._tab, self._style = tab, tab.context.settings.date_style
        self.standing: InstrumentStanding | None = None
        self._checks: tuple[InstrumentCheck, ...] = ()
        self._wanted: object = None
        self.kinds = named(QComboBox(), "Check that is plotted")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setMinimumContentsLength(_LONGEST)
        self.plot = TrendPlot("Difference from the expected value", "%", self._style)
        table = RowTable(
            _columns(self._style), name="Checks", key=lambda row: row.id, stretch="finding"
        )
        empty = EmptyState(
            "instruments", "No checks yet", "Every check, calibration and repair appears here."
        )
        self.panel = ListPanel(table, empty, search_hint="Find a check")
        self.panel.show_details_when_chosen("by")
        self.bar = RecordBar(tab.context, tab)
        self._lay_out()
        self.kinds.currentIndexChanged.connect(self._load_plot)
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_check)
        self.plot.point_chosen.connect(table.select_key)
        self.bar.done.connect(self._on_done)

    def show_instrument(self, standing: InstrumentStanding, record: object = None) -> None:
        """Show this instrument; `record` is the check to choose once its row is there."""
        other = self.standing is None or self.standing.instrument.id != standing.instrument.id
        self.standing, self._wanted = standing, record
        if other:
            self._offer_kinds(CHECKS_OF[standing.instrument.kind])
        instruments = self._tab.context.services.instruments
        key = standing.instrument.id
        self._tab.load(partial(instruments.history, key, _MOST_ROWS), self._show_checks)
        self._load_plot()

    def _offer_kinds(self, kinds: Iterable[CheckKind]) -> None:
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for kind in kinds:
            if kind in _PLOTTED:
                self.kinds.addItem(kind.value.capitalize(), kind)
        self.kinds.blockSignals(False)

    def _load_plot(self) -> None:
        chosen = self.kinds.currentData()
        if self.standing is None or chosen is None:
            return
        kind = CheckKind(chosen)
        instruments = self._tab.context.services.instruments
        key = self.standing.instrument.id

        def work() -> Any:  # noqa: ANN401 - lines and marks, which only _draw takes apart
            checks = instruments.checks(key, kind)
            backs = instruments.checks(key, CheckKind.BACK)
            newest = checks[0] if checks else None
            return lines_of(checks), marks_of(backs), levels_of(newest)

        self._tab.load(work, self._draw)

    def _draw(self, found: tuple[list[TrendLine], list[TimeMark], list[Level]]) -> None:
        lines, marks, levels = found
        self.plot.show_trend(lines, levels, marks)

    def _show_checks(self, checks: tuple[InstrumentCheck, ...]) -> None:
        self._checks = checks
        self._fill()
        if self._wanted is not None and self.panel.table.select_key(self._wanted):
            self._wanted = None

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [one for one in self._checks if words in _searched(one)]
        self.panel.set_rows(rows)
        self._show_check(self.panel.table.current_row())

    def _show_check(self, check: InstrumentCheck | None) -> None:
        self.bar.show_record(check)
        if check is None:
            self.panel.details.clear()
            return
        self.panel.details.show_facts(
            f"{check.code} · {check.check.value}", moment_words(check.at, self._style), []
        )
        self.panel.details.add_section("Found", check_lines(check))

    def _on_done(self) -> None:
        if self.standing is not None:
            self.settle_wanted.emit(self.standing.instrument.id)

    def _lay_out(self) -> None:
        top = QWidget()
        drawn = QVBoxLayout(top)
        drawn.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(text_label("Course of", "muted"))
        row.addWidget(self.kinds)
        row.addStretch(1)
        drawn.addLayout(row)
        drawn.addWidget(self.plot, 1)
        bottom = QWidget()
        listed = QVBoxLayout(bottom)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(SPACE_8)
        listed.addWidget(self.panel, 1)
        listed.addWidget(self.bar)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(top)
        splitter.addWidget(bottom)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([260, 340])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter, 1)


def lines_of(checks: Sequence[InstrumentCheck]) -> list[TrendLine]:
    """The difference of every point over time, a line for each setting, scale or source."""
    points: dict[str, list[TrendPoint]] = {}
    for check in reversed(checks):
        for one in check.points:
            name = " ".join(part for part in (one.scale, one.name) if part)
            if check.check is CheckKind.LINEARITY:
                name = "Linearity"
            failed = one.verdict(check.tolerance, None) is Verdict.FAILED
            text = f"{check.code}, {plain_text(one.measured)} {one.unit}, {check.by.name}"
            at = one.at or check.at
            point = TrendPoint(at, float(one.difference), text, failed, check.id)
            points.setdefault(name, []).append(point)
    return [
        TrendLine(name, tuple(some), _ROLES[at % len(_ROLES)])
        for at, (name, some) in enumerate(points.items())
    ]


def levels_of(newest: InstrumentCheck | None) -> list[Level]:
    """The tolerance on both sides, and the inner limit where there is one."""
    if newest is None or newest.tolerance is None:
        return []
    found = []
    for limit, role in ((newest.tolerance, "problem"), (newest.attention, "attention")):
        if limit is not None:
            check = f" ({NEEDS_CHECKING})" if limit.verify else ""
            percent = plain_text(limit.percent)
            found.append(Level(f"+{percent} %{check}", float(limit.percent), role))
            found.append(Level(f"-{percent} %", -float(limit.percent), role))
    return found


def marks_of(backs: Sequence[InstrumentCheck]) -> list[TimeMark]:
    """Repairs, as lines from top to bottom."""
    return [TimeMark("repaired", one.at) for one in backs]


def _finding(check: InstrumentCheck) -> str:
    """The difference first: it is what a narrow column still shows."""
    point = check.worst_point
    if point is None or check.battery is False or check.undamaged is False:
        return check.finding
    return f"{percent_words(point.difference)} {point.name}"


def _searched(check: InstrumentCheck) -> str:
    summary = check.summary
    parts = (check.code, summary.label, summary.about, summary.state, summary.words, check.action)
    return " ".join(parts).casefold()


def _columns(style: DateStyle) -> list[Column]:
    return [
        Column("number", "Number", lambda row: row.code, 90),
        Column(
            "at",
            "When",
            lambda row: moment_words(row.at, style),
            172,
            tooltip=lambda row: exact_words(row.at),
        ),
        Column("check", "Check", lambda row: row.check.value.capitalize(), 156),
        Column(
            "finding",
            "Furthest off",
            _finding,
            200,
            tooltip=lambda row: row.finding,
        ),
        Column("by", "By", lambda row: row.by.name, 130, gives_way=1),
        Column(
            "verdict",
            "Result",
            lambda row: row.verdict.value,
            100,
            state=lambda row: VERDICT_STATES[row.verdict.value],
        ),
    ]
