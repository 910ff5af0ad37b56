"""Which kind of quantity a unit's name belongs to, and exact conversion between units of one kind."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from au_desktop.domain.quantities import QUANTITY_TYPES, QuantityKind, quantity_of

_KINDS: Mapping[str, QuantityKind] = MappingProxyType(
    {
        unit.value: kind
        for kind, quantity_type in QUANTITY_TYPES.items()
        for unit in quantity_type.UNITS
    }
)


def kind_of_unit(unit: str) -> QuantityKind | None:
    """The kind of quantity that the unit measures; None for plain units such as % or mL."""
    return _KINDS.get(unit)


def in_unit(amount: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The amount expressed in the wanted unit; None where the two do not measure the same."""
    if unit == wanted:
        return amount
    kind = kind_of_unit(unit)
    if kind is None or kind_of_unit(wanted) is not kind:
        return None
    quantity: Any = quantity_of(kind, amount, unit)
    amount_wanted: Decimal = quantity.to(quantity.UNITS(wanted)).amount
    return amount_wanted


def base_amount(amount: Decimal, unit: str) -> float:
    """The amount in the base unit of its kind, rounded to binary: what stored answers are searched and counted by."""
    kind = kind_of_unit(unit)
    return float(amount if kind is None else quantity_of(kind, amount, unit).base)
