"""Days of a moment's own place, asked of an index that holds instants."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, or_, type_coerce

from au_desktop.persistence.column_types import to_micros

_DAY = timedelta(days=1)
_MINUTE = 60_000_000


def from_day(
    instant: ColumnElement[Any], offset: ColumnElement[int], day: date
) -> ColumnElement[bool]:
    """That the moment was on that day or later where it was taken.

    No place is more than a day from UTC, so only near midnight is the row itself needed for its offset.
    """
    midnight = datetime.combine(day, time.min, tzinfo=UTC)
    local = type_coerce(instant, BigInteger) + offset * _MINUTE
    return and_(
        instant >= midnight - _DAY,
        or_(instant >= midnight + _DAY, local >= to_micros(midnight)),
    )


def to_day(
    instant: ColumnElement[Any], offset: ColumnElement[int], day: date
) -> ColumnElement[bool]:
    """That the moment was on that day or earlier where it was taken."""
    midnight = datetime.combine(day, time.min, tzinfo=UTC) + _DAY
    local = type_coerce(instant, BigInteger) + offset * _MINUTE
    return and_(
        instant < midnight + _DAY,
        or_(instant < midnight - _DAY, local < to_micros(midnight)),
    )
