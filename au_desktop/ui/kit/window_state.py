"""Remembers sizes on this computer: windows, splitters and table columns; in memory until a place is given."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QSplitter, QWidget


class WindowState:
    """Sizes by name. Without a path it forgets when the program ends, which is what tests want."""

    def __init__(self, path: Path | None = None) -> None:
        self._memory: dict[str, object] = {}
        self._path = path

    @cached_property
    def _file(self) -> QSettings | None:
        from PySide6.QtCore import QSettings  # the first window remembers nothing

        return QSettings(str(self._path), QSettings.Format.IniFormat) if self._path else None

    def value(self, key: str) -> object:
        """What was remembered under the name, or None."""
        return self._file.value(key) if self._file else self._memory.get(key)

    def set_value(self, key: str, value: object) -> None:
        """Remember a value under the name."""
        if self._file:
            self._file.setValue(key, value)
        else:
            self._memory[key] = value

    def save_geometry(self, key: str, window: QWidget) -> None:
        """Remember where and how large a window is."""
        self.set_value(f"{key}/geometry", window.saveGeometry())

    def restore_geometry(self, key: str, window: QWidget) -> bool:
        """Put a window back where it was; False when nothing is remembered."""
        geometry = self.value(f"{key}/geometry")
        return isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)

    def save_splitter(self, key: str, splitter: QSplitter) -> None:
        """Remember how a splitter is divided."""
        self.set_value(f"{key}/splitter", splitter.saveState())

    def restore_splitter(self, key: str, splitter: QSplitter) -> bool:
        """Divide a splitter as it was; False when nothing is remembered."""
        state = self.value(f"{key}/splitter")
        return isinstance(state, QByteArray) and splitter.restoreState(state)

    def save_widths(self, key: str, widths: dict[str, int]) -> None:
        """Remember column widths by column name."""
        text = ",".join(f"{name}:{width}" for name, width in widths.items())
        self.set_value(f"{key}/widths", text)

    def widths(self, key: str) -> dict[str, int]:
        """The remembered column widths; a name that is not there takes its usual width."""
        text = self.value(f"{key}/widths")
        parts = text if isinstance(text, list) else str(text or "").split(",")
        pairs = (str(part).rpartition(":") for part in parts)
        return {name: int(width) for name, _, width in pairs if name and width.isdigit()}


class _Home:
    """Where the running program remembers; a start in memory keeps tests off the disk."""

    place = WindowState()


def remembered() -> WindowState:
    """The place that is in use."""
    return _Home.place


def use(path: Path | None) -> None:
    """Remember in this file from now on (None: in memory)."""
    _Home.place = WindowState(path)
