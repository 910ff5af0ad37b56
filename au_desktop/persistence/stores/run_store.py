"""Runs with their answers, as rows and back."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.engine import RowMapping

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.attachments import Attachment, Transcription
from au_desktop.domain.checklists.runs import Run, Subject, Voided
from au_desktop.domain.errors import NotFound
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.column_types import id_row, moment_of, moment_row, to_micros
from au_desktop.persistence.engine import Driver
from au_desktop.persistence.seen_values import SeenValues
from au_desktop.persistence.stores import answer_store as answer_rows
from au_desktop.persistence.stores import attachment_store as attachment_rows
from au_desktop.persistence.tables.run_tables import run_voids, runs

WITH_VOID = select(
    runs,
    run_voids.c.reason.label("void_reason"),
    run_voids.c.voided_at,
    run_voids.c.voided_at_offset,
    run_voids.c.voided_by,
).outerjoin_from(runs, run_voids, run_voids.c.run_id == runs.c.id)
_SUBMIT = (
    "UPDATE runs SET submitted_at = ?, submitted_at_offset = ?, submitted_by = ?, attention = ? "
    "WHERE id = ?"
)
_LATE = "UPDATE runs SET late_reason = ? WHERE id = ?"
_REOPEN = (
    "UPDATE runs SET submitted_at = NULL, submitted_at_offset = NULL, submitted_by = NULL, "
    "attention = 0 WHERE id = ?"
)
_EVENT_TIME = "UPDATE runs SET event_at = ?, event_at_offset = ? WHERE id = ?"
_SUPERSEDING = (
    "SELECT runs.id FROM runs JOIN seals ON seals.run_id = runs.id "
    "LEFT JOIN run_voids ON run_voids.run_id = runs.id "
    "WHERE runs.amends = ? AND run_voids.run_id IS NULL ORDER BY runs.number DESC LIMIT 1"
)
_NEWEST = (
    "SELECT runs.id FROM runs JOIN template_versions ON template_versions.digest = runs.template_digest "
    "WHERE template_versions.kind = ?1 "
    "AND runs.template_id IN (SELECT template_id FROM template_versions WHERE kind = ?1) "
    "AND runs.submitted_at IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM run_voids WHERE run_voids.run_id = runs.id) "
    "AND NOT EXISTS (SELECT 1 FROM runs AS newer JOIN seals ON seals.run_id = newer.id "
    "WHERE newer.amends = runs.id "
    "AND NOT EXISTS (SELECT 1 FROM run_voids WHERE run_voids.run_id = newer.id)) "
)
_NEWEST_OF_CASE = (
    f"{_NEWEST} AND runs.case_id = ?2 ORDER BY runs.event_at DESC, runs.number DESC LIMIT 1"
)
_NEWEST_OF_PLACE = (
    f"{_NEWEST} AND runs.case_id IS NULL AND (?2 IS NULL OR runs.room_id = ?2) "
    "AND (?3 IS NULL OR runs.instrument_id = ?3) ORDER BY runs.event_at DESC, runs.number DESC LIMIT 1"
)


class RunRows:
    """Runs of checklists."""

    def __init__(self, connection: Connection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver
        self._seen: SeenValues[RunId, Run] = SeenValues()

    def get(self, run_id: RunId) -> Run:
        """The run with its answers; raises `NotFound`."""
        return self._seen.get(run_id) or self._seen.keep(run_id, self._read(run_id))

    def _read(self, run_id: RunId) -> Run:
        question = WITH_VOID.where(runs.c.id == run_id)
        row = self._connection.execute(question).mappings().one_or_none()
        if row is None:
            raise NotFound("run", str(run_id))
        given = self._driver.rows(answer_rows.OF_RUN, (run_id.bytes,))
        run = run_of(row, tuple(answer_rows.from_driver(answer) for answer in given))
        return replace(
            run,
            attachments=attachment_rows.attachments_of(self._driver, run_id),
            transcription=attachment_rows.transcription_in(self._driver, run_id),
        )

    def add(self, run: Run) -> None:
        """Store a new run and the answers it carries."""
        self._driver.insert(runs.name, _row(run))
        rows = (
            answer_rows.to_driver(run.id, place, answer)
            for place, answer in enumerate(run.answers, start=1)
        )
        self._driver.insert_many(answer_rows.TABLE, rows)
        if run.attachments:
            attachment_rows.put_attachments(self._driver, run.id, run.attachments)
        if run.transcription is not None:
            attachment_rows.put_transcription(self._driver, run.id, run.transcription)
        self._seen.keep(run.id, run)
        if run.voided is not None:
            self.void(run.id, run.voided)

    def put_answers(
        self, run_id: RunId, given: Iterable[Answer], removed: Iterable[str] = ()
    ) -> None:
        """Write these answers over the old ones and take back the removed; the others stay."""
        key = run_id.bytes
        given, removed = tuple(given), tuple(removed)
        self._driver.run_many(answer_rows.REMOVE, [(key, item) for item in removed])
        last = self._driver.one(answer_rows.LAST_PLACE, (key,))
        first_free = 1 if last is None else last[0] + 1
        rows = (
            answer_rows.to_driver(run_id, place, answer)
            for place, answer in enumerate(given, start=first_free)
        )
        self._driver.insert_many(answer_rows.TABLE, rows, answer_rows.OVER_THE_OLD)
        seen = self._seen.get(run_id)
        if seen is not None:
            self._seen.keep(run_id, replace(seen, answers=_merged(seen.answers, given, removed)))

    def put_attachments(self, run_id: RunId, kept: tuple[Attachment, ...]) -> None:
        """Let the run have exactly these files; raises `SignedRecordIsFinal` once sealed."""
        self._seen.forget(run_id)
        attachment_rows.put_attachments(self._driver, run_id, kept)

    def put_transcription(self, run_id: RunId, said: Transcription) -> None:
        """Note that the run was typed in from paper; raises `SignedRecordIsFinal` once sealed."""
        self._seen.forget(run_id)
        attachment_rows.put_transcription(self._driver, run_id, said)

    def mark_submitted(self, run_id: RunId, at: Moment, by: PersonId, attention: int) -> None:
        """Note who submitted it and when, and how many items need attention."""
        seen = self._seen.get(run_id)
        self._change(_SUBMIT, run_id, to_micros(at.utc), at.offset_minutes, by.bytes, attention)
        if seen is not None:
            self._seen.keep(run_id, replace(seen, submitted_at=at, submitted_by=by))

    def mark_reopened(self, run_id: RunId) -> None:
        """Make a submitted, unsigned run a draft again."""
        self._change(_REOPEN, run_id)

    def void(self, run_id: RunId, voided: Voided) -> None:
        """Note that the run is void; it stays readable."""
        self._seen.forget(run_id)
        row = {
            "run_id": run_id.bytes,
            "reason": voided.reason,
            **moment_row("voided_at", voided.at),
            "voided_by": voided.by.bytes,
        }
        self._driver.insert(run_voids.name, row)

    def set_event_time(self, run_id: RunId, at: Moment) -> None:
        """Correct when the thing recorded happened; raises `SignedRecordIsFinal` once sealed."""
        self._change(_EVENT_TIME, run_id, to_micros(at.utc), at.offset_minutes)

    def set_late_reason(self, run_id: RunId, reason: str) -> None:
        """Note why the record was begun late; raises `SignedRecordIsFinal` once sealed."""
        self._change(_LATE, run_id, reason or None)

    def superseded_by(self, run_id: RunId) -> RunId | None:
        """The signed amendment of this run, if there is one; the newest, and not a void one."""
        row = self._driver.one(_SUPERSEDING, (run_id.bytes,))
        return None if row is None else RunId(UUID(bytes=row[0]))

    def newest_of_kind(self, kind: str, subject: Subject) -> RunId | None:
        """The newest submitted run of that kind about the same case, or else the same room and instrument as far as named."""
        if subject.case_id is not None:
            row = self._driver.one(_NEWEST_OF_CASE, (kind, subject.case_id.bytes))
        elif subject.room_id is not None or subject.instrument_id is not None:
            place = (_bytes(subject.room_id), _bytes(subject.instrument_id))
            row = self._driver.one(_NEWEST_OF_PLACE, (kind, *place))
        else:
            row = None
        return None if row is None else RunId(UUID(bytes=row[0]))

    def _change(self, sql: str, run_id: RunId, *values: object) -> None:
        self._seen.forget(run_id)
        if not self._driver.run(sql, (*values, run_id.bytes)).rowcount:
            raise NotFound("run", str(run_id))


def _bytes(key: UUID | None) -> bytes | None:
    return None if key is None else key.bytes


def _merged(
    before: tuple[Answer, ...], given: tuple[Answer, ...], removed: tuple[str, ...]
) -> tuple[Answer, ...]:
    """The answers as the table now holds them: one given again keeps its place, new ones come last."""
    by_item = {answer.item: answer for answer in before if answer.item not in removed}
    by_item.update((answer.item, answer) for answer in given)
    return tuple(by_item.values())


def _row(run: Run) -> dict[str, object]:
    """The run by the names of its columns."""
    subject = run.subject
    return {
        "id": run.id.bytes,
        "number": run.number,
        "template_id": run.template_id,
        "template_version": run.template_version,
        "template_digest": bytes.fromhex(run.template_digest),
        "case_id": id_row(subject.case_id),
        "trainee_id": id_row(subject.trainee_id),
        "supervisor_id": id_row(subject.supervisor_id),
        "room_id": id_row(subject.room_id),
        "instrument_id": id_row(subject.instrument_id),
        "person_id": id_row(subject.person_id),
        "drug_id": subject.drug_id,
        **moment_row("event_at", run.event_time),
        **moment_row("entered_at", run.entry_time),
        "started_by": run.started_by.bytes,
        **moment_row("submitted_at", run.submitted_at),
        "submitted_by": id_row(run.submitted_by),
        "attention": 0,
        "amends": id_row(run.amends),
        "amend_reason": run.amend_reason,
        "late_reason": run.late_reason or None,
    }


def run_of(row: RowMapping, given: tuple[Answer, ...]) -> Run:
    """The run of a row of `WITH_VOID`."""
    return Run(
        id=RunId(row["id"]),
        number=row["number"],
        template_id=row["template_id"],
        template_version=row["template_version"],
        template_digest=row["template_digest"].hex(),
        subject=Subject(
            case_id=row["case_id"],
            trainee_id=row["trainee_id"],
            supervisor_id=row["supervisor_id"],
            room_id=row["room_id"],
            instrument_id=row["instrument_id"],
            person_id=row["person_id"],
            drug_id=row["drug_id"],
        ),
        event_time=Moment(row["event_at"], row["event_at_offset"]),
        entry_time=Moment(row["entered_at"], row["entered_at_offset"]),
        started_by=PersonId(row["started_by"]),
        answers=given,
        submitted_at=moment_of(row["submitted_at"], row["submitted_at_offset"]),
        submitted_by=row["submitted_by"],
        amends=row["amends"],
        amend_reason=row["amend_reason"],
        voided=_voided(row),
        late_reason=row["late_reason"] or "",
    )


def _voided(row: RowMapping) -> Voided | None:
    if row["voided_at"] is None:
        return None
    at = Moment(row["voided_at"], row["voided_at_offset"])
    return Voided(row["void_reason"], PersonId(row["voided_by"]), at)
