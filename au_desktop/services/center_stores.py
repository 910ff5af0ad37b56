"""What the use cases ask of the stores for the center's own facts, drafts, exports and words to search by, as protocols."""

from collections.abc import Mapping
from typing import Protocol

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.services.rows import ExportRow, Hit


class FactStore(Protocol):
    """The center's own facts: name, license number, agency, profile and site settings, as plain text by key."""

    def all(self) -> Mapping[str, str]:
        """Every fact."""
        ...

    def put(self, key: str, value: str) -> None:
        """Set one."""
        ...


class DraftStore(Protocol):
    """Half-typed text and the place of the cursor, by person and place; not records, so not logged."""

    def get(self, owner: PersonId, place: str) -> str | None:
        """What was kept."""
        ...

    def put(self, owner: PersonId, place: str, content: str, at: Moment) -> None:
        """Keep it."""
        ...

    def remove(self, owner: PersonId, place: str) -> None:
        """Forget it."""
        ...


class ExportStore(Protocol):
    """What left the center."""

    def add(self, row: ExportRow, made_by_id: PersonId, head: LogHead) -> None:
        """Note one file."""
        ...


class SearchStore(Protocol):
    """The words by which records are found; derived, may be rebuilt."""

    def put(self, hit: Hit, words: str) -> None:
        """Index a record anew."""
        ...
