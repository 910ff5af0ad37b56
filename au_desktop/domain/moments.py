"""A moment: an instant in UTC with the local offset beside it, as a person's clock showed it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant and the offset of the place where it was taken.

    Args:
        utc: the instant, aware, in UTC.
        offset_minutes: local time minus UTC, in minutes, from -1440 to 1440.
    """

    utc: datetime
    offset_minutes: int = 0

    def __post_init__(self) -> None:
        """Refuse naive times: a record without a zone cannot be placed."""
        if self.utc.tzinfo is UTC:  # nearly always, and told at a glance
            return
        if self.utc.tzinfo is None or self.utc.utcoffset() != timedelta(0):
            message = "a Moment is made from an aware datetime in UTC"
            raise ValueError(message)

    @classmethod
    def of(cls, aware: datetime) -> "Moment":
        """Take any aware datetime and keep its own offset beside the UTC instant."""
        offset = aware.utcoffset()
        if offset is None:
            message = "a Moment is made from an aware datetime"
            raise ValueError(message)
        return cls(aware.astimezone(UTC), round(offset.total_seconds() / 60))

    @property
    def local(self) -> datetime:
        """The wall-clock time where the moment was taken."""
        return self.utc.astimezone(_zone(self.offset_minutes))

    def iso(self) -> str:
        """ISO 8601 with the local offset, to the microsecond: the form used in signed bytes and files."""
        return self.local.isoformat(timespec="microseconds")

    @classmethod
    def from_iso(cls, text: str) -> "Moment":
        """Read back what `iso` wrote."""
        return cls.of(datetime.fromisoformat(text))


@cache
def _zone(offset_minutes: int) -> timezone:
    return timezone(timedelta(minutes=offset_minutes))
