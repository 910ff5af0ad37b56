"""The keys that mean the same everywhere, and how they are shown to people."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

SEARCH = "Ctrl+K"
LOCK = "Ctrl+L"
NEW = "Ctrl+N"
FIND = "Ctrl+F"
PRINT = "Ctrl+P"
UNDO = "Ctrl+Z"
HELP = "F1"
REFRESH = "F5"
BACK = "Alt+Left"
NEXT_TAB = "Ctrl+Tab"
TAB_BEFORE = "Ctrl+Shift+Tab"

ALL = {
    SEARCH: "Find a trainee, case, record, container or command",
    LOCK: "Lock the center",
    NEW: "The page's main action, usually something new",
    FIND: "Find in this page",
    PRINT: "Print what this page shows",
    UNDO: "Take back the last unsigned step",
    HELP: "Help for this page",
    REFRESH: "Load this page again",
    BACK: "Go back (Esc too)",
    "Ctrl+1 … Ctrl+9": "Go to a page of the side bar",
    NEXT_TAB: "The next tab of a trainee (Ctrl+Shift+Tab: the one before)",
    "Alt+1 … Alt+0": "A tab of a trainee by its place; the tenth by the zero",
}


def bind(window: QWidget, keys: str, slot: Callable[[], object]) -> QShortcut:
    """Let the keys call the slot while the window is in front."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.activated.connect(slot)
    return shortcut
