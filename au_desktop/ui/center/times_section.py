"""How soon the record follows the work: hours to the signature by preceptor, late entries, clocks that were set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from au_desktop.services.changes import Kind
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.date_words import day_words, instant_words, moment_words
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import SPACE_12

if TYPE_CHECKING:
    from au_desktop.services.cases.timeliness import SigningPace, TimelinessReport
    from au_desktop.ui.kit.section import SectionContext


class TimesSection(Section):
    """Three cards, each saying so when it has nothing to tell."""

    watches = frozenset({Kind.LOG})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Times")
        self._style = context.settings.date_style
        self.paces = Card("Hours from the work to the signature", "median by preceptor")
        self.late = Card("Late entries", "newest first")
        self.clocks = Card("Clocks that were set back", "newest first")
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(SPACE_12)
        for card in (self.paces, self.late, self.clocks):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        self.content.addWidget(area, 1)

    def refresh(self) -> None:
        """Count again."""
        self.load(self.context.services.timeliness.report, self._show)

    def _show(self, report: TimelinessReport) -> None:
        _fill(
            self.paces,
            [CardRow(one.preceptor, _pace_words(one)) for one in report.paces],
            "No checklist is signed as supervised yet.",
        )
        late = [
            CardRow(
                f"{one.code} of {day_words(one.happened, self._style)}",
                f"Entered {moment_words(one.entered, self._style)}: {one.reason}",
            )
            for one in report.late
        ]
        _fill(self.late, late, "No entry came later than this center allows.")
        clocks = [
            CardRow(
                f"Entry {one.sequence} of the log, {one.actor}",
                f"From {instant_words(one.before, self._style)} back to {instant_words(one.after, self._style)}",
            )
            for one in report.clocks
        ]
        _fill(self.clocks, clocks, "No clock went backwards since the center was founded.")


def _fill(card: Card, rows: list[CardRow], nothing: str) -> None:
    card.clear_rows()
    for row in rows or [CardRow(nothing)]:
        card.add_row(row)


def _pace_words(pace: SigningPace) -> str:
    """Hours below two days to one decimal, then days."""
    signed = "1 signature" if pace.count == 1 else f"{pace.count} signatures"
    hours = pace.median_hours
    median = f"{hours:.1f} h" if abs(hours) < _TWO_DAYS else f"{hours / 24:.1f} days"
    return f"{median} in the median of {signed}; half came sooner"


_TWO_DAYS = 48
