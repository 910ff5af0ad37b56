"""Draws one case in the detail pane: verdict, dosage check, facts, checklists, and what may be done with it."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.roles import Permission, Role, may
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.services.bundle import Services
from au_desktop.services.rows import RunRow, RunState
from au_desktop.settings import Settings
from au_desktop.ui.cases.case_facts import CaseFacts
from au_desktop.ui.cases.case_history_words import moves_lines, time_lines
from au_desktop.ui.cases.case_safety import records_card
from au_desktop.ui.cases.dosage_words import dosage_words
from au_desktop.ui.cases.rating_desk import RatingDesk
from au_desktop.ui.cases.rating_words import HIDDEN
from au_desktop.ui.kit.accessible import plain_tip
from au_desktop.ui.kit.buttons import Button, DangerButton, QuietButton, SecondaryButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.detail_pane import DetailPane
from au_desktop.ui.kit.gate_words import flag_sentences, reason_sentences, verdict_chip
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import (
    NOTHING,
    activity_in_both,
    part_words,
    prescribed_words,
)

_RUN_STATES = {
    RunState.DRAFT: State.INFO,
    RunState.WAITING: State.ATTENTION,
    RunState.DONE: State.OK,
    RunState.SUPERSEDED: State.NEUTRAL,
    RunState.VOIDED: State.NEUTRAL,
}
_AGREED = {True: "yes", False: "no", None: NOTHING}


class CaseDetail(QObject):
    """Fills the pane of the list; emits what the person wants."""

    edit_wanted = Signal(object)
    given_wanted = Signal(object)
    void_wanted = Signal(object)
    bedside_wanted = Signal(object)
    go_requested = Signal(str, object)

    def __init__(
        self, pane: DetailPane, services: Services, settings: Settings, ratings: RatingDesk
    ) -> None:
        super().__init__(pane)
        self._pane, self._services, self._settings = pane, services, settings
        self._ratings = ratings

    def show_facts(self, facts: CaseFacts) -> None:
        """Draw this case."""
        case = facts.case
        dosage = dosage_words(case)
        self._pane.show_facts(
            case.code,
            day_words(case.on, self._settings.date_style),
            self._facts(facts),
        )
        if facts.verdict.category is not None:
            category = facts.verdict.category
            self._pane.add_section("Category", (f"{category.code} · {category.title}",))
        sentences = reason_sentences(facts.verdict, self._settings.date_style)
        if sentences:
            title = (
                "Before it can count" if case.state is CaseState.PLANNED else "Does not count yet"
            )
            self._pane.add_section("Void" if case.voided else title, ("\n".join(sentences),))
        flags = flag_sentences(facts.verdict, self._settings.date_style)
        if flags:
            self._pane.add_content(Notice("\n".join(flags), State.ATTENTION))
        moved = moves_lines(case, self._settings.date_style)
        if moved:
            self._pane.add_section("Moves", ("\n".join(moved),))
        if dosage is not None:
            self._pane.add_section("Dosage check", ("\n".join(dosage.lines),))
        for part in self._below(facts):
            self._pane.add_content(part)
        for button in self._buttons(case):
            self._pane.add_action(button)

    def _below(self, facts: CaseFacts) -> Iterator[QWidget]:
        """What stands under the facts."""
        if facts.case.state is CaseState.GIVEN:
            yield self._ratings.card(facts)
        yield self._checklists(facts)
        if facts.records:
            yield records_card(facts.records, self.go_requested.emit)
        yield self._trainee_link(facts)

    def _facts(self, facts: CaseFacts) -> list[tuple[str, str | QWidget]]:
        case = facts.case
        drug = self._services.desk.reference.drugs.get(case.drug_id)
        dosage = dosage_words(case)
        rows: list[tuple[str, str | QWidget]] = [
            ("Verdict", StateChip(*verdict_chip(facts.verdict))),
            ("Trainee", f"{facts.trainee.display_name} · {facts.trainee.code}"),
            ("Drug", drug.title if drug else case.drug_id),
            ("Prescribed", prescribed_words(case.prescribed, self._settings)),
            ("Administered", activity_in_both(case.administered, self._settings)),
        ]
        if dosage is not None:
            rows.append(("Difference", StateChip(dosage.chip, dosage.state)))
        rows += [
            ("Part taken", HIDDEN if facts.hidden else part_words(case.part)),
            ("Supervising AU", facts.supervisor or NOTHING),
            ("License", case.license_number or NOTHING),
            ("Location", case.location or NOTHING),
            ("Patient code", case.patient_code or NOTHING),
            ("Visitor agreed", _AGREED[case.visitor_agreed]),
        ]
        rows += time_lines(facts, self._settings.date_style)
        if case.notes:
            rows.append(("Notes", case.notes))
        return rows

    def _trainee_link(self, facts: CaseFacts) -> Button:
        button = QuietButton("Open the trainee's page", "person")
        button.setAccessibleName(f"Open trainee {facts.trainee.display_name}")
        button.clicked.connect(partial(self.go_requested.emit, "trainees", facts.case.trainee_id))
        return button

    def _checklists(self, facts: CaseFacts) -> Card:
        card = Card("Checklists", str(len(facts.runs)) if facts.runs else "")
        for run in facts.runs:
            card.add_row(self._run_row(run))
        if not facts.runs:
            card.add_row(CardRow("", "No checklist is about this case yet."))
        role = self._services.desk.actor.role
        if facts.case.voided is None:
            begun = any(run.state is RunState.DRAFT for run in facts.runs)
            words = "Open bedside" if begun else "Start checklist"
            button = QuietButton(words, "bedside")
            _allow(button, role, Permission.FILL_CHECKLISTS)
            button.clicked.connect(partial(self.bedside_wanted.emit, facts))
            card.add_content(button)
        return card

    def _run_row(self, run: RunRow) -> CardRow:
        waits = f"waits for: {run.waiting_for}" if run.waiting_for else run.template_title
        row = CardRow(run.code, waits, StateChip(run.state.value, _RUN_STATES[run.state]))
        row.setToolTip(plain_tip(run.template_title))
        row.make_clickable().activated.connect(
            partial(self.go_requested.emit, "checklists", run.run_id)
        )
        return row

    def _buttons(self, case: Case) -> tuple[Button, ...]:
        role = self._services.desk.actor.role
        if case.voided is not None or case.state is CaseState.LOST:
            return ()
        edit = SecondaryButton("Edit", "pencil")
        edit.clicked.connect(partial(self.edit_wanted.emit, case))
        _allow(edit, role, Permission.LOG_CASES)
        buttons: list[Button] = [edit]
        if case.state is CaseState.PLANNED:
            buttons.append(self._button("Given…", self.given_wanted.emit, case))
            _allow(buttons[-1], role, Permission.LOG_CASES)
        void = DangerButton("Void…")
        void.clicked.connect(partial(self.void_wanted.emit, case))
        _allow(void, role, Permission.VOID_RECORDS)
        return (*buttons, void)

    @staticmethod
    def _button(words: str, wish: Callable[[Case], None], case: Case) -> Button:
        button = SecondaryButton(words)
        button.clicked.connect(partial(wish, case))
        return button


def _allow(button: Button, role: Role, *permissions: Permission) -> None:
    """Enable it if the role may do all of it, else say what is not allowed."""
    refused = [one for one in permissions if not may(role, one)]
    button.setEnabled(not refused)
    if refused:
        button.setToolTip(f"The role {role_words(role)} may not {refused[0].value}.")
