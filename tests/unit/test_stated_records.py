"""Tests of how records are named by statements and read again: every kind, and which changes count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from au_desktop.domain.ids import RunId, TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statement_validity import RecordChange, record_drift
from au_desktop.domain.signing.statements import StatedRecord
from au_desktop.domain.training.cases import Part, Voided
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.ratings import PartStatement
from au_desktop.domain.training.trainees import Period
from au_desktop.services.statements import stated_records as records
from tests.builders import a_supervisor
from tests.memory_services import MemoryServices
from tests.statement_examples import PASS, a_draft, fill_record, some_hours

LICENSES = a_supervisor().listings


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def stated(center: MemoryServices, trainee_id: TraineeId) -> dict[str, StatedRecord]:
    """One record of every kind, as they read now."""
    with center.memory.center.unit_of_work() as uow:
        (case,) = uow.cases.of_trainees((trainee_id,))
        (rating,) = uow.ratings.of_cases((case.id,)).values()
        (hours,) = uow.hours.of_trainees((trainee_id,))
        trainee = uow.trainees.get(trainee_id)
        found = [
            records.stated_hours(hours),
            records.stated_case(case),
            records.stated_paper(uow.papers.get(next(iter(_rows(center, "paper"))))),
            records.stated_rating(rating, case.number),
            records.stated_trainee(trainee),
            records.stated_qualification(uow.qualifications.get(trainee_id), trainee.code),
            *(records.stated_statement(one) for one in uow.statements.of_trainees((trainee_id,))),
            *(one for who in uow.supervisors.all() for one in records.stated_listings(who)),
            *(
                records.stated_run(run, seal)
                for run in _rows(center, "runs").values()
                if (seal := uow.sign_offs.seal(run.id)) is not None
            ),
        ]
    return {one.kind: one for one in found}


def _rows(center: MemoryServices, kind: str) -> dict[Any, Any]:
    state = center.memory.center.state
    return state.runs if kind == "runs" else state.entities[kind]  # type: ignore[return-value]


def filled(center: MemoryServices) -> TraineeId:
    center.signed()
    trainee_id = center.trainee()
    fill_record(center, trainee_id)
    center.supervisor()
    center.work(Role.PRECEPTOR).statements.sign(a_draft(some_hours(trainee_id)), PASS)
    return trainee_id


def drift(center: MemoryServices, trainee_id: TraineeId, seen: dict[str, StatedRecord]) -> Any:
    with center.memory.center.unit_of_work() as uow:
        now = records.records_now(uow, trainee_id, seen.values())
    return {one.record.kind: one.change for one in record_drift(tuple(seen.values()), now)}


def test_untouched_records_read_the_same(center: MemoryServices) -> None:
    trainee_id = filled(center)
    seen = stated(center, trainee_id)
    assert len(seen) == 9
    assert drift(center, trainee_id, seen) == {}


VOID = Voided("wrong", MemoryServices().now())
CHANGES: list[tuple[str, str, Callable[[Any], Any], RecordChange | None]] = [
    ("hours", "hours", lambda one: replace(one, place="x"), RecordChange.CHANGED),
    ("hours", "hours", lambda one: replace(one, voided=VOID), RecordChange.VOIDED),
    ("case", "case", lambda one: replace(one, location="x"), RecordChange.CHANGED),
    ("case", "case", lambda one: replace(one, voided=VOID), RecordChange.VOIDED),
    ("paper", "paper", lambda one: replace(one, digest=b"1" * 32), RecordChange.CHANGED),
    ("paper", "paper", lambda one: replace(one, title="Renamed"), None),
    ("paper", "paper", lambda one: replace(one, voided=VOID), RecordChange.VOIDED),
    ("trainee", "trainee", lambda one: replace(one, requested=("G1",)), RecordChange.CHANGED),
    ("trainee", "trainee", lambda one: replace(one, notes="new"), None),
    ("trainee", "trainee", lambda one: replace(one, void_reason="undone"), RecordChange.VOIDED),
    ("qualification", "qualification", lambda one: Qualification(one.id), RecordChange.CHANGED),
    ("qualification", "qualification", lambda one: replace(one, notes="new"), None),
    (
        "rating",
        "rating",
        lambda one: replace(one, claim=PartStatement(Part.OBSERVED, VOID.at, VOID.at)),  # type: ignore[arg-type]
        RecordChange.CHANGED,
    ),
    (
        "supervisor",
        "supervisor",
        lambda one: replace(one, listings=(replace(LICENSES[0], categories=("G1",)),)),
        RecordChange.CHANGED,
    ),
    ("supervisor", "supervisor", lambda one: replace(one, listings=()), RecordChange.GONE),
    (
        "supervisor",
        "supervisor",
        lambda one: replace(
            one,
            listings=(
                replace(one.listings[0], amendment="12"),
                replace(one.listings[0], period=Period(date(2027, 1, 1))),
            ),
        ),
        None,
    ),
]


@pytest.mark.parametrize(("kind", "rows", "change", "expected"), CHANGES)
def test_what_changed_is_told_and_what_does_not_matter_is_not(
    center: MemoryServices,
    kind: str,
    rows: str,
    change: Callable[[Any], Any],
    expected: RecordChange | None,
) -> None:
    trainee_id = filled(center)
    seen = stated(center, trainee_id)
    table = _rows(center, rows)
    wanted = trainee_id if kind == "trainee" else next(reversed(table))
    if kind == "supervisor":
        for key in table:
            table[key] = change(table[key])
    else:
        table[wanted] = change(table[wanted])
    expects = {} if expected is None else {kind: expected}
    assert drift(center, trainee_id, seen) == expects


def test_a_paper_or_a_signature_that_is_gone(center: MemoryServices) -> None:
    trainee_id = filled(center)
    seen = stated(center, trainee_id)
    _rows(center, "paper").clear()
    center.memory.center.state.seals.clear()
    assert drift(center, trainee_id, seen) == {
        "paper": RecordChange.GONE,
        "run": RecordChange.GONE,
    }


def test_a_checklist_that_was_voided_or_amended(center: MemoryServices) -> None:
    trainee_id = filled(center)
    seen = stated(center, trainee_id)
    run_id = RunId(seen["run"].id)
    center.work(Role.PRECEPTOR).checklist_work.void(run_id, "wrong patient")
    assert drift(center, trainee_id, seen) == {"run": RecordChange.VOIDED}


def test_a_statement_that_was_withdrawn(center: MemoryServices) -> None:
    trainee_id = filled(center)
    seen = stated(center, trainee_id)
    (view,) = center.work(Role.PRECEPTOR).statements.of_trainee(trainee_id)
    center.work(Role.PRECEPTOR).statements.withdraw(view.statement.id, "wrong", PASS)
    assert drift(center, trainee_id, seen) == {"statement": RecordChange.VOIDED}


def test_equal_listings_are_told_apart() -> None:
    twice = a_supervisor(listings=LICENSES * 2)
    first, second = records.stated_listings(twice)
    assert first.id != second.id
    assert first.code == "45-00000-01 (Example P.)"
