"""Tests of the five diagnoses of a real center, each told from the others, and of a disk that refuses."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from au_desktop.domain.errors import (
    DamagedCenter,
    DiskProblem,
    NewerCenter,
    NotACenter,
    OpenElsewhere,
    OutsideError,
    WrongPassphrase,
)
from au_desktop.domain.roles import Role
from au_desktop.persistence import backups, engine, schema
from au_desktop.services.opening import NewCenter
from tests.centers import (
    FACTS,
    NAMES,
    PASSPHRASES,
    CenterFolder,
    backed_up,
    backups_of,
    database_key,
    in_another_process,
    make_center,
)

NEW = "an entirely different sentence"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> CenterFolder:
    return make_center(tmp_path_factory.mktemp("founded") / "Hillside.aucenter")


@pytest.fixture
def center(founded: CenterFolder, tmp_path: Path) -> CenterFolder:
    return founded.copy_to(tmp_path / "Hillside.aucenter")


HOLD = """
import sys
from pathlib import Path
from uuid import UUID
from tests.centers import CenterFolder, PASSPHRASES
from au_desktop.domain.roles import Role
folder, person = Path(sys.argv[1]), UUID(sys.argv[2])
center = CenterFolder(folder, {Role.RSO: person}).unlock(Role.RSO)
print("open", flush=True)
sys.stdin.readline()
center.close()
"""


def test_the_second_who_opens_learns_who_where_and_since_when(center: CenterFolder) -> None:
    holder = in_another_process(HOLD, str(center.folder), str(center.people[Role.RSO]), stdin=True)
    with holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(OpenElsewhere) as refused:
            center.unlock()
        with pytest.raises(OpenElsewhere):
            center.unlock(Role.COORDINATOR, "a wrong guess")
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.wait(30) == 0
    assert refused.value.holder == NAMES[Role.RSO]
    assert refused.value.computer
    assert refused.value.since.startswith("20")
    with center.opened() as opened:
        assert opened.failures_before == 0


def test_a_failed_unlock_gives_the_lock_back(center: CenterFolder) -> None:
    with pytest.raises(WrongPassphrase):
        center.unlock(Role.RSO, "a wrong guess")
    with center.opened():
        pass


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 0x40
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[CenterFolder], object]] = {
    "first page": lambda center: flip(center.database, 100),
    "salt": lambda center: flip(center.database, 3),
    "schema page": lambda center: flip(center.database, 2000),
    "cut short": lambda center: center.database.write_bytes(
        center.database.read_bytes()[: 4096 * 3]
    ),
    "emptied": lambda center: center.database.write_bytes(b""),
    "missing": lambda center: center.database.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_told_from_a_wrong_passphrase_and_names_the_backup(
    center: CenterFolder, damage: str
) -> None:
    backup = backed_up(center)
    DAMAGE[damage](center)
    with pytest.raises(DamagedCenter) as refused:
        center.unlock()
    assert refused.value.good_backup == str(backup)
    assert backups_of(center) == (backup,)
    restored = center.opening().restore(backup, center.folder.parent / "restored.aucenter")
    with CenterFolder(restored, center.people).opened() as opened:
        assert len(opened.services.enrolment.everyone()) == 1


def check_of(center: CenterFolder) -> str:
    """The backup that the diagnosis names, or what the check finds."""
    try:
        opened = center.unlock()
    except DamagedCenter as error:
        return error.good_backup
    try:
        return "" if opened.services.integrity.check().sound else "found"
    except DamagedCenter as error:
        return error.what
    finally:
        opened.close()


def test_any_flipped_byte_is_found_when_opening_or_by_the_check(center: CenterFolder) -> None:
    backup = backed_up(center)
    pages = center.database.stat().st_size // 4096
    pristine = center.database.read_bytes()
    found = set()
    for page in range(1, pages, pages // 12):
        center.database.write_bytes(pristine)
        flip(center.database, page * 4096 + 1234)
        found.add(check_of(center))
    assert "" not in found
    assert str(backup) in found


def test_a_damaged_center_never_pushes_out_a_good_backup(center: CenterFolder) -> None:
    good = backed_up(center)
    flip(center.database, center.database.stat().st_size - 2000)
    try:
        opened = center.unlock()
    except DamagedCenter:
        pass
    else:
        opened.close()
    assert good in backups_of(center)
    assert backups.last_proof(center.folder / backups.BACKUPS_NAME) is not None


def alter_keys(center: CenterFolder, change: Callable[[dict[str, object]], object]) -> None:
    path = center.folder / "keys.json"
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document))


def test_altered_keys_are_damage(center: CenterFolder) -> None:
    alter_keys(center, lambda document: document["slots"][0].update(role="rso"))  # type: ignore[index]
    with pytest.raises(DamagedCenter):
        center.unlock()
    (center.folder / "keys.json").write_bytes(b"{")
    with pytest.raises(DamagedCenter):
        center.unlock()


def test_a_newer_file_is_not_touched(center: CenterFolder) -> None:
    key = database_key(center)
    with closing(engine.connect(center.database, key)) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = center.database.read_bytes()
    with pytest.raises(NewerCenter) as refused:
        center.unlock()
    assert (refused.value.schema, refused.value.newest_known) == ("9999", schema.REVISIONS[-1])
    assert center.database.read_bytes() == before
    assert backups_of(center) == ()


def test_what_is_not_a_center_is_said_to_be_none(tmp_path: Path, center: CenterFolder) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    file = tmp_path / "letter.txt"
    file.write_text("dear all")
    for place in (empty, file, tmp_path / "nowhere"):
        with pytest.raises(NotACenter):
            center.opening().look(place)
        with pytest.raises(OutsideError):
            center.opening().unlock(place, center.people[Role.RSO], PASSPHRASES[Role.RSO])
    assert list(empty.iterdir()) == []
    center.database.unlink()
    with closing(sqlite3.connect(center.database)) as plain:
        plain.execute("CREATE TABLE people (name)")
        plain.commit()
    with pytest.raises(NotACenter):
        center.unlock()
    shutil.rmtree(center.folder / "backups", ignore_errors=True)
    center.database.unlink()
    with pytest.raises(NotACenter):
        center.unlock()


def test_a_folder_that_cannot_be_written_is_a_disk_problem(
    center: CenterFolder, tmp_path: Path
) -> None:
    gone = center.folder / "center.lock"
    gone.unlink(missing_ok=True)
    gone.mkdir()
    with pytest.raises(DiskProblem):
        center.unlock()
    gone.rmdir()
    with center.opened():
        pass
    blocked = tmp_path / "file"
    blocked.write_text("x")
    new = NewCenter(blocked / "new.aucenter", FACTS, "Founder F.", Role.COORDINATOR, NEW)
    with pytest.raises(DiskProblem):
        center.opening().create(new)
