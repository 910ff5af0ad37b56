"""Tests of the case log: numbers, revisions, reasons once confirmed, voiding, and no patient's identity."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired
from au_desktop.domain.training.cases import Prescribed
from au_desktop.services.cases.case_log import CaseIsVoid
from au_desktop.services.changes import Kind
from au_desktop.services.rows import CaseFilter, PageRequest
from tests.builders import a_case, gbq
from tests.memory_services import MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def test_a_case_gets_its_number_and_first_revision(center: MemoryServices) -> None:
    log = center.work().case_log
    case_id = center.case(number=50, revision=9)
    case = log.case(case_id)
    assert (case.code, case.revision) == ("C-000001", 1)
    assert [row.code for row in log.cases(CaseFilter(), PageRequest()).rows] == ["C-000001"]
    assert center.log[-1].fields["patient_code"] == [None, "LR-0193"]
    assert [hit.id for hit in center.memory.queries.find("LR-0193", 5)] == [case_id]


def test_a_case_needs_a_known_drug_and_a_known_trainee(center: MemoryServices) -> None:
    log = center.work().case_log
    with pytest.raises(NotFound, match="drug"):
        log.add(a_case(drug_id="unknown"))
    with pytest.raises(NotFound, match="trainee"):
        log.add(a_case(supervisor_id=None))
    assert center.log == []


def test_logging_is_taken_back_by_voiding(center: MemoryServices) -> None:
    work = center.work()
    outcome = work.case_log.add(a_case(trainee_id=center.trainee(), supervisor_id=None))
    assert outcome.undo is not None
    outcome.undo.run()
    case = work.case_log.case(outcome.value)
    assert case.voided is not None
    assert case.voided.reason == "taken back at once"
    assert center.work().case_log.cases(CaseFilter(), PageRequest()).rows == ()


def test_facts_make_a_new_revision_and_notes_do_not(center: MemoryServices) -> None:
    log = center.work().case_log
    case = log.case(center.case())
    log.change(replace(case, notes="came late", number=9, revision=7))
    assert log.case(case.id) == replace(case, notes="came late")
    outcome = log.change(replace(case, location="Room 4"))
    assert log.case(case.id).revision == 2
    assert center.log[-1].fields["location"] == ["Lakeside RPT Center, room 3", "Room 4"]
    assert outcome.undo is not None
    outcome.undo.run()
    put_back = log.case(case.id)
    assert (put_back.location, put_back.revision) == (case.location, 3)


def test_a_confirmed_case_changes_only_with_a_reason(center: MemoryServices) -> None:
    log = center.work().case_log
    case_id = center.case()
    center.signed(case_id)
    case = log.case(case_id)
    changed = replace(case, administered=gbq("7.2"))
    with pytest.raises(ReasonRequired):
        log.change(changed, "  ")
    assert log.case(case_id) == case
    outcome = log.change(changed, "read from the wrong line")
    assert center.log[-1].reason == "read from the wrong line"
    assert outcome.changes.touches(Kind.CASE)
    assert outcome.undo is not None
    outcome.undo.run()
    assert log.case(case_id).administered == case.administered
    assert center.log[-1].reason == f"taking back the change to {case.code}"


def test_a_void_case_stays_as_it_is(center: MemoryServices) -> None:
    log = center.work().case_log
    case_id = center.case()
    with pytest.raises(ReasonRequired):
        log.void(case_id, " ")
    log.void(case_id, " logged twice ")
    case = log.case(case_id)
    assert case.voided is not None
    assert (case.voided.reason, case.voided.at) == ("logged twice", center.now())
    with pytest.raises(CaseIsVoid):
        log.void(case_id, "again")
    with pytest.raises(CaseIsVoid):
        log.change(replace(case, voided=None))
    entry = center.log[-1]
    assert (entry.verb, entry.reason) == ("void case", " logged twice ")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("John Smith", "letters"),
        ("LR/0193", "letters"),
        ("L" * 24 + "1", "at most 24"),
        ("Smith", "needs a digit"),
        ("19610203", "date of birth"),
        ("1961-02-03", "date of birth"),
        ("LR-0193é", "letters"),
    ],
)
def test_a_patient_is_a_code(code: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason) as refused:
        a_case(patient_code=code)
    assert refused.value.field == "patient code"


@pytest.mark.parametrize("code", ["", "LR-0193", "A1", "123456", "P1961-02-03"])
def test_codes_are_taken(code: str) -> None:
    assert a_case(patient_code=code, on=date(2026, 11, 20)).patient_code == code


def test_a_range_does_not_end_below_its_start() -> None:
    assert Prescribed(gbq("7.2"), gbq("7.6")).is_range
    assert not Prescribed(gbq("7.4")).is_range
    with pytest.raises(Invalid):
        Prescribed(gbq("7.4"), gbq("7.3"))
