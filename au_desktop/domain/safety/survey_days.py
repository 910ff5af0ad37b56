"""Which days ask for a survey of a room: those on which a dosage that needs a directive was prepared or given there (35.70)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.ids import RoomId

SURVEY_RULE = "10 CFR 35.70(a)"
CONFINED_RULE = "10 CFR 35.70(b)"


class DayState(StrEnum):
    """How the survey of a day of use stands."""

    DONE = "surveyed"
    DUE = "due today"
    MISSED = "missed"
    EXEMPT = "not required: patient confined"


@dataclass(frozen=True, slots=True)
class RoomUsed:
    """That unsealed material which needs a written directive was prepared or given in a room: what was done, in words."""

    room_id: RoomId
    day: date
    what: str


@dataclass(frozen=True, slots=True)
class SurveyDay:
    """A day of use: why it asks for a survey, how that stands, and the code of the survey that was made."""

    room_id: RoomId
    day: date
    because: tuple[str, ...]
    state: DayState
    survey: str = ""


def survey_days(
    uses: Iterable[RoomUsed],
    done: Mapping[tuple[RoomId, date], str],
    confined: Callable[[RoomId, date], bool],
    today: date,
) -> tuple[SurveyDay, ...]:
    """Every day of use up to today, newest first; days without use ask for nothing.

    Args:
        uses: who says that the room was used; several reasons of one day make one day.
        done: the code of the survey of a room and day.
        confined: whether a patient who cannot be released was confined there at the end of that day (35.70(b)).
        today: the day that is not over yet.
    """
    because: dict[tuple[RoomId, date], list[str]] = {}
    for use in uses:
        if use.day <= today:
            told = because.setdefault((use.room_id, use.day), [])
            if use.what not in told:
                told.append(use.what)
    found = [
        SurveyDay(room, day, tuple(told), *_standing((room, day), done, confined, today))
        for (room, day), told in because.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.day, str(one.room_id)), reverse=True))


def _standing(
    asked: tuple[RoomId, date],
    done: Mapping[tuple[RoomId, date], str],
    confined: Callable[[RoomId, date], bool],
    today: date,
) -> tuple[DayState, str]:
    if asked in done:
        return DayState.DONE, done[asked]
    if confined(*asked):
        return DayState.EXEMPT, ""
    return (DayState.DUE if asked[1] == today else DayState.MISSED), ""
