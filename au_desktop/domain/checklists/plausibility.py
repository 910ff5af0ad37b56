"""Whether an entered amount looks like a slip: ten times too much or too little, or the figure of another unit.

A doubt is asked about before the amount is taken, and nothing more: what is kept is an answer like any other, and the limits
say what has to be looked at. An amount within three times the limits of its item is never doubted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from au_desktop.domain.checklists.amounts import amount_in
from au_desktop.domain.checklists.answers import Answer, AnswerValue
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.units import in_unit, kind_of_unit
from au_desktop.domain.quantities import QuantityKind

TOO_FAR = 5
"""From five times on, more or less, an amount is asked about: half a decade of slack on a tenfold slip."""
ROOM = 3
"""Limits are taken three times as wide before anything within them could be doubted."""
NEAR = Fraction(5, 4)
"""Within a quarter, a ratio counts as a power of ten or as a change of units."""
_UNIT_RATIOS = (37, Fraction(1000, 37))
"""MBq in a mCi, and mCi in a GBq."""
_DECADES = (10, 100, 1000)


class Standard(StrEnum):
    """What an amount is held against."""

    LIKE = "like"
    OFFER = "offer"
    LIMITS = "limits"


class Slip(StrEnum):
    """What may have happened."""

    DECADE = "decade"
    UNIT = "unit"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Expected:
    """The amount that was to be expected, and what says so: `item` is the key of the item that it is like."""

    amount: Decimal
    unit: str
    standard: Standard
    item: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An amount that is to be asked about: so many times more, or less, than expected; a power of ten stands exactly."""

    expected: Expected
    slip: Slip
    times: int
    more: bool


def doubt_about(
    item: Item,
    value: AnswerValue,
    answers: Mapping[str, Answer],
    offers: Mapping[str, AnswerValue] = MappingProxyType({}),
) -> Doubt | None:
    """What speaks against taking this amount without a question; None where nothing does.

    It is held against the item named in `Item.like` (its answer, or what is offered there), else against the first answer
    offered for the item itself, else against the middle of the limits: the first of them that is a positive amount of the
    same kind.
    """
    given = amount_in(value)
    if given is None or given[0] <= 0 or _within_widened(item.limits, *given):
        return None
    for expected in _expected(item, answers, offers):
        known = in_unit(expected.amount, expected.unit, given[1])
        if known is not None and known > 0:
            return _judged(Fraction(given[0]), Fraction(known), given[1], expected)
    return None


def _expected(
    item: Item, answers: Mapping[str, Answer], offers: Mapping[str, AnswerValue]
) -> Iterator[Expected]:
    answered = answers.get(item.like)
    like = offers.get(item.like) if answered is None else answered.value
    amount = None if like is None else amount_in(like)
    if amount is not None:
        yield Expected(*amount, Standard.LIKE, item.like)
    offer = offers.get(item.key)
    offered = None if offer is None else amount_in(offer)
    if offered is not None:
        yield Expected(*offered, Standard.OFFER)
    if item.limits is not None:
        low, high = _inner(item.limits)
        if low is not None and high is not None and low > 0:
            yield Expected((low + high) / 2, item.limits.unit, Standard.LIMITS)


def _inner(limits: Limits) -> tuple[Decimal | None, Decimal | None]:
    """What lies between needs no attention."""
    low = limits.low_action if limits.low_attention is None else limits.low_attention
    high = limits.high_action if limits.high_attention is None else limits.high_attention
    return low, high


def _within_widened(limits: Limits | None, amount: Decimal, unit: str) -> bool:
    """Whether the amount lies within the outermost limits, taken three times as wide; without limits nothing does."""
    known = None if limits is None else in_unit(amount, unit, limits.unit)
    if limits is None or known is None:
        return False
    low = limits.low_attention if limits.low_action is None else limits.low_action
    high = limits.high_attention if limits.high_action is None else limits.high_action
    exact = Fraction(known)
    above = low is None or exact * ROOM >= Fraction(low)
    return above and (high is None or exact <= Fraction(high) * ROOM)


def _judged(given: Fraction, known: Fraction, unit: str, expected: Expected) -> Doubt | None:
    more = given > known
    ratio = given / known if more else known / given
    if ratio < TOO_FAR:
        return None
    is_activity = kind_of_unit(unit) is QuantityKind.ACTIVITY
    if is_activity and any(_near(ratio, one) for one in _UNIT_RATIOS):
        return Doubt(expected, Slip.UNIT, round(ratio), more)
    for decade in _DECADES:
        if _near(ratio, decade):
            return Doubt(expected, Slip.DECADE, decade, more)
    return Doubt(expected, Slip.FAR, round(ratio), more)


def _near(ratio: Fraction, figure: int | Fraction) -> bool:
    return figure / NEAR <= ratio <= figure * NEAR
