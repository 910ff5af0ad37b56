"""The verb progress on a small worked example: text, JSON with stable keys, another profile, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from au_desktop.cli.passphrase_source import VARIABLE
from au_desktop.example_stage import PASSPHRASE
from au_desktop.services.example.worked_example import ExampleSize
from tests.command_line import COORDINATOR, CommandLine, quick_opening


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "example.aucenter"
    quick_opening().worked_example(folder, size=ExampleSize(trainees=4, cases=4))
    return folder


@pytest.fixture
def center(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "center.aucenter"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return CommandLine(capsys)


def test_progress_in_words(run: CommandLine, center: Path) -> None:
    said = run("progress", center, "--trainee", "t-001", "--as", COORDINATOR)
    assert (said.code, said.err) == (0, "")
    assert said.value("trainee").startswith("T-001 ")
    assert said.value("ready") in {"yes", "no"}
    assert "requirements:" in said.out
    assert said.out.rstrip().endswith("Training record, not an authorization.")


def test_progress_as_json_keeps_its_keys(run: CommandLine, center: Path) -> None:
    said = run("progress", center, "--trainee", "T-001", "--as", COORDINATOR, "--json")
    assert said.code == 0
    document = json.loads(said.out)
    assert list(document) == [
        "format",
        "as_of",
        "trainee",
        "profile",
        "path",
        "ready",
        "requirements",
        "hours",
        "cases",
        "missing",
        "note",
    ]
    assert document["format"] == "au-desktop/progress/1"
    assert set(document["cases"]) == {"categories", "log"}
    assert set(document["missing"][0]) == {"code", "what", "why", "to_do", "due", "blocks"}
    assert set(document["requirements"][0]) == {
        "kind",
        "code",
        "title",
        "needed",
        "counted",
        "not_counted_yet",
        "met",
        "blocks",
    }


def test_progress_under_another_profile(run: CommandLine, center: Path) -> None:
    other = ("--profile", "example-state-four", "--json")
    said = run("progress", center, "--trainee", "T-001", "--as", COORDINATOR, *other)
    assert said.code == 0
    profile = json.loads(said.out)["profile"]
    assert (profile["id"], profile["needs_checking"]) == ("example-state-four", True)


@pytest.mark.parametrize(
    "words", [("--trainee", "T-999"), ("--trainee", "T-001", "--profile", "no-such-profile")]
)
def test_who_or_what_is_not_there_is_refused(
    run: CommandLine, center: Path, words: tuple[str, ...]
) -> None:
    said = run("progress", center, *words, "--as", COORDINATOR)
    assert said.code == 1
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_a_trainee_must_be_named(run: CommandLine, center: Path) -> None:
    assert run("progress", center, "--as", COORDINATOR).code == 2
