"""Entries of the hour ledgers with their hours by topic or element, as rows and back."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from au_desktop.domain.ids import HourEntryId, TraineeId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.hours import (
    Course,
    CourseProof,
    Delivery,
    HourEntry,
    HourPart,
    Ledger,
)
from au_desktop.persistence.column_types import moment_of, moment_values
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.stores.entity_store import EntityRows
from au_desktop.persistence.tables.hour_tables import hour_entries, hour_parts


class HourRows(EntityRows[HourEntry]):
    """The hour ledgers, by number."""

    table = hour_entries
    kind = "hours"
    order = (hour_entries.c.number,)

    def of_trainees(self, trainee_ids: Sequence[TraineeId]) -> tuple[HourEntry, ...]:
        """All entries of these trainees, by number; voided ones too."""
        found = [
            entry
            for some in in_batches(trainee_ids)
            for entry in self._values(
                self._rows(select(hour_entries).where(hour_entries.c.trainee_id.in_(some)))
            )
        ]
        return tuple(sorted(found, key=lambda entry: entry.number))

    def _columns(self, value: HourEntry) -> dict[str, object]:
        voided = value.voided
        return {
            "id": value.id,
            "number": value.number,
            "trainee_id": value.trainee_id,
            "ledger": value.ledger.value,
            "first": value.first,
            "last": value.last,
            "starts": value.starts,
            "ends": value.ends,
            **_course_columns(value.course),
            "place": value.place,
            "license_number": value.license_number,
            "supervisor_id": value.supervisor_id,
            "paper_id": value.paper_id,
            "notes": value.notes,
            "revision": value.revision,
            "void_reason": None if voided is None else voided.reason,
            **moment_values("voided_at", None if voided is None else voided.at),
        }

    def _put_parts(self, value: HourEntry) -> None:
        parts: list[dict[str, object]] = [
            {"code": part.code, "hours": part.hours} for part in value.parts
        ]
        self._replace_parts(hour_parts.c.entry_id, value.id, parts)

    def _values(self, rows: Sequence[RowMapping]) -> tuple[HourEntry, ...]:
        parts = self._parts(hour_parts.c.entry_id, [row["id"] for row in rows])
        return tuple(_entry(row, parts.get(row["id"], ())) for row in rows)


def _course_columns(course: Course) -> dict[str, object]:
    return {
        "provider": course.provider,
        "title": course.title,
        "sections": course.sections,
        "delivery": course.delivery.value,
        "outline_seen": course.proof.outline_seen,
        "test_seen": course.proof.test_seen,
        "completion_checked": course.proof.completion_checked,
        "access_until": course.proof.access_until,
    }


def _course(row: RowMapping) -> Course:
    proof = CourseProof(
        row["outline_seen"], row["test_seen"], row["completion_checked"], row["access_until"]
    )
    return Course(row["provider"], row["title"], row["sections"], Delivery(row["delivery"]), proof)


def _voided(row: RowMapping) -> Voided | None:
    at = moment_of(row["voided_at"], row["voided_at_offset"])
    return None if at is None else Voided(row["void_reason"], at)


def _entry(row: RowMapping, parts: Sequence[RowMapping]) -> HourEntry:
    return HourEntry(
        id=HourEntryId(row["id"]),
        number=row["number"],
        trainee_id=TraineeId(row["trainee_id"]),
        ledger=Ledger(row["ledger"]),
        parts=tuple(HourPart(part["code"], part["hours"]) for part in parts),
        first=row["first"],
        last=row["last"],
        starts=row["starts"],
        ends=row["ends"],
        course=_course(row),
        place=row["place"],
        license_number=row["license_number"],
        supervisor_id=row["supervisor_id"],
        paper_id=row["paper_id"],
        notes=row["notes"],
        revision=row["revision"],
        voided=_voided(row),
    )
