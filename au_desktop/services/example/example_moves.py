"""A move of the worked example: something that is done at a moment, at the place of the stage's clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from au_desktop.domain.moments import Moment
from au_desktop.services.example.example_hand import Stage


@dataclass(frozen=True, slots=True)
class Move:
    """Something that is done at a moment; the stage's clock shows it then."""

    at: Moment
    play: Callable[[], object]


def at(stage: Stage, day: date, hour: int, minute: int = 0) -> Moment:
    """A moment of a day, at the place of the stage's clock."""
    return Moment.of(datetime.combine(day, time(hour, minute), stage.now().local.tzinfo))
