"""A run as a page of text: what it is about, the three times, every answer with findings and notes, and the signatures."""

from collections.abc import Iterable, Mapping
from html import escape

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.applicability import no_longer_applying
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.runs import Run, answers_by_item
from au_desktop.domain.checklists.verdicts import FindingReason
from au_desktop.domain.ids import PersonId
from au_desktop.domain.signing.validity import Validity, ValidityState
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunAbout, RunSheet
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.services.wording.finding_sentences import SEVERITIES
from au_desktop.settings import Settings
from au_desktop.ui.kit.date_words import exact_words
from au_desktop.ui.kit.item_editors.answer_words import answer_words
from au_desktop.ui.kit.item_editors.finding_words import (
    VERDICT_WORDS,
    finding_words,
)
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.signature_words import (
    covers_words,
    record_digest,
    short_digest,
    three_times,
)
from au_desktop.ui.kit.tokens import State

_VALIDITY = {
    ValidityState.VALID: ("valid", State.OK),
    ValidityState.BROKEN: ("broken", State.PROBLEM),
    ValidityState.SUPERSEDED: ("superseded", State.NEUTRAL),
    ValidityState.VOIDED: ("voided", State.NEUTRAL),
    ValidityState.KEY_REVOKED: ("key revoked", State.PROBLEM),
}
VOID_MARK = '<p align="center"><font size="7" color="#b3261e"><b>V O I D</b></font></p>'
"""Stands over everything that is printed of a record that was taken out of use."""
WITHHELD = "Answered by the trainee, and hidden until you have rated the part: Cases, Rate…"
NO_LONGER = "Answered, but does not apply any more"
FILES = "Attached files"
_SILENT = frozenset({FindingReason.NOTED, FindingReason.NO_LONGER_APPLIES})


def validity_words(validity: Validity) -> tuple[str, State]:
    """The state in a word, the fields where it is broken, and the color."""
    words, state = _VALIDITY[validity.state]
    if validity.fields:
        words = f"{words} at {', '.join(field.replace('_', ' ') for field in validity.fields)}"
    return words, state


def about_facts(about: RunAbout) -> tuple[tuple[str, str], ...]:
    """What the run is about, as pairs of name and value."""
    case = about.case
    facts = (
        ("Case", "" if case is None else case.code),
        ("Patient code", "" if case is None else case.patient_code),
        ("Trainee", "" if about.trainee is None else about.trainee.display_name),
        ("Supervising AU", "" if about.supervisor is None else about.supervisor.name),
        ("Drug", about.drug),
        ("Room", "" if about.room is None else about.room.name),
        ("Instrument", "" if about.instrument is None else about.instrument.name),
        ("Person", "" if about.person is None else about.person.name),
    )
    return tuple((name, value) for name, value in facts if value)


def time_facts(
    sheet: RunSheet, signatures: Iterable[JudgedSignature] = ()
) -> tuple[tuple[str, str], ...]:
    """The three times, kept apart: of the work, of the entry, of each signature."""
    run = sheet.run
    facts = [
        ("Time of the work", exact_words(run.event_time)),
        ("Time of the entry", exact_words(run.entry_time)),
    ]
    if run.transcription is not None:
        paper = run.transcription
        said = f"form {paper.form_code}, by {paper.written_by}, {exact_words(paper.written_at)}"
        facts.append(("Typed in from paper", said))
    if run.late_reason:
        facts.append(("Entered late", run.late_reason))
    if run.submitted_at is not None:
        facts.append(("Submitted", exact_words(run.submitted_at)))
    facts.extend(
        ("Time of the signature", exact_words(one.sign_off.signed_at)) for one in signatures
    )
    return tuple(facts)


def answers_html(sheet: RunSheet, settings: Settings) -> str:
    """A table of every item that applies: title, answer, then findings, override and note."""
    rows: list[str] = []
    for section, items in sheet.sections:
        rows.append(
            f'<tr><td colspan="2" style="padding-top:10px"><b>{escape(section.title)}</b></td></tr>'
        )
        rows.extend(_item_html(sheet, item, settings) for item in items)
    return f'<table width="100%" cellspacing="0" cellpadding="3">{"".join(rows)}</table>'


