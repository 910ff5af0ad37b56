"""One instruction sheet: what the label says beside what the center says, topic by topic, and the person to call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.growing_text import let_grow
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.tokens import SPACE_12, State
from au_desktop.ui.release.release_fields import stack_into, stacked

if TYPE_CHECKING:
    from au_desktop.domain.reference.release_sheets import Topic
    from au_desktop.domain.safety.instruction_sheets import SheetText

_LINES = 3
UNSAID = "Blank: no fact of the label is on file. Check the current label."
_TEXTS = ("title", "language", "contact", "phone", "hours", "emergency")


class SheetEditor(QWidget):
    """Emits `edited`; `text()` is what stands there."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text: SheetText | None = None
        self.fields: dict[Topic, QPlainTextEdit] = {}
        self.form = LabelledForm(
            (
                Field("title", "Title", text_field(), required=True),
                Field("language", "Language", text_field("English"), required=True),
                Field("contact", "Person to call", text_field("name and function"), required=True),
                Field("phone", "Telephone", text_field(), required=True),
                Field("hours", "When", text_field("Monday to Friday, 8 to 17")),
                Field("emergency", "Otherwise", text_field("whom to call at night")),
            ),
            label_width=110,
        )
        head = Card("Sheet")
        head.add_content(self.form)
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_12)
        self._grid.setVerticalSpacing(SPACE_12)
        for column, share in ((0, 2), (1, 5), (2, 6)):
            self._grid.setColumnStretch(column, share)
        words = Card("What the patient reads", "the center's words, else the label's")
        words.add_content(self._grid_holder)
        stack_into(self, (words, head), 12)
        self.form.changed.connect(lambda *_: self.edited.emit())

    def show_text(self, text: SheetText) -> None:
        """Show a text to edit."""
        self._text = None
        self.form.clear_errors()
        self.form.set_values({name: getattr(text, name) for name in _TEXTS})
        self._clear()
        for column, title in enumerate(("", "Label says", "Center says")):
            self._grid.addWidget(text_label(title, "strong"), 0, column)
        for row, line in enumerate(text.lines, start=1):
            self._grid.addWidget(
                text_label(line.topic.heading, wrap=True), row, 0, Qt.AlignmentFlag.AlignTop
            )
            said = text_label(
                line.label_says or UNSAID, "" if line.label_says else "muted", wrap=True
            )
            said.setToolTip(line.label_basis)
            parts: list[QWidget] = [said]
            if line.label_basis:
                parts.append(text_label(line.label_basis, "hint", wrap=True))
            if line.verify:
                parts.append(StateChip("needs checking", State.ATTENTION))
            self._grid.addWidget(stacked(*parts, spacing=4), row, 1, Qt.AlignmentFlag.AlignTop)
            edit = let_grow(QPlainTextEdit(line.center_says), _LINES)
            edit.setTabChangesFocus(True)
            edit.setAccessibleName(f"Center says: {line.topic.heading}")
            edit.textChanged.connect(self.edited)
            self.fields[line.topic] = edit
            self._grid.addWidget(edit, row, 2, Qt.AlignmentFlag.AlignTop)
        self._text = text

    def text(self) -> SheetText | None:
        """What is typed."""
        if self._text is None:
            return None
        lines = tuple(
            replace(line, center_says=self.fields[line.topic].toPlainText().strip())
            for line in self._text.lines
        )
        typed = {name: str(self.form.value(name) or "") for name in _TEXTS}
        return replace(self._text, lines=lines, **typed)

    def _clear(self) -> None:
        self.fields = {}
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
