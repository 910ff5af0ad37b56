"""The same day of the month, some months on: how calibrations and yearly work come due."""

from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where it is shorter."""
    years, month_index = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month_index + 1, 1)
    following = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
