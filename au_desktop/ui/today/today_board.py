"""Gathers what Today shows in one go, off the screen thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from au_desktop.domain.ids import SupervisorId, TraineeId
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.bundle import Services
from au_desktop.services.day.overview import NeedsCase, Overview, PlannedCase
from au_desktop.services.rows import Counts
from au_desktop.services.standing.forecasts import RequirementForecast

Expected = Mapping[tuple[TraineeId, str], RequirementForecast]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page draws."""

    overview: Overview
    counts: Counts
    supervisors: Mapping[SupervisorId, str]

    @property
    def planned(self) -> tuple[PlannedCase, ...]:
        """The cases still to be given, by day; what was given today stands with who is here."""
        coming = [one for one in self.overview.planned if one.case.state is CaseState.PLANNED]
        return tuple(coming)


def load_board(services: Services) -> Board:
    """Everything Today shows."""
    supervisors = services.supervision.supervisors()
    return Board(
        overview=services.today.overview(),
        counts=services.today.counts(),
        supervisors={supervisor.id: supervisor.name for supervisor in supervisors},
    )


def load_expected(services: Services, needing: Sequence[NeedsCase]) -> Expected:
    """When each of these would be complete at the center's own rate."""
    keys = tuple(dict.fromkeys(need.trainee.id for need in needing))
    progress = services.judgements.progress(keys)
    return {
        (key, entry.code): entry
        for key, found in services.forecasts.of_many(progress.values()).items()
        for entry in found
    }
