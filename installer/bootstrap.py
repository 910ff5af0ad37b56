"""Sets the program up in .venv beside pyproject.toml, then starts it (run) or tests it (test).

    python3 installer/bootstrap.py run [--headless] [arguments of au-desktop]
    python3 installer/bootstrap.py test [arguments of pytest]

Needs nothing but Python 3.11 to 3.13. Works from any folder. A second call installs nothing again.
"""

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)


def python_problem(major: int, minor: int) -> str:
    """Why this Python cannot be used; nothing when it can."""
    if OLDEST <= (major, minor) <= NEWEST:
        return ""
    return f"AU Desktop needs Python 3.11, 3.12 or 3.13; this is Python {major}.{minor}."


if __name__ == "__main__" and python_problem(*sys.version_info[:2]):
    sys.exit(python_problem(*sys.version_info[:2]))  # before a line that an old Python cannot read

RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"
STAMP = "au-desktop-stamp.txt"

# Found by removing each from a bare Debian 12: without any of them Qt does not load.
QT_PACKAGES = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libxkbcommon0",
    "libdbus-1-3",
    "fonts-dejavu-core",  # without any font Qt draws empty boxes and says nothing
)
# What Qt asks for besides to reach a screen: the library and the package that brings it.
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {"libwayland-cursor.so.0": "libwayland-cursor0"}
OFFICE_PACKAGES = ("libreoffice-calc", "libreoffice-writer", "poppler-utils")
RENAMED_PACKAGES = {"libglib2.0-0": "libglib2.0-0t64"}  # Debian 13 and Ubuntu 24.04 on

# These alone must run every branch of the rules and use cases: a branch that only a window or a file reaches is not proven.
RULE_TESTS = ("tests/unit", "tests/property", "tests/reference")
OTHER_TESTS = ("tests/architecture", "tests/integration", "tests/ui", "tests/e2e")
COVERAGE = ("--cov", "--cov-report=term-missing:skip-covered")

# Loads what a window loads and the libraries it is given, and says what was not there.
QT_PROBE = """
import ctypes, sys
from PySide6 import QtGui, QtWidgets
application = QtGui.QGuiApplication([])
if not QtGui.QFontInfo(QtGui.QFont()).family():
    sys.exit("no font is installed")
for name in sys.argv[1:]:
    ctypes.CDLL(name)
"""


class SetupError(Exception):
    """Something outside the project is in the way; the text says what and what to do."""


def say(text: str) -> None:
    """One line of progress."""
    print(f"[au-desktop] {text}", flush=True)


def stamp_of(lock: bytes, recipe: bytes, version: tuple[int, ...], root: Path) -> str:
    """What a set-up is made from: the lock, the project's own recipe, the Python and the folder."""
    digest = hashlib.sha256(hashlib.sha256(lock).digest() + hashlib.sha256(recipe).digest())
    python = ".".join(str(part) for part in version[:3])
    return f"{digest.hexdigest()}\n{python}\n{root}\n"


def belongs_elsewhere(stamp: str, root: Path) -> bool:
    """Whether the folder was moved or copied since: the commands in .venv name their own place."""
    return bool(stamp) and stamp.splitlines()[-1] != str(root)


def venv_python(venv: Path, *, windows: bool) -> Path:
    """The interpreter of a virtual environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be opened here."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def screen_libraries(environment: Mapping[str, str]) -> Mapping[str, str]:
    """What Qt needs to reach the screen that is there."""
    if environment.get("DISPLAY"):
        return X11_LIBRARIES
    return WAYLAND_LIBRARIES if environment.get("WAYLAND_DISPLAY") else {}


def run_command(python: Path, arguments: Sequence[str], *, headless: bool) -> list[str]:
    """The command that opens the window or tells the main job step by step."""
    verb = ["headless-story"] if headless else []
    return [str(python), "-m", "au_desktop", *verb, *arguments]


def checks(python: Path, arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The steps of the tests, each with what it looks at; with arguments pytest runs once and only with these."""
    folder = python.parent
    suffix = python.suffix
    pytest = [str(python), "-m", "pytest", "-n", "2"]
    tests = [("tests", [*pytest, *arguments])]
    if not arguments:
        tests = [
            ("tests of the rules", [*pytest, *COVERAGE, *RULE_TESTS]),
            ("all other tests", [*pytest, *OTHER_TESTS]),
        ]
    return [
        ("style", [str(python), "-m", "ruff", "check"]),
        ("types", [str(python), "-m", "mypy"]),
        ("imports", [str(folder / f"lint-imports{suffix}")]),
        *tests,
    ]


