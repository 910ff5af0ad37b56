"""Where a file is dropped, or chosen by button, to be verified."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from au_desktop.services.packet.packet_manifest import PACKET_FILE
from au_desktop.ui.kit import icons
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.buttons import SecondaryButton


class DropZone(QFrame):
    """Emits `file_given(path)`."""

    file_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        styled(self, kind="drop")
        picture = QLabel()
        picture.setPixmap(icons.pixmap("drop_here", "muted", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text_label("Drop a workbook or a packet here to verify it", "strong"))
        words.addWidget(
            text_label(
                "Genuine, altered at which place, or older than the records: nothing is changed.",
                "muted",
                wrap=True,
            )
        )
        self.button = named(SecondaryButton("Choose a file…"), "Choose a file to verify")
        self.button.clicked.connect(self._on_button_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from disk."""
        if _path_of(event) is not None:
            event.acceptProposedAction()
            styled(self, over="yes")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went elsewhere."""
        styled(self, over="no")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify what was dropped."""
        styled(self, over="no")
        path = _path_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_given.emit(path)

    def _on_button_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            "Verify a workbook or a packet",
            "",
            "Workbook or packet (*.xlsx *.zip packet.json);;All files (*)",
        )
        if chosen:
            self.file_given.emit(_given(Path(chosen)))


def _path_of(event: QDropEvent) -> Path | None:
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return _given(Path(files[0])) if len(files) == 1 else None


def _given(path: Path) -> Path:
    """A packet's folder may be given by its packet.json: file choosers choose no folder."""
    return path.parent if path.name == PACKET_FILE else path
