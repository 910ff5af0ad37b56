"""Papers: certificates, licenses and agreements kept in the center file, each with the hash of its bytes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PaperId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Voided


class PaperOwner(StrEnum):
    """Whose paper it is."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    CENTER = "center"


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
