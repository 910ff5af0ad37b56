"""Answers, seals and signatures of many runs at once: one statement for each kind and batch, never one for a run."""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, bindparam, select

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.attachments import Attachment, Transcription
from au_desktop.domain.ids import CaseId, RunId, TraineeId
from au_desktop.domain.signing.sign_offs import Seal, SignOff
from au_desktop.persistence.engine import Driver, sql_of
from au_desktop.persistence.stores import answer_store, attachment_store
from au_desktop.persistence.stores.run_store import WITH_VOID, run_of
from au_desktop.persistence.stores.sign_off_store import seal_of, sign_off_of
from au_desktop.persistence.tables.attachment_tables import run_attachments, run_transcriptions
from au_desktop.persistence.tables.run_tables import answers, run_voids, runs
from au_desktop.persistence.tables.sign_off_tables import seals, sign_offs
from au_desktop.services.sealed_runs import (
    SealedDigest,
    SealedRun,
    SealedRuns,
    SignedDigest,
)

AT_ONCE = 200


class RunBatches:
    """What belongs to up to `AT_ONCE` runs."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def answers(self, keys: Sequence[RunId]) -> Mapping[RunId, list[Answer]]:
        """Their answers, in order."""
        found: dict[RunId, list[Answer]] = defaultdict(list)
        for row in self._of_runs(_ANSWERS, keys):
            found[RunId(UUID(bytes=row[0]))].append(answer_store.from_driver(row))
        return found

    def attachments(self, keys: Sequence[RunId]) -> Mapping[RunId, list[Attachment]]:
        """Their files, in order."""
        found: dict[RunId, list[Attachment]] = defaultdict(list)
        for row in self._of_runs(_ATTACHMENTS, keys):
            found[RunId(UUID(bytes=row[0]))].append(attachment_store.attachment_of(row))
        return found

    def transcriptions(self, keys: Sequence[RunId]) -> Mapping[RunId, Transcription]:
        """Where those that were typed in come from."""
        return {
            RunId(UUID(bytes=row[0])): attachment_store.transcription_of(row)
            for row in self._of_runs(_TRANSCRIPTIONS, keys)
        }

    def seals(self, keys: Sequence[RunId]) -> Mapping[RunId, Seal]:
        """Their sealed bytes."""
        found = (seal_of(row) for row in self._of_runs(_SEALS, keys))
        return {seal.run_id: seal for seal in found}

    def sign_offs(self, keys: Sequence[RunId]) -> Mapping[RunId, list[SignOff]]:
        """Their signatures, in order."""
        found: dict[RunId, list[SignOff]] = defaultdict(list)
        for row in self._of_runs(_SIGN_OFFS, keys):
            sign_off = sign_off_of(row)
            found[sign_off.run_id].append(sign_off)
        return found

    def superseded(self, keys: Sequence[RunId]) -> frozenset[RunId]:
        """Those that a signed amendment, not a void one, has replaced."""
        return frozenset(RunId(UUID(bytes=row[0])) for row in self._of_runs(_SUPERSEDED, keys))

    def _of_runs(self, sql: str, keys: Sequence[RunId]) -> Iterator[tuple[Any, ...]]:
        """Rows of these runs; a batch that is not full is filled up with a key that no run has."""
        bound = [key.bytes for key in keys] + [b""] * (AT_ONCE - len(keys))
        return self._driver.rows(sql, bound)


class SealedRunRows:
    """Every sealed run with what its signatures are judged by."""

    def __init__(self, connection: Connection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver
        self._batches = RunBatches(driver)

    def all(self) -> SealedRuns:
        """All of them, in the order they were begun; only one batch is held at a time."""
        total = self._driver.one("SELECT count(*) FROM seals")
        return SealedRuns(0 if total is None else total[0], self._each())

    def _each(self) -> Iterator[SealedRun]:
        last = b""
        while keys := [
            RunId(UUID(bytes=key)) for (key,) in self._driver.rows(_NEXT, (last, AT_ONCE))
        ]:
            yield from self._batch(keys)
            last = keys[-1].bytes

    def digests(self) -> Iterator[SealedDigest]:
        """All of them in the same order, without their answers and contents."""
        superseded = {row[0] for row in self._driver.rows(_ALL_SUPERSEDED)}
        signed: dict[bytes, list[SignedDigest]] = defaultdict(list)
        for key, statement, public_key, signature in self._driver.rows(_ALL_SIGNED):
            content = zlib.decompress(statement)
            signed[key].append(
                SignedDigest(hashlib.sha256(content).digest(), public_key, signature)
            )
        for row in self._driver.rows(_ALL_SEALED):
            yield SealedDigest(
                run_id=RunId(UUID(bytes=row[0])),
                number=row[1],
                trainee_id=None if row[2] is None else TraineeId(UUID(bytes=row[2])),
                case_id=None if row[3] is None else CaseId(UUID(bytes=row[3])),
                template_digest=row[4].hex(),
                seal=row[5],
                sign_offs=tuple(signed.get(row[0], ())),
                void_reason=row[6] or "",
                superseded=row[0] in superseded,
            )

    def _batch(self, keys: Sequence[RunId]) -> Iterator[SealedRun]:
        given = self._batches.answers(keys)
        attached = self._batches.attachments(keys)
        typed_in = self._batches.transcriptions(keys)
        sealed = self._batches.seals(keys)
        signed = self._batches.sign_offs(keys)
        superseded = self._batches.superseded(keys)
        found = self._connection.execute(_RUNS, {"keys": keys}).mappings()
        rows = {RunId(row["id"]): row for row in found}
        for key in (
            key for key in keys if key in rows
        ):  # a seal without its run is a fault of the pages
            yield SealedRun(
                run=replace(
                    run_of(rows[key], tuple(given.get(key, ()))),
                    attachments=tuple(attached.get(key, ())),
                    transcription=typed_in.get(key),
                ),
                seal=sealed[key],
                sign_offs=tuple(signed.get(key, ())),
                superseded=key in superseded,
            )


def _of_batch(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return run_id.in_([bindparam(f"run_{place}") for place in range(AT_ONCE)])


_ANSWERS = sql_of(
    select(answers)
    .where(_of_batch(answers.c.run_id))
    .order_by(answers.c.run_id, answers.c.position)
)
_ATTACHMENTS = sql_of(
    select(run_attachments)
    .where(_of_batch(run_attachments.c.run_id))
    .order_by(run_attachments.c.run_id, run_attachments.c.position)
)
_TRANSCRIPTIONS = sql_of(select(run_transcriptions).where(_of_batch(run_transcriptions.c.run_id)))
_SEALS = sql_of(select(seals).where(_of_batch(seals.c.run_id)))
_SIGN_OFFS = sql_of(
    select(sign_offs)
    .where(_of_batch(sign_offs.c.run_id))
    .order_by(sign_offs.c.run_id, sign_offs.c.position)
)
_SUPERSEDED = sql_of(
    select(runs.c.amends)
    .join_from(runs, seals, seals.c.run_id == runs.c.id)
    .outerjoin(run_voids, run_voids.c.run_id == runs.c.id)
    .where(run_voids.c.run_id.is_(None), _of_batch(runs.c.amends))
)
_RUNS = WITH_VOID.where(runs.c.id.in_(bindparam("keys", expanding=True)))
_ALL_SUPERSEDED = sql_of(
    select(runs.c.amends)
    .join_from(runs, seals, seals.c.run_id == runs.c.id)
    .outerjoin(run_voids, run_voids.c.run_id == runs.c.id)
    .where(run_voids.c.run_id.is_(None), runs.c.amends.is_not(None))
)
_ALL_SIGNED = sql_of(
    select(
        sign_offs.c.run_id, sign_offs.c.statement, sign_offs.c.public_key, sign_offs.c.signature
    ).order_by(sign_offs.c.run_id, sign_offs.c.position)
)
_ALL_SEALED = sql_of(
    select(
        runs.c.id,
        runs.c.number,
        runs.c.trainee_id,
        runs.c.case_id,
        runs.c.template_digest,
        seals.c.digest,
        run_voids.c.reason,
    )
    .join_from(seals, runs, seals.c.run_id == runs.c.id)
    .outerjoin(run_voids, run_voids.c.run_id == runs.c.id)
    .order_by(runs.c.id)
)
_NEXT = "SELECT run_id FROM seals WHERE run_id > ? ORDER BY run_id LIMIT ?"
