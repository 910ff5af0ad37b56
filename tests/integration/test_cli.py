"""The verbs that need no center, the worked example by its verb, and that no verb ever loads Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from au_desktop.__main__ import NO_SCREEN, has_screen
from au_desktop.cli.command_line import VERBS, parser
from tests.command_line import COORDINATOR, CommandLine

PROJECT = Path(__file__).resolve().parents[2]
TEMPLATES = PROJECT / "resources" / "checklists"
NO_QT = """
import sys
from au_desktop.__main__ import main
code = main(sys.argv[1:])
loaded = sorted({name.split(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "pyqtgraph"})
print(f"loaded: {loaded}")
sys.exit(code)
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


def in_a_process(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", NO_QT, *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )


def test_the_verbs_that_start_without_a_window_are_all_verbs() -> None:
    (verbs,) = (action for action in parser()._actions if action.dest == "verb")
    assert frozenset(verbs.choices or ()) == VERBS


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("calc", "--list"),
        ("check-template", str(TEMPLATES / "dosage_assay.toml")),
    ],
)
def test_a_verb_loads_no_qt(words: tuple[str, ...]) -> None:
    said = in_a_process(*words)
    assert said.returncode == 0, said.stderr
    assert "loaded: []" in said.stdout or words[0].startswith("--")


def test_a_whole_life_of_a_center_loads_no_qt(tmp_path: Path) -> None:
    made = in_a_process("demo", str(tmp_path / "new"), "--cases", "1", "--trainees", "6")
    assert made.returncode == 0, made.stderr
    lines = dict(line.split(": ", 1) for line in made.stdout.splitlines())
    assert lines["loaded"] == "[]"
    assert {"coordinator", "preceptor", "rso", "trainee", "inspector"} <= lines.keys()
    secret = {"AU_DESKTOP_PASSPHRASE": lines["passphrase"]}
    said = in_a_process("check", lines["center"], "--as", lines["coordinator"], **secret)
    assert said.returncode == 0, said.stderr
    assert "loaded: []" in said.stdout
    assert lines["passphrase"] not in said.stdout + said.stderr
    out = str(tmp_path / "rso.xlsx")
    said = in_a_process(
        "export", "rso-workbook", lines["center"], out, "--as", lines["rso"], **secret
    )
    assert said.returncode == 0, said.stderr
    assert in_a_process("verify", out).returncode == 0


def test_demo_makes_the_center_itself_or_inside(run: CommandLine, tmp_path: Path) -> None:
    sizes = ("--cases", "1", "--trainees", "6", "--years", "1", "--seed", "3")
    said = run("demo", tmp_path / "mine.aucenter", *sizes)
    assert said.code == 0
    assert said.value("center") == str(tmp_path / "mine.aucenter")
    assert said.value("coordinator") == COORDINATOR
    again = run("demo", tmp_path / "mine.aucenter", *sizes)
    assert again.code == 1
    assert "not empty" in again.err
    assert again.out == ""


