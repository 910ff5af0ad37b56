"""A finger that moves over a page scrolls it or swipes it, and never presses what it began on.

It works on mouse events, which Qt also makes of a finger. WORKAROUND: with a `QScroller` that takes touches, Qt 6.11 loses
every second of several quick taps: it takes them for double clicks, wherever they are.
"""

from enum import StrEnum

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from au_desktop.ui.kit.card import CardRow

SLOP = 24
"""A gloved tap may wander so many pixels; beyond, it is no tap."""
SWIPE = 120
"""So far to the side is a swipe, if it is at least twice as far as up or down."""
FRESH_MS = 120
"""How fast the finger was just before it left."""
GLIDE_MS = 600
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class _Way(StrEnum):
    """What the finger does."""

    TAP = "tap"
    ACROSS = "across"
    ALONG = "along"


class FingerMoves(QObject):
    """Emits `swiped(1)` for a swipe to the left (what comes after), `swiped(-1)` to the right; scrolls by itself."""

    swiped = Signal(int)

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._bar = area.verticalScrollBar()
        self._area = area
        self._begun: QPointF | None = None
        self._way = _Way.TAP
        self._letting_go = False
        self._first = 0
        self._trail: list[tuple[int, float]] = []
        self.glide = QPropertyAnimation(self._bar, b"value", self)
        self.glide.setDuration(GLIDE_MS)
        self.glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.watch()

    def watch(self) -> None:
        """Watch the page with the buttons and rows inside it now; what lets presses through passes them up to it."""
        inside = self._area.viewport()
        pressed = (*inside.findChildren(QAbstractButton), *inside.findChildren(CardRow))
        for one in (inside, *pressed):
            one.removeEventFilter(self)
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the finger."""
        if self._letting_go or not isinstance(event, QMouseEvent):
            return False
        if event.type() in _PRESSES:
            self._begin(event)
        elif self._begun is not None and event.type() == QEvent.Type.MouseMove:
            self._move(watched, event)
            return self._way is not _Way.TAP and watched is not self._area.viewport()
        elif self._begun is not None and event.type() == QEvent.Type.MouseButtonRelease:
            return self._end(event)
        return False

    def _begin(self, event: QMouseEvent) -> None:
        self.glide.stop()
        self._begun, self._way = event.globalPosition(), _Way.TAP
        self._first, self._trail = self._bar.value(), []

    def _move(self, watched: QObject, event: QMouseEvent) -> None:
        way = self._from_start(event)
        if self._way is _Way.TAP and way.manhattanLength() > SLOP:
            self._way = _Way.ACROSS if abs(way.x()) > abs(way.y()) else _Way.ALONG
            if isinstance(watched, QAbstractButton):
                self._let_go(watched)
        if self._way is _Way.ALONG:
            self._trail.append((event.timestamp(), way.y()))
            self._bar.setValue(self._first - round(way.y()))

    def _end(self, event: QMouseEvent) -> bool:
        way, did = self._from_start(event), self._way
        self._begun, self._way = None, _Way.TAP
        if did is _Way.ALONG:
            self._glide_on(event.timestamp())
        elif abs(way.x()) >= SWIPE and abs(way.x()) >= 2 * abs(way.y()):
            self.swiped.emit(1 if way.x() < 0 else -1)
        return did is not _Way.TAP

    def _from_start(self, event: QMouseEvent) -> QPointF:
        return event.globalPosition() - (self._begun or event.globalPosition())

    def _glide_on(self, now: int) -> None:
        """Go on as fast as the finger left, slower and slower."""
        fresh = [(at, y) for at, y in self._trail if now - at <= FRESH_MS]
        if len(fresh) < 2 or fresh[-1][0] == fresh[0][0]:
            return
        speed = (fresh[-1][1] - fresh[0][1]) / (fresh[-1][0] - fresh[0][0])
        end = self._bar.value() - round(speed * GLIDE_MS / 3)
        self.glide.setStartValue(self._bar.value())
        self.glide.setEndValue(max(self._bar.minimum(), min(end, self._bar.maximum())))
        self.glide.start()

    def _let_go(self, button: QAbstractButton) -> None:
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
        self._letting_go = True
        button.setDown(False)
        QApplication.sendEvent(button, release)
        self._letting_go = False
