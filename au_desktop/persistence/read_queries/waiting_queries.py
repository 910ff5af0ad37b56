"""Signatures that are waited for, as a list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Text, func, literal, not_, or_, select, type_coerce

from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.persistence.id_batches import in_batches
from au_desktop.persistence.listing.keysets import Segment, fetch_segments
from au_desktop.persistence.read_queries.plan_hints import unindexed
from au_desktop.persistence.read_queries.run_states import is_superseded, is_void
from au_desktop.persistence.read_queries.run_subjects import about, with_subject
from au_desktop.persistence.tables.people_tables import people
from au_desktop.persistence.tables.run_tables import runs
from au_desktop.persistence.tables.sign_off_tables import sign_off_slots as slots
from au_desktop.persistence.tables.supervisor_tables import supervisors
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.rows import Page, PageRequest, WaitingFilter, WaitingRow

MOST_COUNTED = 500
_KEYS = (slots.c.run_id, slots.c.position)


def waiting_page(
    connection: Connection, request: PageRequest, wanted: WaitingFilter
) -> Page[WaitingRow]:
    """Unfilled slots of submitted runs: first all that are required, then the optional, in both the run begun first.

    Ids of runs sort by the time they were made, so the index of open slots is already in that order. The optional are
    the tens of thousands that nobody has to give: beyond `MOST_COUNTED` they are not counted.
    """
    parts = [Segment("required", _open(wanted, required=True), _KEYS)]
    if not wanted.required_only:
        parts.append(Segment("optional", _open(wanted, required=False), _KEYS))
    page = fetch_segments(connection, tuple(parts), PageRequest(request.limit, request.after))
    total = _count(connection, parts[0].select)
    total += sum(_count_some(connection, part.select) for part in parts[1:])
    return Page(_rows(connection, [(row.key_0, row.key_1) for row in page.rows]), page.next, total)


def _open(wanted: WaitingFilter, *, required: bool) -> Select[Any]:
    opened = (
        select()
        .select_from(slots.join(runs, runs.c.id == slots.c.run_id))
        .where(slots.c.required.is_(required), slots.c.sign_off_id.is_(None))
        .where(runs.c.submitted_at.is_not(None))
        .where(not_(is_void(slots.c.run_id)), not_(is_superseded(slots.c.run_id)))
    )
    if wanted.role is not None:
        opened = opened.where(type_coerce(slots.c.roles, Text).contains(f'"{wanted.role.value}"'))
    if wanted.person_id is not None:
        opened = _theirs(opened, wanted.person_id, required=required)
    return _narrowed(opened, wanted)


def _theirs(opened: Select[Any], person_id: PersonId, *, required: bool) -> Select[Any]:
    """What a person did is theirs to sign, unless it is said of a part; nobody is witness of what they submitted."""
    theirs = runs.c.submitted_by == person_id
    opened = opened.where(or_(slots.c.meaning != Meaning.WITNESSED.value, not_(theirs)))
    if not required:
        return opened
    by_anyone = or_(slots.c.meaning != Meaning.PERFORMED.value, slots.c.sections.is_not(None))
    return opened.where(or_(by_anyone, theirs))


def _narrowed(opened: Select[Any], wanted: WaitingFilter) -> Select[Any]:
    """The conditions on the run. None of them leads: the open slots are walked in their order, and each leads to its run."""
    if wanted.trainee_id is not None:
        opened = opened.where(unindexed(runs.c.trainee_id) == wanted.trainee_id)
    if wanted.submitted_before is not None:
        opened = opened.where(runs.c.submitted_at < wanted.submitted_before.utc)
    if wanted.attention_only:
        opened = opened.where(runs.c.attention > 0)
    if wanted.kind:
        kinds = select(template_versions.c.digest).where(template_versions.c.kind == wanted.kind)
        opened = opened.where(runs.c.template_digest.in_(kinds))
    return opened


def _count(connection: Connection, opened: Select[Any]) -> int:
    counting = opened.with_only_columns(func.count())
    return connection.execute(counting).scalar_one()


def _count_some(connection: Connection, opened: Select[Any]) -> int:
    some = opened.with_only_columns(literal(1)).limit(MOST_COUNTED).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _rows(connection: Connection, keys: Sequence[tuple[UUID, int]]) -> tuple[WaitingRow, ...]:
    found: dict[tuple[UUID, int], WaitingRow] = {}
    for batch in in_batches(list(dict.fromkeys(run_id for run_id, _ in keys))):
        details = _DETAILS.where(slots.c.run_id.in_(batch), slots.c.sign_off_id.is_(None))
        for row in connection.execute(details):
            found[row.run_id, row.position] = _waiting_row(row)
    return tuple(found[key] for key in keys)


_DETAILS = with_subject(
    select(
        slots.c.run_id,
        slots.c.position,
        slots.c.meaning,
        slots.c.roles,
        slots.c.required,
        slots.c.sections,
        slots.c.asked_by,
        runs.c.number,
        template_versions.c.title,
        template_versions.c.kind,
        runs.c.event_at,
        runs.c.event_at_offset,
        runs.c.submitted_at,
        runs.c.submitted_at_offset,
        func.coalesce(people.c.name, "").label("submitted_by"),
        runs.c.attention,
        supervisors.c.person_id.label("supervisor_person_id"),
    )
    .select_from(slots)
    .join(runs, runs.c.id == slots.c.run_id)
    .join(template_versions, template_versions.c.digest == runs.c.template_digest)
    .outerjoin(people, people.c.id == runs.c.submitted_by)
    .outerjoin(supervisors, supervisors.c.id == runs.c.supervisor_id)
)


def _waiting_row(row: Row[Any]) -> WaitingRow:
    person_id = row.supervisor_person_id
    return WaitingRow(
        run_id=RunId(row.run_id),
        position=row.position,
        meaning=row.meaning,
        roles=tuple(Role(role) for role in row.roles),
        code=run_code(row.number),
        template_title=row.title,
        about=about(row),
        event_at=Moment(row.event_at, row.event_at_offset),
        submitted_at=Moment(row.submitted_at, row.submitted_at_offset),
        submitted_by=row.submitted_by,
        attention=row.attention,
        supervisor_person_id=None if person_id is None else PersonId(person_id),
        required=row.required,
        kind=row.kind,
        sections=row.sections or (),
        asked=row.asked_by is not None,
    )
