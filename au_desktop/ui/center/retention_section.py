"""Retention: every kind of record with its period and basis, how many there are, and how many are past it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from au_desktop.domain.reference.retention_periods import KeptUntil
from au_desktop.services.changes import Kind
from au_desktop.ui.center.reference_section import VERIFY
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import Section
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.reference.retention_periods import RetentionPeriod
    from au_desktop.services.safety.retention_view import KeptKind
    from au_desktop.ui.kit.section import SectionContext

_NOTE = (
    "Nothing is purged by itself, and nothing can be purged here. A period that is over is only told; state law, "
    "litigation or the license may ask for longer."
)


class RetentionSection(Section):
    """A table of what is kept."""

    watches = frozenset({Kind.SAFETY})

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Retention")
        self._rows: tuple[KeptKind, ...] = ()
        style = context.settings.date_style
        columns = (
            Column("title", "Record", lambda row: row.period.title, 480, tooltip=_title),
            Column("kept", "Kept", _kept, 210, tooltip=_kept),
            Column(
                "records",
                "Records",
                lambda row: str(row.records or ""),
                90,
                number=True,
                gives_way=3,
            ),
            Column(
                "oldest",
                "Oldest",
                lambda row: day_words(row.oldest, style) if row.oldest else "",
                120,
                gives_way=1,
            ),
            Column(
                "past",
                "Past the period",
                lambda row: str(row.past) if row.past else "",
                130,
                state=lambda row: State.INFO if row.past else None,
                gives_way=2,
            ),
        )
        table = RowTable(columns, name="Retention", key=lambda row: row.period.id, stretch="title")
        empty = EmptyState("table", "No period", "The installation is incomplete.")
        self.panel = ListPanel(table, empty, search_hint="Find a record")
        self.content.addWidget(text_label(_NOTE, "muted", wrap=True))
        self.content.addWidget(self.panel, 1)
        self.panel.query_changed.connect(self._show)
        table.current_changed.connect(self._on_chosen)

    def refresh(self) -> None:
        """Count again."""
        self.load(self.context.services.retention.kinds, self._take)

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.panel.find_in_page()

    def _take(self, found: tuple[KeptKind, ...]) -> None:
        self._rows = found
        self._show()

    def _show(self) -> None:
        words = self.panel.query()[0].casefold()
        self.panel.set_rows(
            [
                one
                for one in self._rows
                if words in f"{one.period.title} {one.period.basis.citation}".casefold()
            ]
        )

    def _on_chosen(self, row: KeptKind | None) -> None:
        pane = self.panel.details
        if row is None:
            pane.clear()
            return
        period, style = row.period, self.context.settings.date_style
        chip = (
            StateChip(VERIFY, State.ATTENTION)
            if period.basis.verify
            else StateChip("read", State.OK)
        )
        facts: list[tuple[str, str | StateChip]] = [
            ("Kept", kept_words(period)),
            ("Counted from", period.starts or "\u2013"),
            ("Basis", f"{period.basis.citation} ({period.basis.edition})"),
            ("Source", chip),
            ("Program's records", ", ".join(period.records) or "none: kept outside the program"),
            ("How many", str(row.records)),
            ("Oldest", day_words(row.oldest, style)),
            ("Past the period", str(row.past)),
        ]
        if period.note:
            facts.append(("Note", period.note))
        pane.show_facts(period.title, "", facts)


def _title(row: KeptKind) -> str:
    return row.period.title


def _kept(row: KeptKind) -> str:
    return kept_words(row.period)


def kept_words(period: RetentionPeriod) -> str:
    """How long, in words."""
    if period.years is None:
        ends = period.until is KeptUntil.LICENSE_END
        return f"until {period.until.value}" if ends else period.until.value
    years = f"{period.years} years"
    return years if period.until is KeptUntil.YEARS else f"{period.until.value}: {years}"
