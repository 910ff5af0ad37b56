"""The verb that imports a roster: each row's fate with its reasons, then all rows that can be taken, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import NOT_SOUND, SOUND, Context, say

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.cli.verb_arguments import SubParsers
    from typing import Any

    from au_desktop.services.import_tables import ImportPlan, PlannedRow


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    brought = verbs.add_parser("import", help="bring records in", allow_abbrev=False)
    kinds = brought.add_subparsers(dest="records", metavar="RECORDS", required=True)
    roster = kinds.add_parser(
        "roster", help="trainees from an Excel or CSV file", allow_abbrev=False
    )
    roster.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    roster.add_argument("file", type=Path, metavar="FILE", help="the .xlsx or .csv file")
    add_person(roster)
    roster.add_argument("--dry-run", action="store_true", help="show every row, change nothing")
    roster.set_defaults(run=run_import)


def run_import(arguments: Namespace, context: Context) -> int:
    """Show every row; without --dry-run enroll those taken. Exit 1 where no row can be taken."""
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        roster = center.services.roster_import
        plan = roster.read_and_plan(arguments.file)
        _show(plan)
        taken = sum(1 for row in plan.rows if row.record is not None)
        if not taken:
            say("Nothing was imported: no row can be taken.")
            return NOT_SOUND
        if arguments.dry_run:
            say(f"Dry run: {taken} would be imported; nothing was changed.")
            return SOUND
        roster.carry_out(plan, arguments.file.name)
        say(f"{taken} imported.")
    return SOUND


def _show(plan: ImportPlan[Any]) -> None:
    say(f"sheet: {plan.sheet}")
    if plan.sheets_left_out:
        say(f"sheets left out: {', '.join(plan.sheets_left_out)}")
    if plan.columns_left_out:
        say(f"columns left out: {', '.join(plan.columns_left_out)}")
    for row in plan.rows:
        say(_line(row))


def _line(row: PlannedRow[Any]) -> str:
    why = "; ".join((*row.reasons, *(f"note: {notice}" for notice in row.notices)))
    named = f"row {row.number}: {row.name or '(no name)'}: {row.fate.value}"
    return f"{named}: {why}" if why else named
