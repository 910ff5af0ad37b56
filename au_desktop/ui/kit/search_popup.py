"""The list under the search field: records and commands that fit what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from au_desktop.ui.kit import icons, theme
from au_desktop.ui.kit.accessible import named, text_label

WIDTH = 460
MOST_LINES = 9


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One thing that was found: its kind ("trainee", "case", "command"…), id, words and icon."""

    kind: str
    id: str
    title: str
    detail: str = ""
    icon: str = "file"


class SearchPopup(QFrame):
    """Drops under the search field inside the window; Up, Down, Enter and a click choose, Esc closes."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("search_popup")
        self._field: QWidget | None = None
        self.list = named(QListWidget(), "Search results")
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = text_label("", "muted", wrap=True)
        self.note.setContentsMargins(10, 6, 10, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self.note)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.hide()

    def attach(self, field: QWidget) -> None:
        """Drop under this field and take its arrow keys while open."""
        self._field = field
        field.installEventFilter(self)
        self._window.installEventFilter(self)

    def show_results(self, results: Sequence[SearchResult], wanted: str) -> None:
        """Show what was found, or say that nothing was."""
        self.list.clear()
        for result in results:
            words = f"{result.title}   {result.detail}" if result.detail else result.title
            item = QListWidgetItem(icons.icon(result.icon, "muted"), words)
            item.setData(Qt.ItemDataRole.UserRole, result)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{result.kind}: {words}")
            item.setSizeHint(QSize(0, theme.current().row_height))
            self.list.addItem(item)
        self.list.setVisible(bool(results))
        self.note.setVisible(not results)
        self.note.setText(f"Nothing found for “{wanted}”.")
        if results:
            self.list.setCurrentRow(0)
        self._place(len(results))
        self.show()
        self.raise_()

    def results(self) -> list[SearchResult]:
        """What is shown."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While open: Up and Down move, Enter chooses, Esc closes, losing the field or a resize closes."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.hide()
        if watched is self._field and self.isVisible():
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._take_key(event.key())
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            last = self.list.count() - 1
            self.list.setCurrentRow(min(last, max(0, self.list.currentRow() + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
            self._on_item_clicked(self.list.currentItem())
        else:
            return False
        return True

    def _place(self, count: int) -> None:
        height = theme.current().row_height * min(MOST_LINES, max(1, count)) + 16
        self.setFixedSize(WIDTH, height)
        if self._field is not None:
            corner = self._field.mapTo(self._window, QPoint(0, self._field.height() + 4))
            self.move(corner + QPoint(min(0, self._field.width() - WIDTH), 0))

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