def split_arguments(words: Sequence[str]) -> tuple[str, bool, list[str]]:
    """The verb, whether --headless was asked for, and what is passed on.

    Raises:
        SystemExit: the verb is missing or unknown.
    """
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Set AU Desktop up, then start or test it."
    )
    parser.add_argument("verb", choices=("run", "test"))
    known = parser.parse_args(words[:1])
    rest = list(words[1:])
    headless = known.verb == "run" and "--headless" in rest
    if headless:
        rest.remove("--headless")
    return known.verb, headless, rest


def prepare(lock: Path) -> Path:
    """Make or mend .venv until it holds what `lock` says, and return its Python."""
    venv = ROOT / ".venv"
    python = venv_python(venv, windows=os.name == "nt")
    found = _read_stamp(venv)
    if python.exists() and found in _stamps_that_serve(lock):
        return python
    if belongs_elsewhere(found, ROOT) or not _usable(python):
        if venv.exists():
            say(f"{venv} is broken, moved or of another Python: making it again")
            shutil.rmtree(venv)
        _make_venv(venv)
    (venv / STAMP).unlink(missing_ok=True)
    say(f"installing what {lock.name} lists (a few minutes the first time)")
    _pip(python, ["--require-hashes", "-r", str(lock)])
    say("installing the au-desktop command")
    _pip(python, ["--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)])
    (venv / STAMP).write_text(_stamp_for(lock), encoding="utf-8")
    return python


def _read_stamp(venv: Path) -> str:
    try:
        return (venv / STAMP).read_text(encoding="utf-8")
    except OSError:
        return ""


def _stamp_for(lock: Path) -> str:
    recipe = (ROOT / "pyproject.toml").read_bytes()
    return stamp_of(lock.read_bytes(), recipe, sys.version_info[:3], ROOT)


def _stamps_that_serve(lock: Path) -> set[str]:
    """A set-up made for the tests also holds all that a run needs."""
    return {_stamp_for(lock), _stamp_for(TEST_LOCK)}


def _usable(python: Path) -> bool:
    """Whether the interpreter starts, is this Python's version and can install."""
    if not python.exists():
        return False
    question = "import sys, pip; print(*sys.version_info[:3], sep='.')"
    answer = _quiet([str(python), "-c", question])
    return answer.returncode == 0 and answer.stdout.strip() == ".".join(
        str(part) for part in sys.version_info[:3]
    )


def _make_venv(venv: Path) -> None:
    say(f"making {venv}")
    maker = getattr(sys, "_base_executable", sys.executable)  # not the Python inside the old .venv
    made = _quiet([maker, "-m", "venv", str(venv)])
    if made.returncode == 0:
        return
    shutil.rmtree(venv, ignore_errors=True)
    if "ensurepip" in made.stdout + made.stderr and shutil.which("apt-get"):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        _install_packages([package], "Python's venv module")
        made = _quiet([maker, "-m", "venv", str(venv)])
    if made.returncode != 0:
        raise SetupError(f"Python could not make {venv}:\n{(made.stdout + made.stderr).strip()}")


def _pip(python: Path, arguments: Sequence[str]) -> None:
    """Install with pip; its own last words say why when it cannot."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*command, "--no-input", *arguments],
        cwd=ROOT,
        check=False,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        raise SetupError(
            f"pip could not install what is needed (is the network there, and the disk not full?):\n"
            f"{done.stderr.strip()[-2000:]}"
        )


def prepare_system(python: Path, screen: Mapping[str, str]) -> None:
    """Make sure that Qt's system libraries and a font are there, on Linux.

    Args:
        python: an interpreter that has PySide6.
        screen: the libraries to reach the screen with, and their packages.
    """
    if not sys.platform.startswith("linux"):
        return
    problem = _qt_problem(python, screen)
    if not problem:
        return
    _install_packages([*QT_PACKAGES, *screen.values()], f"what Qt needs ({problem})")
    problem = _qt_problem(python, screen)
    if problem:
        raise SetupError(f"Qt still does not start: {problem}")


def _qt_problem(python: Path, libraries: Iterable[str]) -> str:
    """Why Qt does not start, in its own last words; nothing when it does."""
    probe = _quiet([str(python), "-c", QT_PROBE, *libraries], QT_QPA_PLATFORM="offscreen")
    if probe.returncode == 0:
        return ""
    return (probe.stderr.strip().splitlines() or [f"exit code {probe.returncode}"])[-1]


def prepare_office() -> None:
    """Bring LibreOffice for the tests that open workbooks in it; without it they are skipped."""
    if shutil.which("soffice") and shutil.which("pdftotext"):
        return
    try:
        _install_packages(OFFICE_PACKAGES, "LibreOffice, for the tests that open workbooks in it")
    except SetupError as problem:
        say(f"{problem}\nThe tests marked libreoffice are skipped.")


def package_names(wanted: Sequence[str], known: Mapping[str, bool]) -> list[str]:
    """The names this release uses: a renamed package goes by its new name where the old is unknown."""
    return [
        RENAMED_PACKAGES.get(name, name) if not known.get(name, True) else name for name in wanted
    ]


def _install_packages(wanted: Sequence[str], purpose: str) -> None:
    """Install Debian packages as root.

    Raises:
        SetupError: not Debian, not root, or apt-get failed; the text names the command to type.
    """
    if not shutil.which("apt-get"):
        raise SetupError(
            f"{purpose} is missing. On Debian or Ubuntu the packages are: {' '.join(wanted)}. "
            "Install what your system calls them, then start this again."
        )
    root = os.name == "posix" and os.geteuid() == 0
    if root:
        say(f"installing {purpose}")
        _apt(["update"], purpose)
    known = {
        name: _quiet(["apt-cache", "show", name]).returncode == 0 for name in RENAMED_PACKAGES
    }
    install = ["install", "-y", "--no-install-recommends", *package_names(wanted, known)]
    if not root:
        typed = " ".join(["sudo apt-get", *install])
        raise SetupError(f"{purpose} is missing. Type this, then start again:\n    {typed}")
    _apt(install, purpose)


def _apt(arguments: Sequence[str], purpose: str) -> None:
    done = _quiet(["apt-get", "-q", *arguments], DEBIAN_FRONTEND="noninteractive")
    if done.returncode != 0:
        typed = " ".join(["apt-get", *arguments])
        raise SetupError(
            f"{purpose}: `{typed}` failed:\n{(done.stderr or done.stdout).strip()[-2000:]}"
        )


def _quiet(command: Sequence[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run to the end and keep what it says."""
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **environment},
    )


