"""The base of the forms in the middle of the editor: folding groups of fields under their labels, and the way to each field."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from au_desktop.ui.checklists.templates.fold_group import FoldGroup
from au_desktop.ui.kit.accessible import styled, text_label
from au_desktop.ui.kit.tokens import SPACE_8

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

W = TypeVar("W", bound=QWidget)


class QuietCombo(QComboBox):
    """A choice that the wheel scrolls past unless it has the focus, and that may be narrower than its words."""

    def __init__(self, choices: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("may_be_cut", True)  # the whole words are its tool tip
        self._offered: tuple[tuple[object, str], ...] = ()
        self.offer(choices)
        self.currentTextChanged.connect(self.setToolTip)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these instead; what is chosen stays where it is still offered."""
        if tuple(choices) == self._offered:
            return
        kept = self.currentData()
        self._offered = tuple(choices)
        with QSignalBlocker(self):
            self.clear()
            for value, words in choices:
                self.addItem(words, value)
                self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
            self.take(kept)

    def take(self, value: object) -> None:
        """Choose; a value that is not offered leaves nothing chosen."""
        with QSignalBlocker(self):
            self.setCurrentIndex(
                next((at for at in range(self.count()) if self.itemData(at) == value), -1)
            )
        self.setToolTip(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, not the choice."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def take_text(edit: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Show a text without a word to listeners; the cursor stays where it says the same."""
    with QSignalBlocker(edit):
        if isinstance(edit, QPlainTextEdit):
            if edit.toPlainText() != text:
                edit.setPlainText(text)
        elif edit.text() != text:
            edit.setText(text)
            if not edit.hasFocus():
                edit.setCursorPosition(0)


def take_tick(box: QCheckBox, on: bool) -> None:
    """Tick or untick without a word to listeners."""
    with QSignalBlocker(box):
        box.setChecked(on)


class AttributeForm(QScrollArea):
    """Emits `undo_wanted` and `redo_wanted` for keys that a field would keep to itself, `field_left` with its widget."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    field_left = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.groups: dict[str, FoldGroup] = {}
        self._fields: dict[str, tuple[QWidget, FoldGroup]] = {}
        self._errors: dict[str, QLabel] = {}
        self._blocks: dict[str, QWidget] = {}
        self._filling = False
        body = QWidget()
        body.setObjectName("scroll_body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, SPACE_8, 0)
        self._column.setSpacing(SPACE_8)
        self._column.addStretch(1)
        self.setWidget(body)

    @property
    def filling(self) -> bool:
        """Whether the form is being filled: what its fields say then is no change."""
        return self._filling

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Fill the fields."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False

    def add_group(self, name: str, title: str, *, is_open: bool = False) -> FoldGroup:
        """Add a group under the others."""
        group = FoldGroup(title, is_open=is_open)
        self.groups[name] = group
        self._column.insertWidget(self._column.count() - 1, group)
        return group

    def add(self, group: str, name: str, label: str, widget: W, hint: str = "") -> W:
        """Add a field under its label; without a label the widget says itself what it is."""
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if label:
            words = text_label(label, "muted")
            words.setBuddy(widget)
            column.addWidget(words)
            widget.setAccessibleName(label)
        column.addWidget(widget)
        if hint:
            column.addWidget(text_label(hint, "hint", wrap=True))
            widget.setAccessibleDescription(hint)
        error = text_label("", "error", wrap=True)
        error.hide()
        column.addWidget(error)
        self._errors[name], self._blocks[name] = error, block
        self._fields[name] = (widget, self.groups[group])
        self.groups[group].fields.addWidget(block)
        self.watch(widget)
        return widget

    def watch(self, widget: QWidget) -> None:
        """Let the keys for undo and redo reach the editor from these fields."""
        for one in (widget, *widget.findChildren(QWidget)):
            if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
                one.removeEventFilter(self)
                one.installEventFilter(self)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Leave out a field that this type of item has no use for."""
        self._blocks[name].setVisible(shown)

    def set_error(self, name: str, text: str) -> None:
        """Say under a field why it cannot stand so; empty text takes it away."""
        self._errors[name].setText(text)
        self._errors[name].setVisible(bool(text))
        widget = self._fields[name][0]
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox):
            styled(widget, wrong="true" if text else "false")

    def error(self, name: str) -> str:
        """What is said under a field."""
        return self._errors[name].text()

    def clear_errors(self) -> None:
        """Take every reason away."""
        for name in self._errors:
            self.set_error(name, "")

    def has_field(self, name: str) -> bool:
        """Whether there is such a field."""
        return name in self._fields

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._fields[name][0]

    def go_to(self, name: str) -> None:
        """Unfold the group of a field and put the focus into it."""
        widget, group = self._fields[name]
        group.set_open(is_open=True)
        target = widget.focusProxy() or widget
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, QLineEdit):
            target.selectAll()
        QTimer.singleShot(0, self, lambda: self._bring(group))

    def _bring(self, group: FoldGroup) -> None:
        """Show as much of a group as fits, from its head; what was unfolded just now has its size only then."""
        self._column.activate()
        self.ensureWidgetVisible(group, 0, 8)
        if group.height() > self.viewport().height():
            self.verticalScrollBar().setValue(group.y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field's own undo would part from the editor's: one key, one meaning."""
        if event.type() == QEvent.Type.FocusOut:
            self.field_left.emit(watched)
        if isinstance(event, QKeyEvent):
            wanted = self._wish_of(event)
            if wanted is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if wanted is not None and event.type() == QEvent.Type.KeyPress:
                wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrows in the colors of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "groups"):
            for group in self.groups.values():
                group.redraw()

    def _wish_of(self, event: QKeyEvent) -> SignalInstance | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo_wanted
        again = QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Y")
        return self.redo_wanted if again or event.matches(QKeySequence.StandardKey.Redo) else None
