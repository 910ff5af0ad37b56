"""Tests of filling checklists: every answer kept and logged, computed items following, back and forth, amended, void."""

from dataclasses import replace
from datetime import timedelta

import pytest

from au_desktop.domain.checklists.answer_checks import AnswerRefused
from au_desktop.domain.checklists.answers import (
    Computed,
    Confirmed,
    Reference,
    Skipped,
    Text,
)
from au_desktop.domain.checklists.runs import (
    NotAnswered,
    NotSubmitted,
    RunIsSubmitted,
    RunIsVoid,
    Subject,
)
from au_desktop.domain.checklists.submission import NotComplete
from au_desktop.domain.errors import NotAllowed, NotFound, ReasonRequired, SignedRecordIsFinal
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentUnfit
from au_desktop.services.changes import Kind
from au_desktop.services.checklists.checklist_work import ChecklistWork, Given
from au_desktop.services.rows import PageRequest, RunFilter, RunState
from tests.builders import an_instrument
from tests.checklist_examples import mci
from tests.memory_services import ADMINISTERED, SURVEY, MemoryServices


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


@pytest.fixture
def work(center: MemoryServices) -> ChecklistWork:
    return center.work(Role.PRECEPTOR).checklist_work


def state_of(center: MemoryServices, run_id: RunId) -> RunState:
    rows = center.work().checklist_work.runs(RunFilter(), PageRequest()).rows
    return next(row.state for row in rows if row.run_id == run_id)


def test_a_run_starts_with_a_number_and_both_times(
    center: MemoryServices, work: ChecklistWork
) -> None:
    earlier = Moment(center.now().utc - timedelta(hours=2), -300)
    outcome = work.start(SURVEY.id, Subject(), earlier)
    run = center.memory.center.state.runs[outcome.value]
    assert (run.number, run.event_time, run.entry_time) == (1, earlier, center.now())
    assert outcome.changes.touches(Kind.RUN)
    assert center.log[-1].fields["template"] == [None, SURVEY.id]
    assert [hit.id for hit in center.memory.queries.find("R-000001", 3)] == [run.id]
    assert outcome.undo is not None
    outcome.undo.run()
    assert state_of(center, run.id) is RunState.VOIDED


def test_an_answer_is_kept_logged_and_put_back(
    center: MemoryServices, work: ChecklistWork
) -> None:
    run_id = work.start(SURVEY.id, Subject()).value
    first = work.answer(run_id, "prescribed", mci("200"), "as written")
    assert center.log[-1].fields["prescribed"][0] is None
    assert center.log[-1].fields["prescribed"][1]["number"] == "200"
    second = work.answer(run_id, "prescribed", mci("210"))
    assert second.undo is not None
    second.undo.run()
    kept = center.memory.center.state.runs[run_id].answer("prescribed")
    assert kept is not None
    assert (kept.value, kept.note) == (mci("200"), "as written")
    assert first.undo is not None
    first.undo.run()
    assert center.memory.center.state.runs[run_id].answers == ()


def test_computed_items_follow(center: MemoryServices, work: ChecklistWork) -> None:
    run_id = work.start(SURVEY.id, Subject()).value
    work.answer(run_id, "prescribed", mci("200"))
    run = work.answer(run_id, "measured", mci("190")).value
    computed = run.answer("difference")
    assert computed is not None
    assert isinstance(computed.value, Computed)
    assert computed.value.amount == -5
    assert set(center.log[-1].fields) == {"measured", "difference"}
    outcome = work.clear(run_id, "measured")
    assert [answer.item for answer in outcome.value.answers] == ["prescribed"]
    assert set(center.log[-1].fields) == {"measured", "difference"}
    assert outcome.undo is not None
    outcome.undo.run()
    assert len(center.memory.center.state.runs[run_id].answers) == 3


def test_the_same_answer_again_is_no_change_but_a_later_one_is(
    center: MemoryServices, work: ChecklistWork
) -> None:
    run_id = work.start(SURVEY.id, Subject()).value
    work.answer(run_id, "plain", Confirmed(done=True))
    entries = len(center.log)
    assert work.answer(run_id, "plain", Confirmed(done=True)).changes.kinds == frozenset()
    assert work.clear(run_id, "prescribed").changes.kinds == frozenset()
    assert len(center.log) == entries


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (Given("unknown", Text("x")), NotFound),
        (Given("plain", Text("x")), AnswerRefused),
        (Given("difference", Text("x")), AnswerRefused),
    ],
)
def test_what_an_item_does_not_take_changes_nothing(
    center: MemoryServices, work: ChecklistWork, given: Given, error: type[Exception]
) -> None:
    run_id = work.start(SURVEY.id, Subject()).value
    before = center.memory.center.state
    with pytest.raises(error):
        work.answer_all(run_id, (Given("plain", Confirmed(done=True)), given))
    assert center.memory.center.state is before


def test_an_instrument_must_be_fit_on_the_day_of_the_work(
    center: MemoryServices, work: ChecklistWork
) -> None:
    facilities = center.work().facilities
    fit = facilities.add_instrument(an_instrument()).value
    never = facilities.add_instrument(an_instrument(name="SM-9", calibrated_on=None)).value
    run_id = work.start(SURVEY.id, Subject()).value
    work.answer(run_id, "meter", Reference("instrument", "SM-1", fit))
    with pytest.raises(InstrumentUnfit):
        work.answer(run_id, "meter", Reference("instrument", "SM-9", never))
    late = Moment(center.now().utc + timedelta(days=200))
    run_id = work.start(SURVEY.id, Subject(), late).value
    with pytest.raises(InstrumentUnfit):
        work.answer(run_id, "meter", Reference("instrument", "SM-1", fit))


