"""No order of entries makes an hour count twice, and a valid entry never lowers what counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.training.hour_rules.hour_count import count_hours
from au_desktop.domain.training.hour_rules.hour_overlap import (
    find_overlap,
    find_twin,
    fitted,
    free_hours,
)
from au_desktop.domain.training.hours import HourEntry
from tests.hour_builders import A_DAY, an_entry, evidence, parts, work

DAYS = 4
DAILY = Decimal(12)
HALF = Decimal("0.5")


@st.composite
def loose(draw: st.DrawFn, number: int) -> HourEntry:
    """Hours somewhere in some days."""
    first = draw(st.integers(0, DAYS - 1))
    last = draw(st.integers(first, DAYS - 1))
    hours = HALF * draw(st.integers(1, 40))
    return a_piece(number, first, last, hours, at_work=draw(st.booleans()))


@st.composite
def clocked(draw: st.DrawFn, number: int) -> HourEntry:
    """Hours by the clock."""
    day = draw(st.integers(0, DAYS - 1))
    start = draw(st.integers(0, 46))
    end = draw(st.integers(start + 1, 47))
    entry = a_piece(number, day, day, HALF * (end - start), at_work=draw(st.booleans()))
    return replace(entry, starts=at(start), ends=at(end))


def at(half_hours: int) -> time:
    return time(half_hours // 2, 30 * (half_hours % 2))


def a_piece(number: int, first: int, last: int, hours: Decimal, *, at_work: bool) -> HourEntry:
    make = work if at_work else an_entry
    days = {"first": A_DAY + timedelta(days=first), "last": A_DAY + timedelta(days=last)}
    return make(number, str(hours), **days)


def of_kinds(kinds: Sequence[bool]) -> st.SearchStrategy[tuple[HourEntry, ...]]:
    return st.tuples(
        *(clocked(number) if kind else loose(number) for number, kind in enumerate(kinds, 1))
    )


several = st.lists(st.booleans(), max_size=8).flatmap(of_kinds)
shuffled = several.flatmap(st.permutations)


def lie_apart(entries: Sequence[HourEntry]) -> bool:
    """Whether every hour finds a place of its own, by laying them out day by day, the earliest deadline first."""
    spans = sorted((one.first, one.starts, one.ends) for one in entries if one.starts and one.ends)
    if any(one[0] == two[0] and two[1] < one[2] for one, two in pairwise(spans)):
        return False
    left = {one.id: one.hours for one in entries if one.starts is None}
    waiting = sorted((one for one in entries if one.starts is None), key=lambda one: one.last)
    for day in (A_DAY + timedelta(days=number) for number in range(DAYS)):
        clock = sum(one.clock_hours for one in entries if one.starts and one.first == day)
        room = max(Decimal(0), DAILY - clock)
        for one in waiting:
            if one.first <= day <= one.last:
                taken = min(room, left[one.id])
                left[one.id] -= taken
                room -= taken
    return not any(left.values())


def accepted(entries: Sequence[HourEntry]) -> list[HourEntry]:
    """What the ledgers take when the entries come in this order."""
    kept: list[HourEntry] = []
    for entry in entries:
        if find_twin(entry, kept, {}) is None and find_overlap(entry, kept, DAILY) is None:
            kept.append(entry)
    return kept


@given(shuffled)
def test_whatever_is_accepted_lies_apart(entries: list[HourEntry]) -> None:
    kept = accepted(entries)
    assert lie_apart(kept)
    found = count_hours(kept, evidence(*kept, daily=DAILY))
    assert found.total == sum((entry.hours for entry in kept), Decimal(0))


@given(shuffled)
def test_an_entry_is_refused_only_where_it_does_not_fit(entries: list[HourEntry]) -> None:
    kept: list[HourEntry] = []
    for entry in entries:
        fits = find_overlap(entry, kept, DAILY) is None
        assert fits == lie_apart([*kept, entry])
        kept += [entry] if fits else []


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(
    entries: tuple[HourEntry, ...], chance: Random
) -> None:
    proof = evidence(*entries, daily=DAILY)
    mixed = chance.sample(entries, len(entries))
    found, again = count_hours(entries, proof), count_hours(mixed, proof)
    assert found == again
    assert lie_apart([one.entry for one in found.judged if one.counts])


@given(shuffled)
def test_a_valid_entry_never_lowers_the_total(entries: list[HourEntry]) -> None:
    kept = accepted(entries)
    before = Decimal(0)
    for index, entry in enumerate(kept):
        now = kept[: index + 1]
        total = count_hours(now, evidence(*now, daily=DAILY)).total
        assert total == before + entry.hours
        before = total


@given(shuffled)
def test_what_is_free_fits_and_nothing_more(entries: list[HourEntry]) -> None:
    kept = accepted(entries[1:])
    for entry in entries[:1]:
        cut = fitted(entry, kept, DAILY)
        free = free_hours(entry, kept, DAILY)
        assert (cut is None) == (free == 0)
        if cut is None:
            continue
        assert cut.hours == free
        assert lie_apart([*kept, cut])
        if entry.starts is None and free < entry.hours:
            more = replace(cut, parts=parts(A=str(free + HALF)))
            assert not lie_apart([*kept, more])
