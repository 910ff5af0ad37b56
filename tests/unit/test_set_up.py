"""What the set-up decides before it does anything: the Python, the stamp, the commands."""

import sys
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from installer import bootstrap

_PYTHON = Path("env") / "bin" / "python"


def _project() -> dict[str, Any]:
    """What the project's file says about its tools."""
    text = (bootstrap.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_these_pythons_will_do(minor: int) -> None:
    assert bootstrap.python_problem(3, minor) == ""


@pytest.mark.parametrize(("major", "minor"), [(2, 7), (3, 6), (3, 10), (3, 14), (4, 11)])
def test_other_pythons_are_refused_in_one_sentence(major: int, minor: int) -> None:
    problem = bootstrap.python_problem(major, minor)
    assert problem.endswith(f"this is Python {major}.{minor}.")
    assert "\n" not in problem


def test_the_project_file_asks_for_the_same_pythons() -> None:
    text = (bootstrap.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (low, high), (next_major, next_minor) = bootstrap.OLDEST, bootstrap.NEWEST
    assert f'requires-python = ">={low}.{high},<{next_major}.{next_minor + 1}"' in text


def test_the_stamp_changes_with_each_thing_it_stands_for() -> None:
    root = Path("a folder")
    stamps = {
        bootstrap.stamp_of(b"lock", b"recipe", (3, 11, 7), root),
        bootstrap.stamp_of(b"lock2", b"recipe", (3, 11, 7), root),
        bootstrap.stamp_of(b"lock", b"recipe2", (3, 11, 7), root),
        bootstrap.stamp_of(b"lockrec", b"ipe", (3, 11, 7), root),
        bootstrap.stamp_of(b"lock", b"recipe", (3, 11, 8), root),
        bootstrap.stamp_of(b"lock", b"recipe", (3, 11, 7), Path("elsewhere")),
    }
    assert len(stamps) == 6


def test_a_moved_folder_is_noticed_and_an_unstamped_one_is_not() -> None:
    stamp = bootstrap.stamp_of(b"lock", b"recipe", (3, 11, 7), Path("here"))
    assert bootstrap.belongs_elsewhere(stamp, Path("there"))
    assert not bootstrap.belongs_elsewhere(stamp, Path("here"))
    assert not bootstrap.belongs_elsewhere("", Path("here"))


def test_a_set_up_for_the_tests_serves_a_run_but_not_the_other_way_round() -> None:
    for_run = bootstrap._stamps_that_serve(bootstrap.RUN_LOCK)
    for_test = bootstrap._stamps_that_serve(bootstrap.TEST_LOCK)
    assert for_test < for_run


def test_the_interpreter_is_where_the_system_puts_it() -> None:
    venv = Path("my folder") / ".venv"
    assert bootstrap.venv_python(venv, windows=True) == venv / "Scripts" / "python.exe"
    assert bootstrap.venv_python(venv, windows=False) == venv / "bin" / "python"


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_display(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert bootstrap.has_display(environment, platform) is expected


def test_only_the_screen_that_is_there_is_asked_for() -> None:
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert bootstrap.screen_libraries(both) is bootstrap.X11_LIBRARIES
    assert bootstrap.screen_libraries({"WAYLAND_DISPLAY": "w"}) is bootstrap.WAYLAND_LIBRARIES
    assert bootstrap.screen_libraries({}) == {}


def test_a_run_passes_its_arguments_on() -> None:
    command = bootstrap.run_command(_PYTHON, ["my center", "--x"], headless=False)
    assert command == [str(_PYTHON), "-m", "au_desktop", "my center", "--x"]


def test_without_a_window_the_main_job_is_told_step_by_step() -> None:
    command = bootstrap.run_command(_PYTHON, ["out"], headless=True)
    assert command == [str(_PYTHON), "-m", "au_desktop", "headless-story", "out"]


def test_the_checks_run_in_order_and_only_pytest_gets_the_arguments() -> None:
    steps = bootstrap.checks(_PYTHON, ["tests/unit", "-k", "decay"])
    assert [name for name, _ in steps] == ["style", "types", "imports", "tests"]
    assert steps[-1][1][-3:] == ["tests/unit", "-k", "decay"]
    assert all("-k" not in command for _, command in steps[:-1])


def test_without_arguments_the_rules_are_covered_first_and_the_rest_follows() -> None:
    steps = bootstrap.checks(_PYTHON, [])
    assert [name for name, _ in steps[:3]] == ["style", "types", "imports"]
    rules, rest = (command for _, command in steps[3:])
    assert "--cov" in rules
    assert not [word for word in rest if word.startswith("--cov")]
    looked_at = [word for word in (*rules, *rest) if word.startswith("tests/")]
    assert sorted(looked_at) == sorted(_project()["pytest"]["ini_options"]["testpaths"])
    assert set(bootstrap.RULE_TESTS) < set(rules)


def test_coverage_is_a_ratchet_at_every_branch() -> None:
    coverage = _project()["coverage"]
    assert coverage["run"]["branch"] is True
    assert coverage["run"]["source"] == ["au_desktop/domain", "au_desktop/services"]
    assert coverage["report"]["fail_under"] == 100


def test_the_import_check_has_windows_suffix_where_python_has() -> None:
    python = Path("env") / "Scripts" / "python.exe"
    command = dict(bootstrap.checks(python, []))["imports"]
    assert PurePosixPath(Path(command[0]).as_posix()).name == "lint-imports.exe"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run"], ("run", False, [])),
        (["run", "--headless", "out"], ("run", True, ["out"])),
        (["run", "my center"], ("run", False, ["my center"])),
        (["test", "-k", "x", "--headless"], ("test", False, ["-k", "x", "--headless"])),
        (["test", "-h"], ("test", False, ["-h"])),
    ],
)
def test_words_are_split(words: list[str], expected: tuple[str, bool, list[str]]) -> None:
    assert bootstrap.split_arguments(words) == expected


@pytest.mark.parametrize("words", [[], ["build"], ["--headless", "run"]])
def test_an_unknown_verb_ends_with_the_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        bootstrap.split_arguments(words)
    assert ended.value.code == 2
    assert "usage: bootstrap.py" in capsys.readouterr().err


def test_a_renamed_package_goes_by_the_name_this_release_knows() -> None:
    wanted = ["libglib2.0-0", "libgl1"]
    assert bootstrap.package_names(wanted, {"libglib2.0-0": True}) == wanted
    assert bootstrap.package_names(wanted, {"libglib2.0-0": False}) == [
        "libglib2.0-0t64",
        "libgl1",
    ]


def test_a_folder_without_a_stamp_counts_as_never_set_up(tmp_path: Path) -> None:
    assert bootstrap._read_stamp(tmp_path / "no venv") == ""


def test_the_package_starts_no_qt_until_it_is_asked() -> None:
    done = bootstrap._quiet(
        [
            sys.executable,
            "-c",
            "import sys, au_desktop.__main__, au_desktop.paths, au_desktop.logs, au_desktop.clocks;"
            "sys.exit(any(name.startswith('PySide6') for name in sys.modules))",
        ]
    )
    assert done.returncode == 0, done.stderr
