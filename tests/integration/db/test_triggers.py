"""The file itself refuses to change what was logged or signed, also for somebody who has the key and writes SQL."""

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import IntegrityError

from au_desktop.domain.errors import SignedRecordIsFinal
from tests.center_files import (
    CASE,
    PERSON,
    OpenCenter,
    a_seal,
    a_sign_off,
    a_stored_run,
    every_answer,
    later,
)

SEALED = a_stored_run().id.bytes
DRAFT = a_stored_run(2).id.bytes

KEPT = [
    "UPDATE log_entries SET actor = 'x' WHERE sequence = 1",
    "DELETE FROM log_entries WHERE sequence = 2",
    "INSERT OR REPLACE INTO log_entries SELECT * FROM log_entries WHERE sequence = 2",
    "UPDATE seals SET digest = x'00'",
    "DELETE FROM seals",
    "INSERT OR REPLACE INTO seals SELECT * FROM seals",
    "UPDATE sign_offs SET signer = 'x'",
    "DELETE FROM sign_offs",
    "INSERT OR REPLACE INTO sign_offs SELECT * FROM sign_offs",
    "UPDATE run_voids SET reason = 'x'",
    "DELETE FROM run_voids",
    "UPDATE template_versions SET document = '{}'",
    "UPDATE template_versions SET title = 'x'",
    "DELETE FROM template_versions",
    "UPDATE exports SET digest = 'x'",
    "DELETE FROM exports",
    "UPDATE numbers SET last = 1",
    "UPDATE numbers SET last = last + 2",
    "DELETE FROM numbers",
    "UPDATE log_entries SET sequence = 9 WHERE sequence = 2",
]


@pytest.mark.parametrize("sql", KEPT)
def test_history_stays(filled: OpenCenter, sql: str) -> None:
    filled.execute("INSERT INTO run_voids VALUES (?, 'why', 1, 0, ?)", DRAFT, PERSON.id.bytes)
    with pytest.raises(IntegrityError, match=r"is kept as written|no gaps|chain"):
        filled.execute(sql)


FINAL = [
    ("UPDATE runs SET number = 99 WHERE id = ?", SEALED),
    ("UPDATE runs SET attention = 0 WHERE id = ?", SEALED),
    ("DELETE FROM runs WHERE id = ?", SEALED),
    ("UPDATE answers SET text = 'x' WHERE run_id = ?", SEALED),
    ("DELETE FROM answers WHERE run_id = ?", SEALED),
    ("UPDATE answers SET run_id = ? WHERE item = 'item_00' AND run_id <> ?1", SEALED),
    (
        "INSERT INTO answers (run_id, item, position, kind, note, answered_by, answered_at, "
        "answered_at_offset) VALUES (?1, 'late', 99, 'text', '', ?1, 1, 0)",
        SEALED,
    ),
    ("UPDATE sign_off_slots SET sign_off_id = NULL WHERE run_id = ?", SEALED),
    ("DELETE FROM sign_off_slots WHERE run_id = ?", SEALED),
]


@pytest.mark.parametrize(("sql", "run"), FINAL)
def test_a_signed_run_is_final(filled: OpenCenter, sql: str, run: bytes) -> None:
    with pytest.raises(SignedRecordIsFinal):
        filled.execute(sql, run)


def test_a_draft_is_not(filled: OpenCenter) -> None:
    filled.execute("UPDATE answers SET text = 'x' WHERE run_id = ?", DRAFT)
    filled.execute("UPDATE runs SET attention = 1 WHERE id = ?", DRAFT)
    filled.execute("DELETE FROM answers WHERE run_id = ?", DRAFT)
    filled.execute("DELETE FROM runs WHERE id = ?", DRAFT)
    with filled.work() as uow:
        assert [run.bytes for run in uow.sign_offs.all_signed_runs()] == [SEALED]


def test_the_log_takes_no_entry_out_of_order(filled: OpenCenter) -> None:
    copy = (
        "INSERT INTO log_entries SELECT {}, at, at_offset, actor_id, actor, role, verb, subject_kind, "
        "subject_id, subject, fields, reason, {}, digest FROM log_entries WHERE sequence = 2"
    )
    for sequence in ("4", "1", "-1"):
        with pytest.raises(IntegrityError, match="gaps"):
            filled.execute(copy.format(sequence, "digest"))
    with pytest.raises(IntegrityError, match="chain"):
        filled.execute(copy.format("3", "previous"))
    filled.execute(copy.format("3", "digest"))


def test_stores_meet_the_same_refusal(filled: OpenCenter) -> None:
    run = a_stored_run()
    with filled.work() as uow:
        with pytest.raises(SignedRecordIsFinal):
            uow.runs.set_event_time(run.id, later(1))
        with pytest.raises(SignedRecordIsFinal):
            uow.runs.mark_reopened(run.id)
        with pytest.raises(SignedRecordIsFinal):
            uow.runs.put_answers(run.id, every_answer()[:1])
        with pytest.raises(SignedRecordIsFinal):
            uow.runs.put_answers(run.id, (), (every_answer()[0].item,))


def test_a_run_is_sealed_once_and_a_slot_signed_once(filled: OpenCenter) -> None:
    run = a_stored_run()
    with filled.work() as uow:
        with pytest.raises(driver.IntegrityError, match="UNIQUE"):
            uow.sign_offs.add_seal(a_seal(run))
        with pytest.raises(driver.IntegrityError, match="UNIQUE"):
            uow.sign_offs.add(a_sign_off(run))


def test_a_reference_leads_somewhere(filled: OpenCenter) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        filled.execute("DELETE FROM cases WHERE id = ?", CASE.id.bytes)
