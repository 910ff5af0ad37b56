"""The verbs about checklist templates: list them, write some into a signed pack, take some from a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import NOT_SOUND, SOUND, Context, UsageFault, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.services.checklists.template_packs import PackEntry, PackReading
    from au_desktop.services.checklists.template_shelf import LibraryEntry

PACK_SUFFIX = ".autemplates"


def add(verbs: SubParsers) -> None:
    """Add the verbs of this module."""
    listed = verbs.add_parser(
        "templates", help="list the checklist templates of a center", allow_abbrev=False
    )
    _add_center(listed)
    listed.set_defaults(run=run_templates)

    leaving = verbs.add_parser(
        "export-templates", help="write checklist templates into a signed pack", allow_abbrev=False
    )
    _add_center(leaving)
    leaving.add_argument("out", type=Path, metavar=f"OUT{PACK_SUFFIX}")
    leaving.add_argument(
        "ids", nargs="+", metavar="ID", help="templates by id; the version in use"
    )
    leaving.set_defaults(run=run_export)

    coming = verbs.add_parser(
        "import-templates",
        help="look at a template pack, and take templates from it as drafts; exit 0 genuine, 1 not",
        allow_abbrev=False,
    )
    _add_center(coming)
    coming.add_argument("file", type=Path, metavar="FILE")
    coming.add_argument(
        "--take", action="append", default=[], metavar="ID", help="take this template as a draft"
    )
    coming.set_defaults(run=run_import)


def run_templates(arguments: Namespace, context: Context) -> int:
    """List the templates, one line each: id, version, whose, how it stands, and the title."""
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        for entry in center.services.template_editing.library():
            say(_line(entry))
    return SOUND


def run_export(arguments: Namespace, context: Context) -> int:
    """Write the versions in use of some templates into a signed pack."""
    if arguments.out.suffix.lower() != PACK_SUFFIX:
        message = f"{arguments.out} does not end in {PACK_SUFFIX}."
        raise UsageFault(message)
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        services = center.services
        digests = {one.template.id: one.digest for one in services.template_editing.library()}
        unknown = [one for one in arguments.ids if one not in digests]
        if unknown:
            message = f"This center has no template {unknown[0]}."
            raise UsageFault(message)
        chosen = [digests[one] for one in arguments.ids]
        row = services.template_packs.export(arguments.out.absolute(), chosen, passphrase).value
    say(f"pack: {arguments.out.absolute()}")
    say(f"templates: {len(chosen)}")
    say(f"sha256: {row.digest}")
    return SOUND


def run_import(arguments: Namespace, context: Context) -> int:
    """Say what a pack holds and how it differs from what the center has; take what is asked for as drafts."""
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        packs = center.services.template_packs
        reading = packs.read(arguments.file)
        _show(reading)
        if not reading.genuine:
            return NOT_SOUND
        known = {entry.template.id for entry in reading.entries}
        unknown = [one for one in arguments.take if one not in known]
        if unknown:
            message = f"The pack holds no template {unknown[0]}."
            raise UsageFault(message)
        taken = packs.take(reading, arguments.take).value
    say(f"taken as drafts: {len(taken)}")
    return SOUND


def _add_center(parser: ArgumentParser) -> None:
    parser.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    add_person(parser)


def _line(entry: LibraryEntry) -> str:
    template = entry.template
    words = [template.id, f"version {template.version}", entry.origin.value, entry.state.value]
    if entry.coming_from is not None:
        words.append(f"next version from {entry.coming_from.isoformat()}")
    if entry.update:
        words.append("the program brings a newer version")
    if entry.draft_id is not None:
        words.append("draft open")
    return f"{', '.join(words)}: {template.title}"


def _show(reading: PackReading) -> None:
    say("genuine" if reading.genuine else "NOT GENUINE: altered since it was signed")
    say(f"center, as it says: {reading.center}")
    say(f"signed: {reading.made_at.iso()} by {reading.signer} ({reading.role}), as it says")
    say(f"key: {reading.fingerprint}{f', of {reading.known_signer}' * bool(reading.known_signer)}")
    for entry in reading.entries:
        say(f"  {entry.template.id}: {_standing(entry)}: {entry.template.title}")
        for fault in entry.faults:
            say(f"    {fault.where}: {fault.sentence}" if fault.where else f"    {fault.sentence}")


def _standing(entry: PackEntry) -> str:
    if entry.draft_id is not None:
        return "a draft is open here"
    if entry.is_new:
        return "new here"
    if entry.is_same:
        return "as here"
    return f"{len(entry.differences)} differences to here"
