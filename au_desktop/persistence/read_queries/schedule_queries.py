"""What schedules are held against: runs of a checklist about one thing, and the days on which a thing was used."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, and_, exists, not_, or_, select

from au_desktop.domain.checklists.recurring_work import DoneRun
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.moments import Moment
from au_desktop.persistence.read_queries.local_days import from_day
from au_desktop.persistence.read_queries.run_states import is_superseded, is_void
from au_desktop.persistence.tables.run_tables import answers, runs
from au_desktop.persistence.tables.template_version_tables import template_versions

_ABOUT: Mapping[Need, Column[Any]] = MappingProxyType(
    {
        Need.ROOM: runs.c.room_id,
        Need.INSTRUMENT: runs.c.instrument_id,
        Need.PERSON: runs.c.person_id,
    }
)
USING_A_ROOM = ("administration", "dosage_assay", "dosage_residual", "room_preparation")
"""The kinds of checklist that say that unsealed material was prepared or given in a room."""


def done_runs(
    connection: Connection, template_id: str, about: Need | None, about_id: UUID | None, most: int
) -> tuple[DoneRun, ...]:
    """The newest submitted runs of that checklist about that thing, neither void nor replaced, newest first."""
    asked = (
        select(runs.c.id, runs.c.number, runs.c.event_at, runs.c.event_at_offset)
        .where(
            runs.c.template_id == template_id,
            runs.c.submitted_at.is_not(None),
            not_(is_void(runs.c.id)),
            not_(is_superseded(runs.c.id)),
        )
        .order_by(runs.c.event_at.desc(), runs.c.number.desc())
        .limit(most)
    )
    if about is not None:
        asked = asked.where(_ABOUT[about] == about_id)
    return tuple(
        DoneRun(row.id, row.number, Moment(row.event_at, row.event_at_offset).local.date())
        for row in connection.execute(asked)
    )


def days_of_use(
    connection: Connection, about: Need, about_id: UUID, since: date, but_not: str
) -> tuple[date, ...]:
    """The days from then on with work in that room, or with that instrument; `but_not` is the scheduled checklist itself."""
    asked = select(runs.c.event_at, runs.c.event_at_offset).where(
        runs.c.template_id != but_not,
        from_day(runs.c.event_at, runs.c.event_at_offset, since),
        not_(is_void(runs.c.id)),
        or_(_ABOUT[about] == about_id, _named_in_an_answer(about, about_id)),
    )
    if about is Need.ROOM:
        asked = asked.join(
            template_versions, template_versions.c.digest == runs.c.template_digest
        ).where(template_versions.c.kind.in_(USING_A_ROOM))
    found = {
        Moment(row.event_at, row.event_at_offset).local.date() for row in connection.execute(asked)
    }
    return tuple(sorted(found))


def _named_in_an_answer(about: Need, about_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        and_(
            answers.c.run_id == runs.c.id,
            answers.c.ref_kind == about.value,
            answers.c.ref_id == about_id,
        )
    )
