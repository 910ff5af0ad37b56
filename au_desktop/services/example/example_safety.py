"""What the RSO's side of the worked example does, each step at its moment, played between the cases in the order of time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from au_desktop.domain.moments import Moment
from au_desktop.services.example.example_hand import Stage


@dataclass(frozen=True, slots=True)
class Move:
    """Something that is done at a moment; the stage's clock shows it then."""

    at: Moment
    play: Callable[[], object]


Subject = Callable[[Stage, date], Iterable[Move]]
"""Gives the moves of one subject of radiation safety, for an example whose last day is that day."""

SUBJECTS: tuple[Subject, ...] = ()


class SafetyMoves:
    """The moves of every subject in the order of time; those before the center was founded are left out."""

    def __init__(self, stage: Stage, founded: Moment) -> None:
        today = stage.now().local.date()
        found = (move for subject in SUBJECTS for move in subject(stage, today))
        after = (move for move in found if move.at.utc > founded.utc)
        self._stage = stage
        self._waiting = sorted(after, key=lambda move: move.at.utc, reverse=True)

    def play_until(self, moment: Moment, before: Callable[[Moment], None]) -> None:
        """Play what comes before that moment; `before` lets the rest of the example come as far as each move."""
        while self._waiting and self._waiting[-1].at.utc < moment.utc:
            move = self._waiting.pop()
            before(move.at)
            self._stage.set_time(move.at)
            move.play()


def at(stage: Stage, day: date, hour: int, minute: int = 0) -> Moment:
    """A moment of a day, at the place of the stage's clock."""
    return Moment.of(datetime.combine(day, time(hour, minute), stage.now().local.tzinfo))
