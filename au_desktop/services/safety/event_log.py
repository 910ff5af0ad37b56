"""Events: started, worked through step by step, their clocks answered, determined and closed by the RSO."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired
from au_desktop.domain.ids import CaseId, RoomId, RunId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.event_clocks import ClockDone
from au_desktop.domain.safety.event_levels import Level, Levels
from au_desktop.domain.safety.event_reports import EventReport, event_report
from au_desktop.domain.safety.events import (
    LEVELS_OF,
    Closing,
    Determination,
    Event,
    EventIsClosed,
    EventKind,
    EventNotReady,
    EventStep,
    OpenPoint,
    facts_for,
    open_points,
)
from au_desktop.domain.safety.owed_clocks import OffsetAt, with_clocks
from au_desktop.domain.safety.safety_records import (
    PersonRef,
    RecordKind,
    RecordMoved,
    RoomRef,
)
from au_desktop.services.center.facilities import CenterFacts
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety_stores import RunningClock

_KEPT = ("kind", "levels", "steps", "clocks", "determination", "closed", "number", "revision")


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What is known when an event is started; everything else is added on its page."""

    kind: EventKind
    at: Moment
    discovered_at: Moment | None = None
    title: str = ""
    room_id: RoomId | None = None
    case_id: CaseId | None = None
    about_id: SafetyId | None = None
    about: str = ""
    run_id: RunId | None = None


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """What was done about a clock: when, to whom and how; `excused` says why nothing was owed after all."""

    at: Moment
    whom: str = ""
    how: str = ""
    excused: str = ""


