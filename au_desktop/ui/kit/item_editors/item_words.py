"""The left side of an item: what is asked and why, what the rules say of the answer, the note, and why one was refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import FindingReason, ItemFinding, Severity
from au_desktop.domain.roles import PERMISSIONS, Permission, Role
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.item_editors.finding_words import (
    SEVERITY_STATES,
    SEVERITY_WORDS,
    finding_words,
)
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, State

VERIFY = "The center confirms this figure against the source before relying on it."
_SILENT = frozenset({FindingReason.NOTED, FindingReason.NO_LONGER_APPLIES})


class ItemWords(QWidget):
    """Emits `override_wanted` where the role may say why a critical item may be passed."""

    override_wanted = Signal()

    def __init__(self, template: Template, item: Item, scene: Scene) -> None:
        super().__init__()
        self._template, self._item, self._scene = template, item, scene
        self.may_override = scene.may_override
        self.finding_chip = StateChip("Attention", State.ATTENTION)
        self.finding_line = text_label("", wrap=True)
        self.override_button = QuietButton("Record why it may be passed\u2026", "pencil")
        if scene.big:
            self.override_button.setProperty("target", "true")
        self.stop_line = text_label("", "muted", wrap=True)
        self.note_line = text_label("", "muted", wrap=True)
        self.note_line.setTextFormat(Qt.TextFormat.PlainText)
        self.error_line = text_label("", "problem", wrap=True)
        self._lay_out()
        self.override_button.clicked.connect(self.override_wanted)
        self.show_note("")
        self.show_error("")
        self.show_findings((), answered=False)

    def show_findings(self, findings: tuple[ItemFinding, ...], *, answered: bool) -> None:
        """Say what needs attention, the gravest first in the chip."""
        told = [found for found in findings if found.reason not in _SILENT]
        stopped = answered and any(one.severity is Severity.CRITICAL_STOP for one in told)
        self.finding_chip.setVisible(bool(told))
        self.finding_line.setVisible(bool(told))
        self.override_button.setVisible(stopped and self.may_override)
        self.stop_line.setText(stop_words(self._item) if stopped else "")
        self.stop_line.setVisible(stopped)
        self.finding_line.setText(" ".join(finding_words(self._template, one) for one in told))
        if told:
            order = list(Severity)
            severity = max((one.severity for one in told), key=order.index)
            self.finding_chip.set_state(SEVERITY_WORDS[severity], SEVERITY_STATES[severity])

    def show_note(self, note: str) -> None:
        """Show the note beside the answer."""
        self.note_line.setText(f"Note: {note}" if note else "")
        self.note_line.setVisible(bool(note))

    def show_error(self, text: str) -> None:
        """Say why the answer was not taken; empty text takes it away."""
        self.error_line.setText(text)
        self.error_line.setVisible(bool(text))

    def _lay_out(self) -> None:
        item, words = self._item, QVBoxLayout(self)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(SPACE_4)
        title = text_label(item.title, "item" if self._scene.big else "strong", wrap=True)
        title.setToolTip(basis_words(item))
        words.addWidget(title)
        if self._scene.big:
            words.addWidget(text_label(item.hint or item.basis.citation, "muted", wrap=True))
        else:
            if item.hint:
                words.addWidget(text_label(item.hint, "muted", wrap=True))
            words.addLayout(self._basis_line())
        found = QHBoxLayout()
        found.setSpacing(SPACE_8)
        found.addWidget(self.finding_chip, 0, Qt.AlignmentFlag.AlignTop)
        found.addWidget(self.finding_line, 1)
        words.addLayout(found)
        words.addWidget(self.override_button, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.stop_line, self.note_line, self.error_line):
            words.addWidget(line)
        words.addStretch(1)

    def _basis_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(text_label(basis_words(self._item), "hint", wrap=True), 1)
        if self._item.basis.verify:
            chip = StateChip("verify", State.ATTENTION)
            chip.setToolTip(VERIFY)
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        return line


def stop_words(item: Item) -> str:
    """The rule that stops the checklist here, and who may pass it with a reason."""
    return f"Stops the checklist: {basis_words(item)}. {override_roles()} may record why it may be passed."


def override_roles() -> str:
    """Who may pass a critical item, as the permission table has it."""
    allowed = PERMISSIONS[Permission.OVERRIDE_CRITICAL]
    said = (role_words(role) for role in Role if role in allowed)
    names = (word if word.isupper() else word.lower() for word in said)
    words = " or ".join(f"the {name}" for name in names)
    return f"{words[:1].upper()}{words[1:]}"


def basis_words(item: Item) -> str:
    """Citation and edition."""
    basis = item.basis
    return f"{basis.citation}, {basis.edition}" if basis.edition else basis.citation
