"""The file is secret from the first byte, opens only with its key, and damage never passes for health."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from au_desktop.domain.errors import (
    Cancelled,
    DamagedCenter,
    DiskProblem,
    NotACenter,
    OutsideError,
)
from au_desktop.persistence import schema
from au_desktop.persistence.center_file import SqlCenterFile
from au_desktop.persistence.engine import PAGE_BYTES, connect, open_engines
from tests.center_files import KEY, MARKER, TRAINEE, OpenCenter, copied, opened

OTHER_KEY = bytes(32)


def _walk(path: Path) -> tuple[str, ...]:
    """Everything that a person or a check would meet: what the checks report, or the error at opening or reading."""
    try:
        with opened(path) as center, center.work() as uow:
            found = (*uow.trainees.all(), *uow.cases.all(), *uow.log.entries())
            runs = [uow.runs.get(run_id) for run_id in uow.sign_offs.all_signed_runs()]
            assert found
            assert runs
    except OutsideError as error:
        return (type(error).__name__, *SqlCenterFile(path, KEY).page_faults())
    return SqlCenterFile(path, KEY).page_faults()


def test_nothing_readable_is_on_the_disk(filled: OpenCenter) -> None:
    words = (
        b"SQLite format 3",
        MARKER.encode(),
        MARKER.lower().encode(),
        b"CREATE TABLE",
        b"Lakeside",
    )
    beside = [filled.path.with_name(filled.path.name + suffix) for suffix in ("", "-wal")]
    for path in beside:
        content = path.read_bytes()
        assert len(content) > PAGE_BYTES
        assert [word for word in words if word in content] == []


def test_the_pragmas_are_set(center: OpenCenter) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "cache_size": -65536,
        "recursive_triggers": 1,
    }
    for engine in (center.engines.write, center.engines.read):
        with engine.connect() as connection:
            for name, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_a_wrong_key_opens_nothing(filled_file: Path, tmp_path: Path) -> None:
    path = copied(filled_file, tmp_path / "center.db")
    with pytest.raises(DamagedCenter):
        open_engines(path, OTHER_KEY)
    assert SqlCenterFile(path, OTHER_KEY).page_faults() != ()
    assert SqlCenterFile(path, OTHER_KEY).readable_tables() == ()


def test_a_short_key_is_a_bug_and_not_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "center.db", KEY[:31])
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NotACenter, match="no such file"):
        open_engines(tmp_path / "nothing.db", KEY)
    with pytest.raises(NotACenter, match="no such file"):
        open_engines(tmp_path, KEY)
    plain = tmp_path / "plain.db"
    with closing(driver.connect(str(plain))) as made:
        made.execute("CREATE TABLE t (x)")
    with pytest.raises(NotACenter, match="without encryption"):
        open_engines(plain, KEY)
    foreign = tmp_path / "foreign.db"
    with closing(connect(foreign, KEY)) as made:
        made.execute("CREATE TABLE t (x)")
    with pytest.raises(NotACenter, match="another program"):
        open_engines(foreign, KEY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["foreign.db", "plain.db"]


def test_an_empty_or_cut_file_is_damaged(filled_file: Path, tmp_path: Path) -> None:
    size = filled_file.stat().st_size
    for length in (
        0,
        1,
        PAGE_BYTES - 1,
        PAGE_BYTES,
        size // 2 // PAGE_BYTES * PAGE_BYTES,
        size - 1,
    ):
        path = tmp_path / f"{length}.db"
        path.write_bytes(filled_file.read_bytes()[:length])
        assert _walk(path) != ()
        if length % PAGE_BYTES or not length:
            with pytest.raises(DamagedCenter, match="cut off"):
                open_engines(path, KEY)


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_byte_is_never_silently_fine(
    filled_file: Path, tmp_path: Path, seed: int
) -> None:
    path = copied(filled_file, tmp_path / "center.db")
    content = bytearray(path.read_bytes())
    content[seed * 2_654_435_761 % len(content)] ^= 1 << seed % 8
    path.write_bytes(content)
    assert _walk(path) != ()


def test_a_damaged_page_is_reported_and_the_rest_still_reads(
    filled_file: Path, tmp_path: Path
) -> None:
    path = copied(filled_file, tmp_path / "center.db")
    file = SqlCenterFile(path, KEY)
    with closing(file.open()) as sound:
        page = sound.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'trainees'"
        ).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE_BYTES + 100] ^= 0xFF
    path.write_bytes(content)
    assert file.page_faults() != ()
    readable = file.readable_tables()
    assert "trainees" not in readable
    assert "log_entries" in readable
    error = file.diagnosis("page 12", "20261122T090000Z.aubackup")
    assert (error.readable, error.good_backup) == (
        ", ".join(readable),
        "20261122T090000Z.aubackup",
    )


def test_damage_under_an_open_center_is_named(filled_file: Path, tmp_path: Path) -> None:
    path = copied(filled_file, tmp_path / "center.db")
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // PAGE_BYTES):
        content[page * PAGE_BYTES + 50] ^= 0xFF
    path.write_bytes(content)

    def read() -> None:
        with opened(path) as center, center.work() as uow:
            uow.trainees.get(TRAINEE.id)

    with pytest.raises(DamagedCenter):
        read()


def test_a_sound_file_has_no_faults(filled: OpenCenter) -> None:
    assert filled.file.page_faults() == ()
    assert set(filled.file.readable_tables()) > {"trainees", "answers", "log_entries"}


def test_a_lost_reference_is_a_fault(filled: OpenCenter) -> None:
    with closing(connect(filled.path, KEY, foreign_keys=False)) as opened_again:
        opened_again.execute("DELETE FROM rooms")
    faults = filled.file.page_faults()
    assert len(faults) == 2
    assert all(fault.startswith("runs row") and fault.endswith("rooms") for fault in faults)


def test_a_copy_of_an_open_center_is_whole_and_secret(filled: OpenCenter, tmp_path: Path) -> None:
    heard: list[float] = []
    copy = tmp_path / "copy.db"
    with filled.work() as uow:
        uow.facts.put("name", "not committed")
        filled.file.copy_to(copy, heard.append)
    assert heard[-1] == 1.0
    assert MARKER.encode() not in copy.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Lakeside.aucenter", "copy.db"]
    with opened(copy) as center, center.work() as uow:
        assert uow.trainees.all() == (TRAINEE,)
        assert uow.facts.all() == {"name": "Lakeside RPT Center"}
    assert SqlCenterFile(copy, KEY).page_faults() == ()


def test_a_stopped_copy_leaves_nothing(filled: OpenCenter, tmp_path: Path) -> None:
    def stop(_part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        filled.file.copy_to(tmp_path / "copy.db", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["Lakeside.aucenter"]


def test_a_center_is_not_made_over_another(filled_file: Path, tmp_path: Path) -> None:
    path = copied(filled_file, tmp_path / "center.db")
    before = path.read_bytes()
    with pytest.raises(DiskProblem):
        schema.create(path, KEY)
    assert path.read_bytes() == before


def test_a_place_that_is_gone_is_a_disk_problem(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem):
        schema.create(tmp_path / "gone" / "center.db", KEY)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_a_disk_problem(filled_file: Path, tmp_path: Path) -> None:
    path = copied(filled_file, tmp_path / "center.db")
    path.chmod(0)
    with pytest.raises(DiskProblem):
        open_engines(path, KEY)


def test_a_killed_writer_loses_nothing_committed(filled: OpenCenter, tmp_path: Path) -> None:
    """What is on the disk while the center is open is what a power cut would leave."""
    left = tmp_path / "left" / "center.db"
    left.parent.mkdir()
    for suffix in ("", "-wal"):
        source = filled.path.with_name(filled.path.name + suffix)
        shutil.copy(source, left.with_name(left.name + suffix))
    with opened(left) as center, center.work() as uow:
        assert uow.trainees.all() == (TRAINEE,)
        assert uow.log.head().length == 2
    assert SqlCenterFile(left, KEY).page_faults() == ()
