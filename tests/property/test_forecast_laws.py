"""What must hold of every forecast, whatever the steps, the visits and the rate."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.training.forecast import Outlook, Pace, Step, Target, forecast, own_pace
from au_desktop.domain.training.trainees import Period

TODAY = date(2026, 11, 20)
ONE = Decimal(1)
behind = st.integers(-300, 0).map(lambda number: TODAY + timedelta(days=number))
ahead = st.integers(0, 120).map(lambda number: TODAY + timedelta(days=number))
steps = st.lists(behind.map(lambda day: Step(day, ONE)), max_size=6).map(tuple)
lengths = st.integers(0, 30).map(lambda days: timedelta(days=days))
visits = st.lists(
    st.builds(lambda first, length: Period(first, first + length), behind | ahead, lengths),
    max_size=4,
).map(tuple)
paces = st.none() | st.builds(
    lambda amount, days: Pace(Decimal(amount), days), st.integers(0, 60), st.integers(1, 180)
)
targets = st.builds(
    lambda needed, counted, planned: Target(Decimal(needed), counted, tuple(planned)),
    st.integers(1, 12),
    steps,
    st.lists(ahead, max_size=4),
)


def no_later(one, other):
    return one.day is not None and (other.day is None or one.day <= other.day)


@given(targets, paces, visits, behind)
def test_one_more_that_counts_is_never_later(target, pace, periods, day):
    before = forecast(target, pace, periods, TODAY)
    more = replace(target, steps=(*target.steps, Step(day, ONE)))
    after = forecast(more, pace, periods, TODAY)
    assert before.day is None or no_later(after, before)


@given(targets, visits, behind)
def test_one_more_of_ones_own_is_never_later_at_ones_own_pace(target, periods, day):
    more = replace(target, steps=(*target.steps, Step(day, ONE)))
    before = forecast(target, own_pace(target.steps, periods, TODAY), periods, TODAY)
    after = forecast(more, own_pace(more.steps, periods, TODAY), periods, TODAY)
    assert before.day is None or no_later(after, before)


@given(targets, paces, visits, visits)
def test_another_visit_is_never_later(target, pace, periods, further):
    before = forecast(target, pace, periods, TODAY)
    after = forecast(target, pace, periods + further, TODAY)
    assert before.day is None or no_later(after, before)


@given(targets, paces, visits)
def test_what_is_met_is_today_and_anything_else_is_not_before(target, pace, periods):
    found = forecast(target, pace, periods, TODAY)
    met = target.counted >= target.needed
    assert (found.outlook is Outlook.MET) == met
    assert found.day is None or found.day >= TODAY
    assert not met or found.day == TODAY


@given(targets, paces, visits)
def test_a_day_is_named_exactly_where_there_would_be_enough(target, pace, periods):
    found = forecast(target, pace, periods, TODAY)
    assert (found.day is not None) == (found.reached >= found.needed)
    assert (found.day is not None) == (found.outlook in {Outlook.MET, Outlook.EXPECTED})


@given(targets, paces, visits)
def test_the_lines_never_fall_and_run_forward_in_time(target, pace, periods):
    found = forecast(target, pace, periods, TODAY)
    for line in (found.past, found.ahead):
        for one, following in pairwise(line):
            assert one.on <= following.on
            assert one.amount <= following.amount


@given(targets, paces, visits)
def test_the_order_of_what_is_told_makes_no_difference(target, pace, periods):
    turned = Target(target.needed, target.steps[::-1], target.planned[::-1])
    assert forecast(turned, pace, periods[::-1], TODAY) == forecast(target, pace, periods, TODAY)
