"""Documents that leave the center and come back: the RSO workbook, the history of exports, verification."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from au_desktop.domain.audit import WitnessVerdict, compare_witness
from au_desktop.domain.errors import ReadOnlyCenter
from au_desktop.domain.ids import ExportId
from au_desktop.domain.roles import Permission, require
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.packet.packet_records import RecordReader
from au_desktop.services.ports import Signer
from au_desktop.services.rows import ExportRow, Page, PageRequest
from au_desktop.services.statements.signing import OtherSigner
from au_desktop.services.workbook.hour_rows import HourSheetRow
from au_desktop.services.workbook.listing_rows import ListingRow
from au_desktop.services.workbook.onboarding_rows import OnboardingRow
from au_desktop.services.workbook.sheet_rows import (
    AdministrationRow,
    CaseSheetRow,
    ChecklistRow,
    Days,
    DosageRow,
    GapRow,
    SheetQueries,
    SheetSource,
    SignOffRow,
    SurveyRow,
    TraineeSheetRow,
)
from au_desktop.services.workbook.workbook_checks import (
    FileVerdict,
    PacketRoll,
    VerificationReport,
)
from au_desktop.services.workbook.workbook_content import ContentTools
from au_desktop.services.workbook.workbook_manifest import BookFacts, Manifest

Row = TypeVar("Row")

RSO_WORKBOOK = "RSO workbook"

Progress = Callable[[int, int], None]
"""Hears how many sheets are done, of how many."""


class SheetContent(Protocol):
    """The rows of every sheet, each streamed anew when it is asked for."""

    def administrations(self) -> Iterator[AdministrationRow]:
        """Dosages given."""
        ...

    def dosage_checks(self) -> Iterator[DosageRow]:
        """Determinations of dosages."""
        ...

    def surveys(self) -> Iterator[SurveyRow]:
        """Readings of area surveys."""
        ...

    def trainees(self) -> Iterator[TraineeSheetRow]:
        """The roster against the requirements."""
        ...

    def cases(self) -> Iterator[CaseSheetRow]:
        """Cases with the gate's verdict."""
        ...

    def classroom_hours(self) -> Iterator[HourSheetRow]:
        """Courses and continuing education with the hours that count."""
        ...

    def work_experience(self) -> Iterator[HourSheetRow]:
        """Work experience with the hours that count."""
        ...

    def checklists(self) -> Iterator[ChecklistRow]:
        """Answers."""
        ...

    def signatures(self) -> Iterator[SignOffRow]:
        """Signatures."""
        ...

    def preceptors(self) -> Iterator[ListingRow]:
        """Licenses of supervising AUs."""
        ...

    def gaps(self) -> Iterator[GapRow]:
        """What is missing, unsigned, overdue."""
        ...

    def onboarding(self) -> Iterator[OnboardingRow]:
        """Items of visits and dosimeters lent."""
        ...

    def safety(self, rows: Callable[[SheetSource, Days], Iterator[Row]]) -> Iterator[Row]:
        """Rows of a sheet about safety records, as the sheet's own function makes them."""
        ...


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was put in its place: where, and the SHA-256 of its bytes in hex."""

    path: Path
    digest: str


class WorkbookWriter(Protocol):
    """Writes the RSO workbook."""

    def write(
        self,
        target: Path,
        book: tuple[BookFacts, SheetContent],
        signer: Signer,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> WrittenFile:
        """Write beside the target and rename; a target in use gives "name (2).xlsx".

        Raises:
            Cancelled: a person stopped it; nothing is left behind.
            DiskProblem: the disk refused.
        """
        ...


class FileCheck(Protocol):
    """Checks a file by what it carries."""

    def check(
        self, path: Path, cancelled: Callable[[], bool] = lambda: False
    ) -> VerificationReport:
        """The verdict without any center; raises `Cancelled`."""
        ...


@dataclass(frozen=True, slots=True)
class DocumentFiles:
    """What writes workbooks, and what checks workbooks and packets."""

    writer: WorkbookWriter
    checks: FileCheck


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What a workbook says of the program and the file it comes from."""

    version: str
    schema: str
    center_id: str


