"""The line over the editor: back, what is edited and by whom, saved or not, undo, redo, add, compare, publish."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.brief_label import BriefLabel
from au_desktop.ui.kit.buttons import IconButton, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import SPACE_8, State


class EditorBar(QWidget):
    """Emits the wishes `leave`, `undo`, `redo`, `compare`, `discard`, `publish`."""

    leave = Signal()
    undo = Signal()
    redo = Signal()
    compare = Signal()
    discard = Signal()
    publish = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back_button = IconButton("back", "Back to the templates (Esc)")
        self.title = BriefLabel("title")
        self.title.setProperty("may_be_cut", True)
        self.about = named(text_label("", "small"), "Who edited")
        self.saved = StateChip("saved", State.NEUTRAL)
        self.undo_button = IconButton("undo", "Undo (Ctrl+Z)")
        self.redo_button = IconButton("restore", "Redo (Ctrl+Y)")
        self.discard_button = SecondaryButton("Discard\u2026", "trash")
        self.compare_button = SecondaryButton("Differences", "history")
        self.publish_button = PrimaryButton("Publish\u2026", "sign")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.back_button)
        row.addLayout(words, 1)
        for widget in (
            self.saved,
            self.undo_button,
            self.redo_button,
            self.discard_button,
            self.compare_button,
            self.publish_button,
        ):
            row.addWidget(widget)
        for button, wish in (
            (self.back_button, self.leave),
            (self.undo_button, self.undo),
            (self.redo_button, self.redo),
            (self.discard_button, self.discard),
            (self.compare_button, self.compare),
            (self.publish_button, self.publish),
        ):
            button.clicked.connect(wish)

    def say_saving(self) -> None:
        """A change is on its way."""
        self.saved.set_state("saving\u2026", State.INFO)

    def say_saved(self, words: str) -> None:
        """The file has everything."""
        self.saved.set_state(words, State.OK)

    def say_not_saved(self) -> None:
        """The file does not have the newest state."""
        self.saved.set_state("not saved", State.PROBLEM)
