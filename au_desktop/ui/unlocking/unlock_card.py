"""The prompt: who is it, and the passphrase."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.ui.kit import icons, theme
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.passphrase_edit import PassphraseEdit
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from au_desktop.domain.ids import PersonId
    from au_desktop.services.opening import CenterGlance, OpenCenter, PersonGlance
    from au_desktop.ui.unlocking.door import Door

RISKY = (
    "This folder is in a risky place ({place}). Two computers may write at once there, or a copy may be kept that you "
    "do not control. A folder on this computer's own disk is safer."
)
RESTORED = (
    "This center was restored from a backup. It opens for reading only until someone who may make backups has looked "
    "at it and confirms it on the page Center, Backups."
)
OPENING = "Opening. Making the key from the passphrase takes a moment on purpose: it slows down whoever guesses."
_MOST_SHOWN = 5


class UnlockCard(StepCard):
    """Emits `unlocked(open_center)`, `not_opened(error)` for the diagnoses that need a panel of their own."""

    unlocked = Signal(object)
    not_opened = Signal(object)
    recovery_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__("", primary="Unlock", back="Another center")
        self._door = door
        self._glance: CenterGlance | None = None
        self._wait_seconds = 0
        self.notice = Notice("", State.ATTENTION)
        self.restored = Notice("", State.INFO)
        self.people = named(QListWidget(), "Who is it")
        self.people.setIconSize(QSize(18, 18))
        self.passphrase = PassphraseEdit()
        self.recovery_button = QuietButton("Use the recovery sheet")
        self.restore_button = QuietButton("Restore a backup")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        self._fill_body()
        self._wire()

    def show_center(self, glance: CenterGlance, person_id: PersonId | None = None) -> None:
        """Ask for a passphrase of this center; the person is chosen already where known."""
        self._glance = glance
        self.title.setText(glance.name)
        self.setAccessibleName(f"Unlock {glance.name}")
        self.intro.setText(str(glance.folder))
        self.intro.show()
        risky = RISKY.format(place=glance.risky_place) if glance.risky_place else ""
        self.notice.say(risky)
        self.restored.say(RESTORED if glance.restored else "")
        self.recovery_button.setVisible(glance.has_recovery)
        self._stop_waiting()
        self.refuse("")
        self.passphrase.clear()
        self._fill_people(glance.people, person_id)

    def person(self) -> PersonGlance | None:
        """Who is chosen."""
        item = self.people.currentItem()
        found: PersonGlance | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found

    def take_focus(self) -> None:
        """Start at the passphrase once it is clear whose."""
        field = self.passphrase if self.person() else self.people
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def waiting_seconds(self) -> int:
        """How long the next try still waits."""
        return self._wait_seconds

    def _fill_body(self) -> None:
        whose = QLabel("Who is it?")
        whose.setBuddy(self.people)
        caption = QLabel("Passphrase")
        caption.setBuddy(self.passphrase.edit)
        for widget in (self.notice, self.restored, whose, self.people, caption, self.passphrase):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.recovery_button)
        row.addWidget(self.restore_button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _wire(self) -> None:
        self.people.currentItemChanged.connect(self._on_person_changed)
        self.people.itemActivated.connect(lambda _item: self.passphrase.setFocus())
        self.people.itemClicked.connect(lambda _item: self.passphrase.setFocus())
        self.passphrase.entered.connect(self._on_entered)
        self.passphrase.changed.connect(lambda _text: self._clear_reason())
        self.primary_wanted.connect(self._unlock)
        self.recovery_button.clicked.connect(self.recovery_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)

    def _fill_people(self, people: tuple[PersonGlance, ...], person_id: PersonId | None) -> None:
        self.people.blockSignals(True)
        self.people.clear()
        chosen = 0 if len(people) == 1 else -1
        for at, person in enumerate(people):
            words = f"{person.name}  ·  {role_words(person.role)}"
            item = QListWidgetItem(icons.icon("person", "muted"), words)
            item.setData(Qt.ItemDataRole.UserRole, person)
            self.people.addItem(item)
            chosen = at if person.person_id == person_id else chosen
        height = theme.current().row_height + 2
        self.people.setFixedHeight(height * min(_MOST_SHOWN, max(1, len(people))) + 8)
        self.people.blockSignals(False)
        self.people.setCurrentRow(chosen)
        self.people.scrollToItem(self.people.currentItem())

    def _on_person_changed(self, *_: object) -> None:
        self._stop_waiting()
        self._clear_reason()
        self.passphrase.clear()
        self._ask_wait()

    def _on_entered(self) -> None:
        if self.primary_button.isEnabled():
            self.primary_button.click()

    def _unlock(self) -> None:
        glance, person = self._glance, self.person()
        if glance is None or self._wait_seconds:
            return
        if person is None:
            self.refuse("Choose who you are first.")
            self.people.setFocus()
            return
        if not self.passphrase.value():
            self.refuse("Type the passphrase.")
            self.passphrase.setFocus()
            return
        typed = self.passphrase.value()
        self.set_busy(OPENING)
        self._door.ask(
            lambda opening: opening.unlock(glance.folder, person.person_id, typed),
            self._on_unlocked,
            self._on_failed,
            self,
        )

    def _on_unlocked(self, center: OpenCenter) -> None:
        self.set_busy("")
        self.passphrase.clear()
        self.unlocked.emit(center)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy("")
        if not isinstance(error, WrongPassphrase):
            self.passphrase.clear()
            self.not_opened.emit(error)
            return
        person = self.person()
        name = person.name if person else error.person
        count = f" Wrong tries so far: {error.failures}." if error.failures > 1 else ""
        self.refuse(
            f"{name}: this passphrase does not fit. The file itself is sound.{count} "
            "Check Caps Lock and the keyboard layout."
        )
        self.passphrase.edit.selectAll()
        self.passphrase.setFocus()
        self._ask_wait()

    def _ask_wait(self) -> None:
        glance, person = self._glance, self.person()
        if glance is not None and person is not None:
            self._door.ask(
                lambda opening: opening.retry_after_seconds(glance.folder, person.person_id),
                self._wait,
                lambda _error: None,
                self,
            )

    def _wait(self, seconds: float) -> None:
        self._wait_seconds = ceil(seconds)
        if self._wait_seconds:
            self._tick.start()
        self._show_wait()

    def _on_tick(self) -> None:
        self._wait_seconds = max(0, self._wait_seconds - 1)
        if not self._wait_seconds:
            self._tick.stop()
        self._show_wait()

    def _stop_waiting(self) -> None:
        self._tick.stop()
        self._wait_seconds = 0
        self._show_wait()

    def _show_wait(self) -> None:
        waiting = self._wait_seconds > 0
        self.primary_button.setText(f"Unlock in {self._wait_seconds} s" if waiting else "Unlock")
        self.primary_button.setEnabled(not waiting and not self.busy)

    def _clear_reason(self) -> None:
        if self.reason.text():
            self.refuse("")
            self._show_wait()
