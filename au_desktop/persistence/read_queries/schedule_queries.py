"""What schedules are held against: runs of a checklist about one thing, and the days on which a thing was used."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    literal,
    not_,
    select,
    type_coerce,
    union_all,
)

from au_desktop.domain.checklists.recurring_work import DoneRun
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.moments import Moment
from au_desktop.persistence.listing.local_days import from_day
from au_desktop.persistence.read_queries.run_states import is_superseded, is_void
from au_desktop.persistence.tables.run_tables import answers, runs
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.services.rows import UseRow

_ABOUT: Mapping[Need, Column[Any]] = MappingProxyType(
    {
        Need.ROOM: runs.c.room_id,
        Need.INSTRUMENT: runs.c.instrument_id,
        Need.PERSON: runs.c.person_id,
    }
)
_USED = (Need.ROOM.value, Need.INSTRUMENT.value)
_EPOCH = date(1970, 1, 1)
_DAY = (
    type_coerce(runs.c.event_at, BigInteger) + runs.c.event_at_offset * 60_000_000
) // 86_400_000_000
"""The local day of the work, counted from 1970."""


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
    connection: Connection, since: date, thing: tuple[Need, UUID] | None
) -> tuple[UseRow, ...]:
    """The days from then on with work in a room, or with an instrument; of every room and instrument where none is named."""
    begun = and_(
        from_day(runs.c.event_at, runs.c.event_at_offset, since), not_(is_void(runs.c.id))
    )
    parts = [
        _asked(literal(need.value), column).where(begun, column.is_not(None))
        for need, column in ((Need.ROOM, runs.c.room_id), (Need.INSTRUMENT, runs.c.instrument_id))
    ]
    named = _asked(answers.c.ref_kind, answers.c.ref_id).join(
        answers, answers.c.run_id == runs.c.id
    )
    parts.append(named.where(begun, answers.c.ref_kind.in_(_USED), answers.c.ref_id.is_not(None)))
    found = union_all(*parts).subquery()
    rows = select(found).distinct()
    if thing is not None:
        rows = rows.where(found.c.about == thing[0].value, found.c.thing == thing[1])
    return tuple(
        UseRow(
            Need(row.about),
            row.thing,
            row.template_id,
            row.kind,
            _EPOCH + timedelta(days=row.day),
        )
        for row in connection.execute(rows)
    )


def _asked(about: ColumnElement[str], thing: Column[Any]) -> Select[Any]:
    return select(
        about.label("about"),
        thing.label("thing"),
        runs.c.template_id.label("template_id"),
        template_versions.c.kind.label("kind"),
        _DAY.label("day"),
    ).join(template_versions, template_versions.c.digest == runs.c.template_digest)
