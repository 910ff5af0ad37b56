"""Counting hours: what counts toward a route, and every reason why the rest does not yet."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.ids import PaperId, SupervisorId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.counting.gate import Confirmation
from au_desktop.domain.training.hour_rules.hour_count import (
    HourReason,
    HoursStanding,
    HourSum,
    JudgedHours,
    count_hours,
    years_before,
)
from au_desktop.domain.training.hours import Course, HourEntry, Ledger
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from tests.builders import NOBODY, a_supervisor
from tests.fakes import FakeClock
from tests.hour_builders import A_DAY, TODAY, a_profile, an_entry, evidence, parts, work

R = HourReason
NEXT = A_DAY + timedelta(days=1)


def counted(*entries: HourEntry, **changes: Any) -> HoursStanding:
    return count_hours(entries, evidence(*entries, **changes))


def only(entry: HourEntry, **changes: Any) -> JudgedHours:
    (judged,) = counted(entry, **changes).judged
    return judged


def reasons(entry: HourEntry, **changes: Any) -> list[HourReason]:
    return [note.code for note in only(entry, **changes).reasons]


def test_verified_and_confirmed_hours_count() -> None:
    lecture = an_entry(1, parts=parts(A="3", B="1"))
    rounds = work(2, first=NEXT, parts=parts(A="2", other="1"))
    found = counted(lecture, rounds)
    assert (found.classroom, found.work, found.total) == (4, 3, 7)
    assert (found.classroom_waiting, found.work_waiting, found.total_waiting) == (0, 0, 0)
    assert found.by_topic["A"] == HourSum(Decimal(3))
    assert found.by_topic["E"] == HourSum()
    assert list(found.by_element) == ["A", "B", "C", "D", "E"]
    assert found.by_element["A"].counted == 2
    assert all(one.counts and one.sound for one in found.judged)


def test_unsigned_hours_wait() -> None:
    lecture, rounds = an_entry(1), work(2, first=NEXT)
    found = counted(lecture, rounds, confirmations={})
    assert (found.classroom, found.work) == (0, 0)
    assert (found.classroom_waiting, found.work_waiting) == (4, 4)
    assert found.by_topic["A"] == HourSum(Decimal(0), Decimal(4))
    assert [one.reasons[0].code for one in found.judged] == [R.NOT_VERIFIED, R.NOT_CONFIRMED]
    assert found.judged[0].has(R.NOT_VERIFIED)
    assert not found.judged[0].has(R.VOIDED)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((Confirmation(A_DAY - timedelta(days=1), 2),), R.SIGNED_BEFORE_END),
        ((Confirmation(A_DAY, 1),), R.CHANGED_SINCE),
        ((Confirmation(A_DAY, 2, sound=False),), R.SIGNATURE_BROKEN),
        ((Confirmation(A_DAY, 1), Confirmation(A_DAY, 2)), None),
    ],
)
def test_a_signature_stands_for_one_revision(
    given: tuple[Confirmation, ...], expected: HourReason | None
) -> None:
    entry = an_entry(1, revision=2)
    found = reasons(entry, confirmations={entry.id: given})
    assert found == ([] if expected is None else [expected])


def test_void_hours_count_nowhere() -> None:
    judged = only(an_entry(1, voided=Voided("typed twice", FakeClock().now())))
    assert [(note.code, note.facts["reason"]) for note in judged.reasons] == [
        (R.VOIDED, "typed twice")
    ]
    assert judged.waiting == 0


def test_hours_of_tomorrow_do_not_count() -> None:
    assert reasons(an_entry(1, first=TODAY + timedelta(days=1))) == [R.IN_THE_FUTURE]


def test_classroom_hours_count_toward_the_section_they_claim() -> None:
    other = an_entry(1, course=Course("P", "T", ("35.390",)))
    assert reasons(other) == [R.OTHER_SECTION]
    assert only(other).waiting == 0
    assert reasons(an_entry(1, course=Course("P", "T"))) == [R.NO_SECTION]
    assert reasons(other, route=None) == []


def test_hours_claimed_for_two_sections_count_toward_the_first_of_the_application() -> None:
    both = an_entry(1, course=Course("P", "T", ("35.396", "35.392")))
    profile = a_profile()
    asked = ("35.392", "35.396")
    counts = [
        counted(both, sections=asked, route=profile.route(section)).classroom for section in asked
    ]
    assert counts == [4, 0]


def test_classroom_hours_on_other_subjects_do_not_count() -> None:
    mixed = an_entry(1, parts=parts(A="3", other="2"))
    judged = only(mixed)
    assert (judged.counted, judged.waiting) == (3, 0)
    assert [(note.code, note.facts) for note in judged.reasons] == [
        (R.OTHER_SUBJECT, {"hours": "2"})
    ]
    assert not judged.sound
    waiting = counted(mixed, confirmations={})
    assert (waiting.classroom, waiting.classroom_waiting) == (0, 3)
    nothing = only(an_entry(1, parts=parts(Z="2")))
    assert (nothing.counted, nothing.waiting) == (0, 0)
    assert only(mixed, profile=a_profile(topics=())).counted == 3


def test_work_needs_its_place_its_license_and_its_supervisor() -> None:
    bare = work(1, place=" ", license_number="", supervisor_id=None)
    assert reasons(bare) == [R.NO_PLACE, R.NO_LICENSE_NUMBER, R.NO_SUPERVISOR]
    assert only(bare).waiting == 4
    assert reasons(work(1), supervisors={}) == [R.NO_SUPERVISOR]


def listing(first: date, last: date | None, section: str = "35.390") -> LicenseListing:
    return LicenseListing("45-00000-01", "NRC", (section,), ("G3",), Period(first, last))


@pytest.mark.parametrize(
    ("listings", "why", "day"),
    [
        ((), "no license lists them", A_DAY),
        ((listing(A_DAY, None, "35.190"),), "under none of the sections", A_DAY),
        ((listing(A_DAY, NEXT),), "no license lists them", NEXT + timedelta(days=1)),
        ((listing(NEXT, None),), "no license lists them", A_DAY),
    ],
)
def test_the_supervisor_is_listed_the_whole_time(
    listings: tuple[LicenseListing, ...], why: str, day: date
) -> None:
    entry = work(1, last=A_DAY + timedelta(days=9))
    who = {SupervisorId(NOBODY): a_supervisor(listings=listings)}
    (note,) = only(entry, supervisors=who).reasons
    assert note.code is R.SUPERVISOR_NOT_ELIGIBLE
    assert why in note.facts["why"]
    assert note.facts["date"] == day.isoformat()


def test_licenses_that_follow_one_another_are_enough() -> None:
    entry = work(1, last=A_DAY + timedelta(days=9))
    follow = (listing(date(2020, 1, 1), NEXT), listing(NEXT + timedelta(days=1), None))
    who = {SupervisorId(NOBODY): a_supervisor(listings=follow)}
    assert reasons(entry, supervisors=who) == []
    assert reasons(entry, supervisors=who, route=None) == []


def test_the_supervisor_has_one_of_the_requested_categories() -> None:
    assert reasons(work(1), requested=("G3",)) == []
    who = {SupervisorId(NOBODY): a_supervisor(listings=(listing(A_DAY, None),))}
    assert reasons(work(1), supervisors=who, requested=("G1",)) == [R.SUPERVISOR_NOT_ELIGIBLE]


def test_old_hours_need_continuing_education_since() -> None:
    old = an_entry(1, first=date(2019, 11, 21))
    assert reasons(old) == [R.TOO_OLD]
    assert only(old).waiting == 4
    assert reasons(an_entry(1, first=date(2019, 11, 22))) == []
    assert reasons(old, applying_on=date(2026, 11, 21)) == []
    assert reasons(old, profile=a_profile(recent_years=None)) == []


def test_verified_continuing_education_answers_for_old_hours() -> None:
    old = an_entry(1, first=date(2018, 5, 4))
    education = an_entry(2, "3", ledger=Ledger.CONTINUING, first=date(2024, 5, 4))
    found = counted(old, education)
    assert (found.classroom, found.total) == (4, 4)
    remark = found.judged[0].remarks[0]
    assert remark.code is R.ANSWERED_BY_CONTINUING
    assert remark.facts == {"ended": "2018-05-04", "oldest": "2019-11-22", "by": "H-000002"}
    assert found.judged[1].sound
    assert not found.judged[1].counts
    confirmed = {old.id: (Confirmation(old.last, 1),)}
    assert counted(old, education, confirmations=confirmed).classroom == 0
    long_ago = counted(old, replace(education, first=date(2019, 5, 4), last=date(2019, 5, 4)))
    assert long_ago.classroom == 4
    assert long_ago.judged[1].sound
    earlier = replace(education, first=date(2018, 5, 3), last=date(2018, 5, 5))
    assert counted(old, earlier).classroom == 0


def test_the_same_time_counts_once_and_the_signed_entry_keeps_it() -> None:
    first, second = an_entry(1, "8"), work(2, "8")
    found = counted(first, second, daily=Decimal(12))
    assert (found.classroom, found.work, found.work_waiting) == (8, 0, 0)
    (note,) = found.judged[1].reasons
    assert note.code is R.OVERLAPS
    assert note.facts == {
        "entries": "H-000001",
        "first": "2026-03-02",
        "last": "2026-03-02",
        "free": "4",
    }
    signed_second = {second.id: (Confirmation(A_DAY, 1),)}
    found = counted(first, second, daily=Decimal(12), confirmations=signed_second)
    assert (found.classroom, found.work) == (0, 8)


def test_a_certificate_counts_once() -> None:
    paper = PaperId(NOBODY)
    twice = (an_entry(1, paper_id=paper), an_entry(2, first=NEXT, paper_id=paper))
    found = counted(*twice, paper_digests={paper: b"x"})
    assert found.classroom == 4
    (note,) = found.judged[1].reasons
    assert (note.code, note.facts) == (
        R.DUPLICATE,
        {"entry": "H-000001", "what": "the same certificate"},
    )


def test_a_course_without_its_certificate_is_remarked() -> None:
    assert [note.code for note in only(an_entry(1)).remarks] == [R.NO_CERTIFICATE]
    assert only(an_entry(1, paper_id=PaperId(NOBODY))).remarks == ()
    assert only(work(1)).remarks == ()


def test_years_are_counted_back_to_the_same_day() -> None:
    assert years_before(date(2026, 11, 22), 7) == date(2019, 11, 22)
    assert years_before(date(2028, 2, 29), 7) == date(2021, 2, 28)
