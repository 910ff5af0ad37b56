"""Claiming, rating and settling from the case's details: the card that shows where it stands, and its dialogs."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.agreement import AgreementReport
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.services.bundle import Services
from au_desktop.services.cases.dual_ratings import RatingView
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.cases.agreement_dialog import AgreementDialog
from au_desktop.ui.cases.case_facts import CaseFacts
from au_desktop.ui.cases.rating_dialog import CLAIM, RATE, JudgmentDialog, ResolveDialog
from au_desktop.ui.cases.rating_words import side_by_side, state_of
from au_desktop.ui.kit.buttons import Button, QuietButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.tokens import SPACE_8


class RatingDesk(QObject):
    """Emits `done(words, outcome)` once something was stated, rated or settled."""

    done = Signal(str, object)

    def __init__(
        self, services: Services, operations: Runner, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._services, self._operations, self._settings = services, operations, settings
        self.dialog: JudgmentDialog | ResolveDialog | AgreementDialog | None = None

    def card(self, facts: CaseFacts) -> Card:
        """Claim and rating of the case with what may be done next."""
        view, case = facts.rating, facts.case
        card = Card("Claim and rating")
        card.add_head_widget(StateChip(*state_of(view)))
        card.add_content(side_by_side(view, self._services.desk.reference))
        if view.resolution is not None:
            settled = view.resolution
            name = view.names.get(settled.by, "")
            card.add_note(f"Settled on {settled.part.value} by {name}: {settled.reason}")
        elif view.unresolved:
            card.add_note("The case does not count until the difference is settled.")
        buttons = self._buttons(case, facts, view) if _is_open(case) else []
        if buttons:
            foot = QWidget()
            row = QHBoxLayout(foot)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE_8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            card.add_content(foot)
        return card

    def claim(self, facts: CaseFacts) -> None:
        """Ask for the trainee's part."""
        reference = self._services.desk.reference
        about = self._about(facts)
        dialog = JudgmentDialog(CLAIM, about, reference, self._window, before=facts.rating.claim)

        def work() -> Outcome[None]:
            return self._services.ratings.claim(facts.case.id, dialog.judgment())

        self._open(dialog, work, f"The part in {facts.case.code} is stated.")

    def rate(self, facts: CaseFacts) -> None:
        """Ask for the preceptor's rating; nothing of the claim is shown."""
        reference = self._services.desk.reference
        dialog = JudgmentDialog(RATE, self._about(facts), reference, self._window)

        def work() -> Outcome[None]:
            typed = dialog.passphrase.text()
            return self._services.ratings.rate(facts.case.id, dialog.judgment(), typed)

        self._open(dialog, work, f"The part in {facts.case.code} is rated and signed.")

    def resolve(self, facts: CaseFacts) -> None:
        """Ask what stands after a difference."""
        reference = self._services.desk.reference
        dialog = ResolveDialog(self._about(facts), facts.rating, reference, self._window)

        def work() -> Outcome[None]:
            return self._services.ratings.resolve(
                facts.case.id, dialog.chosen_part(), dialog.reason(), dialog.passphrase.text()
            )

        self._open(dialog, work, f"The difference in {facts.case.code} is settled.")

    def show_agreement(self) -> None:
        """Open the report on agreement."""
        self._operations.run(
            self._services.ratings.agreement, self._on_report, owner=self, label="Counting"
        )

    def _on_report(self, report: AgreementReport) -> None:
        self.dialog = AgreementDialog(report, self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.open()

    def _buttons(self, case: Case, facts: CaseFacts, view: RatingView) -> list[Button]:
        role, read_only = self._services.desk.actor.role, self._services.desk.read_only
        made: list[Button] = []
        if may(role, Permission.CLAIM_PART) and view.rating is None:
            made.append(QuietButton("State part…" if not view.claimed else "State anew…"))
            made[-1].clicked.connect(partial(self.claim, facts))
        if may(role, Permission.RATE_PART) and view.rating is None:
            made.append(QuietButton("Rate…", "sign"))
            made[-1].clicked.connect(partial(self.rate, facts))
        if may(role, Permission.RATE_PART) and view.unresolved:
            made.append(QuietButton("Settle…", "sign"))
            made[-1].clicked.connect(partial(self.resolve, facts))
        for button in made:
            button.setAccessibleName(f"{button.text()} {case.code}")
            button.setEnabled(not read_only)
        return made

    def _about(self, facts: CaseFacts) -> str:
        drug = self._services.desk.reference.drugs.get(facts.case.drug_id)
        day = day_words(facts.case.on, self._settings.date_style)
        title = drug.generic_name if drug else facts.case.drug_id
        return f"{facts.case.code} · {day} · {title} · {facts.trainee.display_name}"

    def _open(
        self,
        dialog: JudgmentDialog | ResolveDialog,
        work: Callable[[], Outcome[Any]],
        words: str,
    ) -> None:
        def written(outcome: Outcome[Any]) -> None:
            dialog.passphrase.clear()
            dialog.accept()
            self.done.emit(words, outcome)

        def go() -> None:
            if dialog.complete():
                dialog.set_busy(busy=True)
                self._operations.run(work, written, dialog.show_failure, dialog)

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_by_person.connect(go)
        self.dialog = dialog
        dialog.open()


def _is_open(case: Case) -> bool:
    return case.voided is None and case.state is CaseState.GIVEN
