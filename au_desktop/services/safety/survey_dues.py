"""What rooms ask for by a day: the survey of a day of use, the re-survey of what was found, the survey before release."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from au_desktop.domain.safety.room_status import RoomState
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.survey_days import SURVEY_RULE
from au_desktop.services.desk import Desk
from au_desktop.services.safety.room_states import RoomCard, RoomStates
from au_desktop.services.safety.safety_due import SafetyDue

LICENSE = "10 CFR 20.1501(a); the license sets the levels"


def survey_dues(desk: Desk) -> Callable[[date], Iterable[SafetyDue]]:
    """Gives what is due of rooms until a day."""
    states = RoomStates(desk)

    def until(day: date) -> Iterable[SafetyDue]:
        return [due for card in states.board().cards for due in _of(card) if due.due <= day]

    return until


def _of(card: RoomCard) -> Iterator[SafetyDue]:
    room, loop = card.room, card.loop
    if loop is not None:
        found = ", ".join(one.title for one in loop.open_findings)
        yield SafetyDue(
            f"Survey again: {found}",
            room.name,
            loop.at.local.date(),
            RecordKind.SURVEY,
            loop.id,
            basis=LICENSE,
        )
    surveyed = None if card.last is None else card.last.at.local.date()
    waiting = [one for one in card.days if surveyed is None or one.day >= surveyed]
    if waiting:
        oldest = waiting[-1]
        yield SafetyDue(
            "End-of-day survey",
            f"{room.name}: {', '.join(oldest.because)}",
            oldest.day,
            RecordKind.SURVEY,
            basis=SURVEY_RULE,
        )
    gone = card.status.last_left
    if gone is not None and card.state is RoomState.NEEDS_SURVEY and not waiting and loop is None:
        yield SafetyDue(
            "Survey the room before it is used again",
            f"{room.name}: the confined patient left",
            gone.local.date(),
            RecordKind.SURVEY,
            basis=LICENSE,
        )
