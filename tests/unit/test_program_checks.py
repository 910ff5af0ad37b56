"""Tests of what a program asks, held against a trainee's record."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.training.onboarding import ProgramProfile
from au_desktop.domain.training.papers import PaperOwner
from au_desktop.domain.training.program_checks import Asked, OnRecord, program_checks
from au_desktop.domain.training.trainees import Eligibility, Period, ProgramMembership, Trainee
from au_desktop.services.roster.paper_keeping import PaperDraft
from tests.builders import a_trainee
from tests.placed_visits import VISIT, Visited, a_program

TODAY = date(2026, 11, 20)
FULL = a_program(
    days=10, cases=3, membership_asked=True, classroom_first=True, documents=("CV", "License")
)


def met(
    program: ProgramProfile, record: OnRecord, trainee: Trainee | None = None
) -> list[tuple[Asked, bool | None]]:
    found = program_checks(program, trainee or a_trainee(), record, TODAY)
    return [(one.asked, one.met) for one in found]


def test_what_a_program_does_not_say_is_not_checked() -> None:
    assert met(a_program(), OnRecord()) == []
    assert met(a_program(membership_asked=False, classroom_first=False), OnRecord()) == []


def test_days_cases_and_documents_are_counted() -> None:
    record = OnRecord((Period(date(2026, 12, 7), date(2026, 12, 15)),), 2, (" cv ",))
    assert met(FULL, record) == [
        (Asked.DAYS, False),
        (Asked.CASES, False),
        (Asked.MEMBERSHIP, None),
        (Asked.CLASSROOM, None),
        (Asked.DOCUMENT, True),
        (Asked.DOCUMENT, False),
    ]
    one_more = replace(record, visits=(*record.visits, Period(date(2027, 1, 4))), cases=3)
    assert met(FULL, one_more)[:2] == [(Asked.DAYS, True), (Asked.CASES, True)]


@pytest.mark.parametrize(
    ("seen", "until", "expected"),
    [
        (True, None, True),
        (True, TODAY, True),
        (True, date(2026, 11, 19), False),
        (False, None, False),
        (None, date(2027, 1, 1), None),
    ],
)
def test_a_membership_was_seen_and_lasts(
    seen: bool | None, until: date | None, expected: bool | None
) -> None:
    trainee = a_trainee(
        membership=ProgramMembership("2000", until), eligibility=Eligibility(membership_seen=seen)
    )
    program = a_program(membership_asked=True)
    (check,) = program_checks(program, trainee, OnRecord(), TODAY)
    assert (check.met, check.found) == (expected, "2000")


def test_a_trainees_program_is_held_against_the_center_record() -> None:
    desk = Visited()
    work = desk.center.work()
    assert work.placements.of(desk.trainee_id).program is None
    program_id = work.hosts.add_program(FULL).value
    trainee = work.enrolment.trainee(desk.trainee_id)
    work.enrolment.change(replace(trainee, program_id=program_id))
    desk.place()
    draft = PaperDraft(PaperOwner.TRAINEE, desk.trainee_id, "License")
    work.papers.keep_bytes(draft, "l.pdf", b"l")
    desk.center.log_case(trainee_id=desk.trainee_id, on=date(2026, 11, 18))
    onboarding = work.placements.of(desk.trainee_id)
    assert onboarding.program is not None
    found = {(one.asked, one.wanted): (one.found, one.met) for one in onboarding.checks}
    assert found[Asked.DAYS, "10"] == (str((VISIT.last or VISIT.first).day - 7 + 1), True)
    assert found[Asked.CASES, "3"] == ("1", False)
    assert found[Asked.DOCUMENT, "License"] == ("", True)
