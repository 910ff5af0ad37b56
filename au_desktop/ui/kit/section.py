"""The base of every section of the center page, and what each of them works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.roles import Permission, may
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_12

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from au_desktop.services.bundle import Services
    from au_desktop.services.outcomes import Outcome
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.changes_bus import ChangesBus
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.labelled_form import LabelledForm
    from au_desktop.ui.kit.operations import Runner
    from au_desktop.ui.kit.page import MainAction


@dataclass(frozen=True, slots=True)
class SectionContext:
    """What a section is given."""

    services: Services
    operations: Runner
    changes: ChangesBus
    settings: Settings

    def today(self) -> date:
        """The local day."""
        return self.services.desk.today()

    def why_not(self, permission: Permission) -> str:
        """Why the person at work may not do this, or nothing."""
        desk = self.services.desk
        if desk.read_only:
            return f"Open for reading only: {desk.read_only}."
        if not may(desk.actor.role, permission):
            return f"The role {role_words(desk.actor.role)} may not {permission.value}."
        return ""

    def allow(self, button: QPushButton, permission: Permission, tip: str = "") -> None:
        """Enable a button where the role may, and say on hover why not."""
        reason = self.why_not(permission)
        button.setEnabled(not reason)
        button.setToolTip(reason or tip)


class Section(QWidget):
    """One subject of the center page. `watches` names the kinds of record whose change makes it load again."""

    told = Signal(str)
    undo_offered = Signal(str, object)
    action_changed = Signal()

    watches: frozenset[object] = frozenset()
    permission: Permission | None = None

    def __init__(self, context: SectionContext, title: str) -> None:
        super().__init__()
        self.context = context
        self.title = title
        self.stale = True
        self.setAccessibleName(title)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(SPACE_12)

    def subtitle(self) -> str:
        """What stands beside the page's title: the subject, and why it cannot be changed by this person."""
        reason = self.context.why_not(self.permission) if self.permission else ""
        return f"{self.title} · {reason}" if reason else self.title

    def main_action(self) -> MainAction | None:
        """What the page's main button does while this section is shown."""
        return None

    def refresh(self) -> None:
        """Load again; a section overrides this."""

    def select(self, key: object) -> None:
        """Show one record, asked for by search; a section overrides this."""

    def find_in_page(self) -> bool:
        """Put the cursor in the search field; False when there is none."""
        return False

    def load(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Read something off the screen thread."""
        self.context.operations.run(work, show, None, self)

    def carry_out(
        self,
        work: Callable[[], Outcome[Any]],
        words: str,
        dialog: Dialog | None = None,
        form: LabelledForm | None = None,
    ) -> None:
        """Run a command: on success close the dialog, say so, offer undo; else show the reason where it belongs."""
        if dialog is not None:
            dialog.set_busy(busy=True)

        def done(outcome: Outcome[Any]) -> None:
            if dialog is not None:
                dialog.accept()
            self.offer(words, outcome)

        def failed(error: Exception) -> None:
            if dialog is None:
                messages.show_error(self, error)
                return
            dialog.set_busy(busy=False)
            show_refusal(dialog, form, error)

        self.context.operations.run(work, done, failed, self)

    def offer(self, words: str, outcome: Outcome[Any]) -> None:
        """Say what was done, offer its undo, and tell every view."""
        undo = outcome.undo
        if undo is None:
            self.told.emit(words)
        else:
            command = undo.run
            self.undo_offered.emit(words, lambda: self.carry_out(command, "Taken back."))
        self.context.changes.tell(outcome.changes)


FIELD_NAMES = {
    "room name": "name",
    "instrument name": "name",
    "center name": "name",
    "calibration interval": "interval",
    "license number": "license",
    "dates": "last",
}


def show_refusal(dialog: Dialog, form: LabelledForm | None, error: Exception) -> None:
    """Put the reason beside the field that it is about, else above the buttons."""
    message = messages.sentence_for(error)
    if isinstance(error, Invalid) and form is not None:
        name = FIELD_NAMES.get(error.field, error.field)
        if name in form.values():
            form.set_error(name, message.what_happened)
            form.focus_first_error()
            return
    text = message.what_happened if isinstance(error, DomainError) else message.text
    dialog.set_error(text)
