"""Validity of a statement, worked out each time it is shown: valid, withdrawn, broken, and what changed since it was signed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.statements import StatedRecord, Statement, content_digest
from au_desktop.domain.signing.validity import Verify

RecordKey: TypeAlias = tuple[str, UUID]
"""Kind and id: a case and its ratings share the id."""


class StatementState(StrEnum):
    """What can be said of a statement."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    BROKEN = "broken"
    KEY_REVOKED = "key revoked before signing"


class RecordChange(StrEnum):
    """What became of a record that a statement rests on."""

    CHANGED = "changed"
    VOIDED = "voided"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RecordNow:
    """A record as it reads now: the digest of its facts, and whether it was taken out of use."""

    digest: bytes
    voided: bool = False


@dataclass(frozen=True, slots=True)
class RecordDrift:
    """A record that no longer reads as it did when the statement was signed."""

    record: StatedRecord
    change: RecordChange


@dataclass(frozen=True, slots=True)
class StatementValidity:
    """The state, the fields that do not fit where it is broken, and the records that changed since."""

    state: StatementState
    fields: tuple[str, ...] = ()
    drift: tuple[RecordDrift, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the signature still fits what was signed, withdrawn or not."""
        return self.state in {StatementState.VALID, StatementState.WITHDRAWN}

    @property
    def stands(self) -> bool:
        """Whether it is sound and was not withdrawn."""
        return self.state is StatementState.VALID

    @property
    def current(self) -> bool:
        """Whether it stands and every record behind it still reads as it did."""
        return self.stands and not self.drift


@dataclass(frozen=True, slots=True)
class StatementSurroundings:
    """What the center file says around a statement; `records` None leaves the records unasked."""

    known_keys: tuple[bytes, ...]
    key_revoked_at: Moment | None = None
    withdrawn: bool = False
    records: Mapping[RecordKey, RecordNow] | None = None


def statement_validity(
    statement: Statement, around: StatementSurroundings, verify: Verify
) -> StatementValidity:
    """Check a statement against its content, the signer's keys, and the records as they read now."""
    drift = () if around.records is None else record_drift(statement.records, around.records)
    broken = tuple(_faults(statement, around, verify))
    if broken:
        return StatementValidity(StatementState.BROKEN, broken, drift)
    if around.key_revoked_at is not None and around.key_revoked_at <= statement.signed_at:
        return StatementValidity(StatementState.KEY_REVOKED, (), drift)
    state = StatementState.WITHDRAWN if around.withdrawn else StatementState.VALID
    return StatementValidity(state, (), drift)


def record_drift(
    stated: Iterable[StatedRecord], now: Mapping[RecordKey, RecordNow]
) -> tuple[RecordDrift, ...]:
    """The records whose facts no longer have the digest that was stated."""

    def changes() -> Iterator[RecordDrift]:
        for record in stated:
            found = now.get((record.kind, record.id))
            if found is None:
                yield RecordDrift(record, RecordChange.GONE)
            elif found.voided:
                yield RecordDrift(record, RecordChange.VOIDED)
            elif found.digest != record.digest:
                yield RecordDrift(record, RecordChange.CHANGED)

    return tuple(changes())


def _faults(statement: Statement, around: StatementSurroundings, verify: Verify) -> Iterator[str]:
    if not verify(statement.public_key, statement.content, statement.signature):
        yield "signature"
    if statement.public_key not in around.known_keys:
        yield "signer's key"
    if content_digest(statement.content) != statement.digest:
        yield "digest"
    yield from _content_faults(statement)


def _content_faults(statement: Statement) -> Iterator[str]:
    """Where the columns beside the content say something else than the content."""
    try:
        said = _said(json.loads(statement.content))
    except (ValueError, KeyError, TypeError):
        yield "content"
        return
    rows: dict[str, Any] = {
        "id": str(statement.id),
        "number": statement.number,
        "kind": statement.kind.value,
        "meaning": statement.meaning.value,
        "trainee": str(statement.trainee_id),
        "signer": str(statement.signer_id),
        "signer's name": statement.signer,
        "role": statement.role.value,
        "signing time": statement.signed_at.iso(),
        "withdraws": None if statement.withdraws is None else str(statement.withdraws),
        "records": [
            (one.kind, str(one.id), one.code, one.revision, one.digest.hex())
            for one in statement.records
        ],
    }
    yield from (name for name, value in rows.items() if said[name] != value)


def _said(content: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    signer = content["signer"]
    return {
        **{name: content[name] for name in ("id", "number", "kind", "meaning", "trainee")},
        "signer": signer["id"],
        "signer's name": signer["name"],
        "role": signer["role"],
        "signing time": content["times"]["signing"],
        "withdraws": content["withdraws"],
        "records": [
            (one["kind"], one["id"], one["code"], one["revision"], one["digest"])
            for one in content["records"]
        ],
    }
