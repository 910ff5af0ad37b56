"""The ends of a center: a founding that is stopped leaves nothing, a backup that fails at closing is told."""

import pytest

from au_desktop.bootstrap import FileOpening
from au_desktop.domain.errors import BackupNotMade
from au_desktop.domain.roles import Role
from au_desktop.persistence.backups import BACKUPS_NAME
from au_desktop.services.opening import NewCenter
from tests.builders import a_trainee
from tests.centers import FACTS, NAMES, PASSPHRASES, make_center, quick_tools


def test_a_backup_that_fails_is_told_and_the_center_is_closed_all_the_same(tmp_path):
    center = make_center(tmp_path / "Hillside.aucenter")
    opened = center.unlock()
    opened.services.enrolment.enroll(a_trainee())
    (center.folder / BACKUPS_NAME).write_bytes(b"a file where the folder should be")
    with pytest.raises(BackupNotMade):
        opened.close()
    again = center.unlock()
    assert len(again.services.enrolment.everyone()) == 1
    again.close()


class StoppingClock:
    """A person presses Ctrl+C at the second look at the clock."""

    def __init__(self, clock):
        self._clock = clock
        self._looks = 0

    def now(self):
        self._looks += 1
        if self._looks > 2:
            raise KeyboardInterrupt
        return self._clock.now()


def test_a_founding_that_is_stopped_leaves_nothing(tmp_path):
    tools = quick_tools()
    folder = tmp_path / "Hillside.aucenter"
    founder = NewCenter(
        folder, FACTS, NAMES[Role.COORDINATOR], Role.COORDINATOR, PASSPHRASES[Role.COORDINATOR]
    )
    with pytest.raises(KeyboardInterrupt):
        FileOpening(tools.with_clock(StoppingClock(tools.clock))).create(founder)
    assert not folder.exists()
    opened = FileOpening(tools).create(founder)
    opened.close()
    assert (folder / "center.db").stat().st_mode & 0o077 == 0
