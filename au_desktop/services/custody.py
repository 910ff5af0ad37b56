"""What the use cases ask of the center file as a whole: its key slots, copies of it, and a check of its pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Person
from au_desktop.services.ports import SigningKeys


class CenterFile(Protocol):
    """The whole file: copies of it, and a check of its pages."""

    def copy_to(self, target: Path, progress: Callable[[float], None] | None = None) -> None:
        """A consistent encrypted copy while the center is open."""
        ...

    def page_faults(self) -> tuple[str, ...]:
        """What the page and integrity checks report; empty when sound."""
        ...


class KeyRing(SigningKeys, Protocol):
    """The key slots of the open center: who can unlock it."""

    def add(self, person: Person, passphrase: str, created: Moment) -> bytes:
        """Make a slot with a new signing key; returns the public key."""
        ...

    def replace(self, person: Person, passphrase: str, created: Moment) -> bytes:
        """Give a person a new slot and signing key; returns the public key."""
        ...

    def remove(self, person_id: PersonId) -> None:
        """Delete a person's slot."""
        ...

    def change_passphrase(self, person_id: PersonId, old: str, new: str) -> None:
        """Put the same keys under another passphrase; raises `WrongPassphrase`."""
        ...

    def check_passphrase(self, passphrase: str) -> None:
        """Refuse one that is too short or too common; raises `Invalid`."""
        ...

    def make_recovery(self, created: Moment) -> tuple[str, ...]:
        """The groups of a new recovery sheet, shown once; an earlier sheet no longer opens."""
        ...

    def confirm_recovery(self, typed: str) -> bool:
        """Whether what was typed back opens the recovery slot."""
        ...

    def replace_database_key(self) -> None:
        """Re-key the file so that a removed person's old key opens nothing new."""
        ...
