"""Which items of a checklist are skipped or out of limits most: one checklist, one period, one row an item."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from au_desktop.services.changes import Kind
from au_desktop.ui.checklists.checklist_tab import ChecklistTab
from au_desktop.ui.checklists.statistics import statistics_words as words
from au_desktop.ui.kit import printing
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton, SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.share_bar import show_bars
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.kit.tokens import SPACE_12, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from au_desktop.services.checklists.item_statistics import (
        ItemUse,
        TemplateStatistics,
        TemplateUse,
    )
    from au_desktop.ui.kit.section import SectionContext

ALL, SKIPPED, OUTSIDE = "all", "skipped", "outside"
_FILTERS = ((ALL, "All items"), (SKIPPED, "Skipped"), (OUTSIDE, "Not as expected"))
_NOTHING = (
    "Once checklists have been submitted, this shows for each item how often it was skipped, answered otherwise than "
    "expected, or outside its limits."
)
_WORST = "worst"
_SORTS: dict[str, Callable[[ItemUse], Any]] = {
    "title": lambda use: use.title.casefold(),
    "answered": lambda use: use.answered,
    "skipped": lambda use: use.skipped,
    "outside": lambda use: use.outside,
    "action": lambda use: use.action,
    "overridden": lambda use: use.overridden,
    _WORST: words.worst_share,
}


class StatisticsTab(ChecklistTab):
    """Two choices above, the table with its bars below; nothing here names a patient or a person."""

    watches = frozenset({Kind.RUN, Kind.TEMPLATE})
    help_topic = "statistics"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Statistics")
        self._found: TemplateStatistics | None = None
        self._sort, self._descending = "", False
        self._asked = 0
        self.template = choice_field(())
        self.template.setAccessibleName("Checklist")
        self.template.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.template.setMaximumWidth(620)
        self.period = choice_field(words.PERIODS)
        self.period.setAccessibleName("Period")
        self.period.setCurrentIndex(self.period.findData(words.USUAL_PERIOD))
        self.print_button = IconButton("printer", "Print the statistics")
        self.panel = self._make_panel()
        self.note = text_label("", "muted", wrap=True)
        self.content.addLayout(self._make_head())
        self.content.addWidget(self.panel, 1)
        self.content.addWidget(self.note)
        self.template.currentIndexChanged.connect(self._on_template)
        self.period.currentIndexChanged.connect(self._on_period)
        self.print_button.clicked.connect(self.print_tab)

    def refresh(self) -> None:
        """Read the templates with records in the period, then the items of the chosen one."""
        work = partial(self.context.services.item_statistics.templates, self._span())
        self.load(work, self._show_templates)

    def select(self, key: object) -> None:
        """Show the statistics of one template, by its id."""
        at = self.template.findData(key)
        if at >= 0:
            self.template.setCurrentIndex(at)

    def find_in_page(self) -> bool:
        """Find an item."""
        return self.panel.find_in_page()

    def print_tab(self) -> bool:
        """Print the rows that are shown, in their order."""
        if self._found is None:
            return False
        document = QTextDocument()
        document.setDefaultFont(printing.paper_font())
        period = self.period.currentText()
        document.setHtml(
            words.print_html(self._found.title, period, self._found, self._shown_rows())
        )
        self.printer = printing.print_document(self, document)
        return True

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        row.addWidget(self.template, 3)
        row.addWidget(self.period)
        row.addStretch(1)
        row.addWidget(self.print_button)
        return row

    def _span(self) -> Any:  # noqa: ANN401 - a span of days
        return words.span_of(self.period.currentData(), self.context.today())

    def _show_templates(self, uses: tuple[TemplateUse, ...]) -> None:
        chosen = self.template.currentData()
        with QSignalBlocker(self.template):
            self.template.clear()
            for use in uses:
                self.template.addItem(f"{use.title} ({use.runs})", use.template_id)
            self.template.setCurrentIndex(max(0, self.template.findData(chosen)))
        for tool in (self.template, self.print_button):
            tool.setEnabled(bool(uses))
        if uses:
            self._on_template()
        else:
            self._found = None
            self.note.setText("")
            self.panel.set_rows((), count="")

    def _on_template(self) -> None:
        template_id = self.template.currentData()
        if template_id is not None:
            self._asked += 1
            work = partial(
                self.context.services.item_statistics.of_template, template_id, self._span()
            )
            self.load(work, partial(self._show, self._asked))

    def _on_period(self) -> None:
        self.refresh()

    def _show(self, asked: int, found: TemplateStatistics) -> None:
        if asked == self._asked:
            self._found = found
            self.note.setText(words.heading(found))
            self._fill()

    def _fill(self) -> None:
        rows = self._shown_rows()
        self.panel.set_rows(rows, count=str(len(rows)) if self._found else "")

    def _shown_rows(self) -> list[ItemUse]:
        if self._found is None:
            return []
        typed, chosen = self.panel.query()
        wanted = typed.casefold().split()
        rows = [
            use
            for use in self._found.items
            if (chosen != SKIPPED or use.skipped)
            and (chosen != OUTSIDE or use.outside)
            and all(word in f"{use.title} {use.section}".casefold() for word in wanted)
        ]
        if self._sort:
            rows.sort(key=_SORTS[self._sort], reverse=self._descending)
        return rows

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort, self._descending = key, descending
        self._fill()

    def _on_chosen(self, use: ItemUse | None) -> None:
        pane = self.panel.details
        if use is None:
            pane.clear()
            return
        pane.show_facts(use.title, "", words.item_facts(use))
        button = SecondaryButton("Show the records")
        button.clicked.connect(self._open_records)
        pane.add_action(button)

    def _open_records(self, _row: object = None) -> None:
        self.go_requested.emit("checklists", TabTarget("records", self.template.currentData()))

    def _make_panel(self) -> ListPanel:
        table = RowTable(
            _columns(), name="Item statistics", key=lambda use: use.key, stretch="title"
        )
        show_bars(table, "share", lambda use: (words.worst_share(use), _state(use)))
        panel = ListPanel(
            table,
            EmptyState("table", "Nothing yet", _NOTHING),
            filters=_FILTERS,
            search_hint="Find an item",
        )
        panel.show_details_when_chosen("answered", "overridden", "action")
        panel.query_changed.connect(self._fill)
        table.sort_requested.connect(self._on_sort)
        table.current_changed.connect(self._on_chosen)
        table.row_activated.connect(self._open_records)
        return panel


def _state(use: ItemUse) -> State:
    if use.action:
        return State.PROBLEM
    return State.ATTENTION if use.outside else State.NEUTRAL


def _columns() -> tuple[Column, ...]:
    def number(
        name: str, title: str, text: Callable[[ItemUse], str], width: int, gives_way: int = 0
    ) -> Column:
        return Column(name, title, text, width, number=True, sort_key=name, gives_way=gives_way)

    return (
        Column(
            "title",
            "Item",
            lambda use: use.title,
            420,
            tooltip=lambda use: use.title,
            sort_key="title",
        ),
        number("answered", "Answered", lambda use: str(use.answered), 92),
        number("skipped", "Skipped", words.skipped_words, 84),
        number("outside", "Not expected", lambda use: str(use.outside or ""), 112),
        number("action", "Action", lambda use: str(use.action or ""), 76),
        number("overridden", "Reason given", lambda use: str(use.overridden or ""), 112, 1),
        Column(
            "share",
            "Share",
            lambda use: words.percent(words.worst_share(use)),
            170,
            tooltip=lambda use: (
                f"{words.percent(use.skipped_share)} skipped, "
                f"{words.percent(use.outside_share)} of the answers not as expected"
            ),
            sort_key=_WORST,
        ),
    )
