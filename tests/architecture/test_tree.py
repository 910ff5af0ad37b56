"""The repository holds what was agreed, names no machine, and its locks name no place to fetch from."""

import re
import tomllib
from pathlib import Path

from tests.architecture.tree import ROOT, project_files, short

TOP = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    "LICENSE",
    "README.md",
    "au_desktop",
    "installer",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "resources",
    "tests",
}
# Pieces put together here, so that this file does not name what it looks for.
HOME_FOLDERS = re.compile(
    r"(?<![\w.:/-])/(?:" + "|".join(("home", "root", "work", "Users")) + r")/\w"
)
SIBLING = "../" + "shared"
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
ENTRY = re.compile(r"^([a-z0-9-]+)==([^\s;]+)(?: ; ([^\\]+?))? \\$", re.MULTILINE)


def test_no_folder_of_tests_is_forgotten() -> None:
    recipe = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = {*recipe["tool"]["pytest"]["ini_options"]["testpaths"], "tests/perf"}
    tests = [short(path) for path in project_files() if path.name.startswith("test_")]
    assert [name for name in tests if "/".join(name.split("/")[:2]) not in run] == []


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((short(path), content.decode("utf-8", errors="replace")))
    return found


def test_the_top_holds_only_what_was_agreed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in project_files()} - TOP == set()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert [name for name, text in _texts() if HOME_FOLDERS.search(text)] == []


def test_the_project_stands_alone() -> None:
    assert [name for name, text in _texts() if SIBLING in text] == []


def test_every_text_ends_with_a_line_end_and_has_no_carriage_return() -> None:
    bad = [name for name, text in _texts() if text and (not text.endswith("\n") or "\r" in text)]
    assert bad == []


def _pins(lock: Path) -> set[tuple[str, str, str]]:
    return set(ENTRY.findall(lock.read_text(encoding="utf-8")))


def test_a_lock_names_no_place_to_fetch_from() -> None:
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        assert re.search(r"https?:|file:|^\s*-(?!-hash)", text, re.MULTILINE) is None, lock.name


def test_every_locked_package_has_its_digests() -> None:
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        packages = re.split(r"\n(?=[a-z])", text)[1:]
        assert len(packages) == len(_pins(lock))
        assert [one for one in packages if "--hash=sha256:" not in one] == []


def test_the_tests_run_on_what_a_run_installs() -> None:
    assert _pins(LOCKS[0]) <= _pins(LOCKS[1])


def test_the_locks_hold_what_the_project_asks_for() -> None:
    recipe = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, wanted in zip(
        LOCKS, (recipe["project"]["dependencies"], recipe["dependency-groups"]["dev"]), strict=True
    ):
        pinned = {f"{name}=={version}" for name, version, _ in _pins(lock)}
        assert {one.lower() for one in wanted} - pinned == set()
