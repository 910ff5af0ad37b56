"""The table that list pages show: fixed row height, paged rows, remembered columns, whole keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from au_desktop.ui.kit import theme, window_state
from au_desktop.ui.kit.column_room import ColumnRoom
from au_desktop.ui.kit.row_delegate import RowDelegate
from au_desktop.ui.kit.row_table_model import Column, RowTableModel

LEAST_COLUMN_WIDTH = 48
ROWS_BEFORE_END = 20


class RowTable(QTableView):
    """Shows frozen rows. The owner loads, sorts and filters; the table only asks."""

    row_activated = Signal(object)
    current_changed = Signal(object)
    load_more = Signal()
    sort_requested = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        key: Callable[[Any], object] | None = None,
        stretch: str = "",
    ) -> None:
        super().__init__()
        self._name = name.casefold().replace(" ", "_")
        self._stretch = stretch or columns[-1].name
        self.rows = RowTableModel(columns, key, self)
        self._delegate = RowDelegate(self)
        self._room = ColumnRoom(self, self.rows.columns, self._stretch)
        self._told: object = None
        self._scale = 0.0
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.setInterval(400)
        self._remember.timeout.connect(self._save_widths)
        self._set_up_view()
        self._set_up_header()
        self.rows.more_wanted.connect(self.load_more)
        self.doubleClicked.connect(self._on_double_clicked)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def set_rows(self, rows: Sequence[Any], *, has_more: bool = False) -> None:
        """Show these rows; the current row stays current when it is still there."""
        kept = self.rows.key_of(self.current_row())
        place = self.verticalScrollBar().value()
        self.rows.set_rows(rows, has_more=has_more)
        position = self.rows.position_of(kept) if kept is not None else -1
        if position >= 0:
            self.selectRow(position)
            self.verticalScrollBar().setValue(place)
        else:
            self._tell(None)
        QTimer.singleShot(0, self, self._on_filled)

    def append_rows(self, rows: Sequence[Any], *, has_more: bool = False) -> None:
        """Add the next page."""
        self.rows.append_rows(rows, has_more=has_more)

    def current_row(self) -> Any:  # noqa: ANN401 - the caller knows its row type
        """The row that is chosen, or None."""
        chosen = self.selectionModel().selectedRows()
        return self.rows.row_at(chosen[0].row()) if chosen else None

    def select_key(self, key: object) -> bool:
        """Choose the row with this key; False when it is not loaded."""
        position = self.rows.position_of(key)
        if position < 0:
            return False
        self.selectRow(position)
        self.scrollTo(self.rows.index(position, 0))
        return True

    def set_sort_shown(self, sort_key: str, *, descending: bool) -> None:
        """Show the arrow on the column that the rows are sorted by."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        for at, column in enumerate(self.rows.columns):
            if column.sort_key == sort_key:
                self.horizontalHeader().setSortIndicator(at, order)
                self.horizontalHeader().setSortIndicatorShown(True)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say which row is chosen now."""
        super().selectionChanged(selected, deselected)
        self._tell(self.current_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End go to the first and last row; arrows move; Tab leaves."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current_row()
            if row is not None:
                self.row_activated.emit(row)
            return
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.rowCount():
            self.selectRow(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when focus comes by keyboard and none is chosen."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        if by_key and self.current_row() is None and self.rows.rowCount():
            self.selectRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus mark away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        """Take the mark away when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new row height when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._take_heights()
            self._take_widths()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A taller table may show the end of what is loaded: ask for more."""
        super().resizeEvent(event)
        self._room.make()
        self._on_scrolled()

    def _set_up_view(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self._take_heights()

    def _set_up_header(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(LEAST_COLUMN_WIDTH)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        for at, column in enumerate(self.rows.columns):
            stretches = column.name == self._stretch
            mode = (
                QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            )
            header.setSectionResizeMode(at, mode)
        self._take_widths()
        header.sectionClicked.connect(self._on_header_clicked)
        header.sectionResized.connect(self._on_section_resized)

    def _take_widths(self) -> None:
        """Remembered widths, else the usual ones; both follow the size of the text."""
        scale = theme.current().scale
        if scale == self._scale:
            return
        self._scale = scale
        remembered = window_state.remembered().widths(f"table/{self._name}")
        for at, column in enumerate(self.rows.columns):
            if column.name != self._stretch:
                width = round(remembered.get(column.name, column.width) * scale)
                self.horizontalHeader().resizeSection(at, max(LEAST_COLUMN_WIDTH, width))
        self._room.make()
        self._remember.stop()

    def _take_heights(self) -> None:
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(theme.current().row_height)
        vertical.setDefaultSectionSize(theme.current().row_height)
        self.horizontalHeader().setFixedHeight(theme.current().row_height)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _tell(self, row: object) -> None:
        if row is not self._told:
            self._told = row
            self.current_changed.emit(row)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.rows.row_at(index.row()))

    def _on_filled(self) -> None:
        self.updateGeometries()
        self._on_scrolled()

    def _on_scrolled(self) -> None:
        bar = self.verticalScrollBar()
        near_end = bar.maximum() - bar.value() <= ROWS_BEFORE_END * theme.current().row_height
        if near_end and self.isVisible():
            self.rows.ask_for_more()

    def _on_header_clicked(self, section: int) -> None:
        sort_key = self.rows.columns[section].sort_key
        if sort_key is None:
            return
        header = self.horizontalHeader()
        same = header.isSortIndicatorShown() and header.property("sorted_by") == sort_key
        descending = bool(same and not header.property("descending"))
        header.setProperty("sorted_by", sort_key)
        header.setProperty("descending", descending)
        self.set_sort_shown(sort_key, descending=descending)
        self.sort_requested.emit(sort_key, descending)

    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        """A person pulled at a column: not the window at the stretched one, and none was hidden or shown."""
        stretched = self.rows.columns[section].name == self._stretch
        if self.isVisible() and old and new and not stretched:
            self._remember.start()

    def _save_widths(self) -> None:
        header, place = self.horizontalHeader(), f"table/{self._name}"
        widths = window_state.remembered().widths(place)
        for at, column in enumerate(self.rows.columns):
            if column.name != self._stretch and not header.isSectionHidden(at):
                widths[column.name] = round(header.sectionSize(at) / self._scale)
        window_state.remembered().save_widths(place, widths)
