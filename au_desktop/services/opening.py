"""What stands before a center is open: looking at a folder, making a center, unlocking, recovery, restore, worked example."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from au_desktop.domain.ids import PersonId
from au_desktop.domain.roles import Role
from au_desktop.services.bundle import Services
from au_desktop.services.center.facilities import CenterFacts


@dataclass(frozen=True, slots=True)
class PersonGlance:
    """Someone who can unlock, as the plain part of the key slots says."""

    person_id: PersonId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class CenterGlance:
    """What may be known of a center folder without a passphrase."""

    folder: Path
    name: str
    people: tuple[PersonGlance, ...]
    has_recovery: bool
    risky_place: str = ""
    restored: bool = False


@dataclass(frozen=True, slots=True)
class NewCenter:
    """What a new center starts with: its facts, and the first person, who can manage people."""

    folder: Path
    facts: CenterFacts
    person_name: str
    role: Role
    passphrase: str


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """Who lives in a worked example, and the one passphrase of all of them."""

    folder: Path
    people: tuple[PersonGlance, ...]
    passphrase: str


class OpenCenter(Protocol):
    """A center that is open: its use cases until it is closed. Closing drops connection, keys and lock."""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    @property
    def services(self) -> Services:
        """Its use cases."""
        ...

    @property
    def failures_before(self) -> int:
        """How many wrong passphrases were tried since this person last got in."""
        ...

    def close(self, progress: Callable[[str], None] = lambda _: None) -> None:
        """Close it; makes a backup first when something changed."""
        ...


class Opening(Protocol):
    """The ways to an open center. Every method may raise one of the five diagnoses (see `domain.errors`)."""

    def look(self, folder: Path) -> CenterGlance:
        """Look at a folder without a passphrase."""
        ...

    def retry_after_seconds(self, folder: Path, person_id: PersonId) -> float:
        """How long the next try should wait after wrong ones."""
        ...

    def check_passphrase(self, text: str, names: tuple[str, ...] = ()) -> None:
        """Refuse a passphrase that is too short or too common; raises `Invalid`."""
        ...

    def unlock(self, folder: Path, person_id: PersonId, passphrase: str) -> OpenCenter:
        """Open a center. Upgrades an older file first, from a copy."""
        ...

    def create(self, new: NewCenter) -> OpenCenter:
        """Make a center and open it for its first person."""
        ...

    def unlock_with_recovery(
        self, folder: Path, code: str, person_id: PersonId, new_passphrase: str
    ) -> OpenCenter:
        """Open with the recovery sheet: a person who manages people gets a new passphrase and signing key."""
        ...

    def restore(self, backup: Path, folder: Path) -> Path:
        """Unpack a backup into a new center folder, which then opens for reading only."""
        ...

    def worked_example(
        self, folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
    ) -> WorkedExample:
        """Make the worked example; `progress` hears how many cases of all are done."""
        ...