class Documents:
    """Use cases about files that leave and come back."""

    def __init__(
        self,
        desk: Desk,
        queries: SheetQueries,
        tools: ContentTools,
        files: DocumentFiles,
        program: ProgramFacts,
    ) -> None:
        self._desk = desk
        self._queries = queries
        self._tools = tools
        self._writer = files.writer
        self._checks = files.checks
        self._program = program

    def history(self, page: PageRequest) -> Page[ExportRow]:
        """Files that left, newest first."""
        return self._desk.queries.exports(page)

    def export_rso_workbook(
        self,
        target: Path,
        signer: Signer,
        days: Days | None = None,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome[ExportRow]:
        """Write the workbook of these days (this month where none are given) and note in the log that it left.

        The row's file name is that of the file as saved: another than asked for where the target was in use.

        Raises:
            OtherSigner: the key is not the actor's.
            Cancelled, DiskProblem: nothing is left behind.
        """
        desk = self._desk
        require(desk.actor.role, Permission.EXPORT)
        if desk.read_only:
            raise ReadOnlyCenter(desk.read_only)
        if signer.person_id != desk.actor.person_id:
            raise OtherSigner(desk.actor.person_id)
        days = days or Days.month_of(desk.today())
        with self._queries.view() as source:
            facts = self._facts(source, days)
            content = self._tools.content(source, days)
            written = self._writer.write(target, (facts, content), signer, progress, cancelled)
        try:
            return self._noted(written, facts)
        except BaseException:
            # What the log does not know of must not leave.
            written.path.unlink(missing_ok=True)
            raise

    def verify(
        self, path: Path, cancelled: Callable[[], bool] = lambda: False
    ) -> VerificationReport:
        """Check a workbook or packet by what it carries, then its key and its place in the log against this center."""
        require(self._desk.actor.role, Permission.READ)
        report = self._checks.check(path, cancelled)
        if report.manifest is None or report.verdict is not FileVerdict.GENUINE:
            return report
        return self._held_against_center(report, report.manifest)

    def _held_against_center(
        self, report: VerificationReport, manifest: Manifest
    ) -> VerificationReport:
        with self._queries.view() as source:
            known = {key for person in source.people() for key in person.public_keys}
            ours = manifest.facts.center_id == self._program.center_id
            if not ours or report.public_key not in known:
                return replace(report, verdict=FileVerdict.NOT_FROM_THIS_CENTER, with_center=True)
            witness = manifest.facts.log
            with self._desk.unit_of_work() as uow:
                there = uow.log.digest_at(witness.length)
                compared = compare_witness(witness, uow.log.head(), there)
            newer = (
                source.newer_records(witness.length)
                if report.roll is None
                else self._newer_of(report.roll)
            )
        verdict = FileVerdict.GENUINE_BUT_OLDER if newer else FileVerdict.GENUINE
        return replace(
            report, verdict=_LOG_VERDICTS.get(compared, verdict), newer=newer, with_center=True
        )

    def _newer_of(self, roll: PacketRoll) -> int:
        """How many of the trainee's records are new or read differently now."""
        with self._desk.reading() as uow:
            if roll.trainee_id not in {trainee.id for trainee in uow.trainees.all()}:
                return 0
            records = RecordReader(uow).records((roll.trainee_id,))[roll.trainee_id]
        return len({record.entry() for record in records} - roll.entries)

    def _facts(self, source: SheetSource, days: Days) -> BookFacts:
        center = CenterFacts.of(source.facts())
        profile = self._desk.reference.profile(center.profile_id)
        actor = self._desk.actor
        return BookFacts(
            center_id=self._program.center_id,
            center=center.name,
            license_number=center.license_number,
            period=str(days),
            filters="Records whose event lies in the period, all trainees, all rooms; drafts only in Gaps",
            program=self._program.version,
            schema=self._program.schema,
            profile=f"{profile.id}: {profile.title}, {profile.edition}",
            templates=source.templates(days),
            made_by=f"{actor.name} ({actor.role.value})",
            made_by_id=str(actor.person_id),
            made_at=self._desk.clock.now(),
            log=source.log_head(),
        )

    def _noted(self, written: WrittenFile, facts: BookFacts) -> Outcome[ExportRow]:
        with self._desk.change(Permission.EXPORT) as change:
            row = ExportRow(
                export_id=ExportId(self._desk.ids.new()),
                what=RSO_WORKBOOK,
                file_name=written.path.name,
                period=facts.period,
                made_by=self._desk.actor.name,
                made_at=facts.made_at,
                digest=written.digest,
                log_length=facts.log.length,
            )
            change.uow.exports.add(row, self._desk.actor.person_id, facts.log)
            said = {"file": row.file_name, "period": row.period, "sha256": row.digest}
            change.record("export", Subject(Kind.EXPORT, row.export_id, RSO_WORKBOOK), None, said)
        return Outcome(row, change.changes)


_LOG_VERDICTS: Mapping[WitnessVerdict, FileVerdict] = {
    WitnessVerdict.CUT: FileVerdict.LOG_CUT,
    WitnessVerdict.REWRITTEN: FileVerdict.LOG_REWRITTEN,
}
