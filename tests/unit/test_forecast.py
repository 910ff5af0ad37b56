"""When a requirement is met at one simple rate: the day, or the reason why there is none."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.forecast import (
    HORIZON_DAYS,
    RATE_DAYS,
    Outlook,
    Pace,
    Point,
    Step,
    Target,
    forecast,
    own_pace,
)
from au_desktop.domain.training.trainees import Period

TODAY = date(2026, 11, 20)
ONE = Decimal(1)
THREE = Decimal(3)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def steps(*numbers: int) -> tuple[Step, ...]:
    return tuple(Step(day(number), ONE) for number in numbers)


VISIT = (Period(day(-3), day(9)),)
EVERY_OTHER_DAY = Pace(Decimal(90), RATE_DAYS)


def test_each_visit_day_after_today_adds_the_rate_until_there_is_enough():
    found = forecast(Target(THREE, steps(-2)), EVERY_OTHER_DAY, VISIT, TODAY)
    assert (found.outlook, found.day) == (Outlook.EXPECTED, day(4))
    assert found.past == (Point(day(-2), ONE),)
    assert found.ahead[0] == Point(TODAY, ONE)
    assert found.ahead[-1] == Point(day(4), THREE)
    assert found.reached == THREE


def test_days_between_two_visits_add_nothing():
    apart = (Period(day(1), day(2)), Period(day(30), day(31)))
    found = forecast(Target(Decimal(2)), EVERY_OTHER_DAY, apart, TODAY)
    assert found.day == day(31)
    assert [point.on for point in found.ahead] == [TODAY, day(1), day(2), day(30), day(31)]


def test_visits_over_one_another_are_one():
    once = forecast(Target(THREE), EVERY_OTHER_DAY, VISIT, TODAY)
    assert forecast(Target(THREE), EVERY_OTHER_DAY, VISIT * 2, TODAY) == once


def test_planned_cases_are_part_of_what_the_rate_expects():
    planned = (day(1), day(1), day(2))
    found = forecast(Target(THREE, planned=planned), EVERY_OTHER_DAY, VISIT, TODAY)
    assert found.day == day(2)
    alone = forecast(Target(THREE, planned=planned), None, VISIT, TODAY)
    assert (alone.outlook, alone.day) == (Outlook.EXPECTED, day(2))


def test_a_case_planned_outside_every_visit_adds_nothing():
    found = forecast(Target(ONE, planned=(day(12),)), None, VISIT, TODAY)
    assert found.outlook is Outlook.NO_RATE


def test_a_case_planned_for_today_is_still_to_come():
    assert forecast(Target(ONE, planned=(TODAY,)), None, VISIT, TODAY).day == TODAY


@pytest.mark.parametrize("target", [Target(ONE, steps(-2)), Target(THREE, met=True)])
def test_what_is_met_is_met_today(target):
    found = forecast(target, None, (), TODAY)
    assert (found.outlook, found.day, found.ahead) == (Outlook.MET, TODAY, ())


@pytest.mark.parametrize(
    ("pace", "visits", "outlook"),
    [
        (EVERY_OTHER_DAY, (), Outlook.NO_VISIT),
        (EVERY_OTHER_DAY, (Period(day(-9), day(-1)),), Outlook.NO_VISIT),
        (None, VISIT, Outlook.NO_RATE),
        (Pace(Decimal(0), RATE_DAYS), VISIT, Outlook.NO_RATE),
        (EVERY_OTHER_DAY, (Period(day(1), day(4)),), Outlook.TOO_FEW_DAYS),
        (Pace(ONE, 2000), (Period(TODAY),), Outlook.FAR_OFF),
    ],
)
def test_why_there_is_no_day(pace, visits, outlook):
    found = forecast(Target(THREE), pace, visits, TODAY)
    assert (found.outlook, found.day) == (outlook, None)


def test_what_there_would_be_at_the_end_of_the_last_visit_is_kept():
    found = forecast(Target(THREE), EVERY_OTHER_DAY, (Period(day(1), day(4)),), TODAY)
    assert found.reached == Decimal(2)


def test_an_open_visit_is_followed_to_the_horizon():
    found = forecast(Target(THREE), Pace(ONE, 2000), (Period(TODAY),), TODAY)
    assert found.ahead[-1].on == day(HORIZON_DAYS)


@pytest.mark.parametrize(("amount", "days"), [("1", 0), ("-1", 5)])
def test_a_pace_needs_days_and_does_not_go_backwards(amount, days):
    with pytest.raises(Invalid):
        Pace(Decimal(amount), days)


def test_the_own_pace_is_what_counted_on_visit_days():
    visits = (Period(day(-9), day(-5)), Period(day(-1), day(3)))
    counted = (*steps(-7, -6, -1), Step(day(-3), Decimal(8)))
    assert own_pace(counted, visits, TODAY) == Pace(Decimal(3), 7)


def test_without_a_step_on_a_visit_day_there_is_no_own_pace():
    assert own_pace(steps(-RATE_DAYS), (Period(day(-400), TODAY),), TODAY) is None
    assert own_pace(steps(-1), (), TODAY) is None
