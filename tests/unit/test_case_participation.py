"""Tests of what may be logged of observers, and of what a confirmation stands for."""

from dataclasses import replace

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.cases import CaseState, Move, Part
from au_desktop.domain.training.confirmed_facts import same_facts, signed_document
from au_desktop.domain.training.participation import ObserverParticipation
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.services.cases.case_log import CaseIsLost
from tests.builders import a_case, a_trainee
from tests.memory_services import DAY, MemoryServices

OBSERVER = (CapacityPeriod(Capacity.OBSERVER, Period(DAY, DAY)),)


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_an_observer_does_not_take_part(center: MemoryServices) -> None:
    work = center.work()
    watcher = work.enrolment.enroll(a_trainee(capacities=OBSERVER)).value
    case = a_case(trainee_id=watcher, supervisor_id=None, on=DAY)
    for part in (Part.ASSISTED, Part.PERFORMED):
        with pytest.raises(ObserverParticipation, match="is an observer on 2026-11-20") as refused:
            work.case_log.add(replace(case, part=part))
        assert (refused.value.field, refused.value.day) == ("part", DAY)
    seen = work.case_log.case(work.case_log.add(replace(case, part=Part.OBSERVED)).value)
    work.case_log.change(replace(seen, notes="watched from the door"))
    with pytest.raises(ObserverParticipation):
        work.case_log.change(replace(seen, part=Part.PERFORMED))


def test_what_became_a_participation_of_an_observer_may_still_be_corrected(
    center: MemoryServices,
) -> None:
    work = center.work()
    trainee = center.trainee()
    case_id = work.case_log.add(a_case(trainee_id=trainee, supervisor_id=None, on=DAY)).value
    known = work.enrolment.trainee(trainee)
    work.enrolment.change(replace(known, capacities=OBSERVER))
    case = work.case_log.case(case_id)
    work.case_log.change(replace(case, location="Room 9"))
    assert work.case_log.case(case_id).location == "Room 9"


def test_a_case_is_not_logged_as_lost_nor_changed_while_it_is(center: MemoryServices) -> None:
    log = center.work().case_log
    with pytest.raises(Invalid, match="planned or given"):
        log.add(a_case(state=CaseState.LOST))
    case = log.case(center.case())
    with pytest.raises(CaseIsLost):
        log.change(replace(case, state=CaseState.LOST))


def test_history_is_no_part_of_what_is_signed(center: MemoryServices) -> None:
    plain = a_case()
    told = replace(
        plain,
        entered_at=center.now(),
        late_reason="late",
        lost_reason="lost once",
        moves=(Move(DAY, DAY, "the patient asked", center.now()),),
    )
    assert same_facts(plain, told)
    assert signed_document(plain) == signed_document(told)
    fields = set(as_document(plain)) - {"entered_at", "late_reason", "lost_reason", "moves"}
    assert set(signed_document(told)) == fields
    assert not same_facts(plain, replace(plain, part=Part.ASSISTED))
