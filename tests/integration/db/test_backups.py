"""A backup is one whole file, counts once it was reopened, restores to the same center, and good ones are not lost."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from au_desktop.domain.errors import DiskProblem, NotACenter, UnreadableFile
from au_desktop.domain.moments import Moment
from au_desktop.persistence import backups
from au_desktop.persistence.backups import (
    BackupProof,
    backups_in,
    confirm_restored,
    last_proof,
    made_on,
    make_backup,
    note_proof,
    prove,
    restore,
    restored_from,
    room_on_disk,
    thin,
)
from tests.center_files import KEY, MARKER, NOW, TRAINEE, OpenCenter, later, opened

KEYS = b'{"slots": ["kept exactly"]}'


@pytest.fixture
def kept(filled: OpenCenter) -> OpenCenter:
    (filled.path.parent / "keys.json").write_bytes(KEYS)
    return filled


@pytest.fixture
def backup(kept: OpenCenter) -> Path:
    return make_backup(kept.file, NOW)


def _repacked(
    backup: Path, change: Callable[[dict[str, bytes]], None], compression: int = zipfile.ZIP_STORED
) -> Path:
    """The backup with its members changed as somebody with a ZIP program might."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    altered = backup.with_name("20260101T000000Z.aubackup")
    with zipfile.ZipFile(altered, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return altered


def test_a_backup_is_one_file_made_while_the_center_is_open(kept: OpenCenter) -> None:
    heard: list[float] = []
    with kept.work() as uow:
        uow.facts.put("name", "not committed")
        backup = make_backup(kept.file, NOW, progress=heard.append)
    assert backup == kept.path.parent / "backups" / "20261122T143000Z.aubackup"
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    assert heard[-1] == 1.0
    assert MARKER.encode() not in backup.read_bytes()
    proof = prove(backup, KEY)
    assert proof.sound
    assert proof.manifest.made_at == NOW
    assert proof.manifest.log.length == 2
    assert proof.manifest.counts["runs"] == 2
    assert "search_words_data" not in proof.manifest.counts


def test_two_backups_of_one_second_have_two_names(kept: OpenCenter) -> None:
    first, second = make_backup(kept.file, NOW), make_backup(kept.file, NOW)
    assert backups_in(first.parent) == (first, second)
    assert made_on(first) == made_on(second) == NOW.utc.replace(microsecond=0)


def test_a_second_place_can_be_chosen(kept: OpenCenter, tmp_path: Path) -> None:
    backup = make_backup(kept.file, NOW, tmp_path / "stick" / "more")
    assert backup.parent == tmp_path / "stick" / "more"
    assert prove(backup, KEY).sound


def test_what_a_killed_program_left_long_ago_is_swept(kept: OpenCenter, tmp_path: Path) -> None:
    shelf = tmp_path / "stick"
    for name in (".scratch-long-ago", ".scratch-in-use"):
        (shelf / name).mkdir(parents=True)
        (shelf / name / "center.db").write_bytes(b"half a copy")
    os.utime(shelf / ".scratch-long-ago", (0, 0))
    make_backup(kept.file, NOW, shelf)
    assert [one.name for one in shelf.glob(".scratch-*")] == [".scratch-in-use"]


def test_without_keys_there_is_no_backup(filled: OpenCenter) -> None:
    with pytest.raises(NotACenter, match=r"keys\.json"):
        make_backup(filled.file, NOW)
    assert list((filled.path.parent / "backups").iterdir()) == []


def test_a_restored_center_is_the_same(kept: OpenCenter, backup: Path, tmp_path: Path) -> None:
    with kept.work() as uow:
        uow.facts.put("name", "changed since")
        uow.commit()
    folder = restore(backup, tmp_path / "again.aucenter", later(5))
    assert (folder / "keys.json").read_bytes() == KEYS
    assert restored_from(folder) == NOW.iso()
    with opened(folder / "center.db") as center, center.work() as uow:
        assert uow.trainees.all() == (TRAINEE,)
        assert uow.facts.all() == {"name": "Lakeside RPT Center"}
    confirm_restored(folder)
    assert restored_from(folder) == ""
    assert {path.name for path in tmp_path.iterdir()} == {"Lakeside.aucenter", "again.aucenter"}


def test_an_unreadable_mark_still_asks(tmp_path: Path) -> None:
    (tmp_path / "restored.json").write_text("?")
    assert restored_from(tmp_path) == "unknown"


def test_nothing_is_restored_over_a_center(kept: OpenCenter, backup: Path) -> None:
    before = kept.path.read_bytes()
    with pytest.raises(DiskProblem, match="files already"):
        restore(backup, kept.path.parent, NOW)
    with pytest.raises(DiskProblem):
        restore(backup, kept.path, NOW)
    assert kept.path.read_bytes() == before


def test_a_restore_into_an_empty_folder(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty.aucenter"
    folder.mkdir()
    assert (restore(backup, folder, NOW) / "center.db").is_file()


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_flipped_byte_makes_a_backup_unsound(backup: Path, part: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * part)] ^= 0x10
    backup.write_bytes(content)
    try:
        proof = prove(backup, KEY)
    except UnreadableFile:
        return
    assert not proof.sound


def test_a_wrong_key_proves_nothing(backup: Path) -> None:
    assert not prove(backup, bytes(32)).sound


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.update({"../outside": b"x"}),
        lambda members: members.update({"more.txt": b"x"}),
        lambda members: members.pop("keys.json"),
        lambda members: members.update({"keys.json": bytes(5 * 1024 * 1024)}),
        lambda members: members.update({"manifest.json": b"[]"}),
        lambda members: members.update({"manifest.json": b'{"format": "other"}'}),
        lambda members: members.update({"manifest.json": b"\xff"}),
    ],
)
def test_a_strange_archive_is_refused(
    backup: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    altered = _repacked(backup, change)
    with pytest.raises(UnreadableFile):
        restore(altered, tmp_path / "again.aucenter", NOW)
    with pytest.raises(UnreadableFile):
        prove(altered, KEY)
    assert {path.name for path in tmp_path.iterdir()} == {"Lakeside.aucenter"}


def test_a_compressed_archive_is_refused(backup: Path, tmp_path: Path) -> None:
    altered = _repacked(backup, lambda members: None, zipfile.ZIP_DEFLATED)
    with pytest.raises(UnreadableFile, match="compressed"):
        restore(altered, tmp_path / "again.aucenter", NOW)


def test_other_files_are_no_backups(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"SQLite format 3\0" * 100):
        path = tmp_path / "x.aubackup"
        path.write_bytes(content)
        with pytest.raises(UnreadableFile):
            restore(path, tmp_path / "again", NOW)
    with pytest.raises(UnreadableFile):
        restore(tmp_path / "missing.aubackup", tmp_path / "again", NOW)


@pytest.mark.parametrize(
    ("place", "value"), [("counts", {"runs": 9}), ("log", {"length": 3, "digest": "00" * 32})]
)
def test_a_backup_that_does_not_agree_with_itself_is_unsound(
    backup: Path, place: str, value: dict[str, object]
) -> None:
    def change(members: dict[str, bytes]) -> None:
        document = json.loads(members["manifest.json"])
        document[place] = {**document[place], **value}
        members["manifest.json"] = json.dumps(document).encode()

    assert len(prove(_repacked(backup, change), KEY).faults) == 1


def test_exchanged_keys_are_noticed(backup: Path) -> None:
    altered = _repacked(backup, lambda members: members.update({"keys.json": b"{}"}))
    assert prove(altered, KEY).faults == ("keys.json is not what was packed",)


def _many(backup: Path, days_ago: list[int], *, proven: bool = True) -> dict[int, Path]:
    """Copies of a backup, named for days before today."""
    proof = prove(backup, KEY)
    made = {}
    for days in days_ago:
        at = NOW.utc - timedelta(days=days)
        copy = backup.with_name(at.strftime("%Y%m%dT%H%M%SZ.aubackup"))
        if copy != backup:
            shutil.copy(backup, copy)
        if proven:
            note_proof(BackupProof(copy, proof.manifest, ()), NOW)
        made[days] = copy
    return made


def test_thinning_keeps_days_weeks_and_months(backup: Path) -> None:
    made = _many(backup, list(range(800)))
    other = backup.with_name("my own.aubackup")
    other.write_bytes(b"mine")
    thin(backup.parent, NOW)
    kept = {days for days, path in made.items() if path.exists()}
    assert kept >= set(range(7))
    days = sorted(NOW.utc.date() - timedelta(days=ago) for ago in kept)
    assert len({day.isocalendar()[:2] for day in days}) >= 5
    assert len({(day.year, day.month) for day in days}) == 12
    assert 7 + 12 <= len(kept) <= 7 + 5 + 12
    assert other.exists()
    assert thin(backup.parent, NOW) == ()


def test_everything_of_today_is_kept(backup: Path) -> None:
    made = _many(backup, [0, 1])
    today = [backup.with_name(f"20261122T14{minute}00Z.aubackup") for minute in range(10, 25)]
    for copy in today:
        shutil.copy(backup, copy)
    assert thin(backup.parent, NOW) == ()
    assert all(path.exists() for path in (*today, *made.values()))


def test_without_a_proven_backup_nothing_goes(backup: Path) -> None:
    made = _many(backup, list(range(50)), proven=False)
    assert thin(backup.parent, NOW) == ()
    assert all(path.exists() for path in made.values())


def test_copies_of_a_damaged_center_push_nothing_out(backup: Path) -> None:
    good = _many(backup, [100, 101, 200])
    unsound = _many(backup, list(range(99)), proven=False)
    thin(backup.parent, NOW)
    assert all(path.exists() for path in (*good.values(), *unsound.values()))


def test_proofs_are_remembered_and_taken_back(backup: Path) -> None:
    folder = backup.parent
    assert last_proof(folder) is None
    proof = prove(backup, KEY)
    note_proof(proof, later(3))
    assert last_proof(folder) == (backup, later(3))
    note_proof(BackupProof(backup, proof.manifest, ("page 3",)), later(4))
    assert last_proof(folder) is None
    (folder / "proofs.json").write_text("[")
    assert last_proof(folder) is None


def test_room_is_asked_for_before_a_risky_write(tmp_path: Path) -> None:
    room_on_disk(tmp_path, 1)
    with pytest.raises(DiskProblem, match="are needed"):
        room_on_disk(tmp_path, 1 << 60)
    with pytest.raises(DiskProblem):
        room_on_disk(tmp_path / "gone", 1)


def test_a_name_that_is_no_stamp(tmp_path: Path) -> None:
    with pytest.raises(NotACenter):
        made_on(tmp_path / "x.aubackup")
    assert backups.backups_in(tmp_path) == ()


def test_a_center_that_is_gone_is_a_disk_problem(kept: OpenCenter) -> None:
    kept.engines.dispose()
    kept.path.unlink()
    with pytest.raises(DiskProblem):
        make_backup(kept.file, Moment(NOW.utc))
