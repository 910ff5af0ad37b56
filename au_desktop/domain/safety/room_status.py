"""Whether a room may be used: closed after contamination, a patient confined in it, released for unrestricted use."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from au_desktop.domain.errors import DomainError, Invalid, ReasonRequired
from au_desktop.domain.ids import RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.training.cases import refuse_identity


class RoomState(StrEnum):
    """How a room stands today."""

    IN_USE = "in use"
    NEEDS_SURVEY = "needs survey"
    CLOSED = "closed"
    RELEASED = "released"


class RoomNotCleared(DomainError):
    """A closed room was to be opened, but no survey made since then passed."""

    def __init__(self, room: str, since: date) -> None:
        super().__init__(f"{room} has no passing survey since {since}")
        self.room = room
        self.since = since


@dataclass(frozen=True, slots=True)
class Closure:
    """That a room was closed: why, when, by whom, and when which survey opened it again."""

    reason: str
    since: Moment
    by: PersonRef
    opened: Moment | None = None
    opened_by: PersonRef | None = None
    survey_id: SafetyId | None = None


@dataclass(frozen=True, slots=True)
class Confinement:
    """That a patient who cannot be released under 35.75 stays in a room; meanwhile 35.70(a) asks for no survey there."""

    patient_code: str
    since: Moment
    by: PersonRef
    until: Moment | None = None

    def __post_init__(self) -> None:
        """A patient is a code, and none stays for less than no time."""
        refuse_identity(self.patient_code)
        if self.until is not None and self.until.utc < self.since.utc:
            raise Invalid("until", "is before the patient came")

    def covers_evening(self, day: date) -> bool:
        """Whether the patient was there at the end of that day."""
        until = self.until
        return self.since.local.date() <= day and (until is None or until.local.date() > day)


@dataclass(frozen=True, slots=True)
class RoomStatus:
    """Every closure and every confinement of a room, oldest first; kept whole under the id of the room."""

    id: RoomId
    closures: tuple[Closure, ...] = ()
    confinements: tuple[Confinement, ...] = ()

    @property
    def closed(self) -> Closure | None:
        """The closure that stands."""
        return next((one for one in self.closures if one.opened is None), None)

    @property
    def confined(self) -> Confinement | None:
        """The patient who is there now."""
        return next((one for one in self.confinements if one.until is None), None)

    @property
    def last_left(self) -> Moment | None:
        """When the last confined patient left; None where none is known."""
        return max((one.until for one in self.confinements if one.until is not None), default=None)

    def confined_on(self, day: date) -> bool:
        """Whether a patient was confined there at the end of that day."""
        return any(one.covers_evening(day) for one in self.confinements)


def close(status: RoomStatus, closure: Closure) -> RoomStatus:
    """The room closed.

    Raises:
        ReasonRequired: no reason was given.
        Invalid: it is closed already.
    """
    if not closure.reason.strip():
        raise ReasonRequired("close a room")
    if status.closed is not None:
        raise Invalid("room", "is closed already")
    return replace(status, closures=(*status.closures, closure))


def open_again(
    status: RoomStatus,
    opened: Moment,
    by: PersonRef,
    survey_id: SafetyId,
) -> RoomStatus:
    """The closed room open again, on the strength of a survey that passed."""
    standing = status.closed
    if standing is None:
        raise Invalid("room", "is not closed")
    ended = replace(standing, opened=opened, opened_by=by, survey_id=survey_id)
    return replace(
        status, closures=tuple(ended if one is standing else one for one in status.closures)
    )


def confine(status: RoomStatus, confinement: Confinement) -> RoomStatus:
    """The room with a patient who cannot be released.

    Raises:
        Invalid: one is there already, or the code is empty.
    """
    if not confinement.patient_code:
        raise Invalid("patient code", "is empty")
    if status.confined is not None:
        raise Invalid("room", "has a confined patient already")
    return replace(status, confinements=(*status.confinements, confinement))


def left(status: RoomStatus, until: Moment) -> RoomStatus:
    """The room after the confined patient left."""
    standing = status.confined
    if standing is None:
        raise Invalid("room", "has no confined patient")
    ended = replace(standing, until=until)
    return replace(
        status,
        confinements=tuple(ended if one is standing else one for one in status.confinements),
    )


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What the state of a room follows from.

    Args:
        released_at: when the newest release survey that passed was made.
        used_on: the newest day of use.
        findings: points stand above their level, and no re-survey has cleared them.
        due: a survey is due today or was missed since the last survey.
    """

    status: RoomStatus
    released_at: Moment | None = None
    used_on: date | None = None
    findings: bool = False
    due: bool = False


def room_state(facts: RoomFacts) -> RoomState:
    """The state: closed before all, then what a survey must settle, then released, else in use."""
    if facts.status.closed is not None:
        return RoomState.CLOSED
    if facts.findings or facts.due or _left_unsurveyed(facts):
        return RoomState.NEEDS_SURVEY
    return RoomState.RELEASED if _released(facts) else RoomState.IN_USE


def _left_unsurveyed(facts: RoomFacts) -> bool:
    """A room that a confined patient left is surveyed before it is used again."""
    gone = facts.status.last_left
    if gone is None or facts.status.confined is not None:
        return False
    return facts.released_at is None or facts.released_at.utc < gone.utc


def _released(facts: RoomFacts) -> bool:
    released = facts.released_at
    if released is None or facts.status.confined is not None:
        return False
    return facts.used_on is None or facts.used_on <= released.local.date()
