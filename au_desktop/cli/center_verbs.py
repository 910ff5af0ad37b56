"""The verbs about one center: check, backup, restore, export."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import NOT_SOUND, SOUND, Context, ProgressLine, UsageFault, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.opened_center import OpenedCenter
    from au_desktop.services.keeping.integrity import IntegrityReport
    from au_desktop.services.workbook.sheet_rows import Days

WORKBOOK_SUFFIX = ".xlsx"


def add(verbs: SubParsers) -> None:
    """Add the verbs of this module."""
    check = verbs.add_parser(
        "check",
        help="check pages, log, signatures and statements; exit 0 sound, 1 not",
        allow_abbrev=False,
    )
    _add_center(check)
    check.set_defaults(run=run_check)

    backup = verbs.add_parser("backup", help="make a proven backup", allow_abbrev=False)
    _add_center(backup)
    backup.add_argument(
        "destination", type=Path, metavar="DESTINATION", help="the folder to put it into"
    )
    backup.set_defaults(run=run_backup)

    restore = verbs.add_parser(
        "restore", help="unpack a backup into a new center folder", allow_abbrev=False
    )
    restore.add_argument("backup", type=Path, metavar="BACKUP", help="the .aubackup file")
    restore.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    restore.set_defaults(run=run_restore)

    export = verbs.add_parser("export", help="write a document", allow_abbrev=False)
    kinds = export.add_subparsers(dest="document", metavar="DOCUMENT", required=True)
    workbook = kinds.add_parser(
        "rso-workbook", help="the Excel workbook for the RSO, signed", allow_abbrev=False
    )
    _add_center(workbook)
    workbook.add_argument("out", type=Path, metavar="OUT.xlsx")
    workbook.add_argument("--from", dest="first", type=_day, metavar="DATE")
    workbook.add_argument("--to", dest="last", type=_day, metavar="DATE")
    workbook.set_defaults(run=run_export)


@contextmanager
def unlocked(context: Context, folder: Path, name: str, passphrase: str) -> Iterator[OpenedCenter]:
    """A center while it is open; it is closed, with its backup where something changed, in any case.

    Raises:
        UsageFault: nobody of that name can open it.
    """
    opening = context.make_opening()
    people = opening.look(folder).people
    wanted = name.strip().casefold()
    if not any(person.name.casefold() == wanted for person in people):
        known = ", ".join(person.name for person in people)
        message = f"Nobody named {name} can open this center; these can: {known}."
        raise UsageFault(message)
    opened = opening.unlock_by_name(folder, name, passphrase)
    try:
        yield opened
    finally:
        opened.close()


def run_check(arguments: Namespace, context: Context) -> int:
    """Check pages, log, signatures and statements."""
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    progress = ProgressLine()
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        report = center.services.integrity.check(progress.step)
    progress.end()
    _show(report)
    return SOUND if report.sound else NOT_SOUND


def run_backup(arguments: Namespace, context: Context) -> int:
    """Make a proven backup in a folder."""
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    progress = ProgressLine()
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        made = center.services.backups.make(
            arguments.destination.absolute(), lambda part: progress.count(round(100 * part), 100)
        ).value
    progress.end()
    say(f"backup: {made.path}")
    say(f"log: {made.log_length} entries")
    say(f"size: {made.size_bytes} bytes")
    return SOUND


def run_restore(arguments: Namespace, context: Context) -> int:
    """Unpack a backup; the center opens for reading only until a person confirms it in the window."""
    folder = context.make_opening().restore(arguments.backup, arguments.folder.absolute())
    say(f"center: {folder}")
    say(
        "It opens for reading only until someone confirms in the window that it is the one to go on with."
    )
    return SOUND


def run_export(arguments: Namespace, context: Context) -> int:
    """Write the RSO workbook."""
    if arguments.out.suffix.lower() != WORKBOOK_SUFFIX:
        message = f"{arguments.out} does not end in {WORKBOOK_SUFFIX}, so no program would open it as a workbook."
        raise UsageFault(message)
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    progress = ProgressLine()
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        services = center.services
        days = _days(arguments.first, arguments.last, services.desk.today())
        written = services.documents.export_rso_workbook(
            arguments.out.absolute(), services.signing.signer(passphrase), days, progress.count
        ).value
    progress.end()
    say(f"workbook: {arguments.out.absolute().parent / written.file_name}")
    say(f"period: {written.period}")
    say(f"sha256: {written.digest}")
    return SOUND


def _day(text: str) -> date:
    return date.fromisoformat(text)


_day.__name__ = "day (such as 2026-11-22)"
"""What argparse calls it when it refuses one."""


def _add_center(parser: ArgumentParser) -> None:
    parser.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    add_person(parser)


def _days(first: date | None, last: date | None, today: date) -> Days | None:
    """The days asked for: up to today where only the first is given, the month so far where only the last is."""
    from au_desktop.services.workbook.sheet_rows import Days

    if first is None and last is None:
        return None
    last = last or today
    first = first or last.replace(day=1)
    if last < first:
        message = f"The period ends ({last}) before it begins ({first})."
        raise UsageFault(message)
    return Days(first, last)


def _show(report: IntegrityReport) -> None:
    pages = "sound" if not report.page_faults else f"{len(report.page_faults)} faults"
    say(f"pages: {pages}")
    for fault in report.page_faults:
        say(f"  {fault}")
    log = report.log
    if log.fault is None:
        say(f"log: {log.head.length} entries, unbroken")
    else:
        say(f"log: {log.fault.value} at entry {log.at_sequence}")
    faults = report.signature_faults
    sound = report.signatures - len(faults)
    say(f"signatures: {sound} of {report.signatures} sound")
    for broken in faults:
        fields = f" at {', '.join(broken.validity.fields)}" if broken.validity.fields else ""
        say(f"  {broken.code}, {broken.signer}: {broken.validity.state.value}{fields}")
    kept = report.record_signatures - len(report.record_faults)
    say(f"safety record signatures: {kept} of {report.record_signatures} sound")
    of_records = [
        f"{one.code}, {one.signer}: {one.standing.value}" for one in report.record_faults
    ]
    for unsound in (*of_records, *report.altered_records):
        say(f"  {unsound}")
    standing = report.statements - len(report.statement_faults)
    say(f"statements: {standing} of {report.statements} sound")
    for stated in report.statement_faults:
        where = f" at {', '.join(stated.validity.fields)}" if stated.validity.fields else ""
        say(f"  {stated.code}, {stated.signer}: {stated.validity.state.value}{where}")
    say(f"papers: {report.papers} kept, {len(report.paper_faults)} faults")
    for paper in report.paper_faults:
        say(f"  {paper}")
    say(f"templates: {report.template_acts} signed acts, {len(report.template_faults)} faults")
    for template in report.template_faults:
        say(f"  {template}")
    say("sound" if report.sound else "NOT SOUND")
