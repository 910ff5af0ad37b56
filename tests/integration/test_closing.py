"""Closing a center: a backup that fails is told, and nothing else is lost by it."""

import pytest

from au_desktop.domain.errors import BackupNotMade
from au_desktop.persistence.backups import BACKUPS_NAME
from tests.builders import a_trainee
from tests.centers import make_center


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
