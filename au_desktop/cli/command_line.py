"""The command line of au-desktop: the verbs, their arguments, and one sentence on standard error when something says no."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from au_desktop import __version__
from au_desktop.cli import (
    calculation_verb,
    center_verbs,
    checklist_verb,
    example_verb,
    file_verbs,
    import_verb,
    installation_verb,
    packet_verb,
    paper_verbs,
    progress_verb,
    template_verbs,
)
from au_desktop.cli.passphrase_source import refuse_passphrase_argument
from au_desktop.cli.verb_context import CANNOT_TELL, NOT_SOUND, Context, UsageFault, say_aside
from au_desktop.domain.errors import DamagedCenter, DomainError, OutsideError

if TYPE_CHECKING:
    from au_desktop.bootstrap import FileOpening

VERBS = frozenset(
    {
        "demo",
        "export",
        "packet",
        "print-record",
        "print-blank",
        "import",
        "verify",
        "check",
        "backup",
        "restore",
        "progress",
        "calc",
        "checklists",
        "check-template",
        "templates",
        "export-templates",
        "import-templates",
        "self-test",
    }
)
_FAULT = 70
_STOPPED = 130
_EXIT_CODES = """exit codes:
  0  done, and in order
  1  a rule said no, or what was checked is not sound
  2  wrong usage, or it cannot be told (wrong passphrase, not a center, open elsewhere)

au-desktop [CENTER] without a verb opens the window."""


def main(words: Sequence[str], make_opening: "Callable[[], FileOpening] | None" = None) -> int:
    """Run one verb and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a unit such as µCi may not fit a Windows console
    try:
        return _run(words, Context(make_opening or _opening))
    except SystemExit as ended:
        return _number(ended.code)
    except KeyboardInterrupt:
        say_aside("au-desktop: Stopped.")
        return _STOPPED
    except Exception as error:  # noqa: BLE001 - the one place where a verb's trouble becomes words
        return _told(error)


def _run(words: Sequence[str], context: Context) -> int:
    try:
        refuse_passphrase_argument(words)
        arguments = parser().parse_args(words)
        code = int(arguments.run(arguments, context))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has enough; the interpreter must not complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_SOUND
    return code


def parser() -> argparse.ArgumentParser:
    """Every verb with its arguments."""
    made = argparse.ArgumentParser(
        prog="au-desktop",
        description="The record of a radiopharmaceutical-therapy training center, without its window.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--version", action="version", version=f"au-desktop {__version__}")
    verbs = made.add_subparsers(dest="verb", metavar="VERB", required=True)
    for add in (
        example_verb.add,
        center_verbs.add,
        packet_verb.add,
        paper_verbs.add,
        import_verb.add,
        file_verbs.add,
        calculation_verb.add,
        checklist_verb.add,
        installation_verb.add,
        progress_verb.add,
        template_verbs.add,
    ):
        add(verbs)
    return made


def _told(error: Exception) -> int:
    """Say one sentence about an error, and give the exit code."""
    if isinstance(error, UsageFault):
        say_aside(f"au-desktop: {error}")
        return CANNOT_TELL
    from au_desktop.services.refusals import rule_sentences
    from au_desktop.services.sentences import sentence_for

    rule_sentences.register()
    message = sentence_for(error)
    say_aside(f"au-desktop: {message.title}: {message.what_happened}")
    if isinstance(error, DomainError | DamagedCenter):
        return NOT_SOUND
    if isinstance(error, OutsideError):
        return CANNOT_TELL
    _note_fault(error)
    return _FAULT


def _note_fault(error: Exception) -> None:
    """A fault of the program goes to its log, as in the window: places, never values."""
    from au_desktop import logs, paths

    file = logs.configure(paths.log_folder())
    logging.getLogger(__name__).error("a verb failed", exc_info=error)
    if file is not None:
        say_aside(f"au-desktop: The details are in {file}.")


def _opening() -> "FileOpening":
    from au_desktop.bootstrap import opening  # loads the database, which not every verb needs

    return opening()


def _number(code: object) -> int:
    return code if isinstance(code, int) else (0 if code is None else CANNOT_TELL)
