"""Makes the worked example with one button, then says who lives in it and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.labelled_form import text_field
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from pathlib import Path

    from au_desktop.services.opening import WorkedExample
    from au_desktop.ui.kit.operations import Job
    from au_desktop.ui.unlocking.door import Door

FOLDER_NAME = "Worked example.aucenter"
ABOUT = (
    "A whole center with invented people, cases, checklists and signatures, to look around in and to try things. "
    "Nothing you do there touches a real center."
)
MADE = "The worked example is made. Everyone in it has the same passphrase: write it down, then open it."


class ExamplePanel(StepCard):
    """Emits `open_wanted(folder)` once the example is there."""

    open_wanted = Signal(object)

    def __init__(self, door: Door) -> None:
        super().__init__("Worked example", ABOUT, primary="Make the worked example")
        self._door = door
        self._job: Job | None = None
        self._made: WorkedExample | None = None
        self.where = text_label("", "muted", wrap=True)
        self.people = Card("People")
        self.people.hide()
        self.passphrase = named(text_field(), "Passphrase of everyone in the worked example")
        self.passphrase.setReadOnly(True)
        self.passphrase_caption = text_label("Passphrase of everyone", "strong")
        self.cancel_button = SecondaryButton("Stop")
        self.cancel_button.hide()
        self.foot.insertWidget(2, self.cancel_button)
        widgets = (self.where, self.people, self.passphrase_caption, self.passphrase)
        for widget in widgets:
            self.body.addWidget(widget)
        self.primary_wanted.connect(self._on_primary_wanted)
        self.cancel_button.clicked.connect(self._on_cancel)

    def start(self) -> None:
        """Begin anew: say where it will be made."""
        self._made = None
        self.refuse("")
        self.where.setText(f"It will be made in {self._folder()}")
        for widget in (self.people, self.passphrase, self.passphrase_caption):
            widget.hide()
        self.where.show()
        self.intro.setText(ABOUT)
        self.primary_button.setText("Make the worked example")

    def take_focus(self) -> None:
        """Start at the button."""
        self.primary_button.setFocus()

    def _folder(self) -> Path:
        first = self._door.centers_folder / FOLDER_NAME
        stem = first.name.removesuffix(".aucenter")
        others = (first.with_name(f"{stem} {number}.aucenter") for number in range(2, 1000))
        return next((path for path in (first, *others) if not path.exists()), first)

    def _on_primary_wanted(self) -> None:
        if self._made is not None:
            self.open_wanted.emit(self._made.folder)
            return
        folder = self._folder()
        self.set_busy("Making the worked example…")
        self.cancel_button.show()
        self._job = self._door.ask_long(
            lambda opening, token: opening.worked_example(folder, token.progress),
            self._on_made,
            self._on_failed,
            self,
        )

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.busy_words.setText("Stopping…")

    def _on_made(self, made: WorkedExample) -> None:
        self._made = made
        self.set_busy("")
        self.cancel_button.hide()
        self.where.hide()
        self.intro.setText(MADE)
        self.people.clear_rows()
        for person in made.people:
            self.people.add_row(CardRow(person.name, role_words(person.role)))
        self.passphrase.setText(made.passphrase)
        for widget in (self.people, self.passphrase, self.passphrase_caption):
            widget.show()
        self.primary_button.setText("Open it")
        self.primary_button.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.cancel_button.hide()
        self.refuse(messages.sentence_for(error).text)
