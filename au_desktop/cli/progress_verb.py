"""The verb that tells one trainee's progress: hours and cases needed, counted, not counted with reasons, missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import SOUND, Context, say

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.cli.verb_arguments import SubParsers


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    progress = verbs.add_parser(
        "progress", help="what counts for a trainee and what is missing", allow_abbrev=False
    )
    progress.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    progress.add_argument(
        "--trainee", required=True, metavar="CODE", help="the trainee's code, such as T-007"
    )
    add_person(progress)
    progress.add_argument(
        "--profile", default="", metavar="ID", help="judge under another jurisdiction profile"
    )
    progress.add_argument("--json", action="store_true", help="one JSON document")
    progress.set_defaults(run=run_progress)


def run_progress(arguments: Namespace, context: Context) -> int:
    """Tell it; exit 0 also where something is missing."""
    from au_desktop.services.standing.progress_report import progress_document, progress_lines

    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        standings, today = center.services.standings, center.services.desk.today()
        found = standings.of(standings.trainee_of_code(arguments.trainee), arguments.profile)
    if arguments.json:
        say(json.dumps(progress_document(found, today), ensure_ascii=False, indent=2))
        return SOUND
    for line in progress_lines(found):
        say(line)
    return SOUND
