"""The worked example played in memory: every story is told, nothing is out of order, and it repeats."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import Fitness
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.domain.training.trainees import Capacity
from au_desktop.services.example.worked_example import ExampleSize, WorkedExample
from au_desktop.services.rows import PageRequest
from tests.memory_stage import MemoryStage, played

SIZE = ExampleSize(cases=20, trainees=13)


@pytest.fixture
def stage() -> MemoryStage:
    return played(SIZE)


def the_log(stage: MemoryStage) -> list[LogEntry]:
    return stage.memory.center.state.log


def test_it_has_the_size_that_was_asked_for(stage: MemoryStage) -> None:
    with stage.memory.center.unit_of_work() as uow:
        given = [case for case in uow.cases.all() if case.state is CaseState.GIVEN]
        assert len(given) == SIZE.cases
        assert len(uow.trainees.all()) == SIZE.trainees
        kinds = Counter(run.template_id for run in stage.memory.center.state.runs.values())
    assert kinds["dosage_assay"] == SIZE.cases
    assert kinds["end_of_day_survey"] >= 4 * SIZE.cases


def test_cases_stand_open_for_every_reason_that_a_page_shows(stage: MemoryStage) -> None:
    services = stage.as_role(Role.COORDINATOR)
    trainees = [trainee.id for trainee in services.enrolment.everyone()]
    judged = [one for all in services.judgements.progress(trainees).values() for one in all.cases]
    found = {reason.code for one in judged for reason in one.verdict.reasons}
    assert found >= {
        GateReason.OBSERVED_ONLY,
        GateReason.NO_CAPACITY,
        GateReason.NO_LOCATION,
        GateReason.SUPERVISOR_NOT_AUTHORIZED,
        GateReason.NOT_CONFIRMED,
        GateReason.CHANGED_SINCE_CONFIRMED,
        GateReason.NOT_GIVEN,
    }
    assert any(one.verdict.counts for one in judged)


def test_the_log_tells_the_rare_stories_and_never_goes_backwards(stage: MemoryStage) -> None:
    entries = the_log(stage)
    verbs = Counter(entry.verb for entry in entries)
    for verb in ("void checklist", "amend checklist", "override critical item", "change case"):
        assert verbs[verb] == 1, verb
    assert [entry.at.utc for entry in entries] == sorted(entry.at.utc for entry in entries)
    assert entries[-1].at == stage.today


def test_every_signature_is_valid_and_the_last_ones_are_waited_for(stage: MemoryStage) -> None:
    signing = stage.as_role(Role.RSO).signing
    with stage.memory.center.unit_of_work() as uow:
        for run_id in uow.sign_offs.all_signed_runs():
            assert all(one.validity.sound for one in signing.signatures(run_id))
    waiting = stage.memory.queries.waiting(PageRequest(limit=1000)).rows
    required = [row for row in waiting if row.required]
    assert 3 <= len(required) <= 8
    assert stage.memory.queries.draft_count() == 1


def test_a_checklist_of_the_evening_is_entered_the_next_morning(stage: MemoryStage) -> None:
    runs = stage.memory.center.state.runs.values()
    late = [run for run in runs if run.event_time.local.date() < run.entry_time.local.date()]
    assert late
    assert {run.template_id.partition("_")[0] for run in late} <= {"lu177", "i131"}


def test_the_people_and_instruments_differ(stage: MemoryStage) -> None:
    day = stage.today.local.date()
    with stage.memory.center.unit_of_work() as uow:
        trainees = uow.trainees.all()
        fitness = {one.fitness_on(day) for one in uow.instruments.all()}
    capacities = {period.capacity for trainee in trainees for period in trainee.capacities}
    assert capacities == set(Capacity)
    assert {Fitness.CALIBRATION_OVERDUE, Fitness.FIT} < fitness
    ends = {trainee.membership.valid_until for trainee in trainees}
    assert any(end < day for end in ends if end)


def test_the_same_seed_gives_the_same_log(stage: MemoryStage) -> None:
    again = MemoryStage()
    steps: list[tuple[int, int]] = []
    WorkedExample(again, SIZE, "Dana Whitfield").play(lambda *step: steps.append(step))  # type: ignore[arg-type]
    assert [entry.digest for entry in the_log(again)] == [entry.digest for entry in the_log(stage)]
    assert steps[-1] == (SIZE.cases, SIZE.cases)


@pytest.mark.parametrize("hour", [3, 23])
def test_at_any_hour_the_log_ends_now_and_never_went_backwards(hour: int) -> None:
    stage = MemoryStage(Moment(datetime(2026, 11, 20, hour, 5, tzinfo=UTC), 0))
    size = ExampleSize(cases=19)  # the last one is entered only today
    WorkedExample(stage, size, "Dana Whitfield").play()  # type: ignore[arg-type]
    times = [entry.at.utc for entry in the_log(stage)]
    assert times == sorted(times)
    assert times[-1] == stage.today.utc
    assert "clock went backwards" not in {entry.verb for entry in the_log(stage)}
