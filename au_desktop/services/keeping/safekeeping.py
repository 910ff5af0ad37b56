"""Backups: made after work when something changed, proven by reopening them, restored into a new folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission, require
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome

LAST_PROVEN = "last_proven_backup_at"
CONFIRMED_RESTORE = "restore_confirmed_at"


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """One backup on disk, as its manifest says."""

    path: Path
    made_at: datetime
    log_length: int
    size_bytes: int


class BackupShelf(Protocol):
    """Where backups of the open center lie."""

    def entries(self) -> tuple[BackupEntry, ...]:
        """The backups, newest first; unreadable ones are left out."""
        ...

    def make(
        self, folder: Path | None, at: datetime, progress: Callable[[float], None]
    ) -> BackupEntry:
        """Make one, here or in another folder, and prove it by reopening: pages, log, row counts."""
        ...

    def thin(self, now: datetime) -> int:
        """Take away what the daily, weekly and monthly rule no longer keeps; returns how many."""
        ...

    def last_proven(self) -> Moment | None:
        """When a backup was last reopened and found sound."""
        ...

    def confirm_restored(self) -> None:
        """A restored center may be written again."""
        ...


class Backups:
    """Use cases about backups of the open center."""

    def __init__(self, desk: Desk, shelf: BackupShelf) -> None:
        self._desk = desk
        self._shelf = shelf

    def entries(self) -> tuple[BackupEntry, ...]:
        """The backups of this center, newest first."""
        return self._shelf.entries()

    def last_proven(self) -> Moment | None:
        """When a backup of this center was last reopened and found sound; None if never."""
        return self._shelf.last_proven()

    def make(
        self, folder: Path | None = None, progress: Callable[[float], None] = lambda _: None
    ) -> Outcome[BackupEntry]:
        """Make a proven backup. The entry in the log comes after it: a backup cannot hold the note of itself."""
        require(self._desk.actor.role, Permission.BACK_UP)
        entry = self._shelf.make(folder, self._desk.clock.now().utc, progress)
        if self._desk.read_only:
            return Outcome(entry, Changes(frozenset({Kind.BACKUP})))
        with self._desk.change(Permission.BACK_UP) as change:
            change.uow.facts.put(LAST_PROVEN, change.at.iso())
            facts = {"file": entry.path.name, "log length": entry.log_length}
            change.record("make backup", Subject(Kind.BACKUP, None, entry.path.name), None, facts)
        return Outcome(entry, change.changes)

    def confirm_restored(self) -> Outcome[None]:
        """After a restore the center opens for reading only, until a person has looked and says so here.

        The session that is open stays read-only; the next unlock may write.
        """
        require(self._desk.actor.role, Permission.BACK_UP)
        self._shelf.confirm_restored()
        return Outcome(None, Changes(frozenset({Kind.CENTER})))
