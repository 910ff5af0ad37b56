"""The line at the bottom: last proven backup, state of the log, what was just done with its undo, and units."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from au_desktop.ui.kit import icons, theme
from au_desktop.ui.kit.accessible import named, styled, text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.tokens import SPACE_8

MESSAGE_MS = 8000
BUSY_AFTER_MS = 400
_STATE_ICONS = {"ok": "check", "attention": "warning", "problem": "error"}


class StatusLine(QWidget):
    """Says quietly what a pop-up would shout."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._undo: Callable[[], object] | None = None
        self._backup_icon = QLabel()
        self._backup = text_label("No proven backup yet")
        self._log = text_label("")
        self._message = named(text_label(""), "Last step")
        self._undo_button = QuietButton("Undo", "undo")
        self._undo_button.setIconSize(QSize(14, 14))
        self._undo_button.setToolTip("Ctrl+Z")
        self._undo_button.hide()
        self._right = text_label("")
        self._take_height()
        self._lay_out()
        self._undo_button.clicked.connect(self.undo)
        self._fade = _single_shot(self, MESSAGE_MS, self.clear_message)
        self._busy_text = ""
        self._busy_wait = _single_shot(self, BUSY_AFTER_MS, self._show_busy)
        self.set_backup("No proven backup yet", "attention")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self._backup_icon)
        row.addWidget(self._backup)
        row.addSpacing(14)
        row.addWidget(self._log)
        row.addSpacing(14)
        row.addWidget(self._message)
        row.addWidget(self._undo_button)
        row.addStretch(1)
        row.addWidget(self._right)

    def set_backup(self, text: str, state: str) -> None:
        """Show when a backup was last proven to restore: state ok, attention or problem."""
        self._backup.setText(text)
        styled(self._backup, state=state)
        self._backup_icon.setPixmap(icons.pixmap(_STATE_ICONS.get(state, "info"), state, 14))

    def set_log(self, text: str, state: str = "") -> None:
        """Show the number of log entries and whether the chain holds."""
        self._log.setText(text)
        styled(self._log, state=state)

    def set_right(self, text: str) -> None:
        """Show units and touch mode at the right end."""
        self._right.setText(text)

    def tell(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was just done; `undo` offers to take it back for as long as nothing else is said."""
        self._fade.stop()
        self._undo = undo
        said = text[:1].upper() + text[1:]
        self._message.setText(said)
        self._message.setAccessibleName(said or "Last step")
        self._undo_button.setVisible(undo is not None)
        if undo is None and text:
            self._fade.start()

    def message(self) -> str:
        """What is said now."""
        return self._message.text()

    def changeEvent(self, event: QEvent) -> None:
        """Grow for fingers in touch mode."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._take_height()

    def undo(self) -> bool:
        """Take back the last step; False when nothing is offered."""
        step, self._undo = self._undo, None
        if step is None:
            return False
        self.tell("")
        step()
        return True

    def clear_message(self) -> None:
        """Say nothing."""
        self.tell("")

    def set_busy(self, busy: bool, label: str = "") -> None:
        """Say what runs when it takes longer than a moment."""
        self._busy_wait.stop()
        if busy and label:
            self._busy_text = f"{label}…"
            self._busy_wait.start()
        elif self._busy_text and self.message() == self._busy_text:
            self.clear_message()

    def _take_height(self) -> None:
        self.setFixedHeight(48 if theme.current().touch else 28)

    def _show_busy(self) -> None:
        if self._undo is None:
            self.tell(self._busy_text)
            self._fade.stop()


def _single_shot(owner: QWidget, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
