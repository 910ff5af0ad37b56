"""Tests of a statement's validity: each column beside the content, content that is none, and what is said of the state."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.ids import PersonId, StatementId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.signing.statement_validity import (
    StatementState,
    StatementSurroundings,
    statement_validity,
)
from au_desktop.domain.signing.statements import Statement, StatementKind, content_digest
from tests.fakes import FakeSigner, fake_verify
from tests.memory_services import MemoryServices
from tests.statement_examples import PASS, a_draft, add_hours

OTHER = UUID(int=404)


@pytest.fixture
def statement() -> Statement:
    center = MemoryServices()
    trainee_id = center.trainee()
    center.work(Role.PRECEPTOR).statements.sign(a_draft(add_hours(center, trainee_id)), PASS)
    return center.work().statements.of_trainee(trainee_id)[0].statement


COLUMNS: list[tuple[str, dict[str, Any]]] = [
    ("id", {"id": StatementId(OTHER)}),
    ("number", {"number": 9}),
    ("kind", {"kind": StatementKind.WORK_CONFIRMED}),
    ("meaning", {"meaning": Meaning.ATTESTED}),
    ("trainee", {"trainee_id": TraineeId(OTHER)}),
    ("signer", {"signer_id": PersonId(OTHER)}),
    ("signer's name", {"signer": "Somebody else"}),
    ("role", {"role": Role.RSO}),
    ("withdraws", {"withdraws": StatementId(OTHER)}),
    ("records", {"records": ()}),
    ("digest", {"digest": bytes(32)}),
    ("signature", {"signature": bytes(64)}),
]


def judge(statement: Statement, **around: Any) -> Any:
    known = {"known_keys": (statement.public_key,), **around}
    return statement_validity(statement, StatementSurroundings(**known), fake_verify)


@pytest.mark.parametrize(("field", "changes"), COLUMNS)
def test_a_column_that_says_something_else_is_named(
    statement: Statement, field: str, changes: dict[str, Any]
) -> None:
    found = judge(replace(statement, **changes))
    assert (found.state, found.fields) == (StatementState.BROKEN, (field,))
    assert not found.sound


def test_the_signing_time_is_held_against_the_content(statement: Statement) -> None:
    at = Moment(statement.signed_at.utc, 60)
    assert judge(replace(statement, signed_at=at)).fields == ("signing time",)


@pytest.mark.parametrize("content", [b"\xff", b"no json", b"[]", b"{}", b'{"signer": 3}'])
def test_content_that_is_none_is_told(statement: Statement, content: bytes) -> None:
    signature = FakeSigner(statement.signer_id).sign(content)
    digest = content_digest(content)
    other = replace(statement, content=content, signature=signature, digest=digest)
    assert judge(other).fields == ("content",)


def test_states(statement: Statement) -> None:
    assert judge(statement).current
    withdrawn = judge(statement, withdrawn=True)
    assert (withdrawn.state, withdrawn.sound) == (StatementState.WITHDRAWN, True)
    revoked = judge(statement, key_revoked_at=statement.signed_at)
    assert (revoked.state, revoked.sound) == (StatementState.KEY_REVOKED, False)
    later = Moment(statement.signed_at.utc.replace(year=2030), 0)
    assert judge(statement, key_revoked_at=later).current
