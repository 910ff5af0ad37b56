"""The card of the program that sent a trainee: what it asks, held against what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from au_desktop.domain.roles import Permission
from au_desktop.domain.training.program_checks import Asked
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from au_desktop.domain.training.onboarding import ProgramProfile
    from au_desktop.domain.training.program_checks import ProgramCheck
    from au_desktop.services.roster.onboarding_views import Onboarding
    from au_desktop.ui.kit.section import SectionContext

NO_PROGRAM = "No program is chosen."
SAYS_NOTHING = "This program states no days, cases, membership or documents."
_CHIPS = {
    True: ("there", State.OK),
    False: ("missing", State.ATTENTION),
    None: ("not checked", State.NEUTRAL),
}


class ProgramCard(Card):
    """Emits `choice_wanted` when another program is to be chosen."""

    choice_wanted = Signal()

    def __init__(self, context: SectionContext) -> None:
        super().__init__("Program")
        self._context = context

    def show_program(self, onboarding: Onboarding) -> None:
        """Show the program of a trainee and what it asks."""
        self.clear_rows()
        self.add_row(self._first_row(onboarding.program))
        for check in onboarding.checks:
            self.add_row(CardRow(*_words(check), StateChip(*_CHIPS[check.met])))
        if onboarding.program is not None and not onboarding.checks:
            self.add_row(CardRow("", SAYS_NOTHING))

    def _first_row(self, program: ProgramProfile | None) -> CardRow:
        words = "Choose…" if program is None else "Change…"
        button = named(QuietButton(words), "Choose the program")
        button.clicked.connect(self.choice_wanted)
        self._context.allow(button, Permission.MANAGE_TRAINEES)
        if program is None:
            return CardRow(NO_PROGRAM, "", button)
        check = [StateChip("needs checking", State.ATTENTION)] if program.verify else []
        return CardRow(program.title, program.edition, *check, button).emphasize()


def _words(check: ProgramCheck) -> tuple[str, str]:
    """What is asked, and how much of it is there."""
    return {
        Asked.DAYS: ("Days", f"{check.found} of {check.wanted} in the trainee's visits"),
        Asked.CASES: (
            "Cases asked by the program",
            f"{check.found} of {check.wanted} given; which of them count is another question",
        ),
        Asked.MEMBERSHIP: ("Membership", check.found or "number not given"),
        Asked.CLASSROOM: ("Classroom training complete before the visit", ""),
        Asked.DOCUMENT: (check.wanted, "kept paper of this title"),
    }[check.asked]
