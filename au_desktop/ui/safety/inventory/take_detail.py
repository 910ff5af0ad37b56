"""The details of one look at the shelves: what was expected, and what was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from au_desktop.domain.safety.stock import StockTake
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.safety.inventory.stock_words import activity_words

if TYPE_CHECKING:
    from uuid import UUID

    from au_desktop.domain.safety.stock import TakenLine
    from au_desktop.services.safety.safety_book import SafetyBook
    from au_desktop.ui.kit.detail_pane import DetailPane
    from au_desktop.ui.kit.section import Section, SectionContext


class TakeDetail(QObject):
    """Fills the pane."""

    def __init__(self, context: SectionContext, section: Section, pane: DetailPane) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self.bar = RecordBar(context, section)

    @staticmethod
    def read(book: SafetyBook, key: UUID) -> StockTake:
        """Read one; off the screen thread."""
        return book.get(StockTake, key)

    def show_take(self, take: StockTake) -> None:
        """Show one."""
        style = self._context.settings.date_style
        by = "" if take.taken_by is None else take.taken_by.name
        facts = [
            ("Taken", moment_words(take.at, style)),
            ("By", by),
            ("Where", take.summary.about),
        ]
        self._pane.show_facts(f"{take.code} · {take.summary.label}", "", facts)
        if take.missing:
            self._pane.add_section("Missing", [self._words(line) for line in take.missing])
        found = [self._words(line) for line in take.lines if line.found]
        if found:
            self._pane.add_section("Found", found)
        if take.notes:
            self._pane.add_section("Notes", [take.notes])
        self.bar.show_record(take)

    def _words(self, line: TakenLine) -> str:
        amount = activity_words(line.expected, self._context.settings)
        parts = (line.code, line.label, f"{amount} expected", line.room, line.note)
        return " · ".join(part for part in parts if part)
