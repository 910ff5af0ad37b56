"""Restores a backup into a new center folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.ui.kit import messages
from au_desktop.ui.kit.labelled_form import Field, LabelledForm
from au_desktop.ui.unlocking.center_list import SUFFIX, name_of
from au_desktop.ui.unlocking.folder_field import FolderField
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from pathlib import Path

    from au_desktop.ui.unlocking.door import Door

ABOUT = (
    "The backup is unpacked into a new folder and opens for reading only, with the passphrases of the day it was made. "
    "Nothing that exists is written over."
)


class RestorePanel(StepCard):
    """Emits `restored(folder)`."""

    restored = Signal(object)

    def __init__(self, door: Door) -> None:
        super().__init__("Restore a backup", ABOUT, primary="Restore")
        self._door = door
        self.backup = FolderField("Backup file", for_file=True)
        self.folder = FolderField("New folder")
        self.form = LabelledForm(
            [
                Field(
                    "backup",
                    "Backup file",
                    self.backup,
                    "From the center's folder backups, or the second place.",
                    required=True,
                ),
                Field(
                    "folder",
                    "New folder",
                    self.folder,
                    "Must not exist yet, or be empty.",
                    required=True,
                ),
            ],
            label_width=110,
        )
        self.body.addWidget(self.form)
        self._suggested: Path | None = None
        self.backup.changed.connect(self._suggest)
        self.primary_wanted.connect(self._on_primary_wanted)

    def start(self, backup: Path | None = None, beside: Path | None = None) -> None:
        """Begin with what is known: the backup, and the folder that it is to replace."""
        self.refuse("")
        self.form.clear_errors()
        self._suggested = None
        self.folder.set_value(None)
        self.backup.set_value(backup)
        if beside is not None:
            self._offer(_free(beside.with_name(f"{name_of(beside)} restored{SUFFIX}")))

    def take_focus(self) -> None:
        """Start at what is missing."""
        empty = self.backup if self.backup.value() is None else self.primary_button
        empty.setFocus()

    def _suggest(self) -> None:
        backup = self.backup.value()
        if backup is not None and self.folder.value() in (None, self._suggested):
            name = backup.name.split(".")[0] or "Center"
            self._offer(_free(self._door.centers_folder / f"{name} restored{SUFFIX}"))

    def _offer(self, folder: Path) -> None:
        self._suggested = folder
        self.folder.set_value(folder)

    def _on_primary_wanted(self) -> None:
        backup, folder = self.backup.value(), self.folder.value()
        if not self.form.check_required() or backup is None or folder is None:
            self.form.focus_first_error()
            return
        self.set_busy("Restoring and checking the backup…")
        self._door.ask(
            lambda opening: opening.restore(backup, folder),
            self._on_restored,
            self._on_failed,
            self,
        )

    def _on_restored(self, folder: Path) -> None:
        self.set_busy("")
        self.restored.emit(folder)

    def _on_failed(self, error: Exception) -> None:
        self.refuse(messages.sentence_for(error).text)


def _free(first: Path) -> Path:
    stem = first.name.removesuffix(SUFFIX)
    others = (first.with_name(f"{stem} {number}{SUFFIX}") for number in range(2, 1000))
    return next((path for path in (first, *others) if not path.exists()), first)
