"""Counts of answers from a real file: the same as in plain Python, at every edge of every limit."""

from datetime import timedelta
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import PartTaken, StepPart
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.ids import TraineeId
from au_desktop.persistence.read_queries.item_queries import SqlItemQueries
from au_desktop.services.checklists.item_counts import ItemCount, Span
from au_desktop.services.checklists.item_statistics import version_limits
from tests.builders import MemoryDesk
from tests.center_files import CASE, PERSON, TRAINEE, OpenCenter
from tests.item_answers import DAY, FIRST, SECOND, Filing, file_many
from tests.memory_items import MemoryItems
from tests.read_centers import plan, statements

SPANS = [
    Span(),
    Span(DAY + timedelta(days=1)),
    Span(last=DAY),
    Span(DAY, DAY),
    Span(last=DAY - timedelta(days=1)),
]
LIMITS = [
    limit
    for template in (FIRST, SECOND)
    for limit in version_limits(template_digest(template), template)
]


@pytest.fixture
def many(filled: OpenCenter) -> OpenCenter:
    with filled.work() as uow:
        file_many(Filing(uow, PERSON.id))
        uow.commit()
    return filled


@pytest.fixture(scope="module")
def plain() -> MemoryItems:
    memory = MemoryDesk()
    with memory.center.unit_of_work() as uow:
        file_many(Filing(uow, PERSON.id))
        uow.commit()
    return MemoryItems(memory.center)


def by_key(counts: list[ItemCount]) -> list[tuple[object, ...]]:
    """The counts in an order of their own; words are a set."""
    rows = [
        (
            one.digest,
            one.item,
            one.sort.value,
            sorted(one.words.split()),
            one.answers,
            one.overridden,
        )
        for one in counts
    ]
    merged: dict[str, tuple[object, ...]] = {}
    for row in rows:
        key = repr(row[:4])
        before = merged.get(key, (*row[:4], 0, 0))
        merged[key] = (*row[:4], before[4] + row[4], before[5] + row[5])
    return sorted(merged.values(), key=repr)


@pytest.mark.parametrize("span", SPANS)
def test_sql_counts_as_python_does(many: OpenCenter, plain: MemoryItems, span: Span) -> None:
    queries = SqlItemQueries(many.engines.read)

    def own(found):
        return sorted((one.template_id, one.digest, one.runs) for one in found)

    known = {"given", "survey"}
    runs = [one for one in queries.version_runs(span) if one.template_id in known]
    assert own(runs) == own(plain.version_runs(span))
    counts = queries.item_counts("given", span, LIMITS)
    assert by_key(list(counts)) == by_key(list(plain.item_counts("given", span, LIMITS)))


def test_without_limits_every_amount_is_just_given(many: OpenCenter) -> None:
    counts = SqlItemQueries(many.engines.read).item_counts("given", Span(), ())

    assert {one.sort.value for one in counts} == {"given", "skipped"}


def test_every_answer_is_read_once_by_its_runs_own_key(many: OpenCenter) -> None:
    queries = SqlItemQueries(many.engines.read)
    with statements(many.engines) as asked:
        queries.item_counts("given", Span(DAY, DAY), LIMITS)
        queries.step_counts(TRAINEE.id, "administration")
    steps = [plan(many.engines, sql, row) for sql, row in asked if "FROM" in sql]

    assert len(steps) == 3
    assert any("ix_runs_template_id" in step for step in steps[0])
    assert all(
        any(step.startswith("SEARCH runs USING INDEX ix_runs_trainee_id") for step in one)
        for one in steps[1:]
    )
    for one in (steps[0], steps[2]):
        assert any("SEARCH answers USING PRIMARY KEY (run_id=?" in step for step in one)
    assert not any(step.startswith(("SCAN runs", "SCAN answers")) for one in steps for step in one)


def test_the_parts_of_a_trainee_are_counted_by_case(many: OpenCenter) -> None:
    with many.work() as uow:
        filing = Filing(uow, PERSON.id)
        filing._number = 700
        filing.about(CASE.id, TRAINEE.id)
        for part in ("observed", "performed", "performed"):
            filing.run(FIRST, part_assay=PartTaken(StepPart(part)))
        filing.run(SECOND)
        filing.void(filing.run(FIRST, part_assay=PartTaken(StepPart.ASSISTED)))
        uow.commit()
    queries = SqlItemQueries(many.engines.read)
    wanted = {template_digest(FIRST), template_digest(SECOND)}
    found = {
        (one.digest, one.item, one.part): one.times
        for one in queries.step_counts(TRAINEE.id, "administration")
        if one.digest in wanted
    }

    assert found == {
        (template_digest(FIRST), "", ""): 3,
        (template_digest(SECOND), "", ""): 1,
        (template_digest(FIRST), "part_assay", "observed"): 1,
        (template_digest(FIRST), "part_assay", "performed"): 2,
    }
    assert queries.step_counts(TRAINEE.id, "area_survey") == ()
    assert queries.step_counts(TraineeId(UUID(int=1)), "administration") == ()
