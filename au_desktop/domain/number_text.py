"""Reads decimal numbers as people type them and writes them back without exponents."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum

from au_desktop.domain.errors import DomainError

MOST_DIGITS = 12
SMALLEST_POWER = -12
LARGEST_POWER = 15

# Wide enough for every product of a typed number and a unit scale; only a division can be rounded.
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t", " "))
_NUMBER = re.compile(
    r"\s*(?P<sign>[+\-\u2212]?)\s*"
    r"(?P<number>(?:\d{1,3}(?: \d{3})+(?![\d,])|[\d,]+)?(?:\.\d+)*\.?(?:[eE][+\-]?\d+)?)"
    r"(?P<rest>.*)",
    re.ASCII | re.DOTALL,
)
_PLAIN = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+\-]?\d{1,3})?", re.ASCII)
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}", re.ASCII)
_ONE_COMMA_GROUP = re.compile(r"\d{1,3},\d{3}", re.ASCII)
_NOT_FINITE = re.compile(r"\s*[+\-]?\s*(nan|snan|inf|infinity|\u221e)\b", re.IGNORECASE)
_NUMBER_SIGNS = tuple("0123456789.,+-")


class TextFault(StrEnum):
    """Why a typed number or quantity cannot be taken."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not a number"
    COMMA_DECIMAL = "comma is not a decimal point here"
    COMMA_AMBIGUOUS = "comma may be a decimal point or a thousands mark"
    NEGATIVE = "negative"
    NOT_FINITE = "not finite"
    TOO_MANY_DIGITS = "too many digits"
    OUT_OF_RANGE = "too large or too small"
    UNIT_MISSING = "unit missing"
    UNIT_UNKNOWN = "unit unknown"
    UNIT_AMBIGUOUS = "unit ambiguous"


class QuantityError(DomainError):
    """A typed number or quantity cannot be taken: the text, why, the units offered, and what to type instead."""

    def __init__(
        self, text: str, fault: TextFault, units: tuple[str, ...] = (), suggestion: str = ""
    ) -> None:
        super().__init__(f"{text!r}: {fault.value}")
        self.text = text
        self.fault = fault
        self.units = units
        self.suggestion = suggestion


def split_number(text: str) -> tuple[Decimal, str]:
    """Take the number at the beginning of a typed text and return it with what follows it.

    Thousands marks are taken only where no other reading exists: "1,234.5" and "1,234,567" and "1 234.5"; "1,234" is
    refused as ambiguous and "7,4" because a comma is no decimal point here.
    """
    plain_spaces = text.translate(_SPACES).strip()
    if not plain_spaces:
        raise QuantityError(text, TextFault.EMPTY)
    if _NOT_FINITE.match(plain_spaces):
        raise QuantityError(text, TextFault.NOT_FINITE)
    found = _NUMBER.match(plain_spaces)
    if found is None or not found["number"]:
        raise QuantityError(text, TextFault.NOT_A_NUMBER)
    if found["sign"] in ("-", "\u2212"):
        raise QuantityError(text, TextFault.NEGATIVE)
    rest = found["rest"].strip()
    if rest[:1] in _NUMBER_SIGNS:
        raise QuantityError(text, TextFault.NOT_A_NUMBER)
    amount = Decimal(_digits_of(found["number"], text))
    return _within_bounds(amount, text), rest


def read_number(text: str) -> Decimal:
    """Read a typed number that stands alone, without a unit."""
    amount, rest = split_number(text)
    if rest:
        raise QuantityError(text, TextFault.NOT_A_NUMBER)
    return amount


def _digits_of(number: str, text: str) -> str:
    joined = number.replace(" ", "")
    if "," in joined:
        if _ONE_COMMA_GROUP.fullmatch(joined):
            raise QuantityError(
                text, TextFault.COMMA_AMBIGUOUS, suggestion=joined.replace(",", "")
            )
        if not _COMMA_GROUPS.fullmatch(joined):
            fault = TextFault.COMMA_DECIMAL if joined.count(",") == 1 else TextFault.NOT_A_NUMBER
            raise QuantityError(text, fault, suggestion=joined.replace(",", "."))
        joined = joined.replace(",", "")
    if not _PLAIN.fullmatch(joined):
        raise QuantityError(text, TextFault.NOT_A_NUMBER)
    return joined


def _within_bounds(amount: Decimal, text: str) -> Decimal:
    if amount and not SMALLEST_POWER <= amount.adjusted() <= LARGEST_POWER:
        raise QuantityError(text, TextFault.OUT_OF_RANGE)
    plain = Decimal(plain_text(amount)) if amount else amount
    if _significant_digits(plain) > MOST_DIGITS or int(plain.as_tuple().exponent) < -24:
        raise QuantityError(text, TextFault.TOO_MANY_DIGITS)
    return plain


def _significant_digits(amount: Decimal) -> int:
    """Digits that say something: zeros before the first, and zeros that close a whole number, do not."""
    if int(amount.as_tuple().exponent) >= 0:
        return len(amount.normalize(EXACT).as_tuple().digits)
    return len(amount.as_tuple().digits)


def plain_text(amount: Decimal) -> str:
    """The digits of a decimal, never in exponent form, zeros kept as entered."""
    return format(amount, "f")


def rounded(amount: Decimal, significant: int) -> Decimal:
    """Round half to even to so many significant digits, and drop zeros that close a fraction."""
    short = Context(prec=significant, rounding=ROUND_HALF_EVEN).plus(amount)
    return trimmed(short)


def trimmed(amount: Decimal) -> Decimal:
    """The same number without zeros that close a fraction, and never with an exponent above zero."""
    if not amount:
        return Decimal(0)
    short = amount.normalize(EXACT)
    return Decimal(plain_text(short)) if int(short.as_tuple().exponent) > 0 else short
