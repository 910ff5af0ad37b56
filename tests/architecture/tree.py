"""The project's own files, as the tests of its shape see them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "au_desktop"
VERSIONS = PACKAGE / "persistence" / "migrations" / "versions"


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is tracked, or would be by the next `git add`."""
    listed = subprocess.run(
        [  # noqa: S607
            "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    names = sorted(set(listed.stdout.split("\0")) - {""})
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


def python_files(*tops: str) -> list[Path]:
    """The Python files below the named folders."""
    return [
        path
        for path in project_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in tops
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
