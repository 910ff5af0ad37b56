"""Tests of the home license: who may act as authorized user from when, and the notice that follows a start."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.license_follow_up import (
    ActingState,
    AgencyQuestion,
    Notice,
    NoticeState,
    Start,
    StartRule,
    acting_banner,
    notice_of,
    start_of,
)
from au_desktop.domain.training.pathways import Entrance, Path
from tests.builders import reference
from tests.fakes import FakeClock
from tests.placed_visits import a_follow_up

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
WAITS, NOTICE, OPEN = Start(StartRule.WAITS), Start(StartRule.GIVES_NOTICE), Start(StartRule.OPEN)
VOID = Voided("sent twice", Moment(FakeClock().now().utc))


def a_path(section: str, *, waits: bool) -> Path:
    route = reference().profile("nrc-2019").route(section)
    return Path(
        route,
        Entrance.TRAINING,
        open=True,
        needs_hours=True,
        needs_work=True,
        needs_cases=True,
        needs_attestation=True,
        waits_for_amendment=waits,
    )


def test_the_way_decides_whether_a_trainee_waits() -> None:
    """Rules 18 and 19: 10 CFR 35.13(b)(1) and 35.14(a)."""
    assert start_of(None) == OPEN
    assert start_of(a_path("35.396", waits=True)) == WAITS
    assert start_of(a_path("35.390", waits=False)) == Start(StartRule.GIVES_NOTICE, 30)
    bare = replace(a_path("35.390", waits=False).route, entrances=())
    assert start_of(replace(a_path("35.390", waits=False), route=bare)).notice_days == 30


@pytest.mark.parametrize(
    ("start", "state"),
    [
        (WAITS, ActingState.MAY_NOT),
        (NOTICE, ActingState.MAY_START),
        (OPEN, ActingState.PATH_OPEN),
    ],
)
def test_without_an_amendment_the_way_speaks(start: Start, state: ActingState) -> None:
    assert acting_banner(start, (), TODAY).state is state
    sent = a_follow_up(sent=TODAY)
    assert acting_banner(start, (sent,), TODAY).state is state
    tomorrow = a_follow_up(approved=TODAY + DAY, amendment="15")
    assert acting_banner(start, (tomorrow,), TODAY).state is state


def test_the_amendment_lets_the_trainee_act() -> None:
    listed = a_follow_up(approved=TODAY, amendment="15")
    for start in (WAITS, NOTICE, OPEN):
        banner = acting_banner(start, (listed,), TODAY)
        assert (banner.state, banner.amendment, banner.since) == (
            ActingState.LISTED,
            "15",
            TODAY,
        )
    void = replace(listed, voided=VOID)
    assert acting_banner(WAITS, (void,), TODAY).state is ActingState.MAY_NOT


def test_a_type_a_license_of_broad_scope_is_exempt() -> None:
    """10 CFR 35.15(b)."""
    broad = a_follow_up(broad_scope=True)
    assert acting_banner(WAITS, (broad,), TODAY).state is ActingState.BROAD_SCOPE
    assert notice_of(replace(broad, began_as_au=TODAY), NOTICE, TODAY).state is (
        NoticeState.NOT_NEEDED
    )


def test_a_start_that_came_too_early_is_told() -> None:
    began = a_follow_up(began_as_au=TODAY - DAY)
    assert acting_banner(WAITS, (began,), TODAY).began_too_early
    assert acting_banner(OPEN, (began,), TODAY).began_too_early
    assert not acting_banner(NOTICE, (began,), TODAY).began_too_early
    listed = replace(began, approved=TODAY)
    assert acting_banner(WAITS, (listed,), TODAY).began_too_early
    assert not acting_banner(NOTICE, (listed,), TODAY).began_too_early
    in_time = replace(listed, began_as_au=TODAY)
    assert not acting_banner(WAITS, (in_time,), TODAY).began_too_early
    unbegun = replace(listed, began_as_au=None)
    assert not acting_banner(WAITS, (unbegun,), TODAY).began_too_early


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({}, TODAY, Notice(NoticeState.NOT_STARTED)),
        ({"began_as_au": TODAY}, TODAY + 30 * DAY, (NoticeState.RUNNING, 30)),
        ({"began_as_au": TODAY}, TODAY + 31 * DAY, (NoticeState.OVERDUE, 30)),
        (
            {"began_as_au": TODAY, "notice_sent": TODAY + 30 * DAY},
            TODAY + 99 * DAY,
            (NoticeState.SENT, 30),
        ),
        (
            {"began_as_au": TODAY, "notice_sent": TODAY + 31 * DAY},
            TODAY + 99 * DAY,
            (NoticeState.SENT_LATE, 30),
        ),
        ({"began_as_au": TODAY, "approved": TODAY}, TODAY, Notice(NoticeState.NOT_NEEDED)),
    ],
)
def test_the_notice_is_due_thirty_days_after_the_start(
    changes: dict[str, Any], today: date, expected: Any
) -> None:
    """Rule 19: 10 CFR 35.14(a)."""
    if isinstance(expected, tuple):
        expected = Notice(expected[0], TODAY + expected[1] * DAY)
    assert notice_of(a_follow_up(**changes), NOTICE, today) == expected


def test_who_waited_for_the_amendment_owes_no_notice() -> None:
    began = a_follow_up(began_as_au=TODAY)
    for start in (WAITS, OPEN):
        assert notice_of(began, start, TODAY).state is NoticeState.NOT_NEEDED
    assert notice_of(replace(began, voided=VOID), NOTICE, TODAY).state is NoticeState.NOT_NEEDED


def test_waiting_is_counted_in_weeks_and_the_house_says_how_long() -> None:
    sent = a_follow_up(sent=TODAY, remind_after_weeks=6)
    assert sent.weeks_waiting(TODAY + 41 * DAY) == 5
    assert not sent.waits_too_long(TODAY + 41 * DAY)
    assert sent.waits_too_long(TODAY + 42 * DAY)
    assert sent.weeks_waiting(TODAY - DAY) == 0
    for settled in (
        a_follow_up(),
        replace(sent, approved=TODAY),
        replace(sent, voided=VOID),
    ):
        assert settled.weeks_waiting(TODAY) is None
        assert not settled.waits_too_long(TODAY + 999 * DAY)


def test_questions_are_answered_in_their_place() -> None:
    asked = a_follow_up(questions=(AgencyQuestion(TODAY, "Which board?"),))
    assert asked.open_questions == asked.questions
    answered = asked.with_answer(0, TODAY + DAY, "ABR, 2021")
    assert answered.open_questions == ()
    assert answered.questions[0].answer == "ABR, 2021"
    for position, day, answer in ((1, TODAY, "x"), (-1, TODAY, "x"), (0, TODAY, " ")):
        with pytest.raises(Invalid):
            asked.with_answer(position, day, answer)
    with pytest.raises(Invalid, match="answered"):
        asked.with_answer(0, TODAY - DAY, "x")
    with pytest.raises(Invalid, match="question"):
        AgencyQuestion(TODAY, " ")


@pytest.mark.parametrize(
    "changes",
    [
        {"sent": TODAY, "received_by_agency": TODAY - DAY},
        {"sent": TODAY, "approved": TODAY - DAY},
        {"began_as_au": TODAY, "notice_sent": TODAY - DAY},
        {"remind_after_weeks": 0},
    ],
)
def test_the_steps_are_in_order(changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        a_follow_up(**changes)
