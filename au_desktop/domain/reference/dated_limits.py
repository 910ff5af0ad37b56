"""Limits, action levels and tolerances, as dated data with their basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import AnyQuantity
from au_desktop.domain.reference.basis import Basis


@dataclass(frozen=True, slots=True)
class Measure:
    """A plain number with the words of its unit, where no quantity type fits, such as 200 dpm/100 cm² or 20 %."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: `inclusive` says that exactly the limit is still within it."""

    id: str
    title: str
    value: AnyQuantity | Measure
    inclusive: bool
    basis: Basis

    @property
    def amount(self) -> Decimal:
        """The number of the limit in its own unit."""
        return self.value.amount

    @property
    def unit(self) -> str:
        """The unit of the limit, in words."""
        return str(self.value.unit)


Limits = Mapping[str, Limit]
