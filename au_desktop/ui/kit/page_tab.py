"""One tab of a page made of tabs: a subject that may take the whole page for a while."""

from PySide6.QtCore import Signal

from au_desktop.ui.kit.section import Section


class PageTab(Section):
    """One subject of a page. It loads in `refresh`, which is called when it is seen and something changed.

    Emits `go_requested(page, target)` for places on other pages, `header_changed` when title, subtitle or back arrow change,
    and `covering(bool)` when it takes the whole page, or gives the bar of tabs back.
    """

    go_requested = Signal(str, object)
    header_changed = Signal()
    covering = Signal(bool)

    help_topic = "index"

    @property
    def shows_back(self) -> bool:
        """Whether Esc or the arrow before the title leads back to the tab's own list."""
        return False

    def go_back(self) -> bool:
        """Esc: close what is open inside the tab; False when there is nothing to close."""
        return False

    def undo(self) -> bool:
        """Ctrl+Z: take back the last step made here; False leaves it to the window."""
        return False

    def print_tab(self) -> bool:
        """Ctrl+P: print what is shown; False when there is nothing to print."""
        return False

    def keep_work(self) -> None:
        """The window is about to lock or close: write what was typed."""
