"""Several signatures with one passphrase: what was shown is what is signed, and one refusal does not stop the others."""

import pytest

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.batches import Batch, BatchIncomplete, answered
from au_desktop.services.changes import Kind
from au_desktop.services.statements.batch_signing import BatchSigning
from au_desktop.services.statements.signing import NotWaiting, ShownOtherwise
from tests.memory_services import MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


@pytest.fixture
def three(center: MemoryServices) -> tuple[RunId, ...]:
    return tuple(center.submitted() for _ in range(3))


def batching(center: MemoryServices) -> BatchSigning:
    return center.work(Role.PRECEPTOR).batch_signing


def shown(center: MemoryServices, runs: tuple[RunId, ...]) -> Batch:
    work = batching(center)
    batch = work.begin([(run_id, 2) for run_id in runs])
    for slot in batch.slots:
        batch, record = work.show(batch, slot)
        assert record.sheet.run.id == slot[0]
        assert record.preview["record"]["id"] == str(slot[0])
    return batch


def proven(center: MemoryServices, runs: tuple[RunId, ...]) -> Batch:
    batch = batching(center).ask(shown(center, runs))
    assert batch.question is not None
    return answered(batch, batch.question.right)


def signatures(center: MemoryServices, runs: tuple[RunId, ...]) -> list[int]:
    signing = center.work().signing
    return [len(signing.signatures(run_id)) for run_id in runs]


def test_one_passphrase_signs_all(center: MemoryServices, three: tuple[RunId, ...]) -> None:
    steps: list[tuple[int, int]] = []
    outcome = batching(center).sign(
        proven(center, three), "preceptor", lambda done, of: steps.append((done, of))
    )
    assert outcome.value.signed == tuple((run_id, 2) for run_id in three)
    assert outcome.value.refused == ()
    assert outcome.changes.touches(Kind.SIGN_OFF)
    assert signatures(center, three) == [1, 1, 1]
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert [entry.verb for entry in center.log[-3:]] == ["sign"] * 3


def test_nothing_is_asked_or_signed_before_all_was_shown(
    center: MemoryServices, three: tuple[RunId, ...]
) -> None:
    work = batching(center)
    batch, _ = work.show(work.begin([(run_id, 2) for run_id in three]), (three[0], 2))
    with pytest.raises(BatchIncomplete) as refused:
        work.ask(batch)
    assert refused.value.unseen == 2
    with pytest.raises(BatchIncomplete):
        work.ask(work.begin([]))
    with pytest.raises(BatchIncomplete):
        work.sign(shown(center, three), "preceptor")
    assert signatures(center, three) == [0, 0, 0]


def test_a_wrong_answer_draws_another_fact(
    center: MemoryServices, three: tuple[RunId, ...]
) -> None:
    work = batching(center)
    center.chance.places = [1]
    first = work.ask(shown(center, three))
    assert first.question is not None
    assert first.question.run_id == three[1]
    again = answered(first, 3 - first.question.right)
    assert again.unseen == ((three[1], 2),)
    again, _ = work.show(again, (three[1], 2))
    center.chance.places = [1]
    second = work.ask(again)
    assert second.question is not None
    assert second.question.item != first.question.item


def test_a_wrong_passphrase_signs_nothing(
    center: MemoryServices, three: tuple[RunId, ...]
) -> None:
    with pytest.raises(WrongPassphrase):
        batching(center).sign(proven(center, three), "guess")
    assert signatures(center, three) == [0, 0, 0]


def test_a_record_that_changed_meanwhile_is_refused_and_the_others_are_signed(
    center: MemoryServices, three: tuple[RunId, ...]
) -> None:
    batch = proven(center, three)
    work = center.work(Role.PRECEPTOR).checklist_work
    center.memory.clock.move(minutes=5)
    work.set_event_time(three[1], center.now())
    work.take_back(three[2], "one thing more")
    report = batching(center).sign(batch, "preceptor").value
    assert report.signed == ((three[0], 2),)
    assert [(one.code, type(one.why)) for one in report.refused] == [
        ("R-000002", ShownOtherwise),
        ("R-000003", NotWaiting),
    ]
    assert signatures(center, three) == [1, 0, 0]


def test_a_batch_holds_each_signature_once(center: MemoryServices) -> None:
    run_id = center.submitted()
    assert batching(center).begin([(run_id, 2), (run_id, 2)]).slots == ((run_id, 2),)
