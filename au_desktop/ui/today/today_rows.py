"""Draws the lines of Today: one card row a person, case, signature, draft or due day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.roles import Permission, may
from au_desktop.domain.training.cases import Case
from au_desktop.services.attesting.attestation_waits import AttestationWait
from au_desktop.services.bundle import Services
from au_desktop.services.day.day_waits import PapersDue, PartsDiffer
from au_desktop.services.day.overview import HereToday, PlannedCase
from au_desktop.services.roster.license_follow_ups import FollowUpDue
from au_desktop.services.rows import DueRow, RunRow, WaitingRow
from au_desktop.services.safety.safety_due import SafetyDue
from au_desktop.services.sentences import roles_said
from au_desktop.settings import Settings
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import CardRow
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import moment_words
from au_desktop.ui.kit.gate_words import reason_sentences
from au_desktop.ui.kit.safety.record_places import record_place
from au_desktop.ui.kit.targets import TabTarget
from au_desktop.ui.kit.training_words import (
    activity_words,
    capacity_words,
    pathway_words,
    period_words,
)
from au_desktop.ui.today import today_words

_NEAR = timedelta(days=2)


class TodayRows:
    """Makes rows that open their record by `go(page, target)`; `open_bedside(case)` begins or resumes its checklist."""

    def __init__(
        self,
        services: Services,
        settings: Settings,
        go: Callable[[str, object], None],
        open_bedside: Callable[[Case], None],
    ) -> None:
        self._services, self._settings = services, settings
        self._go, self._open_bedside = go, open_bedside
        self._style = settings.date_style
        self._supervisors: Mapping[SupervisorId, str] = {}

    def name_supervisors(self, names: Mapping[SupervisorId, str]) -> None:
        """Say who the supervising AUs are."""
        self._supervisors = names

    def here(self, here: HereToday) -> CardRow:
        """Someone whose visit holds today."""
        trainee = here.trainee
        until = here.visit.last if here.visit else None
        parts = [capacity_words(here.capacity) if here.capacity else "no capacity granted"]
        if here.visit is not None:
            parts.append(
                f"visit {period_words(here.visit, self._style)}"
                + (" · last day" if until == self._today() else "")
            )
        name = (
            f"{trainee.display_name}, {trainee.degree}" if trainee.degree else trainee.display_name
        )
        row = CardRow(
            f"{name} · {pathway_words(trainee.pathway)}",
            " · ".join(parts),
            StateChip(*today_words.here_chip(here)),
        )
        return self._opens(row.emphasize(), "trainees", trainee.id)

    def planned(self, planned: PlannedCase) -> CardRow:
        """A case of today or the coming days."""
        case = planned.case
        supervisor = self._supervisor(case)
        prescribed = case.prescribed.low if case.prescribed else None
        detail = " · ".join(
            part
            for part in (
                self._drug(case),
                activity_words(prescribed, self._settings) if prescribed else "",
                f"AU {supervisor}" if supervisor else "no supervising AU yet",
            )
            if part
        )
        chip = StateChip(*today_words.planned_chip(planned, self._today()))
        chip.setToolTip("\n".join(reason_sentences(planned.verdict, self._style)))
        row = CardRow(
            f"{planned.trainee.display_name} · {case.code}",
            detail,
            chip,
            *self._planned_buttons(planned),
        )
        return self._opens(row, "cases", case.id)

    def _planned_buttons(self, planned: PlannedCase) -> tuple[QWidget, ...]:
        case = planned.case
        if today_words.visit_missed(planned.trainee, case.on):
            button = SecondaryButton("Re-plan")
            button.clicked.connect(partial(self._go, "cases", case.id))
        elif case.on == self._today():
            button = SecondaryButton("Open bedside")
            button.setEnabled(may(self._services.desk.actor.role, Permission.FILL_CHECKLISTS))
            button.clicked.connect(partial(self._open_bedside, case))
        else:
            return ()
        button.setAccessibleName(f"{button.text()}: {case.code}")
        return (button,)

    def waiting(self, waiting: WaitingRow) -> CardRow:
        """A signature that is waited for."""
        roles = roles_said(waiting.roles)
        parts = (waiting.about, f"as {waiting.meaning}, by {roles}")
        chips = [
            StateChip(*today_words.age_chip(waiting.submitted_at.local.date(), self._today()))
        ]
        if self._services.signing.is_mine(waiting):
            chips.insert(0, StateChip("yours", "info"))
        row = CardRow(
            f"{waiting.code} · {waiting.template_title}",
            " · ".join(part for part in parts if part),
            *chips,
        )
        return self._opens(row, "checklists", waiting.run_id)

    def draft(self, run: RunRow) -> CardRow:
        """A checklist that is not submitted."""
        said = f"returned: {run.returned}" if run.returned else f"begun by {run.started_by}"
        detail = " · ".join(part for part in (run.about, said) if part)
        chip = StateChip(moment_words(run.entered_at, self._style), "neutral")
        if run.returned:
            chip = StateChip("returned", "attention")
        row = CardRow(f"{run.code} · {run.template_title}", detail, chip)
        return self._opens(row, "checklists", run.run_id)

    def due(self, due: DueRow) -> CardRow:
        """A calibration or membership that ends, or a checklist that comes again."""
        title, detail = today_words.due_words(due, self._today(), self._style)
        row = CardRow(
            title, detail, StateChip(*today_words.due_chip(due.due, self._today(), self._style))
        )
        if due.kind == "instrument":
            return self._opens(row, "center", ("instrument", due.id))
        if due.kind == "schedule":
            return self._opens(row, "checklists", TabTarget("schedule", due.id))
        return self._opens(row, "trainees", due.id)

    def paper(self, one: PapersDue) -> CardRow:
        """Papers or dosimeters of a visit."""
        chip = StateChip(*today_words.due_chip(one.due, self._today(), self._style))
        row = CardRow(*today_words.paper_words(one, self._style), chip)
        row.setToolTip(f"{one.host}, visit {period_words(one.placement.visit, self._style)}")
        return self._opens(row, "trainees", (one.trainee.id, "onboarding", one.placement.id))

    def presses(self, one: SafetyDue) -> bool:
        """Whether its clock counts hours and runs out within two days, or has run out."""
        return one.at is not None and one.at.utc < self._services.desk.clock.now().utc + _NEAR

    def safety(self, one: SafetyDue) -> CardRow:
        """A clock that runs, a survey, a check, waste that may be surveyed."""
        now = self._services.desk.clock.now()
        chip = StateChip(*today_words.safety_chip(one, now, self._style))
        row = CardRow(*today_words.safety_words(one), chip)
        return self._opens(row, *record_place(one.kind, one.record_id))

    def license(self, one: FollowUpDue) -> CardRow:
        """A task of a home license."""
        chip = StateChip(*today_words.license_chip(one, self._today(), self._style))
        row = CardRow(*today_words.license_words(one), chip)
        return self._opens(row, "trainees", (one.trainee.id, "home_license", one.follow_up.id))

    def attestation(self, one: AttestationWait) -> CardRow:
        """A trainee whose records are ready for the attestation."""
        chips = [StateChip(*today_words.age_chip(one.since, self._today()))]
        if one.mine:
            chips.insert(0, StateChip("yours", "info"))
        row = CardRow(*today_words.attestation_words(one), *chips)
        return self._opens(row, "trainees", (one.trainee_id, "packet", None))

    def parts(self, one: PartsDiffer) -> CardRow:
        """A part on which two people differ."""
        row = CardRow(*today_words.parts_words(one), StateChip("parts differ", "attention"))
        return self._opens(row, "cases", one.case.id)

    def _opens(self, row: CardRow, page: str, target: object) -> CardRow:
        row.make_clickable().activated.connect(partial(self._go, page, target))
        row.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return row

    def _today(self) -> date:
        return self._services.desk.today()

    def _supervisor(self, case: Case) -> str:
        return self._supervisors.get(case.supervisor_id, "") if case.supervisor_id else ""

    def _drug(self, case: Case) -> str:
        drug = self._services.desk.reference.drugs.get(case.drug_id)
        return drug.generic_name if drug else case.drug_id
