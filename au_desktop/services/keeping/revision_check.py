"""The check of safety records: every revision says what the log tells of it, and none was altered, added or taken out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from au_desktop.domain.audit import LogEntry, field_changes
from au_desktop.domain.canonical import Document, digest_of
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.services.changes import Kind
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety_stores import KeptRecord

_VOIDS = frozenset(f"void {kind.value}" for kind in RecordKind)
_ENTRIES = frozenset(f"enter {kind.value}" for kind in RecordKind)
_SEALED = frozenset(kind for kind, one in RECORD_TYPES.items() if one.SEEN_BY is not None)


@dataclass(slots=True)
class RevisionTally:
    """Notes what the log tells of each record: its revisions as hashes, and that it was made void."""

    _told: dict[UUID, list[bytes]] = field(default_factory=dict)
    _voided: dict[UUID, tuple[Moment, str]] = field(default_factory=dict)
    _codes: dict[UUID, str] = field(default_factory=dict)

    def noting(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """The same entries, noted as they pass."""
        for entry in entries:
            key = entry.subject_id
            if entry.subject_kind == Kind.SAFETY.value and key is not None:
                self._note(key, entry)
            yield entry

    def _note(self, key: UUID, entry: LogEntry) -> None:
        if entry.verb in _VOIDS:
            self._voided[key] = (entry.at, entry.reason)
        elif _is_revision(entry) and (key in self._told or entry.verb in _ENTRIES):
            self._told.setdefault(key, []).append(_mark(entry.at, entry.fields))
            self._codes.setdefault(key, entry.subject.split(" ")[0])

    def faults(self, uow: UnitOfWork) -> Iterator[str]:
        """What is wrong with records, one line each; asked only where the log is unbroken."""
        doubtful: dict[UUID, KeptRecord] = {}
        for kept in uow.safety.kept():
            told = self._told.pop(kept.id, [])
            if not kept.fits:
                yield f"{kept.code}: what lists show is not its last revision"
            if not _void_fits(kept, self._voided.get(kept.id)):
                yield f"{kept.code}: the log tells otherwise whether it is void"
            if len(told) != len(kept.revisions):
                yield f"{kept.code}: the log tells of {len(told)} revisions, not of {len(kept.revisions)}"
            elif told != _marks(kept):
                doubtful[kept.id] = kept
        yield from _altered(uow, doubtful)
        for key in self._told:
            yield f"{self._codes[key]}: gone, though the log tells of it"


def _is_revision(entry: LogEntry) -> bool:
    return "revision" in entry.fields or "digest" in entry.fields


def _mark(at: Moment, fields: Mapping[str, Any]) -> bytes:
    return digest_of([at.iso(), fields])


def _marks(kept: KeptRecord) -> list[bytes]:
    """What the log would tell of these revisions, had they been written as they read now."""
    marks, before = [], None
    for at, document in kept.revisions:
        told = _told(kept.kind, document)
        marks.append(_mark(at, field_changes(before, told)))
        before = told
    return marks


def _told(kind: RecordKind, document: Document) -> Document:
    return {"digest": digest_of(document).hex()} if kind in _SEALED else document


def _void_fits(kept: KeptRecord, told: tuple[Moment, str] | None) -> bool:
    if kept.voided is None or told is None:
        return kept.voided is None and told is None
    same_reason = kept.kind in _SEALED or kept.voided.reason == told[1].strip()
    return same_reason and kept.voided.at.iso() == told[0].iso()


def _altered(uow: UnitOfWork, doubtful: Mapping[UUID, KeptRecord]) -> Iterator[str]:
    """Those whose revisions say something that the log does not; facts that a newer program added are no alteration."""
    if not doubtful:
        return
    seen = dict.fromkeys(doubtful, 0)
    wrong: set[UUID] = set()
    for entry in uow.log.entries():
        kept = doubtful.get(entry.subject_id) if entry.subject_id is not None else None
        if kept is None or entry.verb in _VOIDS or not _is_revision(entry):
            continue
        at = seen[kept.id]
        if not _says_so(kept, at, entry):
            wrong.add(kept.id)
        seen[kept.id] = at + 1
    for key, kept in doubtful.items():
        if key in wrong:
            yield f"{kept.code}: a revision is not what the log tells of it"


def _says_so(kept: KeptRecord, at: int, entry: LogEntry) -> bool:
    written, document = kept.revisions[at]
    new = _told(kept.kind, document)
    old = _told(kept.kind, kept.revisions[at - 1][1]) if at else {}
    if written.iso() != entry.at.iso():
        return False
    if any(new.get(name) != change[1] for name, change in entry.fields.items()):
        return False
    names = new if not at else new.keys() & old.keys()
    return all(name in entry.fields or new[name] == old.get(name) for name in names)
