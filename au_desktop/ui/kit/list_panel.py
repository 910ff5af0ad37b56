"""What most list pages are: chips and search on top, the table, its empty state, and a detail pane beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.detail_pane import DetailPane
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.filter_chips import FilterChips
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12

NOTHING_FITS = "Nothing fits"


class ListPanel(QWidget):
    """Places the parts; the page loads rows on `query_changed` (search or filter) and on the table's own signals."""

    query_changed = Signal()
    everything_wanted = Signal()

    def __init__(
        self,
        table: RowTable,
        empty: EmptyState,
        *,
        filters: Sequence[tuple[str, str]] = (),
        search_hint: str = "Find in this list",
        details: bool = True,
    ) -> None:
        super().__init__()
        self.table, self.empty = table, empty
        self._name = table.accessibleName().casefold().replace(" ", "_")
        self.filters = FilterChips(filters)
        self.filters.setVisible(bool(filters))
        self.search = SearchBox(search_hint)
        self.search.setFixedWidth(240)
        self.count = named(text_label("", "muted"), "How many rows")
        self.details = DetailPane()
        self.details.hide()
        self.narrowed_beside: Callable[[], bool] = lambda: False
        """Whether filters that the page keeps beside these narrow the list, too; it clears them on `everything_wanted`."""
        self._nothing_fits = EmptyState(
            "filter", NOTHING_FITS, "No row fits the search and filters above.", "Show everything"
        )
        self._stack = QStackedWidget()
        for widget in (table, empty, self._nothing_fits):
            self._stack.addWidget(widget)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._tools = QHBoxLayout()
        self._lay_out()
        window_state.remembered().restore_splitter(f"list/{self._name}", self._splitter)
        self.search.searched.connect(self._on_query_changed)
        self.filters.changed.connect(self._on_query_changed)
        self.search.moved_down.connect(self._on_moved_down)
        self.details.closed.connect(self._on_details_closed)
        self._nothing_fits.first_step.connect(self.show_everything)
        if details:
            self.show_details_when_chosen()

    def query(self) -> tuple[str, str]:
        """What is searched for, and the chosen filter (empty when there are no chips)."""
        chosen = self.filters.chosen()
        return self.search.text().strip(), chosen[0] if chosen else ""

    def set_rows(self, rows: Sequence[object], *, has_more: bool = False, count: str = "") -> None:
        """Show rows, or the empty state that fits: nothing is there yet, or the search hides everything."""
        self.table.set_rows(rows, has_more=has_more)
        self.count.setText(count or f"{len(rows)}{'+' if has_more else ''}")
        if rows:
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentWidget(self._nothing_fits if self._narrowed() else self.empty)
            self.details.clear()

    def show_details_when_chosen(self, *repeated: str) -> None:
        """Show the pane only while a row is chosen; the columns that it repeats make room for it."""

        def make_room(row: object) -> None:
            self.details.setVisible(row is not None)
            for at, column in enumerate(self.table.rows.columns):
                if column.name in repeated:
                    self.table.setColumnHidden(at, row is not None)

        self.table.current_changed.connect(make_room)
        make_room(self.table.current_row())

    def show_everything(self) -> None:
        """Take search and filters away."""
        self.everything_wanted.emit()
        self.search.clear()
        keys = list(self.filters.keys())
        if keys:
            self.filters.choose(keys[0])
        else:
            self.query_changed.emit()

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    def add_tool(self, button: QWidget) -> None:
        """Put a button at the right end of the line of chips and search."""
        self._tools.addWidget(button)

    def showing_empty_state(self) -> bool:
        """Whether an empty state is shown instead of rows."""
        return self._stack.currentWidget() is not self.table

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember how the page is divided."""
        window_state.remembered().save_splitter(f"list/{self._name}", self._splitter)
        super().hideEvent(event)

    def _lay_out(self) -> None:
        tools = self._tools
        tools.setSpacing(SPACE_12)
        tools.addWidget(self.filters, 1)
        tools.addStretch(0)
        tools.addWidget(self.count)
        tools.addWidget(self.search)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._stack)
        self._splitter.addWidget(card)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setHandleWidth(14)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([720, 330])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8 + 4)
        column.addLayout(tools)
        column.addWidget(self._splitter, 1)

    def _narrowed(self) -> bool:
        wanted, chosen = self.query()
        keys = list(self.filters.keys())
        return bool(wanted) or (bool(chosen) and chosen != keys[0]) or self.narrowed_beside()

    def _on_query_changed(self, _what: object) -> None:
        self.query_changed.emit()

    def _on_moved_down(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_details_closed(self) -> None:
        self.table.clearSelection()
        self.details.clear()
        self.table.setFocus()
