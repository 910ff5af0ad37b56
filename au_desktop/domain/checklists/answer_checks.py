"""Whether an answer can be taken for an item: the right kind, choice, unit and length."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reference,
    Skipped,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.items import REFERENCE_TYPES, Item, ItemType
from au_desktop.domain.errors import DomainError
from au_desktop.domain.moments import Moment

LOWEST_LEVEL, HIGHEST_LEVEL = 0, 4


class Refusal(StrEnum):
    """Why an answer cannot be taken."""

    WRONG_KIND = "wrong_kind"
    UNKNOWN_CHOICE = "unknown_choice"
    ONE_CHOICE_ONLY = "one_choice_only"
    NO_CHOICE = "no_choice"
    REPEATED_CHOICE = "repeated_choice"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE_SIGN = "unreadable_sign"
    ONE_LINE_ONLY = "one_line_only"
    NOT_FINITE = "not_finite"
    WRONG_UNIT = "wrong_unit"
    WRONG_QUANTITY = "wrong_quantity"
    WRONG_REFERENCE = "wrong_reference"
    STOP_WITHOUT_START = "stop_without_start"
    STOP_BEFORE_START = "stop_before_start"
    INTERRUPTION_OUTSIDE = "interruption_outside"
    INTERRUPTION_OPEN = "interruption_open"
    LEVEL_OUT_OF_RANGE = "level_out_of_range"
    OTHER_FORMULA = "other_formula"
    SKIP_NOT_ALLOWED = "skip_not_allowed"
    SKIP_NEEDS_REASON = "skip_needs_reason"


class AnswerRefused(DomainError):
    """An answer cannot be taken for this item: why, and the value or limit that says so."""

    def __init__(self, item: str, refusal: Refusal, fact: str = "") -> None:
        super().__init__(f"{item}: {refusal.value} {fact}".rstrip())
        self.item = item
        self.refusal = refusal
        self.fact = fact


_KINDS: Mapping[ItemType, type[AnswerValue]] = MappingProxyType(
    {
        ItemType.CONFIRM: Confirmed,
        ItemType.YES_NO: YesNo,
        ItemType.CHOICE: Chosen,
        ItemType.CHOICES: Chosen,
        ItemType.TEXT: Text,
        ItemType.NUMBER: Number,
        ItemType.QUANTITY: Measured,
        ItemType.DATE_TIME: At,
        ItemType.TIMER: Timed,
        ItemType.PART_TAKEN: PartTaken,
        ItemType.COMPUTED: Computed,
        **dict.fromkeys(REFERENCE_TYPES, Reference),
    }
)


def validate_answer(item: Item, value: AnswerValue) -> None:
    """Take the value for the item or refuse it.

    Raises:
        AnswerRefused: with the item and the reason.
    """
    if isinstance(value, Skipped):
        _check_skip(item, value)
        return
    if not isinstance(value, _KINDS[item.type]):
        raise AnswerRefused(item.key, Refusal.WRONG_KIND, type(value).__name__)
    check = _CHECKS.get(type(value))
    if check is not None:
        check(item, value)


def _check_skip(item: Item, value: Skipped) -> None:
    if not item.skip.allowed:
        raise AnswerRefused(item.key, Refusal.SKIP_NOT_ALLOWED)
    if item.skip.reason_required and not value.reason.strip():
        raise AnswerRefused(item.key, Refusal.SKIP_NEEDS_REASON)


def _check_choice(item: Item, value: Chosen) -> None:
    if not value.keys:
        raise AnswerRefused(item.key, Refusal.NO_CHOICE)
    if item.type is ItemType.CHOICE and len(value.keys) > 1:
        raise AnswerRefused(item.key, Refusal.ONE_CHOICE_ONLY)
    if len(set(value.keys)) < len(value.keys):
        raise AnswerRefused(item.key, Refusal.REPEATED_CHOICE)
    for key in value.keys:
        if item.choice(key) is None:
            raise AnswerRefused(item.key, Refusal.UNKNOWN_CHOICE, key)


def _check_text(item: Item, value: Text) -> None:
    text = value.text
    if not text.strip():
        raise AnswerRefused(item.key, Refusal.EMPTY)
    if len(text) > item.max_length:
        raise AnswerRefused(item.key, Refusal.TOO_LONG, str(item.max_length))
    if not item.multiline and "\n" in text:
        raise AnswerRefused(item.key, Refusal.ONE_LINE_ONLY)
    if any(_unreadable(sign) for sign in text):
        raise AnswerRefused(item.key, Refusal.UNREADABLE_SIGN)


def _unreadable(sign: str) -> bool:
    """Control signs and half of a surrogate pair: they cannot be shown, printed or signed."""
    return (not sign.isprintable() and not sign.isspace()) or sign in "\x1c\x1d\x1e\x1f\x0b\x0c"


def _check_number(item: Item, value: Number) -> None:
    if not value.amount.is_finite():
        raise AnswerRefused(item.key, Refusal.NOT_FINITE)
    if value.unit not in (item.units or ("",)):
        raise AnswerRefused(item.key, Refusal.WRONG_UNIT, value.unit)


def _check_measured(item: Item, value: Measured) -> None:
    quantity = value.quantity
    if quantity.KIND is not item.quantity_kind:
        raise AnswerRefused(item.key, Refusal.WRONG_QUANTITY, quantity.KIND.value)
    if item.units and quantity.unit.value not in item.units:
        raise AnswerRefused(item.key, Refusal.WRONG_UNIT, quantity.unit.value)


def _check_reference(item: Item, value: Reference) -> None:
    named = bool(value.drug_id) if item.type is ItemType.DRUG else value.id is not None
    if value.kind != item.type.value or not named:
        raise AnswerRefused(item.key, Refusal.WRONG_REFERENCE, value.kind)


def _check_timer(item: Item, value: Timed) -> None:
    if value.started is None:
        raise AnswerRefused(item.key, Refusal.STOP_WITHOUT_START)
    if value.stopped is not None and value.stopped.utc < value.started.utc:
        raise AnswerRefused(item.key, Refusal.STOP_BEFORE_START)
    _check_interruptions(item, value.started, value)


def _check_interruptions(item: Item, started: Moment, value: Timed) -> None:
    """Each lies after the one before, all between start and stop; only the last of a running timer may be open."""
    reached = started.utc
    for at, (off, on) in enumerate(value.interruptions, start=1):
        is_last = at == len(value.interruptions)
        if on is None and not (is_last and value.stopped is None):
            raise AnswerRefused(item.key, Refusal.INTERRUPTION_OPEN)
        ends = off if on is None else on
        if off.utc < reached or ends.utc < off.utc:
            raise AnswerRefused(item.key, Refusal.INTERRUPTION_OUTSIDE)
        reached = ends.utc
    if value.stopped is not None and reached > value.stopped.utc:
        raise AnswerRefused(item.key, Refusal.INTERRUPTION_OUTSIDE)


def _check_part(item: Item, value: PartTaken) -> None:
    if value.level is not None and not LOWEST_LEVEL <= value.level <= HIGHEST_LEVEL:
        raise AnswerRefused(item.key, Refusal.LEVEL_OUT_OF_RANGE, str(value.level))


def _check_computed(item: Item, value: Computed) -> None:
    if item.formula is None or value.formula != item.formula.name:
        raise AnswerRefused(item.key, Refusal.OTHER_FORMULA, value.formula)
    if not value.amount.is_finite():
        raise AnswerRefused(item.key, Refusal.NOT_FINITE)
    if value.unit not in (item.units or ("",)):
        raise AnswerRefused(item.key, Refusal.WRONG_UNIT, value.unit)


_CHECKS: Mapping[type, Callable[..., None]] = MappingProxyType(
    {
        Chosen: _check_choice,
        Text: _check_text,
        Number: _check_number,
        Measured: _check_measured,
        Reference: _check_reference,
        Timed: _check_timer,
        PartTaken: _check_part,
        Computed: _check_computed,
    }
)
