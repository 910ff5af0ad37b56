"""Who may take part: an observer watches, and a case cannot say otherwise."""

from datetime import date

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.trainees import Capacity, Trainee


class ObserverParticipation(Invalid):
    """A trainee who is an observer on that day was to be recorded as having taken part."""

    def __init__(self, trainee: str, day: date) -> None:
        super().__init__(
            "part",
            f"{trainee} is an observer on {day.isoformat()}: an observer does not take part",
        )
        self.trainee = trainee
        self.day = day


def refuse_observer_participation(case: Case, trainee: Trainee) -> None:
    """Refuse with `ObserverParticipation` where the case says that an observer assisted or performed."""
    took_part = case.part is not None and case.part.participated
    if took_part and trainee.capacity_on(case.on) is Capacity.OBSERVER:
        raise ObserverParticipation(trainee.display_name, case.on)
