"""When a requirement is met if things go on as they went: one simple rate, carried on over the visit days ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from au_desktop.domain.errors import Invalid
from au_desktop.domain.training.trainees import Period

RATE_DAYS = 180
"""The days behind today from which a rate is taken."""

HORIZON_DAYS = 3 * 365
"""An open visit is followed no farther than this."""


class Outlook(StrEnum):
    """What a forecast says: a day, or why there is none."""

    MET = "met"
    EXPECTED = "expected"
    NO_VISIT = "no visit ahead"
    NO_RATE = "no rate yet"
    TOO_FEW_DAYS = "the visits end first"
    FAR_OFF = "not within three years"


@dataclass(frozen=True, slots=True)
class Pace:
    """So much in so many days."""

    amount: Decimal
    days: int

    def __post_init__(self) -> None:
        """A pace needs days, and cannot go backwards."""
        if self.days <= 0 or self.amount < 0:
            raise Invalid("pace", "needs days, and an amount that is not below zero")

    @property
    def per_day(self) -> Fraction:
        """The rate, exactly."""
        return Fraction(self.amount) / self.days


@dataclass(frozen=True, slots=True)
class Step:
    """What counted on one day."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """How much there is in all at the end of one day."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Target:
    """What is needed, what counted so far, and the days on which one more is planned.

    `met` is set where the requirement is met by something else, such as another category.
    """

    needed: Decimal
    steps: tuple[Step, ...] = ()
    planned: tuple[date, ...] = ()
    met: bool = False

    @property
    def counted(self) -> Decimal:
        """What counted so far."""
        return sum((step.amount for step in self.steps), Decimal(0))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The outlook with its day, and the two lines of the plot: counted so far, and what would follow.

    `reached` is what there would be on the last day that was looked at.
    """

    needed: Decimal
    counted: Decimal
    outlook: Outlook
    day: date | None
    reached: Decimal
    past: tuple[Point, ...]
    ahead: tuple[Point, ...]


def forecast(target: Target, pace: Pace | None, visits: Iterable[Period], today: date) -> Forecast:
    """The first day on which what counted and what is to come reach what is needed.

    Method: each visit day after today adds the pace (amount divided by days); each day planned within a visit, from
    today on, adds one. The larger of the two sums holds, because the planned cases are part of what the rate expects.
    This is plain arithmetic on one rate. It claims no probability, and knows neither holidays nor lost doses.
    """
    past = tuple(_summed(target.steps))
    counted = target.counted
    if target.met or counted >= target.needed:
        return Forecast(target.needed, counted, Outlook.MET, today, counted, past, ())
    walk = _walk(target, pace, tuple(visits), today)
    ahead = (Point(today, counted), *walk)
    last = ahead[-1]
    enough = last.amount >= target.needed
    outlook = Outlook.EXPECTED if enough else _why_not(pace, walk, today)
    day = last.on if enough else None
    return Forecast(target.needed, counted, outlook, day, last.amount, past, ahead)


def own_pace(steps: Iterable[Step], visits: Iterable[Period], today: date) -> Pace | None:
    """What counted on the visit days of the last `RATE_DAYS` days, over those days; None where there is no basis."""
    first = today - timedelta(days=RATE_DAYS - 1)
    stays = tuple(visits)
    behind = [
        day
        for day in (first + timedelta(days=number) for number in range(RATE_DAYS))
        if _held(stays, day)
    ]
    known = set(behind)
    amount = sum((step.amount for step in steps if step.on in known), Decimal(0))
    return Pace(amount, len(behind)) if amount > 0 else None


def _summed(steps: Iterable[Step]) -> Iterator[Point]:
    total = Decimal(0)
    for step in sorted(steps, key=lambda one: one.on):
        total += step.amount
        yield Point(step.on, total)


def _walk(
    target: Target, pace: Pace | None, visits: tuple[Period, ...], today: date
) -> tuple[Point, ...]:
    """The visit days ahead with what there would be at the end of each, as far as the day that is enough."""
    rate = Fraction(0) if pace is None else pace.per_day
    points = []
    run, planned = Fraction(0), 0
    for day in _visit_days(visits, today):
        run += rate if day > today else 0
        planned += target.planned.count(day)
        amount = target.counted + _decimal(max(run, Fraction(planned)))
        points.append(Point(day, amount))
        if amount >= target.needed:
            break
    return tuple(points)


def _visit_days(visits: tuple[Period, ...], today: date) -> Iterator[date]:
    for number in range(HORIZON_DAYS + 1):
        day = today + timedelta(days=number)
        if _held(visits, day):
            yield day


def _why_not(pace: Pace | None, walk: tuple[Point, ...], today: date) -> Outlook:
    if not walk:
        return Outlook.NO_VISIT
    if pace is None or pace.amount == 0:
        return Outlook.NO_RATE
    at_horizon = walk[-1].on == today + timedelta(days=HORIZON_DAYS)
    return Outlook.FAR_OFF if at_horizon else Outlook.TOO_FEW_DAYS


def _held(visits: tuple[Period, ...], day: date) -> bool:
    return any(visit.holds(day) for visit in visits)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
