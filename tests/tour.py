"""Walks through every page, dialog and empty state, light and dark, in the sizes people have, and says what looks wrong.

    python tests/tour.py [OUT_FOLDER] [--center FOLDER] [--only NAME] [--theme light|dark] [--size 1366x768]

Makes a worked example (or opens the one named) and a new, empty center, and leaves pictures and an index.html. Ends with 1 when
a page raised, when words are cut or overlap, or when an id or an instant is shown as the computer has it.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SIZES = ((1366, 768), (1920, 1080))


def main(arguments: list[str]) -> int:
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory(prefix="au-desktop-tour-") as scratch:
        _use_large_screen(Path(scratch))
        return _tour(asked, Path(scratch))


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "tour", metavar="OUT_FOLDER")
    parser.add_argument("--center", type=Path, metavar="FOLDER", help="a worked example to use")
    parser.add_argument("--only", default="", metavar="NAME", help="only names that hold this")
    parser.add_argument("--theme", choices=("light", "dark"), help="only this theme")
    parser.add_argument("--size", type=_size, metavar="1366x768", help="only this size")
    return parser.parse_args(arguments)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _use_large_screen(scratch: Path) -> None:
    """A screen that no window has to be made smaller for."""
    screen = {
        "name": "tour", "x": 0, "y": 0, "width": 2560, "height": 1440,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0,
    }  # fmt: skip
    file = scratch / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file.as_posix()}"


def _tour(asked: argparse.Namespace, scratch: Path) -> int:
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from au_desktop.settings import ThemeChoice
    from tests.touring import route
    from tests.touring.album import Album
    from tests.touring.trip import Listener, Look, Trip

    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    album = Album(asked.out)
    Listener(album).listen()
    trip = Trip(album, scratch, asked.only)
    centers = route.make_centers(trip, asked.center)
    for theme in (asked.theme,) if asked.theme else ("light", "dark"):
        trip.wear(Look(ThemeChoice(theme), (asked.size,) if asked.size else SIZES))
        route.walk(trip, centers)
    trip.end()
    return _report(album)


def _report(album: "Album") -> int:  # noqa: F821 - the album needs Qt, which is loaded later
    page = album.write_page()
    faults = album.faults()
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(album.pictures)} pictures, {len(faults)} faults: {page}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
