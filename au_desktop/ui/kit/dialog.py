"""The base of every dialog: title, body, a line for errors, a primary and a cancel button, remembered size."""

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.kit import window_state
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import DangerButton, PrimaryButton, SecondaryButton
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12, SPACE_16, SPACE_24

_OPEN: set[QDialog] = set()


class Dialog(QDialog):
    """Put content into `body`; listen to `accepted_by_person`; call `accept()` once the work is done.

    An open one stays, whoever made it; a closed one goes once nobody holds it.
    """

    accepted_by_person = Signal()

    def __init__(
        self,
        title: str,
        *,
        parent: QWidget | None = None,
        primary: str = "Save",
        danger: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(440)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE_12)
        self.error_line = named(text_label("", "problem", wrap=True), "Reason")
        self.error_line.hide()
        self.primary_button: QPushButton = (
            DangerButton(primary) if danger else PrimaryButton(primary)
        )
        self.cancel_button = SecondaryButton("Cancel")
        self.primary_button.clicked.connect(self._on_primary_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self._pressed_there = False
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE_8)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.primary_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_16)
        column.setSpacing(SPACE_16)
        column.addWidget(text_label(title, "title", wrap=True))
        column.addLayout(self.body, 1)
        column.addWidget(self.error_line)
        column.addLayout(self.foot)

    def add_text(self, text: str, tone: str = "") -> QLabel:
        """Add a paragraph to the body."""
        label = text_label(text, tone, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(label)
        return label

    def set_error(self, text: str) -> None:
        """Show a reason above the buttons; empty text takes it away."""
        self.error_line.setText(text)
        self.error_line.setAccessibleName(text or "Reason")
        self.error_line.setVisible(bool(text))

    def set_busy(self, *, busy: bool) -> None:
        """Hold the primary button while the work runs; the focus that it loses meanwhile comes back to it."""
        if busy:
            self._pressed_there = self.focusWidget() is self.primary_button
        self.primary_button.setEnabled(not busy)
        if not busy and self._pressed_there:
            self.primary_button.setFocus()

    def hide_cancel(self) -> None:
        """For a message there is nothing to cancel."""
        self.cancel_button.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the primary step (a field for several lines keeps it; Ctrl+Enter always does), Esc cancels."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            in_lines = isinstance(self.focusWidget(), QPlainTextEdit)
            if (control or not in_lines) and self.primary_button.isEnabled():
                self._on_primary_clicked()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Come back in the remembered size; where nothing else is said, not on Cancel, where Enter would leave at once."""
        super().showEvent(event)
        _OPEN.difference_update([one for one in _OPEN if not shiboken6.isValid(one)])
        _OPEN.add(self)
        if self.focusWidget() is None:
            self._focus_first()
        if self._name:
            window_state.remembered().restore_geometry(f"dialog/{self._name}", self)

    def done(self, result: int) -> None:
        """Close; from now on the window does not hold it."""
        super().done(result)
        self.setParent(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the size."""
        if self._name:
            window_state.remembered().save_geometry(f"dialog/{self._name}", self)
        super().hideEvent(event)
        _OPEN.discard(self)

    def _focus_first(self) -> None:
        """Begin with the first thing to answer; a step that loses something is never the first."""
        # WORKAROUND: asked for the next in the focus chain, PySide6 6.11 takes the answer for a child of the widget that
        # was asked. The last one answers with the dialog, which then belongs to its own label and is collected while open.
        for widget in self.findChildren(QWidget):
            if self._takes_answers(widget):
                widget.setFocus()
                return
        if not isinstance(self.primary_button, DangerButton):
            self.primary_button.setFocus()

    def _takes_answers(self, widget: QWidget) -> bool:
        if widget in (self.cancel_button, self.primary_button) or not widget.isVisibleTo(self):
            return False
        if isinstance(widget, QScrollArea | QTextBrowser) or not widget.isEnabled():
            return False
        return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)

    def _on_primary_clicked(self) -> None:
        self.set_error("")
        self.accepted_by_person.emit()
