"""A card: a header with a title and a note on the right, then rows or any content."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12


class CardRow(QFrame):
    """One row of a card: a title, a second line, and what stands at the right end (chips, buttons)."""

    activated = Signal()

    def __init__(self, title: str, detail: str = "", *trailing: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "card_row")
        self.title = text_label(title, wrap=True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.detail = text_label(detail, "muted", wrap=True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        if not detail:  # what is shown before it has a parent is a window and takes the focus
            self.detail.hide()
        self._trailing = trailing
        self._words = QVBoxLayout()
        self._words.setSpacing(1)
        self._words.addWidget(self.title)
        self._words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(SPACE_8)
        row.addLayout(self._words, 1)
        for widget in trailing:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{title}, {detail}" if detail else title)
        self._clickable = False

    def make_clickable(self) -> "CardRow":
        """Let a click, Enter or Space on the row emit `activated`."""
        self._clickable = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        styled(self, clickable="true")
        return self

    def emphasize(self) -> "CardRow":
        """Draw the title in bold."""
        styled(self.title, tone="strong")
        return self

    def put_ends_below(self) -> "CardRow":
        """Stand chips and buttons under the words, where a row is narrow."""
        below = QHBoxLayout()
        below.setSpacing(SPACE_8)
        for widget in self._trailing:
            below.addWidget(widget)
        below.addStretch(1)
        self._words.addLayout(below)
        return self

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the row."""
        if self._clickable and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the row."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._clickable and event.key() in keys:
            self.activated.emit()
            return
        super().keyPressEvent(event)


class Card(QFrame):
    """A surface with a header and rows."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._head = QFrame()
        self._head.setProperty("kind", "card_head")
        self._title = text_label(title, "strong")
        self._note = text_label(note, "muted")
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(14, 0, 14, 0)
        self._head_row.setSpacing(SPACE_8)
        self._head_row.addWidget(self._title)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self._note)
        self._head.setFixedHeight(39)
        if not title:
            self._head.hide()
        self._column.addWidget(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self._column.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Change the header's words."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._head.setVisible(bool(title))

    def set_note(self, note: str) -> None:
        """Change the words at the header's right end."""
        self._note.setText(note)

    def add_head_widget(self, widget: QWidget) -> None:
        """Put a button or chip at the header's right end."""
        self._head_row.addWidget(widget)
        self._head.setFixedHeight(max(39, widget.sizeHint().height() + 8))

    def add_row(self, row: QWidget) -> QWidget:
        """Add a row at the end; only the last one has no line under it."""
        if self._rows:
            styled(self._rows[-1], last="false")
        self._rows.append(row)
        styled(row, last="true")
        self.body.addWidget(row)
        return row

    def add_section(self, title: str, note: str = "") -> None:
        """Start another group of rows with a header of its own inside the same card."""
        head = QFrame()
        head.setProperty("kind", "card_head")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(text_label(title, "strong"))
        row.addStretch(1)
        row.addWidget(text_label(note, "muted"))
        head.setFixedHeight(39)
        if self._rows:
            styled(self._rows[-1], last="false")
        self._rows.append(head)
        self.body.addWidget(head)

    def add_note(self, text: str) -> QLabel:
        """Add a muted paragraph under the rows."""
        label = text_label(text, "muted", wrap=True)
        label.setContentsMargins(14, SPACE_12, 14, SPACE_12)
        self.body.addWidget(label)
        return label

    def add_content(self, widget: QWidget, *, padded: bool = True, stretch: int = 0) -> QWidget:
        """Add any widget, with the card's usual inner space around it."""
        if not padded:
            self.body.addWidget(widget, stretch)
            return widget
        holder = QVBoxLayout()
        holder.setContentsMargins(14, SPACE_12, 14, SPACE_12)
        holder.addWidget(widget)
        self.body.addLayout(holder, stretch)
        return widget

    def clear_rows(self) -> None:
        """Take every row and section out."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()  # one that waits to be shown would become a window without its parent
            row.setParent(None)
            row.deleteLater()
        self._rows.clear()

    def rows(self) -> tuple[QWidget, ...]:
        """The rows in order, section headers among them."""
        return tuple(self._rows)
