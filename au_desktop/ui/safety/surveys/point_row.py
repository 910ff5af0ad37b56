"""One point of a survey as a row of cells: what is typed there, its levels and verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from au_desktop.domain.errors import DomainError
from au_desktop.domain.safety.surveys import Reading, counted_wipe
from au_desktop.services.safety.survey_forms import ReadingEntry, WipeEntry
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.surveys.survey_words import (
    PointMark,
    number,
    rate_level_words,
    reading_words,
    verdict_state,
    verdict_words,
    wipe_level_words,
    wipe_words,
)
from au_desktop.ui.safety.surveys.typed_numbers import typed_counts, typed_rate

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.quantities import CountRate
    from au_desktop.domain.safety.survey_levels import RateLevel, WipeLevel
    from au_desktop.domain.safety.surveys import PointRef, WipeCount
    from au_desktop.services.safety.survey_forms import PointTask


@dataclass(frozen=True, slots=True)
class GridRules:
    """What the grid judges by.

    Args:
        unit: of a bare reading.
        rate_level, wipe_level: of a point.
        count: how a wipe of that gross count was counted; None while its other figures are missing.
        nuclide: that wipes are counted for.
    """

    unit: Callable[[], str]
    rate_level: Callable[[PointRef], RateLevel]
    wipe_level: Callable[[PointRef], WipeLevel]
    count: Callable[[CountRate], WipeCount | None]
    nuclide: Callable[[], str]


class PointRow(QObject):
    """The widgets of a row, in the order of their columns; `changed` when anything is typed."""

    changed = Signal()

    def __init__(self, task: PointTask, rules: GridRules, parent: QWidget) -> None:
        super().__init__(parent)
        self.task, self._rules = task, rules
        point, kind = task.point, task.kind
        self.title = text_label(point.title, "strong", wrap=True)
        self.title.setMinimumWidth(84)
        last = "" if task.last_rate is None else f"; last reading {task.last_rate}"
        self.title.setToolTip(f"{kind.value}, {point.area.value} area{last}")
        self.reading = self._cell("reading", _last(task)) if kind.reads else None
        self.rate_level, self.rate_verdict = text_label("", "muted"), _chip()
        self.gross = self._cell("gross count", "cpm") if kind.wiped else None
        self.net = text_label("")
        self.wipe_level, self.wipe_verdict = text_label("", "muted"), _chip()
        self.note = self._edit("note")
        self.note.setMinimumWidth(64)
        self.note.textChanged.connect(self.changed)

    @property
    def widgets(self) -> tuple[QWidget | None, ...]:
        """One for each column; None where the point has no such cell."""
        return (
            self.title,
            self.reading,
            self.rate_level,
            self.rate_verdict,
            self.gross,
            self.net,
            self.wipe_level,
            self.wipe_verdict,
            self.note,
        )

    @property
    def edits(self) -> tuple[QLineEdit | None, ...]:
        """Reading, gross count and note."""
        return (self.reading, self.gross, self.note)

    @property
    def empty(self) -> bool:
        """Whether a cell for a measurement is empty."""
        cells = (self.reading, self.gross)
        return any(one is not None and not one.text().strip() for one in cells)

    def entered_reading(self) -> ReadingEntry | None:
        """The reading as typed; raises `QuantityError`."""
        text = "" if self.reading is None else self.reading.text()
        rate = typed_rate(text, self._rules.unit())
        if rate is None:
            return None
        return ReadingEntry(self.task.point, rate, self.note.text().strip())

    def entered_wipe(self) -> WipeEntry | None:
        """The wipe as typed, where it can be reckoned; raises `QuantityError`."""
        gross = typed_counts("" if self.gross is None else self.gross.text())
        count = None if gross is None else self._rules.count(gross)
        if count is None:
            return None
        return WipeEntry(self.task.point, count, self.note.text().strip())

    def mark(self) -> PointMark | None:
        """How the plan shows the point by what is typed so far."""
        chips = [one for one in (self.rate_verdict, self.wipe_verdict) if one.text()]
        if not chips:
            return None
        states = {chip.property("chip") for chip in chips}
        words = "; ".join(chip.toolTip() for chip in chips)
        if states == {State.OK.value}:
            return PointMark(State.OK, "✓", words)
        return PointMark(State.PROBLEM, "!", words)

    def judge(self) -> None:
        """Judge what is typed beside the levels of the point."""
        if self.reading is not None:
            self._judge_reading(self.reading)
        if self.gross is not None:
            self._judge_wipe(self.gross)

    def _cell(self, what: str, hint: str) -> QLineEdit:
        edit = self._edit(what)
        edit.setPlaceholderText(hint)
        edit.setMinimumWidth(66)
        edit.setMaximumWidth(110)
        edit.textChanged.connect(self._on_typed)
        return edit

    def _edit(self, what: str) -> QLineEdit:
        edit = named(QLineEdit(), f"{self.task.point.title}: {what}")
        edit.setProperty("point", self.task.point.number)
        return edit

    def _on_typed(self) -> None:
        self.judge()
        self.changed.emit()

    def _judge_reading(self, edit: QLineEdit) -> None:
        level = self._rules.rate_level(self.task.point)
        self.rate_level.setText(f"{level.rate}")
        self.rate_level.setToolTip(f"{rate_level_words(level)}: {level.basis}")
        try:
            rate = typed_rate(edit.text(), self._rules.unit())
        except DomainError as error:
            _refuse(edit, self.rate_verdict, error)
            return
        _accept(edit)
        if rate is None:
            _hide(self.rate_verdict)
            return
        reading = Reading(self.task.point, rate, level)
        _show(self.rate_verdict, within=reading.within, words=reading_words(reading))

    def _judge_wipe(self, edit: QLineEdit) -> None:
        level = self._rules.wipe_level(self.task.point)
        self.wipe_level.setText(number(level.dpm, 6))
        self.wipe_level.setToolTip(f"{wipe_level_words(level)}: {level.basis}")
        self.net.setText("")
        try:
            gross = typed_counts(edit.text())
            count = None if gross is None else self._rules.count(gross)
            if count is None:
                _accept(edit)
                _hide(self.wipe_verdict)
                return
            wipe = counted_wipe(self.task.point, self._rules.nuclide(), count, level)
        except DomainError as error:
            _refuse(edit, self.wipe_verdict, error)
            return
        _accept(edit)
        self.net.setText(number(wipe.net_dpm))
        if wipe.sensitive:
            _show(self.wipe_verdict, within=wipe.within, words=wipe_words(wipe))
        else:
            words = f"MDA {number(wipe.mda_dpm)} is not below {wipe_level_words(level)}"
            _say(self.wipe_verdict, State.PROBLEM, "MDA too high", words)


def _last(task: PointTask) -> str:
    """The amount alone: there is no room for more; hovering the point tells the rest."""
    return "" if task.last_rate is None else f"({task.last_rate.amount})"


def _chip() -> QLabel:
    chip = QLabel("")
    styled(chip, chip=State.NEUTRAL.value)
    chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
    policy = chip.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    chip.setSizePolicy(policy)
    chip.hide()
    return chip


def _show(chip: QLabel, *, within: bool, words: str) -> None:
    _say(chip, verdict_state(within=within), verdict_words(within=within), words)


def _say(chip: QLabel, state: str, word: str, words: str) -> None:
    styled(chip, chip=State(state).value)
    chip.setText(word)
    chip.setToolTip(words)
    chip.setAccessibleName(words)
    chip.show()


def _hide(chip: QLabel) -> None:
    chip.setText("")
    chip.hide()


def _accept(edit: QLineEdit) -> None:
    styled(edit, wrong="false")
    edit.setToolTip("")


def _refuse(edit: QLineEdit, chip: QLabel, error: DomainError) -> None:
    styled(edit, wrong="true")
    edit.setToolTip(messages.reason_for(error))
    _say(chip, State.ATTENTION, "unreadable", messages.reason_for(error))
