"""Shows long work: what runs, how far it is, and a button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.operations import Job
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_16


class ProgressPanel(QWidget):
    """Hidden until `start`; `set_progress` fits the `progress` argument of `Operations.run_long`."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._title = text_label("", "strong")
        self._detail = text_label("", "muted")
        self.bar = named(QProgressBar(), "Progress")
        self.bar.setTextVisible(False)
        self.button = SecondaryButton("Cancel")
        self.button.clicked.connect(self._on_button_clicked)
        column = QVBoxLayout()
        column.setSpacing(SPACE_8)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._detail)
        column.addLayout(head)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_16)
        row.addLayout(column, 1)
        row.addWidget(self.button)
        self.hide()

    def start(self, title: str, job: Job | None = None) -> None:
        """Show the panel; Cancel stops the job."""
        self._job = job
        self._title.setText(title)
        self._detail.setText("")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.button.setEnabled(True)
        self.button.setText("Cancel")
        self.show()

    def rename(self, title: str) -> None:
        """Say what runs now; the job and its Cancel stay."""
        self._title.setText(title)
        self.bar.setAccessibleName(title)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far the work is; an unknown total shows that it moves."""
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        self._detail.setText(_words(done, total))

    def finish(self) -> None:
        """Hide the panel."""
        self._job = None
        self.hide()

    def _on_button_clicked(self) -> None:
        self.button.setEnabled(False)
        self.button.setText("Stopping…")
        if self._job is not None:
            self._job.cancel()
        self.cancelled.emit()


def _words(done: int, total: int) -> str:
    if total <= 0:
        return ""
    return f"{done} %" if total == 100 else f"{done:,} of {total:,}".replace(",", "\u202f")
