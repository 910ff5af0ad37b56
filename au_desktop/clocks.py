"""The computer's clock and the source of ids: the only place that asks the machine what time it is."""

import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from au_desktop.domain.moments import Moment

# RFC 9562 leaves 74 bits beside timestamp, version and variant: rand_a (12) and rand_b (62). A new millisecond starts in
# the lower quarter of them, so that counting up cannot reach the end.
_TICK_BITS = 74
_FRESH_BITS = 72


class SystemClock:
    """The computer's clock."""

    def now(self) -> Moment:
        """This instant, with the local offset beside it."""
        return Moment.of(datetime.now().astimezone())

    def monotonic_ns(self) -> int:
        """Nanoseconds that never run backwards, for measuring how long something took."""
        return time.monotonic_ns()


def offset_at(moment: Moment) -> int:
    """Local time minus UTC, in minutes, where this computer stands, at another moment: summer time may begin between."""
    offset = moment.utc.astimezone().utcoffset() or timedelta(0)
    return round(offset.total_seconds() / 60)


class Uuid7Source:
    """Makes version 7 UUIDs (RFC 9562, section 5.7) that never sort before an earlier one of this source.

    Within a millisecond, or when the clock was set back, the 74 random bits count up by a random
    step (RFC 9562, section 6.2, method 2); a counter that is full borrows the next millisecond.

    Args:
        milliseconds: milliseconds since 1970, UTC.
    """

    def __init__(self, milliseconds: Callable[[], int] | None = None) -> None:
        self._milliseconds = milliseconds or _milliseconds_of_system
        self._lock = threading.Lock()
        self._last_ms = -1
        self._ticks = 0

    def new(self) -> UUID:
        """The next id."""
        with self._lock:
            now_ms = self._milliseconds()
            if now_ms > self._last_ms:
                self._last_ms = now_ms
                self._ticks = secrets.randbits(_FRESH_BITS)
            else:
                self._ticks += 1 + secrets.randbits(32)
                if self._ticks >> _TICK_BITS:
                    self._last_ms += 1
                    self._ticks = secrets.randbits(_FRESH_BITS)
            return _uuid7(self._last_ms, self._ticks)


def _uuid7(unix_ms: int, ticks: int) -> UUID:
    """Lay out 48 bits of time, version 7, 12 bits, variant 2, 62 bits (RFC 9562, figure 11)."""
    high, low = ticks >> 62, ticks & ((1 << 62) - 1)
    return UUID(int=(unix_ms & ((1 << 48) - 1)) << 80 | 7 << 76 | high << 64 | 2 << 62 | low)


def _milliseconds_of_system() -> int:
    return time.time_ns() // 1_000_000
