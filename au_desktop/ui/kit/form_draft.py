"""Keeps what is typed into a dialog while it is typed, and puts it back after a lock, a crash or a slip of the mouse."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from au_desktop.services.center.drafts import Draft, Drafts
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.labelled_form import LabelledForm
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.quantity_edit import QuantityEdit

PAUSE_MS = 200


class Draftable(Protocol):
    """A field of its own making that can write down what it holds."""

    def draft_text(self) -> str:
        """What it holds, as text."""
        ...

    def take_draft_text(self, text: str) -> None:
        """Hold it again."""
        ...


class FormDraft(QObject):
    """Watches forms. `start` puts back what was kept; every pause in typing writes it; `finish` forgets it.

    `others` are what stands outside of the forms, by names of their own: boxes to tick, and what is `Draftable` and has a
    signal `changed`. They are put back after the forms, in their order. What nobody touched is not written.
    """

    restored = Signal()

    def __init__(
        self,
        drafts: Drafts,
        operations: Runner,
        place: str,
        forms: Sequence[LabelledForm],
        others: Mapping[str, QObject] | None = None,
    ) -> None:
        super().__init__(forms[0])
        self._drafts, self._operations, self._place = drafts, operations, place
        self._forms, self._others = tuple(forms), dict(others or {})
        self._listening = self._touched = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)

    def start(self) -> None:
        """Put back what was kept, then listen."""
        self._operations.run(
            partial(self._drafts.recall, self._place), self._on_recalled, owner=self
        )

    def keep_now(self) -> None:
        """Write what is typed without waiting for a pause."""
        if not self._listening or not self._touched:
            return
        self._pause.stop()
        self._operations.run(partial(self._drafts.keep, self._draft()), _nothing, _nothing)

    def finish(self) -> None:
        """The dialog did its work or was dropped: forget the draft."""
        self._listening = False
        self._pause.stop()
        self._operations.run(partial(self._drafts.forget, self._place), _nothing, _nothing)

    def _on_recalled(self, draft: Draft | None) -> None:
        if draft is not None:
            for name, widget in self._fields():
                if name in draft.fields:
                    _take(widget, draft.fields[name])
                if name == draft.focus and isinstance(widget, QWidget):
                    _focus(widget, draft.cursor)
            self.restored.emit()
        for form in self._forms:
            form.changed.connect(self._on_changed)
        for other in self._others.values():
            heard = other.toggled if isinstance(other, QCheckBox) else cast("Any", other).changed
            heard.connect(self._on_changed)
        self._listening = True

    def _on_changed(self, *_: object) -> None:
        self._touched = True
        self._pause.start()

    def _draft(self) -> Draft:
        fields = {name: _text(widget) for name, widget in self._fields()}
        focus, cursor = "", 0
        for name, widget in self._fields():
            if not isinstance(widget, QWidget):
                continue
            inner = widget.focusProxy() or widget
            if inner.hasFocus() or widget.hasFocus():
                focus = name
                cursor = inner.cursorPosition() if isinstance(inner, QLineEdit) else 0
        return Draft(self._place, fields, focus, cursor)

    def _fields(self) -> list[tuple[str, QObject]]:
        fields = [(name, form.field(name)) for form in self._forms for name in form.values()]
        return [*fields, *self._others.items()]


def _text(widget: QObject) -> str:
    text = ""
    if isinstance(widget, QLineEdit):
        text = widget.text()
    elif isinstance(widget, QPlainTextEdit):
        text = widget.toPlainText()
    elif isinstance(widget, QComboBox):
        text = widget.currentText()
    elif isinstance(widget, QCheckBox):
        text = "yes" if widget.isChecked() else ""
    elif isinstance(widget, QuantityEdit | DateEdit):
        text = widget.text()
    elif hasattr(widget, "draft_text"):
        text = cast("Draftable", widget).draft_text()
    return text


def _take(widget: QObject, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findText(text)))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(text))
    elif isinstance(widget, QuantityEdit):
        widget.set_text(text)
    elif isinstance(widget, DateEdit):
        widget.edit.setText(text)
        widget.edit.textEdited.emit(text)
    elif hasattr(widget, "take_draft_text"):
        cast("Draftable", widget).take_draft_text(text)


def _focus(widget: QWidget, cursor: int) -> None:
    widget.setFocus()
    inner = widget.focusProxy() or widget
    if isinstance(inner, QLineEdit):
        inner.setCursorPosition(cursor)


def _nothing(_: object) -> None:
    """A draft that cannot be written must not stop the person who types."""
