"""The clocks of an event: when each thing is due, and whether it was done in time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.event_rules import ClockRule, Span
from au_desktop.domain.safety.safety_records import Deadline, PersonRef

_LAST_INSTANT = time(23, 59, 59, 999999)


class ClockState(StrEnum):
    """How a clock stands at a moment."""

    RUNNING = "running"
    OVERDUE = "overdue"
    IN_TIME = "done in time"
    LATE = "done late"
    DONE = "done"
    NOT_OWED = "not owed"


@dataclass(frozen=True, slots=True)
class ClockDone:
    """What was done about a clock: when, by whom, to whom and how. `excused` says why nothing was owed after all."""

    at: Moment
    by: PersonRef
    whom: str = ""
    how: str = ""
    excused: str = ""


@dataclass(frozen=True, slots=True)
class EventClock:
    """One thing owed: the rule's words as they were, since when it runs, and by when it is due.

    `lifted` says why a clock that was running is no longer owed.
    """

    key: str
    title: str
    whom: str
    span: Span
    since: Moment
    due: Moment
    basis: str
    verify: bool = False
    advice: str = ""
    done: ClockDone | None = None
    lifted: str = ""

    @property
    def running(self) -> bool:
        """Whether something is still to be done about it."""
        return self.done is None and not self.lifted

    @property
    def late(self) -> bool:
        """Whether it was done after it was due, under a rule that gives a number."""
        return (
            self.done is not None
            and not self.done.excused
            and self.span.numbered
            and self.done.at.utc > self.due.utc
        )

    @property
    def deadline(self) -> Deadline:
        """The clock as lists and Today show it."""
        return Deadline(self.key, self.title, self.due, self.basis)


def due_of(span: Span, count: int, since: Moment, offset_then: int | None = None) -> Moment:
    """When a thing is due.

    Equation: at once and as soon as possible: t = since; hours and days: t = since + count·1 h or count·24 h; next
    calendar day: the last instant of the local day after `since`.
    Units: moments. Range: count not negative.
    Source: 10 CFR 35.3045(c) to (e) (83 FR 33111, 2018), 20.2201 (88 FR 15880, 2023), 20.2202 (85 FR 65661, 2020).

    Args:
        span: how the rule counts.
        count: how many hours or days.
        since: the discovery.
        offset_then: local time minus UTC, in minutes, on the day that it ends; that of `since` where it is not known.
    """
    if span is Span.HOURS:
        return Moment(since.utc + timedelta(hours=count), since.offset_minutes)
    if span is Span.DAYS:
        return Moment(since.utc + timedelta(days=count), since.offset_minutes)
    if span is Span.NEXT_DAY:
        return _end_of_next_day(since, offset_then)
    return since


def _end_of_next_day(since: Moment, offset_then: int | None) -> Moment:
    offset = since.offset_minutes if offset_then is None else offset_then
    last = datetime.combine(since.local.date() + timedelta(days=1), _LAST_INSTANT)
    utc = (last - timedelta(minutes=offset)).replace(tzinfo=since.utc.tzinfo)
    return Moment(utc, offset)


def started(rule: ClockRule, since: Moment, offset_then: int | None = None) -> EventClock:
    """The clock of a rule, running since a moment."""
    return EventClock(
        key=rule.id,
        title=rule.title,
        whom=rule.whom,
        span=rule.span,
        since=since,
        due=due_of(rule.span, rule.count, since, offset_then),
        basis=rule.basis.citation,
        verify=rule.basis.verify,
        advice=rule.advice,
    )


def state_of(clock: EventClock, now: Moment) -> ClockState:
    """How the clock stands now."""
    if clock.done is not None:
        return _state_when_done(clock, clock.done)
    if clock.lifted:
        return ClockState.NOT_OWED
    return ClockState.OVERDUE if now.utc > clock.due.utc else ClockState.RUNNING


def _state_when_done(clock: EventClock, done: ClockDone) -> ClockState:
    if done.excused:
        return ClockState.NOT_OWED
    if not clock.span.numbered:
        return ClockState.DONE
    return ClockState.LATE if clock.late else ClockState.IN_TIME


def time_left(clock: EventClock, now: Moment) -> timedelta:
    """From now until it is due, or from when it was done; below zero where that was after."""
    end = now if clock.done is None else clock.done.at
    return clock.due.utc - end.utc
