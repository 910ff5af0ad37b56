"""Tests of statements: who may sign, what is signed, how it is taken back, and what changed since."""

import json
from dataclasses import replace

import pytest

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.errors import Invalid, NotAllowed, ReasonRequired, WrongPassphrase
from au_desktop.domain.roles import Permission, Role
from au_desktop.domain.signing.statement_validity import RecordChange, StatementState
from au_desktop.domain.signing.statements import StatementKind, statement_code
from au_desktop.domain.training.cases import Voided
from au_desktop.services.changes import Kind
from au_desktop.services.statements.signed_statements import (
    STATED,
    AlreadyWithdrawn,
    RecordsChanged,
    Statements,
)
from au_desktop.services.statements.signing import OtherSigner
from tests.fakes import FakeSigner
from tests.memory_services import MemoryServices
from tests.statement_examples import PASS, a_draft, add_hours


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def statements(center: MemoryServices, role: Role = Role.PRECEPTOR) -> Statements:
    return center.work(role).statements


def test_a_statement_is_signed_and_logged(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    entry = add_hours(center, trainee_id)
    outcome = statements(center).sign(a_draft(entry), PASS)
    (view,) = statements(center).of_trainee(trainee_id)
    statement = view.statement
    assert statement.id == outcome.value
    assert (statement.number, statement.code) == (1, "S-000001")
    assert statement.content == canonical_bytes(json.loads(statement.content))
    assert statement.signature == FakeSigner(statement.signer_id).sign(statement.content)
    assert json.loads(statement.content)["records"][0]["code"] == "H-000001"
    assert view.validity.current
    assert view.withdrawal is None
    logged = center.log[-1]
    assert (logged.verb, logged.subject, logged.subject_id) == (STATED, "S-000001", statement.id)
    assert logged.fields["digest"] == [None, statement.digest.hex()]
    assert outcome.changes.touches(Kind.STATEMENT)
    assert outcome.changes.touches(Kind.HOURS)


def test_several_are_signed_with_one_passphrase_or_none(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    entries = [add_hours(center, trainee_id, number) for number in (1, 2)]
    drafts = [a_draft(entry) for entry in entries]
    signed = statements(center).sign_many(drafts, PASS)
    assert len(signed.value) == 2
    views = statements(center).of_trainee(trainee_id)
    assert [view.statement.number for view in views] == [1, 2]
    mixed = (drafts[0], replace(drafts[1], kind=StatementKind.ATTESTATION))
    with pytest.raises(NotAllowed):
        statements(center, Role.COORDINATOR).sign_many(mixed, Role.COORDINATOR.value)
    assert len(statements(center).of_trainee(trainee_id)) == 2
    with pytest.raises(Invalid):
        statements(center).sign_many((), PASS)


def test_who_may_not_sign(center: MemoryServices) -> None:
    draft = a_draft(add_hours(center, center.trainee()))
    with pytest.raises(NotAllowed):
        statements(center, Role.TRAINEE).sign(draft, Role.TRAINEE.value)
    with pytest.raises(WrongPassphrase):
        statements(center).sign(draft, "something else")
    other = statements(center, Role.COORDINATOR).signer(Role.COORDINATOR.value)
    desk = center.memory.desk(Role.PRECEPTOR)
    with (
        pytest.raises(OtherSigner),
        desk.change(Permission.VERIFY_CLASSROOM) as change,
    ):
        statements(center).written(change, draft, other)


def test_what_changed_meanwhile_is_not_signed(center: MemoryServices) -> None:
    entry = add_hours(center, center.trainee())
    _change(center, replace(entry, place="elsewhere", revision=2))
    with pytest.raises(RecordsChanged) as refused:
        statements(center).sign(a_draft(entry), PASS)
    assert refused.value.codes == ("H-000001 (changed)",)
    assert center.log[-1].verb != STATED


def test_evidence_that_changed_since_is_named(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    entries = [add_hours(center, trainee_id, number) for number in (1, 2, 3)]
    statements(center).sign(a_draft(*entries), PASS)
    _change(center, replace(entries[0], place="elsewhere"))
    _change(center, replace(entries[1], voided=Voided("twice", center.now())))
    del center.memory.center.state.entities["hours"][entries[2].id]
    (view,) = statements(center).of_trainee(trainee_id)
    assert view.validity.state is StatementState.VALID
    assert not view.validity.current
    assert [(one.record.code, one.change) for one in view.validity.drift] == [
        ("H-000001", RecordChange.CHANGED),
        ("H-000002", RecordChange.VOIDED),
        ("H-000003", RecordChange.GONE),
    ]


def _change(center: MemoryServices, entry: object) -> None:
    with center.memory.center.unit_of_work() as uow:
        uow.hours.replace(entry)  # type: ignore[arg-type]
        uow.commit()


def test_a_statement_is_taken_back_by_a_signed_one(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    entry = add_hours(center, trainee_id)
    key = statements(center).sign(a_draft(entry), PASS).value
    service = statements(center)
    with pytest.raises(ReasonRequired):
        service.withdraw(key, " ", PASS)
    with pytest.raises(WrongPassphrase):
        service.withdraw(key, "a mistake", "no")
    outcome = service.withdraw(key, "a mistake", PASS)
    assert outcome.changes.touches(Kind.HOURS)
    first, second = service.of_trainee(trainee_id)
    assert first.validity.state is StatementState.WITHDRAWN
    assert first.withdrawal == second.statement
    assert (first.validity.sound, first.validity.stands) == (True, False)
    assert second.statement.kind is StatementKind.WITHDRAWAL
    assert second.statement.withdraws == key
    assert second.validity.current
    assert json.loads(second.statement.content)["reason"] == "a mistake"
    for again in (key, second.statement.id):
        with pytest.raises(AlreadyWithdrawn):
            service.withdraw(again, "again", PASS)
    with center.memory.center.unit_of_work() as uow:
        assert uow.statements.confirmations((entry.id,)) == {}


def test_who_may_take_it_back(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    key = statements(center).sign(a_draft(add_hours(center, trainee_id)), PASS).value
    (view,) = statements(center).of_trainee(trainee_id)
    allowed = {role: statements(center, role).may_withdraw(view.statement) for role in Role}
    assert [role for role, may in allowed.items() if may] == [
        Role.COORDINATOR,
        Role.PRECEPTOR,
        Role.RSO,
    ]
    with pytest.raises(NotAllowed):
        statements(center, Role.TRAINEE).withdraw(key, "mine", Role.TRAINEE.value)
    statements(center, Role.RSO).withdraw(key, "wrong entry", Role.RSO.value)
    last = statements(center).of_trainee(trainee_id)[-1].statement
    assert not statements(center).may_withdraw(last)


def test_a_key_that_was_taken_away_or_is_unknown(center: MemoryServices) -> None:
    trainee_id = center.trainee()
    key = statements(center).sign(a_draft(add_hours(center, trainee_id)), PASS).value
    person = center.memory.people[Role.PRECEPTOR]
    people = center.memory.center.state.entities["person"]
    people[person.id] = replace(person, removed_at=center.now())
    (view,) = statements(center).of_trainee(trainee_id)
    assert view.validity.state is StatementState.KEY_REVOKED
    with center.memory.center.unit_of_work() as uow:
        assert statements(center).sound(uow, (key,)) == frozenset()
    people = center.memory.center.state.entities["person"]
    people[person.id] = person
    with center.memory.center.unit_of_work() as uow:
        assert statements(center).sound(uow, (key,)) == {key}
    del people[person.id]
    (view,) = statements(center, Role.RSO).of_trainee(trainee_id)
    assert view.validity.fields == ("signer's key",)


def test_codes() -> None:
    assert statement_code(12) == "S-000012"
