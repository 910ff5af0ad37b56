"""The draft of a written report as text and as a PDF, noted as a file that left; it is never sent from here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.safety.event_reports import EventReport
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.desk import Desk
from au_desktop.services.noted_files import RecordFile, note_record_file
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import ExportRow
from au_desktop.services.safety.event_log import EventLog
from au_desktop.services.wording.run_words import exact_time

DRAFT = "draft; not sent"
NOT_SENT = "Draft; not sent. It holds no identifiers of patients; the annotated copy is made outside this program."
TO_BE_WRITTEN = "[to be written]"
_WHAT = "event report draft"


@dataclass(frozen=True, slots=True)
class PrintedDraft:
    """A draft as it goes to paper."""

    report: EventReport
    center: str
    note: str
    made: str


class DraftWriter(Protocol):
    """Writes a draft to a file."""

    def write_draft(self, target: Path, draft: PrintedDraft) -> str:
        """Put the file in its place and give its SHA-256; raises `DiskProblem`."""
        ...


class EventDrafts:
    """Use cases about drafts of reports."""

    def __init__(self, desk: Desk, log: EventLog, writer: DraftWriter) -> None:
        self._desk, self._log, self._writer = desk, log, writer

    def draft(self, key: SafetyId) -> PrintedDraft:
        """The draft as it stands; raises `ReportNamesPatient`."""
        report = self._log.report(key)
        with self._desk.reading() as uow:
            center = CenterFacts.of(uow.facts.all())
        blanks = report.blanks
        missing = f"{blanks} {'line is' if blanks == 1 else 'lines are'} still to be written."
        now = exact_time(self._desk.clock.now())
        return PrintedDraft(
            report,
            f"{center.name}, license {center.license_number or 'not entered'}",
            f"{DRAFT.capitalize()}. {missing if blanks else 'Nothing is left blank.'}",
            f"Revision {report.revision} of {report.code}, printed {now} by {self._desk.actor.name}",
        )

    def save(self, key: SafetyId, target: Path) -> Outcome[ExportRow]:
        """Write the draft as a PDF, and note that it left.

        Raises:
            ReportNamesPatient: a text holds what looks like an identifier.
            DiskProblem: nothing is left behind.
        """
        require(self._desk.actor.role, Permission.EXPORT)
        draft = self.draft(key)
        with self._desk.reading() as uow:
            head = uow.log.head()
        digest = self._writer.write_draft(target, draft)
        written = RecordFile(target, _WHAT, key, draft.report.code, DRAFT, digest)
        return note_record_file(self._desk, written, head)


def draft_text(draft: PrintedDraft) -> str:
    """The draft as plain text, with its blanks marked."""
    report = draft.report
    head = [report.title, f"As asked by {report.rule}." if report.rule else "", NOT_SENT, ""]
    lines = [
        f"{line.title}{f' [{line.paragraph}]' if line.paragraph else ''}\n{line.text or TO_BE_WRITTEN}\n"
        for line in report.lines
    ]
    return "\n".join([*(part for part in head[:3] if part), "", *lines, draft.made])
