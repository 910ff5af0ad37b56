"""Why a center did not open, in one of four panels; a wrong passphrase is said at the prompt itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from au_desktop.domain.errors import DamagedCenter, NewerCenter, NotACenter, OpenElsewhere
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import instant_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.unlocking.step_card import StepCard

if TYPE_CHECKING:
    from collections.abc import Callable

Facts = list[tuple[str, str]]
_NONE = "None was found beside the file. Look in the second place for backups, if one was chosen."
_OPEN_ELSEWHERE = (
    "Nothing is wrong. Close it there, then try again here. If that computer was switched off without closing, "
    "the lock ends with it."
)
_DAMAGED = (
    "No passphrase can help here. Restore the backup into a new folder; the damaged file stays as it is, "
    "so that it can be examined."
)
_NEWER = (
    "The file is sound and was left as it is. Install the newer version of the program on this computer, "
    "or open the center where it was last used."
)
_NOT_ONE = (
    "Choose the folder whose name ends in .aucenter. It holds the files center.db and keys.json."
)


class DiagnosisPanel(StepCard):
    """Facts and next steps. Emits `retry_wanted(folder)`, `restore_wanted(backup, folder)`, `other_wanted`."""

    retry_wanted = Signal(object)
    restore_wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("", primary="Restore the backup…", back="Another center")
        self._folder = Path()
        self._backup = ""
        self.chip = StateChip("not opened", State.PROBLEM)
        self.facts = Card()
        self.next_steps = text_label("", wrap=True)
        self.retry_button = SecondaryButton("Try again", "undo")
        self.body.addWidget(self.chip)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.next_steps)
        self.foot.insertWidget(2, self.retry_button)
        self.retry_button.clicked.connect(lambda: self.retry_wanted.emit(self._folder))
        self.primary_wanted.connect(self._on_primary_wanted)

    def show_error(self, error: Exception, folder: Path) -> None:
        """Show what is known, and what to do."""
        self._folder = folder
        message = messages.sentence_for(error)
        self.title.setText(message.title)
        self.setAccessibleName(message.title)
        self.intro.setText(str(folder))
        self.intro.show()
        word, state, facts, steps = _diagnosis(error)
        self.chip.set_state(word, state)
        self._show_facts(facts or [("What happened", message.what_happened)])
        self.next_steps.setText(steps or message.what_to_do)
        self._backup = error.good_backup if isinstance(error, DamagedCenter) else ""
        self.primary_button.setVisible(isinstance(error, DamagedCenter))
        choose = "Restore the backup…" if self._backup else "Choose a backup…"
        self.primary_button.setText(choose)
        self.retry_button.setVisible(not isinstance(error, NewerCenter | NotACenter))

    def shown_facts(self) -> dict[str, str]:
        """The facts that are shown."""
        rows = [row for row in self.facts.rows() if isinstance(row, CardRow)]
        return {row.title.text(): row.detail.text() for row in rows}

    def take_focus(self) -> None:
        """Start at the first step that helps."""
        buttons = (self.primary_button, self.retry_button, self.back_button)
        next(button for button in buttons if not button.isHidden()).setFocus()

    def _show_facts(self, facts: Facts) -> None:
        self.facts.clear_rows()
        for name, value in facts:
            self.facts.add_row(CardRow(name, value))

    def _on_primary_wanted(self) -> None:
        backup = Path(self._backup) if self._backup else None
        self.restore_wanted.emit(backup, self._folder)


def _diagnosis(error: Exception) -> tuple[str, State, Facts, str]:
    for kind, diagnosis in _DIAGNOSES.items():
        if isinstance(error, kind):
            return diagnosis(error)
    return "not opened", State.PROBLEM, [], ""


def _open_elsewhere(error: OpenElsewhere) -> tuple[str, State, Facts, str]:
    facts = [
        ("Open by", error.holder or "someone"),
        ("On computer", error.computer or "unknown"),
        ("Since", instant_words(error.since) if error.since else "unknown"),
    ]
    return "open elsewhere", State.ATTENTION, facts, _OPEN_ELSEWHERE


def _damaged(error: DamagedCenter) -> tuple[str, State, Facts, str]:
    facts = [
        ("What is damaged", error.what),
        ("What still reads", error.readable or "Nothing could be read so far."),
        ("Newest good backup", Path(error.good_backup).name if error.good_backup else _NONE),
    ]
    return "damaged", State.PROBLEM, facts, _DAMAGED


def _newer(error: NewerCenter) -> tuple[str, State, Facts, str]:
    facts = [
        ("Layout of the file", error.schema),
        ("Newest layout this program knows", error.newest_known),
    ]
    return "newer version", State.INFO, facts, _NEWER


def _not_one(error: NotACenter) -> tuple[str, State, Facts, str]:
    return "not a center", State.NEUTRAL, [("What was found", error.what)], _NOT_ONE


_DIAGNOSES: dict[type[Exception], Callable[[Any], tuple[str, State, Facts, str]]] = {
    OpenElsewhere: _open_elsewhere,
    DamagedCenter: _damaged,
    NewerCenter: _newer,
    NotACenter: _not_one,
}
