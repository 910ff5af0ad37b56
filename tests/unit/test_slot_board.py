"""Tests of the board of planned cases: states and flags, and planning, moving, losing, handing on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import CaseId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState, Part, Prescribed
from au_desktop.domain.training.slots import SlotFlag, SlotState, slot_flags
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.services.cases.case_log import CaseIsVoid
from au_desktop.services.cases.slot_board import (
    BoardFilter,
    BoardSlot,
    ChecklistBegun,
    NotPlanned,
    SlotPlan,
    week_of,
)
from tests.builders import a_case, a_supervisor, a_trainee, gbq
from tests.memory_services import ADMINISTERED, DAY, MemoryServices

DRUG = "lu-177-vipivotide-tetraxetan"
TOMORROW = DAY + timedelta(days=1)
WEEK = BoardFilter(date(2026, 11, 16), date(2026, 11, 29))


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def slot_of(center: MemoryServices, case_id: CaseId) -> BoardSlot:
    slots = center.work().slots.board(WEEK).slots
    return next(slot for slot in slots if slot.case.id == case_id)


def test_a_planned_slot_takes_what_the_center_knows(center: MemoryServices) -> None:
    work = center.work()
    plan = SlotPlan(center.trainee(), DRUG, DAY, center.supervisor(), Prescribed(gbq("7.4")), "x")
    slot = slot_of(center, work.slots.plan(plan).value)
    assert (slot.state, slot.flags, slot.supervisor) == (SlotState.PLANNED, (), "Example P.")
    assert (slot.case.location, slot.case.license_number, slot.case.notes) == (
        "Lakeside RPT Center",
        "45-00000-01",
        "x",
    )
    assert slot.visit == Period(date(2026, 11, 16), date(2026, 11, 20))
    bare = slot_of(center, work.slots.plan(SlotPlan(plan.trainee_id, DRUG, TOMORROW)).value)
    assert bare.case.license_number == "45-00000-01"
    assert bare.visit is None
    assert bare.flags == (SlotFlag.NOT_VISITING, SlotFlag.NO_SUPERVISOR)


def test_a_supervisor_with_two_licenses_leaves_the_number_to_the_center(
    center: MemoryServices,
) -> None:
    first = a_supervisor().listings[0]
    both = a_supervisor(listings=(first, replace(first, license_number="45-00000-09")))
    supervisor = center.work().supervision.add(both).value
    plan = SlotPlan(center.trainee(), DRUG, DAY, supervisor)
    slot = slot_of(center, center.work().slots.plan(plan).value)
    assert slot.case.license_number == "45-00000-01"


def test_a_slot_is_moved_with_a_reason_and_back(center: MemoryServices) -> None:
    slots = center.work().slots
    case_id = center.case()
    before = slot_of(center, case_id).case
    with pytest.raises(ReasonRequired):
        slots.move(case_id, TOMORROW, " ")
    with pytest.raises(Invalid, match="stands already"):
        slots.move(case_id, DAY, "no dosage")
    outcome = slots.move(case_id, TOMORROW, " no dosage ")
    slot = slot_of(center, case_id)
    assert (slot.state, slot.case.on, slot.case.revision) == (SlotState.MOVED, TOMORROW, 2)
    (move,) = slot.case.moves
    assert (move.from_day, move.to_day, move.reason, move.at) == (
        DAY,
        TOMORROW,
        "no dosage",
        center.now(),
    )
    assert center.log[-1].verb == "move planned case"
    assert outcome.undo is not None
    outcome.undo.run()
    assert slot_of(center, case_id).case == replace(before, revision=3)


def test_a_lost_slot_stays_on_the_board_and_can_be_planned_again(center: MemoryServices) -> None:
    slots = center.work().slots
    case_id = center.case()
    with pytest.raises(ReasonRequired):
        slots.lose(case_id, "")
    outcome = slots.lose(case_id, " too ill ")
    slot = slot_of(center, case_id)
    assert (slot.state, slot.flags, slot.case.lost_reason) == (SlotState.LOST, (), "too ill")
    for refused in (
        lambda: slots.lose(case_id, "again"),
        lambda: slots.assign(case_id, center.trainee()),
    ):
        with pytest.raises(NotPlanned):
            refused()
    assert outcome.undo is not None
    outcome.undo.run()
    assert slot_of(center, case_id).state is SlotState.PLANNED
    slots.lose(case_id, "too ill")
    slots.move(case_id, DAY, "well again")
    again = slot_of(center, case_id)
    assert (again.state, again.case.lost_reason) == (SlotState.MOVED, "too ill")


def test_a_given_or_void_case_is_no_longer_planned(center: MemoryServices) -> None:
    slots = center.work().slots
    given = center.case(state=CaseState.GIVEN)
    assert slot_of(center, given).state is SlotState.DONE
    with pytest.raises(NotPlanned):
        slots.move(given, TOMORROW, "late")
    void = center.case()
    center.work().case_log.void(void, "twice")
    with pytest.raises(CaseIsVoid):
        slots.lose(void, "gone")
    assert {slot.case.id for slot in slots.board(WEEK).slots} == {given}


def test_a_slot_goes_to_another_trainee_without_the_firsts_claim(center: MemoryServices) -> None:
    work = center.work()
    case_id, other = center.case(part=Part.PERFORMED), center.trainee()
    assert work.ratings.view(case_id).claimed
    outcome = work.slots.assign(case_id, other, "swap")
    case = slot_of(center, case_id).case
    assert (case.trainee_id, case.part, work.ratings.view(case_id).claimed) == (other, None, False)
    assert outcome.undo is not None
    outcome.undo.run()
    assert slot_of(center, case_id).case.trainee_id != other
    center.work(Role.PRECEPTOR).checklist_work.start(ADMINISTERED.id, Subject(case_id=case_id))
    with pytest.raises(ChecklistBegun):
        work.slots.assign(case_id, other)


def test_the_board_knows_who_visits(center: MemoryServices) -> None:
    work = center.work()
    first = work.enrolment.enroll(a_trainee()).value
    later = Period(date(2026, 11, 28))
    second = work.enrolment.enroll(a_trainee(visits=(later,))).value
    work.enrolment.enroll(a_trainee(visits=(Period(date(2027, 1, 1)),)))
    work.enrolment.enroll(a_trainee(visits=(Period(date(2026, 1, 1), date(2026, 1, 2)),)))
    board = work.slots.board(WEEK)
    assert [one.id for one in board.visitors] == [first, second]
    assert [one.id for one in board.visiting(date(2026, 11, 28))] == [second]
    case_id = work.slots.plan(SlotPlan(second, DRUG, DAY)).value
    only = work.slots.board(replace(WEEK, trainee_id=second))
    assert ([slot.case.id for slot in only.on(DAY)], len(only.visitors)) == ([case_id], 1)
    assert work.slots.board(replace(WEEK, trainee_id=first)).slots == ()


@pytest.mark.parametrize(
    ("changes", "capacities", "flags"),
    [
        ({"on": date(2026, 11, 17)}, None, (SlotFlag.DAY_PASSED,)),
        ({}, (), (SlotFlag.NO_CAPACITY,)),
        (
            {},
            (CapacityPeriod(Capacity.OBSERVER, Period(DAY, DAY)),),
            (SlotFlag.OBSERVER,),
        ),
    ],
)
def test_flags_say_what_is_in_the_way(
    changes: dict[str, object],
    capacities: tuple[CapacityPeriod, ...] | None,
    flags: tuple[SlotFlag, ...],
) -> None:
    case = a_case(**({"on": DAY, "state": CaseState.PLANNED} | changes))
    trainee = a_trainee() if capacities is None else a_trainee(capacities=capacities)
    assert slot_flags(case, trainee, a_supervisor(), None, DAY) == flags


def test_eligibility_is_asked_for_the_category_of_the_prescribed_activity(
    center: MemoryServices,
) -> None:
    first = a_supervisor().listings[0]
    oral = a_supervisor(listings=(replace(first, categories=("G1",)),))
    supervisor = center.work().supervision.add(oral).value
    trainee = center.trainee()
    plan = SlotPlan(trainee, DRUG, DAY, supervisor, Prescribed(gbq("7.4")))
    slots = center.work().slots
    assert slot_of(center, slots.plan(plan).value).flags == (SlotFlag.SUPERVISOR_NOT_ELIGIBLE,)
    unknown = slots.plan(replace(plan, prescribed=None)).value
    assert slot_of(center, unknown).flags == ()
    spheres = slots.plan(replace(plan, drug_id="y-90-glass-microspheres")).value
    assert slot_of(center, spheres).flags == ()
    early = replace(first, period=Period(date(2027, 1, 1)))
    none_yet = a_supervisor(listings=(early,))
    case = a_case(on=DAY, state=CaseState.PLANNED)
    assert slot_flags(case, a_trainee(), none_yet, None, DAY) == (
        SlotFlag.SUPERVISOR_NOT_ELIGIBLE,
    )


def test_a_slot_of_a_trainee_taken_back_is_not_shown(center: MemoryServices) -> None:
    case_id = center.case()
    with center.memory.center.unit_of_work() as uow:
        trainee = uow.trainees.get(uow.cases.get(case_id).trainee_id)
        uow.trainees.replace(replace(trainee, void_reason="import undone"))
        uow.commit()
    assert center.work().slots.board(WEEK).slots == ()


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_of(date(2026, 11, 22)) == (date(2026, 11, 16), date(2026, 11, 22))
    assert week_of(date(2026, 11, 16)) == (date(2026, 11, 16), date(2026, 11, 22))
