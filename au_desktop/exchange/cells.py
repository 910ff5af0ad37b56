"""One cell between rows and files: what is written, and the canonical text that its digest is made of."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from au_desktop.exchange.safe_cells import SIGNIFICANT_DIGITS, cell_number, safe_text

CellValue = str | Decimal | int | date | datetime | None
"""What a sheet gives for a cell; for a formula, the result that stands beside it."""

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the serial days of a workbook have no zone
_QUOTED = re.compile(r'("(?:[^"]|"")*")')
_REFERENCE = re.compile(r"(\$?\b[A-Z]{1,3}\$?)(\d+)\b")
_ESCAPED = re.compile("_x005F_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ready to be written or just read: text, a number, a date-time without zone, nothing; a formula with its result."""

    value: str | float | datetime | None = None
    formula: str = ""


EMPTY = Cell()


def cell_of(value: CellValue, formula: str = "") -> Cell:
    """The cell for a value of a row."""
    if formula:
        return Cell("" if value is None else _plain(value), formula)
    return EMPTY if value is None or value == "" else Cell(_plain(value))


def _plain(value: str | Decimal | int | date | datetime) -> str | float | datetime:
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0, tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    return cell_number(value)


def canonical(cell: Cell, row: int) -> str:
    """What the cell says, in words that stay the same when another program saves the file again.

    The tag tells text, number, time and formula apart. A number stands with 12 significant digits, a time as whole
    seconds, a formula with references to its own row made relative, so that a row that moved still reads the same.
    A formula's result is not part of it: some programs drop results when they save.
    """
    return f"f{_formula_text(cell.formula, row)}" if cell.formula else _value_text(cell.value)


def result_text(cell: Cell) -> str:
    """The result that stands beside a formula, in the same words; empty where there is none."""
    return _value_text(cell.value)


def _value_text(value: str | float | datetime | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return "t" + _text(value)
    if isinstance(value, datetime):
        return f"d{round((value - EPOCH).total_seconds())}"
    return f"n{value:.{SIGNIFICANT_DIGITS}g}" if value else "n0"


def _text(text: str) -> str:
    return _ESCAPED.sub("_", text) if "_x" in text else text


def _formula_text(formula: str, row: int) -> str:
    return _normal_formula(formula.lstrip("=")).replace(f"\x1c{row}\x1c", "#").replace("\x1c", "")


def _normal_formula(formula: str) -> str:
    """Outside of quoted text: no spaces, capital letters, row numbers set apart."""
    parts = _QUOTED.split(formula)
    for index in range(0, len(parts), 2):
        plain = parts[index].replace(" ", "").upper()
        parts[index] = _REFERENCE.sub("\\1\x1c\\2\x1c", plain)
    return "".join(parts)
