"""The tab Dosages: directives, time-outs and dosages in one list, one treatment beside it as a chain."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QMenu

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety import directives, dosages
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.time_outs import GO, STOP
from au_desktop.services.changes import Kind
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.safety.record_bar import RecordBar
from au_desktop.ui.kit.safety.safety_list import SafetyList, everything, in_states
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.safety.dosages import next_steps as steps
from au_desktop.ui.safety.dosages.chain_view import ChainView
from au_desktop.ui.safety.dosages.directive_steps import DirectiveSteps
from au_desktop.ui.safety.dosages.dosage_steps import DosageSteps
from au_desktop.ui.safety.dosages.take_over import TakeOver
from au_desktop.ui.safety.dosages.time_out_steps import TimeOutSteps
from au_desktop.ui.safety.dosages.treatment_dialogs import StepDialogs

if TYPE_CHECKING:
    from au_desktop.domain.safety.safety_records import SafetyRecord
    from au_desktop.domain.safety.treatments import Treatment
    from au_desktop.services.safety_stores import SafetyRow
    from au_desktop.ui.kit.section import SectionContext

_STATES = {
    directives.AWAITS_SIGNATURE: State.ATTENTION,
    directives.ORAL_TO_WRITE: State.ATTENTION,
    directives.SIGNED: State.OK,
    dosages.AWAITS_DIRECTIVE: State.ATTENTION,
    dosages.OUT_OF_RANGE: State.PROBLEM,
    dosages.READY: State.INFO,
    dosages.GIVEN: State.ATTENTION,
    dosages.NOT_USED: State.NEUTRAL,
    GO: State.OK,
    STOP: State.PROBLEM,
}

_SEARCH, _CHAIN = 180, 400
"""Room for the chips beside the search, and for a step's title beside its chip."""


