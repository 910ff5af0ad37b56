"""A moment: made only from an aware time in UTC, shown as the local clock did."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from au_desktop.domain.moments import Moment

GREENWICH = timezone(timedelta(0), "GMT")


def test_any_zone_without_an_offset_is_utc() -> None:
    there = Moment(datetime(2026, 11, 20, 15, 0, tzinfo=GREENWICH))
    assert there == Moment(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=-5))])
def test_a_time_that_is_not_in_utc_is_refused(zone: timezone | None) -> None:
    with pytest.raises(ValueError, match="aware datetime in UTC"):
        Moment(datetime(2026, 11, 20, 15, 0, tzinfo=zone))


def test_a_moment_keeps_the_clock_of_its_place() -> None:
    local = datetime(2026, 11, 20, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
    moment = Moment.of(local)
    assert moment.utc == datetime(2026, 11, 21, 3, 30, tzinfo=UTC)
    assert (moment.local, moment.local.date()) == (local, local.date())
    assert moment.iso() == "2026-11-20T22:30:00.000000-05:00"
    assert Moment.from_iso(moment.iso()) == moment


def test_a_time_without_a_zone_has_no_place() -> None:
    with pytest.raises(ValueError, match="aware datetime"):
        Moment.of(datetime(2026, 11, 20, 15, 0))  # noqa: DTZ001 - what is refused
