"""Tells every open view what a command changed."""

from PySide6.QtCore import QObject, Signal


class ChangesBus(QObject):
    """Emit a `Changes` after a command; each page decides whether it cares."""

    changed = Signal(object)

    def tell(self, changes: object) -> None:
        """Pass on what a use case returned; None means that nothing changed."""
        if changes is not None:
            self.changed.emit(changes)
