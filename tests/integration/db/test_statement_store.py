"""Statements in a real file: they come back whole, the file refuses to change them, and a flipped byte is found."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import StatementId
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statements import (
    MEANING_OF,
    Statement,
    StatementDraft,
    StatementKind,
    content_digest,
    content_document,
)
from au_desktop.domain.training.standings.attestation_rules import AskedFor, SignatureRequest
from au_desktop.persistence import schema
from au_desktop.persistence.engine import connect
from au_desktop.services.statements.stated_records import stated_case, stated_trainee
from tests.builders import a_trainee
from tests.center_files import CASE, KEY, PERSON, TRAINEE, OpenCenter, later, older_center
from tests.centers import NAMES, PASSPHRASES, database_key, make_center
from tests.command_line import CommandLine

RECORDS = (stated_case(CASE), stated_trainee(TRAINEE))


def a_statement(number: int = 1, **changes: object) -> Statement:
    draft = StatementDraft(
        kind=StatementKind.ATTESTATION,
        trainee_id=TRAINEE.id,
        facts={"said": "zwölf"},
        records=RECORDS,
    )
    draft = replace(draft, **changes)  # type: ignore[arg-type]
    key = StatementId(UUID(int=3000 + number))
    actor = Actor(PERSON.id, PERSON.name, PERSON.role)
    at = later(number)
    content = canonical_bytes(content_document(draft, key, number, actor, at))
    return Statement(
        id=key,
        number=number,
        kind=draft.kind,
        trainee_id=draft.trainee_id,
        content=content,
        digest=content_digest(content),
        signer_id=PERSON.id,
        signer=PERSON.name,
        role=PERSON.role,
        meaning=MEANING_OF[draft.kind],
        signed_at=at,
        public_key=PERSON.public_keys[0],
        signature=bytes(range(64)),
        records=draft.records,
        withdraws=draft.withdraws,
    )


def a_withdrawal(of: Statement, number: int = 3) -> Statement:
    return a_statement(
        number, kind=StatementKind.WITHDRAWAL, records=(), withdraws=of.id, reason="wrong"
    )


@pytest.fixture
def stated(filled: OpenCenter) -> OpenCenter:
    with filled.work() as uow:
        for statement in (a_statement(), a_statement(2), a_withdrawal(a_statement(2))):
            uow.statements.add(statement)
        uow.commit()
    return filled


def test_statements_come_back(stated: OpenCenter) -> None:
    everything = (a_statement(), a_statement(2), a_withdrawal(a_statement(2)))
    with stated.work() as uow:
        assert uow.statements.get(a_statement().id) == a_statement()
        assert uow.statements.of_trainees((TRAINEE.id,)) == everything
        assert uow.statements.of_trainees(()) == ()
        assert tuple(uow.statements.all()) == everything
        assert uow.statements.count() == 3
        assert uow.statements.withdrawn([one.id for one in everything]) == {a_statement(2).id}
        with pytest.raises(NotFound):
            uow.statements.get(UUID(int=404))


def test_confirmations_leave_out_what_was_withdrawn(stated: OpenCenter) -> None:
    with stated.work() as uow:
        found = uow.statements.confirmations((CASE.id, TRAINEE.id, UUID(int=404)))
        assert {key: len(entries) for key, entries in found.items()} == {CASE.id: 1, TRAINEE.id: 1}
        (one,) = found[CASE.id]
        assert (one.statement_id, one.kind) == (a_statement().id, StatementKind.ATTESTATION)
        assert (one.revision, one.signer_id) == (CASE.revision, PERSON.id)
        assert one.signed_at == later(1)
        uow.statements.add(a_statement(4))
        after = uow.statements.confirmations((CASE.id,))[CASE.id]
        assert [entry.statement_id for entry in after] == [a_statement().id, a_statement(4).id]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE statements SET signer = 'x'",
        "DELETE FROM statements",
        "INSERT OR REPLACE INTO statements SELECT * FROM statements WHERE number = 1",
        "UPDATE statement_records SET digest = x'00'",
        "DELETE FROM statement_records",
        "INSERT OR REPLACE INTO statement_records SELECT * FROM statement_records",
    ],
)
def test_the_file_keeps_them_as_written(stated: OpenCenter, sql: str) -> None:
    with pytest.raises(IntegrityError, match="is kept as written"):
        stated.execute(sql)


def test_a_number_is_used_once_and_a_statement_withdrawn_once(stated: OpenCenter) -> None:
    other = replace(a_statement(1), id=StatementId(UUID(int=9)))
    for again in (other, a_withdrawal(a_statement(2), 5)):
        with stated.work() as uow, pytest.raises(IntegrityError, match="UNIQUE"):
            uow.statements.add(again)


def test_an_older_file_gets_the_tables_with_its_data_kept(tmp_path: Path) -> None:
    path = tmp_path / "center.db"
    older_center(path, "0004")
    with closing(connect(path, KEY)) as made:
        made.execute("INSERT INTO facts VALUES ('name', 'Lakeside')")
    schema.upgrade(path, KEY)
    with closing(connect(path, KEY)) as made:
        assert made.execute("SELECT value FROM facts").fetchone() == ("Lakeside",)
        assert made.execute("SELECT count(*) FROM statements").fetchone() == (0,)
        names = {row[0] for row in made.execute("SELECT name FROM sqlite_master")}
    assert {"statements_no_update", "statement_records_no_delete"} <= names


def test_a_flipped_byte_is_found_by_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_center(tmp_path / "Hillside.aucenter")
    with folder.opened(Role.COORDINATOR) as center:
        trainee_id = center.services.enrolment.enroll(a_trainee()).value
    with folder.opened(Role.PRECEPTOR) as center:
        services = center.services
        with services.desk.unit_of_work() as uow:
            record = stated_trainee(uow.trainees.get(trainee_id))
        draft = StatementDraft(StatementKind.ATTESTATION, trainee_id, {"said": "x"}, (record,))
        key = services.statements.sign(draft, PASSPHRASES[Role.PRECEPTOR]).value
        report = services.integrity.check()
        assert (report.sound, report.statements) == (True, 1)
        (view,) = services.statements.of_trainee(trainee_id)
        assert view.validity.current
    turned = bytearray(view.statement.content)
    turned[turned.index(b'"said"') + 3] ^= 1
    with closing(connect(folder.database, database_key(folder))) as opened:
        opened.execute("DROP TRIGGER statements_no_update")
        opened.execute("UPDATE statements SET content = ? WHERE id = ?", (turned, key.bytes))
    with folder.opened(Role.RSO) as center:
        report = center.services.integrity.check()
    (fault,) = report.statement_faults
    assert (fault.code, fault.validity.fields) == ("S-000001", ("signature", "digest"))
    assert not report.sound
    monkeypatch.setenv(VARIABLE, PASSPHRASES[Role.RSO])
    said = CommandLine(capsys)("check", folder.folder, "--as", NAMES[Role.RSO])
    assert (said.code, said.value("statements")) == (1, "0 of 1 sound")
    assert "  S-000001, Marcellus Quist: broken at signature, digest" in said.out


def test_a_request_for_a_signature_comes_back(filled: OpenCenter) -> None:
    asked = SignatureRequest(
        UUID(int=77), TRAINEE.id, PERSON.id, AskedFor.CONCURRENCE, later(1), PERSON.id
    )
    with filled.work() as uow:
        uow.requests.put(asked)
        assert uow.requests.of_trainees((TRAINEE.id,)) == (asked,)
        ended = replace(asked, taken_back_at=later(2))
        uow.requests.put(ended)
        assert uow.requests.get(asked.id) == ended
