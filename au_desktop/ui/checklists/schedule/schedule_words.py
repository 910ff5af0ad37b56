"""How schedules and their occurrences are said on screen."""

from datetime import date

from au_desktop.domain.checklists.recurring_work import DueState, Occurrence
from au_desktop.domain.checklists.templates import Recurrence
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.schedules import ScheduledWork
from au_desktop.settings import DateStyle
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.tokens import State

STATES = {
    DueState.UPCOMING: State.NEUTRAL,
    DueState.DUE: State.ATTENTION,
    DueState.OVERDUE: State.PROBLEM,
    DueState.DONE: State.OK,
    DueState.DONE_LATE: State.ATTENTION,
    DueState.EXCUSED: State.INFO,
}
RECURRENCES = tuple((one, one.value.capitalize()) for one in Recurrence)
ENDED, NOT_OPEN, AHEAD = "ended", "nothing due", "due soon"


def state_words(work: ScheduledWork, today: date) -> tuple[str, State]:
    """Where a schedule stands, and its color; what may be done ahead of its day is not yet due."""
    if work.schedule.ended is not None:
        return ENDED, State.NEUTRAL
    if work.due is None:
        return NOT_OPEN, State.NEUTRAL
    if work.due.state is DueState.DUE and work.due.due > today:
        return AHEAD, State.INFO
    return work.due.state.value, STATES[work.due.state]


def due_day(work: ScheduledWork, style: DateStyle) -> str:
    """The day on which it is due, and how long ago or ahead it is left to the chip."""
    return "–" if work.due is None else day_words(work.due.due, style)


def last_words(work: ScheduledWork, style: DateStyle) -> str:
    """When it was last done, with its record."""
    if work.last_done is None:
        return "never"
    return f"{day_words(work.last_done.day, style)} · {run_code(work.last_done.number)}"


def occurrence_words(one: Occurrence, style: DateStyle) -> str:
    """One line of the history."""
    due = f"due {day_words(one.due, style)}"
    if one.excuse is not None:
        return f"{due} · not done: {one.excuse}"
    if one.run is None:
        return f"{due} · {one.state.value}"
    late = (one.run.day - one.last_day).days
    how = f"done {day_words(one.run.day, style)}"
    behind = f", {late} {'day' if late == 1 else 'days'} late" if late > 0 else ""
    return f"{due} · {how}{behind} · {run_code(one.run.number)}"


def days_left(due: date, today: date) -> str:
    """How far the day is."""
    days = (due - today).days
    if days == 0:
        return "today"
    count = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return f"in {count}" if days > 0 else f"{count} ago"
