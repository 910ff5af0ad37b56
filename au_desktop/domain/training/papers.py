"""Papers: certificates, licenses and agreements kept in the center file, each with the hash of its bytes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import PaperId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Voided

MOST_PAPER_BYTES = 25 << 20
"""The largest file that is kept: a scanned dossier fits, and the center file stays quick to back up."""


class PaperTooLarge(DomainError):
    """A file is larger than a paper may be: which, and how many bytes are taken at most."""

    def __init__(self, file_name: str, most: int) -> None:
        super().__init__(f"{file_name} has more than {most} bytes")
        self.file_name = file_name
        self.most = most


class PaperKeptAlready(DomainError):
    """The same bytes are kept for the same owner already: under which title, and as which file."""

    def __init__(self, title: str, file_name: str) -> None:
        super().__init__(f"{title} ({file_name}) is the same file")
        self.title = title
        self.file_name = file_name


class PaperOwner(StrEnum):
    """Whose paper it is."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    CENTER = "center"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Paper:
    """One file that is kept, without its bytes. `digest` is the SHA-256 of the bytes; they never change."""

    id: PaperId
    owner: PaperOwner
    owner_id: UUID | None
    title: str
    file_name: str
    size: int
    digest: bytes
    added_at: Moment
    added_by: PersonId
    expires: date | None = None
    voided: Voided | None = None

    def __post_init__(self) -> None:
        """A paper is found by its title."""
        if not self.title.strip():
            raise Invalid("title", "is empty")
