"""The part of the whole-file check that is about safety records: their signatures, held against what the log tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from au_desktop.domain.audit import LogEntry
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.record_signing import (
    SIGNED_RECORD,
    RecordSignatureFault,
    RecordSigning,
)


@dataclass(slots=True)
class RecordTally:
    """Notes the signatures that the log tells of, so that one that was taken out of the file or put into it is missed."""

    _told: dict[UUID, str] = field(default_factory=dict)
    _words: dict[UUID, tuple[str, str]] = field(default_factory=dict)

    def noting(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """The same entries, noted as they pass."""
        for entry in entries:
            if entry.verb == SIGNED_RECORD and entry.subject_id is not None:
                self._told[entry.subject_id] = str(entry.fields["digest"][1])
                self._words[entry.subject_id] = (entry.subject, entry.actor)
            yield entry

    def faults(
        self, uow: UnitOfWork, signing: RecordSigning, *, trusted: bool
    ) -> tuple[int, tuple[RecordSignatureFault, ...]]:
        """How many signatures there are or should be, and those that are not sound; `trusted`: the log is unbroken."""
        told = self._told if trusted else None
        judged = tuple(signing.judged(uow, told, self._words))
        return len(judged), tuple(one for one in judged if one is not None)
