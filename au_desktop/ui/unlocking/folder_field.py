"""A field for a folder or a file, with a button that lets the person choose."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.tokens import SPACE_8


class FolderField(QWidget):
    """Typed or chosen; `value()` is the path, None while empty. `for_file` asks for a file that exists."""

    changed = Signal()

    def __init__(self, title: str, *, for_file: bool = False) -> None:
        super().__init__()
        self._title, self._for_file = title, for_file
        self.edit = QLineEdit()
        self.button = SecondaryButton("Choose…", "folder")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)
        self.setAccessibleName(title)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        self.button.clicked.connect(self._on_button_clicked)

    def value(self) -> Path | None:
        """The path."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    def set_value(self, path: Path | None) -> None:
        """Show a path."""
        self.edit.setText(str(path) if path else "")

    def setAccessibleName(self, name: str) -> None:
        """Name the field itself, which is where the focus goes."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.button.setAccessibleName(f"{name}: choose")

    def _on_button_clicked(self) -> None:
        dialog = QFileDialog(self, self._title)
        mode = (
            QFileDialog.FileMode.ExistingFile if self._for_file else QFileDialog.FileMode.Directory
        )
        dialog.setFileMode(mode)
        start = self.value()
        if start is not None:
            near = next((one for one in (start, *start.parents) if one.is_dir()), None)
            dialog.setDirectory(str(near or ""))
        dialog.fileSelected.connect(self.edit.setText)
        dialog.open()
