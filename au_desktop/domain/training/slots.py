"""A planned case as a slot on the board of a visit: how it stands, and what a coordinator should look at."""

from datetime import date
from enum import StrEnum

from au_desktop.domain.reference.profiles import DosageCategory
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Capacity, Trainee


class SlotState(StrEnum):
    """How a slot stands."""

    PLANNED = "planned"
    MOVED = "moved"
    DONE = "done"
    LOST = "lost"


class SlotFlag(StrEnum):
    """What may keep a planned case from happening or from counting."""

    DAY_PASSED = "its day has passed"
    NOT_VISITING = "the trainee does not visit that day"
    NO_CAPACITY = "no capacity on that day"
    OBSERVER = "observer only on that day"
    NO_SUPERVISOR = "no supervising AU yet"
    SUPERVISOR_NOT_ELIGIBLE = "the supervising AU is not listed for it on that day"


def slot_state(case: Case) -> SlotState:
    """Worked out from the case; a case that was moved and then given is done."""
    if case.state is CaseState.LOST:
        return SlotState.LOST
    if case.state is CaseState.GIVEN:
        return SlotState.DONE
    return SlotState.MOVED if case.moves else SlotState.PLANNED


def slot_flags(
    case: Case,
    trainee: Trainee,
    supervisor: SupervisingAU | None,
    category: DosageCategory | None,
    today: date,
) -> tuple[SlotFlag, ...]:
    """What to look at while the case is still to come; nothing once it is done or lost.

    `category` is that of the prescribed activity, None where that is not known yet: then any listing on the day will do.
    """
    if case.state is not CaseState.PLANNED:
        return ()
    found = []
    if case.on < today:
        found.append(SlotFlag.DAY_PASSED)
    if not any(visit.holds(case.on) for visit in trainee.visits):
        found.append(SlotFlag.NOT_VISITING)
    capacity = trainee.capacity_on(case.on)
    if capacity is None:
        found.append(SlotFlag.NO_CAPACITY)
    elif capacity is Capacity.OBSERVER:
        found.append(SlotFlag.OBSERVER)
    if supervisor is None:
        found.append(SlotFlag.NO_SUPERVISOR)
    elif not _listed(supervisor, category, case.on):
        found.append(SlotFlag.SUPERVISOR_NOT_ELIGIBLE)
    return tuple(found)


def _listed(supervisor: SupervisingAU, category: DosageCategory | None, day: date) -> bool:
    if category is None:
        return bool(supervisor.listings_on(day))
    return supervisor.authorized_for(category.code, day)
