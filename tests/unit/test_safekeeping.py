"""Tests of the use cases about backups: who may, what is noted, what a read-only center still does."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from au_desktop.domain.errors import DiskProblem, NotAllowed
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.services.changes import Kind
from au_desktop.services.keeping.safekeeping import LAST_PROVEN, BackupEntry, Backups
from tests.builders import MemoryDesk


class FakeShelf:
    """A shelf whose disk refuses when told to."""

    def __init__(self) -> None:
        self.made: list[BackupEntry] = []
        self.full = False
        self.confirmed = False

    def entries(self) -> tuple[BackupEntry, ...]:
        return tuple(reversed(self.made))

    def make(
        self, folder: Path | None, at: datetime, progress: Callable[[float], None]
    ) -> BackupEntry:
        if self.full:
            raise DiskProblem("backups", "no room")
        progress(1.0)
        made = BackupEntry((folder or Path("backups")) / f"{len(self.made)}.aubackup", at, 7, 100)
        self.made.append(made)
        return made

    def thin(self, now: datetime) -> int:
        return 0

    def last_proven(self) -> Moment | None:
        return Moment(self.made[-1].made_at) if self.made else None

    def confirm_restored(self) -> None:
        self.confirmed = True


def test_a_backup_is_made_proven_and_noted() -> None:
    memory, shelf = MemoryDesk(), FakeShelf()
    heard: list[float] = []
    backups = Backups(memory.desk(), shelf)
    assert backups.last_proven() is None
    outcome = backups.make(Path("elsewhere"), heard.append)
    backups.make()
    assert (outcome.value.path, heard) == (Path("elsewhere/0.aubackup"), [1.0])
    assert backups.last_proven() == memory.clock.now()
    assert [entry.path.name for entry in backups.entries()] == ["1.aubackup", "0.aubackup"]
    assert memory.center.state.facts[LAST_PROVEN] == memory.clock.now().iso()
    entry = memory.center.state.log[0]
    assert (entry.verb, entry.fields["log length"]) == ("make backup", [None, 7])
    assert outcome.changes.touches(Kind.BACKUP, Kind.LOG)


def test_a_backup_that_failed_is_not_noted() -> None:
    memory, shelf = MemoryDesk(), FakeShelf()
    shelf.full = True
    with pytest.raises(DiskProblem):
        Backups(memory.desk(), shelf).make()
    assert memory.center.state.log == []


def test_a_center_open_for_reading_is_still_backed_up() -> None:
    memory, shelf = MemoryDesk(), FakeShelf()
    outcome = Backups(memory.desk(read_only="restored"), shelf).make()
    assert shelf.made == [outcome.value]
    assert memory.center.state.log == []


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.PRECEPTOR, Role.INSPECTOR])
def test_backups_and_what_was_restored_are_for_those_who_keep_the_center(role: Role) -> None:
    memory, shelf = MemoryDesk(), FakeShelf()
    backups = Backups(memory.desk(role), shelf)
    with pytest.raises(NotAllowed):
        backups.make()
    with pytest.raises(NotAllowed):
        backups.confirm_restored()
    assert (shelf.made, shelf.confirmed) == ([], False)


def test_a_person_confirms_what_was_restored() -> None:
    memory, shelf = MemoryDesk(), FakeShelf()
    outcome = Backups(memory.desk(read_only="restored"), shelf).confirm_restored()
    assert shelf.confirmed
    assert outcome.changes.touches(Kind.CENTER)
