"""Radiation safety records: each whole as one canonical document, with every revision, its links, clocks and signatures."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select, and_, delete, func, insert, not_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import RowMapping

from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.record_signatures import RecordMeaning, RecordSignature
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord
from au_desktop.domain.training.cases import Voided
from au_desktop.persistence.column_types import moment_in, moment_values
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.local_days import from_day, to_day
from au_desktop.persistence.stores import safety_rows
from au_desktop.persistence.stores.kept_revisions import kept_records
from au_desktop.persistence.stores.safety_columns import clock_rows, link_rows, record_row
from au_desktop.persistence.tables.safety_tables import (
    safety_clocks,
    safety_links,
    safety_records,
    safety_revisions,
    safety_signatures,
    safety_voids,
)
from au_desktop.services.rows import Page, PageRequest
from au_desktop.services.safety_stores import KeptRecord, RunningClock, SafetyFilter, SafetyRow

R = TypeVar("R", bound=SafetyRecord)
_AT_ONCE = 500


class SafetyRows:
    """The safety records of an open file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], key: UUID) -> R:
        """The record; raises `NotFound`."""
        found = self.find(kind, key)
        if found is None:
            raise NotFound(kind.KIND.value, str(key))
        return found

    def find(self, kind: type[R], key: UUID) -> R | None:
        """The record, or None."""
        return next(iter(self._values(kind, _of(kind).where(safety_records.c.id == key))), None)

    def several(self, kind: type[R], keys: Sequence[UUID]) -> tuple[R, ...]:
        """The records of these keys, in their order; raises `NotFound`."""
        found = {
            record.id: record
            for some in in_batches(keys)
            for record in self._values(kind, _of(kind).where(safety_records.c.id.in_(some)))
        }
        return tuple(found[SafetyId(key)] if key in found else self.get(kind, key) for key in keys)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of the kind, by number."""
        return self._values(kind, _of(kind).order_by(safety_records.c.number))

    def open_ones(self, kind: type[R]) -> tuple[R, ...]:
        """Those about which something is still to be done, by number."""
        asked = _of(kind).where(safety_records.c.open).order_by(safety_records.c.number)
        return self._values(kind, asked)

    def linked(self, kind: type[R], key: UUID) -> tuple[R, ...]:
        """Those that name this thing, newest event first."""
        return self._values(kind, _newest_first(_naming(_of(kind), key)))

    def newest(self, kind: type[R], link: UUID | None = None) -> R | None:
        """The newest by event."""
        asked = _of(kind) if link is None else _naming(_of(kind), link)
        return next(iter(self._values(kind, _newest_first(asked).limit(1))), None)

    def between(self, kind: type[R], first: date, last: date) -> Iterator[R]:
        """Those whose event was on these days, streamed by event."""
        at, offset = safety_records.c.at, safety_records.c.at_offset
        days = and_(from_day(at, offset, first), to_day(at, offset, last))
        wanted = (
            select(safety_records.c.id)
            .where(safety_records.c.kind == kind.KIND.value, days)
            .order_by(at, safety_records.c.number)
        )
        keys = list(self._connection.execute(wanted).scalars())
        for start in range(0, len(keys), _AT_ONCE):
            yield from self.several(kind, keys[start : start + _AT_ONCE])

    def as_of(self, kind: type[R], at: Moment) -> tuple[R, ...]:
        """Every record as it was known at that moment, by number."""
        kept = safety_revisions
        last = (
            select(kept.c.record_id, func.max(kept.c.revision).label("revision"))
            .where(kept.c.kind == kind.KIND.value, kept.c.written_at <= at.utc)
            .group_by(kept.c.record_id)
            .subquery()
        )
        wanted = select(kept.c.record_id.label("id"), kept.c.content).join(
            last,
            and_(kept.c.record_id == last.c.record_id, kept.c.revision == last.c.revision),
        )
        found = self._values(kind, wanted)
        known = [_unvoided_after(record, at) for record in found]
        return tuple(sorted(known, key=lambda record: record.number))

    def history(self, kind: type[R], key: UUID) -> tuple[tuple[Moment, R], ...]:
        """Every revision with the moment it was written, oldest first."""
        kept = safety_revisions
        asked = select(kept).where(kept.c.record_id == key).order_by(kept.c.revision)
        rows = self._connection.execute(asked).mappings().all()
        return tuple(
            (moment_in(row, "written_at"), _read(kind, row["content"], None)) for row in rows
        )

    def put(self, record: SafetyRecord, written_at: Moment) -> None:
        """Store a new record, or the next revision of one."""
        retired = record.voided is not None or self.amendment_of(record.id) is not None
        row = record_row(record, retired=retired)
        content = row["content"]
        told = upsert(safety_records).values(row)
        changed = {name: told.excluded[name] for name in row if name not in ("id", "kind")}
        self._connection.execute(told.on_conflict_do_update(index_elements=["id"], set_=changed))
        self._connection.execute(
            insert(safety_revisions),
            {
                "record_id": record.id,
                "revision": record.revision,
                **moment_values("written_at", written_at),
                "kind": record.KIND.value,
                "content": content,
            },
        )
        self._put_beside(record)
        if record.amends is not None:
            self._retire(record.amends)

    def void(self, key: SafetyId, voided: Voided) -> None:
        """Note that it is void; it stays readable. A record that it had taken the place of holds again."""
        row = {
            "record_id": key,
            "reason": voided.reason,
            **moment_values("voided_at", voided.at),
        }
        self._connection.execute(insert(safety_voids), row)
        self._retire(key)
        self._revive(key)

    def amendment_of(self, key: SafetyId) -> SafetyId | None:
        """The record that took its place; one that was made void took none."""
        asked = select(safety_records.c.id).where(
            safety_records.c.amends == key,
            safety_records.c.id.not_in(select(safety_voids.c.record_id)),
        )
        found = self._connection.execute(asked).scalars().first()
        return None if found is None else SafetyId(found)

    def page(self, wanted: SafetyFilter, request: PageRequest) -> Page[SafetyRow]:
        """A page of one kind."""
        return safety_rows.safety_page(self._connection, wanted, request)

    def rows(self, keys: Sequence[UUID]) -> tuple[SafetyRow, ...]:
        """The rows of these records of any kind."""
        return safety_rows.rows_of(self._connection, keys)

    def clocks(self) -> tuple[RunningClock, ...]:
        """Deadlines that run, the next first."""
        return safety_rows.running_clocks(self._connection)

    def attention(self, kind: RecordKind) -> int:
        """How many records of a kind are open."""
        asked = select(func.count()).where(safety_records.c.kind == kind.value)
        return self._connection.execute(asked.where(safety_records.c.open)).scalar_one()

    def span(self, kind: RecordKind) -> tuple[int, date | None]:
        """How many records of a kind there are, and the local day of the first event."""
        return safety_rows.span_of(self._connection, kind)

    def numbered(self, kind: RecordKind, number: int) -> SafetyId | None:
        """The record of a kind with that number."""
        known = safety_records.c
        asked = select(known.id).where(known.kind == kind.value, known.number == number)
        found = self._connection.execute(asked).scalars().first()
        return None if found is None else SafetyId(found)

    def count_before(self, kind: RecordKind, day: date) -> int:
        """How many events of a kind were before that day."""
        return safety_rows.count_before(self._connection, kind, day)

    def unsigned(self, kinds: Sequence[RecordKind], request: PageRequest) -> Page[SafetyRow]:
        """Records without a signature on what they say now."""
        return safety_rows.unsigned_page(self._connection, kinds, request)

    def sign(self, signature: RecordSignature) -> None:
        """Keep a signature."""
        row = {
            "id": signature.id,
            "number": signature.number,
            "record_id": signature.record_id,
            "revision": signature.revision,
            "content": signature.content,
            "digest": signature.digest,
            "signer_id": signature.signer_id,
            "signer": signature.signer,
            "role": signature.role.value,
            "meaning": signature.meaning.value,
            **moment_values("signed_at", signature.signed_at),
            "public_key": signature.public_key,
            "signature": signature.signature,
        }
        self._connection.execute(insert(safety_signatures), row)

    def signatures(self, key: SafetyId) -> tuple[RecordSignature, ...]:
        """The signatures on a record, oldest first."""
        return tuple(self._signed(_SIGNATURES.where(safety_signatures.c.record_id == key)))

    def all_signatures(self) -> Iterator[RecordSignature]:
        """Every signature, streamed by number."""
        return self._signed(_SIGNATURES)

    def kept(self) -> Iterator[KeptRecord]:
        """Every record of every kind as it was kept, for a check of the whole file."""
        return kept_records(self._connection)

    def _signed(self, asked: Select[Any]) -> Iterator[RecordSignature]:
        ordered = asked.order_by(safety_signatures.c.number)
        for row in self._connection.execute(ordered).mappings():
            yield _signature(row)

    def _put_beside(self, record: SafetyRecord) -> None:
        key = record.id
        for table in (safety_links, safety_clocks):
            self._connection.execute(delete(table).where(table.c.record_id == key))
        links = link_rows(record)
        if links:
            self._connection.execute(insert(safety_links), links)
        clocks = clock_rows(record)
        if clocks:
            self._connection.execute(insert(safety_clocks), clocks)

    def _retire(self, key: SafetyId) -> None:
        gone = {"open": False, "attention": False, "retired": True}
        self._connection.execute(
            update(safety_records).where(safety_records.c.id == key).values(gone)
        )

    def _revive(self, amendment: SafetyId) -> None:
        """Put what a void amendment had replaced back into use."""
        told = select(safety_records.c.amends).where(safety_records.c.id == amendment)
        key = self._connection.execute(told).scalar_one()
        if key is None:
            return
        row = select(safety_records.c.kind).where(safety_records.c.id == key)
        kind = RECORD_TYPES[RecordKind(self._connection.execute(row).scalar_one())]
        summary = self.get(kind, key).summary
        back = {"open": summary.open, "attention": summary.attention, "retired": False}
        self._connection.execute(
            update(safety_records).where(safety_records.c.id == key).values(back)
        )

    def _values(self, kind: type[R], asked: Select[Any]) -> tuple[R, ...]:
        rows = self._connection.execute(asked).mappings().all()
        voids = self._voids(row["id"] for row in rows)
        return tuple(_read(kind, row["content"], voids.get(row["id"])) for row in rows)

    def _voids(self, keys: Iterable[UUID]) -> dict[UUID, Voided]:
        return {
            row["record_id"]: Voided(row["reason"], moment_in(row, "voided_at"))
            for some in in_batches(list(keys))
            for row in self._connection.execute(
                select(safety_voids).where(safety_voids.c.record_id.in_(some))
            ).mappings()
        }


_SIGNATURES = select(
    safety_signatures, safety_records.c.kind, safety_records.c.number.label("record_number")
).join(safety_records, safety_records.c.id == safety_signatures.c.record_id)


def _of(kind: type[SafetyRecord]) -> Select[Any]:
    wanted = safety_records.c.kind == kind.KIND.value
    return select(safety_records.c.id, safety_records.c.content).where(wanted)


def _naming(asked: Select[Any], key: UUID) -> Select[Any]:
    records = select(safety_links.c.record_id).where(safety_links.c.target_id == key)
    return asked.where(safety_records.c.id.in_(records))


def _newest_first(asked: Select[Any]) -> Select[Any]:
    standing = asked.where(not_(safety_records.c.retired))
    return standing.order_by(safety_records.c.at.desc(), safety_records.c.number.desc())


def _read(kind: type[R], content: bytes, voided: Voided | None) -> R:
    record = from_document(kind, json.loads(content))
    return record if voided is None else replace(record, voided=voided)


def _unvoided_after(record: R, at: Moment) -> R:
    """A void that was said later was not known then."""
    later = record.voided is not None and record.voided.at.utc > at.utc
    return replace(record, voided=None) if later else record


def _signature(row: RowMapping) -> RecordSignature:
    content = row["content"]  # text where another tool wrote it
    return RecordSignature(
        id=row["id"],
        number=row["number"],
        record_id=SafetyId(row["record_id"]),
        kind=RecordKind(row["kind"]),
        record_number=row["record_number"],
        revision=row["revision"],
        content=content if isinstance(content, bytes) else str(content).encode(),
        digest=row["digest"],
        signer_id=PersonId(row["signer_id"]),
        signer=row["signer"],
        role=Role(row["role"]),
        meaning=RecordMeaning(row["meaning"]),
        signed_at=moment_in(row, "signed_at"),
        public_key=row["public_key"],
        signature=row["signature"],
    )
