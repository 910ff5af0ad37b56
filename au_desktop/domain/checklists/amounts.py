"""The amount in an answer, and how it lies against the limits of its item: what findings and conditions both ask."""

from decimal import Decimal

from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    Computed,
    Measured,
    Number,
    Timed,
)
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.limits import is_action
from au_desktop.domain.checklists.units import in_unit

WITHIN = "within"
ATTENTION = "attention"
ACTION = "action"
LIMIT_TOKENS = frozenset({WITHIN, ATTENTION, ACTION})
"""What an amount gives to conditions where its item has limits."""


def amount_of(answer: Answer) -> tuple[Decimal, str] | None:
    """The amount and its unit; None for answers that hold none, and for a timer that still runs."""
    return amount_in(answer.value)


def amount_in(value: AnswerValue) -> tuple[Decimal, str] | None:
    """The same of a value that is not an answer yet."""
    match value:
        case Number(amount, unit) | Computed(amount, unit, _):
            return amount, unit
        case Measured(quantity):
            return quantity.amount, quantity.unit.value
        case Timed() as timed if timed.elapsed is not None:
            return timed.elapsed.amount, timed.elapsed.unit.value
        case _:
            return None


def limit_tokens(item: Item, answer: Answer) -> frozenset[str]:
    """Within, attention or action; empty where the item has no limits or the answer no comparable amount."""
    given = amount_of(answer)
    if item.limits is None or given is None:
        return frozenset()
    amount = in_unit(*given, item.limits.unit)
    if amount is None:
        return frozenset()
    broken = item.limits.breach(amount)
    if broken is None:
        return frozenset({WITHIN})
    return frozenset({ACTION if is_action(broken[0]) else ATTENTION})
