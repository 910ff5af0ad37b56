"""Work that comes again: when a checklist is due for a room, an instrument or a person, and whether it was done in time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from au_desktop.domain.checklists.templates import Need, Recurrence
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import RunId, ScheduleId
from au_desktop.domain.month_steps import add_months

SCHEDULED_ABOUT = (Need.ROOM, Need.INSTRUMENT, Need.PERSON)
"""What a schedule can be about."""
LONGEST_GRACE_DAYS = 60

_MONTHS: Mapping[Recurrence, int] = MappingProxyType(
    {
        Recurrence.MONTHLY: 1,
        Recurrence.QUARTERLY: 3,
        Recurrence.SEMIANNUAL: 6,
        Recurrence.ANNUAL: 12,
    }
)
_DAYS: Mapping[Recurrence, int] = MappingProxyType({Recurrence.DAILY: 1, Recurrence.WEEKLY: 7})
_LEAD_DAYS: Mapping[Recurrence, int] = MappingProxyType(
    {
        Recurrence.WEEKLY: 1,
        Recurrence.MONTHLY: 3,
        Recurrence.QUARTERLY: 7,
        Recurrence.SEMIANNUAL: 14,
        Recurrence.ANNUAL: 14,
    }
)
_ON_OCCASION = frozenset(
    {Recurrence.EACH_DAY_OF_USE, Recurrence.FIRST_USE, Recurrence.AFTER_REPAIR}
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day that asks for the work outside the calendar, or on which it was passed over; why, in words."""

    day: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """That a checklist is to be done again and again for one thing.

    Args:
        id: its id.
        template_id: the checklist, in whichever version is in force on the day.
        recurrence: how often.
        first_due: the first day on which it is due.
        about: what it is about; None: the center itself.
        about_id: the room, instrument or person.
        grace_days: the center's own allowance after the due day, 0 to 60.
        occasions: repairs that asked for it.
        excused: due days on which it was not done and will not be, each with its reason.
        ended: the day from which it is no longer asked for.
        end_reason: why it was ended.
    """

    id: ScheduleId
    template_id: str
    recurrence: Recurrence
    first_due: date
    about: Need | None = None
    about_id: UUID | None = None
    grace_days: int = 0
    occasions: tuple[Occasion, ...] = ()
    excused: tuple[Occasion, ...] = ()
    ended: date | None = None
    end_reason: str = ""

    def __post_init__(self) -> None:
        """What it is about is named whole, and the allowance is a short one."""
        if (self.about is None) is not (self.about_id is None):
            raise Invalid("about", "is not chosen")
        if self.about is not None and self.about not in SCHEDULED_ABOUT:
            raise Invalid("about", "is neither a room, an instrument nor a person")
        if self.about is None and self.recurrence is Recurrence.EACH_DAY_OF_USE:
            raise Invalid("about", "is needed: days of use are those of a room or an instrument")
        if not 0 <= self.grace_days <= LONGEST_GRACE_DAYS:
            raise Invalid("grace_days", f"is not between 0 and {LONGEST_GRACE_DAYS}")


