"""Asks the RSO's passphrase for what is signed about a whole checklist: retiring it, with a reason, or bringing it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field, text_field

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

RETIRE_TEXT = (
    "It is offered no more. Records filled with it stay as they are, and open ones can be finished. "
    "It can be brought back."
)
BACK_TEXT = "It is offered again, in the version that was in use."


@dataclass(frozen=True, slots=True)
class ActWish:
    """The reason, where one is asked for, and the passphrase that signs it."""

    passphrase: str
    reason: str = ""


class ActDialog(Dialog):
    """Emits `wished(ActWish)`."""

    wished = Signal(object)

    def __init__(self, title: str, parent: QWidget, *, retires: bool) -> None:
        super().__init__(
            f"{'Retire' if retires else 'Bring back'} {title}",
            parent=parent.window(),
            primary="Retire" if retires else "Bring back",
            danger=retires,
        )
        self.setMinimumWidth(520)
        self.add_text(RETIRE_TEXT if retires else BACK_TEXT)
        self.reason = paragraph_field(3)
        self.passphrase = text_field(secret=True)
        fields = [Field("passphrase", "Your passphrase", self.passphrase, required=True)]
        if retires:
            fields.insert(0, Field("reason", "Reason", self.reason, required=True))
        self.form = LabelledForm(fields, label_width=120)
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.form.clear_errors()
        if not self.form.check_required():
            self.form.focus_first_error()
            return
        self.wished.emit(ActWish(self.passphrase.text(), self.reason.toPlainText().strip()))
