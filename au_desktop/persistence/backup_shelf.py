"""The backups of one open center, as the use cases ask for them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from au_desktop.domain.errors import DamagedCenter, OutsideError
from au_desktop.domain.moments import Moment
from au_desktop.persistence import backups
from au_desktop.persistence.backup_archive import read_manifest
from au_desktop.persistence.center_file import SqlCenterFile
from au_desktop.services.keeping.safekeeping import BackupEntry


class FileBackupShelf:
    """`BackupShelf` over the backups folder of a center."""

    def __init__(self, center: SqlCenterFile, folder: Path) -> None:
        self._center = center
        self._folder = folder

    def entries(self) -> tuple[BackupEntry, ...]:
        """The backups, newest first; unreadable ones are left out."""
        found = []
        for path in reversed(backups.backups_in(self._folder)):
            try:
                found.append(_entry(path))
            except OutsideError:
                continue
        return tuple(found)

    def make(
        self, folder: Path | None, at: datetime, progress: Callable[[float], None]
    ) -> BackupEntry:
        """Make one, here or in another folder, and prove it by reopening: pages, log, row counts."""
        now = Moment.of(at)
        made = backups.make_backup(self._center, now, folder, progress)
        proof = backups.prove(made, self._center.key)
        backups.note_proof(proof, now)
        if not proof.sound:
            raise DamagedCenter(f"{made.name}: {'; '.join(proof.faults)}")
        return _entry(made)

    def thin(self, now: datetime) -> int:
        """Take away what the daily, weekly and monthly rule no longer keeps; returns how many."""
        return len(backups.thin(self._folder, Moment.of(now)))

    def last_proven(self) -> Moment | None:
        """When a backup of this folder was last reopened and found sound."""
        proven = backups.last_proof(self._folder)
        return None if proven is None else proven[1]

    def confirm_restored(self) -> None:
        """A restored center may be written again."""
        backups.confirm_restored(self._folder.parent)


def _entry(path: Path) -> BackupEntry:
    manifest = read_manifest(path)
    return BackupEntry(path, backups.made_on(path), manifest.log.length, path.stat().st_size)
