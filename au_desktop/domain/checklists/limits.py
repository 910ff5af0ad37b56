"""Attention and action limits of a number, compared exactly, in the limit's own unit."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise


class Breach(StrEnum):
    """On which side, and how far, a number lies outside its limits."""

    LOW_ACTION = "low_action"
    LOW_ATTENTION = "low_attention"
    HIGH_ATTENTION = "high_attention"
    HIGH_ACTION = "high_action"


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to four limits in one unit.

    Args:
        unit: the unit of the four numbers; empty for a pure number.
        low_action: below it something must be done.
        low_attention: below it someone must look.
        high_attention: above it someone must look.
        high_action: above it something must be done.
        limit_counts: the limit itself is already outside ("20 % or more"); else only what lies beyond it ("more than 20 %").
        local: the figures are the center's own choice, not a rule's.
    """

    unit: str = ""
    low_action: Decimal | None = None
    low_attention: Decimal | None = None
    high_attention: Decimal | None = None
    high_action: Decimal | None = None
    limit_counts: bool = False
    local: bool = False

    @property
    def in_order(self) -> bool:
        """Whether the limits that are set rise from low action to high action."""
        given = [
            limit
            for limit in (
                self.low_action,
                self.low_attention,
                self.high_attention,
                self.high_action,
            )
            if limit is not None
        ]
        return bool(given) and all(low < high for low, high in pairwise(given))

    def breach(self, amount: Decimal) -> tuple[Breach, Decimal] | None:
        """The most serious limit that the amount (in the limits' unit) breaks, with its figure; None when inside."""
        checks = (
            (Breach.LOW_ACTION, self.low_action),
            (Breach.HIGH_ACTION, self.high_action),
            (Breach.LOW_ATTENTION, self.low_attention),
            (Breach.HIGH_ATTENTION, self.high_attention),
        )
        for kind, limit in checks:
            if limit is not None and self._outside(kind, amount, limit):
                return kind, limit
        return None

    def _outside(self, kind: Breach, amount: Decimal, limit: Decimal) -> bool:
        if self.limit_counts and amount == limit:
            return True
        low = kind in {Breach.LOW_ACTION, Breach.LOW_ATTENTION}
        return amount < limit if low else amount > limit


def is_action(breach: Breach) -> bool:
    """Whether the broken limit asks for action and not for attention only."""
    return breach in {Breach.LOW_ACTION, Breach.HIGH_ACTION}
