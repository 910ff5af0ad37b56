"""Collects garbage on the screen thread only: a widget that another thread frees takes the whole program with it."""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class GarbageWatch(QObject):
    """Turns off the automatic collection, which runs on whichever thread makes the next object, and looks each second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> int:
        """Collect the oldest generation that is due by the interpreter's own thresholds; how many objects were unreachable."""
        due = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if most and count > most
        ]
        return gc.collect(due[-1]) if due else 0
