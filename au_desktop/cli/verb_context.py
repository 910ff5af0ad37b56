"""What every verb is given: the way to a center, the exit codes, and plain words on the two streams."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from au_desktop.bootstrap import FileOpening

SOUND, NOT_SOUND, CANNOT_TELL = 0, 1, 2
"""Done and in order; a rule said no, or the thing is not sound; wrong usage, or it cannot be told."""


class UsageFault(Exception):
    """The words on the command line cannot be followed; the text says why, for the person who typed them."""


@dataclass(frozen=True, slots=True)
class Context:
    """How verbs reach the program; making an opening loads it, so only verbs that need one do."""

    make_opening: "Callable[[], FileOpening]"


_LAYOUT = "\n\t\u00a0\u202f"
"""Signs that do not print and do no harm."""

Verb: TypeAlias = "Callable[[Namespace, Context], int]"


def say(line: str = "") -> None:
    """One line of the result."""
    print(_harmless(line))


def say_aside(line: str) -> None:
    """One line beside the result."""
    print(_harmless(line), file=sys.stderr)


def _harmless(text: str) -> str:
    """Without signs that move the cursor, clear the screen or turn the reading direction: files from anywhere hold names."""
    return "".join(sign if sign.isprintable() or sign in _LAYOUT else "?" for sign in text)


class ProgressLine:
    """Shows how far a verb is, on one line of standard error; silent where that is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def tell(self, text: str) -> None:
        """Write over the line before."""
        if self._shown and text != self._last:
            sys.stderr.write(f"\r{text.ljust(len(self._last))}")
            sys.stderr.flush()
            self._last = text

    def step(self, name: str, done: int, total: int) -> None:
        """What is under way, and how far it is where that is known."""
        self.tell(f"{name} {100 * done // total} %" if total else name)

    def count(self, done: int, total: int) -> None:
        """The same for so many of so many."""
        if total:
            self.tell(f"{100 * done // total} %")

    def end(self) -> None:
        """Leave an empty line."""
        if self._last:
            sys.stderr.write(f"\r{' ' * len(self._last)}\r")
            sys.stderr.flush()
            self._last = ""
