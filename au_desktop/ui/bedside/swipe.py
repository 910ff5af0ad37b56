"""Turns sections by a swipe of finger or mouse, and keeps a finger that moves from answering what it began on."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

SLOP = 24
"""A gloved tap may wander so many pixels; beyond, it is no tap."""
SWIPE = 120
"""So far to the side is a swipe, if it is at least twice as far as up or down."""
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class Swipe(QObject):
    """Emits `swiped(1)` for a swipe to the left (the section after), `swiped(-1)` to the right.

    Watches mouse events, which Qt also makes of a finger that no widget took. Scrolling stays with the scroller.
    """

    swiped = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun: QPointF | None = None
        self._wandered = self._letting_go = False

    def watch(self, widget: QWidget) -> None:
        """Watch a widget and the buttons inside it; what lets presses through passes them up to it."""
        for one in (widget, *widget.findChildren(QAbstractButton)):
            one.removeEventFilter(self)
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the finger."""
        if self._letting_go or not isinstance(event, QMouseEvent):
            return False
        if event.type() in _PRESSES:
            self._begun, self._wandered = event.globalPosition(), False
        elif self._begun is not None:
            way = event.globalPosition() - self._begun
            if event.type() == QEvent.Type.MouseMove:
                self._on_moved(watched, way)
                return self._wandered and isinstance(watched, QAbstractButton)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._on_released(way)
        return False

    def _on_moved(self, watched: QObject, way: QPointF) -> None:
        if not self._wandered and way.manhattanLength() > SLOP:
            self._wandered = True
            if isinstance(watched, QAbstractButton):
                self._letting_go = True
                _let_go(watched)
                self._letting_go = False

    def _on_released(self, way: QPointF) -> bool:
        wandered, self._begun, self._wandered = self._wandered, None, False
        if abs(way.x()) >= SWIPE and abs(way.x()) >= 2 * abs(way.y()):
            self.swiped.emit(1 if way.x() < 0 else -1)
        return wandered


def _let_go(button: QAbstractButton) -> None:
    """The finger leaves the button without pressing it."""
    outside = QPointF(-1000, -1000)
    release = QMouseEvent(
        QEvent.Type.MouseButtonRelease,
        outside,
        outside,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    button.setDown(False)
    QApplication.sendEvent(button, release)
