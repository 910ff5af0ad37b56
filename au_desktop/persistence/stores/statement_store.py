"""Signed statements and the records they stand for, as rows and back; there is no way to change one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, insert, select

from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import PersonId, StatementId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.domain.signing.statements import (
    RecordConfirmation,
    StatedRecord,
    Statement,
    StatementKind,
)
from au_desktop.persistence.column_types import moment_values
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.tables.statement_tables import statement_records, statements

_ALL = select(statements).order_by(statements.c.number)
_AT_ONCE = 500


class StatementRows:
    """What was stated, by whom, and on which records it rests."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: UUID) -> Statement:
        """The statement; raises `NotFound`."""
        found = self._read(_ALL.where(statements.c.id == key))
        if not found:
            raise NotFound("statement", str(key))
        return found[0]

    def add(self, statement: Statement) -> None:
        """Store it; from here on its rows cannot change."""
        row: dict[str, Any] = {
            "id": statement.id,
            "number": statement.number,
            "kind": statement.kind.value,
            "trainee_id": statement.trainee_id,
            "content": statement.content,
            "digest": statement.digest,
            "signer_id": statement.signer_id,
            "signer": statement.signer,
            "role": statement.role.value,
            "meaning": statement.meaning.value,
            **moment_values("signed_at", statement.signed_at),
            "public_key": statement.public_key,
            "signature": statement.signature,
            "withdraws": statement.withdraws,
        }
        self._connection.execute(insert(statements).values(row))
        behind = [
            {
                "statement_id": statement.id,
                "position": position,
                "kind": record.kind,
                "record_id": record.id,
                "code": record.code,
                "revision": record.revision,
                "digest": record.digest,
            }
            for position, record in enumerate(statement.records, start=1)
        ]
        if behind:
            self._connection.execute(insert(statement_records), behind)

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Statement, ...]:
        """The statements about these trainees, by number; withdrawals and what they take back too."""
        found = (
            statement
            for some in in_batches(trainee_ids)
            for statement in self._read(_ALL.where(statements.c.trainee_id.in_(some)))
        )
        return tuple(sorted(found, key=lambda statement: statement.number))

    def withdrawn(self, keys: Sequence[StatementId]) -> frozenset[StatementId]:
        """Those of these statements that a later one took back."""
        return frozenset(
            StatementId(key)
            for some in in_batches(keys)
            for key in self._connection.execute(
                select(statements.c.withdraws).where(statements.c.withdraws.in_(some))
            ).scalars()
        )

    def confirmations(
        self, record_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[RecordConfirmation, ...]]:
        """Statements that stand for these records and were not withdrawn, oldest first."""
        found: dict[UUID, list[RecordConfirmation]] = {}
        for some in in_batches(record_ids):
            for row in self._connection.execute(_standing_for(some)):
                signed_at = Moment(row.signed_at, row.signed_at_offset)
                stands = RecordConfirmation(
                    StatementId(row.id),
                    StatementKind(row.kind),
                    row.revision,
                    PersonId(row.signer_id),
                    signed_at,
                )
                found.setdefault(row.record_id, []).append(stands)
        return {key: tuple(entries) for key, entries in found.items()}

    def count(self) -> int:
        """How many there are."""
        counted = select(func.count()).select_from(statements)
        return self._connection.execute(counted).scalar_one()

    def all(self) -> Iterator[Statement]:
        """Every statement, by number, read some hundred at a time."""
        last = 0
        while found := self._read(_ALL.where(statements.c.number > last).limit(_AT_ONCE)):
            yield from found
            last = found[-1].number

    def _read(self, question: Select[Any]) -> list[Statement]:
        rows = self._connection.execute(question).all()
        behind: dict[UUID, list[StatedRecord]] = {}
        for some in in_batches([row.id for row in rows]):
            for record in self._connection.execute(_behind(some)):
                behind.setdefault(record.statement_id, []).append(_stated(record))
        return [_statement(row, tuple(behind.get(row.id, ()))) for row in rows]


def _behind(keys: Sequence[UUID]) -> Select[Any]:
    records = statement_records
    asked = select(records).where(records.c.statement_id.in_(keys))
    return asked.order_by(records.c.statement_id, records.c.position)


def _standing_for(keys: Sequence[UUID]) -> Select[Any]:
    later = statements.alias()
    taken_back = select(later.c.id).where(later.c.withdraws == statements.c.id).exists()
    columns = statements.c
    return (
        select(
            statement_records.c.record_id,
            statement_records.c.revision,
            columns.id,
            columns.kind,
            columns.signer_id,
            columns.signed_at,
            columns.signed_at_offset,
        )
        .join_from(statement_records, statements)
        .where(statement_records.c.record_id.in_(keys), ~taken_back)
        .order_by(columns.number)
    )


def _stated(row: Row[Any]) -> StatedRecord:
    return StatedRecord(row.kind, row.record_id, row.code, row.revision, row.digest)


def _statement(row: Row[Any], records: tuple[StatedRecord, ...]) -> Statement:
    return Statement(
        id=StatementId(row.id),
        number=row.number,
        kind=StatementKind(row.kind),
        trainee_id=TraineeId(row.trainee_id),
        content=row.content,
        digest=row.digest,
        signer_id=PersonId(row.signer_id),
        signer=row.signer,
        role=Role(row.role),
        meaning=Meaning(row.meaning),
        signed_at=Moment(row.signed_at, row.signed_at_offset),
        public_key=row.public_key,
        signature=row.signature,
        records=records,
        withdraws=None if row.withdraws is None else StatementId(row.withdraws),
    )