def run(arguments: Sequence[str], *, headless: bool) -> int:
    """Open the window, or without a display do the main job and tell each step."""
    window = has_display(os.environ, sys.platform) and not headless
    python = prepare(RUN_LOCK)
    prepare_system(python, screen_libraries(os.environ) if window else {})
    if not window:
        say("no window: doing the main job headless")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    command = run_command(python, arguments, headless=not window)
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606  # becomes the program: signals reach it
    return subprocess.run(command, check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """Look at style, types and imports, then run the tests; the first step that fails ends it."""
    python = prepare(TEST_LOCK)
    prepare_system(python, {})
    prepare_office()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    for name, command in checks(python, arguments):
        say(f"{name}: {' '.join(command[1:]) or 'lint-imports'}")
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if code != 0:
            say(f"{name} failed")
            return code
    return 0


def main(words: Sequence[str]) -> int:
    """Do what the words say, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a folder's name may not fit a Windows console
    verb, headless, rest = split_arguments(words)
    try:
        return run(rest, headless=headless) if verb == "run" else test(rest)
    except SetupError as problem:
        say(str(problem))
    except OSError as problem:
        say(f"could not use {problem.filename or 'the disk'}: {problem.strerror or problem}")
    except KeyboardInterrupt:
        say("stopped")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
