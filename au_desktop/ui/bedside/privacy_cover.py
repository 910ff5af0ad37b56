"""A calm cover over the bedside: no code, no name, only the running times; any tap or key goes on exactly where it was."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from au_desktop.ui.bedside.timer_strip import TICK_MS, TimerStrip
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.tokens import SPACE_24

WAKE = "Tap or press a key to go on"


class PrivacyCover(QFrame):
    """Emits `woken`. While it lies over the page, no key and no tap reaches what is under it."""

    woken = Signal()

    def __init__(self, parent: QWidget, timers: TimerStrip) -> None:
        super().__init__(parent)
        self._timers = timers
        self._before: QWidget | None = None
        self.setProperty("kind", "privacy")
        self.setProperty("floats", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The checklist is covered. " + WAKE)
        self.times = text_label("", "display")
        self.words = text_label(WAKE, "muted")
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_24)
        column.addStretch(1)
        for label in (self.times, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._draw)
        parent.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole parent; what has the focus gets it back afterwards."""
        if self.isVisible():
            return
        self._before = QApplication.focusWidget()
        self._place()
        self._draw()
        self._tick.start()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def wake(self) -> None:
        """Go on."""
        before, self._before = self._before, None
        self._tick.stop()
        self.hide()
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.woken.emit()

    def event(self, event: QEvent) -> bool:
        """A key wakes before it could be a shortcut of what is covered; locking and the like stay possible."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key but a modifier alone goes on."""
        if event.key() not in _MODIFIERS:
            self.wake()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The tap is not passed on to what lies under it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap goes on once the finger is lifted, so that it touches nothing below."""
        event.accept()
        self.wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _draw(self) -> None:
        self.times.setText(self._timers.words().replace("   ", "\n"))
        self.times.setVisible(bool(self._timers.running()))


_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)
