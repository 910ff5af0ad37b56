"""What ends soon: calibrations of instruments, and the memberships of active trainees."""

from datetime import date

from sqlalchemy import Connection, select

from au_desktop.domain.month_steps import add_months
from au_desktop.domain.training.trainees import TraineeStatus, trainee_code
from au_desktop.persistence.read_queries.shown_names import TRAINEE_NAME
from au_desktop.persistence.tables.equipment_tables import instruments
from au_desktop.persistence.tables.trainee_tables import trainees
from au_desktop.services.rows import DueRow


def due_rows(connection: Connection, until: date) -> tuple[DueRow, ...]:
    """Everything that ends by then or has ended, soonest first.

    An instrument that was never calibrated has no day to be due on, and is not among them.
    """
    found = [*_calibrations(connection, until), *_memberships(connection, until)]
    return tuple(sorted(found, key=lambda row: (row.due, row.kind, row.title, row.id)))


def _calibrations(connection: Connection, until: date) -> list[DueRow]:
    in_use = select(instruments).where(
        instruments.c.retired.is_(False), instruments.c.calibrated_on.is_not(None)
    )
    found = (
        DueRow(
            kind="instrument",
            id=row.id,
            title=row.name,
            detail=" ".join(part for part in (row.kind, row.model, row.serial) if part),
            due=add_months(row.calibrated_on, row.interval_months),
        )
        for row in connection.execute(in_use)
    )
    return [row for row in found if row.due <= until]


def _memberships(connection: Connection, until: date) -> list[DueRow]:
    ending = select(
        trainees.c.id,
        trainees.c.number,
        TRAINEE_NAME.label("name"),
        trainees.c.membership_number,
        trainees.c.member_until,
    ).where(
        trainees.c.status == TraineeStatus.ACTIVE.value,
        trainees.c.member_until <= until,
        trainees.c.void_reason.is_(None),
    )
    return [
        DueRow(
            kind="trainee",
            id=row.id,
            title=row.name,
            detail=" · ".join(
                part for part in (trainee_code(row.number), row.membership_number) if part
            ),
            due=row.member_until,
        )
        for row in connection.execute(ending)
    ]
