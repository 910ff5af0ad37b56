"""The worked example on a real center file: every page has something to show, nothing contradicts itself, and it repeats."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.opened_center import OpenedCenter
from au_desktop.persistence.stores.run_batches import AT_ONCE
from au_desktop.services.bundle import Services
from au_desktop.services.example.worked_example import ExampleSize
from au_desktop.services.rows import PageRequest, RunFilter
from tests.command_line import PRECEPTOR, quick_opening


def an_open_example(folder: Path, size: ExampleSize) -> OpenedCenter:
    opening = quick_opening()
    made = opening.worked_example(folder, size=size)
    return opening.unlock_by_name(folder, PRECEPTOR, made.passphrase)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    center = an_open_example(tmp_path_factory.mktemp("example") / "x.aucenter", ExampleSize())
    yield center.services
    center.close()


def the_log(services: Services) -> list[LogEntry]:
    with services.desk.unit_of_work() as uow:
        return list(uow.log.entries())


def test_today_is_full(services: Services) -> None:
    today = services.today.overview()
    assert len(today.here) >= 3
    assert len(today.planned) >= 3
    assert len(today.drafts) == 1
    assert 3 <= today.waiting_total <= 8
    assert {row.kind for row in today.due} == {"instrument", "trainee"}
    assert any(row.due < today.day for row in today.due if row.kind == "instrument")
    assert any(row.due >= today.day for row in today.due if row.kind == "trainee")
    assert today.needing


def test_cases_do_not_count_for_many_reasons_and_most_count(services: Services) -> None:
    found: Counter[GateReason] = Counter()
    counting = 0
    for trainee in services.enrolment.everyone():
        for judged in services.judgements.of_trainee(trainee.id).cases:
            counting += judged.verdict.counts
            found.update(reason.code for reason in judged.verdict.reasons)
    assert counting >= 20
    assert set(found) >= {
        GateReason.OBSERVED_ONLY,
        GateReason.NO_CAPACITY,
        GateReason.NO_LOCATION,
        GateReason.SUPERVISOR_NOT_AUTHORIZED,
        GateReason.NOT_CONFIRMED,
        GateReason.CHANGED_SINCE_CONFIRMED,
        GateReason.NOT_GIVEN,
    }
    assert GateReason.CONFIRMATION_BROKEN not in found
    assert GateReason.DUPLICATE not in found


def test_the_log_tells_the_stories(services: Services) -> None:
    verbs = Counter(row.verb for row in the_log(services))
    for verb in ("void checklist", "amend checklist", "override critical item", "change case"):
        assert verbs[verb] == 1, verbs
    assert verbs["clock went backwards"] == 0
    assert verbs["sign"] > 300


def test_event_entry_and_signature_are_apart(services: Services) -> None:
    late = 0
    with services.desk.unit_of_work() as uow:
        for run_id in uow.sign_offs.all_signed_runs():
            run = uow.runs.get(run_id)
            assert run.event_time.utc <= run.entry_time.utc
            late += run.entry_time.local.date() > run.event_time.local.date()
    assert late >= 3


def test_some_runs_need_attention(services: Services) -> None:
    runs = services.checklist_work.runs(RunFilter(), PageRequest(500))
    assert any(row.attention for row in runs.rows)
    assert runs.total >= 240


def test_the_center_is_sound(services: Services) -> None:
    report = services.integrity.check()
    assert report.sound
    assert report.signatures > 300


def test_sealed_runs_read_many_at_once_are_as_each_reads_alone(services: Services) -> None:
    with services.desk.reading() as uow:
        sealed = uow.sealed.all()
        found = list(sealed.runs)
        assert sealed.total == len(found) > AT_ONCE
        assert [one.run.id for one in found] == list(uow.sign_offs.all_signed_runs())
        for one in found:
            assert one.run == uow.runs.get(one.run.id)
            assert one.seal == uow.sign_offs.seal(one.run.id)
            assert one.sign_offs == uow.sign_offs.of_run(one.run.id)
            assert one.superseded == (uow.runs.superseded_by(one.run.id) is not None)
    assert any(one.superseded for one in found)
    assert any(one.run.voided is not None for one in found)


def test_the_same_seed_gives_the_same_cases(tmp_path: Path) -> None:
    size = ExampleSize(trainees=7, cases=5, seed=11)
    told = []
    for name in ("first", "second"):
        center = an_open_example(tmp_path / f"{name}.aucenter", size)
        everyone = [one.id for one in center.services.enrolment.everyone()]
        progress = center.services.judgements.progress(everyone)
        cases = [entry.case for one in progress.values() for entry in one.cases]
        told.append(
            sorted((case.number, case.on, case.drug_id, case.administered) for case in cases)
        )
        center.close()
    assert told[0] == told[1]
    assert len(told[0]) > 5


def test_an_example_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _all: int) -> None:
        if done:
            raise KeyboardInterrupt

    folder = tmp_path / "x.aucenter"
    with pytest.raises(KeyboardInterrupt):
        quick_opening().worked_example(folder, stop, ExampleSize(trainees=2, cases=2))
    assert list(tmp_path.iterdir()) == []
