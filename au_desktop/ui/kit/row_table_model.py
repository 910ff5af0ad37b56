"""A table model over frozen rows: columns say how a row is shown; sorting and paging are asked of whoever owns the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from au_desktop.ui.kit.accessible import plain_tip

CHIP_STATE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """How one fact of a row is shown.

    `state` makes the text a chip (ok, attention, problem, info, neutral; None draws plain text).
    `sort_key` is what the owner of the rows sorts by; None means that this column cannot be sorted.
    `gives_way` is the order in which columns are hidden where there is no room for all; 0 stays always.
    """

    name: str
    title: str
    text: Callable[[Any], str]
    width: int = 120
    number: bool = False
    tooltip: Callable[[Any], str] | None = None
    state: Callable[[Any], str | None] | None = None
    sort_key: str | None = None
    gives_way: int = 0


class RowTableModel(QAbstractTableModel):
    """Rows come in pages: `set_rows` starts over, `append_rows` adds the next page."""

    more_wanted = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], object] | None = None,
        parent: Any = None,  # noqa: ANN401 - any QObject
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Any] = []
        self._has_more = False
        self._asked = False

    def set_rows(self, rows: Sequence[Any], *, has_more: bool = False) -> None:
        """Show these rows instead of the old ones."""
        self.beginResetModel()
        self._rows = list(rows)
        self._has_more, self._asked = has_more, False
        self.endResetModel()

    def append_rows(self, rows: Sequence[Any], *, has_more: bool = False) -> None:
        """Add the next page."""
        self._has_more, self._asked = has_more, False
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def row_at(self, number: int) -> Any:  # noqa: ANN401 - the caller knows its row type
        """The row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def position_of(self, key: object) -> int:
        """Where the row with this key stands; -1 when it is not loaded."""
        if self._key is None:
            return -1
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def key_of(self, row: Any) -> object:  # noqa: ANN401 - the caller knows its row type
        """The key of a row; the row itself where no key was given."""
        return self._key(row) if self._key and row is not None else row

    @property
    def last_row(self) -> Any:  # noqa: ANN401 - the caller knows its row type
        """The last loaded row, from which the next page starts; None when empty."""
        return self._rows[-1] if self._rows else None

    @property
    def has_more(self) -> bool:
        """Whether the owner said that rows follow."""
        return self._has_more

    def ask_for_more(self) -> None:
        """Ask once for the next page."""
        if self._has_more and not self._asked:
            self._asked = True
            self.more_wanted.emit()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows are loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says, or carries."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return _rarely_asked(row, column, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The column's title, aligned as its cells are."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None


def _rarely_asked(row: object, column: Column, role: int) -> object:
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(column.tooltip(row)) if column.tooltip else None
    if role == CHIP_STATE_ROLE:
        return column.state(row) if column.state else None
    if role == ROW_ROLE:
        return row
    return None
