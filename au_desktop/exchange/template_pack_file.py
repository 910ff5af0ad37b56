"""The file of a template pack: JSON that people can read, written in one step and read within bounds."""

import hashlib
import json
from pathlib import Path
from typing import Any

from au_desktop.domain.canonical import Document
from au_desktop.domain.errors import UnreadableFile
from au_desktop.files import read_at_most, replace_bytes

PACK_SUFFIX = ".autemplates"
MOST_BYTES = 8_000_000


class TemplatePackFiles:
    """`PackFiles` on disk."""

    def write(self, path: Path, document: Document) -> str:
        """Put the document into the file in one step; its SHA-256 in hex."""
        content = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
        replace_bytes(path, content)
        return hashlib.sha256(content).hexdigest()

    def read(self, path: Path) -> object:
        """The plain document of the file.

        Raises:
            UnreadableFile: it is not there, too large, nested too deep, or not plain JSON.
        """
        content = read_at_most(path, MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise UnreadableFile(str(path), f"is larger than {MOST_BYTES // 1_000_000} MB")
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnreadableFile(str(path), "is not UTF-8 text") from None
        try:
            return json.loads(
                text,
                object_pairs_hook=_object,
                parse_float=_no_number,
                parse_constant=_no_number,
            )
        except RecursionError:
            raise UnreadableFile(str(path), "is nested too deep") from None
        except ValueError:
            raise UnreadableFile(str(path), "is not a template pack of this program") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs) or not all(name.isascii() for name in made):
        message = "a name is given twice, or is not plain"
        raise ValueError(message)
    return made


def _no_number(text: str) -> None:
    message = f"{text} is not a whole number"
    raise ValueError(message)
