"""Digests of a sheet: SHA-256 over what it says and over its results, two bytes a cell by which an altered one is named."""

import binascii
import hashlib
from base64 import b64encode
from collections.abc import Collection, Sequence

from au_desktop.exchange.cells import Cell, canonical, result_text

RESULTS = ":"
"""Stands in a row's word before the short hashes of its formulas' results."""
_BETWEEN = "\x1e"


class SheetDigest:
    """Takes the rows of one sheet in order; review cells are left out, trailing empty cells and empty rows do not count."""

    def __init__(self, review_columns: Collection[int] = ()) -> None:
        self._left_out = frozenset(review_columns)
        self._whole = hashlib.sha256()
        self._results = hashlib.sha256()
        self.has_results = False

    def add(self, row: int, cells: Sequence[Cell]) -> str:
        """Take one row, counted from 1; gives the short hashes of its cells as text, empty for an empty row."""
        texts = [
            "" if index in self._left_out else canonical(cell, row)
            for index, cell in enumerate(cells)
        ]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            return ""
        self._whole.update(f"{row}{_BETWEEN}{_BETWEEN.join(texts)}\n".encode())
        return _word(texts) + self._add_results(row, cells)

    def hexdigest(self) -> str:
        """The digest of everything taken so far, results left out."""
        return self._whole.hexdigest()

    def results_hexdigest(self) -> str:
        """The digest of the results that stand beside formulas."""
        return self._results.hexdigest()

    def _add_results(self, row: int, cells: Sequence[Cell]) -> str:
        texts = [
            result_text(cell)
            for index, cell in enumerate(cells)
            if cell.formula and index not in self._left_out
        ]
        if not texts:
            return ""
        self.has_results = self.has_results or any(texts)
        self._results.update(f"{row}{_BETWEEN}{_BETWEEN.join(texts)}\n".encode())
        return RESULTS + _word(texts)


def _word(texts: Sequence[str]) -> str:
    return b64encode(b"".join(_short(text) for text in texts)).decode("ascii")


def _short(text: str) -> bytes:
    """CRC-16: it only finds the cell; whether anything was altered at all is for SHA-256 to say."""
    return binascii.crc_hqx(text.encode(), 0).to_bytes(2, "big")
