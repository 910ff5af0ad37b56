"""The desk that every use case works at: who acts, the open center, and one way to change anything, which always logs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from au_desktop.domain.audit import EntryDraft, LogEntry, field_changes
from au_desktop.domain.canonical import as_document
from au_desktop.domain.errors import ReadOnlyCenter
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.roles import Permission, require
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.ports import Clock, IdSource, ReadQueries, UnitOfWork


class Unlogged(Exception):
    """A change was about to be committed without an entry in the log."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry of the log is about: kind, id, and the label by which people know it."""

    kind: Kind
    id: UUID | None
    label: str


@dataclass(slots=True)
class Change:
    """One change in the making: its transaction, and what it has logged so far."""

    uow: UnitOfWork
    actor: Actor
    at: Moment
    kinds: set[Kind] = field(default_factory=set)
    subject_id: UUID | None = None
    idle: bool = False

    def nothing_to_do(self) -> None:
        """Say that everything already stands as asked: nothing is logged and nothing written."""
        self.idle = True

    def record(
        self,
        verb: str,
        subject: Subject,
        before: object = None,
        after: object = None,
        reason: str = "",
    ) -> LogEntry:
        """Log what was done to `subject`: the fields in which the two values differ."""
        old = _mapping(before)
        new = _mapping(after)
        entry = self.uow.log.append(
            EntryDraft(
                at=self.at,
                actor_id=self.actor.person_id,
                actor=self.actor.name,
                role=self.actor.role.value,
                verb=verb,
                subject_kind=subject.kind.value,
                subject_id=subject.id,
                subject=subject.label,
                fields=field_changes(old, new),
                reason=reason,
            )
        )
        self.kinds |= {subject.kind, Kind.LOG}
        self.subject_id = subject.id
        return entry

    @property
    def changes(self) -> Changes:
        """What the views should look at again."""
        return Changes(frozenset(self.kinds), self.subject_id)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a use case works with. `read_only` says why nothing may change, empty when it may.

    `reader` gives units of work that only look; without one, looking stands in line with writing.
    """

    actor: Actor
    unit_of_work: Callable[[], UnitOfWork]
    queries: ReadQueries
    clock: Clock
    ids: IdSource
    reference: Reference
    read_only: str = ""
    reader: Callable[[], UnitOfWork] | None = None

    def reading(self) -> UnitOfWork:
        """A unit of work for long looks, which keeps nobody from writing meanwhile."""
        return self.unit_of_work() if self.reader is None else self.reader()

    def for_person(self, actor: Actor) -> "Desk":
        """The same desk with another person at it, whose own passphrase was given at this device; the log names that person."""
        return replace(self, actor=actor)

    def today(self) -> date:
        """The local day."""
        return self.clock.now().local.date()

    @contextmanager
    def change(self, permission: Permission) -> Iterator[Change]:
        """Open a transaction for a change that the actor's role allows; commits at the end if it was logged.

        Raises:
            NotAllowed: the role may not.
            ReadOnlyCenter: the center is open for reading only.
            Unlogged: nothing was recorded: a bug.
        """
        require(self.actor.role, permission)
        if self.read_only:
            raise ReadOnlyCenter(self.read_only)
        with self.unit_of_work() as uow:
            now = self.clock.now()
            change = Change(uow, self.actor, now)
            _note_clock(change)
            yield change
            if change.idle and not change.kinds:
                return
            if not change.kinds:
                raise Unlogged
            uow.commit()


_TOLERANCE = timedelta(seconds=2)
"""Network time services nudge clocks by less."""
CLOCK_SET_BACK = "clock went backwards"
"""What the log says when the clock stood before its last entry."""


def _note_clock(change: Change) -> None:
    """A clock that went backwards is itself an entry: what is dated after it cannot be trusted blindly."""
    last = change.uow.log.last_at()
    if last is None or change.at.utc >= last.utc - _TOLERANCE:
        return
    subject = Subject(Kind.CENTER, None, "clock")
    kinds = set(change.kinds)
    change.record(CLOCK_SET_BACK, subject, {"clock": last.iso()}, {"clock": change.at.iso()})
    change.kinds = kinds


def _mapping(value: object) -> Mapping[str, Any] | None:
    if value is None:
        return None
    document = as_document(value)
    return document if isinstance(document, dict) else {"value": document}
