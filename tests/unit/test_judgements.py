"""Tests of verdicts and progress over many cases, and of what Today shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.domain.training.trainees import Capacity, Pathway, Period, TraineeStatus
from au_desktop.services.rows import PageRequest
from tests.builders import a_case, a_trainee, an_instrument
from tests.memory_services import DAY, MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def reasons(center: MemoryServices, case_id: object) -> list[GateReason]:
    work = center.work()
    case = work.case_log.case(case_id)  # type: ignore[arg-type]
    verdict = work.judgements.verdicts([(case.trainee_id, case.id)])[case.id]
    return [reason.code for reason in verdict.reasons]


def test_a_case_counts_once_the_preceptor_signed_its_present_facts(
    center: MemoryServices,
) -> None:
    case_id = center.case()
    assert GateReason.NOT_GIVEN in reasons(center, case_id)
    run_id = center.submitted(case_id)
    assert reasons(center, case_id) == [GateReason.NOT_CONFIRMED]
    center.sign(run_id)
    assert reasons(center, case_id) == []
    work = center.work()
    case = work.case_log.case(case_id)
    progress = work.judgements.of_trainee(case.trainee_id)
    assert [(one.category.code, one.counted) for one in progress.categories] == [("G3", 1)]
    assert not progress.complete
    work.case_log.change(replace(case, location="Room 4"), "typo")
    assert reasons(center, case_id) == [GateReason.CHANGED_SINCE_CONFIRMED]
    center.work(Role.RSO).checklist_work.void(run_id, "not so")
    assert reasons(center, case_id) == [GateReason.NOT_CONFIRMED]


def test_three_cases_complete_a_category(center: MemoryServices) -> None:
    first = center.work().case_log.case(center.case())
    for number in range(3):
        case = replace(first, patient_code=f"LR-1{number}")
        center.signed(center.work().case_log.add(case).value)
    progress = center.work().judgements.of_trainee(first.trainee_id)
    assert progress.complete
    assert progress.categories[0].missing == 0


def test_one_who_asks_for_nothing_is_not_complete(center: MemoryServices) -> None:
    key = center.work().enrolment.enroll(a_trainee(requested=())).value
    assert not center.work().judgements.of_trainee(key).complete


def test_the_same_administration_counts_once(center: MemoryServices) -> None:
    log = center.work().case_log
    given = a_case(trainee_id=center.trainee(), supervisor_id=None, on=DAY)
    case = log.case(log.add(given).value)
    twin = log.add(replace(given, patient_code=given.patient_code.lower())).value
    assert GateReason.DUPLICATE in reasons(center, twin)
    assert GateReason.DUPLICATE not in reasons(center, case.id)


def test_a_case_without_supervisor_or_known_drug_says_so(center: MemoryServices) -> None:
    log = center.work().case_log
    bare = a_case(trainee_id=center.trainee(), supervisor_id=None, on=DAY)
    first = log.add(bare).value
    assert GateReason.NO_SUPERVISOR in reasons(center, first)
    rows = center.memory.center.state.entities["case"]
    rows[first] = replace(rows[first], drug_id="withdrawn")
    assert GateReason.UNKNOWN_DRUG in reasons(center, first)


def test_cases_of_others_are_left_out(center: MemoryServices) -> None:
    case_id, other = center.case(), center.case()
    log = center.work().case_log
    wrong = [(log.case(other).trainee_id, case_id)]
    assert center.work().judgements.verdicts(wrong) == {}


def test_today_shows_who_is_here_what_is_planned_and_what_waits(center: MemoryServices) -> None:
    case_id = center.case()
    waiting = center.submitted(center.case(patient_code="LR-77"))
    draft = center.run(case_id)
    facilities = center.work().facilities
    facilities.add_instrument(an_instrument(calibrated_on=date(2025, 11, 19)))
    facilities.add_instrument(an_instrument(name="SM-2", calibrated_on=DAY - timedelta(days=360)))
    today = center.work(Role.PRECEPTOR).today
    overview = today.overview()
    assert overview.day == DAY
    assert [(here.capacity, len(here.cases_today)) for here in overview.here] == [
        (Capacity.SUPERVISED_PARTICIPANT, 1)
    ] * 2
    assert overview.here[0].visit == Period(date(2026, 11, 16), date(2026, 11, 20))
    assert overview.planned[0].case.id == case_id
    assert overview.planned[0].verdict.reasons
    assert {row.run_id for row in overview.waiting} == {waiting}
    assert overview.waiting_total == 2
    assert [row.run_id for row in overview.drafts] == [draft]
    assert [row.title for row in overview.due] == ["SM-1", "SM-2"]
    assert [need.category.missing for need in overview.needing] == [3, 3]
    assert overview.needing[0].visit_ends == date(2026, 11, 20)
    counts = today.counts()
    assert (counts.drafts, counts.waiting, counts.waiting_for_me) == (1, 2, 2)
    assert counts.instruments_due == 1
    assert center.work(Role.INSPECTOR).today.counts().waiting_for_me == 0


def test_planned_cases_of_those_who_are_neither_here_nor_active_are_shown(
    center: MemoryServices,
) -> None:
    case_id = center.case()
    enrolment = center.work().enrolment
    trainee = enrolment.trainee(center.work().case_log.case(case_id).trainee_id)
    enrolment.change(
        replace(trainee, status=TraineeStatus.COMPLETED, visits=(Period(date(2026, 1, 1)),))
    )
    enrolment.change(replace(enrolment.trainee(trainee.id), visits=()))
    overview = center.work().today.overview()
    assert (overview.here, overview.needing) == ((), ())
    assert [planned.trainee.id for planned in overview.planned] == [trainee.id]


def test_who_needs_a_case_soonest_comes_first(center: MemoryServices) -> None:
    enrolment = center.work().enrolment
    enrolment.enroll(a_trainee(visits=()))
    enrolment.enroll(a_trainee(visits=(Period(DAY, DAY + timedelta(days=3)), Period(DAY))))
    enrolment.enroll(
        a_trainee(
            requested=("G1", "G2"), pathway=Pathway.ALTERNATE_390, visits=(Period(DAY, DAY),)
        )
    )
    needing = center.work().today.overview().needing
    assert [(need.trainee.number, need.visit_ends) for need in needing] == [
        (3, DAY),
        (3, DAY),
        (2, DAY + timedelta(days=3)),
        (1, None),
    ]


def test_a_given_case_of_today_is_no_longer_planned_as_one(center: MemoryServices) -> None:
    case_id = center.case()
    center.submitted(case_id)
    (planned,) = center.work().today.overview().planned
    assert planned.case.state is CaseState.GIVEN
    assert center.work().signing.waiting(PageRequest()).total == 3
