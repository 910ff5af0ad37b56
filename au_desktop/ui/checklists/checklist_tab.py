"""What every tab beside the list of records is: a section of the checklists page that may take the whole page for a while."""

from PySide6.QtCore import Signal

from au_desktop.ui.kit.section import Section


class ChecklistTab(Section):
    """One subject of the checklists page. It loads in `refresh`, which is called when it is seen and something changed.

    Emits `go_requested(page, target)`, `run_wanted(run_id)` to open a record, and `covering(bool)` when it takes the whole
    page, or gives the bar of tabs back.
    """

    go_requested = Signal(str, object)
    run_wanted = Signal(object)
    covering = Signal(bool)

    help_topic = "checklists"

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
