"""Every use case of the training record refuses exactly the roles that the permission table leaves out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.errors import DomainError, NotAllowed, ReadOnlyCenter
from au_desktop.domain.ids import (
    CaseId,
    CourseId,
    FollowUpId,
    HostId,
    PaperId,
    PersonId,
    PlacementId,
    ProgramId,
    StatementId,
)
from au_desktop.domain.roles import PERMISSIONS, Permission, Role, may
from au_desktop.domain.signing.statements import PERMISSION_OF, StatementDraft, StatementKind
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.courses import CourseTemplate
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import Dosimeter, HostProfile, ProgramProfile
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.standings.attestation_rules import AskedFor
from au_desktop.domain.training.trainees import Pathway, Period
from au_desktop.services.cases.dual_ratings import Judgment
from au_desktop.services.cases.slot_board import SlotPlan
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.roster.placements import PlacementPlan
from au_desktop.services.roster.qualifications import PathwayChoice
from tests.builders import a_case
from tests.memory_services import MemoryServices, Work
from tests.statement_examples import PASS, add_hours

KEY = UUID(int=4711)
DAY = date(2026, 11, 20)


class Center(MemoryServices):
    """A trainee with an entry of hours and a case; `passphrase` is that of whoever works."""

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = ""
        self.trainee_id = self.trainee()
        self.entry = add_hours(self, self.trainee_id)
        case = a_case(trainee_id=self.trainee_id, supervisor_id=None, on=DAY)
        self.case_id = self.work().case_log.add(case).value

    def at_work(self, role: Role, read_only: str = "") -> Work:
        self.passphrase = role.value
        return self.work(role, read_only)

    def draft(self, kind: StatementKind) -> StatementDraft:
        return StatementDraft(kind, self.trainee_id, {})


Command = Callable[[Work, Center], object]
P = Permission
COMMANDS: dict[str, tuple[Permission, Command]] = {
    "hours add": (P.KEEP_HOURS, lambda w, c: w.hour_log.add(c.entry)),
    "hours change": (P.KEEP_HOURS, lambda w, c: w.hour_log.change(replace(c.entry, notes="x"))),
    "hours split": (P.KEEP_HOURS, lambda w, c: w.hour_log.split(c.entry, c.entry)),
    "hours void": (P.VOID_RECORDS, lambda w, c: w.hour_log.void(c.entry.id, "twice")),
    "hours import": (
        P.IMPORT_RECORDS,
        lambda w, c: w.hour_log.import_all((c.entry,), "file", lambda _change: None),
    ),
    "hours a day": (P.MANAGE_CENTER, lambda w, _: w.hour_log.set_hours_a_day(Decimal(8))),
    "case import": (
        P.IMPORT_RECORDS,
        lambda w, c: w.case_log.import_all((w.case_log.case(c.case_id),), "file"),
    ),
    "verify classroom": (
        P.VERIFY_CLASSROOM,
        lambda w, c: w.hour_log.verify_classroom((c.entry.id,), c.passphrase),
    ),
    "claim": (P.CLAIM_PART, lambda w, c: w.ratings.claim(c.case_id, Judgment(Part.ASSISTED))),
    "rate": (
        P.RATE_PART,
        lambda w, c: w.ratings.rate(c.case_id, Judgment(Part.ASSISTED), c.passphrase),
    ),
    "settle": (
        P.RATE_PART,
        lambda w, c: w.ratings.resolve(c.case_id, Part.ASSISTED, "agreed", c.passphrase),
    ),
    "ask to sign": (
        P.KEEP_PAPERS,
        lambda w, c: w.attestations.request(c.trainee_id, PersonId(KEY), AskedFor.PRECEPTOR),
    ),
    "ask no longer": (P.KEEP_PAPERS, lambda w, _: w.attestations.take_back(KEY)),
    "keep paper": (
        P.KEEP_PAPERS,
        lambda w, c: w.papers.keep_bytes(
            PaperDraft(PaperOwner.TRAINEE, c.trainee_id), "a.pdf", b"bytes"
        ),
    ),
    "change paper": (P.KEEP_PAPERS, lambda w, _: w.papers.change(PaperId(KEY), "title", None)),
    "void paper": (P.VOID_RECORDS, lambda w, _: w.papers.void(PaperId(KEY), "wrong")),
    "place": (
        P.MANAGE_TRAINEES,
        lambda w, c: w.placements.place(PlacementPlan(c.trainee_id, HostId(KEY), Period(DAY))),
    ),
    "move visit": (
        P.MANAGE_TRAINEES,
        lambda w, _: w.placements.move(PlacementId(KEY), Period(DAY)),
    ),
    "void visit": (P.MANAGE_TRAINEES, lambda w, _: w.placements.void(PlacementId(KEY), "off")),
    "lend dosimeter": (
        P.KEEP_PAPERS,
        lambda w, _: w.placements.issue_dosimeter(PlacementId(KEY), Dosimeter("B-1", "ring", DAY)),
    ),
    "add host": (P.MANAGE_CENTER, lambda w, _: w.hosts.add_host(HostProfile(HostId(KEY), "H"))),
    "add program": (
        P.MANAGE_CENTER,
        lambda w, _: w.hosts.add_program(ProgramProfile(ProgramId(KEY), "P")),
    ),
    "add course": (
        P.MANAGE_CENTER,
        lambda w, _: w.didactics.add(CourseTemplate(CourseId(KEY), "U", "T")),
    ),
    "begin license request": (
        P.MANAGE_TRAINEES,
        lambda w, c: w.follow_ups.add(LicenseFollowUp(FollowUpId(KEY), c.trainee_id, "9", "NRC")),
    ),
    "void license request": (
        P.MANAGE_TRAINEES,
        lambda w, _: w.follow_ups.void(FollowUpId(KEY), "off"),
    ),
    "keep qualification": (
        P.MANAGE_TRAINEES,
        lambda w, c: w.qualifications.keep(Qualification(c.trainee_id)),
    ),
    "choose pathway": (
        P.MANAGE_TRAINEES,
        lambda w, c: w.qualifications.choose_pathway(
            c.trainee_id, PathwayChoice(Pathway.PARENTERAL, ("G3",))
        ),
    ),
    "take trainee back": (
        P.MANAGE_TRAINEES,
        lambda w, c: w.enrolment.take_back((c.trainee_id,), "twice"),
    ),
    "plan slot": (
        P.LOG_CASES,
        lambda w, c: w.slots.plan(SlotPlan(c.trainee_id, "lu-177-dotatate", DAY)),
    ),
    "move slot": (P.LOG_CASES, lambda w, _: w.slots.move(CaseId(KEY), DAY, "ill")),
    "lose slot": (P.LOG_CASES, lambda w, _: w.slots.lose(CaseId(KEY), "ill")),
    "give slot": (P.LOG_CASES, lambda w, c: w.slots.assign(CaseId(KEY), c.trainee_id)),
}


@pytest.fixture
def center() -> Center:
    return Center()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_decides_who_may(center: Center, name: str, role: Role) -> None:
    permission, command = COMMANDS[name]
    entries = len(center.log)
    refused: NotAllowed | None = None
    try:
        command(center.at_work(role), center)
    except NotAllowed as error:
        refused = error
    except DomainError:
        # What stands against it beside the role is another test's subject.
        assert may(role, permission)
    assert (refused is None) is may(role, permission)
    if refused is not None:
        assert refused.permission == permission.value
        assert len(center.log) == entries


@pytest.mark.parametrize("name", COMMANDS)
def test_a_center_open_for_reading_takes_no_change(center: Center, name: str) -> None:
    permission, command = COMMANDS[name]
    role = sorted(PERMISSIONS[permission])[0]
    before = center.memory.center.state
    with pytest.raises(ReadOnlyCenter, match="restored"):
        command(center.at_work(role, "restored"), center)
    assert center.memory.center.state is before


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", sorted({*PERMISSION_OF} - {StatementKind.WITHDRAWAL}))
def test_each_kind_of_statement_has_its_signers(
    center: Center, kind: StatementKind, role: Role
) -> None:
    statements = center.at_work(role).statements
    if may(role, PERMISSION_OF[kind]):
        assert statements.sign(center.draft(kind), center.passphrase).value
        return
    with pytest.raises(NotAllowed):
        statements.sign(center.draft(kind), center.passphrase)


@pytest.mark.parametrize("role", Role)
def test_only_the_signer_and_who_voids_take_a_statement_back(center: Center, role: Role) -> None:
    draft = center.draft(StatementKind.ATTESTATION)
    key = StatementId(center.work(Role.PRECEPTOR).statements.sign(draft, PASS).value)
    statements = center.at_work(role).statements
    if may(role, Permission.VOID_RECORDS):
        assert statements.withdraw(key, "wrong person", center.passphrase).value
        return
    with pytest.raises(NotAllowed):
        statements.withdraw(key, "wrong person", center.passphrase)
