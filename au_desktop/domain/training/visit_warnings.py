"""What speaks against a visit as it is planned: too long, overlapping, without capacity, without instruction or dosimeter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.training.onboarding import HostProfile, ItemState, Placement
from au_desktop.domain.training.trainees import Capacity, Period, Trainee

_MOST_DAYS_LOOKED_AT = 366


class VisitFault(StrEnum):
    """What is wrong with a visit; the words are for whoever shows it."""

    LONGER_THAN_STAY = "longer than the host's longest stay"
    OVERLAPS = "overlaps another visit"
    NO_CAPACITY = "no capacity granted for these days"
    OBSERVER_ONLY = "observer on these days"
    NOT_APPROVED = "capacity without an approver"
    ITEMS_OVERDUE = "items overdue"
    ITEMS_EXPIRED = "items expire before the visit ends"
    NO_INSTRUCTION = "instruction not on record"
    NO_ORIENTATION = "orientation not on record"
    NO_DOSIMETER = "no dosimeter issued"
    DOSIMETER_OUT = "dosimeter not returned"


@dataclass(frozen=True, slots=True)
class VisitWarning:
    """One fault: the days or the number it is about, and the name that a sentence needs."""

    fault: VisitFault
    days: Period | None = None
    number: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What precedes the first case: the days of instruction (10 CFR 35.27) and orientation on record, and that of the case."""

    instructed: date | None = None
    oriented: date | None = None
    first_case: date | None = None


def visit_warnings(
    placement: Placement,
    host: HostProfile,
    trainee: Trainee,
    others: Sequence[Placement],
    today: date,
) -> tuple[VisitWarning, ...]:
    """What speaks against one visit, the others of the same trainee known; nothing once it is over but lent dosimeters."""
    over = placement.visit.last is not None and placement.visit.last < today
    if over:
        return tuple(_dosimeters_out(placement))
    return (
        *_stay(placement.visit, host),
        *_overlaps(placement, others),
        *_capacity(placement.visit, trainee),
        *_items(placement, today),
    )


def preparation_warnings(
    placement: Placement, preparation: Preparation, today: date
) -> tuple[VisitWarning, ...]:
    """What must be on record before the first case: instruction and orientation no later than its day, and a dosimeter.

    10 CFR 35.27(a)(1) asks for the instruction; orientation and dosimeter are the center's practice. Before the first case
    they are asked for from the first day of the visit on.
    """
    case = preparation.first_case
    if case is None and today < placement.visit.first:
        return ()
    day = case or today
    days = Period(day, day)
    found = [
        VisitWarning(fault, days if case else None)
        for fault, done in (
            (VisitFault.NO_INSTRUCTION, preparation.instructed),
            (VisitFault.NO_ORIENTATION, preparation.oriented),
        )
        if done is None or done > day
    ]
    if not any(one.issued <= day for one in placement.dosimeters):
        found.append(VisitWarning(VisitFault.NO_DOSIMETER, days if case else None))
    return tuple(found)


def _stay(visit: Period, host: HostProfile) -> Iterator[VisitWarning]:
    if host.longest_stay_days is None or visit.last is None:
        return
    days = (visit.last - visit.first).days + 1
    if days > host.longest_stay_days:
        limit = str(host.longest_stay_days)
        yield VisitWarning(VisitFault.LONGER_THAN_STAY, visit, days, limit)


def _overlaps(placement: Placement, others: Sequence[Placement]) -> Iterator[VisitWarning]:
    for other in others:
        if other.id != placement.id and other.voided is None:
            first = max(placement.visit.first, other.visit.first)
            if placement.visit.holds(first) and other.visit.holds(first):
                yield VisitWarning(VisitFault.OVERLAPS, other.visit)


def _capacity(visit: Period, trainee: Trainee) -> Iterator[VisitWarning]:
    """Days without capacity, days as observer only, and grants that name nobody who approved them."""
    days = tuple(_days_of(visit))
    granted = {day: trainee.capacity_on(day) for day in days}
    for fault, wanted in (
        (VisitFault.NO_CAPACITY, None),
        (VisitFault.OBSERVER_ONLY, Capacity.OBSERVER),
    ):
        found = [day for day in days if granted[day] is wanted]
        if found:
            yield VisitWarning(fault, Period(found[0], found[-1]), len(found))
    unnamed = [
        entry
        for entry in trainee.capacities
        if not entry.approved_by.strip() and any(entry.period.holds(day) for day in days)
    ]
    if unnamed:
        yield VisitWarning(VisitFault.NOT_APPROVED, unnamed[0].period, len(unnamed))


def _days_of(visit: Period) -> Iterator[date]:
    """The days of a visit; of one without an end, only the first is known."""
    length = ((visit.last or visit.first) - visit.first).days + 1
    for at in range(min(length, _MOST_DAYS_LOOKED_AT)):
        yield visit.first + timedelta(days=at)


def _items(placement: Placement, today: date) -> Iterator[VisitWarning]:
    states = [placement.state_of(item, today) for item in placement.items]
    for fault, state in (
        (VisitFault.ITEMS_OVERDUE, ItemState.OVERDUE),
        (VisitFault.ITEMS_EXPIRED, ItemState.EXPIRED),
    ):
        if state in states:
            yield VisitWarning(fault, number=states.count(state))


def _dosimeters_out(placement: Placement) -> Iterator[VisitWarning]:
    out = [one for one in placement.dosimeters if one.returned is None]
    if out:
        detail = ", ".join(one.number for one in out)
        yield VisitWarning(VisitFault.DOSIMETER_OUT, number=len(out), detail=detail)
