"""Changes one cell of a copy of a workbook as a careless or a dishonest hand would, to show that verification names it."""

import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from au_desktop.domain.errors import UnreadableFile

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_PATIENT_CODE = re.compile(
    rb'<c r="(?P<place>[A-Z]+\d+)"[^>]*><is><t[^>]*>(?P<code>[A-Z]+-\d+)</t>'
)


@dataclass(frozen=True, slots=True)
class Tampering:
    """What was changed: the cell, and its words before and after."""

    place: str
    before: str
    after: str


def tamper_with_one_cell(workbook: Path, copy: Path, code: str) -> Tampering:
    """Write a copy in which one cell that holds `code` holds another of the same kind.

    Raises:
        UnreadableFile: no cell of the workbook holds it.
    """
    other = code[:-1] + ("7" if code[-1] != "7" else "8")
    done: Tampering | None = None
    with ZipFile(workbook) as book, ZipFile(copy, "w", ZIP_DEFLATED) as changed:
        for entry in book.infolist():
            content = book.read(entry)
            if done is None and _SHEET.fullmatch(entry.filename):
                found = _cell_with(content, code)
                if found is not None:
                    start, end = found.span("code")
                    content = content[:start] + other.encode() + content[end:]
                    done = Tampering(found["place"].decode(), code, other)
            changed.writestr(entry, content)
    if done is None:
        raise UnreadableFile(str(workbook), f"no cell holds {code}")
    return done


def _cell_with(content: bytes, code: str) -> "re.Match[bytes] | None":
    return next(
        (found for found in _PATIENT_CODE.finditer(content) if found["code"] == code.encode()),
        None,
    )
