"""Tests of home license requests: begun, changed, questions answered, what is due, whether the trainee may act as AU."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, ReasonRequired
from au_desktop.domain.ids import FollowUpId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.license_follow_up import (
    ActingState,
    AgencyQuestion,
    LicenseFollowUp,
    NoticeState,
)
from au_desktop.domain.training.qualification import CurrentAuthorization, Qualification
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.changes import Kind
from au_desktop.services.roster.license_follow_ups import FollowUpTask, LicenseFollowUps
from tests.placed_visits import Visited, a_follow_up

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Visited:
    return Visited()


def work(desk: Visited, role: Role = Role.COORDINATOR) -> LicenseFollowUps:
    return desk.center.work(role).follow_ups


def begin(desk: Visited, **changes: object) -> FollowUpId:
    return work(desk).add(a_follow_up(trainee_id=desk.trainee_id, **changes)).value


def kept(desk: Visited) -> LicenseFollowUp:
    return work(desk).of(desk.trainee_id).follow_ups[0].follow_up


def test_a_request_is_begun_and_taken_back(desk: Visited) -> None:
    outcome = work(desk).add(a_follow_up(trainee_id=desk.trainee_id, sent=TODAY))
    assert kept(desk).id == outcome.value
    assert outcome.changes.touches(Kind.FOLLOW_UP)
    assert desk.center.log[-1].subject == "T-001 · State of Florida FL-0001-1"
    assert outcome.undo is not None
    outcome.undo.run()
    assert kept(desk).voided is not None
    with pytest.raises(Invalid, match="out of use"):
        work(desk).change(kept(desk))


def test_a_trainee_under_35_396_waits_for_the_amendment(desk: Visited) -> None:
    """Rule 18: 10 CFR 35.13(b)(1) does not name 35.396."""
    home = work(desk).of(desk.trainee_id)
    assert home.trainee.pathway is Pathway.PARENTERAL
    assert home.banner.state is ActingState.MAY_NOT
    key = begin(desk, sent=TODAY - DAY)
    work(desk).change(replace(kept(desk), approved=TODAY, amendment="15"))
    home = work(desk).of(desk.trainee_id)
    assert (home.banner.state, home.banner.amendment) == (ActingState.LISTED, "15")
    assert home.follow_ups[0].notice.state is NoticeState.NOT_NEEDED
    assert home.follow_ups[0].follow_up.id == key


def test_an_undecided_way_lets_nobody_act(desk: Visited) -> None:
    trainee = desk.center.work().enrolment.trainee(desk.trainee_id)
    undecided = replace(trainee, pathway=Pathway.UNDECIDED, requested=())
    desk.center.work().enrolment.change(undecided)
    assert work(desk).of(desk.trainee_id).banner.state is ActingState.PATH_OPEN


def test_what_the_trainee_brings_is_looked_at(desk: Visited) -> None:
    with desk.center.memory.center.unit_of_work() as uow:
        uow.qualifications.put(Qualification(desk.trainee_id))
        uow.commit()
    assert work(desk).of(desk.trainee_id).banner.state is ActingState.MAY_NOT


def test_facts_change_questions_stay_and_undo_works(desk: Visited) -> None:
    key = begin(desk)
    work(desk).ask(key, AgencyQuestion(TODAY, "Which board?"))
    stale = a_follow_up(id=key, trainee_id=desk.trainee_id, sent=TODAY, amendment="x")
    outcome = work(desk).change(stale)
    assert [one.question for one in kept(desk).questions] == ["Which board?"]
    assert kept(desk).sent == TODAY
    assert outcome.undo is not None
    outcome.undo.run()
    assert kept(desk).sent is None
    before = len(desk.center.log)
    assert work(desk).change(kept(desk)).undo is None
    assert len(desk.center.log) == before
    with pytest.raises(Invalid, match="agency"):
        work(desk).change(replace(kept(desk), agency=" "))


def test_a_question_is_answered(desk: Visited) -> None:
    key = begin(desk, sent=TODAY - DAY)
    work(desk).ask(key, AgencyQuestion(TODAY, "Which board?"))
    assert [(one.task, one.due) for one in work(desk).due(TODAY)] == [
        (FollowUpTask.QUESTION, TODAY)
    ]
    work(desk).answer(key, 0, TODAY, " ABR, 2021 ")
    assert kept(desk).questions[0].answer == "ABR, 2021"
    assert work(desk).due(TODAY) == ()


def test_a_long_silence_is_a_task(desk: Visited) -> None:
    begin(desk, sent=TODAY - 56 * DAY)
    begin(desk, sent=TODAY, license_number="2")
    tasks = work(desk).due(TODAY)
    assert [(one.task, one.due, one.trainee.code) for one in tasks] == [
        (FollowUpTask.INQUIRE, TODAY, "T-001")
    ]
    view = work(desk).of(desk.trainee_id).follow_ups[0]
    assert (view.weeks_waiting, view.waits_too_long) == (8, True)


def test_the_notice_is_a_task_for_who_need_not_wait(desk: Visited) -> None:
    """Rule 19: a physician who is named on another license starts first, and the notice follows within 30 days."""
    trainee = desk.center.work().enrolment.trainee(desk.trainee_id)
    named = CurrentAuthorization("45-1", "NRC", ("35.390",), ("G1", "G2", "G3"), date(2020, 1, 1))
    desk.center.work().enrolment.change(
        replace(trainee, pathway=Pathway.EXISTING_AU, requested=("G3",))
    )
    with desk.center.memory.center.unit_of_work() as uow:
        uow.qualifications.put(Qualification(desk.trainee_id, authorizations=(named,)))
        uow.commit()
    key = begin(desk, began_as_au=TODAY)
    home = work(desk).of(desk.trainee_id)
    assert home.banner.state is ActingState.MAY_START
    assert home.follow_ups[0].notice.due == TODAY + 30 * DAY
    assert work(desk).due(TODAY + 29 * DAY) == ()
    (task,) = work(desk).due(TODAY + 30 * DAY)
    assert (task.task, task.follow_up.id) == (FollowUpTask.NOTICE, key)
    work(desk).change(replace(kept(desk), notice_sent=TODAY))
    assert work(desk).due(TODAY + 99 * DAY) == ()


def test_a_request_is_taken_out_of_use_with_a_reason(desk: Visited) -> None:
    key = begin(desk, sent=TODAY - 99 * DAY)
    begin(desk, license_number="2")
    with pytest.raises(ReasonRequired):
        work(desk).void(key, " ")
    work(desk).void(key, "sent twice")
    assert work(desk).due(TODAY) == ()
    numbers = [view.follow_up.license_number for view in work(desk).of(desk.trainee_id).follow_ups]
    assert numbers == ["2", "FL-0001-1"]


def test_only_who_keeps_the_roster_changes_requests(desk: Visited) -> None:
    with pytest.raises(NotAllowed):
        work(desk, Role.TRAINEE).add(a_follow_up(trainee_id=desk.trainee_id))
