"""Names where a sheet differs from its seal: the cell, the removed, added or moved row."""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Mapping

from au_desktop.exchange.cell_digests import RESULTS
from au_desktop.exchange.columns import column_letters
from au_desktop.services.workbook.workbook_checks import FaultKind, SheetFault

_SHORT = 2
Hashes = Mapping[int, str]
"""The short hashes of a sheet's rows, by row."""


def differences(sheet: str, sealed: Hashes, found: Hashes) -> Iterator[SheetFault]:
    """What was done to the sheet, judged by its rows; something always shows unless the short hashes meet by chance."""
    sealed, found = _said(sealed), _said(found)
    if len(sealed) == len(found):
        yield from _in_place(sheet, sealed, found)
    else:
        yield from _shifted(sheet, sealed, found)


def altered_results(
    sheet: str, sealed: Hashes, found: Hashes, formulas: Mapping[int, tuple[int, ...]]
) -> Iterator[SheetFault]:
    """The formulas of an otherwise unaltered sheet whose results are not those that were sealed.

    Args:
        sheet: its title.
        sealed: the words of the seal by row.
        found: the words of the file by row.
        formulas: the columns of each row's formulas, in order.
    """
    for row, columns in formulas.items():
        before, after = (
            _bytes(words.get(row, "").partition(RESULTS)[2]) for words in (sealed, found)
        )
        for at, column in enumerate(columns):
            part = slice(at * _SHORT, at * _SHORT + _SHORT)
            if before[part] != after[part]:
                yield SheetFault(sheet, f"{column_letters(column)}{row}", FaultKind.RESULT)


def _said(words: Hashes) -> Hashes:
    """The words without the results."""
    return {row: word.partition(RESULTS)[0] for row, word in words.items()}


def _in_place(sheet: str, sealed: Hashes, found: Hashes) -> Iterator[SheetFault]:
    rows = [
        row for row in sorted(sealed.keys() | found.keys()) if sealed.get(row) != found.get(row)
    ]
    if len(rows) > 1 and Counter(map(sealed.get, rows)) == Counter(map(found.get, rows)):
        yield SheetFault(sheet, _span(rows), FaultKind.ROWS_MOVED)
        return
    for row in rows:
        cells = list(_cells(sealed.get(row, ""), found.get(row, "")))
        for place in cells:
            yield SheetFault(sheet, f"{column_letters(place)}{row}", FaultKind.CELL)


def _cells(sealed: str, found: str) -> Iterator[int]:
    before, after = _bytes(sealed), _bytes(found)
    for place in range(max(len(before), len(after)) // _SHORT):
        part = slice(place * _SHORT, place * _SHORT + _SHORT)
        if before[part].rjust(_SHORT, b"\0") != after[part].rjust(_SHORT, b"\0"):
            yield place


def _shifted(sheet: str, sealed: Hashes, found: Hashes) -> Iterator[SheetFault]:
    """Rows came or went: what is the same at both ends is left out, the rest is what was removed or added."""
    before, after = sorted(sealed.items()), sorted(found.items())
    while before and after and before[0][1] == after[0][1]:
        del before[0], after[0]
    while before and after and before[-1][1] == after[-1][1]:
        del before[-1], after[-1]
    if not after:
        yield SheetFault(sheet, _span([row for row, _ in before]), FaultKind.ROW_REMOVED)
    elif not before:
        yield SheetFault(sheet, _span([row for row, _ in after]), FaultKind.ROW_ADDED)
    else:
        yield SheetFault(sheet, _span([row for row, _ in before]), FaultKind.ROWS_CHANGED)


def _span(rows: list[int]) -> str:
    if len(rows) == 1:
        return f"row {rows[0]}"
    return f"rows {rows[0]} to {rows[-1]}"


def _bytes(word: str) -> bytes:
    try:
        return b64decode(word, validate=True)
    except ValueError:
        return b""
