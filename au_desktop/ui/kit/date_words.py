"""Writes days and moments as the settings ask: short in lists, exact on hover."""

import re
from datetime import date, datetime

from au_desktop.domain.moments import Moment
from au_desktop.settings import DateStyle

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def day_words(day: date | None, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """Such as "22 Nov 2026"; a dash where there is no day."""
    if day is None:
        return "–"
    month = _MONTHS[day.month - 1]
    if style is DateStyle.ISO:
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    if style is DateStyle.MONTH_DAY:
        return f"{month} {day.day}, {day.year}"
    return f"{day.day} {month} {day.year}"


def dated_words(text: str, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """A text with every ISO day in it written as the settings ask: "83 FR 33104, 16 Jul 2018"."""
    return _ISO_DAY.sub(lambda found: _day_in(found.group(), style), text)


def _day_in(text: str, style: DateStyle) -> str:
    try:
        return day_words(date.fromisoformat(text), style)
    except ValueError:
        return text


def moment_words(moment: Moment | None, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """Such as "22 Nov 2026 14:05", on the clock of the place where it was taken."""
    if moment is None:
        return "–"
    return time_words(moment.local, style)


def time_words(local: datetime, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """The day, then hours and minutes."""
    return f"{day_words(local.date(), style)} {local.hour:02}:{local.minute:02}"


def exact_words(moment: Moment) -> str:
    """To the second with the offset, for the hover text."""
    local = moment.local
    sign, minutes = ("-" if moment.offset_minutes < 0 else "+"), abs(moment.offset_minutes)
    offset = f"UTC{sign}{minutes // 60}:{minutes % 60:02}" if minutes else "UTC"
    day = day_words(local.date())
    return f"{day} {local.hour:02}:{local.minute:02}:{local.second:02} ({offset})"


def instant_words(text: str, style: DateStyle = DateStyle.DAY_MONTH) -> str:
    """A stored instant in words; a text that is no instant is shown as it stands."""
    try:
        return time_words(datetime.fromisoformat(text), style)
    except ValueError:
        return text