class DosagesTab(PageTab):
    """The list with its chips, the chain of the chosen treatment, and the bar of what any record allows."""

    help_topic = "dosages"
    watches = frozenset({Kind.SAFETY, Kind.RUN, Kind.CASE})
    permission = Permission.KEEP_SAFETY

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Dosages")
        empty = EmptyState(
            "syringe",
            "No dosage yet",
            "A treatment begins with its written directive: dated and signed by an authorized user before the dosage "
            "is given (10 CFR 35.40). Time-out, dosage, residual and net activity follow it here.",
            "Write a directive",
        )
        self.list = SafetyList(
            context,
            RecordKind.DOSAGE,
            empty,
            self,
            chips=self._chips(),
            states=_STATES,
            titles=("Drug and activity", "Patient code"),
        )
        self.more = QuietButton("More", "more")
        self.more.clicked.connect(self._on_more)
        self.list.panel.add_tool(self.more)
        self.list.panel.search.setFixedWidth(_SEARCH)
        self.list.panel.details.setMinimumWidth(_CHAIN)
        self.bar = RecordBar(context, self, amending=True)
        self.content.addWidget(self.list.panel, 1)
        self.content.addWidget(self.bar)
        self.dialogs = StepDialogs(self, self._on_made)
        self.directive_steps = DirectiveSteps(self.dialogs)
        self.dosage_steps = DosageSteps(self.dialogs)
        self.time_out_steps = TimeOutSteps(self.dialogs)
        self.take_over = TakeOver(
            self, self.directive_steps, self.dosage_steps, self.time_out_steps
        )
        self.menu = self._menu()
        self.chain: ChainView | None = None
        self._record: SafetyRecord | None = None
        self._treatment: Treatment | None = None
        self.list.chosen.connect(self._on_chosen)
        self.list.start_wanted.connect(self.directive_steps.write)
        self.list.panel.details.closed.connect(self._on_closed)
        self.bar.done.connect(self.refresh)
        self.bar.amend_wanted.connect(self._on_amend)

    def main_action(self) -> MainAction | None:
        """Write a directive."""
        allowed = not self.context.why_not(Permission.KEEP_SAFETY)
        return MainAction("Write a directive", self.directive_steps.write, "plus", allowed)

    def refresh(self) -> None:
        """Load the list, and the treatment that is shown."""
        key = None if self._record is None else self._record.id
        self.list.load()
        if key is not None:
            self._show(key)

    def select(self, key: object) -> None:
        """Show one record of any of the three kinds, and its treatment beside it."""
        if not isinstance(key, UUID):
            return
        work = partial(self.context.services.treatment_file.record, key)
        self.load(work, lambda record: self._select(record.KIND, key))

    def find_in_page(self) -> bool:
        """The search field of the list."""
        return self.list.panel.find_in_page()

    def step(self, key: str) -> None:
        """Open the dialog of a next step of the treatment that is shown."""
        treatment = self._treatment
        if treatment is None:
            return
        directive, dosage = treatment.directive, treatment.dosage
        if directive is not None:
            work = {
                steps.SIGN: partial(self.directive_steps.sign, directive),
                steps.CHANGE: partial(self.directive_steps.change, directive),
                steps.NOTE: partial(self.directive_steps.note, directive),
                steps.REVISE: partial(self.directive_steps.revise, directive),
                steps.REVISE_ORALLY: partial(self.directive_steps.revise_orally, directive),
                steps.DETERMINE: partial(self.dosage_steps.determine, directive),
            }.get(key)
            if work is not None:
                work()
                return
        if dosage is not None:
            self._dosage_step(key, treatment, dosage)

    def _dosage_step(self, key: str, treatment: Treatment, dosage: Dosage) -> None:
        {
            steps.CORRECT: partial(self.dosage_steps.correct, dosage, treatment.directive),
            steps.DIRECT: partial(self.dosage_steps.direct, dosage),
            steps.TIE: partial(self.dosage_steps.tie, dosage),
            steps.SET_ASIDE: partial(self.dosage_steps.set_aside, dosage),
            steps.TIME_OUT: partial(self.time_out_steps.hold, treatment),
            steps.GIVE: partial(self.dosage_steps.give, treatment, dosage),
            steps.RESIDUAL: partial(self.dosage_steps.read_residual, dosage),
        }[key]()

    def _chips(self) -> dict[str, Any]:
        def of(kind: RecordKind, *states: str) -> Any:  # noqa: ANN401 - a filter
            return lambda wanted: replace(wanted, kind=kind, states=states)

        return {
            "": ("Dosages", everything),
            "awaiting": ("To sign", of(RecordKind.DIRECTIVE, directives.AWAITS_SIGNATURE)),
            "oral": ("Oral, to write", of(RecordKind.DIRECTIVE, directives.ORAL_TO_WRITE)),
            "range": ("Out of range", in_states(dosages.OUT_OF_RANGE)),
            "given": ("Given", in_states(dosages.GIVEN, dosages.DONE)),
            "directives": ("Directives", of(RecordKind.DIRECTIVE)),
            "time_outs": ("Time-outs", of(RecordKind.TIME_OUT)),
        }

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Oral directive of an emergency\u2026", self.directive_steps.speak)
        menu.addAction(
            "Dosage without a directive\u2026", lambda: self.dosage_steps.determine(None)
        )
        menu.addAction("Take over from a checklist\u2026", self.take_over.choose)
        return menu

    def _on_more(self) -> None:
        allowed = not self.context.why_not(Permission.KEEP_SAFETY)
        for action in self.menu.actions():
            action.setEnabled(allowed)
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _select(self, kind: RecordKind, key: UUID) -> None:
        chip = {RecordKind.DIRECTIVE: "directives", RecordKind.TIME_OUT: "time_outs"}.get(kind, "")
        if self.list.panel.query()[1] != chip:
            self.list.panel.filters.choose(chip)
        self.list.choose(key)
        self._show(key)

    def _on_made(self, key: object) -> None:
        if isinstance(key, UUID):
            self.select(key)

    def _on_chosen(self, row: SafetyRow | None) -> None:
        if row is not None:
            self._show(row.id)

    def _on_amend(self, record: SafetyRecord) -> None:
        if isinstance(record, Dosage) and self._treatment is not None:
            self.dosage_steps.amend(record, self._treatment.directive)

    def _on_closed(self) -> None:
        self._record = self._treatment = None
        self.bar.show_record(None)

    def _show(self, key: UUID) -> None:
        file = self.context.services.treatment_file

        def work() -> tuple[SafetyRecord, Treatment]:
            return file.record(key), file.of(key)

        self.load(work, self._on_found)

    def _on_found(self, found: tuple[SafetyRecord, Treatment]) -> None:
        self._record, self._treatment = found
        record, treatment = found
        details = self.list.panel.details
        title = f"{record.code} · {treatment.patient_code}"
        details.show_facts(title, record.summary.label, ())
        now = self.context.services.desk.clock.now()
        void = () if record.voided is None else (f"Void: {record.voided.reason}",)
        if void:
            details.add_section("Void", void)
        open_steps = () if void else steps.next_steps(treatment, self.context.why_not)
        self.chain = ChainView(treatment, now, open_steps)
        self.chain.step_wanted.connect(self.step)
        details.add_content(self.chain)
        details.setVisible(True)
        self.bar.show_record(record)
        given = isinstance(record, Dosage) and record.administration is not None
        self.bar.amend_button.setVisible(given)
