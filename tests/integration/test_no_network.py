"""Tests that the main job opens no connection, writes no secret or name into a log, and leaves no temporary file."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.centers import NAMES, PASSPHRASES, PATIENT_CODE, PROJECT


@dataclass(frozen=True)
class Done:
    """What the job left behind, and what it asked of the network."""

    folder: Path
    logs: Path
    temporary: Path
    asked: list[str]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    base = tmp_path_factory.mktemp("job")
    folder, logs, temporary = base / "work", base / "logs", base / "tmp"
    for made in (folder, logs, temporary):
        made.mkdir()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.main_job", str(folder), str(logs / "root.log")],
        cwd=PROJECT,
        env=os.environ | {"TMPDIR": str(temporary), "TEMP": str(temporary)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return Done(folder, logs, temporary, json.loads(ran.stdout))


def test_nothing_asks_for_the_network(done: Done) -> None:
    assert done.asked == []


def test_the_watch_would_see_a_connection() -> None:
    code = (
        "import sys, socket\n"
        "from tests import main_job\n"
        "sys.addaudithook(main_job._watch)\n"
        "socket.socket(socket.AF_INET).close()\n"
        "print(len(main_job._ASKED))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) > 0


def test_no_log_holds_a_passphrase_a_name_or_a_patient_code(done: Done) -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in done.logs.iterdir())
    assert "as the window would log it" in said
    secrets = [*PASSPHRASES.values(), *NAMES.values(), PATIENT_CODE, "Tannhauser", "herons"]
    assert [secret for secret in secrets if secret.casefold() in said.casefold()] == []


def test_no_plain_file_of_the_center_holds_a_patient_code_or_a_passphrase(done: Done) -> None:
    secrets = [word.encode() for word in (*PASSPHRASES.values(), PATIENT_CODE, "Tannhauser")]
    center = done.folder / "Hillside.aucenter"
    for path in (path for path in center.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert [secret for secret in secrets if secret in content] == [], path.name


def test_no_temporary_file_stays(done: Done) -> None:
    assert list(done.temporary.rglob("*")) == []
    left = [path.name for path in done.folder.rglob("*")]
    assert [name for name in left if name.startswith((".writing-", ".scratch-", "tmp"))] == []
    assert "center.holder.json" not in left
    assert not any(name.endswith("-wal") for name in left)
