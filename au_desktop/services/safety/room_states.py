"""Use cases about how rooms stand: in use, needing a survey, closed, released, with a patient confined in them."""

from collections.abc import Callable
from dataclasses import dataclass

from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.room_plans import RoomPlan
from au_desktop.domain.safety.room_status import (
    Closure,
    Confinement,
    RoomFacts,
    RoomNotCleared,
    RoomState,
    RoomStatus,
    close,
    confine,
    left,
    open_again,
    room_state,
)
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind
from au_desktop.domain.safety.survey_days import DayState, SurveyDay
from au_desktop.domain.safety.surveys import Survey, SurveyReason, SurveyState, open_loops
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.room_plan_keeping import current_plans
from au_desktop.services.safety.survey_calendar import (
    ROOM_STATUS,
    SurveyCalendar,
    survey_calendar,
)
from au_desktop.services.safety_stores import SafetyFilter

_MOST_LOOPS = 600
_LOOKED_AT = 60
"""How many of a room's newest surveys tell when it was last released."""


@dataclass(frozen=True, slots=True)
class RoomCard:
    """A room as its card shows it.

    Args:
        last: the newest survey.
        loop: the newest round of a loop in which something still stands above its level.
        days: the days of use that still ask for a survey, today's first.
    """

    room: Room
    state: RoomState
    plan: RoomPlan | None
    status: RoomStatus
    last: Survey | None
    loop: Survey | None
    days: tuple[SurveyDay, ...]

    @property
    def due_today(self) -> SurveyDay | None:
        """Today's day of use, where its survey is still to be made."""
        return next((day for day in self.days if day.state is DayState.DUE), None)

    @property
    def missed(self) -> tuple[SurveyDay, ...]:
        """Days of use that nobody surveyed."""
        return tuple(day for day in self.days if day.state is DayState.MISSED)


@dataclass(frozen=True, slots=True)
class RoomBoard:
    """Every room, those that need something first, and what the days of use say beside them."""

    cards: tuple[RoomCard, ...]
    calendar: SurveyCalendar

    def card(self, room_id: RoomId) -> RoomCard | None:
        """The card of a room."""
        return next((card for card in self.cards if card.room.id == room_id), None)


