"""A dialog around one form: keeps what is typed, checks what is required, then hands the values over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea

from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.labelled_form import Field, LabelledForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from au_desktop.ui.kit.section import Section


class RecordDialog(Dialog):
    """Emits `filled(values)` when everything required is there."""

    filled = Signal(object)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, object],
        parent: Section,
        primary: str = "Save",
    ) -> None:
        super().__init__(title, parent=parent, primary=primary)
        self._dates = [
            (one.name, one.widget) for one in fields if isinstance(one.widget, DateEdit)
        ]
        self.form = LabelledForm(fields)
        self.form.set_values(values)
        self.body.addWidget(self.form)
        context = parent.context
        self.draft = FormDraft(
            context.services.drafts, context.operations, f"center/{title}", (self.form,)
        )
        self.draft.start()
        self.accepted_by_person.connect(self._on_accepted_by_person)
        self.finished.connect(self._on_finished)
        if fields:
            first = fields[0].widget
            QTimer.singleShot(0, first, first.setFocus)

    def let_scroll(self, width: int, height: int) -> None:
        """Take this size, and let the form scroll where it is taller."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setObjectName("scroll_body")
        self.body.replaceWidget(self.form, area)
        area.setWidget(self.form)
        self.setMinimumSize(min(width, 640), min(height, 460))
        self.resize(width, height)

    def keep_work(self) -> None:
        """The window is about to lock: write what was typed. The dialog opens with it again."""
        self.draft.keep_now()

    def _on_finished(self) -> None:
        self.draft.finish()
        self.deleteLater()

    def _on_accepted_by_person(self) -> None:
        self.form.clear_errors()
        complete = self.form.check_required()
        for name, widget in self._dates:
            if widget.reason():
                self.form.set_error(name, widget.reason())
                complete = False
        if complete:
            self.filled.emit(self.form.values())
        else:
            self.form.focus_first_error()
