"""The bar under the bedside checklist: the sections before and after, note, skip, and what needs attention."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.item_editors.item_editor import plain_button
from au_desktop.ui.kit.tokens import SPACE_12

HEIGHT = 84
SECTION_WIDTH = 262
ITEM_WIDTH = 112
_SIDE = 36


class BedsideFoot(QFrame):
    """Emits `previous`, `following`, `note`, `skip`, `attach` and `attention`."""

    previous = Signal()
    following = Signal()
    note = Signal()
    skip = Signal()
    attach = Signal()
    attention = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bedside_bar")
        self.setFixedHeight(HEIGHT)
        self.previous_button = plain_button("", big=True)
        self.note_button = plain_button("Note\u2026", big=True)
        self.skip_button = plain_button("Skip\u2026", big=True)
        self.attach_button = plain_button("Attach\u2026", big=True)
        self.attach_button.hide()
        self._takes_files = False
        self.attention_button = QuietButton("")
        self.attention_button.setProperty("target", "true")
        self.next_button = plain_button("", big=True, primary=True)
        for button in (self.previous_button, self.next_button):
            button.setFixedWidth(SECTION_WIDTH)
            keep_place(button)
        for button in (self.note_button, self.skip_button, self.attach_button):
            button.setFixedWidth(ITEM_WIDTH)
            button.setProperty("dense", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(SPACE_12)
        items = (self.note_button, self.skip_button, self.attach_button)
        for button in (self.previous_button, *items):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.attention_button)
        row.addWidget(self.next_button)
        self._wire()

    def _wire(self) -> None:
        self.previous_button.clicked.connect(self.previous)
        self.next_button.clicked.connect(self.following)
        self.note_button.clicked.connect(self.note)
        self.skip_button.clicked.connect(self.skip)
        self.attach_button.clicked.connect(self.attach)
        self.attention_button.clicked.connect(self.attention)

    def show_place(self, before: str, after: str) -> None:
        """Name the sections before and after; empty where there is none."""
        self.previous_button.setText(f"\u2039 {_short(self.previous_button, before)}")
        self.previous_button.setAccessibleName(f"Back to {before}")
        self.previous_button.setVisible(bool(before))
        self.next_button.setText(f"{_short(self.next_button, after)} \u203a")
        self.next_button.setAccessibleName(f"On to {after}")
        self.next_button.setVisible(bool(after))

    def show_counts(self, words: str) -> None:
        """Say how far the whole checklist is."""
        self.attention_button.setText(words)

    def allow_items(self, *, allowed: bool) -> None:
        """Note and skip act on an item of a draft."""
        self.note_button.setVisible(allowed)
        self.skip_button.setVisible(allowed)
        self.attach_button.setVisible(allowed and self._takes_files)

    def take_files(self) -> None:
        """From here on a file may be attached to an item."""
        self._takes_files = True


def keep_place(button: QWidget) -> None:
    """A hidden button keeps its place, so that the others stand where the hand knows them."""
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)


def _short(button: QPushButton, title: str) -> str:
    room = SECTION_WIDTH - _SIDE - button.fontMetrics().horizontalAdvance("\u2039 ")
    return button.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
