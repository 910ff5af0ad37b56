"""The dialogs about people: add, change role, new passphrase, remove, own passphrase, recovery sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel

from au_desktop.domain.roles import Role
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import (
    Field,
    LabelledForm,
    choice_field,
    paragraph_field,
    text_field,
)
from au_desktop.ui.kit.new_passphrase import NewPassphrase
from au_desktop.ui.kit.passphrase_edit import PassphraseEdit
from au_desktop.ui.kit.recovery_sheet import RecoverySheetPanel
from au_desktop.ui.kit.role_words import role_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.people import Person

    Check = Callable[[str], None]

_ROLES = [(role, role_words(role)) for role in Role]
SLOT_NOTE = (
    "The role is bound to the passphrase and the signing key, so both are made anew. Earlier signatures keep the role "
    "they were made in."
)
RESET_NOTE = (
    "Type it together, or give it to the person to change at once. A new signing key comes with it; "
    "earlier signatures stay valid."
)


class AddPersonDialog(Dialog):
    """Emits `filled(name, role, passphrase)`."""

    filled = Signal(str, object, str)

    def __init__(self, check: Check, parent: QWidget) -> None:
        super().__init__("Add a person", parent=parent, primary="Add")
        self.form = LabelledForm(
            [
                Field(
                    "name", "Name", text_field("As it is to stand under signatures"), required=True
                ),
                Field("role", "Role", choice_field(_ROLES)),
            ],
            label_width=100,
        )
        self.passphrase = NewPassphrase(check)
        self.body.addWidget(self.form)
        self.body.addWidget(self.passphrase)
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)
        _start_at(self, self.form.field("name"))

    def _on_accepted(self) -> None:
        if not self.form.check_required():
            self.form.focus_first_error()
        elif not _taken(self, self.passphrase):
            return
        else:
            role = Role(str(self.form.value("role")))
            self.filled.emit(str(self.form.value("name")), role, self.passphrase.value())


class ChangeRoleDialog(Dialog):
    """Emits `filled(role, passphrase)`."""

    filled = Signal(object, str)

    def __init__(self, person: Person, check: Check, parent: QWidget) -> None:
        super().__init__(f"Change the role of {person.name}", parent=parent, primary="Change")
        self.add_text(SLOT_NOTE, "muted")
        self.form = LabelledForm([Field("role", "Role", choice_field(_ROLES))], label_width=100)
        self.form.set_values({"role": person.role})
        _start_at(self, self.form.field("role"))
        self.passphrase = NewPassphrase(check, "New passphrase")
        self.body.addWidget(self.form)
        self.body.addWidget(self.passphrase)
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        if _taken(self, self.passphrase):
            self.filled.emit(Role(str(self.form.value("role"))), self.passphrase.value())


class ResetDialog(Dialog):
    """Emits `filled(passphrase)`."""

    filled = Signal(str)

    def __init__(self, person: Person, check: Check, parent: QWidget) -> None:
        super().__init__(f"New passphrase for {person.name}", parent=parent, primary="Set")
        self.add_text(RESET_NOTE, "muted")
        self.passphrase = NewPassphrase(check, "New passphrase")
        self.body.addWidget(self.passphrase)
        _start_at(self, self.passphrase)
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        if _taken(self, self.passphrase):
            self.filled.emit(self.passphrase.value())


class RemoveDialog(Dialog):
    """Emits `filled(reason)`."""

    filled = Signal(str)

    def __init__(self, person: Person, parent: QWidget) -> None:
        super().__init__(f"Remove {person.name}", parent=parent, primary="Remove", danger=True)
        self.add_text(
            "The way in is closed at once. Records and signatures of this person stay readable and valid."
        )
        self.form = LabelledForm(
            [Field("reason", "Reason", paragraph_field(2), "Goes into the log.", required=True)],
            label_width=100,
        )
        self.body.addWidget(self.form)
        _start_at(self, self.form.field("reason"))
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        if self.form.check_required():
            self.filled.emit(str(self.form.value("reason")))
        else:
            self.form.focus_first_error()


class OwnPassphraseDialog(Dialog):
    """Emits `filled(old, new)`."""

    filled = Signal(str, str)

    def __init__(self, check: Check, parent: QWidget) -> None:
        super().__init__("Change my passphrase", parent=parent, primary="Change")
        self.old = PassphraseEdit("Present passphrase")
        caption = QLabel("Present passphrase")
        caption.setBuddy(self.old.edit)
        self.passphrase = NewPassphrase(check, "New passphrase")
        for widget in (caption, self.old, self.passphrase):
            self.body.addWidget(widget)
        _start_at(self, self.old)
        self.accepted_by_person.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        if not self.old.value():
            self.set_error("Type the present passphrase.")
            self.old.setFocus()
        elif _taken(self, self.passphrase):
            self.filled.emit(self.old.value(), self.passphrase.value())


class SheetDialog(Dialog):
    """The recovery sheet in a dialog of its own; closing it puts the test off."""

    def __init__(self, groups: tuple[str, ...], center_name: str, parent: QWidget) -> None:
        super().__init__("New recovery sheet", parent=parent)
        self.add_text("From now on an earlier sheet no longer opens the center.", "muted")
        self.sheet = RecoverySheetPanel(groups, center_name)
        self.body.addWidget(self.sheet)
        self.primary_button.hide()
        self.primary_button.setEnabled(False)
        self.hide_cancel()
        self.sheet.postponed.connect(self.reject)
        self.finished.connect(self.deleteLater)


def _start_at(dialog: Dialog, field: QWidget) -> None:
    """The cursor waits in the first field once the dialog is up."""
    QTimer.singleShot(0, dialog, field.setFocus)


def _taken(dialog: Dialog, passphrase: NewPassphrase) -> bool:
    if passphrase.good():
        return True
    dialog.set_error(passphrase.reason())
    passphrase.setFocus()
    return False
