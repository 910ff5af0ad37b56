"""The roster as a list, and the trainees of a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Row, Select, func, literal, or_, select

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.trainees import (
    Capacity,
    Pathway,
    Period,
    TraineeStatus,
    trainee_code,
)
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import fetch_keys
from au_desktop.persistence.listing.typed_words import like_anywhere, words_of
from au_desktop.persistence.listing.word_matches import numbers_with_word
from au_desktop.persistence.read_queries.shown_names import TRAINEE_NAME
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.persistence.tables.trainee_tables import (
    trainee_capacities,
    trainee_visits,
    trainees,
)
from au_desktop.services.rows import Page, PageRequest, RosterFilter, RosterRow

_STRONGEST_FIRST = (Capacity.PRIVILEGED, Capacity.SUPERVISED_PARTICIPANT, Capacity.OBSERVER)
_SEARCHED = (
    TRAINEE_NAME,
    trainees.c.name_key,
    trainees.c.degree,
    trainees.c.email,
    trainees.c.license_state,
    trainees.c.license_number,
    trainees.c.pathway,
    trainees.c.status,
)

_ON_THE_ROSTER = trainees.c.void_reason.is_(None)
"""Records that were taken back stay readable by their id, and are offered nowhere."""

_GIVEN = (
    cases.c.trainee_id == trainees.c.id,
    cases.c.voided_at.is_(None),
    cases.c.state == CaseState.GIVEN.value,
)
_LAST_CASE = (
    select(cases.c.on_day)
    .where(*_GIVEN)
    .order_by(cases.c.on_day.desc())
    .limit(1)
    .correlate(trainees)
    .scalar_subquery()
)
_CASES_LOGGED = select(func.count()).where(*_GIVEN).correlate(trainees).scalar_subquery()


def roster_page(
    connection: Connection, wanted: RosterFilter, request: PageRequest, today: date
) -> Page[RosterRow]:
    """Trainees, by name without a sort key; those without the date that is sorted by come last."""
    conditions = _conditions(wanted)
    keys = _keys(request, today)
    page = fetch_keys(connection, select(trainees.c.id).where(*conditions), keys, request)
    total = connection.execute(select(func.count()).select_from(trainees).where(*conditions))
    rows = _rows(connection, [row.id for row in page.rows], today)
    return Page(rows, page.next, total.scalar_one())


def _keys(request: PageRequest, today: date) -> tuple[ColumnElement[Any], ...]:
    never = literal(date.min if request.descending else date.max, Date)
    table: dict[str, ColumnElement[Any]] = {
        "name": trainees.c.name_key,
        "number": trainees.c.number,
        "status": trainees.c.status,
        "last_case": func.coalesce(_LAST_CASE, never, type_=Date),
        "next_visit": func.coalesce(_next_visit(today), never, type_=Date),
    }
    sorted_by = table[request.sort or "name"]
    if request.sort in {"last_case", "next_visit", "status"}:
        return sorted_by, trainees.c.name_key, trainees.c.id
    return sorted_by, trainees.c.id


def _next_visit(today: date) -> ColumnElement[Any]:
    """The first day of the visit that is on or comes next."""
    visits = trainee_visits
    return (
        select(func.min(visits.c.first, type_=Date))
        .where(visits.c.trainee_id == trainees.c.id)
        .where(or_(visits.c.last.is_(None), visits.c.last >= today))
        .correlate(trainees)
        .scalar_subquery()
    )


def _conditions(wanted: RosterFilter) -> list[ColumnElement[bool]]:
    found = [_ON_THE_ROSTER, *(_has_word(word) for word in words_of(wanted.words))]
    if wanted.status is not None:
        found.append(trainees.c.status == wanted.status.value)
    if wanted.visiting_on is not None:
        found.append(trainees.c.id.in_(_visiting(wanted.visiting_on)))
    return found


def _has_word(word: str) -> ColumnElement[bool]:
    """A roster is short enough to be looked through, so a word is found inside words too."""
    pattern = like_anywhere(word)
    return or_(
        *(column.ilike(pattern, escape="\\") for column in _SEARCHED),
        trainees.c.number.in_(numbers_with_word("trainee", word)),
    )


def _visiting(day: date) -> Select[Any]:
    visits = trainee_visits
    return select(visits.c.trainee_id).where(
        visits.c.first <= day, or_(visits.c.last.is_(None), visits.c.last >= day)
    )


def trainees_visiting(connection: Connection, day: date) -> tuple[TraineeId, ...]:
    """Trainees with a visit on that day, by name."""
    return _by_name(connection, trainees.c.id.in_(_visiting(day)))


def trainees_active(connection: Connection) -> tuple[TraineeId, ...]:
    """Trainees in training, by name."""
    return _by_name(connection, trainees.c.status == TraineeStatus.ACTIVE.value)


def _by_name(connection: Connection, condition: ColumnElement[bool]) -> tuple[TraineeId, ...]:
    ordered = (
        select(trainees.c.id)
        .where(_ON_THE_ROSTER, condition)
        .order_by(trainees.c.name_key, trainees.c.id)
    )
    return tuple(TraineeId(found) for found in connection.execute(ordered).scalars())


def _rows(connection: Connection, ids: Sequence[TraineeId], today: date) -> tuple[RosterRow, ...]:
    """The rows of these trainees in the same order: one query a table, none a row."""
    found: dict[TraineeId, RosterRow] = {}
    for batch in in_batches(ids):
        visits = _next_visits(connection, batch, today)
        capacities = _capacities(connection, batch, today)
        for row in connection.execute(_DETAILS.where(trainees.c.id.in_(batch))):
            found[row.id] = _roster_row(row, capacities.get(row.id), visits.get(row.id))
    return tuple(found[trainee_id] for trainee_id in ids)


_DETAILS = select(
    trainees.c.id,
    trainees.c.number,
    TRAINEE_NAME.label("name"),
    trainees.c.degree,
    trainees.c.pathway,
    trainees.c.requested,
    trainees.c.profile_id,
    trainees.c.license_state,
    trainees.c.status,
    trainees.c.member_until,
    _CASES_LOGGED.label("cases_logged"),
    _LAST_CASE.label("last_case"),
)


def _next_visits(
    connection: Connection, ids: Sequence[TraineeId], today: date
) -> dict[TraineeId, Period]:
    visits = trainee_visits
    coming = (
        select(visits.c.trainee_id, visits.c.first, visits.c.last)
        .where(visits.c.trainee_id.in_(ids))
        .where(or_(visits.c.last.is_(None), visits.c.last >= today))
        .order_by(visits.c.first.desc(), visits.c.position.desc())
    )
    return {row.trainee_id: Period(row.first, row.last) for row in connection.execute(coming)}


def _capacities(
    connection: Connection, ids: Sequence[TraineeId], today: date
) -> dict[TraineeId, Capacity]:
    granted = trainee_capacities
    on_the_day = select(granted.c.trainee_id, granted.c.capacity).where(
        granted.c.trainee_id.in_(ids),
        granted.c.first <= today,
        or_(granted.c.last.is_(None), granted.c.last >= today),
    )
    held: dict[TraineeId, set[Capacity]] = {}
    for row in connection.execute(on_the_day):
        held.setdefault(row.trainee_id, set()).add(Capacity(row.capacity))
    return {
        trainee_id: next(capacity for capacity in _STRONGEST_FIRST if capacity in capacities)
        for trainee_id, capacities in held.items()
    }


def _roster_row(row: Row[Any], capacity: Capacity | None, visit: Period | None) -> RosterRow:
    return RosterRow(
        trainee_id=TraineeId(row.id),
        number=row.number,
        code=trainee_code(row.number),
        name=row.name,
        degree=row.degree,
        pathway=Pathway(row.pathway),
        requested=row.requested,
        profile_id=row.profile_id,
        license_state=row.license_state,
        status=TraineeStatus(row.status),
        capacity_today=capacity,
        next_visit=visit,
        member_until=row.member_until,
        cases_logged=row.cases_logged,
        last_case=row.last_case,
    )
