"""Gathers what Today shows in one go, off the screen thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from au_desktop.domain.ids import SupervisorId
from au_desktop.domain.training.cases import CaseState
from au_desktop.services.bundle import Services
from au_desktop.services.overview import Overview, PlannedCase
from au_desktop.services.rows import Counts
from au_desktop.ui.kit.case_checklists import administration_templates


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page draws."""

    overview: Overview
    counts: Counts
    supervisors: Mapping[SupervisorId, str]
    templates: Mapping[str, str]

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
        templates=administration_templates(services),
    )
