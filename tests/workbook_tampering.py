"""Workbooks changed by hand, as somebody with an editor might, and the parts that hold their sheets."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile


def edited(
    path: Path, member: str, change: Callable[[str], str], name: str = "edited.xlsx"
) -> Path:
    """A copy of a workbook in which one part was changed by hand, as somebody with an editor might."""
    target = path.with_name(name)
    with ZipFile(path) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == member:
                text = content.decode()
                changed = change(text)
                assert changed != text, f"nothing to change in {member}"
                content = changed.encode()
            after.writestr(entry, content)
    return target


def part_of(path: Path, sheet: str) -> str:
    """The part of the file that holds a sheet."""
    with ZipFile(path) as packed:
        names = re.findall(r'<sheet name="([^"]+)"', packed.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
