"""Writes times of the day and lengths of time, where the second matters."""

from datetime import date, timedelta

from au_desktop.domain.moments import Moment
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import moment_words


def clock_words(moment: Moment, *, seconds: bool = True) -> str:
    """The time of day as the local clock showed it."""
    return f"{moment.local:%H:%M:%S}" if seconds else f"{moment.local:%H:%M}"


def near_words(moment: Moment, today: date, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """The time alone on the day itself, else day and time."""
    return clock_words(moment) if moment.local.date() == today else moment_words(moment, style)


def span_words(length: timedelta) -> str:
    """A running or finished time as a clock shows it: 06:42, or 1:06:42 from an hour on."""
    seconds = max(0, int(length.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


def age_words(since: Moment, now: Moment) -> str:
    """How long something has waited, in days once there are any."""
    days = (now.local.date() - since.local.date()).days
    if days <= 0:
        return "today"
    return "1 day" if days == 1 else f"{days} days"
