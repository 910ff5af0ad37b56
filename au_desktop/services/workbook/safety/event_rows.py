"""Rows of the sheets Events and Event clocks: what happened and what was determined, and what was owed and done."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.event_clocks import EventClock
from au_desktop.domain.safety.events import Event
from au_desktop.domain.safety.spills import judge_spill
from au_desktop.services.workbook.sheet_rows import Days, SheetSource

_MICRO = Decimal(1_000_000)
_HOUR = Decimal(3600)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `spilled` and `level` are those of a spill, `prescribed` and `delivered` those of a screen."""

    code: str
    happened: Moment
    discovered: Moment
    kind: str
    title: str
    about: str
    material: str
    prescribed: Activity | None
    delivered: Activity | None
    spilled: Activity | None
    level: Activity | None
    size: str
    remaining: str
    result: str
    determined: str
    story: str
    cause: str
    prevention: str
    closed: Moment | None
    review: str
    state: str


@dataclass(frozen=True, slots=True)
class EventClockRow:
    """One clock of an event; hours count from the moment since which it runs."""

    code: str
    what: str
    whom: str
    basis: str
    since: Moment
    due: Moment
    numbered: bool
    allowed_hours: Decimal
    done: Moment | None
    taken_hours: Decimal | None
    told: str
    by: str
    not_owed: str


def event_rows(source: SheetSource, days: Days) -> Iterator[EventRow]:
    """Events that happened in these days, by time; void ones say so."""
    for event in source.safety(Event, days):
        yield _row(event)


def event_clock_rows(source: SheetSource, days: Days) -> Iterator[EventClockRow]:
    """The clocks of these events, each event's by when they are due; those of void events are left out."""
    for event in source.safety(Event, days):
        if event.voided is None:
            for clock in sorted(event.clocks, key=lambda one: one.due.utc):
                yield _clock_row(event, clock)


def _row(event: Event) -> EventRow:
    screen, spill, said, closed = event.screen, event.spill, event.determination, event.closed
    result = event.result.value if event.findings else ""
    state = event.state.value
    determined = ""
    if said is not None:
        what = "reportable" if said.reportable else "not reportable"
        determined = f"{what}, {said.by.name}: {said.reason}"
    return EventRow(
        code=event.code,
        happened=event.at,
        discovered=event.known_at,
        kind=event.kind.value,
        title=event.title,
        about=event.summary.about,
        material=", ".join(part for part in (event.nuclide, event.form) if part),
        prescribed=_single(event),
        delivered=screen.delivered if screen is not None else None,
        spilled=spill.activity if spill is not None else None,
        level=spill.level.major_from if spill is not None and spill.level is not None else None,
        size=judge_spill(spill).size.value if spill is not None else "",
        remaining=spill.remaining if spill is not None and spill.for_site_file else "",
        result=result,
        determined=determined,
        story=event.story,
        cause=event.cause,
        prevention=event.prevention,
        closed=closed.at if closed is not None else None,
        review=closed.review if closed is not None else "",
        state=state if event.voided is None else f"void: {event.voided.reason}",
    )


def _single(event: Event) -> Activity | None:
    """A single prescribed dosage; a range has no percentage."""
    screen = event.screen
    if screen is None or screen.prescribed_high is not None:
        return None
    return screen.prescribed


def _clock_row(event: Event, clock: EventClock) -> EventClockRow:
    done = clock.done
    owed = done is not None and not done.excused
    return EventClockRow(
        code=event.code,
        what=clock.title,
        whom=clock.whom,
        basis=clock.basis,
        since=clock.since,
        due=clock.due,
        numbered=clock.span.numbered,
        allowed_hours=_hours(clock.since, clock.due),
        done=done.at if done is not None and owed else None,
        taken_hours=_hours(clock.since, done.at) if done is not None and owed else None,
        told=", ".join(part for part in (done.whom, done.how) if part) if done else "",
        by=done.by.name if done is not None else "",
        not_owed=done.excused if done is not None and done.excused else clock.lifted,
    )


def _hours(since: Moment, until: Moment) -> Decimal:
    span = until.utc - since.utc
    seconds = Decimal(span.days * 86400 + span.seconds) + Decimal(span.microseconds) / _MICRO
    return seconds / _HOUR
