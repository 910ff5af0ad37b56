"""The life of a run: start, answers, submission, override, amendment, void."""

from dataclasses import replace
from uuid import UUID

import pytest

from au_desktop.domain.checklists.answers import Confirmed, Text, Timed
from au_desktop.domain.checklists.items import ItemType, SkipRule
from au_desktop.domain.checklists.run_documents import run_document
from au_desktop.domain.checklists.runs import (
    Amendment,
    NotAnswered,
    NotSubmitted,
    RunIsSubmitted,
    RunIsVoid,
    Subject,
    Voided,
    amended,
    answers_by_item,
    taken_back,
    voided,
    with_answer,
    with_answers,
    with_override,
    without_answer,
)
from au_desktop.domain.checklists.submission import (
    CriticalStop,
    NotComplete,
    OtherDrug,
    OtherTemplate,
    Start,
    SubjectIncomplete,
    may_submit,
    missing_needs,
    require_signable,
    started,
    submitted,
)
from au_desktop.domain.checklists.template_documents import template_digest
from au_desktop.domain.checklists.templates import Need
from au_desktop.domain.errors import NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from tests.checklist_examples import (
    NOON,
    OTHER,
    PERSON,
    STAMP,
    a_run,
    a_template,
    an_answer,
    an_item,
    an_override,
    later,
)

DONE, NOT_DONE = Confirmed(done=True), Confirmed(done=False)
TEMPLATE = a_template(an_item("a", critical=True), an_item("b", ItemType.TEXT))
VOID = Voided("entered for the wrong case", PERSON, NOON)
AMENDMENT = Amendment(RunId(UUID(int=99)), 40, OTHER, later(60), "wrong arm")


def a_submitted_run(**values):
    return submitted(TEMPLATE, a_run(TEMPLATE, **(values or {"a": DONE, "b": Text("ok")})), STAMP)


def test_a_run_starts_with_the_digest_of_its_template():
    run = a_run(TEMPLATE)

    assert run.template_digest == template_digest(TEMPLATE)
    assert (run.number, run.entry_time, run.started_by, run.is_draft) == (12, NOON, PERSON, True)


def test_a_run_needs_what_its_template_needs():
    template = replace(TEMPLATE, needs=(Need.CASE, Need.ROOM, Need.DRUG))
    start = Start(RunId(UUID(int=1)), 1, Subject(), NOON, STAMP)

    with pytest.raises(SubjectIncomplete) as refused:
        started(template, start)

    assert refused.value.missing == (Need.CASE, Need.ROOM, Need.DRUG)
    assert missing_needs(template, Subject(drug_id="x")) == (Need.CASE, Need.ROOM)


def test_a_template_for_one_drug_takes_no_other():
    template = replace(TEMPLATE, drugs=("lu-177-dotatate",))

    with pytest.raises(OtherDrug) as refused:
        a_run(template)

    assert (refused.value.template_id, refused.value.drug_id) == ("example", "example-drug")


def test_an_answer_takes_the_place_of_the_earlier_one():
    run = with_answer(a_run(TEMPLATE, a=NOT_DONE, b=Text("x")), an_answer("a", DONE))

    assert [answer.item for answer in run.answers] == ["a", "b"]
    assert run.answer("a").value == DONE
    assert without_answer(run, "a").answer("a") is None
    assert with_answers(run, ()).answers == ()


def test_an_override_stays_with_its_value_only():
    run = with_override(a_run(TEMPLATE, a=NOT_DONE), "a", an_override())

    same = with_answer(run, an_answer("a", NOT_DONE, note="again"))
    assert same.answer("a").override == an_override()
    assert with_answer(run, an_answer("a", DONE)).answer("a").override is None
    fresh = an_override(reason="another")
    given = an_answer("a", NOT_DONE, override=fresh)
    assert with_answer(run, given).answer("a").override == fresh


def test_an_override_needs_a_role_a_reason_and_an_answer():
    run = a_run(TEMPLATE, a=NOT_DONE, b=Text("x"))

    with pytest.raises(NotAllowed):
        with_override(run, "a", an_override(role=Role.TRAINEE))
    with pytest.raises(ReasonRequired):
        with_override(run, "a", an_override(reason="  "))
    with pytest.raises(NotAnswered) as refused:
        with_override(a_run(TEMPLATE), "a", an_override())
    assert refused.value.item == "a"


def test_a_run_is_submitted_when_nothing_is_missing():
    assert not may_submit(TEMPLATE, a_run(TEMPLATE, a=DONE))
    with pytest.raises(NotComplete) as refused:
        submitted(TEMPLATE, a_run(TEMPLATE, a=DONE), STAMP)
    assert refused.value.missing == ("b",)

    full = a_run(TEMPLATE, a=DONE, b=Text("ok"))
    assert may_submit(TEMPLATE, full)
    run = submitted(TEMPLATE, full, STAMP)
    assert (run.submitted_at, run.submitted_by, run.is_draft) == (NOON, PERSON, False)
    with pytest.raises(RunIsSubmitted):
        submitted(TEMPLATE, run, STAMP)
    with pytest.raises(RunIsSubmitted):
        with_answer(run, an_answer("a", DONE))


