"""Answers as the driver's rows and back: written and read by the million, so by hand and by place."""

from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import bindparam, select

from au_desktop.domain.checklists.answer_rows import AnswerRow, answer_from_row, answer_to_row
from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.column_types import id_row, moment_from_row, moment_row
from au_desktop.persistence.engine import sql_of
from au_desktop.persistence.tables.run_tables import answers

DriverRow: TypeAlias = tuple[Any, ...]

TABLE = answers.name
_KEPT = {"run_id", "item", "position"}
_changes = ", ".join(f"{name} = excluded.{name}" for name in answers.c.keys() if name not in _KEPT)  # noqa: SIM118 - a collection of columns
OVER_THE_OLD = f"ON CONFLICT (run_id, item) DO UPDATE SET {_changes}"
"""An item answered again keeps its place."""
OF_RUN = sql_of(
    select(answers).where(answers.c.run_id == bindparam("run")).order_by(answers.c.position)
)
LAST_PLACE = "SELECT coalesce(max(position), 0) FROM answers WHERE run_id = ?"
REMOVE = "DELETE FROM answers WHERE run_id = ? AND item = ?"


def to_driver(run_id: RunId, position: int, answer: Answer) -> dict[str, object]:
    """The row by the names of its columns."""
    row = answer_to_row(answer)
    return {
        "run_id": run_id.bytes,
        "item": row.item,
        "position": position,
        "kind": row.kind,
        "text": row.text,
        "number": row.number,
        "base": row.base,
        "unit": row.unit,
        **moment_row("instant", row.instant),
        **moment_row("instant2", row.instant2),
        "ref_kind": row.ref_kind,
        "ref_id": id_row(row.ref_id),
        "ref_key": row.ref_key,
        "level": row.level,
        "skip_reason": row.skip_reason,
        "note": row.note,
        "answered_by": row.by.bytes,
        **moment_row("answered_at", row.at),
        "override_reason": row.override_reason,
        "override_by": id_row(row.override_by),
        "override_role": row.override_role,
        **moment_row("override_at", row.override_at),
    }


def from_driver(row: DriverRow) -> Answer:
    """Read back what `to_driver` wrote, from a row of `OF_RUN`."""
    return answer_from_row(
        AnswerRow(
            item=row[1],
            kind=row[3],
            text=row[4],
            number=row[5],
            base=row[6],
            unit=row[7],
            instant=_moment(row[8], row[9]),
            instant2=_moment(row[10], row[11]),
            ref_kind=row[12],
            ref_id=_uuid(row[13]),
            ref_key=row[14],
            level=row[15],
            skip_reason=row[16],
            note=row[17],
            by=UUID(bytes=row[18]),
            at=moment_from_row(row[19], row[20]),
            override_reason=row[21],
            override_by=_uuid(row[22]),
            override_role=row[23],
            override_at=_moment(row[24], row[25]),
        )
    )


def _uuid(key: bytes | None) -> UUID | None:
    return None if key is None else UUID(bytes=key)


def _moment(micros: int | None, offset_minutes: int | None) -> Moment | None:
    return None if micros is None else moment_from_row(micros, offset_minutes or 0)
