"""The log: one entry for every change, each carrying the hash of the one before, so that a cut or a rewrite shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from au_desktop.domain.canonical import Document, digest_of
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment

GENESIS = bytes(32)
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change: who, in which role, when, what, and before and after by field.

    `sequence` counts from 1 without gaps. `fields` maps a field to [before, after] in plain document values.
    """

    sequence: int
    at: Moment
    actor_id: PersonId | None
    actor: str
    role: str
    verb: str
    subject_kind: str
    subject_id: UUID | None
    subject: str
    fields: Mapping[str, Any]
    reason: str
    previous: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A change about to be logged; the store gives it its place in the chain."""

    at: Moment
    actor_id: PersonId | None
    actor: str
    role: str
    verb: str
    subject_kind: str
    subject_id: UUID | None
    subject: str
    fields: Mapping[str, Any]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LogHead:
    """How long the log is and the hash of its last entry: what every export and backup carries as a witness."""

    length: int
    digest: bytes


EMPTY_LOG = LogHead(0, GENESIS)


def entry_document(draft: EntryDraft | LogEntry, sequence: int, previous: bytes) -> Document:
    """An entry with its place and the hash before it, as the plain document that is hashed."""
    return {
        "sequence": sequence,
        "at": draft.at.iso(),
        "actor_id": None if draft.actor_id is None else str(draft.actor_id),
        "actor": draft.actor,
        "role": draft.role,
        "verb": draft.verb,
        "subject_kind": draft.subject_kind,
        "subject_id": None if draft.subject_id is None else str(draft.subject_id),
        "subject": draft.subject,
        "fields": draft.fields,
        "reason": draft.reason,
        "previous": previous.hex(),
    }


def entry_digest(draft: EntryDraft, sequence: int, previous: bytes) -> bytes:
    """SHA-256 over the canonical form of an entry, its place and the hash before it."""
    return digest_of(entry_document(draft, sequence, previous))


def chain(draft: EntryDraft, head: LogHead) -> LogEntry:
    """Give a draft its place after `head`."""
    sequence = head.length + 1
    return LogEntry(
        sequence=sequence,
        at=draft.at,
        actor_id=draft.actor_id,
        actor=draft.actor,
        role=draft.role,
        verb=draft.verb,
        subject_kind=draft.subject_kind,
        subject_id=draft.subject_id,
        subject=draft.subject,
        fields=draft.fields,
        reason=draft.reason,
        previous=head.digest,
        digest=entry_digest(draft, sequence, head.digest),
    )


class ChainFault(StrEnum):
    """How a log can be wrong."""

    GAP = "a number is missing"
    UNLINKED = "an entry does not follow the one before"
    ALTERED = "an entry was altered"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a walk over the log found: the head it ended at, and the first fault, if any."""

    head: LogHead
    fault: ChainFault | None = None
    at_sequence: int = 0

    @property
    def unbroken(self) -> bool:
        """Whether every entry follows the one before."""
        return self.fault is None


def walk(entries: Iterable[LogEntry]) -> ChainReport:
    """Check a log from its first entry; stops at the first fault."""
    head = EMPTY_LOG
    for entry in entries:
        fault = _fault(entry, head)
        if fault is not None:
            return ChainReport(head, fault, entry.sequence)
        head = LogHead(entry.sequence, entry.digest)
    return ChainReport(head)


def _fault(entry: LogEntry, head: LogHead) -> ChainFault | None:
    if entry.sequence != head.length + 1:
        return ChainFault.GAP
    if entry.previous != head.digest:
        return ChainFault.UNLINKED
    draft = EntryDraft(
        entry.at,
        entry.actor_id,
        entry.actor,
        entry.role,
        entry.verb,
        entry.subject_kind,
        entry.subject_id,
        entry.subject,
        entry.fields,
        entry.reason,
    )
    return (
        None
        if entry_digest(draft, entry.sequence, entry.previous) == entry.digest
        else ChainFault.ALTERED
    )


class WitnessVerdict(StrEnum):
    """What the log says of a head that some file carries."""

    CONTINUES = "continues"
    CUT = "was cut"
    REWRITTEN = "was rewritten"


def compare_witness(witness: LogHead, now: LogHead, digest_there: bytes | None) -> WitnessVerdict:
    """Hold a carried head against the log: `digest_there` is the log's own hash at the witness's length, None if shorter."""
    if witness.length == 0:
        return WitnessVerdict.CONTINUES
    if witness.length > now.length or digest_there is None:
        return WitnessVerdict.CUT
    return WitnessVerdict.CONTINUES if digest_there == witness.digest else WitnessVerdict.REWRITTEN


def field_changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Document:
    """The fields that differ between two documents, each as [before, after]."""
    old, new = before or {}, after or {}
    names = sorted(set(old) | set(new))
    return {
        name: [old.get(name), new.get(name)] for name in names if old.get(name) != new.get(name)
    }