class DueState(StrEnum):
    """How one occurrence stands."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done late"
    EXCUSED = "not done"


@dataclass(frozen=True, slots=True)
class DoneRun:
    """A submitted run of the scheduled checklist: which, and the local day of its work."""

    run_id: RunId
    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a schedule is held against: the runs that count, and the days on which the room or instrument was used."""

    runs: tuple[DoneRun, ...] = ()
    days_of_use: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that the work was or is due. `last_day` is the due day with the allowance; `excuse` says why it was not done."""

    due: date
    last_day: date
    state: DueState
    run: DoneRun | None = None
    excuse: str | None = None

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.run is None and self.excuse is None


def next_due(recurrence: Recurrence, done: date) -> date | None:
    """The day on which the work is due again after it was done; None where no calendar says so."""
    if recurrence in _MONTHS:
        return add_months(done, _MONTHS[recurrence])
    if recurrence in _DAYS:
        return done + timedelta(days=_DAYS[recurrence])
    return None


def occurrences(schedule: Schedule, evidence: Evidence, today: date) -> tuple[Occurrence, ...]:
    """Every occurrence up to the one that is open now, oldest first.

    By the calendar, each run settles the occurrence that stood open and the next is counted from its day. Otherwise each day
    of use and each repair is settled by the first run on or after it. After the end of a schedule nothing is open any more.
    """
    runs = sorted(evidence.runs, key=lambda run: (run.day, run.number))
    if schedule.recurrence in _ON_OCCASION:
        found = _on_occasion(schedule, _days(schedule, evidence, today), runs)
    else:
        found = _by_calendar(schedule, runs)
    judged = (_judged(schedule, one, today) for one in found)
    return tuple(one for one in judged if not (one.open and schedule.ended is not None))


def open_occurrence(schedule: Schedule, evidence: Evidence, today: date) -> Occurrence | None:
    """The occurrence that waits longest, if one is open."""
    return next((one for one in occurrences(schedule, evidence, today) if one.open), None)


def _by_calendar(schedule: Schedule, runs: Sequence[DoneRun]) -> Iterator[Occurrence]:
    excused = {one.day: one.why for one in schedule.excused}
    left = [run for run in runs if _reaches(schedule, run)]
    due: date | None = schedule.first_due
    while due is not None:
        if due in excused and not (left and left[0].day <= due):
            yield _occurrence(schedule, due, None, excused[due])
            due = next_due(schedule.recurrence, due)
        elif left:
            run = left.pop(0)
            yield _occurrence(schedule, due, run)
            due = next_due(schedule.recurrence, run.day)
        else:
            yield _occurrence(schedule, due, None)
            due = None


def _reaches(schedule: Schedule, run: DoneRun) -> bool:
    """Whether the work of that day still held on the first due day; what was done a whole period before does not."""
    again = next_due(schedule.recurrence, run.day)
    return again is None or again > schedule.first_due


def _days(schedule: Schedule, evidence: Evidence, today: date) -> list[date]:
    if schedule.recurrence is Recurrence.EACH_DAY_OF_USE:
        asked: set[date] = set(evidence.days_of_use)
    elif schedule.recurrence is Recurrence.FIRST_USE:
        asked = {schedule.first_due}
    else:
        asked = {one.day for one in schedule.occasions}
    last = today if schedule.ended is None else min(today, schedule.ended)
    return sorted(day for day in asked if schedule.first_due <= day <= last)


def _on_occasion(
    schedule: Schedule, days: Sequence[date], runs: Sequence[DoneRun]
) -> Iterator[Occurrence]:
    """Each day takes the first run on or after it; several days before one late run are all settled by it, late.

    What must be done before the first use is settled by the first run there is.
    """
    before = schedule.recurrence is Recurrence.FIRST_USE
    excused = {one.day: one.why for one in schedule.excused}
    at = 0
    for day in days:
        while not before and at < len(runs) and runs[at].day < day:
            at += 1
        run = runs[at] if at < len(runs) else None
        if day in excused and (run is None or run.day != day):
            yield _occurrence(schedule, day, None, excused[day])
        else:
            yield _occurrence(schedule, day, run)


def _occurrence(
    schedule: Schedule, due: date, run: DoneRun | None, excuse: str | None = None
) -> Occurrence:
    last = due + timedelta(days=schedule.grace_days)
    return Occurrence(due, last, DueState.UPCOMING, run, excuse)


def _judged(schedule: Schedule, one: Occurrence, today: date) -> Occurrence:
    if one.excuse is not None:
        state = DueState.EXCUSED
    elif one.run is not None:
        state = DueState.DONE_LATE if one.run.day > one.last_day else DueState.DONE
    elif today > one.last_day:
        state = DueState.OVERDUE
    else:
        lead = timedelta(days=_LEAD_DAYS.get(schedule.recurrence, 0))
        state = DueState.DUE if today >= one.due - lead else DueState.UPCOMING
    return replace(one, state=state)
