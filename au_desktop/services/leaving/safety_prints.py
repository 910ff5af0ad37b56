"""Use cases about safety records on paper: one as a PDF with its facts and signatures, noted as a file that left."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from au_desktop.domain.audit import LogHead
from au_desktop.domain.canonical import digest_of
from au_desktop.domain.errors import ReadOnlyCenter
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.safety.record_signatures import SignatureStanding, record_facts
from au_desktop.domain.safety.safety_records import CODES, RecordKind, SafetyRecord
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.desk import Desk
from au_desktop.services.leaving.printed_record import (
    PrintedItem,
    PrintedRecord,
    PrintedSection,
    PrintedSignature,
)
from au_desktop.services.leaving.record_prints import PRINTED, RecordWriter
from au_desktop.services.noted_files import RecordFile, note_record_file
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import ExportRow
from au_desktop.services.safety.record_signing import (
    UNSOUND,
    RecordSignatureView,
    RecordSigning,
)
from au_desktop.services.sentences import role_said
from au_desktop.services.wording.run_words import exact_time
from au_desktop.services.wording.safety_words import FactLine, head_lines, record_lines

TITLE = "Safety record"
_SHORT = 16
_NUMBERED = re.compile(r"(.+) (\d+)")


class SafetyPrints:
    """Use cases about safety records on paper."""

    def __init__(
        self,
        desk: Desk,
        signing: RecordSigning,
        writer: RecordWriter,
        fingerprint: Callable[[bytes], str],
    ) -> None:
        self._desk, self._signing, self._writer = desk, signing, writer
        self._fingerprint = fingerprint

    def print_record(self, kind: RecordKind, key: UUID, target: Path) -> Outcome[ExportRow]:
        """Write one record as a PDF, and note that it left.

        Raises:
            NotFound: there is no such record.
            DiskProblem: nothing is left behind.
        """
        require(self._desk.actor.role, Permission.EXPORT)
        if self._desk.read_only:
            raise ReadOnlyCenter(self._desk.read_only)
        record = self._signing.record(kind, key)
        views = self._signing.signatures(kind, key)
        with self._desk.reading() as uow:
            head, center = uow.log.head(), CenterFacts.of(uow.facts.all())
            amended = uow.safety.amendment_of(record.id) is not None
        printed = self._printed(record, views, (head, center), amended=amended)
        digest = self._writer.write_record(target, printed)
        state = printed.mark or "signed"
        written = RecordFile(target, PRINTED, record.id, record.code, state, digest)
        return note_record_file(self._desk, written, head)

    def find(self, code: str) -> tuple[RecordKind, UUID] | None:
        """The record of a code such as PK-0007; None where there is none."""
        letters, _, number = code.strip().upper().partition("-")
        kind = next((one for one, known in CODES.items() if known == letters), None)
        if kind is None or not number.isascii() or not number.isdigit():
            return None
        with self._desk.reading() as uow:
            key = uow.safety.numbered(kind, int(number))
        return None if key is None else (kind, key)

    def _printed(
        self,
        record: SafetyRecord,
        views: tuple[RecordSignatureView, ...],
        around: tuple[LogHead, CenterFacts],
        *,
        amended: bool,
    ) -> PrintedRecord:
        head, center = around
        now = exact_time(self._desk.clock.now())
        log = f"log of {head.length} entries, {head.digest.hex()[:_SHORT]}"
        digest = digest_of(record_facts(record)).hex()
        return PrintedRecord(
            code=record.code,
            title=f"{record.KIND.value.capitalize()}: {record.summary.label}",
            note=f"State: {record.summary.state}",
            kind=TITLE,
            center=f"{center.name}, license {center.license_number or 'not entered'}",
            mark=_mark(record, views, amended=amended),
            facts=tuple((line.name, line.value) for line in head_lines(record)),
            sections=tuple(_sections(record_lines(record))),
            signatures=tuple(self._signature(view) for view in views),
            waiting=(),
            files=(),
            digests=(("Digest of the record as it reads now", digest),),
            made=f"Printed {now} by {self._desk.actor.name}; {log}",
            content=_no_file,
        )

    def _signature(self, view: RecordSignatureView) -> PrintedSignature:
        one = view.signature
        return PrintedSignature(
            head=f"{one.meaning.value.capitalize()}: {one.signer}, {role_said(one.role)}",
            facts=(
                ("Signed", exact_time(one.signed_at)),
                ("Revision", str(one.revision)),
                ("Standing", view.standing.value),
                ("Key", self._fingerprint(one.public_key)),
                ("Digest of what was signed", one.digest.hex()),
            ),
            sound=view.standing not in UNSOUND,
        )


@dataclass(slots=True)
class _Part:
    title: str
    items: list[PrintedItem]


def _sections(lines: tuple[FactLine, ...]) -> list[PrintedSection]:
    """Plain facts first; each fact with parts of its own is a section behind them, one of several like it a line there."""
    plain, parts = _Part("Facts", []), [_Part("", [])]
    numbered: PrintedItem | None = None
    for line in lines:
        several = _NUMBERED.fullmatch(line.name) if line.depth == 0 else None
        if line.depth == 0 and line.value:
            plain.items.append(PrintedItem(line.name, line.value))
        elif line.depth == 0:
            title = several[1] if several else line.name
            if parts[-1].title != title:
                parts.append(_Part(title, []))
            numbered = PrintedItem(several[2], "") if several else None
            if numbered is not None:
                parts[-1].items.append(numbered)
        elif numbered is not None:
            numbered = replace(numbered, answer=_joined(numbered.answer, line))
            parts[-1].items[-1] = numbered
        else:
            parts[-1].items.append(PrintedItem(line.name, line.value))
    found = [PrintedSection(part.title, tuple(part.items)) for part in (plain, *parts)]
    return [section for section in found if section.items]


def _joined(before: str, line: FactLine) -> str:
    """One more fact of a line; a heading inside it begins what follows."""
    said = f"{line.name}: {line.value}" if line.value else f"{line.name} \u2013"
    apart = " " if before.endswith("\u2013") else "; "
    return f"{before}{apart}{said}" if before else said


def _mark(record: SafetyRecord, views: tuple[RecordSignatureView, ...], *, amended: bool) -> str:
    standing = [view for view in views if view.standing is SignatureStanding.VALID]
    marks = (
        ("VOID", record.voided is not None),
        ("Amended by a later record", amended),
        ("Not signed", not standing),
    )
    return next((words for words, holds in marks if holds), "")


def _no_file(_paper_id: UUID) -> bytes:
    """Safety records carry no files."""
    return b""
