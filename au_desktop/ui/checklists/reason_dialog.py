"""Asks why: for an amendment, a void, or taking a checklist back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field


class ReasonDialog(Dialog):
    """Emits `given(text)`; an empty reason is asked for again beside the field."""

    given = Signal(str)

    def __init__(
        self, title: str, text: str, action: str, *, parent: QWidget, danger: bool = False
    ) -> None:
        super().__init__(title, parent=parent.window(), primary=action, danger=danger)
        self.add_text(text)
        self.reason = paragraph_field(3)
        self.form = LabelledForm([Field("reason", "Reason", self.reason, required=True)])
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            return
        self.accept()
        self.given.emit(self.reason.toPlainText().strip())
