"""The verbs that put records and blank forms on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from au_desktop.cli.center_verbs import unlocked
from au_desktop.cli.passphrase_source import add_person, passphrase_for
from au_desktop.cli.verb_context import SOUND, Context, UsageFault, say

if TYPE_CHECKING:
    from argparse import Namespace

    from au_desktop.cli.verb_arguments import SubParsers
    from au_desktop.services.bundle import Services
    from au_desktop.services.rows import ExportRow

PDF_SUFFIX = ".pdf"


def add(verbs: SubParsers) -> None:
    """Add the verbs of this module."""
    record = verbs.add_parser(
        "print-record", help="write a checklist record as a PDF", allow_abbrev=False
    )
    record.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    record.add_argument("record", metavar="RECORD", help="such as R-000123")
    record.add_argument("out", type=Path, metavar="OUT.pdf", help="the file to write")
    add_person(record)
    record.set_defaults(run=run_print_record)
    blank = verbs.add_parser(
        "print-blank", help="write a checklist as a form to be filled by hand", allow_abbrev=False
    )
    blank.add_argument("center", type=Path, metavar="CENTER", help="the center's folder")
    blank.add_argument("template", metavar="TEMPLATE", help="such as end_of_day_survey")
    blank.add_argument("out", type=Path, metavar="OUT.pdf", help="the file to write")
    add_person(blank)
    blank.set_defaults(run=run_print_blank)


def run_print_record(arguments: Namespace, context: Context) -> int:
    """Write one record; that it left is noted."""
    target = _pdf(arguments.out)
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        made = _printed(center.services, arguments.record, target)
    say(f"record: {target}")
    say(f"state: {made.period}")
    say(f"sha256: {made.digest}")
    say(f"log: {made.log_length} entries")
    return SOUND


def _printed(services: Services, code: str, target: Path) -> ExportRow:
    """A checklist or a safety record, by its code."""
    run_id = services.record_prints.find(code)
    if run_id is not None:
        return services.record_prints.print_run(run_id, target).value
    found = services.safety_prints.find(code)
    if found is None:
        message = f"No record has the code {code}."
        raise UsageFault(message)
    return services.safety_prints.print_record(*found, target).value


def run_print_blank(arguments: Namespace, context: Context) -> int:
    """Write one form; it stays in the list of forms that are out until it is typed in."""
    from au_desktop.domain.checklists.runs import Subject

    target = _pdf(arguments.out)
    passphrase = passphrase_for(arguments.name, arguments.passphrase_file)
    with unlocked(context, arguments.center, arguments.name, passphrase) as center:
        forms = center.services.paper_forms
        form = forms.print_blank(arguments.template, Subject(), target).value
    say(f"form: {target}")
    say(f"code: {form.code}")
    say(f"checklist: {form.title}, version {form.version}")
    return SOUND


def _pdf(out: Path) -> Path:
    """The place of a file; only a PDF is ever written over, never the center's own files."""
    if out.suffix.lower() != PDF_SUFFIX:
        message = f"{out} does not end in {PDF_SUFFIX}."
        raise UsageFault(message)
    return out.absolute()
