"""The verbs about one file: verify a workbook or packet that came back, check a checklist template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import (
    CANNOT_TELL,
    NOT_SOUND,
    SOUND,
    Context,
    UsageFault,
    say,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.services.workbook.workbook_checks import SheetFault, VerificationReport


def add(verbs: SubParsers) -> None:
    """Add the verbs of this module."""
    verify = verbs.add_parser(
        "verify",
        help="check a workbook or packet; exit 0 genuine, 1 not, 2 cannot tell",
        allow_abbrev=False,
    )
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument(
        "--center", type=Path, metavar="CENTER", help="also compare key and log with this center"
    )
    add_person(verify, required=False)
    verify.set_defaults(run=run_verify)

    template = verbs.add_parser(
        "check-template",
        help="check a checklist template; exit 0 valid, 1 not",
        allow_abbrev=False,
    )
    template.add_argument("file", type=Path, metavar="FILE")
    template.set_defaults(run=run_check_template)


def run_verify(arguments: Namespace, context: Context) -> int:
    """Check a workbook or packet by what it carries, and against a center where one is given."""
    if (arguments.center is None) != (arguments.name is None):
        message = "--center and --as belong together."
        raise UsageFault(message)
    report = _report(arguments, context)
    say(f"{arguments.file}: {report.verdict.value}")
    if report.reason:
        say(f"  {report.reason}")
    for fault in report.faults:
        say(f"  {_place(fault)}")
    if report.more_faults:
        say(f"  and {report.more_faults} more")
    if report.newer:
        say(f"  {_newer_words(report)} in the center")
    _show_origin(report)
    if report.verdict.value == "cannot tell":
        return CANNOT_TELL
    return SOUND if report.genuine else NOT_SOUND


def run_check_template(arguments: Namespace, _context: Context) -> int:
    """Say everything that is wrong with a template file, one line each with file, item and reason."""
    from au_desktop.bootstrap import template_problems

    problems = template_problems(arguments.file)
    for problem in problems:
        say(str(problem))
    if problems:
        return NOT_SOUND
    say(f"{arguments.file}: valid")
    return SOUND


def _report(arguments: Namespace, context: Context) -> VerificationReport:
    if arguments.center is None:
        from au_desktop.bootstrap import file_checks

        return file_checks().check(arguments.file)
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        return center.services.documents.verify(arguments.file)


def _place(fault: SheetFault) -> str:
    between = ", " if "." in fault.sheet else "!"
    where = f"{fault.sheet}{between}{fault.place}" if fault.place else fault.sheet
    return f"{where}: {fault.kind.value}" if where else fault.kind.value


def _newer_words(report: VerificationReport) -> str:
    of_whom = " of the trainee" if report.packet else ""
    if report.newer == 1:
        return f"1 newer record{of_whom} exists"
    return f"{report.newer} newer records{of_whom} exist"


def _show_origin(report: VerificationReport) -> None:
    if report.manifest is None:
        return
    from au_desktop.security.seals import fingerprint

    facts = report.manifest.facts
    say(f"center: {facts.center}, license {facts.license_number}")
    say(f"made: {facts.made_at.iso()} by {facts.made_by}")
    say(f"packet: {report.packet}" if report.packet else f"period: {facts.period}")
    say(f"key: {fingerprint(report.public_key)}")
    if not report.with_center:
        say("Whose key this is was not compared with a center: give --center and --as.")