def beside_html(sheet: RunSheet, settings: Settings) -> str:
    """What belongs to the record beside the items that apply: answers that do not any more, and files by their digests."""
    template, run = sheet.template, sheet.run
    keys = no_longer_applying(template, answers_by_item(run.answers))
    gone = [_item_html(sheet, template.item(key), settings) for key in keys]
    files = [
        facts_html(((one.title, f"{one.media_type}, SHA-256 {one.digest.hex()}"),))
        for one in run.attachments
    ]
    told = f"<h4>{NO_LONGER}</h4><table>{''.join(gone)}</table>" if gone else ""
    return told + (f"<h4>{FILES}</h4>{''.join(files)}" if files else "")


def report_html(
    sheet: RunSheet,
    settings: Settings,
    signatures: tuple[JudgedSignature, ...],
    people: Mapping[PersonId, str],
) -> str:
    """The whole run for print."""
    run, template = sheet.run, sheet.template
    word, _ = VERDICT_WORDS[sheet.verdict.state]
    parts = [
        f"<h2>{escape(template.title)}</h2>",
        f"<p>{run_code(run.number)} \u00b7 version {template.version} \u00b7 {escape(word)}</p>",
        facts_html((*about_facts(sheet.about), *time_facts(sheet))),
    ]
    if run.submitted_by is not None:
        parts.append(f"<p>Submitted by {escape(people.get(run.submitted_by, ''))}</p>")
    if run.voided is not None:
        parts.insert(0, VOID_MARK)
        parts.append(f"<p><b>Void:</b> {escape(run.voided.reason)}</p>")
    parts.append(answers_html(sheet, settings))
    parts.append(beside_html(sheet, settings))
    parts.append("<h3>Signatures</h3>")
    parts.append(_signatures_html(signatures, run) or "<p>None yet.</p>")
    parts.append(f"<p>Template digest {run.template_digest[:16]}</p>")
    return "".join(parts)


def facts_html(facts: Iterable[tuple[str, str]]) -> str:
    """Pairs of name and value, one a line."""
    rows = "".join(
        f'<tr><td style="padding-right:14px">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in facts
    )
    return f'<table cellspacing="0" cellpadding="1">{rows}</table>'


def _item_html(sheet: RunSheet, item: Item, settings: Settings) -> str:
    answer = sheet.run.answer(item.key)
    words = "\u2013" if answer is None else answer_words(item, answer.value, settings)
    told = "".join(f"<br/><i>{escape(line)}</i>" for line in remarks(sheet, item, answer))
    return (
        f'<tr><td width="50%" valign="top">{escape(item.title)}</td>'
        f'<td valign="top">{escape(words)}{told}</td></tr>'
    )


def remarks(sheet: RunSheet, item: Item, answer: Answer | None) -> tuple[str, ...]:
    """Findings, overrides and the note of one item, one sentence each."""
    lines = [
        f"{SEVERITIES[found.severity]}: {finding_words(sheet.template, found)}"
        for found in sheet.verdict.items
        if found.item == item.key and found.reason not in _SILENT
    ]
    if item.key in sheet.withheld:
        lines.append(WITHHELD)
    if answer is not None and answer.note:
        lines.append(f"Note: {answer.note}")
    return tuple(lines)


def _signatures_html(signatures: tuple[JudgedSignature, ...], run: Run) -> str:
    """Each signature in words: who, as what, for which part, the three times, whether it holds, and the digest it names."""
    lines = []
    for one in signatures:
        sign_off = one.sign_off
        words, _ = validity_words(one.validity)
        role = role_words(sign_off.role)
        times = three_times(run.event_time, run.entry_time, sign_off)
        told = "; ".join(f"{name.casefold()} {when}" for name, when in times)
        lines.append(
            f"<p>{escape(sign_off.meaning.value.capitalize())}: {escape(sign_off.signer)}, {role}, "
            f"for {escape(covers_words(sign_off))} \u2013 {escape(words)}<br/>{escape(told)}<br/>"
            f"Digest of the record {escape(short_digest(record_digest(sign_off)))}</p>"
        )
    return "".join(lines)