class EventLog:
    """Use cases about events. `offset_at` tells the local offset on another day, where the place's rules are known."""

    def __init__(self, desk: Desk, offset_at: OffsetAt | None = None) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)
        self._offset_at = offset_at

    def start(self, new: NewEvent, facts: dict[str, Any] | None = None) -> Outcome[Event]:
        """Enter an event with the steps and levels of its kind, and the clocks that run at once.

        Raises:
            Invalid: it lies in the future.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            event = self._made(change.uow, new)
            event = self._with_clocks(replace(event, **(facts or {})))
            _require_known(event, change.at)
            event = self._book.enter(change, event)
        return Outcome(event, change.changes)

    def _made(self, uow: UnitOfWork, new: NewEvent) -> Event:
        room = uow.rooms.get(new.room_id) if new.room_id is not None else None
        case = uow.cases.get(new.case_id) if new.case_id is not None else None
        center = CenterFacts.of(uow.facts.all())
        rules = self._desk.reference.event_rules
        made: dict[str, Any] = {
            **self._book.head(new.at, new.run_id),
            **facts_for(new.kind),
        }
        return Event(
            **made,
            kind=new.kind,
            title=new.title.strip(),
            discovered_at=new.discovered_at,
            room=RoomRef(room.id, room.name) if room is not None else None,
            case_id=new.case_id,
            patient_code=case.patient_code if case is not None else "",
            about_id=new.about_id,
            about=new.about,
            licensee=center.name,
            agency=center.agency,
            levels=self.levels(new.kind),
            steps=tuple(
                EventStep(rule.id, rule.title, rule.basis.citation, rule.basis.verify)
                for rule in rules.steps_of(new.kind.value)
            ),
        )

    def levels(self, kind: EventKind) -> Levels:
        """The levels that an event of a kind is judged by, as the reference data has them today."""
        return tuple(Level.of(self._desk.reference.limit(key)) for key in LEVELS_OF[kind])

    def get(self, key: SafetyId) -> Event:
        """One event; raises `NotFound`."""
        return self._book.get(Event, key)

    def running(self) -> tuple[RunningClock, ...]:
        """The clocks of all open events, the next first."""
        with self._desk.reading() as uow:
            clocks = uow.safety.clocks()
        return tuple(clock for clock in clocks if clock.kind is RecordKind.EVENT)

    def now(self) -> Moment:
        """The time that clocks are read against."""
        return self._desk.clock.now()

    def save(self, event: Event) -> Outcome[Event]:
        """Keep changed facts. Steps, clocks, determination and closing have ways of their own.

        Raises:
            EventIsClosed: the RSO reopens it first.
            RecordMoved: somebody changed the facts since they were read.
            Invalid: a time lies in the future.
        """

        def facts(before: Event, change: Change) -> Event:
            _require_same_facts(change.uow, event, before)
            after = replace(event, **{name: getattr(before, name) for name in _KEPT})
            _require_known(after, change.at)
            return _undetermined(before, after)

        return self._step(event.id, "change event", facts)

    def tick(self, key: SafetyId, step: str, *, done: bool) -> Outcome[Event]:
        """Note that a step was done now, or that it was not."""

        def ticked(before: Event, change: Change) -> Event:
            who = _actor(change)
            return replace(
                before,
                steps=tuple(
                    replace(
                        one,
                        done_at=change.at if done else None,
                        done_by=who if done else None,
                    )
                    if one.key == step
                    else one
                    for one in before.steps
                ),
            )

        verb = "do step of event" if done else "take back step of event"
        return self._step(key, verb, ticked)

    def answer_clock(self, key: SafetyId, clock: str, answer: ClockAnswer) -> Outcome[Event]:
        """Record what was done about a clock, also late; what was answered before is replaced.

        Raises:
            NotFound: the event has no such clock.
            Invalid: the time lies before the discovery or in the future, or nobody was named.
        """

        def answered(before: Event, change: Change) -> Event:
            running = next((one for one in before.clocks if one.key == clock), None)
            if running is None:
                raise NotFound("clock", clock)
            if answer.at.utc > change.at.utc:
                raise Invalid("at", "lies in the future")
            if answer.at.utc < before.at.utc:
                raise Invalid("at", "lies before the event")
            if not answer.whom.strip() and not answer.excused.strip():
                raise Invalid("whom", "is empty: say who was told")
            done = ClockDone(
                answer.at,
                _actor(change),
                answer.whom.strip(),
                answer.how.strip(),
                answer.excused.strip(),
            )
            return _with_answer(before, clock, done)

        outcome = self._step(key, "answer clock of event", answered)
        undo = Undo("clock answered", lambda: self._without(key, clock, "taken back at once"))
        return Outcome(outcome.value, outcome.changes, undo)

    def reopen_clock(self, key: SafetyId, clock: str, reason: str) -> Outcome[None]:
        """Take back what was recorded about a clock; raises `ReasonRequired` without a reason."""
        if not reason.strip():
            raise ReasonRequired("take back what was recorded about a clock")
        return self._without(key, clock, reason)

    def _without(self, key: SafetyId, clock: str, reason: str) -> Outcome[None]:
        outcome = self._step(
            key,
            "take back answer of clock",
            lambda before, _: _with_answer(before, clock, None),
            reason=reason,
        )
        return Outcome(None, outcome.changes)

    def determine(self, key: SafetyId, reason: str, *, reportable: bool) -> Outcome[Event]:
        """The RSO says whether it is reportable, and why; raises `ReasonRequired` without a reason."""
        if not reason.strip():
            raise ReasonRequired("determine whether an event is reportable")

        def determined(before: Event, change: Change) -> Event:
            said = Determination(reportable, _actor(change), change.at, reason.strip())
            return replace(before, determination=said)

        return self._step(
            key, "determine event", determined, Permission.JUDGE_EVENTS, reason=reason.strip()
        )

    def close(self, key: SafetyId, review: str) -> Outcome[Event]:
        """The RSO closes the event, with a review in words.

        Raises:
            EventNotReady: something is still to be done.
            ReasonRequired: the review is empty.
        """
        if not review.strip():
            raise ReasonRequired("close an event")

        def closed(before: Event, change: Change) -> Event:
            points = open_points(before)
            if points:
                titles = tuple(one.title for one in before.clocks if one.running)
                raise EventNotReady(
                    before.code, points, titles if OpenPoint.CLOCK in points else ()
                )
            return replace(before, closed=Closing(_actor(change), change.at, review.strip()))

        return self._step(key, "close event", closed, Permission.JUDGE_EVENTS)

    def reopen(self, key: SafetyId, reason: str) -> Outcome[Event]:
        """The RSO opens a closed event again; raises `ReasonRequired` without a reason."""
        if not reason.strip():
            raise ReasonRequired("reopen an event")
        with self._desk.change(Permission.JUDGE_EVENTS) as change:
            before = change.uow.safety.get(Event, key)
            if before.closed is None:
                change.nothing_to_do()
                return Outcome(before, change.changes)
            after = self._with_clocks(replace(before, closed=None))
            event = self._book.step(change, "reopen event", before, after, reason.strip())
        return Outcome(event, change.changes)

    def report(self, key: SafetyId) -> EventReport:
        """The draft of the written report; raises `ReportNamesPatient`."""
        return event_report(self.get(key))

    def _step(
        self,
        key: SafetyId,
        verb: str,
        make: Callable[[Event, Change], Event],
        permission: Permission = Permission.KEEP_SAFETY,
        reason: str = "",
    ) -> Outcome[Event]:
        with self._desk.change(permission) as change:
            before = change.uow.safety.get(Event, key)
            if before.closed is not None:
                raise EventIsClosed(before.code)
            after = self._with_clocks(make(before, change))
            if after == before:
                change.nothing_to_do()
                return Outcome(before, change.changes)
            event = self._book.step(change, verb, before, after, reason)
        return Outcome(event, change.changes)

    def _with_clocks(self, event: Event) -> Event:
        return with_clocks(event, self._desk.reference.event_rules.clocks, self._offset_at)


def _require_same_facts(uow: UnitOfWork, seen: Event, now: Event) -> None:
    """Steps and clocks may have gone on meanwhile; the facts are still those that were read."""
    if seen.revision == now.revision:
        return
    history = (kept for _at, kept in uow.safety.history(Event, now.id))
    read = next((kept for kept in history if kept.revision == seen.revision), None)
    own = {name: getattr(now, name) for name in _KEPT}
    if read is None or replace(read, **own) != now:
        raise RecordMoved(now.code)


def _require_known(event: Event, now: Moment) -> None:
    for name, moment in (("at", event.at), ("discovered_at", event.discovered_at)):
        if moment is not None and moment.utc > now.utc:
            raise Invalid(name, "lies in the future")


def _undetermined(before: Event, after: Event) -> Event:
    """A "not reportable" stands for the findings that the RSO saw; others have to be determined anew."""
    said = before.determination
    if said is None or said.reportable or after.findings == before.findings:
        return after
    return replace(after, determination=None)


def _with_answer(event: Event, clock: str, done: ClockDone | None) -> Event:
    return replace(
        event,
        clocks=tuple(replace(one, done=done) if one.key == clock else one for one in event.clocks),
    )


def _actor(change: Change) -> PersonRef:
    return PersonRef(change.actor.name, change.actor.person_id)
