"""A tab that is the list of one kind of safety record: the chosen one beside it, and what can be done with it below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from au_desktop.services.changes import Kind
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.safety.safety_list import SafetyList, everything, not_signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from au_desktop.domain.safety.safety_records import SafetyRecord
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.kit.empty_state import EmptyState
    from au_desktop.ui.kit.safety.safety_list import Narrow
    from au_desktop.ui.kit.section import SectionContext

USUAL_CHIPS: Mapping[str, tuple[str, Narrow]] = {
    "": ("All", everything),
    "unsigned": ("Not signed", not_signed),
}


class RecordsTab(PageTab):
    """A subclass names `kind`, `chips`, `states`, `titles`; `ask_new` opens a dialog, `show_record` shows the chosen one."""

    watches = frozenset({Kind.SAFETY})
    kind: type[SafetyRecord]
    chips: Mapping[str, tuple[str, Narrow]] = USUAL_CHIPS
    states: Mapping[str, str] = {}
    titles = ("What", "About")

    def __init__(self, context: SectionContext, title: str, empty: EmptyState) -> None:
        super().__init__(context, title)
        self.record: SafetyRecord | None = None
        self.list = SafetyList(
            context,
            self.kind.KIND,
            empty,
            self,
            chips=self.chips,
            states=self.states,
            titles=self.titles,
        )
        self.bar = RecordBar(context, self)
        self.content.addWidget(self.list.panel, 1)
        self.content.addWidget(self.bar)
        self.list.chosen.connect(self._on_row)
        self.list.start_wanted.connect(self.ask_new)

    def ask_new(self) -> None:
        """Open the dialog for a new record."""
        raise NotImplementedError

    def show_record(self, record: Any) -> None:  # noqa: ANN401 - each tab knows its kind
        """Show the facts of the chosen record in the pane beside the list."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Load the list again, and the chosen record."""
        self.list.load()
        if self.record is not None:
            self._read(self.record.id)

    def select(self, key: object) -> None:
        """Show one record."""
        if isinstance(key, UUID):
            self.list.choose(key)
            self._read(key)

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.list.panel.find_in_page()

    def _on_row(self, row: SafetyRow | None) -> None:
        if row is None:
            self.record = None
            self.bar.show_record(None)
            self.list.panel.details.clear()
            return
        self._read(row.id)

    def _read(self, key: UUID) -> None:
        work = partial(self.context.services.safety_book.get, self.kind, key)
        self.load(work, self._show)

    def _show(self, record: SafetyRecord) -> None:
        self.record = record
        self.bar.show_record(record)
        self.show_record(record)
