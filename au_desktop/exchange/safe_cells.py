"""Makes text and numbers safe to stand in a cell: nothing becomes a formula or a link, nothing breaks the file."""

import re
from decimal import Context, Decimal

MOST_CHARACTERS = 32_767
SIGNIFICANT_DIGITS = 12
_ROUNDING = Context(prec=SIGNIFICANT_DIGITS)

_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_RISKY_START = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "'", " ")
_LINKS = re.compile(r"^\s*(https?|ftp|mailto|file|internal|external|ddeauto|dde)\b", re.IGNORECASE)


def safe_text(text: str) -> str:
    """The text without control characters and lone surrogates, tabs as spaces, lines ended by LF, at most 32,767 units long.

    A cell counts UTF-16 units, so a sign outside the basic plane counts twice; none is cut in half.
    """
    plain = _BROKEN.sub("", _ENDS.sub("\n", text).replace("\t", " "))
    if len(plain) * 2 <= MOST_CHARACTERS:
        return plain
    units = plain.encode("utf-16-le")[: MOST_CHARACTERS * 2]
    return units.decode("utf-16-le", errors="ignore")


def needs_quote(text: str) -> bool:
    """Whether a program could take the text for a formula or a link, so that the cell is marked as text (`quotePrefix`)."""
    return text.startswith(_RISKY_START) or _LINKS.match(text) is not None


def safe_header(text: str) -> str:
    """Text for a page header, where `&` begins a code."""
    return safe_text(text).replace("\n", " ").replace("&", "&&")


def cell_number(amount: Decimal | int) -> float:
    """The number as a cell holds it: 12 significant digits, so that every program writes back the same number."""
    return float(_ROUNDING.create_decimal(amount))
