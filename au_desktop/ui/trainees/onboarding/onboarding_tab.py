"""Onboarding of one trainee: what precedes the first case, the capacity granted, and a card for each visit to a host."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.services.roster.placements import Receipt
from au_desktop.services.rows import RunState
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.item_editors.new_run import NewRun
from au_desktop.ui.kit.onboarding_words import step_basis, step_chip
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import capacity_words, period_words
from au_desktop.ui.trainees.missing_steps import EDIT_TRAINEE
from au_desktop.ui.trainees.onboarding import placement_dialogs
from au_desktop.ui.trainees.onboarding.placement_card import PlacementCard
from au_desktop.ui.trainees.overview.program_card import ProgramCard
from au_desktop.ui.trainees.trainee_tab import TraineeTab

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from au_desktop.domain.ids import ProgramId, TraineeId
    from au_desktop.domain.training.onboarding import (
        Dosimeter,
        HostProfile,
        OnboardingItem,
        ProgramProfile,
    )
    from au_desktop.domain.training.trainees import CapacityPeriod, Trainee
    from au_desktop.services.roster.onboarding_views import Onboarding, PlacementView
    from au_desktop.services.roster.preparations import PreparedStep
    from au_desktop.ui.kit.record_dialog import RecordDialog
    from au_desktop.ui.kit.section import SectionContext

NO_VISIT = (
    "A visit takes the host's list of papers, each due so many days before the first day. Received papers, dosimeters and "
    "what is still missing are kept here."
)
NO_HOST = (
    "Visits are planned at a host hospital. Add the hospital with its list of papers first; an example to start from is "
    "shipped."
)
VOID_VISIT = "The visit stays readable. Its days leave the trainee's visits unless another visit has the same."

_CARDS_ABOVE = 3
"""Steps, capacity and program stand above the visits."""

Loaded = tuple["Onboarding", tuple["HostProfile", ...], tuple["ProgramProfile", ...]]


class OnboardingTab(TraineeTab):
    """Loads everything at once; each card says what is wanted and the tab does it."""

    watches = frozenset(
        {
            Kind.PLACEMENT,
            Kind.PROGRAM,
            Kind.TRAINEE,
            Kind.CASE,
            Kind.RUN,
            Kind.SIGN_OFF,
            Kind.PAPER,
        }
    )

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Onboarding")
        self._style = context.settings.date_style
        self._hosts: tuple[HostProfile, ...] = ()
        self._programs: tuple[ProgramProfile, ...] = ()
        self._trainee: Trainee | None = None
        self.cards: list[PlacementCard] = []
        self.steps = Card("Before the first case")
        self.capacity = Card("Capacity granted")
        self.capacity_button = named(QuietButton("Edit…"), "Edit the capacities")
        self.capacity_button.clicked.connect(self._edit_capacity)
        context.allow(self.capacity_button, Permission.MANAGE_TRAINEES)
        self.capacity.add_head_widget(self.capacity_button)
        self.program = ProgramCard(context)
        self.program.choice_wanted.connect(self.choose_program)
        self.empty = EmptyState("calendar", "No visit planned yet", NO_VISIT, "Plan a visit")
        self.empty.first_step.connect(self._on_first_step)
        self.empty.hide()
        self.content.addWidget(self.steps)
        self.content.addWidget(self.capacity)
        self.content.addWidget(self.program)
        self.content.addWidget(self.empty)
        self.content.addStretch(1)

    def main_action(self) -> MainAction:
        """Plan a visit."""
        allowed = not self.context.why_not(Permission.MANAGE_TRAINEES)
        return MainAction("Plan a visit", self._on_first_step, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load visits, hosts and what precedes the first case."""
        if self.trainee_id is not None:
            self.load(partial(self._read, self.trainee_id), self._show)

    def tasks(self) -> Mapping[str, Callable[[], None]]:
        """Plan a visit."""
        return {"plan": self.plan}

    def plan(self) -> None:
        """Ask for a host and days."""
        if self.trainee_id is None:
            return

        def place(dialog: RecordDialog, plan: Any) -> None:  # noqa: ANN401 - a placement plan
            work = partial(self.context.services.placements.place, plan)
            self.carry_out(work, "Visit planned.", dialog, dialog.form)

        placement_dialogs.plan_dialog(self, self._hosts, self.trainee_id, place).open()

    def choose_program(self) -> None:
        """Ask which program sent the trainee; without any, go where programs are kept."""
        trainee = self._trainee
        if trainee is None:
            return
        if not self._programs:
            self.go_requested.emit("center", "programs")
            return

        def change(dialog: RecordDialog, program_id: ProgramId | None) -> None:
            changed = replace(trainee, program_id=program_id)
            work = partial(self.context.services.enrolment.change, changed)
            self.carry_out(work, "Program chosen.", dialog, dialog.form)

        placement_dialogs.program_dialog(self, self._programs, trainee.program_id, change).open()

    def _read(self, trainee_id: TraineeId) -> Loaded:
        services = self.context.services
        hosts = tuple(one for one in services.hosts.hosts() if not one.retired)
        programs = tuple(one for one in services.hosts.programs() if not one.retired)
        return services.placements.of(trainee_id), hosts, programs

    def _show(self, loaded: Loaded) -> None:
        onboarding, self._hosts, self._programs = loaded
        if onboarding.trainee.id != self.trainee_id:
            return
        self._trainee = onboarding.trainee
        self.program.show_program(onboarding)
        self._show_steps(onboarding.steps)
        self._show_capacity(onboarding.trainee)
        self._show_placements(onboarding.placements)

    def _show_steps(self, steps: tuple[PreparedStep, ...]) -> None:
        self.steps.clear_rows()
        for step in steps:
            self.steps.add_row(self._step_row(step))
        self.steps.setVisible(bool(steps))

    def _step_row(self, step: PreparedStep) -> CardRow:
        chip = StateChip(*step_chip(step))
        words = "Start" if step.run_id is None else "Open"
        button = named(QuietButton(words), f"{words}: {step.title}")
        if step.run_id is None:
            wish = NewRun(template_id=step.template_id, trainee_id=self.trainee_id)
            button.clicked.connect(partial(self.go_requested.emit, "checklists", wish))
            self.context.allow(button, Permission.FILL_CHECKLISTS)
        else:
            page = "bedside" if step.state is RunState.DRAFT else "checklists"
            button.clicked.connect(partial(self.go_requested.emit, page, step.run_id))
        detail = step_basis(step)
        if step.done_on is not None:
            detail = f"{day_words(step.done_on, self._style)} · {detail}"
        return CardRow(step.title, detail, chip, button)

    def _show_capacity(self, trainee: Trainee) -> None:
        self.capacity.clear_rows()
        for entry in trainee.capacities:
            self.capacity.add_row(self._capacity_row(entry))
        if not trainee.capacities:
            self.capacity.add_row(CardRow("No capacity is granted: no case counts."))

    def _edit_capacity(self) -> None:
        self.go_requested.emit("trainees", (self.trainee_id, EDIT_TRAINEE, None))

    def _capacity_row(self, entry: CapacityPeriod) -> CardRow:
        days = period_words(entry.period, self._style)
        approver = entry.approved_by.strip()
        detail = f"{days} · approved by {approver}" if approver else days
        holds = entry.period.holds(self.context.today())
        chips = [StateChip("in force", State.OK)] if holds else []
        if not approver:
            chips.append(StateChip("approver missing", State.ATTENTION))
        return CardRow(capacity_words(entry.capacity), detail, *chips)

    def _show_placements(self, views: tuple[PlacementView, ...]) -> None:
        for card in self.cards:
            self.content.removeWidget(card)
            card.setParent(None)
            card.deleteLater()
        self.cards = [PlacementCard(self.context, view) for view in views]
        for at, card in enumerate(self.cards):
            self.content.insertWidget(_CARDS_ABOVE + at, card)
            self._listen(card)
        self.empty.setVisible(not views)
        if self._hosts:
            self.empty.set_words("No visit planned yet", NO_VISIT, "Plan a visit")
        else:
            self.empty.set_words("No host hospital yet", NO_HOST, "Add a host")
        self.context.allow(self.empty.button, Permission.MANAGE_TRAINEES)

    def _listen(self, card: PlacementCard) -> None:
        view = card.view
        card.received.connect(partial(self._receive, view))
        card.details_wanted.connect(partial(self._ask_details, view))
        card.returned.connect(partial(self._take_back, view))
        card.item_wanted.connect(partial(self._ask_item, view))
        card.move_wanted.connect(partial(self._ask_days, view))
        card.void_wanted.connect(partial(self._ask_reason, view))
        card.dosimeter_wanted.connect(partial(self._ask_dosimeter, view))

    def _on_first_step(self) -> None:
        if self._hosts:
            self.plan()
        else:
            self.go_requested.emit("center", "hosts")

    def _receive(self, view: PlacementView, item: OnboardingItem) -> None:
        receipt = Receipt(self.context.today())
        placements = self.context.services.placements
        work = partial(placements.receive, view.placement.id, item.title, receipt)
        self.carry_out(work, f"{item.title} received.")

    def _ask_details(self, view: PlacementView, item: OnboardingItem) -> None:
        def change(dialog: RecordDialog, changed: OnboardingItem) -> None:
            placements = self.context.services.placements
            work = partial(placements.change_item, view.placement.id, changed)
            self.carry_out(work, f"{item.title} changed.", dialog, dialog.form)

        owner = view.placement.trainee_id
        placement_dialogs.item_dialog(self, item, owner, change).open()

    def _ask_item(self, view: PlacementView) -> None:
        def add(dialog: RecordDialog, item: OnboardingItem) -> None:
            work = partial(self.context.services.placements.add_item, view.placement.id, item)
            self.carry_out(work, f"{item.title} added.", dialog, dialog.form)

        placement_dialogs.new_item_dialog(self, view.placement, add).open()

    def _ask_days(self, view: PlacementView) -> None:
        def move(dialog: RecordDialog, visit: Any) -> None:  # noqa: ANN401 - a period
            work = partial(self.context.services.placements.move, view.placement.id, visit)
            self.carry_out(work, "Visit moved.", dialog, dialog.form)

        placement_dialogs.move_dialog(self, view.placement, move).open()

    def _ask_reason(self, view: PlacementView) -> None:
        def void(dialog: RecordDialog, reason: str) -> None:
            work = partial(self.context.services.placements.void, view.placement.id, reason)
            self.carry_out(work, "Visit taken out of use.", dialog, dialog.form)

        title = f"Take the visit to {view.host.name} out of use"
        placement_dialogs.void_dialog(self, title, VOID_VISIT, void).open()

    def _ask_dosimeter(self, view: PlacementView) -> None:
        def issue(dialog: RecordDialog, dosimeter: Dosimeter) -> None:
            placements = self.context.services.placements
            work = partial(placements.issue_dosimeter, view.placement.id, dosimeter)
            self.carry_out(work, f"Dosimeter {dosimeter.number} issued.", dialog, dialog.form)

        placement_dialogs.dosimeter_dialog(self, self.context.today(), issue).open()

    def _take_back(self, view: PlacementView, dosimeter: Dosimeter) -> None:
        placements = self.context.services.placements
        today = self.context.today()
        work = partial(placements.return_dosimeter, view.placement.id, dosimeter.number, today)
        self.carry_out(work, f"Dosimeter {dosimeter.number} returned.")
