"""Attached files and transcriptions as the driver's rows and back."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from au_desktop.domain.checklists.attachments import Attachment, Transcription
from au_desktop.domain.ids import PaperId, PersonId, RunId
from au_desktop.persistence.column_types import moment_from_row, moment_row
from au_desktop.persistence.engine import Driver, sql_of
from au_desktop.persistence.tables.attachment_tables import run_attachments, run_transcriptions

TABLE, TRANSCRIPTIONS = run_attachments.name, run_transcriptions.name
OF_RUN = sql_of(
    select(run_attachments)
    .where(run_attachments.c.run_id == bindparam("run"))
    .order_by(run_attachments.c.position)
)
_TRANSCRIPTION = sql_of(
    select(run_transcriptions).where(run_transcriptions.c.run_id == bindparam("run"))
)
_REMOVE = "DELETE FROM run_attachments WHERE run_id = ?"
_AGAIN = (
    "ON CONFLICT (run_id) DO UPDATE SET form_code = excluded.form_code, "
    "written_by = excluded.written_by, written_at = excluded.written_at, "
    "written_at_offset = excluded.written_at_offset"
)


def attachments_of(driver: Driver, run_id: RunId) -> tuple[Attachment, ...]:
    """The files of a run, in the order they came."""
    return tuple(attachment_of(row) for row in driver.rows(OF_RUN, (run_id.bytes,)))


def put_attachments(driver: Driver, run_id: RunId, kept: tuple[Attachment, ...]) -> None:
    """Let a run have exactly these files."""
    driver.run(_REMOVE, (run_id.bytes,))
    rows = (_row(run_id, place, one) for place, one in enumerate(kept, start=1))
    driver.insert_many(TABLE, rows)


def transcription_in(driver: Driver, run_id: RunId) -> Transcription | None:
    """Where a run was typed in from; None for one that was filled here."""
    row = driver.one(_TRANSCRIPTION, (run_id.bytes,))
    return None if row is None else transcription_of(row)


def put_transcription(driver: Driver, run_id: RunId, said: Transcription) -> None:
    """Note where a run was typed in from."""
    row = {
        "run_id": run_id.bytes,
        "form_code": said.form_code,
        "written_by": said.written_by,
        **moment_row("written_at", said.written_at),
    }
    driver.insert(TRANSCRIPTIONS, row, _AGAIN)


def attachment_of(row: tuple[Any, ...]) -> Attachment:
    """The file of a row of `OF_RUN`."""
    return Attachment(
        paper_id=PaperId(UUID(bytes=row[2])),
        item=row[3],
        title=row[4],
        media_type=row[5],
        size=row[6],
        digest=bytes(row[7]),
        added_by=PersonId(UUID(bytes=row[8])),
        added_at=moment_from_row(row[9], row[10]),
    )


def transcription_of(row: tuple[Any, ...]) -> Transcription:
    """The transcription of a row, its run's id first."""
    return Transcription(row[1], row[2], moment_from_row(row[3], row[4]))


def _row(run_id: RunId, place: int, one: Attachment) -> dict[str, object]:
    return {
        "run_id": run_id.bytes,
        "position": place,
        "paper_id": one.paper_id.bytes,
        "item": one.item,
        "title": one.title,
        "media_type": one.media_type,
        "size": one.size,
        "digest": one.digest,
        "added_by": one.added_by.bytes,
        **moment_row("added_at", one.added_at),
    }
