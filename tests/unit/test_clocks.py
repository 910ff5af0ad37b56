"""The system clock keeps the local offset; ids are version 7, and never sort before an earlier one."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.clocks import SystemClock, Uuid7Source

_48_BITS = (1 << 48) - 1


def _times_of(milliseconds: list[int]) -> Uuid7Source:
    return Uuid7Source(iter(milliseconds).__next__)


@given(st.lists(st.integers(0, _48_BITS - 1000), min_size=2, max_size=200))
def test_ids_strictly_increase_whatever_the_clock_does(milliseconds: list[int]) -> None:
    source = _times_of(milliseconds)
    ids = [source.new() for _ in milliseconds]
    assert ids == sorted(set(ids))


@given(st.integers(0, _48_BITS - 1000))
def test_an_id_says_its_millisecond_version_and_variant(millisecond: int) -> None:
    made = _times_of([millisecond]).new()
    assert (made.int >> 80, made.version, made.variant) == (millisecond, 7, RFC_4122)


def test_a_clock_set_back_keeps_the_later_millisecond() -> None:
    source = _times_of([5000, 3000, 5001])
    assert [source.new().int >> 80 for _ in range(3)] == [5000, 5000, 5001]


def test_a_full_counter_borrows_the_next_millisecond() -> None:
    source = _times_of([7000, 7000, 7000])
    first = source.new()
    source._ticks = (1 << 74) - 1
    second, third = source.new(), source.new()
    assert first < second < third
    assert second.int >> 80 == 7001


def test_threads_never_share_an_id() -> None:
    source = Uuid7Source(lambda: 1)
    made: list[UUID] = []
    threads = [
        threading.Thread(target=lambda: made.extend([source.new() for _ in range(500)]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000


def test_the_first_id_carries_the_time_of_the_computer() -> None:
    before = datetime.fromtimestamp(Uuid7Source().new().int / 2**80 / 1000, UTC)
    assert abs(SystemClock().now().utc - before) < timedelta(minutes=1)


def test_now_keeps_the_local_offset() -> None:
    moment = SystemClock().now()
    local = datetime.fromtimestamp(moment.utc.timestamp()).astimezone()
    assert moment.local.utcoffset() == local.utcoffset()


def test_monotonic_time_does_not_run_backwards() -> None:
    clock = SystemClock()
    assert clock.monotonic_ns() <= clock.monotonic_ns()
