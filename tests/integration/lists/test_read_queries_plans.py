"""How the engine answers the lists: out of an index in their order, and with as many questions for many rows as for few."""

import re

import pytest
from sqlalchemy import select

from au_desktop.domain.training.cases import CaseState
from au_desktop.persistence.tables.case_tables import cases
from au_desktop.services.rows import CaseFilter, Page, PageRequest, RunFilter, RunState
from tests.read_centers import ReadCenters, plan, statements

WHOLE_TABLE = re.compile(r"^SCAN (cases|runs|answers|seals|sign_offs|sign_off_slots|run_voids)$")
SMALL = "FROM template_versions ORDER BY"
PAGES = [
    PageRequest(5, sort=sort, descending=down)
    for sort in ("on", "number", "trainee", "drug")
    for down in (False, True)
]
RUN_PAGES = [
    PageRequest(5, sort=sort, descending=down)
    for sort in ("event_at", "number", "template", "state")
    for down in (False, True)
]


def steps(centers: ReadCenters, ask) -> list[str]:
    """What the engine does to answer, the few titles of templates aside."""
    engines = centers.engines(0)
    with statements(engines) as asked:
        first = ask(centers.lists(0), None)
        if first.next is not None:
            ask(centers.lists(0), first.next)
    big = [(sql, row) for sql, row in asked if sql.startswith("SELECT") and SMALL not in sql]
    return [step for sql, row in big for step in plan(engines, sql, row)]


def walks(found: list[str]) -> bool:
    """Whether no table is read whole and nothing is sorted: each row comes from an index in the order of the list."""
    return not any(WHOLE_TABLE.match(step) or "TEMP B-TREE" in step for step in found)


def then(request: PageRequest, after: tuple[str | int | None, ...] | None) -> PageRequest:
    return PageRequest(request.limit, after, request.sort, descending=request.descending)


@pytest.mark.parametrize("request_", PAGES, ids=str)
@pytest.mark.parametrize(
    "wanted", [CaseFilter(), CaseFilter(state=CaseState.GIVEN)], ids=["all", "given"]
)
def test_cases_come_out_of_an_index(
    centers: ReadCenters, request_: PageRequest, wanted: CaseFilter
) -> None:
    found = steps(centers, lambda lists, after: lists.cases(wanted, then(request_, after)))
    assert any("INDEX" in step for step in found)
    assert walks(found), found


@pytest.mark.parametrize("request_", RUN_PAGES, ids=str)
def test_runs_come_out_of_an_index(centers: ReadCenters, request_: PageRequest) -> None:
    found = steps(centers, lambda lists, after: lists.runs(RunFilter(), then(request_, after)))
    allowed = (
        request_.sort == "state"
    )  # drafts and others that stay few are found by their own index, then sorted
    assert any("INDEX" in step for step in found)
    assert walks([step for step in found if not (allowed and "ORDER BY" in step)]), found


@pytest.mark.parametrize("sort", ["event_at", "number", "template"])
def test_signed_runs_come_out_of_an_index(centers: ReadCenters, sort: str) -> None:
    wanted = RunFilter(state=RunState.DONE)
    found = steps(centers, lambda lists, after: lists.runs(wanted, PageRequest(5, after, sort)))
    assert not any(WHOLE_TABLE.match(step) or "ORDER BY" in step for step in found), found


@pytest.mark.parametrize("state", [state for state in RunState if state is not RunState.DONE])
def test_a_rare_state_leads_to_its_runs(centers: ReadCenters, state: RunState) -> None:
    found = steps(
        centers, lambda lists, after: lists.runs(RunFilter(state=state), PageRequest(5, after))
    )
    long = [
        step for step in found if step.startswith("SCAN runs") and "ix_runs_drafts" not in step
    ]
    assert not long, found


def test_the_other_lists_come_out_of_an_index(centers: ReadCenters) -> None:
    for name in ("signatures", "waiting"):
        found = steps(
            centers, lambda lists, after, name=name: getattr(lists, name)(PageRequest(5, after))
        )
        assert walks(found), (name, found)
    for words in ("", "sign"):
        found = steps(
            centers, lambda lists, after, words=words: lists.log(words, PageRequest(5, after))
        )
        assert walks(found), (words, found)


def test_a_walk_past_an_index_is_noticed(centers: ReadCenters) -> None:
    """What these tests look for does show in a plan."""
    engines = centers.engines(0)
    notes = select(cases).order_by(cases.c.notes).compile(dialect=engines.read.dialect)
    found = plan(engines, str(notes), ())
    assert not walks(found)


def test_no_question_is_asked_for_each_row(centers: ReadCenters) -> None:
    for ask in (
        lambda lists, limit: lists.cases(CaseFilter(), PageRequest(limit)),
        lambda lists, limit: lists.runs(RunFilter(), PageRequest(limit)),
        lambda lists, limit: lists.waiting(PageRequest(limit)),
        lambda lists, limit: lists.signatures(PageRequest(limit)),
    ):
        asked = []
        for limit in (2, 12):
            with statements(centers.engines(0)) as sent:
                page: Page[object] = ask(centers.lists(0), limit)
            assert len(page.rows) == limit
            asked.append(len(sent))
        assert asked[1] <= asked[0] + 1  # one more where the page reaches the list's next part
