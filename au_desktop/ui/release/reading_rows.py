"""Readings of the rate at one distance: the fitted effective half-life, its curve, and the readings on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from au_desktop.domain.quantities import DoseRateUnit, DurationUnit
from au_desktop.domain.safety.release_equations import digits
from au_desktop.domain.safety.release_facts import RateReading
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.moment_edit import MomentEdit
from au_desktop.ui.kit.plots import Axis, Curve, Plot
from au_desktop.ui.release.release_fields import FoldCard, rate_field, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.moments import Moment
    from au_desktop.domain.safety.release_findings import Reckoning
    from au_desktop.domain.safety.retention_fit import RetentionFit
    from au_desktop.ui.kit.quantity_edit import QuantityEdit

_STEPS = 40
SAID_OF_READINGS = "At the same distance, posture and meter, background taken off."


class ReadingRows(FoldCard):
    """Emits `changed`, and `use_wanted(fit)` when the fitted half-life is to be calculated with."""

    changed = Signal()
    use_wanted = Signal(object)

    def __init__(self, now: Moment) -> None:
        self._now = now
        self.lines: list[tuple[MomentEdit, QuantityEdit]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._grid)
        self.add_button = QuietButton("Add a reading", "plus")
        self.words = text_label("", wrap=True)
        self.use_button = SecondaryButton("Use this half-life")
        self.use_button.hide()
        self.plot = Plot(Axis("Time after the first reading", "h"), Axis("Rate", "mrem/h"))
        self.plot.setMinimumHeight(200)
        self.plot.hide()
        self._fit: RetentionFit | None = None
        super().__init__(
            "Effective half-life from readings",
            "Enter two or more readings",
            stacked(
                text_label(SAID_OF_READINGS, "hint", wrap=True), holder, self.add_button,
                self.words, self.use_button, self.plot,
            ),
        )  # fmt: skip
        self.add_button.clicked.connect(self._on_add)
        self.use_button.clicked.connect(lambda: self.use_wanted.emit(self._fit))
        self.opened.connect(lambda *_: self.changed.emit())
        self.add()
        self.add()

    def _on_add(self) -> None:
        self.add()

    def add(self, reading: RateReading | None = None) -> None:
        """Add a line, empty or with a reading."""
        moment, rate = MomentEdit(self._now), rate_field()
        number = len(self.lines) + 1
        moment.setAccessibleName(f"Reading {number}, time")
        rate.setAccessibleName(f"Reading {number}, rate")
        if reading is not None:
            moment.set_value(reading.at)
            rate.set_value(reading.rate)
        row = 2 * len(self.lines)
        self._grid.addWidget(text_label(f"{number}", "muted"), row, 0)
        self._grid.addWidget(moment, row, 1)
        self._grid.addWidget(rate, row + 1, 1)
        self.lines.append((moment, rate))
        moment.changed.connect(lambda *_: self.changed.emit())
        rate.changed.connect(lambda *_: self.changed.emit())

    def readings(self) -> tuple[RateReading, ...]:
        """What can be read."""
        if not self.on:
            return ()
        pairs = [(moment.value(), rate.value()) for moment, rate in self.lines]
        return tuple(
            RateReading(at, rate) for at, rate in pairs if at is not None and rate is not None
        )

    def show_readings(self, readings: Sequence[RateReading]) -> None:
        """Show those of a record."""
        self.box.setChecked(bool(readings))
        while len(self.lines) < len(readings):
            self.add()
        for (moment, rate), one in zip(self.lines, readings, strict=False):
            moment.set_value(one.at)
            rate.set_value(one.rate)

    def draft_text(self) -> str:
        """Every line as typed."""
        return json.dumps([(moment.draft_text(), rate.text()) for moment, rate in self.lines])

    def take_draft_text(self, text: str) -> None:
        """Show every line as it was typed."""
        typed = json.loads(text)
        while len(self.lines) < len(typed):
            self.add()
        for (moment, rate), (at, amount) in zip(self.lines, typed, strict=False):
            moment.take_draft_text(at)
            rate.set_text(amount)

    def show_fit(self, reckoning: Reckoning | None, readings: Sequence[RateReading]) -> None:
        """Show the half-life and the curve, or why there is none."""
        fit = None if reckoning is None else reckoning.fit
        self._fit = fit
        self.use_button.setVisible(fit is not None)
        self.plot.setVisible(fit is not None)
        if fit is None:
            self.words.setText(reckoning.fit_fault.capitalize() if reckoning else "")
            return
        self.words.setText(fit_words(fit, len(readings)))
        self._draw(fit, readings)

    def _draw(self, fit: RetentionFit, readings: Sequence[RateReading]) -> None:
        start = fit.begun.utc
        hours = [(one.at.utc - start).total_seconds() / 3600 for one in readings]
        rates = [float(one.rate.to(DoseRateUnit.MREM_H).amount) for one in readings]
        first = float(fit.first_rate.to(DoseRateUnit.MREM_H).amount)
        half = float(fit.half_life.to(DurationUnit.H).amount)
        last = max(hours) * 1.25
        xs = [last * step / _STEPS for step in range(_STEPS + 1)]
        curve = Curve("Fit", xs, [first * 2 ** (-x / half) for x in xs], "muted")
        points = [
            Curve(f"Reading {at}", [x], [y], "accent", points=True)
            for at, (x, y) in enumerate(zip(hours, rates, strict=True), start=1)
        ]
        self.plot.show_data((curve, *points), (), fit_words(fit, len(readings)))


def fit_words(fit: RetentionFit, number: int) -> str:
    """The half-life and how well the readings fit."""
    hours = digits(fit.half_life.amount)
    off = digits(fit.furthest * 100, 2)
    spread = "" if number == 2 else f"; the furthest reading lies {off} % off the curve"
    return f"Effective half-life {hours} h ({digits(fit.half_life.amount / 24, 3)} d) from {number} readings{spread}."
