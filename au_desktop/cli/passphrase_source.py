"""Where a verb takes the passphrase from: a file, the environment or a prompt; never from an argument."""

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from au_desktop.cli.verb_context import UsageFault

VARIABLE = "AU_DESKTOP_PASSPHRASE"
_REFUSED = ("--passphrase", "--password", "-p")


def refuse_passphrase_argument(words: Sequence[str]) -> None:
    """Refuse a passphrase on the command line: other programs of this computer can read it there.

    Raises:
        UsageFault: without repeating it.
    """
    if any(word.split("=", 1)[0] in _REFUSED for word in words):
        message = (
            "A passphrase is never an argument, because every program on this computer can read those: "
            f"use --passphrase-file, {VARIABLE} or the prompt."
        )
        raise UsageFault(message)


def add_person(parser: ArgumentParser, *, required: bool = True) -> None:
    """Add who opens the center, and where the passphrase comes from."""
    parser.add_argument(
        "--as", dest="name", metavar="NAME", required=required, help="who opens the center"
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=f"take the passphrase from the first line of a file (else {VARIABLE}, else a prompt)",
    )


def passphrase_for(name: str, file: Path | None) -> str:
    """The passphrase of a person.

    Raises:
        UsageFault: there is none, or its file does not read.
    """
    if file is not None:
        return _from_file(file)
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        message = f"No passphrase was given: use --passphrase-file or {VARIABLE}; there is no terminal to ask on."
        raise UsageFault(message)
    return getpass.getpass(f"Passphrase of {name}: ")


def _from_file(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        message = f"The passphrase file {file} cannot be read: {why}."
        raise UsageFault(message) from error
    if not lines or not lines[0]:
        message = f"The passphrase file {file} is empty."
        raise UsageFault(message)
    return lines[0]
