"""Tests of placements: planned with the host's items, moved, received, dosimeters lent, what is due, what is warned of."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import PaperId, PlacementId, RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.onboarding import Dosimeter, ItemState, OnboardingItem
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.domain.training.visit_warnings import VisitFault
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import Given
from au_desktop.services.roster.onboarding_views import DueKind
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.services.roster.placements import PlacementPlan, Placements, Receipt
from au_desktop.services.rows import RunState
from tests.builders import NOBODY
from tests.placed_visits import INSTRUCTION, VISIT, Visited, a_host

LICENSE = "Copy of the state medical license"
SHOTS = "Immunization record"
BADGE = "Identification badge"
TODAY = date(2026, 11, 20)
LATER = Period(date(2026, 12, 14), date(2026, 12, 16))


@pytest.fixture
def desk() -> Visited:
    return Visited()


def placements(desk: Visited, role: Role = Role.COORDINATOR) -> Placements:
    return desk.center.work(role).placements


def visits(desk: Visited) -> tuple[Period, ...]:
    return desk.center.work().enrolment.trainee(desk.trainee_id).visits


def test_a_visit_takes_the_hosts_items_and_joins_the_trainees_visits(desk: Visited) -> None:
    plan = PlacementPlan(desk.trainee_id, desk.host_id, VISIT, "with Dr Example")
    outcome = placements(desk).place(plan)
    (view,) = placements(desk).of(desk.trainee_id).placements
    assert view.placement.id == outcome.value
    assert view.host.name == "Lakeside Hospital"
    assert [(item.title, item.due) for item in view.placement.items] == [
        (LICENSE, date(2026, 11, 7)),
        (SHOTS, date(2026, 11, 7)),
        (BADGE, date(2026, 12, 7)),
    ]
    assert visits(desk) == (VISIT,)
    assert [entry.verb for entry in desk.center.log[-2:]] == ["plan visit", "change trainee"]
    assert outcome.changes.touches(Kind.PLACEMENT, Kind.TRAINEE)
    assert desk.center.log[-2].subject == "T-001 at Lakeside Hospital from 2026-12-07"


def test_days_that_the_trainee_has_already_are_not_added_again(desk: Visited) -> None:
    desk.place()
    desk.place()
    assert visits(desk) == (VISIT,)
    first, second = placements(desk).of(desk.trainee_id).placements
    placements(desk).void(first.placement.id, "planned twice")
    assert visits(desk) == (VISIT,)
    placements(desk).void(second.placement.id, "cancelled")
    assert visits(desk) == ()


def test_planning_can_be_taken_back(desk: Visited) -> None:
    outcome = placements(desk).place(PlacementPlan(desk.trainee_id, desk.host_id, VISIT))
    assert outcome.undo is not None
    outcome.undo.run()
    assert desk.placement().voided is not None
    assert visits(desk) == ()
    with pytest.raises(Invalid, match="out of use"):
        placements(desk).describe(outcome.value, "x")


def test_a_retired_or_unknown_host_takes_nobody(desk: Visited) -> None:
    hosts = desk.center.work().hosts
    hosts.change_host(replace(hosts.hosts()[0], retired=True))
    with pytest.raises(Invalid, match="is retired"):
        desk.place()
    with pytest.raises(NotFound):
        placements(desk).move(PlacementId(NOBODY), VISIT)


def test_a_visit_that_moves_is_counted_anew_and_comes_back(desk: Visited) -> None:
    key = desk.place()
    placements(desk).receive(key, LICENSE, Receipt(TODAY))
    outcome = placements(desk).move(key, LATER)
    moved = desk.placement()
    assert (moved.item(LICENSE).due, moved.item(SHOTS).due) == (
        date(2026, 11, 7),
        date(2026, 11, 14),
    )
    assert visits(desk) == (LATER,)
    assert outcome.undo is not None
    outcome.undo.run()
    assert desk.placement().visit == VISIT
    assert visits(desk) == (VISIT,)


def test_days_shared_with_another_visit_stay_with_the_trainee(desk: Visited) -> None:
    key = desk.place()
    desk.place()
    placements(desk).move(key, LATER)
    assert visits(desk) == (VISIT, LATER)


def test_nothing_is_logged_where_nothing_changes(desk: Visited) -> None:
    key = desk.place()
    before = len(desk.center.log)
    assert placements(desk).move(key, VISIT).undo is None
    assert len(desk.center.log) == before


def test_an_item_is_received_expires_by_the_hosts_rule_and_is_asked_for_again(
    desk: Visited,
) -> None:
    key = desk.place()
    outcome = placements(desk).receive(key, SHOTS, Receipt(TODAY))
    assert desk.placement().item(SHOTS).expires == TODAY + timedelta(days=365)
    until = date(2027, 1, 1)
    placements(desk).receive(key, SHOTS, Receipt(TODAY, until))
    assert desk.placement().item(SHOTS).expires == until
    placements(desk).receive(key, LICENSE, Receipt(TODAY))
    assert desk.placement().item(LICENSE).expires is None
    waiting = replace(desk.placement().item(SHOTS), received=None, expires=None)
    placements(desk).change_item(key, waiting)
    assert desk.placement().item(SHOTS) == waiting
    placements(desk).change_item(key, replace(waiting, received=TODAY))
    assert desk.placement().item(SHOTS).expires == TODAY + timedelta(days=365)
    placements(desk).change_item(key, replace(waiting, received=TODAY))
    assert desk.placement().item(SHOTS).expires is None
    assert outcome.undo is not None
    outcome.undo.run()
    with pytest.raises(NotFound):
        placements(desk).receive(key, "nothing", Receipt(TODAY))


def test_a_paper_stays_with_its_item(desk: Visited) -> None:
    key = desk.place()
    draft = PaperDraft(PaperOwner.TRAINEE, desk.trainee_id, LICENSE)
    paper_id: PaperId = desk.center.work().papers.keep_bytes(draft, "l.pdf", b"l").value
    placements(desk).attach(key, LICENSE, paper_id)
    placements(desk).receive(key, LICENSE, Receipt(TODAY))
    assert desk.placement().item(LICENSE).paper_id == paper_id
    placements(desk).attach(key, LICENSE, None)
    assert desk.placement().item(LICENSE).paper_id is None
    placements(desk).receive(key, LICENSE, Receipt(TODAY, paper_id=paper_id))
    assert desk.placement().item(LICENSE).paper_id == paper_id


def test_an_item_that_is_not_needed_says_why(desk: Visited) -> None:
    key = desk.place()
    with pytest.raises(ReasonRequired):
        placements(desk).not_needed(key, BADGE, " ")
    placements(desk).not_needed(key, BADGE, "has one of her own")
    item = desk.placement().item(BADGE)
    assert desk.placement().state_of(item, TODAY) is ItemState.NOT_NEEDED
    assert desk.center.log[-1].reason == "has one of her own"
    placements(desk).receive(key, BADGE, Receipt(TODAY))
    assert desk.placement().item(BADGE).not_needed == ""


def test_one_more_item_on_one_visit(desk: Visited) -> None:
    key = desk.place()
    placements(desk).add_item(key, OnboardingItem("Parking permit", "host", VISIT.first))
    assert desk.placement().items[-1].title == "Parking permit"
    with pytest.raises(Invalid, match="there twice"):
        placements(desk).add_item(key, OnboardingItem(BADGE, "host", VISIT.first))
    placements(desk).describe(key, "room 3")
    assert desk.placement().notes == "room 3"


def test_dosimeters_are_lent_and_come_back(desk: Visited) -> None:
    key = desk.place()
    rso = placements(desk, Role.RSO)
    rso.issue_dosimeter(key, Dosimeter("B-1", "badge", VISIT.first))
    with pytest.raises(Invalid, match="lent already"):
        rso.issue_dosimeter(key, Dosimeter("B-1", "ring", VISIT.first))
    rso.return_dosimeter(key, "B-1", VISIT.first)
    assert desk.placement().dosimeters[0].returned == VISIT.first


def test_what_is_due_names_items_expiries_and_lent_dosimeters(desk: Visited) -> None:
    key = desk.place()
    work = placements(desk)
    work.issue_dosimeter(key, Dosimeter("B-1", "badge", VISIT.first))
    work.issue_dosimeter(key, Dosimeter("R-1", "ring", VISIT.first))
    work.return_dosimeter(key, "R-1", VISIT.first)
    work.receive(key, SHOTS, Receipt(TODAY, VISIT.first))
    found = work.due(VISIT.first)
    assert [(one.what, one.title, one.due) for one in found] == [
        (DueKind.ITEM, LICENSE, date(2026, 11, 7)),
        (DueKind.ITEM, BADGE, VISIT.first),
        (DueKind.EXPIRY, SHOTS, VISIT.first),
    ]
    assert {(one.trainee.code, one.host) for one in found} == {("T-001", "Lakeside Hospital")}
    assert [one.title for one in work.due(TODAY)] == [LICENSE]
    work.not_needed(key, BADGE, "has one of her own")
    assert [one.title for one in work.due(VISIT.first)] == [LICENSE, SHOTS]
    desk.center.memory.clock.move(days=60)
    assert [(one.what, one.title) for one in work.due(date(2027, 12, 31))] == [
        (DueKind.DOSIMETER, "B-1")
    ]
    work.void(key, "cancelled")
    assert work.due(date(2027, 12, 31)) == ()


def test_a_visit_is_taken_out_of_use_with_a_reason(desk: Visited) -> None:
    key = desk.place()
    with pytest.raises(ReasonRequired):
        placements(desk).void(key, " ")
    placements(desk).void(key, "cancelled")
    (view,) = placements(desk).of(desk.trainee_id).placements
    assert view.warnings == ()
    assert view.placement.voided is not None
    assert desk.center.log[-2].reason == "cancelled"


def test_who_keeps_papers_receives_but_does_not_plan(desk: Visited) -> None:
    key = desk.place()
    trainee = placements(desk, Role.TRAINEE)
    trainee.receive(key, LICENSE, Receipt(TODAY))
    for work in (
        lambda: trainee.move(key, LATER),
        lambda: trainee.void(key, "x"),
        lambda: placements(desk, Role.INSPECTOR).receive(key, LICENSE, Receipt(TODAY)),
    ):
        with pytest.raises(NotAllowed):
            work()


def fill(desk: Visited) -> RunId:
    work = desk.center.work(Role.PRECEPTOR).checklist_work
    run_id = work.start(INSTRUCTION.id, Subject(trainee_id=desk.trainee_id)).value
    work.answer_all(run_id, (Given("procedures", Confirmed(done=True)),))
    return run_id


def test_instruction_counts_once_it_is_signed(desk: Visited) -> None:
    desk.place()
    run_id = fill(desk)
    onboarding = placements(desk).of(desk.trainee_id)
    (step,) = onboarding.steps
    assert (step.kind, step.run_id, step.state, step.done_on) == (
        "trainee_instruction",
        run_id,
        RunState.DRAFT,
        None,
    )
    desk.center.work(Role.PRECEPTOR).checklist_work.submit(run_id)
    desk.center.sign(run_id, 1)
    fill(desk)
    (step,) = placements(desk).of(desk.trainee_id).steps
    assert (step.run_id, step.done_on) == (run_id, TODAY)


def test_the_first_case_asks_for_instruction_and_dosimeter(desk: Visited) -> None:
    key = desk.place()
    trainee = desk.center.work().enrolment.trainee(desk.trainee_id)
    granted = CapacityPeriod(Capacity.SUPERVISED_PARTICIPANT, VISIT, "Medical staff office")
    desk.center.work().enrolment.change(replace(trainee, capacities=(granted,)))
    case = desk.center.log_case(
        trainee_id=desk.trainee_id,
        on=date(2026, 12, 9),
        state=CaseState.PLANNED,
        administered=None,
        part=None,
    )
    (view,) = placements(desk).of(desk.trainee_id).placements
    assert [one.fault for one in view.warnings] == [
        VisitFault.ITEMS_OVERDUE,
        VisitFault.NO_INSTRUCTION,
        VisitFault.NO_ORIENTATION,
        VisitFault.NO_DOSIMETER,
    ]
    desk.center.work().case_log.void(case, "logged by mistake")
    run_id = fill(desk)
    desk.center.work(Role.PRECEPTOR).checklist_work.submit(run_id)
    desk.center.sign(run_id, 1)
    placements(desk).issue_dosimeter(key, Dosimeter("B-1", "badge", VISIT.first))
    (view,) = placements(desk).of(desk.trainee_id).placements
    assert [one.fault for one in view.warnings] == [VisitFault.ITEMS_OVERDUE]


def test_a_second_host_keeps_its_own_visits(desk: Visited) -> None:
    other = desk.center.work().hosts.add_host(a_host(name="Harbor Clinic", items=())).value
    desk.place(LATER)
    placements(desk).place(PlacementPlan(desk.trainee_id, other, VISIT))
    found = placements(desk).of(desk.trainee_id).placements
    assert [(view.host.name, len(view.placement.items)) for view in found] == [
        ("Harbor Clinic", 0),
        ("Lakeside Hospital", 3),
    ]
    assert VisitFault.OVERLAPS in {one.fault for one in found[0].warnings}
