"""The words of a PDF that the program wrote, read again from the file."""

import base64
import re
import zlib
from pathlib import Path


def words_of(path: Path) -> str:
    """Every string that the pages show, in order; the writer packs its streams as base 85 over zlib."""
    shown = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", path.read_bytes(), re.DOTALL):
        try:
            plain = zlib.decompress(base64.a85decode(packed.strip(), adobe=False))
        except (ValueError, zlib.error):
            try:
                plain = zlib.decompress(base64.a85decode(b"<~" + packed.strip(), adobe=True))
            except (ValueError, zlib.error):
                continue
        shown += re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", plain)
    return b" ".join(shown).decode("latin-1")
