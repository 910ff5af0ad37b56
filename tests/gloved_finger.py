"""A finger on a touch screen: it taps, swipes and scrolls with touch events alone, as the system sends them."""

from PySide6.QtCore import QAbstractAnimation, QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.checklist_hands import settle

_SCREENS = []
_STEPS = 8


def touch_screen():
    """One screen for all tests: Qt keeps every device for as long as it runs."""
    if not _SCREENS:
        _SCREENS.append(QTest.createTouchDevice())
    return _SCREENS[0]


class Finger:
    """Touches one window."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.screen = touch_screen()

    def tap(self, widget: QWidget) -> None:
        """Down and up in the middle of what is seen of the widget."""
        settle()
        assert widget.isVisible()
        assert widget.isEnabled()
        seen = widget.visibleRegion().boundingRect()
        assert min(seen.width(), seen.height()) >= 40, f"too little to tap: {seen}"
        self._touch([widget.mapTo(self.window, seen.center())])

    def drag(
        self, widget: QWidget, across: int, down: int = 0, start: QPoint | None = None
    ) -> None:
        """Move over the widget without lifting."""
        settle()
        begin = widget.mapTo(self.window, start or widget.rect().center())
        way = QPointF(across, down)
        self._touch([begin + (way * step / _STEPS).toPoint() for step in range(_STEPS + 1)])

    def still(self, page) -> bool:
        """Whether scrolling has come to rest."""
        return page.moves.glide.state() is QAbstractAnimation.State.Stopped

    def _touch(self, way: list[QPoint]) -> None:
        def event():
            return QTest.touchEvent(self.window, self.screen)

        event().press(0, way[0], self.window).commit()
        for place in way[1:]:
            event().move(0, place, self.window).commit()
        event().release(0, way[-1], self.window).commit()
        settle()
