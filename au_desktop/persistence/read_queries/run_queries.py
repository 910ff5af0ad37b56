"""Runs of checklists as a list: which, in what order, and what each row says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, not_, select

from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import (
    KeyPage,
    Segment,
    fetch_keys,
    fetch_segments,
)
from au_desktop.persistence.listing.local_days import from_day, to_day
from au_desktop.persistence.listing.word_matches import word_matches
from au_desktop.persistence.read_queries.plan_hints import unindexed
from au_desktop.persistence.read_queries.run_states import RUN_STATE, in_state, is_void, not_done
from au_desktop.persistence.read_queries.run_subjects import about, with_subject
from au_desktop.persistence.tables.people_tables import people
from au_desktop.persistence.tables.run_tables import run_returns, runs
from au_desktop.persistence.tables.sign_off_tables import sign_off_slots
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import Page, PageRequest, RunFilter, RunRow, RunState

_MANY = 2000
_EVENT = (runs.c.event_at, runs.c.number)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The conditions of a filter; `led` says that one of them finds a short list, which then is sorted."""

    conditions: tuple[ColumnElement[bool], ...] = ()
    led: bool = False

    def walk(
        self, *keys: ColumnElement[Any]
    ) -> tuple[Select[Any], tuple[ColumnElement[Any], ...]]:
        """The runs, and the keys that order them: by their index, or sorted once the short list is found."""
        shown = tuple(unindexed(key) for key in keys) if self.led else keys
        return select(runs.c.number).where(*self.conditions), shown

    def count(self, connection: Connection) -> int:
        counting = select(func.count()).select_from(runs).where(*self.conditions)
        return connection.execute(counting).scalar_one()

    def and_state(
        self, connection: Connection, state: RunState | None, *, by_time: bool = False
    ) -> "_Asked":
        if state is None:
            return self
        found = in_state(connection, state, by_time=by_time)
        return _Asked((*self.conditions, found.holds), self.led or found.leads)

    def and_template(self, template_id: str, *, walked: bool) -> "_Asked":
        """`walked`: the index of the template may lead."""
        column = runs.c.template_id if walked and not self.led else unindexed(runs.c.template_id)
        return replace(self, conditions=(*self.conditions, column == template_id))


def run_page(connection: Connection, wanted: RunFilter, request: PageRequest) -> Page[RunRow]:
    """Runs; without a sort key the newest first.

    By template means by the newest title of each, by state in the order of `RunState`; within both by time.
    """
    asked = request if request.sort else replace(request, sort="event_at", descending=True)
    narrowed = _narrowed(connection, wanted)
    total = _total(connection, wanted, narrowed)
    page = _key_page(connection, wanted, narrowed, asked, total)
    return Page(_rows(connection, [row.number for row in page.rows]), page.next, total)


def draft_count(connection: Connection) -> int:
    """How many runs are drafts."""
    return _Asked().and_state(connection, RunState.DRAFT, by_time=True).count(connection)


def _narrowed(connection: Connection, wanted: RunFilter) -> _Asked:
    """Every condition but template and state. The first that finds a short list leads, and hides the others' indexes."""
    matches = word_matches(connection, "run", wanted.words)
    conditions: list[ColumnElement[bool]] = []
    led = matches is not None and matches.few
    if matches is not None:
        conditions.append(matches.hold(runs.c.number))
    for column, key in ((runs.c.case_id, wanted.case_id), (runs.c.trainee_id, wanted.trainee_id)):
        if key is not None:
            conditions.append((unindexed(column) if led else column) == key)
            led = True
    if wanted.returned_to is not None:
        conditions.append(runs.c.id.in_(_returned_to(wanted.returned_to)))
        led = True
    event_at = unindexed(runs.c.event_at) if led else runs.c.event_at
    if wanted.first is not None:
        conditions.append(from_day(event_at, runs.c.event_at_offset, wanted.first))
    if wanted.last is not None:
        conditions.append(to_day(event_at, runs.c.event_at_offset, wanted.last))
    return _Asked(tuple(conditions), led)


def _returned_to(person_id: PersonId) -> Select[Any]:
    """The few that went back to this person and were not submitted again, nor made void."""
    back = run_returns
    open_ones = back.c.returned_to == person_id, back.c.settled_at.is_(None)
    return select(back.c.run_id).where(*open_ones, not_(is_void(back.c.run_id)))


def _total(connection: Connection, wanted: RunFilter, narrowed: _Asked) -> int:
    """Exact. Signed runs are counted as all but the others: to ask each of them for its signatures takes too long."""
    found = narrowed
    if wanted.template_id:
        found = narrowed.and_template(wanted.template_id, walked=True)
    if wanted.state is not RunState.DONE:
        return found.and_state(connection, wanted.state).count(connection)
    unsigned = not_done(connection)
    others = replace(found, conditions=(*found.conditions, unsigned.holds))
    return found.count(connection) - others.count(connection)


