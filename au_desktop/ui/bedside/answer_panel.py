"""The room beside the questions for a keypad, a list or a time: it covers the answers' column, the questions stay readable."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import IconButton
from au_desktop.ui.kit.item_editors.button_editors import BIG_WIDTH
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_16

WIDTH = BIG_WIDTH + 2 * SPACE_16 + 8


class AnswerPanel(QFrame):
    """Shows one widget at a time; Esc, the cross or the widget itself gives the room back."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._content: QWidget | None = None
        self.title = text_label("", "title", wrap=True)
        self.close_button = IconButton("cross", "Close without a change")
        self.close_button.setProperty("target", "true")
        self.close_button.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_16, SPACE_8, SPACE_16, SPACE_8)
        self._column.setSpacing(SPACE_8)
        self._column.addLayout(head)
        self.hide()

    def open_with(self, title: str, content: QWidget) -> None:
        """Show this widget."""
        self._take_out()
        self.title.setText(title)
        self.setAccessibleName(title)
        self._content = content
        self._column.addWidget(content, 1)
        self.place()
        self.show()
        self.raise_()
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def content(self) -> QWidget | None:
        """What is shown."""
        return self._content

    def place(self) -> None:
        """Lie over the right column of the parent."""
        parent = self.parentWidget()
        if parent is not None:
            width = min(WIDTH, parent.width())
            self.setGeometry(parent.width() - width, 0, width, parent.height())

    def close_panel(self) -> None:
        """Give the room back."""
        if self._content is None:
            return
        self._take_out()
        self.hide()
        self.closed.emit()

    def _take_out(self) -> None:
        content, self._content = self._content, None
        if content is not None:
            self._column.removeWidget(content)
            content.hide()
            content.deleteLater()
