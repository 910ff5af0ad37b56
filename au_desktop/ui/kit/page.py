"""The base of every page on the frame: title, main action, refresh, help topic, and what it does when records change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.ui.kit.tokens import SPACE_12, SPACE_16


@dataclass(frozen=True, slots=True)
class MainAction:
    """The one thing a page is for, shown at the right of its title."""

    text: str
    run: Callable[[], None]
    icon: str = ""
    enabled: bool = True


class Page(QWidget):
    """A page emits facts and wishes; the frame reads `title`, `subtitle`, `main_action` again on `header_changed`.

    The frame scrolls a page that is taller than the window. `shows_back` puts an arrow before the title.
    `watches` names the kinds of record whose change makes the page reload (None: every change).
    """

    header_changed = Signal()
    badge_changed = Signal(int)
    go_requested = Signal(str, object)
    status_told = Signal(str)
    undo_offered = Signal(str, object)

    watches: frozenset[object] | None = None

    def __init__(self, title: str, *, help_topic: str = "index") -> None:
        super().__init__()
        self.setObjectName("page")
        self.title = title
        self.subtitle = ""
        self.help_topic = help_topic
        self.main_action: MainAction | None = None
        self.shows_back = False
        self.setAccessibleName(title)
        self._stale = True
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(20, SPACE_16, 20, SPACE_16)
        self.content.setSpacing(SPACE_12 + 2)

    def set_header(
        self, title: str, subtitle: str = "", main_action: MainAction | None = None
    ) -> None:
        """Change what the frame shows above the page."""
        self.title, self.subtitle, self.main_action = title, subtitle, main_action
        self.setAccessibleName(title)
        self.header_changed.emit()

    def refresh(self) -> None:
        """Load again; a page overrides this."""

    def on_shown(self) -> None:
        """The frame shows the page now; what changed meanwhile is loaded."""
        if self._stale:
            self._stale = False
            self.refresh()

    def on_changes(self, changes: object) -> None:
        """Records changed: reload when the page cares, at once if it is seen, else when it is shown."""
        if not self.cares_about(changes):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def cares_about(self, changes: object) -> bool:
        """Whether a change touches what the page shows."""
        kinds = getattr(changes, "kinds", None)
        return self.watches is None or kinds is None or bool(self.watches & frozenset(kinds))

    def open_target(self, target: object) -> None:
        """Show one record, asked for by search or another page; a page overrides this."""

    def go_back(self) -> bool:
        """Esc: close what is open inside the page; False when there is nothing to close."""
        return False

    def find_in_page(self) -> bool:
        """Ctrl+F: put the cursor in the page's search field; False when it has none."""
        return False

    def print_page(self) -> bool:
        """Ctrl+P: print what is shown; False when the page cannot print."""
        return False

    def undo(self) -> bool:
        """Ctrl+Z: take back the last unsigned step; False when there is nothing to take back."""
        return False

    def keep_work(self) -> None:
        """The window is about to lock or close: write what was typed."""