def test_a_stopped_run_may_be_submitted_but_not_signed_until_the_reason_is_recorded():
    run = a_submitted_run(a=NOT_DONE, b=Text("ok"))

    with pytest.raises(CriticalStop) as refused:
        require_signable(TEMPLATE, run)
    assert refused.value.items == ("a",)

    passed = with_override(run, "a", an_override())
    require_signable(TEMPLATE, passed)
    assert passed.answer("a").override is not None


def test_a_run_is_judged_by_its_own_template_only():
    other = replace(TEMPLATE, version=2)
    run = a_run(TEMPLATE, a=DONE, b=Text("ok"))

    assert not may_submit(other, run)
    with pytest.raises(OtherTemplate) as refused:
        submitted(other, run, STAMP)
    assert refused.value.expected == template_digest(TEMPLATE)
    with pytest.raises(NotComplete):
        require_signable(TEMPLATE, a_run(TEMPLATE, a=DONE))


def test_an_answer_to_an_item_that_does_not_exist_is_refused():
    run = a_run(TEMPLATE, a=DONE, b=Text("ok"), ghost=DONE)

    with pytest.raises(NotFound):
        submitted(TEMPLATE, run, STAMP)


def test_a_submitted_run_is_taken_back_to_be_corrected():
    run = a_submitted_run()

    assert taken_back(run) == a_run(TEMPLATE, a=DONE, b=Text("ok"))
    with pytest.raises(NotSubmitted):
        taken_back(a_run(TEMPLATE))


def test_an_amendment_carries_the_answers_over_and_leaves_the_run_as_it_was():
    run = a_submitted_run()

    new = amended(run, AMENDMENT)

    assert (new.id, new.number, new.amends, new.amend_reason) == (
        AMENDMENT.id,
        40,
        run.id,
        "wrong arm",
    )
    assert new.answers == run.answers
    assert new.event_time == run.event_time
    assert (new.entry_time, new.started_by, new.is_draft) == (later(60), OTHER, True)
    assert new.template_digest == run.template_digest
    with pytest.raises(NotSubmitted):
        amended(a_run(TEMPLATE), AMENDMENT)
    with pytest.raises(ReasonRequired):
        amended(run, replace(AMENDMENT, reason=""))


def test_a_void_run_takes_nothing_more():
    gone = voided(a_submitted_run(), VOID)

    assert gone.voided == VOID
    for attempt in (
        lambda: voided(gone, VOID),
        lambda: amended(gone, AMENDMENT),
        lambda: taken_back(gone),
        lambda: with_answer(gone, an_answer("a", DONE)),
        lambda: with_override(gone, "a", an_override()),
        lambda: submitted(TEMPLATE, gone, STAMP),
        lambda: require_signable(TEMPLATE, gone),
    ):
        with pytest.raises(RunIsVoid):
            attempt()
    with pytest.raises(ReasonRequired):
        voided(a_run(TEMPLATE), replace(VOID, reason=" "))


def test_the_signed_document_holds_everything_that_is_set_and_nothing_else():
    run = amended(a_submitted_run(), AMENDMENT)
    run = submitted(TEMPLATE, run, STAMP)

    document = run_document(run)

    assert document["number"] == 40
    assert document["template"]["digest"] == template_digest(TEMPLATE)
    assert document["subject"] == {
        "case": str(UUID(int=2)),
        "trainee": str(UUID(int=3)),
        "drug": "example-drug",
    }
    assert document["event_time"] == "2026-11-20T12:00:00.000000-05:00"
    assert document["submitted_by"] == str(PERSON)
    assert document["amends"] == str(UUID(int=1))
    assert [answer["item"] for answer in document["answers"]] == ["a", "b"]
    assert "amends" not in run_document(a_run(TEMPLATE))


def test_the_order_of_answering_does_not_change_the_signed_document():
    run = a_run(TEMPLATE, a=DONE, b=Text("ok"))
    turned = replace(run, answers=tuple(reversed(run.answers)))

    assert run_document(run) == run_document(turned)
    assert answers_by_item(turned.answers).keys() == {"a", "b"}


def test_a_timer_that_was_never_stopped_keeps_a_run_open():
    template = a_template(an_item("t", ItemType.TIMER, skip=SkipRule(allowed=False)))

    assert not may_submit(template, a_run(template, t=Timed(NOON)))
    assert may_submit(template, a_run(template, t=Timed(NOON, later(1))))
