"""The verbs that print, on a small worked example: a record, a blank form, and what they refuse."""

import hashlib
import shutil
from pathlib import Path

import pytest

from au_desktop.bootstrap import DATABASE_NAME
from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.domain.checklists.paper_form import read_code
from au_desktop.example_stage import PASSPHRASE
from au_desktop.services.example.worked_example import ExampleSize
from tests.command_line import COORDINATOR, CommandLine, quick_opening


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "example.aucenter"
    quick_opening().worked_example(folder, size=ExampleSize(trainees=3, cases=3))
    return folder


@pytest.fixture
def center(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "center.aucenter"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return CommandLine(capsys)


def test_a_record_is_printed_and_noted(run: CommandLine, center: Path, tmp_path: Path) -> None:
    out = tmp_path / "R.pdf"
    said = run("print-record", center, "R-000001", out, "--as", COORDINATOR)
    assert (said.code, said.err) == (0, "")
    assert said.value("sha256") == hashlib.sha256(out.read_bytes()).hexdigest()
    assert said.value("state").startswith("R-000001, ")
    again = run("print-record", center, "R-000001", out, "--as", COORDINATOR)
    assert int(again.value("log").split()[0]) > int(said.value("log").split()[0])


def test_a_record_that_is_not_there_is_said(
    run: CommandLine, center: Path, tmp_path: Path
) -> None:
    said = run("print-record", center, "R-999999", tmp_path / "R.pdf", "--as", COORDINATOR)
    assert (said.code, said.out) == (2, "")
    assert "No record has the code R-999999." in said.err


def test_a_blank_form_is_printed(run: CommandLine, center: Path, tmp_path: Path) -> None:
    out = tmp_path / "F.pdf"
    said = run("print-blank", center, "end_of_day_survey", out, "--as", COORDINATOR)
    assert (said.code, said.err) == (0, "")
    assert read_code(said.value("code")) == said.value("code")
    assert out.read_bytes().startswith(b"%PDF")
    refused = run("print-blank", center, "no_such_checklist", out, "--as", COORDINATOR)
    assert refused.code == 1


def test_only_a_pdf_is_ever_written_over(run: CommandLine, center: Path, tmp_path: Path) -> None:
    database = center / DATABASE_NAME
    before = database.read_bytes()
    for verb, what in (("print-record", "R-000001"), ("print-blank", "end_of_day_survey")):
        said = run(verb, center, what, database, "--as", COORDINATOR)
        assert (said.code, said.out) == (2, "")
        assert "does not end in .pdf" in said.err
        lost = run(verb, center, what, tmp_path / "no" / "folder.pdf", "--as", COORDINATOR)
        assert (lost.code, lost.out) == (2, "")
    assert database.read_bytes() == before
