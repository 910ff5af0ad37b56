"""The book of radiation safety records: how any of them is entered, taken a step further, amended, voided and read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from au_desktop.domain.canonical import as_document, digest_of
from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import (
    RecordMoved,
    RecordSigned,
    RecordVoid,
    SafetyRecord,
)
from au_desktop.domain.safety.stock import Stock
from au_desktop.domain.training.cases import Voided
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import Hit, Page, PageRequest
from au_desktop.services.safety_stores import SafetyFilter, SafetyRow

R = TypeVar("R", bound=SafetyRecord)


class SafetyBook:
    """What the use cases of every kind share. Writing happens inside the change of the use case that calls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def head(self, at: Moment, run_id: RunId | None = None) -> dict[str, Any]:
        """The head of a new record: `Package(**book.head(at), ...)`; its number is given when it is entered."""
        now = self._desk.clock.now()
        return {
            "id": SafetyId(self._desk.ids.new()),
            "at": at,
            "entered_at": now,
            "entered_by": self._desk.actor.person_id,
            "run_id": run_id,
        }

    def enter(self, change: Change, record: R, reason: str = "") -> R:
        """Store a new record under the next number of its kind.

        Raises:
            Invalid: its event lies in the future.
        """
        if record.at.utc > change.at.utc:
            raise Invalid("at", "lies in the future")
        number = change.uow.next_number(record.KIND.value)
        entered = replace(
            record,
            number=number,
            entered_at=change.at,
            entered_by=change.actor.person_id,
            revision=1,
        )
        change.uow.safety.put(entered, change.at)
        told, why = _told(entered), _reason_told(entered, reason)
        change.record(f"enter {record.KIND.value}", subject_of(entered), None, told, why)
        _index(change, entered)
        return entered

    def step(self, change: Change, verb: str, before: R, after: R, reason: str = "") -> R:
        """Store the next revision of a record.

        Raises:
            RecordVoid: a void record stays as it is.
            RecordSigned: a signed record that is settled is amended, not changed.
            RecordMoved: it is not the newest revision that is taken further.
        """
        require_live(change.uow, before)
        signed = change.uow.safety.signatures(before.id)
        if before.settled and any(one.revision == before.revision for one in signed):
            raise RecordSigned(before.code)
        stepped = replace(after, number=before.number, revision=before.revision + 1)
        change.uow.safety.put(stepped, change.at)
        told, why = (_told(before), _told(stepped)), _reason_told(stepped, reason)
        change.record(verb, subject_of(stepped), *told, why)
        _index(change, stepped)
        return stepped

    def amend(self, change: Change, before: R, after: R, reason: str) -> R:
        """Enter a new record in the place of an earlier one, which stays readable.

        Raises:
            ReasonRequired: no reason was given.
            RecordVoid: a void or amended record is not amended again.
        """
        if not reason.strip():
            raise ReasonRequired(f"amend {before.code}")
        require_live(change.uow, before)
        fresh = replace(
            after,
            id=SafetyId(self._desk.ids.new()),
            amends=before.id,
            amend_reason=reason.strip(),
        )
        return self.enter(change, fresh, reason.strip())

    def void(self, kind: type[R], key: UUID, reason: str) -> Outcome[None]:
        """Take a record out of use; it stays readable with the reason.

        Raises:
            NotAllowed: it is of a kind that the person may not see.
            ReasonRequired: no reason was given.
            RecordVoid: it is void or amended already.
        """
        self._require_sight(kind)
        if not reason.strip():
            raise ReasonRequired(f"void {kind.KIND.value}")
        with self._desk.change(Permission.VOID_RECORDS) as change:
            record = change.uow.safety.get(kind, key)
            require_live(change.uow, record)
            voided = Voided(reason.strip(), change.at)
            change.uow.safety.void(record.id, voided)
            said = _told(record), _told(replace(record, voided=voided))
            why = _reason_told(record, reason)
            change.record(f"void {kind.KIND.value}", subject_of(record), *said, why)
            self.give_back(change, record.id, reason)
        return Outcome(None, change.changes)

    def give_back(self, change: Change, key: UUID, reason: str = "") -> None:
        """Put back into stock what had left it for a record that no longer stands."""
        for stock in change.uow.safety.linked(Stock, key):
            after = stock.without(key)
            if after != stock and _is_live(change.uow, stock):
                self.step(change, "put back into stock", stock, after, reason)

    def get(self, kind: type[R], key: UUID) -> R:
        """One record; raises `NotFound`."""
        self._require_sight(kind)
        with self._desk.reading() as uow:
            return uow.safety.get(kind, key)

    def several(self, kind: type[R], keys: Sequence[UUID]) -> tuple[R, ...]:
        """These records, in their order; raises `NotFound`."""
        self._require_sight(kind)
        with self._desk.reading() as uow:
            return uow.safety.several(kind, keys)

    def page(self, wanted: SafetyFilter, request: PageRequest) -> Page[SafetyRow]:
        """A page of one kind."""
        self._require_sight(RECORD_TYPES[wanted.kind])
        with self._desk.reading() as uow:
            return uow.safety.page(wanted, request)

    def linked(self, kind: type[R], key: UUID) -> tuple[R, ...]:
        """Those that name this thing, newest event first."""
        self._require_sight(kind)
        with self._desk.reading() as uow:
            return uow.safety.linked(kind, key)

    def newest(self, kind: type[R], link: UUID | None = None) -> R | None:
        """The newest by event."""
        self._require_sight(kind)
        with self._desk.reading() as uow:
            return uow.safety.newest(kind, link)

    def history(self, kind: type[R], key: UUID) -> tuple[tuple[Moment, R], ...]:
        """Every revision with the moment it was written, oldest first."""
        self._require_sight(kind)
        with self._desk.reading() as uow:
            return uow.safety.history(kind, key)

    def _require_sight(self, kind: type[SafetyRecord]) -> None:
        if kind.SEEN_BY is not None:
            require(self._desk.actor.role, kind.SEEN_BY)


