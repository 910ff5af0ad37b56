"""What rooms, points and surveys are called on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.safety.room_plans import PointKind
from au_desktop.domain.safety.room_status import RoomState
from au_desktop.domain.safety.survey_days import DayState
from au_desktop.domain.safety.surveys import SurveyReason, SurveyState
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from au_desktop.domain.safety.survey_days import SurveyDay
    from au_desktop.domain.safety.survey_levels import RateLevel, WipeLevel
    from au_desktop.domain.safety.surveys import Reading, Survey, Wipe
    from au_desktop.services.safety.room_states import RoomCard
    from au_desktop.services.safety.survey_calendar import SurveyCalendar
    from au_desktop.settings import DateStyle

ROOM_STATES: Mapping[RoomState, str] = {
    RoomState.IN_USE: State.OK,
    RoomState.NEEDS_SURVEY: State.ATTENTION,
    RoomState.CLOSED: State.PROBLEM,
    RoomState.RELEASED: State.INFO,
}
SURVEY_STATES: Mapping[str, str] = {
    SurveyState.PASSED.value: State.OK,
    SurveyState.FAILED.value: State.PROBLEM,
    SurveyState.CLEARED.value: State.OK,
}
DAY_STATES: Mapping[DayState, str] = {
    DayState.DONE: State.OK,
    DayState.DUE: State.ATTENTION,
    DayState.MISSED: State.PROBLEM,
    DayState.EXEMPT: State.NEUTRAL,
}
REASONS: tuple[tuple[SurveyReason, str], ...] = (
    (SurveyReason.END_OF_DAY, "End of the day"),
    (SurveyReason.WEEKLY_WIPE, "Weekly wipes"),
    (SurveyReason.AFTER_SPILL, "After a spill"),
    (SurveyReason.ROOM_RELEASE, "Release of the room"),
    (SurveyReason.OTHER, "Other"),
)
KINDS: tuple[tuple[PointKind, str], ...] = (
    (PointKind.READING, "Reading"),
    (PointKind.WIPE, "Wipe"),
    (PointKind.BOTH, "Reading and wipe"),
)
WITHIN, ABOVE, NEEDS_CHECKING = "within", "above", "needs checking"


@dataclass(frozen=True, slots=True)
class PointMark:
    """How a point is drawn: its state, the sign beside its number, and what is said of it."""

    state: str
    sign: str
    words: str


def number(value: Decimal, digits: int = 3) -> str:
    """A computed number to three digits."""
    return plain_text(rounded(value, digits))


def verdict_state(*, within: bool) -> str:
    """The color of a verdict."""
    return State.OK if within else State.PROBLEM


def verdict_words(*, within: bool) -> str:
    """The verdict in words."""
    return WITHIN if within else ABOVE


def reading_words(reading: Reading) -> str:
    """A reading beside its level."""
    return f"{reading.rate} {_beside(reading.within)} {rate_level_words(reading.level)}"


def wipe_words(wipe: Wipe) -> str:
    """A wipe beside its level."""
    return f"{number(wipe.net_dpm)} {_beside(wipe.within)} {number(wipe.level.dpm, 6)} dpm/100 cm²"


def rate_level_words(level: RateLevel) -> str:
    """The trigger level, with the mark of a figure that nobody checked yet."""
    return f"{level.rate}{_checking(level.verify)}"


def wipe_level_words(level: WipeLevel) -> str:
    """The action level, with the mark of a figure that nobody checked yet."""
    return f"{number(level.dpm, 6)} dpm/100 cm²{_checking(level.verify)}"


def wipe_equation(wipe: Wipe) -> str:
    """How the contamination was reckoned, with the numbers in it."""
    count = wipe.count
    gross, background = count.gross, count.background
    return (
        f"({gross} - {background}) / ({plain_text(count.efficiency)} × "
        f"{plain_text(count.wipe_factor)}) × 100 / {plain_text(count.area_cm2)} cm² = "
        f"{number(wipe.net_dpm)} dpm/100 cm²; MDA {number(wipe.mda_dpm)} "
        f"({count.sample_time} sample, {count.background_time} background)"
    )


def marks_of(survey: Survey | None) -> dict[int, PointMark]:
    """How the points of a plan are drawn after a survey."""
    if survey is None:
        return {}
    told: dict[int, list[tuple[bool, str]]] = {}
    for reading in survey.readings:
        told.setdefault(reading.point.number, []).append((reading.within, reading_words(reading)))
    for wipe in survey.wipes:
        told.setdefault(wipe.point.number, []).append((wipe.within, wipe_words(wipe)))
    return {at: _mark(said) for at, said in told.items() if at}


def newest_marks(surveys: Sequence[Survey]) -> dict[int, PointMark]:
    """How the points are drawn by the newest survey that measured each; the surveys newest first."""
    found: dict[int, PointMark] = {}
    for survey in reversed(surveys):
        found.update(marks_of(survey))
    return found


def card_words(card: RoomCard, style: DateStyle) -> list[str]:
    """What is to be said of a room, the most urgent first."""
    said = []
    closed, confined = card.status.closed, card.status.confined
    if closed is not None:
        since = day_words(closed.since.local.date(), style)
        said.append(f"Closed since {since} by {closed.by.name}: {closed.reason}")
    if card.loop is not None:
        found = ", ".join(one.title for one in card.loop.open_findings)
        said.append(f"Above the level since {card.loop.code}: {found}. Survey these again.")
    if card.due_today is not None:
        said.append(f"Survey due today because {', '.join(card.due_today.because)}.")
    if card.missed:
        days = ", ".join(day_words(day.day, style) for day in card.missed[:3])
        more = f" and {len(card.missed) - 3} more" if len(card.missed) > 3 else ""
        said.append(f"Not surveyed after use: {days}{more}.")
    if confined is not None:
        since = day_words(confined.since.local.date(), style)
        said.append(
            f"Patient {confined.patient_code} confined since {since}: "
            "no end-of-day survey asked for (10 CFR 35.70(b))."
        )
    return said


def due_words(card: RoomCard) -> str:
    """What the list says is due."""
    if card.loop is not None:
        return "re-survey"
    if card.due_today is not None:
        return "today"
    if card.missed:
        return f"{len(card.missed)} missed"
    return "patient confined" if card.status.confined is not None else ""


def unplaced_words(calendar: SurveyCalendar) -> str:
    """Cases of which nobody knows the room: whether a survey was due cannot be told."""
    if not calendar.unplaced:
        return ""
    cases = ", ".join(calendar.unplaced[:6])
    more = f" and {len(calendar.unplaced) - 6} more" if len(calendar.unplaced) > 6 else ""
    return f"Given at no room of this list: {cases}{more}. Whether a survey was due there cannot be told."


def because_words(day: SurveyDay) -> str:
    """Why a day asks for a survey."""
    return "; ".join(day.because)


def _beside(within: bool) -> str:
    return "within" if within else "above"


def _checking(verify: bool) -> str:
    return f" ({NEEDS_CHECKING})" if verify else ""


def _mark(said: Sequence[tuple[bool, str]]) -> PointMark:
    within = all(one for one, _ in said)
    words = "; ".join(words for _, words in said)
    return PointMark(verdict_state(within=within), "✓" if within else "!", words)
