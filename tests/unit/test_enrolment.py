"""Tests of the roster: numbers without gaps, changes put back, all or nothing."""

from datetime import date

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period, TraineeStatus
from au_desktop.services.rows import PageRequest, RosterFilter
from tests.builders import a_case, a_trainee
from tests.memory_services import MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_a_trainee_gets_a_number_and_is_found(center: MemoryServices) -> None:
    enrolment = center.work().enrolment
    first = enrolment.enroll(a_trainee(number=77)).value
    second = enrolment.enroll(a_trainee(family_name="Example 08", given_name="")).value
    assert [enrolment.trainee(key).code for key in (first, second)] == ["T-001", "T-002"]
    assert enrolment.trainee(second).display_name == "Example 08"
    page = enrolment.roster(RosterFilter(words="08"), PageRequest())
    assert [row.code for row in page.rows] == ["T-002"]
    assert [hit.id for hit in center.memory.queries.find("T-001", 5)] == [first]
    assert [entry.subject for entry in center.log] == [
        "T-001 Example 07, A.",
        "T-002 Example 08",
    ]


def test_many_are_added_all_or_nothing(center: MemoryServices) -> None:
    enrolment = center.work().enrolment
    good, bad = a_trainee(), a_trainee(requested=("G3", "G9"))
    with pytest.raises(Invalid, match="G9"):
        enrolment.import_all((good, bad), "roster.xlsx")
    assert (center.log, center.memory.center.state.numbers) == ([], {})
    outcome = enrolment.import_all((good, good), "roster.xlsx")
    assert len(outcome.value) == 2
    assert [(entry.verb, entry.reason) for entry in center.log] == [
        ("import trainee", "roster.xlsx")
    ] * 2
    assert [trainee.number for trainee in enrolment.everyone()] == [1, 2]
    assert outcome.undo is not None
    outcome.undo.run()
    assert {trainee.void_reason for trainee in enrolment.everyone()} == {"import taken back"}
    assert center.memory.queries.find("07", 5) == ()


def test_a_trainee_just_added_is_taken_back_unless_there_is_work(center: MemoryServices) -> None:
    enrolment = center.work().enrolment
    outcome = enrolment.enroll(a_trainee())
    assert outcome.undo is not None
    outcome.undo.run()
    assert enrolment.trainee(outcome.value).void_reason == "taken back at once"
    busy = enrolment.enroll(a_trainee()).value
    center.work().case_log.add(a_case(trainee_id=busy, supervisor_id=None))
    with pytest.raises(Invalid, match="has cases"):
        enrolment.take_back((busy,), "typed twice")


def test_a_change_keeps_the_number_and_is_put_back(center: MemoryServices) -> None:
    enrolment = center.work().enrolment
    key = enrolment.enroll(a_trainee()).value
    outcome = enrolment.change(a_trainee(id=key, number=9, status=TraineeStatus.WITHDRAWN))
    assert enrolment.trainee(key).number == 1
    assert center.log[-1].fields == {"status": ["active", "withdrawn"]}
    assert outcome.undo is not None
    outcome.undo.run()
    assert enrolment.trainee(key).status is TraineeStatus.ACTIVE
    with pytest.raises(Invalid):
        enrolment.change(a_trainee(id=key, requested=("G9",)))


def test_the_strongest_capacity_of_the_day_holds() -> None:
    observer = CapacityPeriod(Capacity.OBSERVER, Period(date(2026, 1, 1)))
    privileged = CapacityPeriod(
        Capacity.PRIVILEGED, Period(date(2026, 2, 1), date(2026, 2, 3)), "the credentials office"
    )
    trainee = a_trainee(capacities=(observer, privileged))
    assert trainee.capacity_on(date(2026, 2, 3)) is Capacity.PRIVILEGED
    assert trainee.capacity_on(date(2026, 2, 4)) is Capacity.OBSERVER
    assert trainee.capacity_on(date(2025, 12, 31)) is None


def test_a_period_and_a_name_must_make_sense() -> None:
    with pytest.raises(Invalid):
        Period(date(2026, 2, 3), date(2026, 2, 2))
    with pytest.raises(Invalid):
        a_trainee(family_name=" ")
