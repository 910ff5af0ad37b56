"""Reads a typed amount for an item: a quantity in one of its units, or a plain number with its unit."""

from decimal import Decimal

from au_desktop.domain.checklists.answer_checks import AnswerRefused, Refusal, validate_answer
from au_desktop.domain.checklists.answers import AnswerValue, Measured, Number
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.errors import DomainError
from au_desktop.domain.number_text import QuantityError, plain_text, split_number
from au_desktop.domain.quantities import QUANTITY_TYPES, QuantityKind, parse_quantity
from au_desktop.settings import Settings, UnitsFirst
from au_desktop.ui.kit.item_editors.refusal_words import refusal_words
from au_desktop.ui.kit.messages import reason_for

_CURIE_UNITS = frozenset({"Ci", "mCi", "µCi", "nCi"})


class UnreadableAmount(DomainError):
    """A typed amount cannot be taken; `reason` is the sentence under the field."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_amount(item: Item, text: str) -> AnswerValue:
    """The answer that the text stands for.

    Raises:
        UnreadableAmount: with the reason in words.
    """
    try:
        value = _read(item, text)
        validate_answer(item, value)
    except QuantityError as error:
        ours = QuantityError(error.text, error.fault, item.units or error.units, error.suggestion)
        raise UnreadableAmount(reason_for(ours)) from None
    except AnswerRefused as error:
        raise UnreadableAmount(_refused_words(item, error)) from None
    return value


def amount_text(value: AnswerValue | None) -> str:
    """The digits and the unit as they were entered."""
    if isinstance(value, Measured):
        return value.quantity.format()
    if isinstance(value, Number):
        return f"{plain_text(value.amount)} {value.unit}".strip()
    return ""


def units_offered(item: Item, settings: Settings) -> tuple[str, ...]:
    """The item's units; for activity the person's preferred system comes first."""
    units = item.units
    if not units and item.quantity_kind is not None:
        units = QUANTITY_TYPES[item.quantity_kind].unit_names()
    if item.quantity_kind is not QuantityKind.ACTIVITY:
        return units
    curie_first = settings.units_first is UnitsFirst.MCI
    return tuple(sorted(units, key=lambda unit: (unit in _CURIE_UNITS) is not curie_first))


def _read(item: Item, text: str) -> AnswerValue:
    if item.quantity_kind is not None:
        return Measured(parse_quantity(item.quantity_kind, text))
    amount, unit = split_number(text)
    return Number(Decimal(amount), unit or (item.units[0] if item.units else ""))


def _refused_words(item: Item, error: AnswerRefused) -> str:
    if error.refusal is Refusal.WRONG_UNIT:
        units = ", ".join(item.units)
        return f"Use {units} here." if units else "This is a plain number without a unit."
    return refusal_words(error)
