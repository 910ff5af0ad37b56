"""One record on paper leaves the center: the file and the log's entry about it, or neither."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from au_desktop.domain.audit import LogHead
from au_desktop.domain.ids import ExportId
from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import ExportRow


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that was written of one record: what it is, whose record, its state in words, its SHA-256 in hex."""

    path: Path
    what: str
    record_id: UUID
    code: str
    state: str
    digest: str


def note_record_file(desk: Desk, written: RecordFile, head: LogHead) -> Outcome[ExportRow]:
    """Note that the file left, made from a center whose log ended with `head`; where that fails the file goes too."""
    try:
        with desk.change(Permission.EXPORT) as change:
            row = ExportRow(
                export_id=ExportId(desk.ids.new()),
                what=written.what,
                file_name=written.path.name,
                period=f"{written.code}, {written.state}",
                made_by=desk.actor.name,
                made_at=change.at,
                digest=written.digest,
                log_length=head.length,
            )
            change.uow.exports.add(row, desk.actor.person_id, head)
            said = {
                "file": row.file_name,
                "record": str(written.record_id),
                "sha256": written.digest,
            }
            subject = Subject(Kind.EXPORT, row.export_id, f"{written.what} {written.code}")
            change.record("export", subject, None, said)
    except BaseException:
        # What the log does not know of must not leave.
        written.path.unlink(missing_ok=True)
        raise
    return Outcome(row, change.changes)
