"""The start: the centers opened lately, a folder to open, and the ways to begin."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.unlocking.step_card import StepCard

SUFFIX = ".aucenter"
_MOST = 4


class CenterList(StepCard):
    """Emits `center_chosen(path)`, or the wish for another way in."""

    center_chosen = Signal(object)
    folder_wanted = Signal()
    new_center_wanted = Signal()
    example_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Open a center", back="")
        self._rows: list[CardRow] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._nothing = text_label(
            "No center was opened on this computer yet. Open the folder of one, make a new one, "
            "or look around in the worked example first.",
            "muted",
            wrap=True,
        )
        self.open_button = SecondaryButton("Open a center folder…", "folder")
        self.new_button = SecondaryButton("New center…", "plus")
        self.example_button = SecondaryButton("Worked example…", "star")
        self.restore_button = SecondaryButton("Restore a backup…", "restore")
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._recent)
        self.body.addSpacing(SPACE_8)
        for button in self._buttons():
            button.setProperty("align", "left")
            self.body.addWidget(button)
        self.open_button.clicked.connect(self.folder_wanted)
        self.new_button.clicked.connect(self.new_center_wanted)
        self.example_button.clicked.connect(self.example_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)

    def show_recent(self, folders: Sequence[str]) -> None:
        """Show the centers opened lately, newest first."""
        for row in self._rows:
            self._recent.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(Path(folder)) for folder in folders[:_MOST]]
        for row in self._rows:
            self._recent.addWidget(row)
        self._nothing.setVisible(not self._rows)

    def rows(self) -> list[CardRow]:
        """The centers that are shown."""
        return list(self._rows)

    def take_focus(self) -> None:
        """Start at the newest center, or at the first way to begin."""
        start = self._rows[0] if self._rows else self.open_button
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> tuple[SecondaryButton, ...]:
        return (self.open_button, self.new_button, self.example_button, self.restore_button)

    def _row(self, folder: Path) -> CardRow:
        row = CardRow(name_of(folder), str(folder.parent)).make_clickable().emphasize()
        row.activated.connect(lambda: self.center_chosen.emit(folder))
        return row


def name_of(folder: Path) -> str:
    """A folder's name without the ending that marks a center."""
    return folder.name.removesuffix(SUFFIX) or str(folder)
