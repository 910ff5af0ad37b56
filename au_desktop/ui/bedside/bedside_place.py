"""Where a person is in a bedside checklist, and the way back there after a lock: section, item, half-typed text, keypad."""

from PySide6.QtCore import QObject, Qt

from au_desktop.services.center.drafts import Draft
from au_desktop.ui.bedside.section_pages import SectionPages
from au_desktop.ui.kit.item_editors.amount_editor import KeypadEditor
from au_desktop.ui.kit.item_editors.keypad_panel import KeypadPanel
from au_desktop.ui.kit.item_editors.run_rows import RunRows

KEYPAD = "keypad"


class BedsidePlace(QObject):
    """A place is kept as text, "section/item/keypad"; the half-typed text itself is in the draft."""

    def __init__(self, pages: SectionPages, rows: RunRows) -> None:
        super().__init__(pages)
        self._pages, self._rows = pages, rows
        self._wanted = ""
        self._returned = self._keypad = False

    def words(self) -> str:
        """Where the person is now."""
        keypad = KEYPAD if isinstance(self._pages.panel.content(), KeypadPanel) else ""
        return f"{self._pages.section}/{self._pages.item}/{keypad}"

    def want(self, words: str) -> None:
        """Go there as soon as the checklist is loaded."""
        self._wanted = words

    def take(self) -> None:
        """The checklist is loaded: go where it was left, once."""
        section, _, rest = self._wanted.partition("/")
        item, _, keypad = rest.partition("/")
        self._wanted = ""
        if section in self._pages.order():
            self._returned, self._keypad = True, bool(keypad)
            self._pages.show_section(section, item)
            self._open_keypad()

    def recall(self, draft: Draft) -> None:
        """Put half-typed text back; without another place the person goes to where the cursor was."""
        key = draft.focus.rpartition(":")[2]
        self._rows.restore(draft)
        if not key or (self._returned and key != self._pages.item):
            return
        self._pages.show_item(key)
        row = self._rows.find(key)
        if row is None:
            return
        if self._open_keypad():
            return
        target = row.reason.field if ":" in draft.focus else row.editor.focus_target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_keypad(self) -> bool:
        """The keypad was open and digits wait: open it again."""
        row = self._pages.current_row()
        if not self._keypad or row is None or not isinstance(row.editor, KeypadEditor):
            return False
        if row.editor.is_typing():
            row.editor.press()
        return True
