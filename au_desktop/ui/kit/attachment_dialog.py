"""Shows one attached file inside the program; what leaves it, leaves it on purpose and is noted in the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.paper_words import short_hash, size_words
from au_desktop.ui.kit.picture_view import PictureView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.checklists.attachments import Attachment

LEAVES = "A copy on disk is no longer encrypted. That it was made is noted in the log."
NOT_SHOWN = "The pages of this document cannot be shown here: no scanner made it. Save a copy to read it elsewhere."
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


class AttachmentDialog(Dialog):
    """Emits `copy_wanted(path)`."""

    copy_wanted = Signal(object)

    def __init__(
        self,
        attachment: Attachment,
        pages: Sequence[tuple[str, bytes]],
        facts: tuple[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(
            attachment.title, parent=parent.window(), primary="Close", name="attached_file"
        )
        added_by, style = facts
        self._attachment = attachment
        self.setMinimumSize(560, 420)
        self.resize(820, 640)
        self.cancel_button.hide()
        self.pictures = PictureView()
        self.copy_button = SecondaryButton("Save a copy\u2026", "export")
        self.copy_button.setToolTip(LEAVES)
        when = moment_words(attachment.added_at, style)  # type: ignore[arg-type]
        line = (
            f"{size_words(attachment.size)} \u00b7 attached {when} by {added_by} \u00b7 "
            f"SHA-256 {short_hash(attachment.digest)}\u2026"
        )
        if pages:
            self.pictures.show_pages(pages)
            self.body.addWidget(self.pictures, 1)
        else:
            self.add_text(NOT_SHOWN)
            self.body.addStretch(1)
        self.add_text(line, "muted")
        self.add_text(LEAVES, "hint")
        self.foot.insertWidget(0, self.copy_button)
        self.copy_button.clicked.connect(self._on_copy)
        self.accepted_by_person.connect(self.accept)

    def _on_copy(self) -> None:
        suffix = _SUFFIXES.get(self._attachment.media_type, "")
        proposed = f"{self._attachment.title}{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", proposed)
        if chosen:
            self.copy_wanted.emit(Path(chosen))
