"""How often each item was answered so, counted by SQL over all runs of a checklist, and the parts that a trainee took."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Float,
    FromClause,
    LargeBinary,
    Text,
    and_,
    case,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
    values,
)

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.persistence.listing.local_days import from_day, to_day
from au_desktop.persistence.read_queries.plan_hints import unindexed
from au_desktop.persistence.read_queries.run_states import is_superseded, is_void
from au_desktop.persistence.tables.run_tables import answers, runs
from au_desktop.persistence.tables.template_version_tables import template_versions
from au_desktop.services.checklists.item_counts import (
    AnswerSort,
    BaseLimits,
    ItemCount,
    Span,
    StepCount,
    VersionRuns,
)

_WORDED = ("confirmed", "yes_no", "chosen", "part")
_STANDS = (
    runs.c.submitted_at.is_not(None),
    not_(is_void(runs.c.id)),
    not_(is_superseded(runs.c.id)),
)


class SqlItemQueries:
    """`ItemQueries` on a center file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def version_runs(self, span: Span) -> Sequence[VersionRuns]:
        """The template versions with submitted runs in these days."""
        asked = (
            select(runs.c.template_id, runs.c.template_digest, func.count())
            .where(*_STANDS, *_within(span))
            .group_by(runs.c.template_id, runs.c.template_digest)
            .order_by(runs.c.template_id, runs.c.template_digest)
        )
        with self._engine.begin() as connection:
            return tuple(
                VersionRuns(template_id, digest.hex(), number)
                for template_id, digest, number in connection.execute(asked)
            )

    def item_counts(
        self, template_id: str, span: Span, limits: Sequence[BaseLimits]
    ) -> Sequence[ItemCount]:
        """The answers in all versions of a template in these days, grouped."""
        with self._engine.begin() as connection:
            return tuple(_item_counts(connection, template_id, span, limits))

    def step_counts(self, trainee_id: TraineeId, kind: str) -> Sequence[StepCount]:
        """The parts that a trainee took, in runs of that template kind, grouped by case."""
        versions = select(template_versions.c.digest).where(template_versions.c.kind == kind)
        about = (
            runs.c.trainee_id == trainee_id,
            unindexed(runs.c.template_digest).in_(versions),
            *_STANDS,
        )
        key = (runs.c.case_id, runs.c.template_digest)
        all_runs = (
            select(*key, literal(""), literal(""), func.count()).where(*about).group_by(*key)
        )
        parts = (
            select(*key, answers.c.item, answers.c.text, func.count())
            .join_from(runs, answers, answers.c.run_id == runs.c.id)
            .where(*about, answers.c.kind == "part")
            .group_by(*key, answers.c.item, answers.c.text)
        )
        with self._engine.begin() as connection:
            found = [*connection.execute(all_runs), *connection.execute(parts)]
        return tuple(
            StepCount(None if case_id is None else CaseId(case_id), digest.hex(), *rest)
            for case_id, digest, *rest in found
        )


def _within(span: Span) -> Iterable[ColumnElement[bool]]:
    if span.first is not None:
        yield from_day(runs.c.event_at, runs.c.event_at_offset, span.first)
    if span.last is not None:
        yield to_day(runs.c.event_at, runs.c.event_at_offset, span.last)


def _item_counts(
    connection: Connection, template_id: str, span: Span, limits: Sequence[BaseLimits]
) -> Iterable[ItemCount]:
    """One walk over the runs of the template; each run's answers lie together, so every answer is read once."""
    known = _known(limits)
    sort = _sort(known.c)
    words = case((answers.c.kind.in_(_WORDED), answers.c.text), else_=literal(""))
    key = (runs.c.template_digest, answers.c.item)
    asked = (
        select(
            *key,
            sort.label("sort"),
            words.label("words"),
            func.count(),
            func.count(answers.c.override_by),
        )
        .select_from(runs)
        .join(answers, answers.c.run_id == runs.c.id)
        .outerjoin(
            known,
            and_(
                answers.c.base.is_not(None),
                known.c.item == answers.c.item,
                known.c.digest == runs.c.template_digest,
            ),
        )
        .where(runs.c.template_id == template_id, *_STANDS, *_within(span))
        .group_by(*key, "sort", "words")
    )
    for digest, item, found, said, number, overridden in connection.execute(asked):
        yield ItemCount(digest.hex(), item, AnswerSort(found), said or "", number, overridden)


def _known(limits: Sequence[BaseLimits]) -> FromClause:
    """The limits as a table of the question itself; without any, one row that nothing matches."""
    columns = (
        Column("digest", LargeBinary),
        Column("item", Text),
        Column("low_action", Float),
        Column("low_attention", Float),
        Column("high_attention", Float),
        Column("high_action", Float),
        Column("limit_counts", Boolean),
    )
    rows: list[tuple[Any, ...]] = [
        (
            bytes.fromhex(one.digest),
            one.item,
            one.low_action,
            one.low_attention,
            one.high_attention,
            one.high_action,
            one.limit_counts,
        )
        for one in limits
    ]
    nothing = (b"", "", None, None, None, None, False)
    return values(*columns, name="known").data(rows or [nothing]).cte("known")


def _sort(known: Any) -> ColumnElement[str]:  # noqa: ANN401 - the columns of a question of its own
    base = answers.c.base

    def beyond(limit: ColumnElement[float], *, low: bool) -> ColumnElement[bool]:
        over = base < limit if low else base > limit
        return or_(over, and_(known.limit_counts == true(), base == limit))

    action = or_(beyond(known.low_action, low=True), beyond(known.high_action, low=False))
    attention = or_(beyond(known.low_attention, low=True), beyond(known.high_attention, low=False))
    return case(
        (answers.c.kind == "skipped", AnswerSort.SKIPPED.value),
        (base.is_(null()), AnswerSort.GIVEN.value),
        (action, AnswerSort.ACTION.value),
        (attention, AnswerSort.ATTENTION.value),
        else_=AnswerSort.GIVEN.value,
    )
