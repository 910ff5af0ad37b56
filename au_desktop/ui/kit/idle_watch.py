"""Says when nobody has touched the program for a while, when the computer slept, or when the desktop session is locked."""

from collections.abc import Callable

from PySide6.QtCore import SLOT, QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection

CHECK_EVERY_SECONDS = 5
SLEPT_SECONDS = 30
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits `lock_due(why)`: idle, sleep or session.

    Sleep is seen as a gap between two checks that is much longer than the timer's period, which works on every
    system. Where logind speaks on D-Bus (most Linux desktops) its Lock and PrepareForSleep are heard as well,
    so the lock comes before the screen goes dark.
    """

    lock_due = Signal(str)

    def __init__(
        self, wall_seconds: Callable[[], float], idle_minutes: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._wall_seconds = wall_seconds
        self._idle_seconds = idle_minutes * 60
        self._touched_at = self._checked_at = wall_seconds()
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_EVERY_SECONDS * 1000)
        self._timer.timeout.connect(self.check)

    def start(self) -> None:
        """Watch from now on."""
        self._touched_at = self._checked_at = self._wall_seconds()
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Stop watching, for instance while the center is locked."""
        self._timer.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def set_idle_minutes(self, minutes: int) -> None:
        """Change how long nobody may touch the program."""
        self._idle_seconds = minutes * 60

    def listen_to_session(self) -> bool:
        """Hear logind on the system bus; False where there is none."""
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return False
        service, manager = "org.freedesktop.login1", "/org/freedesktop/login1"
        # WORKAROUND: the stubs of PySide6 6.11 ask for bytes here, the library itself takes only str.
        locked = bus.connect(  # type: ignore[call-overload]
            service, "", f"{service}.Session", "Lock", self, SLOT("on_session_locked()")
        )
        slept = SLOT("on_prepare_for_sleep(bool)")
        sleeps = bus.connect(  # type: ignore[call-overload]
            service, manager, f"{service}.Manager", "PrepareForSleep", self, slept
        )
        return bool(locked or sleeps)

    def check(self) -> None:
        """Compare the wall clock with the last touch and the last check."""
        now = self._wall_seconds()
        gap, self._checked_at = now - self._checked_at, now
        if gap > SLEPT_SECONDS:
            self.lock_due.emit("sleep")
        elif now - self._touched_at >= self._idle_seconds:
            self.lock_due.emit("idle")

    @Slot()
    def on_session_locked(self) -> None:
        """The desktop session was locked."""
        self.lock_due.emit("session")

    @Slot(bool)
    def on_prepare_for_sleep(self, about_to_sleep: bool) -> None:
        """The computer goes to sleep (True) or wakes (False)."""
        if about_to_sleep:
            self.lock_due.emit("sleep")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch of the program."""
        if event.type() in _TOUCHES:
            self._touched_at = self._wall_seconds()
        return super().eventFilter(watched, event)
