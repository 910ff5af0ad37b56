"""Decay adds up: two spans are one, back and forth is nothing, and half-lives halve."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, ActivityUnit, Duration, DurationUnit
from au_desktop.domain.radiation.decay import (
    decay_factor,
    decayed,
    effective_half_life,
    grown_in,
    time_until,
)

HOURS = st.builds(Decimal, st.integers(1, 100_000)).map(lambda h: Duration(h / 10, DurationUnit.H))
ACTIVITIES = st.integers(1, 10**6).map(lambda a: Activity(Decimal(a), ActivityUnit.MBQ))
COUNTS = st.integers(0, 900).map(lambda tenths: Decimal(tenths) / 10)
TINY = Decimal("1E-25")


@given(HOURS, HOURS, HOURS)
def test_two_spans_are_one(half_life: Duration, first: Duration, second: Duration) -> None:
    together = decay_factor(half_life, first + second)
    in_turn = decay_factor(half_life, first) * decay_factor(half_life, second)
    assert abs(together - in_turn) <= max(together * Decimal("1E-24"), Decimal("1E-54"))


@given(ACTIVITIES, HOURS, COUNTS)
def test_back_and_forth_is_nothing(
    activity: Activity, half_life: Duration, half_lives: Decimal
) -> None:
    span = half_life * half_lives
    there = decayed(activity, half_life, span)
    back = decayed(there, half_life, span * -1)
    assert abs(back.amount - activity.amount) <= activity.amount * TINY


@given(HOURS, st.integers(0, 40))
def test_each_half_life_halves_exactly(half_life: Duration, count: int) -> None:
    assert decay_factor(half_life, half_life * count) == Decimal(1) / 2**count


@given(ACTIVITIES, HOURS, st.integers(2, 1000))
def test_the_time_until_a_level_leads_to_that_level(
    activity: Activity, half_life: Duration, part: int
) -> None:
    target = activity / part
    reached = decayed(activity, half_life, time_until(activity, half_life, target))
    assert abs(reached.amount - target.amount) <= target.amount * TINY


@given(HOURS, HOURS)
def test_the_effective_half_life_is_below_both(biological: Duration, physical: Duration) -> None:
    effective = effective_half_life(biological, physical)
    assert effective < biological
    assert effective < physical
    assert effective.unit is physical.unit


@given(ACTIVITIES, HOURS, HOURS, HOURS)
def test_grown_in_activity_is_never_negative(
    parent: Activity, parent_half_life: Duration, daughter_half_life: Duration, span: Duration
) -> None:
    grown = grown_in(parent, parent_half_life, daughter_half_life, Decimal(1), span)
    assert grown.amount >= 0


@given(HOURS, st.integers(181, 10**6))
def test_long_after_nothing_is_left(half_life: Duration, count: int) -> None:
    assert decay_factor(half_life, half_life * count) == 0


def test_nobody_looks_back_a_hundred_half_lives() -> None:
    with pytest.raises(Invalid):
        decay_factor(Duration.parse("1 h"), Duration.parse("101 h") * -1)


def test_nothing_grows_in_before_the_beginning() -> None:
    hour = Duration.parse("1 h")
    with pytest.raises(Invalid):
        grown_in(Activity.parse("1 mCi"), hour, hour, Decimal(1), hour * -1)
