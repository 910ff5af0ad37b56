"""Hosts, programs and visits for tests: say only what the test is about."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from au_desktop.domain.checklists.templates import Need, SignOffRule
from au_desktop.domain.ids import FollowUpId, HostId, PlacementId, ProgramId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import (
    AskedItem,
    HostProfile,
    Placement,
    ProgramProfile,
    items_for,
)
from au_desktop.domain.training.trainees import Period, TraineeStatus
from au_desktop.services.roster.placements import PlacementPlan
from tests.builders import NOBODY
from tests.checklist_examples import a_template, an_item
from tests.training_center import TrainingCenter

VISIT = Period(date(2026, 12, 7), date(2026, 12, 18))
ITEMS = (
    AskedItem("Copy of the state medical license", "trainee", 30),
    AskedItem("Immunization record", "trainee", 30, valid_days=365),
    AskedItem("Identification badge", "host", 0),
)
INSTRUCTION = a_template(
    an_item("procedures"),
    id="trainee_instruction",
    title="Instruction of a supervised trainee",
    kind="trainee_instruction",
    needs=(Need.TRAINEE,),
    sign_offs=(SignOffRule("performed", "Instructed by", (Role.PRECEPTOR, Role.RSO)),),
)


def a_host(**changes: Any) -> HostProfile:
    return replace(HostProfile(HostId(NOBODY), "Lakeside Hospital", ITEMS), **changes)


def a_program(**changes: Any) -> ProgramProfile:
    return replace(ProgramProfile(ProgramId(NOBODY), "Example program"), **changes)


def a_placement(host: HostProfile | None = None, **changes: Any) -> Placement:
    visit = changes.get("visit", VISIT)
    placement = Placement(
        id=PlacementId(UUID(int=70)),
        trainee_id=TraineeId(NOBODY),
        host_id=HostId(NOBODY),
        visit=visit,
        items=items_for(host or a_host(), visit),
    )
    return replace(placement, **changes)


def a_follow_up(**changes: Any) -> LicenseFollowUp:
    follow_up = LicenseFollowUp(
        FollowUpId(NOBODY), TraineeId(NOBODY), "FL-0001-1", "State of Florida"
    )
    return replace(follow_up, **changes)


@dataclass
class Visited:
    """A training center with one trainee and one host."""

    center: TrainingCenter = field(default_factory=TrainingCenter)
    trainee_id: TraineeId = field(init=False)
    host_id: HostId = field(init=False)

    def __post_init__(self) -> None:
        self.center.take_in(INSTRUCTION)
        self.trainee_id = self.center.enroll(visits=(), capacities=(), status=TraineeStatus.ACTIVE)
        self.host_id = self.center.work().hosts.add_host(a_host()).value

    def place(self, visit: Period = VISIT) -> PlacementId:
        plan = PlacementPlan(self.trainee_id, self.host_id, visit)
        return self.center.work().placements.place(plan).value

    def placement(self, at: int = 0) -> Placement:
        return self.center.work().placements.of(self.trainee_id).placements[at].placement
