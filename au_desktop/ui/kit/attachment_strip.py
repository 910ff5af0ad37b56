"""The files of a record or of one item: a small picture and a title each, to open and, on a draft, to remove."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.checklists.file_kinds import PDF
from au_desktop.ui.kit.accessible import plain_tip, text_label
from au_desktop.ui.kit.brief_label import BriefLabel
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QImage

    from au_desktop.domain.checklists.attachments import Attachment
    from au_desktop.domain.ids import PaperId

THUMB = 44


class ThumbButton(IconButton):
    """Opens a file; shows its small picture once that is read, whatever the theme does."""

    def __init__(self, name: str) -> None:
        self._picture = QIcon()
        super().__init__("file", name)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setFixedSize(THUMB + 8, THUMB + 8)

    def show_picture(self, image: QImage) -> None:
        """Show this picture."""
        self._picture = QIcon(QPixmap.fromImage(image))
        self.setIcon(self._picture)

    def changeEvent(self, event: QEvent) -> None:
        """The icon of the set follows the theme; a picture stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and not self._picture.isNull():
            self.setIcon(self._picture)


class AttachmentStrip(QWidget):
    """Emits `open_wanted(attachment)` and `remove_wanted(attachment)`; shows `nothing` where there are no files."""

    open_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, nothing: str = "") -> None:
        super().__init__()
        self._rows: dict[PaperId, QWidget] = {}
        self.buttons: dict[PaperId, ThumbButton] = {}
        self.removers: dict[PaperId, IconButton] = {}
        self.nothing = text_label(nothing, "muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        self._column.addWidget(self.nothing)
        self._says_nothing = bool(nothing)
        self.setVisible(self._says_nothing)

    def show_files(self, files: Sequence[Attachment], *, may_remove: bool) -> None:
        """Show these files, in their order."""
        wanted = {one.paper_id: one for one in files}
        for gone in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.deleteLater()
            del self.buttons[gone], self.removers[gone]
        for one in files:
            if one.paper_id not in self._rows:
                self._add(one)
            self.removers[one.paper_id].setVisible(may_remove)
        self.nothing.setVisible(not files and self._says_nothing)
        self.setVisible(bool(files) or self._says_nothing)

    def show_thumbs(self, thumbs: Mapping[PaperId, QImage]) -> None:
        """Put the small pictures in, once they are read."""
        for key, image in thumbs.items():
            if key in self.buttons and not image.isNull():
                self.buttons[key].show_picture(image)

    def _add(self, one: Attachment) -> None:
        kind = "document" if one.media_type == PDF else "picture"
        button = ThumbButton(f"Open attached {kind}: {one.title}")
        remover = IconButton("trash", f"Remove attached {kind}: {one.title}")
        title = BriefLabel()
        title.setText(one.title)
        title.setToolTip(plain_tip(one.title))
        button.clicked.connect(partial(self.open_wanted.emit, one))
        remover.clicked.connect(partial(self.remove_wanted.emit, one))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(button)
        row.addWidget(title, 1)
        row.addWidget(remover)
        self._rows[one.paper_id] = holder
        self.buttons[one.paper_id] = button
        self.removers[one.paper_id] = remover
        self._column.addWidget(holder)
