"""The signatures that a run asks for: meaning, who may give it, who gave it and when, and whether it still holds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning
from au_desktop.services.sentences import roles_said
from au_desktop.services.signing_stores import Slot
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.ui.kit.buttons import (
    Button,
    IconButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
)
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.item_editors.run_report import validity_words
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.signature_words import covers_words, record_digest, signs_for
from au_desktop.ui.kit.tokens import SPACE_8, State


class SlotsCard(Card):
    """Emits `sign_wanted(position)` for a signature that the person at work may give, or another person here in their stead.

    `ask_wanted()` asks for one more signature, `withdraw_wanted(position)` takes back one that was asked for.
    """

    sign_wanted = Signal(int)
    ask_wanted = Signal()
    withdraw_wanted = Signal(int)

    def __init__(self, actor: Actor, *, big: bool = False) -> None:
        super().__init__("Signatures")
        self._actor, self._big = actor, big
        self.sign_buttons: dict[int, Button] = {}
        self.withdraw_buttons: dict[int, Button] = {}
        self.ask_button = SecondaryButton("Ask for a signature\u2026", "plus")
        self.ask_button.clicked.connect(self.ask_wanted)
        self.ask_button.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(14, SPACE_8, 14, SPACE_8)
        foot.addWidget(self.ask_button)
        self._column.addLayout(foot)

    def show_view(self, view: RunView) -> None:
        """Show the slots of this state of the run."""
        self.clear_rows()
        self.sign_buttons.clear()
        self.withdraw_buttons.clear()
        run = view.sheet.run
        fills = may(self._actor.role, Permission.FILL_CHECKLISTS)
        stands = run.submitted_at is not None and run.voided is None
        self.ask_button.setVisible(not self._big and stands and fills)
        given = {one.sign_off.position: one for one in view.signatures}
        if run.submitted_at is None:
            for rule in view.sheet.template.sign_offs:
                wanted = "" if rule.required else ", if wanted"
                self._add(rule.title, f"after submission{wanted}")
            return
        for slot in view.sheet.slots:
            signature = given.get(slot.position)
            if signature is not None:
                self._add_given(slot, signature)
            else:
                self._add_open(slot, _titles(view, slot), void=run.voided is not None)

    def _add_given(self, slot: Slot, one: JudgedSignature) -> None:
        words, state = validity_words(one.validity)
        sign_off = one.sign_off
        when = exact_words(sign_off.signed_at)
        chip = StateChip(words, state)
        chip.setToolTip(f"Digest of the record: {record_digest(sign_off)}")
        covers = f"for {covers_words(sign_off)}"
        signer = f"{sign_off.signer}, {role_words(sign_off.role)}"
        self._add(slot.rule.title, f"{signer}\n{when}\n{covers}", chip)

    def _add_open(self, slot: Slot, part: tuple[str, ...], *, void: bool) -> None:
        roles = roles_said(slot.rule.roles)
        wanted = "needed" if slot.rule.required else "if wanted"
        detail = f"by: {roles}, {wanted}"
        if part:
            detail += f"\nfor {signs_for(part)}"
        if slot.asked is not None:
            detail += f"\nasked for{f': {slot.asked.reason}' if slot.asked.reason else ''}"
        if void:
            self._add(slot.rule.title, detail, StateChip("void", State.NEUTRAL))
            return
        self._add(slot.rule.title, detail, self._sign_button(slot), *self._withdraw_button(slot))

    def _sign_button(self, slot: Slot) -> Button:
        """The first thing to do where it is one's own; else quiet, for another person who stands beside."""
        mine = may_sign(self._actor, slot)
        button = PrimaryButton("Sign\u2026", "sign") if mine else QuietButton("Sign as\u2026")
        if self._big:
            button.setProperty("tall", "true")
        button.setAccessibleName(f"{button.text().rstrip(_DOTS)}: {slot.rule.title}")
        button.clicked.connect(lambda: self.sign_wanted.emit(slot.position))
        self.sign_buttons[slot.position] = button
        return button

    def _withdraw_button(self, slot: Slot) -> tuple[QWidget, ...]:
        if slot.asked is None or self._big:
            return ()
        theirs = slot.asked.by != self._actor.person_id
        if theirs and not may(self._actor.role, Permission.VOID_RECORDS):
            return ()
        button = IconButton("cross", f"Withdraw: {slot.rule.title}")
        button.clicked.connect(lambda: self.withdraw_wanted.emit(slot.position))
        self.withdraw_buttons[slot.position] = button
        return (button,)

    def _add(self, title: str, detail: str, *trailing: QWidget) -> None:
        row = CardRow(title, detail, *trailing)
        row.title.setWordWrap(not self._big)
        self.add_row(row)


_DOTS = "\u2026"


def _titles(view: RunView, slot: Slot) -> tuple[str, ...]:
    """The titles of the part that the signer answers for."""
    sections = view.sheet.template.sections
    return tuple(one.title for one in sections if one.key in slot.rule.sections)


def may_sign(actor: Actor, slot: Slot) -> bool:
    """Whether the person at work may give this signature now."""
    permission = PERMISSION_TO_SIGN[Meaning(slot.rule.meaning)]
    return not slot.filled and actor.role in slot.rule.roles and may(actor.role, permission)
