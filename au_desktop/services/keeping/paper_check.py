"""The check of kept papers: each still has the bytes that its hash and the log tell of, and none was taken out of the file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from au_desktop.domain.audit import LogEntry
from au_desktop.domain.errors import NotFound
from au_desktop.domain.training.papers import Paper
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.roster.paper_keeping import KEPT


@dataclass(slots=True)
class PaperTally:
    """Notes the hash of each paper that the log tells of."""

    _told: dict[UUID | None, tuple[str, str]] = field(default_factory=dict)

    def noting(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """The same entries, noted as they pass."""
        for entry in entries:
            if entry.verb == KEPT:
                self._told[entry.subject_id] = (entry.subject, str(entry.fields["digest"][1]))
            yield entry

    def faults(self, uow: UnitOfWork, papers: Iterable[Paper]) -> Iterator[str]:
        """What is wrong with papers, one line each; then those that are gone. Asked only where the log is unbroken."""
        for paper in papers:
            _subject, told = self._told.pop(paper.id, ("", ""))
            if told != paper.digest.hex():
                yield f"{paper.title} ({paper.file_name}): the log tells of another file"
            elif _digest(uow, paper) != paper.digest:
                yield f"{paper.title} ({paper.file_name}): the bytes are not those that were kept"
        for subject, _digest_told in self._told.values():
            yield f"{subject}: gone, though the log tells of it"


def _digest(uow: UnitOfWork, paper: Paper) -> bytes:
    try:
        return hashlib.sha256(uow.papers.content(paper.id)).digest()
    except NotFound:
        return b""
