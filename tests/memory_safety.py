"""Radiation safety records in memory: every revision, void and signature in dictionaries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from au_desktop.domain.canonical import as_document
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.record_signatures import RecordSignature
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord
from au_desktop.domain.training.cases import Voided
from au_desktop.services.rows import Page, PageRequest
from au_desktop.services.safety_stores import KeptRecord, RunningClock, SafetyFilter, SafetyRow

Revision = tuple[Moment, Any]


@dataclass
class SafetyNotes:
    """What is kept: every revision of each record, voids and signatures."""

    revisions: dict[UUID, list[Revision]] = field(default_factory=dict)
    voids: dict[UUID, Voided] = field(default_factory=dict)
    signatures: list[RecordSignature] = field(default_factory=list)

    def copied(self) -> "SafetyNotes":
        rows = {key: list(value) for key, value in self.revisions.items()}
        return SafetyNotes(rows, dict(self.voids), list(self.signatures))


class MemorySafety:
    def __init__(self, notes: SafetyNotes) -> None:
        self._notes = notes

    def get(self, kind: type[Any], key: UUID) -> Any:
        found = self.find(kind, key)
        if found is None:
            raise NotFound(kind.KIND.value, str(key))
        return found

    def find(self, kind: type[Any], key: UUID) -> Any:
        rows = self._notes.revisions.get(key)
        if rows is None or rows[-1][1].KIND is not kind.KIND:
            return None
        return replace(rows[-1][1], voided=self._notes.voids.get(key))

    def several(self, kind: type[Any], keys: Sequence[UUID]) -> tuple[Any, ...]:
        return tuple(self.get(kind, key) for key in keys)

    def all(self, kind: type[Any]) -> tuple[Any, ...]:
        found = (self.find(kind, key) for key in self._notes.revisions)
        return tuple(sorted((one for one in found if one), key=lambda one: one.number))

    def open_ones(self, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(one for one in self.all(kind) if one.summary.open and not self._retired(one))

    def linked(self, kind: type[Any], key: UUID) -> tuple[Any, ...]:
        found = (one for one in self.all(kind) if key in one.summary.links)
        return self._newest_first(found)

    def newest(self, kind: type[Any], link: UUID | None = None) -> Any:
        found = self._newest_first(self.all(kind)) if link is None else self.linked(kind, link)
        return found[0] if found else None

    def between(self, kind: type[Any], first: date, last: date) -> Iterator[Any]:
        found = [one for one in self.all(kind) if first <= one.at.local.date() <= last]
        yield from sorted(found, key=lambda one: (one.at.utc, one.number))

    def as_of(self, kind: type[Any], at: Moment) -> tuple[Any, ...]:
        found = []
        for key, rows in self._notes.revisions.items():
            known = [row for written, row in rows if written.utc <= at.utc]
            if known and known[-1].KIND is kind.KIND:
                voided = self._notes.voids.get(key)
                then = voided is not None and voided.at.utc <= at.utc
                found.append(replace(known[-1], voided=voided if then else None))
        return tuple(sorted(found, key=lambda one: one.number))

    def history(self, kind: type[Any], key: UUID) -> tuple[Revision, ...]:
        self.get(kind, key)
        return tuple(self._notes.revisions[key])

    def put(self, record: SafetyRecord, written_at: Moment) -> None:
        rows = self._notes.revisions.setdefault(record.id, [])
        assert record.revision == len(rows) + 1, "revisions come one after the other"
        rows.append((written_at, replace(record, voided=None)))

    def void(self, key: SafetyId, voided: Voided) -> None:
        assert key not in self._notes.voids
        self._notes.voids[key] = voided

    def amendment_of(self, key: SafetyId) -> SafetyId | None:
        for rows in self._notes.revisions.values():
            record = rows[-1][1]
            if record.amends == key and record.id not in self._notes.voids:
                return SafetyId(record.id)
        return None

    def page(self, wanted: SafetyFilter, request: PageRequest) -> Page[SafetyRow]:
        rows = [row for row in self._rows(wanted.kind) if self._fits(row, wanted)]
        rows.sort(key=lambda row: (row.at.utc, row.number), reverse=True)
        return Page(tuple(rows[: request.limit]), None, len(rows))

    def rows(self, keys: Sequence[UUID]) -> tuple[SafetyRow, ...]:
        known = self._notes.revisions
        return tuple(self._row(known[key][-1][1]) for key in keys if key in known)

    def clocks(self) -> tuple[RunningClock, ...]:
        found = [
            RunningClock(one.id, one.KIND, one.code, one.summary.label, deadline)
            for one in self._standing()
            for deadline in one.summary.deadlines
        ]
        return tuple(sorted(found, key=lambda clock: clock.deadline.due.utc))

    def attention(self, kind: RecordKind) -> int:
        return sum(one.summary.open for one in self._standing() if one.KIND is kind)

    def span(self, kind: RecordKind) -> tuple[int, date | None]:
        days = self._days(kind)
        return len(days), min(days, default=None)

    def numbered(self, kind: RecordKind, number: int) -> SafetyId | None:
        records = (rows[-1][1] for rows in self._notes.revisions.values())
        found = [one.id for one in records if one.KIND is kind and one.number == number]
        return found[0] if found else None

    def count_before(self, kind: RecordKind, day: date) -> int:
        return sum(one < day for one in self._days(kind))

    def _days(self, kind: RecordKind) -> list[date]:
        records = (rows[-1][1] for rows in self._notes.revisions.values())
        return [one.at.local.date() for one in records if one.KIND is kind]

    def unsigned(self, kinds: Sequence[RecordKind], request: PageRequest) -> Page[SafetyRow]:
        rows = [self._row(one) for one in self._standing() if one.KIND in kinds]
        rows = sorted((row for row in rows if not row.signatures), key=lambda row: row.at.utc)
        return Page(tuple(rows[: request.limit]), None, len(rows))

    def sign(self, signature: RecordSignature) -> None:
        self._notes.signatures.append(signature)

    def signatures(self, key: SafetyId) -> tuple[RecordSignature, ...]:
        return tuple(one for one in self._notes.signatures if one.record_id == key)

    def all_signatures(self) -> Iterator[RecordSignature]:
        yield from self._notes.signatures

    def kept(self) -> Iterator[KeptRecord]:
        for key, rows in self._notes.revisions.items():
            last = rows[-1][1]
            said = tuple((at, as_document(record)) for at, record in rows)
            yield KeptRecord(key, last.KIND, last.number, said, self._notes.voids.get(key))

    def _newest_first(self, found: Any) -> tuple[Any, ...]:
        standing = [one for one in found if not self._retired(one)]
        return tuple(sorted(standing, key=lambda one: (one.at.utc, one.number), reverse=True))

    def _standing(self) -> list[Any]:
        rows = (rows[-1][1] for rows in self._notes.revisions.values())
        return [one for one in rows if not self._retired(one)]

    def _retired(self, record: Any) -> bool:
        return record.id in self._notes.voids or self.amendment_of(record.id) is not None

    def _rows(self, kind: RecordKind) -> list[SafetyRow]:
        records = (rows[-1][1] for rows in self._notes.revisions.values())
        return [self._row(one) for one in records if one.KIND is kind]

    def _fits(self, row: SafetyRow, wanted: SafetyFilter) -> bool:
        summary = self._notes.revisions[row.id][-1][1].summary
        text = f"{row.code} {row.label} {row.about} {row.state} {summary.words}".casefold()
        day = row.at.local.date()
        retired = row.voided or row.amended
        return all(
            (
                all(word in text for word in wanted.words.casefold().split()),
                not wanted.states or row.state in wanted.states,
                row.open or not wanted.open_only,
                row.attention or not wanted.attention_only,
                not (wanted.unsigned_only and (row.signatures or retired)),
                wanted.link is None or wanted.link in summary.links,
                wanted.first is None or day >= wanted.first,
                wanted.last is None or day <= wanted.last,
                wanted.retired or not retired,
            )
        )

    def _row(self, record: Any) -> SafetyRow:
        summary, voided = record.summary, record.id in self._notes.voids
        retired = self._retired(record)
        signed = [one for one in self.signatures(record.id) if one.revision == record.revision]
        return SafetyRow(
            id=record.id,
            kind=record.KIND,
            number=record.number,
            at=record.at,
            label=summary.label,
            about=summary.about,
            state=summary.state,
            open=summary.open and not retired,
            attention=summary.attention and not retired,
            voided=voided,
            amended=retired and not voided,
            signatures=len(signed),
            revision=record.revision,
        )
