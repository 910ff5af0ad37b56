"""The events of the worked example: one closed, one open, one possible with a clock that runs and one answered late."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from au_desktop.domain.moments import Moment
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.event_clocks import ClockState, state_of
from au_desktop.domain.safety.events import Event, EventKind, EventState
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.example.example_events import example_events
from au_desktop.services.safety.event_log import EventLog
from au_desktop.services.safety.event_screening import EventScreening
from tests.builders import MemoryDesk, a_room, an_instrument


class SetClock:
    """A clock that shows the moment it was given."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment

    def set(self, moment: Moment) -> None:
        self._moment = moment

    def now(self) -> Moment:
        return self._moment


@dataclass
class EventStage:
    """A stage with what the events need: the use cases of each role, and a clock that can be set."""

    memory: MemoryDesk
    clock: SetClock

    def as_role(self, role: Role) -> Any:
        desk = self.memory.desk(role)
        log = EventLog(desk)
        return SimpleNamespace(
            desk=desk,
            event_log=log,
            event_screening=EventScreening(desk, log),
            facilities=Facilities(desk),
        )

    def set_time(self, moment: Moment) -> None:
        self.clock.set(moment)

    def now(self) -> Moment:
        return self.clock.now()


def played(*, meter: bool = True, days: int = 60) -> tuple[tuple[Event, ...], Moment]:
    memory = MemoryDesk()
    now = memory.clock.now()
    clock = SetClock(now)
    memory.clock = clock  # type: ignore[assignment] # it is asked for the time only
    with memory.center.unit_of_work() as uow:
        uow.rooms.add(a_room())
        if meter:
            uow.instruments.add(an_instrument())
        uow.commit()
    stage = EventStage(memory, clock)
    first = now.utc - timedelta(days=days)
    moves = list(example_events(stage, now.local.date()))  # type: ignore[arg-type] # all it uses
    assert moves == sorted(moves, key=lambda move: move.at.utc)
    for move in moves:
        if move.at.utc > first:
            stage.set_time(move.at)
            move.play()
    with memory.center.unit_of_work() as uow:
        return uow.safety.all(Event), now


def test_every_event_stands_where_it_should() -> None:
    events, now = played()
    assert [(one.kind, one.state) for one in events] == [
        (EventKind.SPILL, EventState.CLOSED),
        (EventKind.EXTRAVASATION, EventState.OPEN),
        (EventKind.MEDICAL, EventState.POSSIBLE),
    ]
    states = {clock.key: state_of(clock, now) for clock in events[2].clocks}
    assert states == {
        "me-phone": ClockState.IN_TIME,
        "me-physician": ClockState.LATE,
        "me-individual": ClockState.NOT_OWED,
        "me-report": ClockState.RUNNING,
        "me-copy": ClockState.RUNNING,
    }
    assert {one.key for one in events[2].summary.deadlines} == {"me-report", "me-copy"}


def test_a_center_without_a_meter_and_one_founded_later_play_what_they_can() -> None:
    events, _ = played(meter=False, days=60)
    assert len(events) == 3
    spill = events[0].spill
    assert spill is not None
    assert spill.readings[0].meter is None
    late, _ = played(days=23)
    assert [one.kind for one in late] == [EventKind.EXTRAVASATION, EventKind.MEDICAL]
    newest, _ = played(days=2)
    assert newest == ()
