"""Laws of statements: any changed byte of content breaks validity, whichever it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.canonical import canonical_bytes
from au_desktop.domain.ids import StatementId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.statement_validity import (
    RecordNow,
    StatementState,
    StatementSurroundings,
    statement_validity,
)
from au_desktop.domain.signing.statements import (
    MEANING_OF,
    StatedRecord,
    Statement,
    StatementDraft,
    StatementKind,
    content_digest,
    content_document,
)
from tests.builders import a_person
from tests.fakes import FakeClock, FakeSigner, fake_verify

PERSON = a_person(Role.PRECEPTOR)
KNOWN = StatementSurroundings(known_keys=PERSON.public_keys)
NOW: Moment = FakeClock().now()

RECORDS = st.builds(
    StatedRecord,
    st.sampled_from(("hours", "case")),
    st.uuids(),
    st.text(max_size=8),
    st.integers(1, 9),
    st.binary(min_size=32, max_size=32),
)
DRAFTS = st.builds(
    StatementDraft,
    kind=st.sampled_from(StatementKind),
    trainee_id=st.uuids().map(TraineeId),
    facts=st.dictionaries(st.sampled_from(("a", "b")), st.text(max_size=8) | st.integers()),
    records=st.lists(RECORDS, max_size=3).map(tuple),
    event_at=st.none() | st.just(NOW),
    withdraws=st.none() | st.uuids().map(StatementId),
    reason=st.text(max_size=8),
)


def signed(draft: StatementDraft, key: StatementId) -> Statement:
    actor = Actor(PERSON.id, PERSON.name, PERSON.role)
    content = canonical_bytes(content_document(draft, key, 7, actor, NOW))
    return Statement(
        id=key,
        number=7,
        kind=draft.kind,
        trainee_id=draft.trainee_id,
        content=content,
        digest=content_digest(content),
        signer_id=PERSON.id,
        signer=PERSON.name,
        role=PERSON.role,
        meaning=MEANING_OF[draft.kind],
        signed_at=NOW,
        public_key=PERSON.public_keys[0],
        signature=FakeSigner(PERSON.id).sign(content),
        records=draft.records,
        withdraws=draft.withdraws,
    )


STATEMENTS = st.builds(signed, DRAFTS, st.uuids().map(StatementId))


@given(statement=STATEMENTS)
def test_what_was_signed_is_valid(statement: Statement) -> None:
    now = {(one.kind, one.id): RecordNow(one.digest) for one in statement.records}
    found = statement_validity(statement, replace(KNOWN, records=now), fake_verify)
    assert found.current


@given(statement=STATEMENTS, data=st.data())
def test_any_changed_byte_of_content_breaks_it(statement: Statement, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(statement.content) - 1))
    turned = data.draw(st.integers(1, 255))
    content = bytearray(statement.content)
    content[place] ^= turned
    other = replace(statement, content=bytes(content))
    assert statement_validity(other, KNOWN, fake_verify).state is StatementState.BROKEN


@given(first=STATEMENTS, second=STATEMENTS)
def test_no_column_can_be_put_beside_another_content(first: Statement, second: Statement) -> None:
    """Content, digest and signature of one statement do not fit beside another's columns."""
    mixed = replace(
        first, content=second.content, digest=second.digest, signature=second.signature
    )
    found = statement_validity(mixed, KNOWN, fake_verify)
    assert (found.state is StatementState.BROKEN) == (first.id != second.id)
