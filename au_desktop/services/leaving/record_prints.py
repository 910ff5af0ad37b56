"""Use cases about printed records: one run as a PDF, or several into a folder; each is noted as a file that left."""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

from au_desktop.domain.audit import LogHead
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.errors import Cancelled, ReadOnlyCenter
from au_desktop.domain.ids import PaperId, RunId
from au_desktop.domain.quantity_display import UnitSystem
from au_desktop.domain.roles import Permission, require
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheets
from au_desktop.services.checklists.subject_names import subject_names
from au_desktop.services.desk import Desk
from au_desktop.services.leaving.printed_record import (
    PrintedRecord,
    RecordSource,
    printed_record,
)
from au_desktop.services.noted_files import RecordFile, note_record_file
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import ExportRow
from au_desktop.services.statements.signing import Signing, people_by_id
from au_desktop.services.wording.run_words import exact_time

PRINTED = "Printed record"
_SHORT = 16

Progress = Callable[[int, int], None]
"""Hears how many records are done, of how many."""


class RecordWriter(Protocol):
    """Draws printed records."""

    def write_record(self, target: Path, record: PrintedRecord) -> str:
        """Put the PDF in its place in one step, and give the SHA-256 of its bytes in hex; raises `DiskProblem`."""
        ...


class RecordPrints:
    """Use cases about records on paper."""

    def __init__(
        self,
        desk: Desk,
        reading: tuple[RunSheets, Signing],
        writer: RecordWriter,
        fingerprint: Callable[[bytes], str],
    ) -> None:
        self._desk = desk
        self._sheets, self._signing = reading
        self._writer = writer
        self._fingerprint = fingerprint

    def print_run(
        self, run_id: RunId, target: Path, units: UnitSystem = UnitSystem.SI
    ) -> Outcome[ExportRow]:
        """Write one record as a PDF, and note that it left.

        Raises:
            NotFound: there is no such run.
            DiskProblem: nothing is left behind.
        """
        self._require_right()
        record, head = self._record(run_id, units)
        return self._noted(record, head, target, run_id)

    def print_runs(
        self,
        run_ids: Iterable[RunId],
        folder: Path,
        units: UnitSystem = UnitSystem.SI,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome[tuple[ExportRow, ...]]:
        """Write several records into a folder, each under its code; only one is held at a time.

        Raises:
            Cancelled: a person stopped it; what was written until then stays, and is noted.
        """
        wanted = tuple(run_ids)
        rows: list[ExportRow] = []
        for done, run_id in enumerate(wanted):
            if cancelled():
                raise Cancelled
            progress(done, len(wanted))
            with self._desk.unit_of_work() as uow:
                code = run_code(uow.runs.get(run_id).number)
            rows.append(self.print_run(run_id, folder / f"{code}.pdf", units).value)
        progress(len(wanted), len(wanted))
        return Outcome(tuple(rows), Changes(frozenset({Kind.EXPORT, Kind.LOG})))

    def find(self, code: str) -> RunId | None:
        """The run of a code such as R-000123; None where there is none."""
        wanted = code.strip().upper()
        hits = self._desk.queries.find(wanted, 20)
        with self._desk.unit_of_work() as uow:
            for hit in hits:
                if hit.kind != Kind.RUN.value:
                    continue
                run_id = RunId(hit.id)
                if run_code(uow.runs.get(run_id).number) == wanted:
                    return run_id
        return None

    def _require_right(self) -> None:
        require(self._desk.actor.role, Permission.EXPORT)
        if self._desk.read_only:
            raise ReadOnlyCenter(self._desk.read_only)

    def _record(self, run_id: RunId, units: UnitSystem) -> tuple[PrintedRecord, LogHead]:
        sheet = self._sheets.sheet(run_id)
        signatures = self._signing.signatures(run_id) if sheet.sealed else ()
        with self._desk.unit_of_work() as uow:
            before, after = sheet.run.amends, sheet.amended_by
            around = {"amends": before, "replaced": after}
            head, center = uow.log.head(), CenterFacts.of(uow.facts.all())
            license_number = center.license_number or "not entered"
            source = RecordSource(
                sheet=sheet,
                signatures=signatures,
                seal=uow.sign_offs.seal(run_id),
                about=subject_names(uow, self._desk.reference, sheet.run.subject),
                people={key: person.name for key, person in people_by_id(uow).items()},
                codes={
                    name: run_code(uow.runs.get(key).number)
                    for name, key in around.items()
                    if key is not None
                },
                center=f"{center.name}, license {license_number}",
                made=self._made(head),
                units=units,
                content=partial(self._content, sheet.run),
                fingerprint=self._fingerprint,
            )
        return printed_record(source), head

    def _made(self, head: LogHead) -> str:
        actor, now = self._desk.actor, exact_time(self._desk.clock.now())
        log = f"log of {head.length} entries, {head.digest.hex()[:_SHORT]}"
        return f"Printed {now} by {actor.name}; {log}"

    def _content(self, run: Run, paper_id: PaperId) -> bytes:
        """The bytes of an attached file; nothing where they are not those that the record names."""
        named = {one.paper_id: one.digest for one in run.attachments}
        with self._desk.unit_of_work() as uow:
            content = uow.papers.content(paper_id)
        same = hashlib.sha256(content).digest() == named.get(paper_id)
        return content if same else b""

    def _noted(
        self, record: PrintedRecord, head: LogHead, target: Path, run_id: RunId
    ) -> Outcome[ExportRow]:
        digest = self._writer.write_record(target, record)
        state = record.mark or "signed"
        written = RecordFile(target, PRINTED, run_id, record.code, state, digest)
        return note_record_file(self._desk, written, head)
