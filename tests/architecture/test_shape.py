"""A file, a class and a function stay small; a module says what it is for and has a name of its own."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.architecture.tree import PACKAGE, VERSIONS, parsed, python_files, short

FILE_LINES, CLASS_LINES, FUNCTION_LINES = 400, 250, 50
DRAWERS = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
TWINS = {"old", "new", "legacy", "2"}
ALL = ("au_desktop", "installer", "tests")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def _ours(*tops: str) -> list[Path]:
    """A migration is as long as its tables are wide, and never read again."""
    return [path for path in python_files(*tops) if VERSIONS not in path.parents]


def test_a_file_stays_within_400_lines() -> None:
    counts = {short(path): path.read_bytes().count(b"\n") for path in _ours(*ALL)}
    assert {name: count for name, count in counts.items() if count > FILE_LINES} == {}


def test_a_class_stays_within_250_lines() -> None:
    long = [
        f"{short(path)}: {node.name} has {_lines(node)}"
        for path in _ours(*ALL)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and _lines(node) > CLASS_LINES
    ]
    assert long == []


def test_a_function_stays_within_50_lines() -> None:
    long = [
        f"{short(path)}: {node.name} has {_lines(node)}"
        for path in _ours(*ALL)
        for node in ast.walk(parsed(path))
        if isinstance(node, FUNCTIONS) and _lines(node) > FUNCTION_LINES
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [short(path) for path in python_files(*ALL) if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_the_first_words_of_a_module_are_a_sentence() -> None:
    unfinished = [
        short(path)
        for path in _ours("au_desktop", "installer")
        if not (ast.get_docstring(parsed(path)) or "")
        .split("\n\n")[0]
        .rstrip()
        .endswith((".", ":"))
    ]
    assert unfinished == []


def test_a_door_sign_holds_words_only() -> None:
    busy = [
        short(path)
        for path in python_files("au_desktop")
        if path.name == "__init__.py" and path.parent != PACKAGE and len(parsed(path).body) != 1
    ]
    assert busy == []


def test_every_room_has_a_door_sign() -> None:
    rooms = {path.parent for path in python_files("au_desktop")}
    rooms |= {room.parent for room in rooms if room != PACKAGE}
    assert [short(room) for room in sorted(rooms) if not (room / "__init__.py").is_file()] == []


def test_a_module_has_a_name_of_its_own() -> None:
    """Sheets of the workbook and scripts of a migration are named for what they hold; every other name is unique."""
    by_subject = {"sheets", "versions"}
    places = defaultdict(list)
    for path in _ours("au_desktop"):
        if not path.stem.startswith("__") and path.parent.name not in by_subject:
            places[path.stem].append(short(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_drawer_and_no_twin() -> None:
    named = [
        short(path)
        for path in _ours("au_desktop", "installer")
        if DRAWERS & set(path.stem.split("_"))
        or DRAWERS & set(path.parent.name.split("_"))
        or path.stem.split("_")[-1] in TWINS
    ]
    assert named == []


def test_nothing_is_patched_and_nothing_sleeps() -> None:
    found = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("tests")
        for node in ast.walk(parsed(path))
        if _patches_or_sleeps(node)
    ]
    assert found == []


def _patches_or_sleeps(node: ast.AST) -> bool:
    match node:
        case ast.Import(names=names):
            forbidden = {"unittest.mock", "mock"}
        case ast.ImportFrom(module="unittest" | "unittest.mock" | "mock" | "time", names=names):
            forbidden = {"mock", "patch", "Mock", "MagicMock", "sleep"}
        case ast.Attribute(attr="sleep", value=ast.Name(id="time" | "asyncio")):
            return True
        case ast.Attribute(attr="qSleep") | ast.arg(arg="mocker"):
            return True
        case _:
            return False
    return any(one.name in forbidden for one in names)
