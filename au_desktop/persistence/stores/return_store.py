"""Returns of checklists for correction, as rows and back."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from au_desktop.domain.checklists.returns import RunReturn
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.column_types import moment_from_row, moment_row, to_micros
from au_desktop.persistence.engine import Driver, sql_of
from au_desktop.persistence.tables.run_tables import run_returns

_OF_RUN = sql_of(
    select(run_returns)
    .where(run_returns.c.run_id == bindparam("run"))
    .order_by(run_returns.c.position)
)
_SETTLE = (
    "UPDATE run_returns SET settled_at = ?, settled_at_offset = ? "
    "WHERE run_id = ? AND settled_at IS NULL"
)


class ReturnRows:
    """What went back to whom, when and why."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def of_run(self, run_id: RunId) -> tuple[RunReturn, ...]:
        """The returns of a run, oldest first."""
        return tuple(_return(row) for row in self._driver.rows(_OF_RUN, (run_id.bytes,)))

    def add(self, value: RunReturn) -> None:
        """Store one more return."""
        row = {
            "run_id": value.run_id.bytes,
            "position": value.position,
            "reason": value.reason,
            **moment_row("returned_at", value.at),
            "returned_by": value.by.bytes,
            "returned_to": value.to.bytes,
            **moment_row("settled_at", value.settled_at),
        }
        self._driver.insert(run_returns.name, row)

    def settle(self, run_id: RunId, at: Moment) -> None:
        """Note that the run was submitted again."""
        self._driver.run(_SETTLE, (to_micros(at.utc), at.offset_minutes, run_id.bytes))


def _return(row: tuple[Any, ...]) -> RunReturn:
    return RunReturn(
        run_id=RunId(UUID(bytes=row[0])),
        position=row[1],
        reason=row[2],
        at=moment_from_row(row[3], row[4]),
        by=PersonId(UUID(bytes=row[5])),
        to=PersonId(UUID(bytes=row[6])),
        settled_at=None if row[7] is None else moment_from_row(row[7], row[8]),
    )
