"""The left side of an item: what is asked and why, what the rules say of the answer, the note, and why one was refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import FindingReason, ItemFinding, Severity
from au_desktop.domain.roles import PERMISSIONS, Permission, Role
from au_desktop.services.wording.finding_sentences import SEVERITIES
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.accessible import plain_tip, text_label
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import dated_words
from au_desktop.ui.kit.item_editors.finding_words import (
    SEVERITY_STATES,
    finding_words,
)
from au_desktop.ui.kit.item_editors.item_editor import Scene
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8, State

NEEDS_CHECKING = "needs checking"
VERIFY = "The center confirms this figure against the source before relying on it."
_SILENT = frozenset({FindingReason.NOTED, FindingReason.NO_LONGER_APPLIES})


class ItemWords(QWidget):
    """Emits `override_wanted` where the role may say why a critical item may be passed."""

    override_wanted = Signal()

    def __init__(self, template: Template, item: Item, scene: Scene) -> None:
        super().__init__()
        self._template, self._item, self._scene = template, item, scene
        self.may_override = scene.may_override
        self.gravity = ""
        self.finding_chip = StateChip("Attention", State.ATTENTION)
        self.finding_line = text_label("", "told" if scene.big else "", wrap=True)
        kind = SecondaryButton if scene.big else QuietButton
        self.override_button = kind("Record why it may be passed\u2026", "pencil")
        if scene.big:
            self.override_button.setProperty("target", "true")
        self.stop_line = text_label("", "told" if scene.big else "muted", wrap=True)
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
        style = self._scene.settings.date_style
        self.stop_line.setText(stop_words(self._item, style) if stopped else "")
        self.stop_line.setVisible(stopped)
        self.gravity = ""
        self.finding_line.setText(" ".join(finding_words(self._template, one) for one in told))
        if told:
            order = list(Severity)
            severity = max((one.severity for one in told), key=order.index)
            self.gravity = SEVERITY_STATES[severity].value
            self.finding_chip.set_state(SEVERITIES[severity], SEVERITY_STATES[severity])

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
        words.addWidget(title)
        if item.hint:
            words.addWidget(text_label(item.hint, "muted", wrap=True))
        words.addLayout(self._basis_line())
        found = QHBoxLayout()
        found.setSpacing(SPACE_8)
        found.addWidget(self.finding_chip, 0, Qt.AlignmentFlag.AlignTop)
        found.addWidget(self.finding_line, 1)
        words.addLayout(found)
        words.addWidget(self.stop_line)
        words.addWidget(self.override_button, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (self.note_line, self.error_line):
            words.addWidget(line)
        words.addStretch(1)

    def _basis_line(self) -> QHBoxLayout:
        """At the bedside the citation alone; the edition is read at the desk."""
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        full = basis_words(self._item, self._scene.settings.date_style)
        words = self._item.basis.citation if self._scene.big else full
        alone = self._scene.big and not self._item.hint
        basis = text_label(words, "muted" if alone else "hint", wrap=True)
        basis.setToolTip(plain_tip(full))
        line.addWidget(basis, 1)
        if self._item.basis.verify:
            chip = StateChip(NEEDS_CHECKING, State.ATTENTION)
            chip.setToolTip(VERIFY)
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        return line


def stop_words(item: Item, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """The rule that stops the checklist here, and who may pass it with a reason."""
    basis = basis_words(item, style)
    return f"Stops the checklist: {basis}. {override_roles()} may record why it may be passed."


def override_roles() -> str:
    """Who may pass a critical item, as the permission table has it."""
    allowed = PERMISSIONS[Permission.OVERRIDE_CRITICAL]
    said = (role_words(role) for role in Role if role in allowed)
    names = (word if word.isupper() else word.lower() for word in said)
    words = " or ".join(f"the {name}" for name in names)
    return f"{words[:1].upper()}{words[1:]}"


def basis_words(item: Item, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """Citation and edition, its day as the settings ask."""
    basis = item.basis
    words = f"{basis.citation}, {basis.edition}" if basis.edition else basis.citation
    return dated_words(words, style)
