"""Parts, asked signatures and returns in a real center file: what is stored comes back, and history cannot be rewritten."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from au_desktop.domain.checklists.returns import RunReturn, open_return
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import SignOffRule
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.added_signatures import Asked
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.persistence.read_queries.sql_read_queries import SqlReadQueries
from au_desktop.services.rows import PageRequest, RunFilter, WaitingFilter
from au_desktop.services.signing_stores import Slot
from tests.center_files import (
    CASE,
    INSTRUMENT,
    PERSON,
    ROOM,
    SUPERVISOR,
    TEMPLATE,
    TRAINEE,
    OpenCenter,
    a_seal,
    a_sign_off,
    a_stored_run,
    later,
)

NURSES = SignOffRule(
    "performed", "The nurse's part", (Role.STAFF,), sections=("premedication", "observation")
)
WITNESS = SignOffRule("witnessed", "Witness", (Role.STAFF, Role.RSO), required=False)
OTHERS = SignOffRule("performed", "The rest", (Role.STAFF,))


@pytest.fixture
def records(center: OpenCenter) -> OpenCenter:
    """What the runs refer to."""
    with center.work() as uow:
        uow.people.add(PERSON)
        uow.trainees.add(TRAINEE)
        uow.supervisors.add(SUPERVISOR)
        uow.rooms.add(ROOM)
        uow.instruments.add(INSTRUMENT)
        uow.cases.add(CASE)
        uow.templates.add(template_digest(TEMPLATE), TEMPLATE)
        uow.commit()
    return center


def submitted(center: OpenCenter, number: int = 1, *rules: SignOffRule):
    run = a_stored_run(number)
    with center.work() as uow:
        uow.runs.add(run)
        uow.runs.mark_submitted(run.id, later(10 + number), PERSON.id, number % 2)
        uow.sign_offs.open_slots(run.id, rules or (NURSES, OTHERS, WITNESS))
        uow.commit()
    return run


def lists(center: OpenCenter) -> SqlReadQueries:
    return SqlReadQueries(center.engines.read)


def test_a_slot_keeps_its_part_and_who_asked(records: OpenCenter) -> None:
    run = submitted(records)
    asked = Slot(4, WITNESS, filled=False, asked=Asked(PERSON.id, later(3), "two nurses"))
    with records.work() as uow:
        uow.sign_offs.add_slot(run.id, asked)
        uow.commit()
    with records.work() as uow:
        slots = uow.sign_offs.slots(run.id)
        assert slots[0] == Slot(1, NURSES, filled=False)
        assert slots[-1] == asked
        uow.sign_offs.remove_slot(run.id, 4)
        assert uow.sign_offs.slots(run.id) == slots[:-1]
        uow.commit()


def test_a_given_signature_keeps_its_slot(records: OpenCenter) -> None:
    run = submitted(records)
    with records.work() as uow:
        uow.sign_offs.add_seal(a_seal(run))
        uow.sign_offs.add(a_sign_off(run))
        uow.sign_offs.remove_slot(run.id, 1)
        assert [slot.filled for slot in uow.sign_offs.slots(run.id)] == [True, False, False]


def test_a_part_waits_for_anyone_and_no_one_witnesses_their_own(records: OpenCenter) -> None:
    submitted(records)
    rows = lists(records)

    def waits(person, *, required: bool) -> list[int]:
        wanted = WaitingFilter(Role.STAFF, person, required_only=required)
        return [row.position for row in rows.waiting(PageRequest(), wanted).rows]

    assert waits(PERSON.id, required=True) == [1, 2]
    assert waits(PERSON.id, required=False) == [1, 2]
    assert waits(TRAINEE.id, required=True) == [1]
    assert waits(TRAINEE.id, required=False) == [1, 3]
    (first, *_) = rows.waiting(PageRequest()).rows
    assert (first.sections, first.asked) == (("premedication", "observation"), False)


def test_the_queue_is_narrowed(records: OpenCenter) -> None:
    runs = [submitted(records, number, OTHERS) for number in (1, 2, 3)]
    rows = lists(records)

    def found(**asked: object) -> list[object]:
        page = rows.waiting(PageRequest(), WaitingFilter(**asked))
        assert page.total == len(page.rows)
        return [row.run_id for row in page.rows]

    everything = [run.id for run in runs]
    (kind,) = {row.kind for row in rows.waiting(PageRequest()).rows}
    assert found(kind=kind) == everything
    assert found(kind="waste") == []
    assert found(attention_only=True) == [runs[0].id, runs[2].id]
    assert found(submitted_before=later(12)) == [runs[0].id]
    subject = runs[0].subject.trainee_id
    assert found(trainee_id=subject) == everything
    assert found(trainee_id=PERSON.id) == []


def test_a_return_is_found_until_it_is_settled_and_is_never_rewritten(records: OpenCenter) -> None:
    run = submitted(records)
    back = RunReturn(run.id, 1, "dose missing", PERSON.id, later(20), PERSON.id)
    with records.work() as uow:
        uow.runs.mark_reopened(run.id)
        uow.sign_offs.close_slots(run.id)
        uow.returns.add(back)
        uow.commit()
    (row,) = lists(records).runs(RunFilter(returned_to=PERSON.id), PageRequest()).rows
    assert (row.run_id, row.returned) == (run.id, "dose missing")
    assert lists(records).runs(RunFilter(returned_to=TRAINEE.id), PageRequest()).total == 0
    for sql in ("UPDATE run_returns SET reason = 'other'", "DELETE FROM run_returns"):
        with (
            pytest.raises(DBAPIError, match="kept as written"),
            records.engines.write.begin() as at,
        ):
            at.execute(text(sql))
    with records.work() as uow:
        assert uow.returns.of_run(run.id) == (back,)
        uow.returns.settle(run.id, later(30))
        uow.commit()
    with records.work() as uow:
        (kept,) = uow.returns.of_run(run.id)
    assert kept.settled_at == later(30)
    assert open_return((kept,)) is None
    assert lists(records).runs(RunFilter(returned_to=PERSON.id), PageRequest()).total == 0


def test_a_changed_case_is_found_until_it_is_confirmed_anew(records: OpenCenter) -> None:
    run = submitted(records, 1, SignOffRule("supervised", "Supervised", (Role.PRECEPTOR,)))
    assert run.subject.case_id == CASE.id
    with records.work() as uow:
        uow.sign_offs.add_seal(a_seal(run))
        uow.sign_offs.add(a_sign_off(run, 1, Meaning.SUPERVISED))
        uow.commit()
    assert lists(records).cases_changed_since_signed() == ()
    with records.engines.write.begin() as at:
        at.execute(text("UPDATE cases SET revision = revision + 1"))
    (row,) = lists(records).cases_changed_since_signed()
    assert (row.case_id, row.run_id, row.signer) == (CASE.id, run.id, PERSON.name)
    with records.work() as uow:
        again = replace(a_sign_off(run, 2, Meaning.SUPERVISED), case_revision=CASE.revision + 1)
        slot = Slot(2, SignOffRule("supervised", "Again", (Role.PRECEPTOR,)), filled=False)
        uow.sign_offs.add_slot(run.id, slot)
        uow.sign_offs.add(again)
        uow.commit()
    assert lists(records).cases_changed_since_signed() == ()