@pytest.mark.parametrize(
    "words",
    [("--cases", "0"), ("--years", "-1"), ("--years", "9999"), ("--trainees", "many")],
)
def test_demo_refuses_sizes_that_are_none(
    run: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run("demo", tmp_path / "new", *words).code == 2
    assert not (tmp_path / "new").exists()


def test_calc_gives_value_equation_and_source(run: CommandLine) -> None:
    said = run("calc", "decay", "activity=200 mCi", "half_life=6 d", "elapsed=6 d")
    assert said.code == 0
    assert "activity_mCi: 100 mCi" in said.out
    assert "200 mCi · 2^(-6 d / 6 d) = 100 mCi" in said.out
    assert said.value("source")
    formula = run("calc", "time_until", "activity=2 mCi", "half_life=6 d", "target=1 mCi")
    assert "6 d" in formula.out.splitlines()[0]
    assert formula.value("source")
    unread = run("calc", "mda", "background=40", "sample-minutes=1", "efficiency=0.25")
    assert "Needs checking" in unread.out
    assert "note: " in unread.out
    old = run("calc", "wipe_mda", "background=40 cpm", "time=1 min", "efficiency=0.25")
    assert "Needs checking" in old.out
    by_drug = run("calc", "release_dose", "activity=200 mCi", "nuclide=Lu-177")
    assert "taken: " in by_drug.out


def test_calc_as_json(run: CommandLine) -> None:
    said = run("calc", "dosage_check", "prescribed=200 mCi", "measured=240.1 mCi", "--json")
    assert said.code == 0
    assert json.loads(said.out)["value"] is False
    number = run("calc", "dosage_difference", "prescribed=200 mCi", "measured=240 mCi", "--json")
    assert json.loads(number.out)["value"] == 20
    named = run("calc", "dosage-check", "prescribed=200 mCi", "measured=240.1 mCi", "--json")
    found = json.loads(named.out)
    assert found["within"] is False
    assert found["difference_percent"] == 20.05
    assert found["units"]["difference_percent"] == "%"
    listed = json.loads(run("calc", "--list", "--json").out)
    names = [row["name"] for row in listed]
    assert {"decay", "dosage-check", "dosage_check"} <= set(names)
    assert len(set(names)) == len(names)


def test_calc_lists_inputs_results_and_sources(run: CommandLine) -> None:
    said = run("calc", "--list")
    for words in (
        "release-activity: Patient release by activity",
        "a plain number is in MBq",
        "one of icrp107, ensdf",
        "gives dose_mSv in mSv",
        "dosage_check: ",
        "(to be verified)",
    ):
        assert words in said.out


def test_calc_takes_underscores_for_hyphens(run: CommandLine) -> None:
    said = run("calc", "time_to_activity", "activity=2", "target=1", "half_life=6", "--json")
    assert json.loads(said.out)["time_h"] == 6


@pytest.mark.parametrize(
    ("words", "code", "word"),
    [
        ((), 2, "--list"),
        (("astrology",), 2, "decay"),
        (("decay", "activity"), 2, "key=value"),
        (("decay", "activity=1 mCi", "activity=2 mCi"), 2, "twice"),
        (("decay", "activity=7,4 GBq", "nuclide=Lu-177", "elapsed=1 d"), 1, "activity = 7,4 GBq"),
        (("decay", "activity=200 mCi", "nuclide=Lu-999", "elapsed=1 d"), 1, "Lu-177"),
        (("decay", "activity=200 mCi", "elapsed=1 d"), 1, "half-life"),
        (("time_until", "activity=200 mCi", "target=1 mCi"), 1, "half_life"),
    ],
)
def test_calc_says_what_it_cannot_follow(
    run: CommandLine, words: tuple[str, ...], code: int, word: str
) -> None:
    said = run("calc", *words)
    assert said.code == code
    assert word in said.err
    assert said.out == ""


def test_check_template(run: CommandLine, tmp_path: Path) -> None:
    for path in TEMPLATES.glob("*.toml"):
        assert run("check-template", path).code == 0
    bad = tmp_path / "bad.toml"
    good = (TEMPLATES / "dosage_assay.toml").read_text(encoding="utf-8")
    bad.write_text(good.replace('key = "lot"', 'key = "drug"', 1), encoding="utf-8")
    said = run("check-template", bad)
    assert said.code == 1
    assert "bad.toml, drug: " in said.out
    missing = run("check-template", tmp_path / "missing.toml")
    assert missing.code == 1
    assert "missing.toml" in missing.out


def test_self_test(run: CommandLine) -> None:
    said = run("self-test")
    assert said.code == 0, said.out
    assert "FAILED" not in said.out
    assert said.out.splitlines()[-1] == "in order"


@pytest.mark.parametrize(
    "words", [(), ("fly",), ("check",), ("export", "letter"), ("import", "roster")]
)
def test_wrong_usage(run: CommandLine, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.code == 2
    assert "usage" in said.err


def test_a_mistyped_verb_opens_no_window(tmp_path: Path) -> None:
    said = in_a_process("chekc", str(tmp_path), "--as", COORDINATOR)
    assert said.returncode == 2
    assert "invalid choice: 'chekc'" in said.stderr


def test_without_a_display_one_sentence_says_so(tmp_path: Path) -> None:
    no_screen = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    said = in_a_process(str(tmp_path), **no_screen)
    if sys.platform == "linux":
        assert (said.returncode, said.stderr.strip()) == (2, NO_SCREEN)
    assert has_screen({"DISPLAY": ":0"}, "linux")
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_screen({}, "win32")
    assert not has_screen({}, "linux")
