"""The verb that makes the worked example and says who lives there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.verb_context import NOT_SOUND, SOUND, Context, ProgressLine, say, say_aside

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.cli.verb_arguments import SubParsers

SUFFIX = ".aucenter"
_MOST_YEARS = 60


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    demo = verbs.add_parser("demo", help="make a worked example", allow_abbrev=False)
    demo.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help=f"becomes the center where it ends with {SUFFIX}, else the center is made inside; new or empty",
    )
    demo.add_argument("--years", type=_years, metavar="N", help="how far back it goes")
    demo.add_argument("--trainees", type=_count, metavar="N")
    demo.add_argument("--cases", type=_count, metavar="N", help="six checklists each")
    demo.add_argument("--seed", type=int, metavar="N", help="another example of the same size")
    demo.set_defaults(run=run_demo)


def run_demo(arguments: Namespace, context: Context) -> int:
    """Make it; one line a person, the passphrase of all, and where the center is."""
    folder: Path = arguments.folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        say_aside(f"au-desktop: {folder} is not empty; give a new or empty folder.")
        return NOT_SOUND
    from au_desktop.services.example.worked_example import EXAMPLE_FACTS, ExampleSize

    given = {
        name: getattr(arguments, name)
        for name in ("years", "trainees", "cases", "seed")
        if getattr(arguments, name) is not None
    }
    center = folder if folder.suffix == SUFFIX else folder / f"{EXAMPLE_FACTS.name}{SUFFIX}"
    progress = ProgressLine()
    size = ExampleSize(**given, stories=True)
    made = context.make_opening().worked_example(center, progress.count, size)
    progress.end()
    for person in made.people:
        say(f"{person.role.value}: {person.name}")
    say(f"passphrase: {made.passphrase}")
    say(f"center: {made.folder}")
    return SOUND


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _years(text: str) -> int:
    number = _count(text)
    if number > _MOST_YEARS:
        raise ValueError(text)
    return number


_count.__name__ = "number from 1"
"""What argparse calls it when it refuses one."""
_years.__name__ = f"number from 1 to {_MOST_YEARS}"
