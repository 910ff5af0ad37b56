"""Makes a center in three short steps: the center, the first person, the recovery sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.errors import Invalid
from au_desktop.domain.roles import Role
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.new_passphrase import NewPassphrase
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.recovery_sheet import RecoverySheetPanel
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_16
from au_desktop.ui.unlocking.center_list import SUFFIX
from au_desktop.ui.unlocking.folder_field import FolderField
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from au_desktop.services.opening import NewCenter, OpenCenter
    from au_desktop.ui.unlocking.door import Door

_UNSAFE = re.compile(r"[^\w .()-]+")
STEPS = (
    ("New center", "Step 1 of 3: the center. Everything but the folder can be changed later."),
    (
        "The first person",
        "Step 2 of 3: you. Whoever is first can add the others, each with a passphrase of their own.",
    ),
    ("Recovery sheet", "Step 3 of 3: a way in when passphrases are lost."),
)


class NewCenterPanel(StepCard):
    """Emits `made(open_center)` once the sheet was tried or put off."""

    made = Signal(object)

    def __init__(self, door: Door) -> None:
        super().__init__(*STEPS[0], primary="Next")
        self._door = door
        self._center: OpenCenter | None = None
        self._suggested = True
        self.steps = OneShown()
        self.folder = FolderField("Folder")
        self.profile = choice_field([])
        self.center_form = self._center_form()
        self.person_form = self._person_form()
        self.passphrase = NewPassphrase(self._check)
        self.body.addWidget(self.steps)
        self.steps.add(self.center_form)
        self.steps.add(self._person_step())
        self.sheet: RecoverySheetPanel | None = None
        self.center_form.changed.connect(self._on_center_changed)
        self.folder.edit.textEdited.connect(self._on_folder_edited)
        self.passphrase.entered.connect(self.primary_button.click)
        self.primary_wanted.connect(self._on_primary_wanted)

    def start(self) -> None:
        """Begin anew."""
        self._center, self._suggested = None, True
        self.center_form.clear_errors()
        self.center_form.set_values({"name": "", "license": "", "agency": ""})
        self.person_form.set_values({"person": "", "role": Role.COORDINATOR})
        self.passphrase.clear()
        if self.profile.count() == 0:
            for profile_id, title in self._door.profiles():
                self.profile.addItem(title, profile_id)
        self._suggest_folder()
        self._show_step(0)

    def go_back(self) -> bool:
        """One step back; False at the first step, and once the center is made."""
        if self.steps.at() != 1:
            return False
        self._show_step(0)
        return True

    def take_focus(self) -> None:
        """Start at the first field of the step."""
        step = self.steps.at()
        form, name = (self.center_form, "name") if step == 0 else (self.person_form, "person")
        form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _center_form(self) -> LabelledForm:
        hint = "Decides which categories, hours and words are used. Check it against your own agency's rules."
        return LabelledForm(
            [
                Field("name", "Name of the center", text_field(), required=True),
                Field("license", "License number", text_field(), "Stands on every sheet."),
                Field("agency", "Agency", text_field("NRC or the Agreement State")),
                Field("profile", "Jurisdiction profile", self.profile, hint, required=True),
                Field("folder", "Folder", self.folder, required=True),
            ],
            label_width=130,
        )

    def _person_form(self) -> LabelledForm:
        roles = [(role, role_words(role)) for role in (Role.COORDINATOR, Role.RSO)]
        return LabelledForm(
            [
                Field(
                    "person",
                    "Your name",
                    text_field("As it is to stand under signatures"),
                    required=True,
                ),
                Field("role", "Your role", choice_field(roles)),
            ],
            label_width=130,
        )

    def _person_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_16)
        column.addWidget(self.person_form)
        column.addWidget(self.passphrase)
        return step

    def _check(self, text: str) -> None:
        names = (str(self.person_form.value("person")), str(self.center_form.value("name")))
        self._door.opening.check_passphrase(text, tuple(name for name in names if name))

    def _show_step(self, step: int) -> None:
        self.refuse("")
        self.steps.show_at(step)
        self.title.setText(STEPS[step][0])
        self.intro.setText(STEPS[step][1])
        self.primary_button.setVisible(step < 2)
        self.back_button.setVisible(step < 2)
        self.primary_button.setText("Next" if step == 0 else "Make the center")
        if self.isVisible() and step < 2:
            self.take_focus()

    def _on_primary_wanted(self) -> None:
        if self.steps.at() == 0:
            if self.center_form.check_required():
                self._show_step(1)
            else:
                self.center_form.focus_first_error()
            return
        if not self.person_form.check_required():
            self.person_form.focus_first_error()
        elif not self.passphrase.good():
            self.refuse(self.passphrase.reason())
            self.passphrase.setFocus()
        else:
            self._create()

    def _create(self) -> None:
        new = self._new_center()
        self.set_busy("Making the center: the encrypted file, your key, the first backup…")
        self._door.ask(
            lambda opening: opening.create(new), self._on_created, self._on_failed, self
        )

    def _new_center(self) -> NewCenter:
        from au_desktop.services.center.facilities import CenterFacts
        from au_desktop.services.opening import NewCenter

        center, person = self.center_form.values(), self.person_form.values()
        folder = self.folder.value() or self._door.centers_folder
        return NewCenter(
            folder=folder,
            facts=CenterFacts(
                name=str(center["name"]),
                license_number=str(center["license"]),
                agency=str(center["agency"]),
                profile_id=str(center["profile"]),
            ),
            person_name=str(person["person"]),
            role=Role(str(person["role"])),
            passphrase=self.passphrase.value(),
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Invalid) and error.field == "passphrase":
            self.refuse("")
            self.passphrase.show_refusal(messages.sentence_for(error).what_happened)
            return
        self.refuse(messages.sentence_for(error).text)

    def _on_created(self, center: OpenCenter) -> None:
        self._center = center
        self.passphrase.clear()
        self._door.run(
            center.services.access.new_recovery_sheet, self._on_sheet, self._on_no_sheet, self
        )

    def _on_sheet(self, groups: tuple[str, ...]) -> None:
        self.set_busy("")
        self._drop_sheet()
        self.sheet = RecoverySheetPanel(groups, str(self.center_form.value("name")))
        self.sheet.typed_back.connect(self._on_typed_back)
        self.sheet.postponed.connect(self._finish)
        self.steps.add(self.sheet)
        self._show_step(2)
        self.sheet.show_step(0)

    def _on_no_sheet(self, error: Exception) -> None:
        self.set_busy("")
        messages.show_error(self, error)
        self._finish()

    def _on_typed_back(self, code: str) -> None:
        center, sheet = self._center, self.sheet
        if center is not None and sheet is not None:
            confirm = center.services.access.confirm_recovery_sheet
            self._door.run(
                lambda: confirm(code), lambda _outcome: self._finish(), sheet.refuse, self
            )

    def _finish(self) -> None:
        center, self._center = self._center, None
        self._drop_sheet()
        if center is not None:
            self.made.emit(center)

    def _drop_sheet(self) -> None:
        if self.sheet is not None:
            self.steps.remove(self.sheet)
            self.sheet.deleteLater()
            self.sheet = None

    def _on_center_changed(self, name: str) -> None:
        if name == "name" and self._suggested:
            self._suggest_folder()

    def _on_folder_edited(self, _text: str) -> None:
        self._suggested = False

    def _suggest_folder(self) -> None:
        name = _UNSAFE.sub("", str(self.center_form.value("name"))).strip(" .") or "New center"
        self.folder.set_value(self._door.centers_folder / f"{name}{SUFFIX}")
