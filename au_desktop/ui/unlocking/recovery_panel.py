"""Opens a center with the recovery sheet: who, the groups of the code, a new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel

from au_desktop.domain.errors import Invalid, MistypedRecoveryCode, WrongPassphrase
from au_desktop.domain.roles import Permission, may
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.group_fields import GroupFields
from au_desktop.ui.kit.new_passphrase import NewPassphrase
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from au_desktop.services.opening import CenterGlance, OpenCenter
    from au_desktop.ui.unlocking.door import Door

ABOUT = (
    "The code on the paper opens the center for a person who manages people. That person gets a new passphrase and can "
    "then give the others new ones."
)
NO_FIT = "Every group is typed right, but this is not the newest sheet of this center."


class RecoveryPanel(StepCard):
    """Emits `unlocked(open_center)`, or `not_opened(error)` for a diagnosis."""

    unlocked = Signal(object)
    not_opened = Signal(object)

    def __init__(self, door: Door) -> None:
        super().__init__("Use the recovery sheet", ABOUT, primary="Open with the sheet")
        self._door = door
        self._glance: CenterGlance | None = None
        self.person = named(QComboBox(), "Who gets a new passphrase")
        self.fields = GroupFields()
        self.group_reason = text_label("", "error", wrap=True)
        self.passphrase = NewPassphrase(self._check, "New passphrase")
        whose = QLabel("Who gets a new passphrase")
        whose.setBuddy(self.person)
        code = QLabel("The code on the sheet, group by group")
        code.setBuddy(self.fields.fields[0])
        widgets = (whose, self.person, code, self.fields, self.group_reason, self.passphrase)
        for widget in widgets:
            self.body.addWidget(widget)
        self.group_reason.hide()
        self.fields.changed.connect(self.group_reason.hide)
        self.passphrase.entered.connect(self.primary_button.click)
        self.primary_wanted.connect(self._on_primary_wanted)

    def start(self, glance: CenterGlance) -> None:
        """Begin for this center."""
        self._glance = glance
        self.refuse("")
        self.group_reason.hide()
        self.fields.clear()
        self.passphrase.clear()
        self.person.clear()
        for person in glance.people:
            if may(person.role, Permission.MANAGE_PEOPLE):
                words = f"{person.name}  ·  {role_words(person.role)}"
                self.person.addItem(words, person.person_id)

    def take_focus(self) -> None:
        """Start at the first group."""
        self.fields.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self, text: str) -> None:
        names = tuple(person.name for person in self._glance.people) if self._glance else ()
        self._door.opening.check_passphrase(text, names)

    def _on_primary_wanted(self) -> None:
        glance, person_id = self._glance, self.person.currentData()
        if glance is None or person_id is None:
            return
        if not self.fields.complete():
            self._say_at_group("Some groups are still short: each has five characters.", 0)
            return
        if not self.passphrase.good():
            self.refuse(self.passphrase.reason())
            self.passphrase.setFocus()
            return
        code, new = self.fields.code(), self.passphrase.value()
        self.set_busy("Opening with the code from the sheet…")
        self._door.ask(
            lambda opening: opening.unlock_with_recovery(glance.folder, code, person_id, new),
            self._on_unlocked,
            self._on_failed,
            self,
        )

    def _on_unlocked(self, center: OpenCenter) -> None:
        self.set_busy("")
        self.fields.clear()
        self.passphrase.clear()
        self.unlocked.emit(center)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy("")
        if isinstance(error, MistypedRecoveryCode):
            words = (
                f"Group {error.group} is mistyped: its last character is a check on the others."
            )
            self._say_at_group(
                words if error.group else "The number of groups is wrong.", error.group
            )
        elif isinstance(error, WrongPassphrase):
            self._say_at_group(NO_FIT, 0)
        elif isinstance(error, Invalid) and error.field == "passphrase":
            self.passphrase.show_refusal(messages.sentence_for(error).what_happened)
        else:
            self.not_opened.emit(error)

    def _say_at_group(self, words: str, group: int) -> None:
        self.group_reason.setText(words)
        self.group_reason.show()
        self.fields.mark(group)
