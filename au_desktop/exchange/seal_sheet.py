"""The very hidden sheet that seals a workbook: short cell hashes, the manifest, the key and the signature."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

SEAL_SHEET = "Seal"
FORMAT_WORDS = "au-desktop workbook seal 1"
HEAD, HASHES, MANIFEST, KEY, SIGNATURE = "seal", "rows", "manifest", "public key", "signature"
_ROWS_AT_ONCE = 64
_MOST_CHARACTERS = 30_000

Put = Callable[[Sequence[str]], None]
"""Takes the next row of the seal sheet, all text."""


class SealRecorder:
    """Takes the short hashes of every sheet's rows as they are written; they may come in any order of sheets.

    Rows are bundled: `rows`, sheet, first row, then a word for each row that follows, `.` for an empty one.
    """

    def __init__(self, put: Put) -> None:
        self._put = put
        self._digest = hashlib.sha256()
        self._bundles: dict[str, tuple[int, list[str]]] = {}
        put((HEAD, FORMAT_WORDS))

    def add(self, sheet: str, row: int, hashes: str) -> None:
        """Take one row's hashes."""
        first, words = self._bundles.setdefault(sheet, (row, []))
        words.extend("." for _ in range(row - first - len(words)))
        words.append(hashes or ".")
        if len(words) >= _ROWS_AT_ONCE:
            self._write(sheet)

    def _write(self, sheet: str) -> None:
        first, words = self._bundles.pop(sheet)
        row = (HASHES, sheet, str(first), " ".join(words))
        self._digest.update(bundle_bytes(row))
        self._put(row)

    def digest(self) -> str:
        """The SHA-256 over all bundles; writes those that still wait."""
        for sheet in tuple(self._bundles):
            self._write(sheet)
        return self._digest.hexdigest()

    def close(self, manifest: bytes, public_key: bytes, signature: bytes) -> None:
        """Write what was signed and by which key."""
        text = manifest.decode()
        for start in range(0, len(text), _MOST_CHARACTERS):
            # A quote before and after: a space at either end of a piece would not survive every program.
            self._put((MANIFEST, f"'{text[start : start + _MOST_CHARACTERS]}'"))
        self._put((KEY, public_key.hex()))
        self._put((SIGNATURE, signature.hex()))


def bundle_bytes(row: Sequence[str]) -> bytes:
    """What the digest takes of one bundle."""
    return ("\x1e".join(row[1:4]) + "\n").encode()


@dataclass(slots=True)
class Seal:
    """A seal as read: the hashes by sheet and row, and the rest."""

    hashes: dict[str, dict[int, str]] = field(default_factory=dict)
    manifest: bytes = b""
    public_key: bytes = b""
    signature: bytes = b""
    digest: str = ""
    complete: bool = False


def read_seal(rows: Iterable[Sequence[str]]) -> Seal:
    """Read the rows of a seal sheet; what is not understood is no part of it but changes the digest."""
    seal = Seal()
    digest = hashlib.sha256()
    manifest: list[str] = []
    signed = {KEY: b"", SIGNATURE: b""}
    for row in rows:
        name, *rest = (*row, "", "", "", "")
        if name == HASHES and rest[1].isdecimal():
            digest.update(bundle_bytes((HASHES, *rest[:3])))
            known = seal.hashes.setdefault(rest[0], {})
            for place, word in enumerate(rest[2].split(" ")):
                if word != ".":
                    known[int(rest[1]) + place] = word
        elif name == MANIFEST:
            manifest.append(rest[0][1:-1])
        elif name in {KEY, SIGNATURE}:
            signed[name] = _from_hex(rest[0])
        elif name != HEAD and any(row):
            digest.update(bundle_bytes(["", *row]))
    seal.manifest = "".join(manifest).encode()
    seal.public_key, seal.signature = signed[KEY], signed[SIGNATURE]
    seal.digest = digest.hexdigest()
    seal.complete = bool(seal.manifest and seal.public_key and seal.signature)
    return seal


def _from_hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
