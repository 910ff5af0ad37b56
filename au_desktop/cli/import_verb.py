"""The verb that imports a roster, hours or cases: each row with its fate and reasons, then all that can be taken, or none."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import NOT_SOUND, SOUND, Context, say

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.services.bundle import Services
    from au_desktop.services.imports.import_tables import ImportPlan, PlannedRow

_KINDS = {
    "roster": "trainees from an Excel or CSV file",
    "hours": "hours of training from an Excel or CSV file",
    "cases": "cases from an Excel or CSV file",
}


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    brought = verbs.add_parser("import", help="bring records in", allow_abbrev=False)
    kinds = brought.add_subparsers(dest="records", metavar="RECORDS", required=True)
    for kind, what in _KINDS.items():
        words = kinds.add_parser(kind, help=what, allow_abbrev=False)
        words.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
        words.add_argument("file", type=Path, metavar="FILE", help="the .xlsx or .csv file")
        add_person(words)
        words.add_argument("--dry-run", action="store_true", help="show every row, change nothing")
        words.set_defaults(run=partial(run_import, kind))


def run_import(kind: str, arguments: Namespace, context: Context) -> int:
    """Show every row; without --dry-run add those taken. Exit 1 where no row can be taken."""
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        records = _import_of(kind, center.services)
        plan = records.plan(records.read(arguments.file))
        _show(plan)
        taken = len(plan.records)
        if not taken:
            say("Nothing was imported: no row can be taken.")
            return NOT_SOUND
        if arguments.dry_run:
            say(f"Dry run: {taken} would be imported; nothing was changed.")
            return SOUND
        records.carry_out(plan, arguments.file.name)
        say(f"{taken} imported.")
    return SOUND


def _import_of(kind: str, services: Services) -> Any:  # noqa: ANN401 - three imports of one shape
    return {
        "roster": services.roster_import,
        "hours": services.hour_import,
        "cases": services.case_import,
    }[kind]


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
