"""Where a run stands, worked out in SQL from its facts, and the runs that stand so."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    union_all,
)

from au_desktop.persistence.tables.run_tables import run_voids, runs
from au_desktop.persistence.tables.sign_off_tables import seals, sign_off_slots
from au_desktop.services.rows import RunState

_FEW = 5000

_amendments = runs.alias("amendments")
_others = runs.alias("others")

_OPEN_SLOT = and_(sign_off_slots.c.required, sign_off_slots.c.sign_off_id.is_(None))


def is_void(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the run of that id was taken out of the record."""
    return exists().where(run_voids.c.run_id == run_id).correlate_except(run_voids)


_SIGNED_AMENDMENT = and_(
    _amendments.c.amends.is_not(None),
    exists().where(seals.c.run_id == _amendments.c.id).correlate(_amendments),
    not_(is_void(_amendments.c.id)),
)


def is_superseded(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether an amendment of the run of that id has been signed and stands."""
    signed = exists().where(_amendments.c.amends == run_id, _SIGNED_AMENDMENT)
    return signed.correlate_except(_amendments)


_IS_VOID = is_void(runs.c.id)
_IS_SUPERSEDED = is_superseded(runs.c.id)
_IS_DRAFT = runs.c.submitted_at.is_(None)
_HAS_OPEN_SLOT = exists().where(sign_off_slots.c.run_id == runs.c.id, _OPEN_SLOT).correlate(runs)

RUN_STATE = case(
    (_IS_VOID, RunState.VOIDED.value),
    (_IS_SUPERSEDED, RunState.SUPERSEDED.value),
    (_IS_DRAFT, RunState.DRAFT.value),
    (_HAS_OPEN_SLOT, RunState.WAITING.value),
    else_=RunState.DONE.value,
)

# Most runs are signed and stand; every other state is a short list by its own index, and leads to its runs from there.
_MEMBERS = {
    RunState.VOIDED: select(run_voids.c.run_id),
    RunState.SUPERSEDED: select(_amendments.c.amends).where(_SIGNED_AMENDMENT),
    RunState.DRAFT: select(_others.c.id).where(_others.c.submitted_at.is_(None)),
    RunState.WAITING: select(sign_off_slots.c.run_id).where(_OPEN_SLOT),
}
_HOLDS: dict[RunState, ColumnElement[bool]] = {
    RunState.VOIDED: _IS_VOID,
    RunState.SUPERSEDED: _IS_SUPERSEDED,
    RunState.DRAFT: _IS_DRAFT,
    RunState.WAITING: _HAS_OPEN_SLOT,
}
_BEFORE = {
    RunState.VOIDED: (),
    RunState.SUPERSEDED: (_IS_VOID,),
    RunState.DRAFT: (_IS_VOID, _IS_SUPERSEDED),
    RunState.WAITING: (_IS_VOID, _IS_SUPERSEDED, _IS_DRAFT),
    RunState.DONE: (_IS_VOID, _IS_SUPERSEDED, _IS_DRAFT, _HAS_OPEN_SLOT),
}


@dataclass(frozen=True, slots=True)
class StateCondition:
    """That a run stands so; `leads` says that the few runs that do are found first, and sorted then."""

    holds: ColumnElement[bool]
    leads: bool


def in_state(connection: Connection, state: RunState, *, by_time: bool = False) -> StateCondition:
    """The condition, in the form that is quick for as many runs as there are.

    `by_time` says that time alone orders and narrows the list: drafts have an index of their own for that.
    """
    rest = tuple(not_(other) for other in _BEFORE[state])
    if by_time and state is RunState.DRAFT:
        return StateCondition(and_(_IS_DRAFT, *rest), leads=False)
    members = _MEMBERS.get(state)
    if members is None:
        return StateCondition(and_(*rest), leads=False)
    some = members.limit(_FEW + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() > _FEW:
        return StateCondition(and_(_HOLDS[state], *rest), leads=False)
    return StateCondition(and_(runs.c.id.in_(members), *rest), leads=True)


def not_done(connection: Connection) -> StateCondition:
    """That a run is in any state but signed: all of them in one condition."""
    some = [members.limit(_FEW + 1) for members in _MEMBERS.values()]
    counts = [select(func.count()).select_from(part.subquery()).scalar_subquery() for part in some]
    if max(connection.execute(select(*counts)).one()) > _FEW:
        return StateCondition(or_(*_HOLDS.values()), leads=False)
    return StateCondition(runs.c.id.in_(union_all(*_MEMBERS.values())), leads=True)
