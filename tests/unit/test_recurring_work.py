"""When recurring work is due, done, late or passed over: by the calendar, by days of use, after repairs, before first use."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from au_desktop.domain.checklists.recurring_work import (
    DoneRun,
    DueState,
    Evidence,
    Occasion,
    Schedule,
    next_due,
    occurrences,
    open_occurrence,
)
from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RunId, ScheduleId

START = date(2026, 3, 2)
METER = UUID(int=7)


def schedule(recurrence: Recurrence, **facts: object) -> Schedule:
    whole = Schedule(
        ScheduleId(UUID(int=1)), "meter_check", recurrence, START, Need.INSTRUMENT, METER
    )
    return replace(whole, **facts)  # type: ignore[arg-type]


def done(day: date, number: int = 1) -> DoneRun:
    return DoneRun(RunId(UUID(int=number)), number, day)


def days(count: int) -> date:
    return START + timedelta(days=count)


def states(found) -> list[tuple[date, str]]:
    return [(one.due, one.state.value) for one in found]


@pytest.mark.parametrize(
    ("recurrence", "after", "again"),
    [
        (Recurrence.DAILY, date(2026, 2, 28), date(2026, 3, 1)),
        (Recurrence.WEEKLY, START, date(2026, 3, 9)),
        (Recurrence.MONTHLY, date(2026, 1, 31), date(2026, 2, 28)),
        (Recurrence.QUARTERLY, date(2025, 11, 30), date(2026, 2, 28)),
        (Recurrence.SEMIANNUAL, date(2026, 8, 31), date(2027, 2, 28)),
        (Recurrence.ANNUAL, date(2024, 2, 29), date(2025, 2, 28)),
        (Recurrence.EACH_DAY_OF_USE, START, None),
        (Recurrence.AFTER_REPAIR, START, None),
        (Recurrence.FIRST_USE, START, None),
    ],
)
def test_the_calendar_counts_from_the_day_it_was_done(recurrence, after, again):
    assert next_due(recurrence, after) == again


def test_nothing_done_yet_is_upcoming_due_and_then_overdue():
    weekly = schedule(Recurrence.WEEKLY, grace_days=2)
    seen = [
        open_occurrence(weekly, Evidence(), days(count)).state.value for count in (-2, -1, 0, 2, 3)
    ]
    assert seen == ["upcoming", "due", "due", "due", "overdue"]


def test_each_run_settles_what_stood_open_and_the_next_counts_from_it():
    weekly = schedule(Recurrence.WEEKLY)
    evidence = Evidence((done(days(9), 2), done(days(0), 1)))
    found = occurrences(weekly, evidence, days(12))
    assert states(found) == [(days(0), "done"), (days(7), "done late"), (days(16), "upcoming")]
    assert [one.run and one.run.number for one in found] == [1, 2, None]
    assert [one.open for one in found] == [False, False, True]


def test_done_on_the_last_day_of_the_allowance_is_not_late():
    weekly = schedule(Recurrence.WEEKLY, grace_days=2)
    assert occurrences(weekly, Evidence((done(days(2)),)), days(2))[0].state is DueState.DONE
    assert occurrences(weekly, Evidence((done(days(3)),)), days(3))[0].state is DueState.DONE_LATE


def test_what_was_done_a_whole_period_before_the_first_due_day_settles_nothing():
    yearly = schedule(Recurrence.ANNUAL)
    old, lately = done(date(2025, 3, 2)), done(date(2025, 3, 3))
    assert states(occurrences(yearly, Evidence((old,)), START)) == [(START, "due")]
    found = occurrences(yearly, Evidence((lately,)), START)
    assert states(found) == [(START, "done"), (date(2026, 3, 3), "due")]


def test_passed_over_work_comes_again_from_the_day_it_was_due():
    weekly = schedule(Recurrence.WEEKLY, excused=(Occasion(START, "closed"),))
    found = occurrences(weekly, Evidence(), days(3))
    assert states(found) == [(START, "not done"), (days(7), "upcoming")]
    assert found[0].excuse == "closed"
    assert not found[0].open
    in_time = occurrences(weekly, Evidence((done(START),)), days(3))
    assert states(in_time) == [(START, "done"), (days(7), "upcoming")]


def test_each_day_of_use_asks_for_itself():
    survey = schedule(
        Recurrence.EACH_DAY_OF_USE, excused=(Occasion(days(4), "meter away for repair"),)
    )
    used = (days(-1), days(0), days(1), days(4), days(6))
    evidence = Evidence((done(days(0), 1), done(days(3), 2)), used)
    found = occurrences(survey, evidence, days(6))
    assert states(found) == [
        (days(0), "done"),
        (days(1), "done late"),
        (days(4), "not done"),
        (days(6), "due"),
    ]
    assert open_occurrence(survey, evidence, days(7)).state is DueState.OVERDUE


def test_a_survey_of_the_day_itself_counts_though_it_was_passed_over():
    survey = schedule(Recurrence.EACH_DAY_OF_USE, excused=(Occasion(days(1), "forgotten"),))
    found = occurrences(survey, Evidence((done(days(1)),), (days(1),)), days(2))
    assert states(found) == [(days(1), "done")]


def test_a_repair_asks_for_the_work_on_its_day():
    repair = schedule(Recurrence.AFTER_REPAIR)
    assert occurrences(repair, Evidence((done(START),)), days(3)) == ()
    told = replace(repair, occasions=(Occasion(days(2), "new probe"),))
    assert states(occurrences(told, Evidence((done(START),)), days(2))) == [(days(2), "due")]
    after = Evidence((done(START), done(days(4), 2)))
    assert states(occurrences(told, after, days(5))) == [(days(2), "done late")]


def test_before_the_first_use_the_first_run_settles_it():
    first = schedule(Recurrence.FIRST_USE)
    assert states(occurrences(first, Evidence(), days(0))) == [(START, "due")]
    assert occurrences(first, Evidence(), days(-1)) == ()
    early = occurrences(first, Evidence((done(days(-30)),)), days(1))
    assert states(early) == [(START, "done")]


def test_after_its_end_nothing_is_open():
    ended = schedule(Recurrence.WEEKLY, ended=days(8))
    found = occurrences(ended, Evidence((done(START),)), days(40))
    assert states(found) == [(START, "done")]
    survey = schedule(Recurrence.EACH_DAY_OF_USE, ended=days(1))
    evidence = Evidence((done(days(1)),), (days(1), days(2)))
    assert states(occurrences(survey, evidence, days(9))) == [(days(1), "done")]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"about_id": None}, "about"),
        ({"about": None}, "about"),
        ({"about": Need.CASE}, "about"),
        (
            {"about": None, "about_id": None, "recurrence": Recurrence.EACH_DAY_OF_USE},
            "about",
        ),
        ({"grace_days": -1}, "grace_days"),
        ({"grace_days": 61}, "grace_days"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(facts, field):
    with pytest.raises(Invalid) as refused:
        schedule(Recurrence.WEEKLY, **facts) if "recurrence" not in facts else schedule(**facts)
    assert refused.value.field == field
