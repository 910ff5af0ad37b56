"""The verb that checks the installation: encryption, signatures, formulas, shipped data, and that the window can start."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.verb_context import NOT_SOUND, SOUND, Context, say

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.bootstrap import FileOpening
    from au_desktop.cli.verb_arguments import SubParsers

_PERSON = "Test Person"
_WORDS = "nine quiet herons by the weir"
_SQLITE_HEAD = b"SQLite format 3"
_MESSAGE = b"self-test"
_QT = "import PySide6.QtWidgets, PySide6.QtSvg"
_GOLDEN: tuple[tuple[str, dict[str, str], str], ...] = (
    ("decay", {"activity": "200 mCi", "half_life": "6 d", "elapsed": "6 d"}, "100 mCi"),
    ("inverse_square", {"rate": "8 mR/h", "distance": "1 m", "new_distance": "2 m"}, "2 mR/h"),
    ("dosage_difference", {"prescribed": "200 mCi", "measured": "210 mCi"}, "5 %"),
    ("net_administered", {"assayed": "200 mCi", "residual": "4 mCi"}, "196 mCi"),
    ("dosage_check", {"prescribed": "200 mCi", "measured": "240 mCi"}, "yes"),
    ("dosage_check", {"prescribed": "200 mCi", "measured": "240.1 mCi"}, "no"),
)
"""Results that anyone can work out by hand; exactly 20 % may be used, more may not."""


class _Failed(Exception):
    """A part of the installation does not do what it should."""


def add(verbs: "SubParsers") -> None:
    """Add the verb."""
    verb = verbs.add_parser(
        "self-test", help="check the installation; exit 0 in order, 1 not", allow_abbrev=False
    )
    verb.set_defaults(run=run_self_test)


def run_self_test(_arguments: "Namespace", _context: Context) -> int:
    """Try every part and say how each fared."""
    failed = 0
    for title, part in _PARTS:
        try:
            found = part()
        except Exception as error:  # noqa: BLE001 - whatever a broken installation raises is the finding
            failed += 1
            say(f"FAILED  {title}: {type(error).__name__}: {error}")
        else:
            say(f"ok      {title}: {found}")
    say("in order" if not failed else f"{failed} of {len(_PARTS)} parts failed")
    return NOT_SOUND if failed else SOUND


def _encryption() -> str:
    """A center is made, closed and opened again; nothing of it can be read without the passphrase."""
    from au_desktop.bootstrap import DATABASE_NAME, FileOpening, tools
    from au_desktop.domain.roles import Role
    from au_desktop.security.key_slots import FLOOR
    from au_desktop.services.center.facilities import CenterFacts
    from au_desktop.services.opening import NewCenter

    opening = FileOpening(replace(tools(), kdf=FLOOR))
    facts = CenterFacts("Self-test", "00-00000-00", "none", "nowhere")
    with tempfile.TemporaryDirectory(prefix="au-desktop-") as scratch:
        folder = Path(scratch) / "self-test.aucenter"
        opening.create(NewCenter(folder, facts, _PERSON, Role.COORDINATOR, _WORDS)).close()
        _require("the file is encrypted", not _readable(folder / DATABASE_NAME))
        _refuse_wrong_passphrase(opening, folder)
        _check_and_sign(opening, folder)
    return "a center was made, closed, opened again, checked and signed in"


def _refuse_wrong_passphrase(opening: "FileOpening", folder: Path) -> None:
    from au_desktop.domain.errors import WrongPassphrase

    with suppress(WrongPassphrase):
        opening.unlock_by_name(folder, _PERSON, f"{_WORDS}!").close()
        _require("a wrong passphrase is refused", holds=False)


def _check_and_sign(opening: "FileOpening", folder: Path) -> None:
    from au_desktop.security.seals import verify

    with closing(opening.unlock_by_name(folder, _PERSON, _WORDS)) as center:
        _require("pages and log are sound", center.services.integrity.check().sound)
        signer = center.key_ring.signer(center.services.desk.actor.person_id, _WORDS)
        signature = signer.sign(_MESSAGE)
        fits = verify(signer.public_key, _MESSAGE, signature)
        _require("a signature fits what was signed", fits)
        _require("and nothing else", not verify(signer.public_key, b"other", signature))


def _formulas() -> str:
    """Every golden value comes out to the digit."""
    from au_desktop.services.checklists.calculations import calculate, list_formulas

    for name, typed, expected in _GOLDEN:
        found = calculate(name, typed).text
        _require(f"{name} gives {expected}, not {found}", found == expected)
    return f"{len(_GOLDEN)} golden values, {len(list_formulas())} formulas"


def _shipped_data() -> str:
    """Reference data and templates load, which checks them."""
    from au_desktop.bootstrap import tools

    loaded = tools()
    _require("there are checklists", bool(loaded.templates))
    reference = loaded.reference
    return (
        f"{len(loaded.templates)} checklists, {len(reference.nuclides)} nuclides, {len(reference.drugs)} drugs, "
        f"{len(reference.profiles)} jurisdiction profiles"
    )


def _resources() -> str:
    """Icons and styles can be read."""
    from au_desktop import paths

    folder = paths.resources_folder()
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for kind in (".svg", ".qss", ".toml"):
        _require(f"there are {kind} files", any(path.suffix == kind for path in files))
    for path in files:
        _require(f"{path.name} holds something", bool(path.read_bytes()))
    return f"{len(files)} files in {folder}"


def _window() -> str:
    """Qt loads, in a process of its own: no verb loads it here."""
    tried = subprocess.run(  # noqa: S603 - fixed words
        [sys.executable, "-c", _QT],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    last = (tried.stderr.strip().splitlines() or [f"exit code {tried.returncode}"])[-1]
    _require(f"Qt loads: {last}", tried.returncode == 0)
    return "Qt loads"


def _require(what: str, holds: bool) -> None:  # noqa: FBT001 - the fact that is asked for
    if not holds:
        raise _Failed(what)


def _readable(database: Path) -> bool:
    return database.read_bytes().startswith(_SQLITE_HEAD)


_PARTS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("encryption and signatures", _encryption),
    ("formulas", _formulas),
    ("shipped data", _shipped_data),
    ("resources", _resources),
    ("window", _window),
)
