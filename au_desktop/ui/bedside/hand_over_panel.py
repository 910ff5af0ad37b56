"""Handing the device to somebody else for a while: who it is, and their passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.people import Person
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import BigButton
from au_desktop.ui.kit.item_editors.item_editor import plain_button
from au_desktop.ui.kit.messages import sentence_for
from au_desktop.ui.kit.passphrase_edit import PassphraseEdit
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_8

INTRODUCTION = "Whoever unlocks here answers in their own name until the device is handed back, or the center is locked."
NOBODY = "Nobody else in this center may fill checklists. People are added under Center."
WRONG = "This passphrase does not open it. Check Caps Lock and try again."


class HandOverPanel(QWidget):
    """Emits `wanted(person_id, passphrase)`; `refuse` says why it was not taken."""

    wanted = Signal(object, str)

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__()
        self._chosen: Person | None = None
        self.buttons: list[BigButton] = []
        self.words: QLabel = text_label(INTRODUCTION if people else NOBODY, "muted", wrap=True)
        self.passphrase = PassphraseEdit()
        self.passphrase.edit.setProperty("big", "true")
        self.passphrase.show_button.setProperty("target", "true")
        self.unlock_button = plain_button(
            "Unlock and answer", big=True, primary=True, icon="unlock"
        )
        self.line = text_label("", "error", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.words)
        for person in people:
            button = BigButton(f"{person.name}\n{role_words(person.role)}")
            button.setProperty("tall", "true")
            button.setAccessibleName(f"{person.name}, {role_words(person.role)}")
            button.clicked.connect(lambda _on=False, person=person: self.choose(person))
            self.buttons.append(button)
            column.addWidget(button)
        for widget in (self.passphrase, self.line, self.unlock_button):
            column.addWidget(widget)
            widget.hide()
        column.addStretch(1)
        self.unlock_button.clicked.connect(self._on_unlock)
        self.passphrase.entered.connect(self._on_unlock)

    def choose(self, person: Person) -> None:
        """Ask for this person's passphrase."""
        self._chosen = person
        self.words.setText(f"{person.name}, {role_words(person.role)}: type your passphrase.")
        for button in self.buttons:
            button.hide()
        for widget in (self.passphrase, self.unlock_button):
            widget.show()
        self.passphrase.setAccessibleName(f"Passphrase of {person.name}")
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> None:
        """Say why it was not taken; the passphrase is typed anew."""
        if isinstance(error, WrongPassphrase):
            words = WRONG
        else:
            message = sentence_for(error)
            words = f"{message.what_happened} {message.what_to_do}".strip()
        self.line.setText(words)
        self.line.show()
        self.unlock_button.setEnabled(True)
        self.passphrase.clear()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_unlock(self) -> None:
        if self._chosen is not None and self.passphrase.value():
            self.unlock_button.setEnabled(False)
            self.wanted.emit(self._chosen.id, self.passphrase.value())
