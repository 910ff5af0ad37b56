"""Radiation safety records as the file has them, revision by revision, for the check of the whole file."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from au_desktop.domain.document_values import from_document
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord
from au_desktop.domain.training.cases import Voided
from au_desktop.persistence.column_types import moment_in
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.tables.safety_tables import (
    safety_records,
    safety_revisions,
    safety_voids,
)
from au_desktop.services.safety_stores import KeptRecord

_Rows = list[RowMapping]


def kept_records(connection: Connection) -> Iterator[KeptRecord]:
    """Every record by kind and number; one without any revision stands with none."""
    ordered = select(safety_records.c.id).order_by(safety_records.c.kind, safety_records.c.number)
    replaced = _replaced(connection)
    for some in in_batches(list(connection.execute(ordered).scalars())):
        yield from _batch(connection, some, replaced)


def _batch(
    connection: Connection, some: Sequence[UUID], replaced: frozenset[UUID]
) -> Iterator[KeptRecord]:
    revisions: dict[UUID, _Rows] = defaultdict(list)
    kept = safety_revisions
    asked = select(kept).where(kept.c.record_id.in_(some)).order_by(kept.c.revision)
    for row in connection.execute(asked).mappings():
        revisions[row["record_id"]].append(row)
    void = select(safety_voids).where(safety_voids.c.record_id.in_(some))
    voids = {
        row["record_id"]: Voided(row["reason"], moment_in(row, "voided_at"))
        for row in connection.execute(void).mappings()
    }
    wanted = select(safety_records).where(safety_records.c.id.in_(some))
    rows = {row["id"]: row for row in connection.execute(wanted).mappings()}
    for key in some:
        retired = key in voids or key in replaced
        yield _kept(rows[key], revisions[key], voids.get(key), retired=retired)


def _kept(
    row: RowMapping, revisions: _Rows, voided: Voided | None, *, retired: bool
) -> KeptRecord:
    said = tuple((moment_in(one, "written_at"), json.loads(one["content"])) for one in revisions)
    fits = bool(revisions) and row["retired"] is retired and _fits(row, revisions)
    return KeptRecord(row["id"], RecordKind(row["kind"]), row["number"], said, voided, fits)


def _fits(row: RowMapping, revisions: _Rows) -> bool:
    """Whether the row is that of the last revision, and the revisions follow one another."""
    last = revisions[-1]
    said = json.loads(row["content"])
    amends = None if row["amends"] is None else str(row["amends"])
    facts = (said["id"], said["number"], said["revision"], said["at"], said["amends"])
    beside = (str(row["id"]), row["number"], row["revision"], moment_in(row, "at").iso(), amends)
    numbers = [one["revision"] for one in revisions]
    return (
        row["content"] == last["content"]
        and facts == beside
        and row["final"] is _settled(RECORD_TYPES[RecordKind(row["kind"])], said)
        and all(one["kind"] == row["kind"] for one in revisions)
        and numbers[0] == 1
        and all(later == earlier + 1 for earlier, later in pairwise(numbers))
    )


def _settled(kind: type[SafetyRecord], said: Mapping[str, Any]) -> bool:
    """Whether a signature would make the record final."""
    return kind.FINAL or (kind.CLOSES and from_document(kind, said).settled)


def _replaced(connection: Connection) -> frozenset[UUID]:
    """The records whose place another took that is not void."""
    asked = select(safety_records.c.amends).where(
        safety_records.c.amends.is_not(None),
        safety_records.c.id.not_in(select(safety_voids.c.record_id)),
    )
    return frozenset(connection.execute(asked).scalars())
