"""A checklist record as it is printed: everything in words, nothing left to whoever draws it but the drawing."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.applicability import no_longer_applying
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.runs import Run, answers_by_item
from au_desktop.domain.checklists.verdicts import FindingReason
from au_desktop.domain.ids import PaperId, PersonId
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.domain.signing.sign_offs import Seal, signed_part
from au_desktop.domain.signing.validity import Validity
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.services.sentences import role_said, roles_said
from au_desktop.services.signing_stores import Slot
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.services.wording.finding_sentences import finding_sentence, limits_said
from au_desktop.services.wording.paper_units import units_on_paper
from au_desktop.services.wording.run_words import WITHHELD, answer_said, exact_time, minute_time

TITLE = "Checklist record"
NOTICE = "Training record, not an authorization."
_MEDIA = {
    "image/jpeg": "JPEG picture",
    "image/png": "PNG picture",
    "application/pdf": "PDF document",
}
NO_ANSWER = "\u2013"
_SILENT = frozenset({FindingReason.NOTED, FindingReason.NO_LONGER_APPLIES, FindingReason.SKIPPED})
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One line: what was asked, the answer, and what is to be said about it."""

    title: str
    answer: str
    remarks: tuple[str, ...] = ()
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A heading and its lines."""

    title: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True, slots=True)
class PrintedSignature:
    """One signature: what it means and by whom, then its facts."""

    head: str
    facts: Facts
    sound: bool


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """An attached file: its title, a line of facts, and where its bytes are."""

    title: str
    facts: str
    media_type: str
    paper_id: PaperId


@dataclass(frozen=True, slots=True)
class PrintedRecord:
    """The whole record. `mark` stands across every page; empty for a record that is signed and stands."""

    code: str
    title: str
    note: str
    center: str
    mark: str
    facts: Facts
    sections: tuple[PrintedSection, ...]
    signatures: tuple[PrintedSignature, ...]
    waiting: tuple[str, ...]
    files: tuple[PrintedFile, ...]
    digests: Facts
    made: str
    content: Callable[[PaperId], bytes]
    kind: str = TITLE


@dataclass(frozen=True, slots=True)
class RecordSource:
    """What a printed record is made of."""

    sheet: RunSheet
    signatures: tuple[JudgedSignature, ...]
    seal: Seal | None
    about: Facts
    people: Mapping[PersonId, str]
    codes: Mapping[str, str]
    """The codes of the versions before ("amends") and after ("replaced") this one, where there are any."""
    center: str
    made: str
    units: UnitSystem
    content: Callable[[PaperId], bytes]
    fingerprint: Callable[[bytes], str]


def printed_record(source: RecordSource) -> PrintedRecord:
    """The record in words."""
    sheet = source.sheet
    run, template = sheet.run, sheet.template
    return PrintedRecord(
        code=run_code(run.number),
        title=template.title,
        note=template.note,
        center=source.center,
        mark=_mark(source),
        facts=(*source.about, *_times(source), *_origin(source), *_template(sheet)),
        sections=(*_sections(source), *_no_longer(source)),
        signatures=tuple(_signature(source, one) for one in source.signatures),
        waiting=tuple(_slot(slot) for slot in sheet.slots if not slot.filled),
        files=tuple(_files(source)),
        digests=_digests(source),
        made=source.made,
        content=source.content,
    )


def _mark(source: RecordSource) -> str:
    sheet = source.sheet
    replaced = source.codes.get("replaced", "")
    marks = (
        ("VOID", sheet.run.voided is not None),
        ("DRAFT, not signed", sheet.run.submitted_at is None),
        (f"Superseded by {replaced}", bool(replaced)),
        ("Not signed", not sheet.sealed),
        ("Signatures open", any(_is_open(slot) for slot in sheet.slots)),
    )
    return next((words for words, holds in marks if holds), "")


def _is_open(slot: Slot) -> bool:
    return slot.rule.required and not slot.filled


def _times(source: RecordSource) -> Iterator[tuple[str, str]]:
    run = source.sheet.run
    yield "Time of the work", exact_time(run.event_time)
    yield "Time of the entry", f"{exact_time(run.entry_time)}, {_name(source, run.started_by)}"
    if run.late_reason:
        yield "Entered late", run.late_reason
    if run.submitted_at is not None and run.submitted_by is not None:
        yield "Submitted", f"{exact_time(run.submitted_at)}, {_name(source, run.submitted_by)}"
    signed = [exact_time(one.sign_off.signed_at) for one in source.signatures]
    yield "Time of the signatures", "; ".join(signed) or "not signed"


def _origin(source: RecordSource) -> Iterator[tuple[str, str]]:
    run = source.sheet.run
    if run.transcription is not None:
        said = run.transcription
        when = minute_time(said.written_at)
        yield (
            "Typed in from paper",
            f"form {said.form_code}, filled by hand by {said.written_by}, {when}",
        )
    if run.amends is not None:
        yield "Amends", f"{source.codes.get('amends', '')}: {run.amend_reason}"
    if source.sheet.amended_by is not None:
        yield "Replaced by", source.codes.get("replaced", "")
    if run.voided is not None:
        void = run.voided
        yield "Void", f"{void.reason} ({_name(source, void.by)}, {exact_time(void.at)})"


def _template(sheet: RunSheet) -> Iterator[tuple[str, str]]:
    template = sheet.template
    yield "Checklist", f"{template.title}, version {template.version}"
    yield "Basis", template.basis.citation


def _sections(source: RecordSource) -> Iterator[PrintedSection]:
    for section, items in source.sheet.sections:
        yield PrintedSection(section.title, tuple(_item(source, item) for item in items))


def _no_longer(source: RecordSource) -> Iterator[PrintedSection]:
    """What was answered and does not apply any more: it is part of what was signed."""
    sheet = source.sheet
    keys = no_longer_applying(sheet.template, answers_by_item(sheet.run.answers))
    known = [sheet.template.item(key) for key in keys if sheet.template.has_item(key)]
    if known:
        lines = tuple(_item(source, item) for item in known)
        yield PrintedSection("Answered, but does not apply any more", lines)


def _item(source: RecordSource, item: Item) -> PrintedItem:
    sheet = source.sheet
    answer = sheet.run.answer(item.key)
    units = units_on_paper(sheet.template.kind, item, source.units)
    words = NO_ANSWER if answer is None else answer_said(item, answer.value, units)
    found = [
        one for one in sheet.verdict.items if one.item == item.key and one.reason not in _SILENT
    ]
    remarks = [limits_said(item)]
    remarks += [finding_sentence(sheet.template, one) for one in found]
    remarks += [WITHHELD] if item.key in sheet.withheld else []
    remarks += () if answer is None else _of_answer(source, answer)
    return PrintedItem(item.title, words, tuple(one for one in remarks if one), bool(found))


def _of_answer(source: RecordSource, answer: Answer) -> Iterator[str]:
    run, override = source.sheet.run, answer.override
    if override is not None:
        by = f"{_name(source, override.by)}, {role_said(override.role.value)}"
        yield f"Passed: {override.reason} ({by}, {exact_time(override.at)})"
    if answer.note:
        yield f"Note: {answer.note}"
    if answer.by != (run.submitted_by or run.started_by):
        yield f"Answered by {_name(source, answer.by)}, {exact_time(answer.at)}"
    files = [str(at) for at, one in enumerate(run.attachments, 1) if one.item == answer.item]
    if files:
        yield f"Attached file {', '.join(files)}"


def _signature(source: RecordSource, one: JudgedSignature) -> PrintedSignature:
    signed, run = one.sign_off, source.sheet.run
    part = ", ".join(section.title for section in signed_part(signed))
    facts = (
        ("Part", part or "the whole record"),
        ("Time of the work", exact_time(run.event_time)),
        ("Time of the entry", exact_time(run.entry_time)),
        ("Time of the signature", exact_time(signed.signed_at)),
        ("Validity when printed", validity_said(one.validity)),
        ("Signer's key", source.fingerprint(signed.public_key)),
        ("Digest of the statement", hashlib.sha256(signed.statement).hexdigest()),
    )
    head = f"{signed.meaning.value.capitalize()}: {signed.signer}, {role_said(signed.role.value)}"
    return PrintedSignature(head, facts, one.validity.sound)


def validity_said(validity: Validity) -> str:
    """The state, and the fields where it is broken."""
    fields = ", ".join(field.replace("_", " ") for field in validity.fields)
    return f"{validity.state.value} at {fields}" if fields else validity.state.value


def _slot(slot: Slot) -> str:
    roles = roles_said(role.value for role in slot.rule.roles)
    wanted = "needed" if slot.rule.required else "may follow"
    return f"{slot.rule.title} ({slot.rule.meaning}): {roles}, {wanted}"


def _files(source: RecordSource) -> Iterator[PrintedFile]:
    run: Run = source.sheet.run
    for one in run.attachments:
        beside = ""
        if one.item and source.sheet.template.has_item(one.item):
            beside = f"beside \u201c{source.sheet.template.item(one.item).title}\u201d, "
        by = f"{_name(source, one.added_by)}, {exact_time(one.added_at)}"
        facts = f"{beside}{_MEDIA.get(one.media_type, one.media_type)}, {one.size:,} bytes, {by}. SHA-256 {one.digest.hex()}"
        yield PrintedFile(one.title, facts, one.media_type, one.paper_id)


def _digests(source: RecordSource) -> Facts:
    run, seal = source.sheet.run, source.seal
    return (
        ("Checklist version", run.template_digest),
        ("Sealed record", "none: the record is not signed" if seal is None else seal.digest.hex()),
    )


def _name(source: RecordSource, person_id: PersonId) -> str:
    return source.people.get(person_id, "somebody who is not in the center file")
