"""An hour counts once: what overlaps is found with its days and its free hours, and can be cut to what is free."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import PaperId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.hour_rules.hour_overlap import (
    HoursOverlap,
    HoursTwice,
    OverlapKind,
    Twin,
    cut_parts,
    divided,
    find_overlap,
    find_twin,
    fitted,
    free_hours,
    overlaps_among,
)
from au_desktop.domain.training.hours import Course, HourEntry, Ledger
from tests.builders import NOBODY
from tests.fakes import FakeClock
from tests.hour_builders import A_DAY, an_entry, parts, timed, work

TWELVE = Decimal(12)
NEXT = A_DAY + timedelta(days=1)
VOID = Voided("typed twice", FakeClock().now())


def two_days(number: int, hours: str) -> HourEntry:
    return an_entry(number, hours, last=NEXT)


def test_clock_times_exclude_one_another_across_ledgers() -> None:
    lecture = timed(1, "08:00", "12:00")
    rounds = work(
        2, "2", starts=timed(0, "11:00", "13:00").starts, ends=timed(0, "11:00", "13:00").ends
    )
    found = find_overlap(rounds, [lecture], TWELVE)
    assert found is not None
    assert (found.kind, found.codes, found.first) == (OverlapKind.SAME_TIME, ("H-000001",), A_DAY)
    assert (found.asked, found.free) == (2, 1)


def test_times_that_touch_do_not_overlap() -> None:
    assert find_overlap(timed(2, "12:00", "13:00"), [timed(1, "08:00", "12:00")], TWELVE) is None


def test_a_free_minute_between_two_entries_is_found() -> None:
    held = [timed(1, "08:00", "09:00"), timed(2, "09:30", "12:00"), timed(3, "11:00", "11:30")]
    cut = fitted(timed(4, "08:30", "13:00"), held, TWELVE)
    assert cut is not None
    assert (str(cut.starts), str(cut.ends), cut.hours) == ("12:00:00", "13:00:00", 1)
    cut = fitted(timed(4, "08:30", "12:15"), held, TWELVE)
    assert cut is not None
    assert (str(cut.starts), str(cut.ends), cut.hours) == ("09:00:00", "09:30:00", Decimal("0.5"))


def test_nothing_is_left_of_a_time_that_is_taken() -> None:
    held = [timed(1, "08:00", "12:00")]
    asked = timed(2, "09:00", "10:00")
    assert free_hours(asked, held, TWELVE) == 0
    assert fitted(asked, held, TWELVE) is None


def test_a_day_holds_no_more_than_its_claimable_hours() -> None:
    held = [an_entry(1, "8")]
    assert find_overlap(work(2, "4"), held, TWELVE) is None
    found = find_overlap(work(2, "5"), held, TWELVE)
    assert found is not None
    assert (found.kind, found.codes, found.free) == (OverlapKind.DAYS_FULL, ("H-000001",), 4)
    assert free_hours(work(2, "3"), held, TWELVE) == 3
    cut = fitted(replace(work(2), parts=parts(A="3", B="2", C="1")), held, TWELVE)
    assert cut is not None
    assert cut.parts == parts(A="3", B="1")


def test_hours_of_several_days_give_way_to_those_that_must_lie_inside() -> None:
    held = [two_days(1, "16"), an_entry(2, "8", first=NEXT)]
    # 24 hours are claimable in two days and all are taken, though each day alone would hold more.
    found = find_overlap(an_entry(3, "1"), held, TWELVE)
    assert found is not None
    assert (found.first, found.last, found.free) == (A_DAY, NEXT, 0)
    assert found.codes == ("H-000001", "H-000002")
    assert fitted(an_entry(3, "1"), held, TWELVE) is None
    assert find_overlap(an_entry(3, "12", first=NEXT + timedelta(days=1)), held, TWELVE) is None


def test_clock_times_are_taken_out_of_the_day_first() -> None:
    morning = timed(1, "08:00", "12:00")
    assert free_hours(an_entry(2, "12"), [morning], TWELVE) == 8
    crowded = find_overlap(morning, [an_entry(2, "10")], TWELVE)
    assert crowded is not None
    assert (crowded.kind, crowded.free, crowded.codes) == (OverlapKind.DAYS_FULL, 2, ("H-000002",))
    cut = fitted(morning, [an_entry(2, "10")], TWELVE)
    assert cut is not None
    assert (str(cut.ends), cut.hours) == ("10:00:00", 2)
    assert fitted(morning, [an_entry(2, "12")], TWELVE) is None


def test_clock_times_alone_may_be_long() -> None:
    """The claimable hours of a day are an estimate for entries without clock times; a clock needs none."""
    long = timed(1, "06:00", "20:00")
    assert find_overlap(long, [], TWELVE) is None
    assert find_overlap(timed(2, "20:00", "21:00"), [long], TWELVE) is None
    assert free_hours(an_entry(3, "1"), [long], TWELVE) == 0


def test_no_setting_makes_a_day_longer_than_it_is() -> None:
    assert free_hours(an_entry(1, "30"), [], Decimal(100)) == 24


def test_the_entry_itself_and_void_ones_hold_nothing() -> None:
    held = [an_entry(1, "12"), an_entry(2, "12", voided=VOID)]
    assert find_overlap(an_entry(1, "11"), held, TWELVE) is None


def test_the_first_of_two_keeps_the_time() -> None:
    entries = [an_entry(1, "8"), an_entry(2, "8"), an_entry(3, "4"), timed(4, "08:00", "09:00")]
    assert set(overlaps_among(entries, TWELVE)) == {entries[1].id, entries[3].id}
    assert overlaps_among([entries[0], entries[2]], TWELVE) == {}
    clocks = [timed(1, "08:00", "10:00"), timed(2, "09:00", "10:00"), timed(3, "10:00", "11:00")]
    assert set(overlaps_among(clocks, TWELVE)) == {clocks[1].id}
    assert overlaps_among([an_entry(1, "12"), an_entry(2, "12", voided=VOID)], TWELVE) == {}


def test_parts_are_cut_in_their_order() -> None:
    assert cut_parts(parts(A="1", B="2"), Decimal(1)) == parts(A="1")
    assert cut_parts(parts(A="1", B="2"), Decimal(9)) == parts(A="1", B="2")


def paper(number: int) -> PaperId:
    return PaperId(type(NOBODY)(int=number))


def test_a_certificate_is_entered_once() -> None:
    first = an_entry(1, paper_id=paper(1))
    again = an_entry(2, first=NEXT, paper_id=paper(2), ledger=Ledger.CONTINUING)
    same_bytes = {paper(1): b"x", paper(2): b"x"}
    found = find_twin(again, [first], same_bytes)
    assert found == (Twin.PAPER, first)
    assert find_twin(again, [first], {paper(1): b"x", paper(2): b"y"}) is None
    assert find_twin(again, [replace(first, paper_id=paper(2))], {}) == (
        Twin.PAPER,
        replace(first, paper_id=paper(2)),
    )
    assert find_twin(replace(again, paper_id=None), [first], {}) is None


def test_a_letter_may_stand_behind_several_entries_of_work() -> None:
    first = work(1, paper_id=paper(1))
    assert find_twin(work(2, "3", paper_id=paper(1)), [first], {}) is None


def test_the_same_course_on_the_same_days_is_entered_once() -> None:
    course = Course("Example provider", "Physics ", ("35.396",))
    first = an_entry(1, course=course)
    assert find_twin(an_entry(2, course=Course("example PROVIDER", "physics")), [first], {}) == (
        Twin.FACTS,
        first,
    )
    assert find_twin(an_entry(2, "3", course=course), [first], {}) is None
    assert find_twin(an_entry(2, course=course), [replace(first, voided=VOID)], {}) is None


def test_the_same_work_is_entered_once() -> None:
    assert find_twin(work(2), [work(1)], {}) == (Twin.FACTS, work(1))
    assert find_twin(work(2, parts=parts(B="4")), [work(1)], {}) is None
    assert find_twin(work(2, place="Elsewhere"), [work(1)], {}) is None
    assert find_twin(work(2), [an_entry(1)], {}) is None


def test_the_errors_carry_the_facts() -> None:
    found = find_overlap(an_entry(2, "5"), [an_entry(1, "8")], TWELVE)
    assert found is not None
    with pytest.raises(HoursOverlap, match="H-000001") as refused:
        raise HoursOverlap(found)
    assert refused.value.overlap.free == 4
    with pytest.raises(HoursTwice, match="same certificate") as twice:
        raise HoursTwice(Twin.PAPER, "H-000001")
    assert twice.value.code == "H-000001"


def test_an_entry_is_divided_into_what_stays_and_what_goes() -> None:
    entry = an_entry(4, parts=parts(A="5", B="3"), paper_id=paper(1))
    kept, moved = divided(entry, Decimal(4), Ledger.WORK, "C")
    assert (kept.parts, moved.parts) == (parts(A="4"), parts(C="4"))
    assert (kept.paper_id, moved.paper_id, moved.course) == (paper(1), paper(1), Course())
    assert moved.notes == "Divided from H-000004."
    kept, moved = divided(entry, Decimal(4), Ledger.CONTINUING, "A")
    assert (moved.paper_id, moved.course.title, moved.course.sections) == (
        None,
        "Course 4 (divided)",
        (),
    )
    assert find_twin(replace(moved, id=an_entry(5).id), [kept], {}) is None
    kept, moved = divided(work(4), Decimal(1), Ledger.CLASSROOM, "A")
    assert (kept.place, moved.course) == ("Lakeside RPT Center", Course())


def test_a_divided_time_is_cut_at_its_end() -> None:
    entry = timed(1, "08:00", "13:00", "4.5")
    kept, moved = divided(entry, Decimal("1.25"), Ledger.WORK, "")
    assert (str(kept.ends), str(moved.starts), str(moved.ends)) == (
        "11:45:00",
        "11:45:00",
        "13:00:00",
    )
    assert kept.hours == Decimal("3.25")
    assert find_overlap(replace(moved, id=an_entry(5).id), [kept], TWELVE) is None


@pytest.mark.parametrize("hours", ["0", "4", "-1"])
def test_dividing_leaves_something_on_both_sides(hours: str) -> None:
    with pytest.raises(Invalid, match="above 0 and below 4"):
        divided(an_entry(1), Decimal(hours), Ledger.WORK, "A")
