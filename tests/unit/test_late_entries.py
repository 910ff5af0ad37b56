"""Tests of late entries: what counts as late, and that a late case or checklist says why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.lateness import (
    LateEntryNeedsReason,
    is_late,
    is_late_for_day,
    require_reason,
)
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from tests.builders import a_case
from tests.memory_services import ADMINISTERED, DAY, MemoryServices

NEW_YORK = -300
rule_sentences.register()


@pytest.fixture
def center() -> MemoryServices:
    center = MemoryServices()
    limit(center, 24)
    return center


def limit(center: MemoryServices, hours: int | None) -> None:
    facilities = center.work().facilities
    facilities.change_center(replace(facilities.center(), late_entry_hours=hours))


def test_hours_run_from_the_event_or_from_the_end_of_the_day() -> None:
    entered = Moment(datetime(2026, 11, 22, 5, 0, tzinfo=UTC), NEW_YORK)
    assert not is_late_for_day(date(2026, 11, 20), entered, 24)
    assert is_late_for_day(
        date(2026, 11, 20), Moment(entered.utc + timedelta(seconds=1), NEW_YORK), 24
    )
    assert is_late(Moment(entered.utc - timedelta(hours=25)), entered, 24)
    assert not is_late(Moment(entered.utc - timedelta(hours=24)), entered, 24)
    assert not is_late(Moment(entered.utc - timedelta(days=900)), entered, None)
    require_reason("", None, late=True)
    require_reason("", 24, late=False)
    require_reason("shift ended", 24, late=True)
    with pytest.raises(LateEntryNeedsReason) as refused:
        require_reason("  ", 24, late=True)
    assert refused.value.hours == 24


def test_a_new_center_begins_with_a_limit_and_an_older_one_without() -> None:
    assert CenterFacts("New").late_entry_hours == 24
    assert CenterFacts.of({"name": "Old"}).late_entry_hours is None
    none = CenterFacts("New", late_entry_hours=None)
    assert CenterFacts.of(none.texts()) == none
    center = MemoryServices()
    with pytest.raises(Invalid, match="8760"):
        limit(center, 9000)
    with pytest.raises(Invalid, match="8760"):
        limit(center, -1)


def test_a_case_that_comes_late_says_why(center: MemoryServices) -> None:
    log = center.work().case_log
    trainee = center.trainee()
    old = a_case(trainee_id=trainee, supervisor_id=None, on=DAY - timedelta(days=3))
    with pytest.raises(LateEntryNeedsReason):
        log.add(old)
    case = log.case(log.add(replace(old, late_reason="back from leave")).value)
    assert (case.entered_at, case.late_reason) == (center.now(), "back from leave")
    fresh = log.case(log.add(replace(old, on=DAY, patient_code="LR-1")).value)
    assert (fresh.entered_at, fresh.late_reason) == (center.now(), "")


def test_a_planned_case_is_entered_when_it_becomes_given(center: MemoryServices) -> None:
    log = center.work().case_log
    case = log.case(center.case())
    assert case.entered_at is None
    center.memory.clock.move(days=3)
    given = replace(case, state=CaseState.GIVEN)
    with pytest.raises(LateEntryNeedsReason):
        log.change(given)
    outcome = log.change(replace(given, late_reason=" was away "))
    changed = log.case(case.id)
    assert (changed.entered_at, changed.late_reason) == (center.now(), "was away")
    assert outcome.undo is not None
    outcome.undo.run()
    assert log.case(case.id).entered_at is None


def test_the_entry_stays_when_facts_change_and_a_day_further_back_needs_a_reason(
    center: MemoryServices,
) -> None:
    log = center.work().case_log
    case_id = log.add(a_case(trainee_id=center.trainee(), supervisor_id=None, on=DAY)).value
    case = log.case(case_id)
    center.memory.clock.move(days=5)
    outcome = log.change(replace(case, location="Room 5"))
    assert log.case(case_id).entered_at == case.entered_at
    with pytest.raises(LateEntryNeedsReason):
        log.change(replace(case, on=DAY - timedelta(days=4)))
    log.change(replace(case, on=DAY - timedelta(days=4), late_reason="wrong day typed"))
    assert outcome.undo is not None
    outcome.undo.run()
    assert log.case(case_id).on == DAY
    log.change(replace(case, state=CaseState.PLANNED, late_reason="x"))
    planned = log.case(case_id)
    assert (planned.entered_at, planned.late_reason) == (None, "")


def test_a_checklist_that_was_begun_late_says_why(center: MemoryServices) -> None:
    work = center.work(Role.PRECEPTOR).checklist_work
    case_id = center.case()
    event = Moment(center.now().utc - timedelta(hours=30))
    run_id = work.start(ADMINISTERED.id, Subject(case_id=case_id), event).value
    work.answer_all(run_id, center.answers())
    with pytest.raises(LateEntryNeedsReason):
        work.submit(run_id, " ")
    run = work.submit(run_id, "the network was down").value
    assert run.late_reason == "the network was down"
    assert run_document(run)["late_reason"] == "the network was down"
    assert center.log[-2].reason == "the network was down"
    case = center.work().case_log.case(case_id)
    assert (case.entered_at, case.late_reason) == (center.now(), "the network was down")
    work.take_back(run_id, "one more look")
    assert work.submit(run_id).value.late_reason == "the network was down"


def test_an_amendment_has_its_own_reason_and_a_submitted_run_does_not_slip_back(
    center: MemoryServices,
) -> None:
    work = center.work(Role.PRECEPTOR).checklist_work
    run_id = center.run(center.case())
    assert "late_reason" not in run_document(work.submit(run_id).value)
    with pytest.raises(LateEntryNeedsReason):
        work.set_event_time(run_id, Moment(center.now().utc - timedelta(hours=40)))
    work.set_event_time(run_id, Moment(center.now().utc - timedelta(hours=2)))
    center.sign(run_id)
    center.memory.clock.move(days=4)
    amended = work.amend(run_id, "residual was read wrong").value
    assert work.submit(amended).value.late_reason == ""


def test_what_has_not_happened_yet_may_be_prepared_and_not_submitted(
    center: MemoryServices,
) -> None:
    work = center.work(Role.PRECEPTOR).checklist_work
    run_id, soon = center.run(center.case()), Moment(center.now().utc + timedelta(minutes=1))
    work.set_event_time(run_id, soon)
    with pytest.raises(Invalid, match="future"):
        work.submit(run_id)
    center.memory.clock.move(minutes=1)
    work.submit(run_id)
    with pytest.raises(Invalid, match="future"):
        work.set_event_time(run_id, Moment(soon.utc + timedelta(minutes=1)))


def test_without_a_limit_nothing_is_late(center: MemoryServices) -> None:
    limit(center, None)
    log = center.work().case_log
    old = a_case(trainee_id=center.trainee(), supervisor_id=None, on=date(2026, 11, 2))
    assert log.case(log.add(old).value).late_reason == ""


def test_a_late_entry_is_refused_in_words() -> None:
    said = sentence_for(LateEntryNeedsReason(24))
    assert said.title == "A late entry needs a reason"
    assert "more than 24 h" in said.text