def test_the_time_of_the_work_is_corrected_and_put_back(
    center: MemoryServices, work: ChecklistWork
) -> None:
    run_id = center.run()
    before = center.memory.center.state.runs[run_id].event_time
    later = Moment(before.utc + timedelta(minutes=9))
    outcome = work.set_event_time(run_id, later)
    assert center.memory.center.state.runs[run_id].event_time == later
    assert center.log[-1].fields == {"event time": [before.iso(), later.iso()]}
    assert outcome.undo is not None
    outcome.undo.run()
    assert center.memory.center.state.runs[run_id].event_time == before
    work.void(run_id, "never happened")
    with pytest.raises(RunIsVoid):
        work.set_event_time(run_id, later)


def test_what_is_open_keeps_a_run_from_being_submitted(work: ChecklistWork) -> None:
    run_id = work.start(SURVEY.id, Subject()).value
    work.answer(run_id, "plain", Skipped("not today"))
    with pytest.raises(NotComplete) as refused:
        work.submit(run_id)
    assert refused.value.missing == ("prescribed", "measured", "difference")


def test_submitting_asks_for_signatures_and_is_taken_back(
    center: MemoryServices, work: ChecklistWork
) -> None:
    run_id = center.run()
    outcome = work.submit(run_id)
    assert state_of(center, run_id) is RunState.WAITING
    assert [slot.rule.meaning for slot in center.work().signing.slots(run_id)] == [
        "performed",
        "supervised",
        "reviewed",
    ]
    with pytest.raises(RunIsSubmitted):
        work.answer(run_id, "checked", Confirmed(done=False))
    assert outcome.undo is not None
    outcome.undo.run()
    assert state_of(center, run_id) is RunState.DRAFT
    assert center.work().signing.slots(run_id) == ()
    with pytest.raises(ReasonRequired):
        work.take_back(run_id, " ")
    with pytest.raises(NotSubmitted):
        work.take_back(run_id, "again")


def test_a_signed_run_is_final(center: MemoryServices, work: ChecklistWork) -> None:
    run_id = center.signed()
    for change in (
        lambda: work.take_back(run_id, "slip"),
        lambda: work.override(run_id, "checked", "slip"),
        lambda: work.set_event_time(run_id, center.now()),
    ):
        with pytest.raises(SignedRecordIsFinal) as refused:
            change()
        assert refused.value.record == "R-000001"


def test_an_override_says_why_and_by_whom(center: MemoryServices, work: ChecklistWork) -> None:
    run_id = center.run()
    work.answer(run_id, "checked", Confirmed(done=False))
    with pytest.raises(NotAllowed):
        center.work(Role.TRAINEE).checklist_work.override(run_id, "checked", "let me")
    with pytest.raises(ReasonRequired):
        work.override(run_id, "checked", " ")
    with pytest.raises(NotAnswered):
        work.override(run_id, "remarks", "why not")
    run = work.override(run_id, "checked", " seen by me ").value
    answer = run.answer("checked")
    assert answer is not None
    assert answer.override is not None
    assert (answer.override.reason, answer.override.role) == ("seen by me", Role.PRECEPTOR)
    stored = center.memory.center.state.runs[run_id].answer("checked")
    assert stored == answer
    work.submit(run_id)
    center.sign(run_id)


def test_an_amendment_carries_the_answers_and_takes_the_place_once_signed(
    center: MemoryServices, work: ChecklistWork
) -> None:
    run_id = center.signed()
    with pytest.raises(ReasonRequired):
        work.amend(run_id, " ")
    new_id = work.amend(run_id, " wrong line ").value
    new = center.memory.center.state.runs[new_id]
    assert (new.number, new.amends, new.amend_reason) == (2, run_id, "wrong line")
    assert center.log[-1].fields == {"amends": [None, "R-000001"]}
    with pytest.raises(NotSubmitted):
        work.amend(new_id, "not yet")
    work.answer(new_id, "remarks", Text("corrected"))
    work.submit(new_id)
    assert state_of(center, run_id) is RunState.WAITING
    center.sign(new_id)
    assert state_of(center, run_id) is RunState.SUPERSEDED


def test_a_draft_is_voided_by_who_fills_it_and_a_submitted_one_is_not(
    center: MemoryServices, work: ChecklistWork
) -> None:
    trainee = center.work(Role.TRAINEE).checklist_work
    draft, submitted = center.run(), center.submitted()
    with pytest.raises(ReasonRequired):
        trainee.void(draft, " ")
    trainee.void(draft, "started twice")
    with pytest.raises(NotAllowed):
        trainee.void(submitted, "mine")
    work.void(submitted, "another patient")
    assert center.work().signing.slots(submitted) == ()
    assert state_of(center, submitted) is RunState.VOIDED
    with pytest.raises(RunIsVoid):
        work.void(submitted, "again")
    with pytest.raises(RunIsVoid):
        work.answer(draft, "remarks", Text("late"))


def test_a_run_keeps_the_template_version_it_began_with(
    center: MemoryServices, work: ChecklistWork
) -> None:
    run_id = center.run()
    center.take_in(replace(ADMINISTERED, version=2, title="Newer"))
    newer = work.start(ADMINISTERED.id, Subject()).value
    runs = center.memory.center.state.runs
    assert (runs[run_id].template_version, runs[newer].template_version) == (1, 2)
    work.submit(run_id)
    center.sign(run_id)
