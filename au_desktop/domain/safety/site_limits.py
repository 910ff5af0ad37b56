"""Limits as they hold at one site: the shipped one, or what the center set in its place with its own basis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import plain_text
from au_desktop.domain.quantities import AnyQuantity, Quantity
from au_desktop.domain.reference.dated_limits import Limit, Measure
from au_desktop.domain.safety.safety_records import PersonRef


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """What a center set in the place of a shipped limit: the value as text with its unit, and where it comes from."""

    id: UUID
    key: str
    value: str
    basis: str
    set_on: date
    set_by: PersonRef


@dataclass(frozen=True, slots=True)
class SiteLimit:
    """A limit as it holds here. `verify` asks for a check of the figure; `own` says that the center set it."""

    key: str
    title: str
    value: AnyQuantity | Measure
    inclusive: bool
    basis: str
    verify: bool
    own: bool = False

    @property
    def amount(self) -> Decimal:
        """The number in its own unit."""
        return self.value.amount

    @property
    def words(self) -> str:
        """The value with its unit."""
        return f"{plain_text(self.value.amount)} {self.value.unit}".strip()

    def exceeded_by(self, value: AnyQuantity | Decimal) -> bool:
        """Whether a value lies beyond the limit; exactly the limit is within where it is inclusive."""
        limit = self.value.amount if isinstance(value, Decimal) else self.value
        beyond: bool = value > limit if self.inclusive else value >= limit  # type: ignore[operator]
        return beyond


def site_limit(shipped: Limit, own: OwnLimit | None) -> SiteLimit:
    """The limit that holds; raises `Invalid` where what the center set cannot be read in the kind of the shipped one."""
    if own is None:
        basis = f"{shipped.basis.citation} ({shipped.basis.edition})"
        return SiteLimit(
            shipped.id,
            shipped.title,
            shipped.value,
            shipped.inclusive,
            basis,
            shipped.basis.verify,
        )
    value = read_value(shipped, own.value)
    return SiteLimit(
        shipped.id, shipped.title, value, shipped.inclusive, own.basis, verify=False, own=True
    )


def read_value(shipped: Limit, text: str) -> AnyQuantity | Measure:
    """A value of the same kind as the shipped limit, above zero; raises `QuantityError` or `Invalid`."""
    kept = shipped.value
    if isinstance(kept, Quantity):
        value: AnyQuantity = type(kept).parse(text)
        if value.amount <= 0:
            raise Invalid("value", "must be above zero")
        return value
    number = text.removesuffix(kept.unit).strip()
    try:
        amount = Decimal(number)
    except ArithmeticError:
        raise Invalid("value", f"is no number: {text}") from None
    if not amount.is_finite() or amount <= 0:
        raise Invalid("value", "must be above zero")
    return Measure(amount, kept.unit)
