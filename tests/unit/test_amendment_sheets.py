"""An amendment beside the version before it: what changed, was added or removed, or got only another note."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.amendments import AnswerChange, answer_pairs
from au_desktop.domain.checklists.answers import Confirmed, Text
from au_desktop.domain.errors import NotFound
from au_desktop.domain.roles import Role
from tests.checklist_examples import a_run, a_template, an_answer, an_item, an_override, later
from tests.memory_services import MemoryServices


def test_each_item_says_what_became_of_it() -> None:
    keys = ("same", "changed", "added", "removed", "noted", "passed", "never")
    template = a_template(*(an_item(key) for key in keys))
    yes, no = Confirmed(done=True), Confirmed(done=False)
    run = a_run(template)
    old = [an_answer(key, yes) for key in ("same", "changed", "removed", "noted", "passed")]
    new = [
        an_answer("same", yes, at=later(9)),
        an_answer("changed", no),
        an_answer("added", yes),
        an_answer("noted", yes, note="by phone"),
        an_answer("passed", yes, override=an_override()),
    ]
    pairs = answer_pairs(
        template, replace(run, answers=tuple(old)), replace(run, answers=tuple(new))
    )
    assert {pair.item.key: pair.change for pair in pairs} == {
        "same": AnswerChange.SAME,
        "changed": AnswerChange.CHANGED,
        "added": AnswerChange.ADDED,
        "removed": AnswerChange.REMOVED,
        "noted": AnswerChange.NOTE,
        "passed": AnswerChange.OVERRIDE,
    }
    assert {pair.section.key for pair in pairs} == {"only"}


def test_both_versions_with_their_signatures_and_what_changed() -> None:
    center = MemoryServices()
    run_id = center.signed()
    work = center.work(Role.PRECEPTOR)
    new_id = work.checklist_work.amend(run_id, "wrong line").value
    work.checklist_work.answer(new_id, "remarks", Text("second line used"))
    work.checklist_work.submit(new_id)
    center.sign(new_id)
    shown = work.amendments.compare(new_id)
    assert (shown.old.code, shown.new.code) == ("R-000001", "R-000002")
    assert [(pair.item.key, pair.change) for pair in shown.changes] == [
        ("remarks", AnswerChange.ADDED)
    ]
    assert len(shown.pairs) > len(shown.changes)
    assert shown.amended_by == "The preceptor"
    assert (len(shown.old.signatures), len(shown.new.signatures)) == (1, 1)
    with pytest.raises(NotFound):
        work.amendments.compare(run_id)
