"""The main job without a display, as bootstrap starts it: every step comes out, and its files are there."""

import os
import subprocess
import sys
from pathlib import Path

from au_desktop.headless_story import story_telling
from au_desktop.headless_story.story_tampering import tamper_with_one_cell

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = {
    "unlock", "today", "trainees", "cases", "checklists", "signing", "documents", "center", "bedside",
    "safety", "release", "waste", "instruments",
}  # fmt: skip


def test_every_step_comes_out(tmp_path: Path) -> None:
    without_display = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    told = subprocess.run(
        [sys.executable, "-m", "au_desktop", "headless-story", str(tmp_path / "story")],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=PROJECT,
        env=without_display,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stderr == ""
    assert told.stdout.splitlines()[-1] == "Done: every step came out."
    pictures = {path.stem for path in (tmp_path / "story" / "pictures").iterdir()}
    assert pictures == PICTURES
    assert all(
        path.stat().st_size > 10_000 for path in (tmp_path / "story" / "pictures").iterdir()
    )
    assert "verify says: genuine" in told.stdout
    assert "verify says: altered" in told.stdout


def test_a_folder_that_holds_files_is_left_alone(tmp_path: Path, capsys) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    assert story_telling.main([str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert "there are files already" in capsys.readouterr().out


def test_help_is_no_failure(capsys) -> None:
    assert story_telling.main(["--help"]) == 0
    assert "FOLDER" in capsys.readouterr().out


def test_tampering_changes_one_cell_of_the_copy(tmp_path: Path) -> None:
    import xlsxwriter

    original = tmp_path / "one.xlsx"
    book = xlsxwriter.Workbook(str(original), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Patient", "LR-00001"])
    sheet.write_row(1, 0, ["Patient", "LR-00002"])
    book.close()
    change = tamper_with_one_cell(original, tmp_path / "two.xlsx", "LR-00002")
    assert (change.place, change.before) == ("B2", "LR-00002")
    assert change.after != change.before
    assert (tmp_path / "two.xlsx").read_bytes() != original.read_bytes()
