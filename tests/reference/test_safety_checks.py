"""Deadlines, package levels, what a wipe can find, and spill levels against the rule texts they come from."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, CountRate, Dose, DoseRate, Duration
from au_desktop.domain.radiation.counting import minimum_detectable, minimum_detectable_unequal
from au_desktop.domain.radiation.safety_checks import (
    dose_in_time,
    hours_between,
    package_contamination,
    percent_of_level,
    transport_index,
    wipe_detectable,
    wipe_detectable_unequal,
)

EIGHT = Moment(datetime(2026, 11, 23, 14, 0, tzinfo=UTC), -360)
BACKGROUND, MINUTE = CountRate.parse("40 cpm"), Duration.parse("1 min")
EFFICIENCY = Decimal("0.25")


def after(**span: float) -> Moment:
    return Moment(EIGHT.utc + timedelta(**span), 0)


@pytest.mark.parametrize(
    ("span", "hours"),
    [
        ({"hours": 3}, "3"),
        ({"hours": 3, "microseconds": 1}, "3.001"),
        ({"hours": 2, "minutes": 59}, "2.984"),
        ({"days": 1}, "24"),
        ({}, "0"),
    ],
)
def test_the_three_hour_clock(span: dict[str, float], hours: str) -> None:
    """10 CFR 20.1906(c) (85 FR 68243, 2020): "not later than 3 hours"; whatever is later shows as later."""
    assert hours_between(EIGHT, after(**span)) == Duration.parse(f"{hours} h")


def test_a_clock_does_not_run_backwards() -> None:
    """A time before the beginning is a slip of the pen, not an early monitoring."""
    with pytest.raises(Invalid):
        hours_between(EIGHT, after(minutes=-1))


@pytest.mark.parametrize(
    ("gross", "found"), [("1840 cpm", "240"), ("220 cpm", "24"), ("1841 cpm", "240.1333")]
)
def test_the_contamination_of_a_package(gross: str, found: str) -> None:
    """49 CFR 173.443(a)(1)(i), Table 9 (79 FR 40616, 2014): 7,200 and 720 dpm on a 300 cm² wipe at 0.10 are 240 and 24."""
    level = package_contamination(CountRate.parse(gross), BACKGROUND, EFFICIENCY)
    assert round(level, 4) == Decimal(found)


def test_the_actual_wipe_efficiency_may_be_used() -> None:
    """49 CFR 173.443(a)(1)(i): "the actual wipe efficiency may be used, or ... assumed to be 0.10"."""
    gross = CountRate.parse("1840 cpm")
    found = package_contamination(gross, BACKGROUND, EFFICIENCY, Decimal(100), Decimal("0.5"))
    assert found == 144
    for bad in ({"area_cm2": Decimal(0)}, {"wipe_efficiency": Decimal(10)}):
        with pytest.raises(Invalid):
            package_contamination(gross, BACKGROUND, EFFICIENCY, **bad)
    with pytest.raises(Invalid):
        package_contamination(gross, BACKGROUND, Decimal(25))


@pytest.mark.parametrize(
    ("rate", "index"),
    [
        ("0.05 mrem/h", "0"),
        ("0.051 mrem/h", "0.1"),
        ("1 mrem/h", "1"),
        ("0.01001 mSv/h", "1.1"),
        ("10 mrem/h", "10"),
        ("10.01 mR/h", "10.1"),
    ],
)
def test_the_transport_index(rate: str, index: str) -> None:
    """49 CFR 173.403 (80 FR 1162, 2015): "rounded up to the next tenth"; 172.403(c), note 2: up to 0.05 is zero."""
    assert transport_index(DoseRate.parse(rate)) == Decimal(index)


def test_what_a_wipe_can_find() -> None:
    """G21: L. A. Currie, Anal Chem 40, 1968, 586; a wipe of 100 cm² that takes everything is the counter's own limit."""
    assert round(wipe_detectable(BACKGROUND, MINUTE, EFFICIENCY), 1) == Decimal("128.5")
    whole = minimum_detectable(BACKGROUND, MINUTE, EFFICIENCY)
    tenth = wipe_detectable(BACKGROUND, MINUTE, EFFICIENCY, Decimal(300), Decimal("0.1"))
    assert round(tenth, 20) == round(whole * 10 / 3, 20)
    with pytest.raises(Invalid):
        wipe_detectable(BACKGROUND, MINUTE, EFFICIENCY, Decimal(0))
    with pytest.raises(Invalid):
        wipe_detectable(BACKGROUND, MINUTE, EFFICIENCY, wipe_factor=Decimal(2))


def test_what_a_wipe_can_find_with_a_longer_background() -> None:
    """Currie 1968 for unequal times, per 100 cm²."""
    times = MINUTE, Duration.parse("10 min")
    found = wipe_detectable_unequal(BACKGROUND, times, EFFICIENCY, Decimal(50))
    assert round(found, 20) == round(
        minimum_detectable_unequal(BACKGROUND, *times, EFFICIENCY) * 2, 20
    )


@pytest.mark.parametrize(
    ("spilled", "percent"),
    [
        ("2 mCi", "100"),
        ("74 MBq", "100"),
        ("73.9999999 MBq", "100"),
        ("74.0000001 MBq", "100.001"),
    ],
)
def test_a_spill_against_its_level(spilled: str, percent: str) -> None:
    """NUREG-1556 Vol. 9 App. N draws the line between minor and major at an activity; rounding never hides an excess."""
    assert percent_of_level(Activity.parse(spilled), Activity.parse("2 mCi")) == Decimal(percent)
    with pytest.raises(Invalid):
        percent_of_level(Activity.parse(spilled), Activity.parse("0 mCi"))


def test_no_typed_activity_is_too_much_for_a_level() -> None:
    """The largest activity that can be typed against the smallest level still gives a figure."""
    smallest = Activity.parse("0.000000000001 nCi")
    assert percent_of_level(Activity.parse("900000000000 Ci"), smallest) > 10**30


def test_the_dose_of_a_visit() -> None:
    """10 CFR 20.1301(c): 5 mSv are 500 mrem; at 25 mrem/h they are reached in 20 h."""
    dose = dose_in_time(DoseRate.parse("25 mrem/h"), Duration.parse("20 h"))
    assert dose == Dose.parse("5 mSv")
