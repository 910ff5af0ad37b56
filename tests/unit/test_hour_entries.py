"""One entry of the hour ledgers: what it may say, and what it adds up to."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.hours import HourPart
from tests.hour_builders import A_DAY, an_entry, parts, timed


def test_an_entry_adds_up_its_parts() -> None:
    entry = an_entry(7, parts=parts(A="1.5", B="2"), last=A_DAY + timedelta(days=4))
    assert (entry.code, entry.hours, entry.days, entry.clock_hours) == (
        "H-000007",
        Decimal("3.5"),
        5,
        0,
    )


def test_clock_times_hold_the_hours() -> None:
    assert timed(1, "08:15", "10:45").clock_hours == Decimal("2.5")
    assert timed(1, "08:00", "12:00", "3").hours == 3
    with pytest.raises(Invalid, match="do not fit"):
        timed(1, "08:00", "10:00", "3")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"parts": ()}, "are missing"),
        ({"last": A_DAY - timedelta(days=1)}, "is before"),
        ({"starts": time(8)}, "a start and an end"),
        ({"starts": time(8), "ends": time(8)}, "end before"),
        ({"starts": time(8), "ends": time(12), "last": A_DAY + timedelta(days=1)}, "single day"),
    ],
)
def test_an_entry_makes_sense(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        an_entry(1, **wrong)


def test_a_part_has_hours() -> None:
    with pytest.raises(Invalid):
        HourPart("A", Decimal(0))
