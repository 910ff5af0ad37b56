"""The details of one thing in stock: what is left now by the equation, its decay as a plot, its steps, what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from au_desktop.domain.quantities import ActivityUnit
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.domain.roles import Permission
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import units_of
from au_desktop.ui.kit.trend_data import TimeMark, TrendLine, TrendPoint
from au_desktop.ui.kit.trend_plot import TrendPlot
from au_desktop.ui.safety.inventory.stock_words import (
    activity_words,
    decay_equation,
    half_life_words,
    movement_words,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.stock import Stock
    from au_desktop.services.safety.inventory import DecayPoint
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.section import Section, SectionContext

_UNITS = {UnitSystem.SI: ActivityUnit.MBQ, UnitSystem.CURIE: ActivityUnit.MCI}


class StockDetail(QObject):
    """Fills the pane."""

    step_wanted = Signal(object)
    split_wanted = Signal(object)
    waste_wanted = Signal(object)
    transfer_wanted = Signal(object)

    def __init__(self, context: SectionContext, section: Section, pane: DetailPane) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self.bar = RecordBar(context, section)
        self.stock: Stock | None = None
        self.plot: TrendPlot | None = None

    def show_stock(self, stock: Stock, points: tuple[DecayPoint, ...]) -> None:
        """Show one thing."""
        self.stock = stock
        context, style = self._context, self._context.settings.date_style
        now = context.services.desk.clock.now()
        void = stock.voided is not None
        state = State.NEUTRAL if void or stock.state != "in stock" else State.OK
        facts: list[tuple[str, str | QWidget]] = [
            ("State", StateChip("void" if void else stock.state, state)),
            ("Left now", activity_words(stock.remaining(now), context.settings)),
            *_facts(stock, now, self._context),
        ]
        source = stock.package or stock.parent
        self._pane.show_facts(
            f"{stock.code} · {stock.label}", f"From {source}" if source else "", facts
        )
        self._pane.add_section("Reckoned", [decay_equation(stock, now, context.settings)])
        if stock.movements:
            lines = [movement_words(m, context.settings, style) for m in stock.movements]
            self._pane.add_section("Steps", lines)
        if stock.notes:
            self._pane.add_section("Notes", [stock.notes])
        self._draw(stock, points, now)
        if not void and stock.share_left() > 0:
            self._add("Step\u2026", self.step_wanted)
            self._add("Split\u2026", self.split_wanted)
            self._add("To waste\u2026", self.waste_wanted)
            self._add("Transfer out\u2026", self.transfer_wanted)
        self.bar.show_record(stock)

    def _draw(self, stock: Stock, points: tuple[DecayPoint, ...], now: Moment) -> None:
        unit = _UNITS[units_of(self._context.settings)]
        plot = TrendPlot(f"Decay of {stock.code}", unit.value, self._context.settings.date_style)
        plot.setMinimumHeight(240)
        plot.setMinimumWidth(1)  # the pane is narrower than a plot asks to be
        line = TrendLine(
            stock.nuclide_id,
            tuple(TrendPoint(p.at, float(p.activity.to(unit).amount)) for p in points),
        )
        plot.show_trend((line,), (), (TimeMark("now", now),))
        self.plot = plot
        self._pane.add_content(plot)

    def _add(self, words: str, wanted: SignalInstance) -> None:
        button = SecondaryButton(words)
        self._context.allow(button, Permission.KEEP_SAFETY)
        stock = self.stock
        button.clicked.connect(lambda: wanted.emit(stock))
        self._pane.add_action(button)


def _facts(stock: Stock, now: Moment, context: SectionContext) -> list[tuple[str, str | QWidget]]:
    style, settings = context.settings.date_style, context.settings
    room = stock.room_at(now)
    found: list[tuple[str, str | QWidget]] = [
        ("Room", "not stated" if room is None else room.name),
        ("Came in", moment_words(stock.at, style)),
        (
            "Reference",
            f"{activity_words(stock.reference, settings)} at {moment_words(stock.reference_at, style)}",
        ),
        ("Half-life", half_life_words(stock)),
    ]
    if stock.expires is not None:
        late = " (expired)" if stock.expires.utc < now.utc else ""
        found.append(("Expires", f"{moment_words(stock.expires, style)}{late}"))
    if stock.companion is not None:
        left = stock.companion_remaining(now)
        amount = "amount not stated" if left is None else activity_words(left, settings)
        life = stock.companion.half_life.format(significant=5)
        found.append((stock.companion.nuclide_id, f"{amount}; half-life {life}"))
    return found
