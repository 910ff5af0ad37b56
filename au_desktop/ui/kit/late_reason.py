"""Asks why a checklist was begun late, then hands the reason over to be submitted with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from au_desktop.domain.training.lateness import LateEntryNeedsReason
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field

LATE_HINT = "It becomes part of the record, beside the times of the work and of the entry."


class LateReasonDialog(Dialog):
    """Calls `given(reason)` once something is typed."""

    def __init__(
        self, error: LateEntryNeedsReason, given: Callable[[str], None], parent: QWidget
    ) -> None:
        super().__init__("A late entry", parent=parent.window(), primary="Submit")
        self._given = given
        self.add_text(
            f"This checklist was begun more than {error.hours} h after the work. "
            "This center asks why. Every answer is kept."
        )
        self.form = LabelledForm(
            [Field("reason", "Reason", paragraph_field(3), LATE_HINT, required=True)]
        )
        self.body.addWidget(self.form)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.accepted_by_person.connect(self._on_accepted)
        self.form.field("reason").setFocus()

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            self.form.focus_first_error()
            return
        reason = str(self.form.value("reason"))
        self.accept()
        self._given(reason)
