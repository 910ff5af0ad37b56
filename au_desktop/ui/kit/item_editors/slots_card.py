"""The signatures that a run asks for: meaning, who may give it, who gave it and when, and whether it still holds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.people import Actor
from au_desktop.domain.roles import may
from au_desktop.domain.signing.sign_offs import PERMISSION_TO_SIGN, Meaning
from au_desktop.services.signing_stores import Slot
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.ui.kit.buttons import PrimaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.item_editors.run_report import validity_words
from au_desktop.ui.kit.item_editors.run_session import RunView
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import State


class SlotsCard(Card):
    """Emits `sign_wanted(position)` for a signature that the person at work may give."""

    sign_wanted = Signal(int)

    def __init__(self, actor: Actor, *, big: bool = False) -> None:
        super().__init__("Signatures")
        self._actor, self._big = actor, big
        self.sign_buttons: dict[int, PrimaryButton] = {}

    def show_view(self, view: RunView) -> None:
        """Show the slots of this state of the run."""
        self.clear_rows()
        self.sign_buttons.clear()
        run = view.sheet.run
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
                self._add_open(slot, void=run.voided is not None)

    def _add_given(self, slot: Slot, one: JudgedSignature) -> None:
        words, state = validity_words(one.validity)
        sign_off = one.sign_off
        when = exact_words(sign_off.signed_at)
        chip = StateChip(words, state)
        self._add(slot.rule.title, f"{sign_off.signer}, {role_words(sign_off.role)}\n{when}", chip)

    def _add_open(self, slot: Slot, *, void: bool) -> None:
        roles = " or ".join(role_words(role) for role in slot.rule.roles)
        wanted = "needed" if slot.rule.required else "if wanted"
        detail = f"by: {roles}, {wanted}"
        if void or not may_sign(self._actor, slot):
            state = State.INFO if slot.rule.required else State.NEUTRAL
            self._add(slot.rule.title, detail, StateChip("void" if void else "waiting", state))
            return
        button = PrimaryButton("Sign\u2026", "sign")
        if self._big:
            button.setProperty("tall", "true")
        button.setAccessibleName(f"Sign: {slot.rule.title}")
        button.clicked.connect(lambda: self.sign_wanted.emit(slot.position))
        self.sign_buttons[slot.position] = button
        self._add(slot.rule.title, detail, button)

    def _add(self, title: str, detail: str, *trailing: QWidget) -> None:
        row = CardRow(title, detail, *trailing)
        row.title.setWordWrap(not self._big)
        self.add_row(row)


def may_sign(actor: Actor, slot: Slot) -> bool:
    """Whether the person at work may give this signature now."""
    permission = PERMISSION_TO_SIGN[Meaning(slot.rule.meaning)]
    return not slot.filled and actor.role in slot.rule.roles and may(actor.role, permission)
