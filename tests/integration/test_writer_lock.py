"""One writer a center: the second learns who, and a killed program leaves nothing locked."""

import json
import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from au_desktop.domain.errors import DiskProblem, OpenElsewhere
from au_desktop.persistence.writer_lock import HOLDER_NAME, LOCK_NAME, WriterLock

SINCE = "2026-11-22T09:00:00-05:00"
HOLD_UNTIL_KILLED = """
import sys
from pathlib import Path
from au_desktop.persistence.writer_lock import WriterLock
lock = WriterLock.acquire(Path(sys.argv[1]), "Ada Lovelace", sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_program(tmp_path):
    root = Path(__file__).parents[2]
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD_UNTIL_KILLED, str(tmp_path), SINCE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == b"held"
        yield program
        program.kill()


def test_the_second_program_learns_who_where_and_since_when(tmp_path, other_program):
    with pytest.raises(OpenElsewhere) as caught:
        WriterLock.acquire(tmp_path, "Ben", SINCE)
    error = caught.value
    assert (error.holder, error.computer, error.since) == ("Ada Lovelace", platform.node(), SINCE)
    facts = json.loads((tmp_path / HOLDER_NAME).read_text())
    assert facts["pid"] == other_program.pid


def test_a_killed_program_leaves_the_center_free_at_once(tmp_path, other_program):
    other_program.kill()
    other_program.wait()
    assert (tmp_path / HOLDER_NAME).exists()
    with WriterLock.acquire(tmp_path, "Ben", SINCE):
        assert json.loads((tmp_path / HOLDER_NAME).read_text())["holder"] == "Ben"


def test_two_windows_of_one_program_exclude_each_other(tmp_path):
    lock = WriterLock.acquire(tmp_path, "B\u00e4r", SINCE)
    with pytest.raises(OpenElsewhere) as caught:
        WriterLock.acquire(tmp_path, "Ben", SINCE)
    assert caught.value.holder == "B\u00e4r"
    lock.release()
    lock.release()
    assert not (tmp_path / HOLDER_NAME).exists()
    WriterLock.acquire(tmp_path, "Ben", SINCE).release()


def test_of_many_threads_one_gets_it(tmp_path):
    def attempt(number):
        try:
            return WriterLock.acquire(tmp_path, f"thread {number}", SINCE)
        except OpenElsewhere:
            return None

    with ThreadPoolExecutor(8) as pool:
        got = [lock for lock in pool.map(attempt, range(24)) if lock is not None]
    assert len(got) == 1
    got[0].release()


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]", b"{}", None])
def test_an_unreadable_holder_is_reported_without_facts(tmp_path, content):
    with WriterLock.acquire(tmp_path, "Ada", SINCE):
        (tmp_path / HOLDER_NAME).unlink()
        if content is not None:
            (tmp_path / HOLDER_NAME).write_bytes(content)
        with pytest.raises(OpenElsewhere) as caught:
            WriterLock.acquire(tmp_path, "Ben", SINCE)
    assert (caught.value.holder, caught.value.computer, caught.value.since) == ("", "", "")


def test_a_folder_that_is_gone_is_a_disk_problem(tmp_path):
    with pytest.raises(DiskProblem):
        WriterLock.acquire(tmp_path / "gone", "Ada", SINCE)


def test_a_lock_whose_holder_cannot_be_written_is_given_back(tmp_path):
    (tmp_path / HOLDER_NAME).mkdir()
    with pytest.raises(DiskProblem):
        WriterLock.acquire(tmp_path, "Ada", SINCE)
    (tmp_path / HOLDER_NAME).rmdir()
    WriterLock.acquire(tmp_path, "Ada", SINCE).release()
    assert (tmp_path / LOCK_NAME).exists()
