"""Digests of a sheet: one SHA-256 over everything it says, and two bytes a cell by which an altered cell is named."""

import binascii
import hashlib
from base64 import b64encode
from collections.abc import Collection, Sequence

from au_desktop.exchange.cells import Cell, canonical

_BETWEEN = "\x1e"


class SheetDigest:
    """Takes the rows of one sheet in order; review cells are left out, trailing empty cells and empty rows do not count."""

    def __init__(self, review_columns: Collection[int] = ()) -> None:
        self._left_out = frozenset(review_columns)
        self._whole = hashlib.sha256()

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
        return b64encode(b"".join(_short(text) for text in texts)).decode("ascii")

    def hexdigest(self) -> str:
        """The digest of everything taken so far."""
        return self._whole.hexdigest()


def _short(text: str) -> bytes:
    """CRC-16: it only finds the cell; whether anything was altered at all is for SHA-256 to say."""
    return binascii.crc_hqx(text.encode(), 0).to_bytes(2, "big")
