"""Due moments over any zone, change of clocks and year end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.event_rules import Span
from au_desktop.domain.safety.event_clocks import due_of

FIRST, LAST = datetime(2000, 1, 1), datetime(2099, 12, 1)  # noqa: DTZ001 - the zone comes with the strategy
INSTANTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarter: quarter * 15)
MOMENTS = st.builds(Moment, INSTANTS, OFFSETS)


@given(MOMENTS, OFFSETS)
def test_the_next_day_is_the_next_day_wherever_it_ends(since: Moment, offset: int) -> None:
    due = due_of(Span.NEXT_DAY, 0, since, offset)
    assert due.local.date() == since.local.date() + timedelta(days=1)
    after = Moment(due.utc + timedelta(microseconds=1), offset)
    assert after.local.date() == since.local.date() + timedelta(days=2)


@given(MOMENTS)
def test_without_a_change_of_clocks_it_gives_more_than_one_day_and_at_most_two(
    since: Moment,
) -> None:
    left = due_of(Span.NEXT_DAY, 0, since).utc - since.utc
    assert timedelta(days=1) <= left + timedelta(microseconds=1) <= timedelta(days=2)


@given(MOMENTS, st.sampled_from([-60, 60]))
def test_a_change_of_clocks_moves_the_end_by_as_much(since: Moment, change: int) -> None:
    plain = due_of(Span.NEXT_DAY, 0, since)
    moved = due_of(Span.NEXT_DAY, 0, since, since.offset_minutes + change)
    assert plain.utc - moved.utc == timedelta(minutes=change)


@given(MOMENTS, st.sampled_from([Span.HOURS, Span.DAYS]), st.integers(1, 60), OFFSETS)
def test_hours_and_days_are_elapsed_time_in_any_zone(
    since: Moment, span: Span, count: int, offset: int
) -> None:
    unit = timedelta(hours=1) if span is Span.HOURS else timedelta(days=1)
    assert due_of(span, count, since, offset).utc - since.utc == count * unit
    elsewhere = Moment(since.utc, offset)
    assert due_of(span, count, elsewhere).utc == due_of(span, count, since).utc


@given(MOMENTS, MOMENTS, st.sampled_from(list(Span)), st.integers(1, 60))
def test_a_later_discovery_is_never_due_sooner(
    one: Moment, other: Moment, span: Span, count: int
) -> None:
    first, last = sorted((one, Moment(other.utc, one.offset_minutes)), key=lambda at: at.utc)
    assert due_of(span, count, first).utc <= due_of(span, count, last).utc