def as_read(uow: UnitOfWork, kind: type[R], key: UUID, seen: int | None) -> R:
    """The record to change; `seen` is the revision that the person looked at, None where nobody looked.

    Raises:
        RecordMoved: somebody took it a step further meanwhile.
    """
    kept = uow.safety.get(kind, key)
    if seen is not None and kept.revision != seen:
        raise RecordMoved(kept.code)
    return kept


def require_live(uow: UnitOfWork, record: SafetyRecord) -> None:
    """Refuse what is void, or what another record took the place of, or what went on since it was read.

    Raises:
        RecordVoid: it is out of use.
        RecordMoved: somebody took it a step further meanwhile.
    """
    kept = uow.safety.get(type(record), record.id)
    if not _is_live(uow, kept):
        raise RecordVoid(record.code)
    if kept.revision != record.revision:
        raise RecordMoved(record.code)


def _is_live(uow: UnitOfWork, record: SafetyRecord) -> bool:
    """Whether it is neither void nor amended."""
    return record.voided is None and uow.safety.amendment_of(record.id) is None


def subject_of(record: SafetyRecord) -> Subject:
    """What the log calls a record."""
    if record.SEEN_BY is not None:
        return Subject(Kind.SAFETY, record.id, record.code)
    return Subject(Kind.SAFETY, record.id, f"{record.code} {record.summary.label}")


def _told(record: SafetyRecord) -> object:
    """What the log, which everyone may read, tells of a record."""
    return record if record.SEEN_BY is None else {"digest": digest_of(as_document(record)).hex()}


def _reason_told(record: SafetyRecord, reason: str) -> str:
    """The reason as the log gives it; that of a hidden record stands with the record only."""
    return reason if record.SEEN_BY is None else ""


def _index(change: Change, record: SafetyRecord) -> None:
    if record.SEEN_BY is not None:
        return
    summary = record.summary
    title = f"{record.code} {summary.label}"
    detail = " · ".join(part for part in (record.KIND.value, summary.about) if part)
    words = " ".join((title, summary.about, summary.state, summary.words, record.notes))
    change.uow.search.put(Hit(record.KIND.value, record.id, title, detail), words)
