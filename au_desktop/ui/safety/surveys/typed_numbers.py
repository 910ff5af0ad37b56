"""Reads what is typed into a cell: a number takes the unit that stands above it, a unit typed with it wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from au_desktop.domain.number_text import split_number
from au_desktop.domain.quantities import CountRate, DoseRate, Duration, Quantity

if TYPE_CHECKING:
    from decimal import Decimal

Q = TypeVar("Q", bound=Quantity)  # type: ignore[type-arg] # of any unit


def typed_rate(text: str, unit: str) -> DoseRate | None:
    """A dose rate; None where nothing is typed. Raises `QuantityError`."""
    return _typed(DoseRate, text, unit)


def typed_counts(text: str, unit: str = "cpm") -> CountRate | None:
    """A count rate; None where nothing is typed. Raises `QuantityError`."""
    return _typed(CountRate, text, unit)


def typed_time(text: str, unit: str = "min") -> Duration | None:
    """A time; None where nothing is typed. Raises `QuantityError`."""
    return _typed(Duration, text, unit)


def typed_number(text: str) -> Decimal | None:
    """A plain number; None where nothing is typed. Raises `QuantityError`."""
    return split_number(text)[0] if text.strip() else None


def _typed(kind: type[Q], text: str, unit: str) -> Q | None:
    if not text.strip():
        return None
    _, rest = split_number(text)
    return kind.parse(text if rest else f"{text} {unit}")
