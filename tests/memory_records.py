"""The training record in memory: hours, papers, statements, ratings and kept values, in dictionaries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from au_desktop.domain.checklists.returns import RunReturn
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import CaseId, PaperId, RunId, StatementId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.signing.statements import RecordConfirmation, Statement
from au_desktop.domain.training.hours import HourEntry
from au_desktop.domain.training.papers import Paper
from au_desktop.domain.training.ratings import DualRating

Rows = dict[UUID, Any]


class MemoryKept:
    def __init__(self, rows: Rows, kind: str) -> None:
        self._rows, self._kind = rows, kind

    def get(self, key: UUID) -> Any:
        if key not in self._rows:
            raise NotFound(self._kind, str(key))
        return self._rows[key]

    def find(self, key: UUID) -> Any:
        return self._rows.get(key)

    def all(self) -> tuple[Any, ...]:
        return tuple(self._rows.values())

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Any, ...]:
        return tuple(
            value
            for value in self._rows.values()
            if getattr(value, "trainee_id", value.id) in trainee_ids
        )

    def put(self, value: Any) -> None:
        self._rows[value.id] = value


class MemoryHours:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: UUID) -> HourEntry:
        if key not in self._rows:
            raise NotFound("hours", str(key))
        entry: HourEntry = self._rows[key]
        return entry

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[HourEntry, ...]:
        found = [entry for entry in self._rows.values() if entry.trainee_id in trainee_ids]
        return tuple(sorted(found, key=lambda entry: entry.number))

    def add(self, value: HourEntry) -> None:
        assert value.id not in self._rows
        self._rows[value.id] = value

    def replace(self, value: HourEntry) -> None:
        self.get(value.id)
        self._rows[value.id] = value


class MemoryPapers:
    def __init__(self, rows: Rows, contents: Rows) -> None:
        self._rows, self._contents = rows, contents

    def get(self, key: UUID) -> Paper:
        if key not in self._rows:
            raise NotFound("paper", str(key))
        paper: Paper = self._rows[key]
        return paper

    def of_owners(self, owner_ids: Sequence[UUID]) -> tuple[Paper, ...]:
        return tuple(paper for paper in self._rows.values() if paper.owner_id in owner_ids)

    def all(self) -> tuple[Paper, ...]:
        return tuple(self._rows.values())

    def of_center(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self._rows.values() if paper.owner.value == "center")

    def content(self, key: PaperId) -> bytes:
        self.get(key)
        if key not in self._contents:
            raise NotFound("paper", str(key))
        content: bytes = self._contents[key]
        return content

    def add(self, paper: Paper, content: bytes) -> None:
        assert paper.id not in self._rows
        self._rows[paper.id] = paper
        self._contents[paper.id] = content

    def replace(self, paper: Paper) -> None:
        self.get(paper.id)
        self._rows[paper.id] = paper


class MemoryStatements:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, key: UUID) -> Statement:
        if key not in self._rows:
            raise NotFound("statement", str(key))
        statement: Statement = self._rows[key]
        return statement

    def add(self, statement: Statement) -> None:
        assert statement.id not in self._rows
        self._rows[statement.id] = statement

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[Statement, ...]:
        return tuple(row for row in self._rows.values() if row.trainee_id in trainee_ids)

    def withdrawn(self, keys: Sequence[StatementId]) -> frozenset[StatementId]:
        taken = {row.withdraws for row in self._rows.values() if row.withdraws is not None}
        return frozenset(key for key in keys if key in taken)

    def confirmations(
        self, record_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[RecordConfirmation, ...]]:
        found: dict[UUID, tuple[RecordConfirmation, ...]] = {}
        gone = self.withdrawn(tuple(self._rows))  # type: ignore[arg-type] # the keys are statement ids
        for row in self._rows.values():
            for record in row.records:
                if record.id in record_ids and row.id not in gone:
                    entry = RecordConfirmation(
                        row.id, row.kind, record.revision, row.signer_id, row.signed_at
                    )
                    found[record.id] = (*found.get(record.id, ()), entry)
        return found

    def count(self) -> int:
        return len(self._rows)

    def all(self) -> Iterator[Statement]:
        yield from self._rows.values()


class MemoryRatings:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_cases(self, case_ids: Sequence[CaseId]) -> Mapping[CaseId, DualRating]:
        return {key: self._rows[key] for key in case_ids if key in self._rows}

    def complete(self) -> tuple[DualRating, ...]:
        both = (row for row in self._rows.values() if row.claim and row.rating)
        return tuple(sorted(both, key=lambda row: row.id))

    def put(self, rating: DualRating) -> None:
        self._rows[rating.id] = rating


class MemoryReturns:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_run(self, run_id: RunId) -> tuple[RunReturn, ...]:
        found: tuple[RunReturn, ...] = self._rows.get(run_id, ())
        return found

    def add(self, value: RunReturn) -> None:
        self._rows[value.run_id] = (*self.of_run(value.run_id), value)

    def settle(self, run_id: RunId, at: Moment) -> None:
        self._rows[run_id] = tuple(
            replace(one, settled_at=at) if one.open else one for one in self.of_run(run_id)
        )
