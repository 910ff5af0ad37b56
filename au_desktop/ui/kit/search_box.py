"""A search field that waits until typing pauses, with a clear button and its shortcut shown."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from au_desktop.ui.kit import icons

PAUSE_MS = 180


class SearchBox(QLineEdit):
    """Emits `searched(text)` after a short pause or at once on Enter, which also emits `entered()`; Esc clears."""

    searched = Signal(str)
    moved_down = Signal()
    entered = Signal()

    def __init__(self, placeholder: str, shortcut_text: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(not shortcut_text)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName("Search")
        self._keys = QLabel(shortcut_text, self)
        self._keys.setProperty("kind", "keys")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._on_text_changed)
        self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches at once, Esc clears, the down arrow goes to the results."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif key == Qt.Key.Key_Down:
            self.moved_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shortcut's words at the right end."""
        super().resizeEvent(event)
        self._place_keys()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the glass again when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_glass"):
            self._draw_icon()
            self._place_keys()

    def _place_keys(self) -> None:
        self._keys.adjustSize()
        self._keys.move(
            self.width() - self._keys.width() - 10, (self.height() - self._keys.height()) // 2
        )

    def _on_text_changed(self, text: str) -> None:
        self._keys.setVisible(not text)
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)

    def _draw_icon(self) -> None:
        self._glass.setIcon(icons.icon("search", "muted"))
