"""Late entries: what was written down longer after it happened than the center allows, and therefore needs a reason."""

from datetime import date, datetime, time, timedelta

from au_desktop.domain.errors import DomainError
from au_desktop.domain.moments import Moment


class LateEntryNeedsReason(DomainError):
    """A record came later than the center allows, and nobody said why."""

    def __init__(self, hours: int) -> None:
        super().__init__(f"later than {hours} h")
        self.hours = hours


def end_of_day(day: date, entered: Moment) -> Moment:
    """The midnight that ends the day where the entry was made: a case has a day and no hour."""
    midnight = datetime.combine(day + timedelta(days=1), time(), entered.local.tzinfo)
    return Moment.of(midnight)


def is_late(happened: Moment, entered: Moment, hours: int | None) -> bool:
    """Whether more than that many hours lie between; never where the center has set no limit."""
    return hours is not None and entered.utc - happened.utc > timedelta(hours=hours)


def is_late_for_day(day: date, entered: Moment, hours: int | None) -> bool:
    """The same for what is known by its day: the hours run from the day's end."""
    return is_late(end_of_day(day, entered), entered, hours)


def require_reason(reason: str, hours: int | None, *, late: bool) -> None:
    """Refuse a late entry without a reason.

    Raises:
        LateEntryNeedsReason: with the hours that the center allows.
    """
    if late and hours is not None and not reason.strip():
        raise LateEntryNeedsReason(hours)
