"""How the engine answers the narrowed queue of signatures: out of the index of open slots, whatever narrows it."""

import re

import pytest

from au_desktop.domain.roles import Role
from au_desktop.services.rows import PageRequest, RunFilter, WaitingFilter
from tests.read_centers import ReadCenters, plan, statements

WHOLE_TABLE = re.compile(r"^SCAN (cases|runs|answers|seals|sign_offs|sign_off_slots|run_voids)$")


def steps(centers: ReadCenters, ask) -> list[str]:
    engines = centers.engines(0)
    with statements(engines) as asked:
        ask(centers.lists(0))
    selects = [(sql, row) for sql, row in asked if sql.startswith("SELECT")]
    return [step for sql, row in selects for step in plan(engines, sql, row)]


def narrowings(centers: ReadCenters) -> dict[str, WaitingFilter]:
    lists = centers.lists(0)
    first = lists.waiting(PageRequest(1)).rows[0]
    trainee = next(iter(lists.trainees_active()))
    return {
        "kind": WaitingFilter(kind=first.kind),
        "trainee": WaitingFilter(trainee_id=trainee),
        "age": WaitingFilter(submitted_before=first.submitted_at),
        "attention": WaitingFilter(attention_only=True),
        "all": WaitingFilter(
            Role.PRECEPTOR,
            None,
            True,
            first.kind,
            trainee,
            first.submitted_at,
            attention_only=True,
        ),
    }


@pytest.mark.parametrize("name", ["kind", "trainee", "age", "attention", "all"])
def test_the_open_slots_are_walked_in_their_order(centers: ReadCenters, name: str) -> None:
    wanted = narrowings(centers)[name]
    found = steps(centers, lambda lists: lists.waiting(PageRequest(5), wanted))
    assert any("ix_sign_off_slots_open" in step for step in found)
    assert not any(WHOLE_TABLE.match(step) or "TEMP B-TREE" in step for step in found), found


def test_what_was_returned_is_found_by_its_own_index(centers: ReadCenters) -> None:
    person = next(iter(centers.lists(0).trainees_active()))
    found = steps(centers, lambda lists: lists.runs(RunFilter(returned_to=person), PageRequest(5)))
    assert any("ix_run_returns_open" in step for step in found)
    assert not any(WHOLE_TABLE.match(step) for step in found), found
