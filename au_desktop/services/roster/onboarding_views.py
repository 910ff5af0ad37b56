"""What is asked about a trainee's onboarding: visits with their warnings, what precedes the first case, what is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.cases import CaseState
from au_desktop.domain.training.onboarding import (
    HostProfile,
    ItemState,
    Placement,
    ProgramProfile,
)
from au_desktop.domain.training.program_checks import OnRecord, ProgramCheck, program_checks
from au_desktop.domain.training.trainees import Trainee
from au_desktop.domain.training.visit_warnings import (
    VisitWarning,
    preparation_warnings,
    visit_warnings,
)
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.roster.preparations import PreparedStep, preparation_of, prepared_steps


@dataclass(frozen=True, slots=True)
class PlacementView:
    """One placement with its host and what speaks against it."""

    placement: Placement
    host: HostProfile
    warnings: tuple[VisitWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Onboarding:
    """Everything about one trainee's visits."""

    trainee: Trainee
    placements: tuple[PlacementView, ...]
    steps: tuple[PreparedStep, ...]
    program: ProgramProfile | None = None
    checks: tuple[ProgramCheck, ...] = ()


class DueKind(StrEnum):
    """What is waited for."""

    ITEM = "onboarding item"
    EXPIRY = "paper expires before the visit ends"
    DOSIMETER = "dosimeter not returned"


@dataclass(frozen=True, slots=True)
class OnboardingDue:
    """One thing that a visit waits for: the item's title or the dosimeter's number, and its day."""

    trainee: Trainee
    placement: Placement
    host: str
    what: DueKind
    title: str
    due: date


def onboarding_of(desk: Desk, trainee_id: TraineeId) -> Onboarding:
    """Everything about one trainee's visits and program, in one look."""
    with desk.reading() as uow:
        trainee = uow.trainees.get(trainee_id)
        steps = prepared_steps(uow, desk.queries, trainee_id, desk.today())
        program = uow.programs.find(trainee.program_id) if trainee.program_id else None
        checks: tuple[ProgramCheck, ...] = ()
        if program is not None:
            checks = program_checks(program, trainee, _on_record(uow, trainee), desk.today())
        views = tuple(_views(uow, trainee, steps, desk.today()))
        return Onboarding(trainee, views, steps, program, checks)


def _views(
    uow: UnitOfWork, trainee: Trainee, steps: tuple[PreparedStep, ...], today: date
) -> Iterator[PlacementView]:
    kept = uow.placements.of_trainees((trainee.id,))
    cases = uow.cases.of_trainees((trainee.id,))
    for one in sorted(kept, key=lambda one: (one.voided is not None, one.visit.first)):
        host = uow.hosts.get(one.host_id)
        warnings: tuple[VisitWarning, ...] = ()
        if one.voided is None:
            preparation = preparation_of(steps, one.visit, cases)
            warnings = (
                *visit_warnings(one, host, trainee, kept, today),
                *preparation_warnings(one, preparation, today),
            )
        yield PlacementView(one, host, warnings)


def _on_record(uow: UnitOfWork, trainee: Trainee) -> OnRecord:
    """Visits of the roster, cases given, and papers in use."""
    cases = uow.cases.of_trainees((trainee.id,))
    given = [one for one in cases if one.voided is None and one.state is CaseState.GIVEN]
    papers = [one.title for one in uow.papers.of_owners((trainee.id,)) if one.voided is None]
    return OnRecord(trainee.visits, len(given), papers)


def onboarding_due(desk: Desk, until: date) -> tuple[OnboardingDue, ...]:
    """What visits that are not over wait for by a day, and dosimeters not returned, soonest first."""
    today = desk.today()
    found: list[OnboardingDue] = []
    with desk.reading() as uow:
        kept = [one for one in uow.placements.all() if one.voided is None]
        ids = tuple(dict.fromkeys(placement.trainee_id for placement in kept))
        trainees = {one.id: one for one in uow.trainees.several(ids)}
        for placement in kept:
            trainee = trainees[placement.trainee_id]
            host = uow.hosts.get(placement.host_id).name
            found += [
                OnboardingDue(trainee, placement, host, what, title, day)
                for what, title, day in _waited_for(placement, today)
                if day <= until
            ]
    return tuple(sorted(found, key=lambda one: (one.due, one.trainee.number, one.title)))


def _waited_for(placement: Placement, today: date) -> Iterator[tuple[DueKind, str, date]]:
    last = placement.visit.last
    if last is not None and last < today:
        for dosimeter in placement.dosimeters:
            if dosimeter.returned is None:
                yield DueKind.DOSIMETER, dosimeter.number, last
        return
    for item in placement.items:
        state = placement.state_of(item, today)
        if state in (ItemState.OPEN, ItemState.OVERDUE):
            yield DueKind.ITEM, item.title, item.due
        elif state is ItemState.EXPIRED:
            yield DueKind.EXPIRY, item.title, item.expires or item.due
