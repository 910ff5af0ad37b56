"""The verb that lists the checklists that come with the program, and prints one with every item and its basis."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from au_desktop.cli.verb_context import SOUND, Context, UsageFault, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.services.wording.template_tables import ItemLine


def add(verbs: SubParsers) -> None:
    """Add the verb."""
    listing = verbs.add_parser(
        "checklists", help="list the checklists with their items and basis", allow_abbrev=False
    )
    listing.add_argument("id", nargs="?", metavar="ID")
    listing.add_argument("--markdown", action="store_true", help="as a document with tables")
    listing.set_defaults(run=run_checklists)


def run_checklists(arguments: Namespace, _context: Context) -> int:
    """List all, or print one; as a document of one or of all with `--markdown`."""
    from au_desktop.bootstrap import tools

    made = tools()
    drugs = {drug.id: drug.title for drug in made.reference.drugs.values()}
    known = {template.id: template for template in made.templates}
    if arguments.id and arguments.id not in known:
        message = f"There is no checklist {arguments.id}; au-desktop checklists lists them."
        raise UsageFault(message)
    wanted = [known[arguments.id]] if arguments.id else list(known.values())
    if arguments.markdown:
        _print_document(wanted, drugs, whole=not arguments.id)
    elif arguments.id:
        _print_one(wanted[0], drugs)
    else:
        _print_list(wanted)
    return SOUND


def _print_list(templates: Sequence[Template]) -> None:
    from au_desktop.services.wording.template_tables import by_family

    for family, members in groupby(by_family(templates), key=lambda one: one[0]):
        say(family.value)
        for _, template in members:
            say(f"  {template.id}: {template.title}, {len(template.items)} items")


def _print_document(
    templates: Sequence[Template], drugs: Mapping[str, str], *, whole: bool
) -> None:
    from au_desktop.services.wording.template_tables import (
        by_family,
        library_markdown,
        template_markdown,
    )

    parts = [template_markdown(template, drugs) for _, template in by_family(templates)]
    for line in "\n".join([library_markdown(templates), *parts] if whole else parts).splitlines():
        say(line)


def _print_one(template: Template, drugs: Mapping[str, str]) -> None:
    from au_desktop.services.wording.template_tables import table_of

    table = table_of(template, drugs)
    say(table.title)
    if table.note:
        say(table.note)
    for name, text in table.facts:
        say(f"{name}: {text}")
    for section in table.sections:
        say()
        say(f"{section.title}{f' ({section.when})' if section.when else ''}")
        for line in section.lines:
            _print_item(line)


def _print_item(line: ItemLine) -> None:
    from au_desktop.services.wording.template_tables import NEEDS_CHECKING

    say(f"  {line.title}")
    for text in (*line.about, *line.answer):
        say(f"      {text}")
    say(f"      basis: {line.basis}{f', {NEEDS_CHECKING}' if line.verify else ''}")