class RoomStates:
    """Use cases about the state of rooms."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self) -> RoomBoard:
        """How every room stands; retired ones only where something is still open."""
        calendar = survey_calendar(self._desk)
        with self._desk.reading() as uow:
            loops = {survey.room.id: survey for survey in waiting_loops(uow)}
            plans = current_plans(uow)
            statuses = {one.id: one for one in uow.kept(RoomStatus, ROOM_STATUS).all()}
            cards = []
            for room in uow.rooms.all():
                if room.retired and room.id not in loops:
                    continue
                status = statuses.get(room.id, RoomStatus(room.id))
                cards.append(
                    _card(
                        uow,
                        room,
                        status,
                        plans.get(room.id),
                        loops.get(room.id),
                        calendar.of_room(room.id),
                    )
                )
        return RoomBoard(tuple(sorted(cards, key=_urgency)), calendar)

    def close(self, room_id: RoomId, reason: str) -> Outcome[None]:
        """Close a room; raises `ReasonRequired`, or `Invalid` where it is closed already."""
        by, at = self._me(), self._desk.clock.now()
        return self._change(
            room_id, "close room", lambda status: close(status, Closure(reason, at, by)), reason
        )

    def open_again(self, room_id: RoomId) -> Outcome[None]:
        """Open a closed room, on the strength of a survey made since then.

        Raises:
            RoomNotCleared: no survey made since it was closed passed, or something still stands above its level.
        """

        def opened(uow: UnitOfWork, status: RoomStatus) -> RoomStatus:
            survey_id = self._clearing_survey(uow, room_id, status)
            return open_again(status, self._desk.clock.now(), self._me(), survey_id)

        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = _status(change.uow, room_id)
            _put(change, "open room", before, opened(change.uow, before))
        return Outcome(None, change.changes)

    def confine(self, room_id: RoomId, patient_code: str, since: Moment) -> Outcome[None]:
        """Note that a patient who cannot be released stays in a room."""
        confinement = Confinement(patient_code.strip(), since, self._me())
        return self._change(
            room_id, "confine patient in room", lambda status: confine(status, confinement)
        )

    def patient_left(self, room_id: RoomId, until: Moment) -> Outcome[None]:
        """Note that the confined patient left; the room is surveyed before it is used again."""
        return self._change(room_id, "patient left room", lambda status: left(status, until))

    def _me(self) -> PersonRef:
        return PersonRef(self._desk.actor.name, self._desk.actor.person_id)

    def _change(
        self,
        room_id: RoomId,
        verb: str,
        turn: Callable[[RoomStatus], RoomStatus],
        reason: str = "",
    ) -> Outcome[None]:
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = _status(change.uow, room_id)
            _put(change, verb, before, turn(before), reason.strip())
        return Outcome(None, change.changes)

    def _clearing_survey(self, uow: UnitOfWork, room_id: RoomId, status: RoomStatus) -> SafetyId:
        room, closed = uow.rooms.get(room_id), status.closed
        newest = uow.safety.newest(Survey, room_id)
        since = self._desk.clock.now() if closed is None else closed.since
        waiting = any(survey.room.id == room_id for survey in waiting_loops(uow))
        passed = newest is not None and newest.at.utc >= since.utc and not newest.open_findings
        if newest is None or not passed or waiting:
            raise RoomNotCleared(room.name, since.local.date())
        return newest.id


def waiting_loops(uow: UnitOfWork) -> tuple[Survey, ...]:
    """The newest round of every loop in which something still stands above its level, oldest first."""
    states = (SurveyState.FAILED.value, SurveyState.CLEARED.value)
    wanted = SafetyFilter(RecordKind.SURVEY, states=states, retired=False)
    rows = uow.safety.page(wanted, PageRequest(limit=_MOST_LOOPS)).rows
    return open_loops(uow.safety.several(Survey, [row.id for row in rows]))


def _card(  # noqa: PLR0913, PLR0917 - a card is made of these parts
    uow: UnitOfWork,
    room: Room,
    status: RoomStatus,
    plan: RoomPlan | None,
    loop: Survey | None,
    days: tuple[SurveyDay, ...],
) -> RoomCard:
    released = _last_release(uow, room.id)
    last = uow.safety.newest(Survey, room.id)
    surveyed = None if last is None else last.at.local.date()
    waiting = tuple(day for day in days if day.state in (DayState.DUE, DayState.MISSED))
    used_on = max((day.day for day in days), default=None)
    # a missed day cannot be surveyed any more; a survey since then shows how the room stands
    due = any(surveyed is None or day.day >= surveyed for day in waiting)
    facts = RoomFacts(status, released, used_on, findings=loop is not None, due=due)
    return RoomCard(room, room_state(facts), plan, status, last, loop, waiting)


def _last_release(uow: UnitOfWork, room_id: RoomId) -> Moment | None:
    wanted = SafetyFilter(
        RecordKind.SURVEY, words=SurveyReason.ROOM_RELEASE.value, link=room_id, retired=False
    )
    rows = uow.safety.page(wanted, PageRequest(limit=_LOOKED_AT)).rows
    released = (
        row.at
        for row in rows
        if row.state != SurveyState.FAILED.value and SurveyReason.ROOM_RELEASE.value in row.label
    )
    return next(released, None)


def _status(uow: UnitOfWork, room_id: RoomId) -> RoomStatus:
    return uow.kept(RoomStatus, ROOM_STATUS).find(room_id) or RoomStatus(room_id)


def _put(
    change: Change, verb: str, before: RoomStatus, after: RoomStatus, reason: str = ""
) -> None:
    room = change.uow.rooms.get(after.id)
    change.uow.kept(RoomStatus, ROOM_STATUS).put(after)
    change.record(verb, Subject(Kind.ROOM, room.id, room.name), before, after, reason)


_ORDER = {RoomState.CLOSED: 0, RoomState.NEEDS_SURVEY: 1}


def _urgency(card: RoomCard) -> tuple[int, str]:
    return _ORDER.get(card.state, 2), card.room.name.casefold()
