"""Events for tests: the shipped rules and levels, and an event of any kind at a fixed time."""

from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from au_desktop.domain.ids import PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.event_clocks import ClockDone
from au_desktop.domain.safety.event_levels import Level, Levels
from au_desktop.domain.safety.events import LEVELS_OF, Event, EventKind, facts_for
from au_desktop.domain.safety.safety_records import PersonRef
from tests.builders import reference

EASTERN = timezone(timedelta(hours=-5))
HAPPENED = Moment.of(datetime(2026, 11, 20, 14, 0, tzinfo=EASTERN))
DISCOVERED = Moment.of(datetime(2026, 11, 20, 16, 30, tzinfo=EASTERN))
RSO = PersonRef("Ruth Osei", PersonId(UUID(int=7)))


def later(moment: Moment, **span: float) -> Moment:
    """A moment so much later, with the same offset."""
    return Moment(moment.utc + timedelta(**span), moment.offset_minutes)


def levels_for(kind: EventKind) -> Levels:
    """The shipped levels of a kind."""
    return tuple(Level.of(reference().limit(key)) for key in LEVELS_OF[kind])


def an_event(kind: EventKind, **facts: Any) -> Event:
    """An event of a kind as it is when it was just started."""
    made: dict[str, Any] = {
        "id": SafetyId(UUID(int=1)),
        "number": 4,
        "at": HAPPENED,
        "entered_at": DISCOVERED,
        "entered_by": RSO.id,
        "discovered_at": DISCOVERED,
        "licensee": "Lakeside RPT Center",
        "levels": levels_for(kind),
        **facts_for(kind),
        **facts,
    }
    return Event(kind=kind, **made)


def done_at(moment: Moment, **words: str) -> ClockDone:
    """Something done at a moment."""
    return ClockDone(moment, RSO, **{"whom": "Duty officer", **words})