def _key_page(
    connection: Connection, wanted: RunFilter, narrowed: _Asked, asked: PageRequest, total: int
) -> KeyPage:
    if asked.sort == "template":
        found = narrowed.and_state(connection, wanted.state)
        return _by_template(connection, wanted.template_id, found, asked)
    found, by_time = narrowed, not wanted.template_id and asked.sort != "number"
    if wanted.template_id:
        # Its index is in the order of time. Another order is sorted if short, else the whole list is walked past it.
        walked = asked.sort != "number" or total <= _MANY
        found = narrowed.and_template(wanted.template_id, walked=walked)
    if asked.sort == "state":
        states = [wanted.state] if wanted.state else list(RunState)
        parts = (
            Segment(
                state.value, *found.and_state(connection, state, by_time=by_time).walk(*_EVENT)
            )
            for state in states
        )
        return fetch_segments(connection, parts, asked)
    keys = {"event_at": _EVENT, "number": (runs.c.number,)}[asked.sort]
    stated = found.and_state(connection, wanted.state, by_time=by_time)
    return fetch_keys(connection, *stated.walk(*keys), asked)


def _by_template(connection: Connection, only: str, found: _Asked, asked: PageRequest) -> KeyPage:
    templates = [only] if only else _templates_by_title(connection)
    places = {template: f"{place:06d}" for place, template in enumerate(templates)}
    if found.led and places:
        # A short list is sorted once rather than found again for every template.
        short = found.and_template(only, walked=False) if only else found
        return fetch_keys(
            connection, *short.walk(case(places, value=runs.c.template_id), *_EVENT), asked
        )
    parts = (
        Segment(place, *found.and_template(template, walked=True).walk(*_EVENT))
        for template, place in places.items()
    )
    return fetch_segments(connection, parts, asked)


def _templates_by_title(connection: Connection) -> list[str]:
    versions = template_versions
    ordered = connection.execute(
        select(versions.c.template_id, versions.c.title).order_by(versions.c.version)
    )
    newest = {row.template_id: row.title for row in ordered}
    return sorted(newest, key=lambda template: (newest[template].casefold(), template))


def _rows(connection: Connection, numbers: Sequence[int]) -> tuple[RunRow, ...]:
    """The rows of these runs in the same order."""
    found: dict[int, RunRow] = {}
    for batch in in_batches(numbers):
        details = connection.execute(_DETAILS.where(runs.c.number.in_(batch))).all()
        ids = [row.id for row in details]
        waited_for, returned = _waited_for(connection, ids), _returned(connection, ids)
        for row in details:
            shown = _run_row(row, waited_for.get(row.id, ""))
            found[row.number] = replace(shown, returned=returned.get(row.id, ""))
    return tuple(found[number] for number in numbers)


_DETAILS = with_subject(
    select(
        runs.c.id,
        runs.c.number,
        runs.c.template_id,
        template_versions.c.title,
        runs.c.template_version,
        template_versions.c.kind,
        runs.c.event_at,
        runs.c.event_at_offset,
        runs.c.entered_at,
        runs.c.entered_at_offset,
        people.c.name.label("started_by"),
        RUN_STATE.label("state"),
        runs.c.attention,
    )
    .select_from(runs)
    .join(template_versions, template_versions.c.digest == runs.c.template_digest)
    .join(people, people.c.id == runs.c.started_by)
)


def _waited_for(connection: Connection, ids: Sequence[RunId]) -> dict[RunId, str]:
    """The required signatures that are missing: who may give them, and what they mean."""
    slots = sign_off_slots
    missing = (
        select(slots.c.run_id, slots.c.roles, slots.c.meaning)
        .where(slots.c.run_id.in_(ids), slots.c.required, slots.c.sign_off_id.is_(None))
        .order_by(slots.c.run_id, slots.c.position)
    )
    found: dict[RunId, list[str]] = {}
    for row in connection.execute(missing):
        found.setdefault(row.run_id, []).append(f"{' or '.join(row.roles)}: {row.meaning}")
    return {run_id: "; ".join(parts) for run_id, parts in found.items()}


def _returned(connection: Connection, ids: Sequence[RunId]) -> dict[RunId, str]:
    """Why these were returned, as long as they wait to be corrected."""
    waits = run_returns.c.run_id.in_(ids), run_returns.c.settled_at.is_(None)
    back = select(run_returns.c.run_id, run_returns.c.reason).where(*waits)
    return {row.run_id: row.reason for row in connection.execute(back)}


def _run_row(row: Row[Any], waiting_for: str) -> RunRow:
    state = RunState(row.state)
    return RunRow(
        run_id=RunId(row.id),
        number=row.number,
        code=run_code(row.number),
        template_id=row.template_id,
        template_title=row.title,
        template_version=row.template_version,
        kind=row.kind,
        event_at=Moment(row.event_at, row.event_at_offset),
        entered_at=Moment(row.entered_at, row.entered_at_offset),
        started_by=row.started_by,
        about=about(row),
        state=state,
        attention=row.attention,
        waiting_for=waiting_for if state is RunState.WAITING else "",
    )
