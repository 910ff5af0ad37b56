"""Says in one sentence why an amount is asked about before it is taken: "2,000 mCi is ten times the 200 mCi of …"."""

from decimal import Decimal

from au_desktop.domain.checklists.amounts import amount_in
from au_desktop.domain.checklists.answers import AnswerValue
from au_desktop.domain.checklists.plausibility import Doubt, Slip, Standard
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.units import in_unit, kind_of_unit
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import quantity_of
from au_desktop.domain.quantity_display import in_both_systems

SHOWN_DIGITS = 5
UNIT_QUESTION = " Is the unit right?"
_MORE = {10: "ten times", 100: "100 times", 1000: "1,000 times"}
_LESS = {10: "a tenth of", 100: "a hundredth of", 1000: "a thousandth of"}


def doubt_words(template: Template, value: AnswerValue, doubt: Doubt) -> str:
    """The sentence above the buttons that keep or correct."""
    question = UNIT_QUESTION if doubt.slip is Slip.UNIT else ""
    told = _expected_words(template, doubt, _unit_of(value))
    return f"{entered_words(value)} is {_ratio_words(value, doubt)} {told}.{question}"


def entered_words(value: AnswerValue) -> str:
    """The amount as it was typed, with the thousands set apart."""
    amount = amount_in(value)
    return "" if amount is None else _written(*amount)


def _ratio_words(value: AnswerValue, doubt: Doubt) -> str:
    about = "" if _is_exact(value, doubt) else "about "
    if doubt.slip is Slip.DECADE:
        return about + (_MORE if doubt.more else _LESS)[doubt.times]
    times = f"{doubt.times:,} times"
    return f"{about}{times}" if doubt.more else f"{about}{times} less than"


def _is_exact(value: AnswerValue, doubt: Doubt) -> bool:
    given = amount_in(value)
    if given is None:
        return False
    known = in_unit(doubt.expected.amount, doubt.expected.unit, given[1])
    if known is None:
        return False
    low, high = sorted((known, given[0]))
    return low * doubt.times == high


def _expected_words(template: Template, doubt: Doubt, unit: str) -> str:
    expected = doubt.expected
    amount = _in_typed_unit(doubt, unit)
    match expected.standard:
        case Standard.LIKE:
            return f"the {amount} of \u201c{template.item(expected.item).title}\u201d"
        case Standard.OFFER:
            return f"the {amount} on offer"
        case _:
            return f"the {amount} in the middle of its limits"


def _in_typed_unit(doubt: Doubt, unit: str) -> str:
    """What was expected, in the unit that was typed; where the unit may be the slip, in both systems."""
    expected = doubt.expected
    known = in_unit(expected.amount, expected.unit, unit)
    amount, shown = (expected.amount, expected.unit) if known is None else (known, unit)
    kind = kind_of_unit(shown)
    if doubt.slip is Slip.UNIT and kind is not None:
        return in_both_systems(quantity_of(kind, rounded(amount, SHOWN_DIGITS), shown))
    return _written(rounded(amount, SHOWN_DIGITS), shown)


def _unit_of(value: AnswerValue) -> str:
    amount = amount_in(value)
    return "" if amount is None else amount[1]


def _written(amount: Decimal, unit: str) -> str:
    whole, point, rest = plain_text(amount).partition(".")
    return f"{int(whole):,}{point}{rest} {unit}".strip()
