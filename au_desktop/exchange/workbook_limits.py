"""Looks at a file before it is opened as a workbook: is it one, and could opening it hurt."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from au_desktop.services.workbook.workbook_checks import NotSealed

_MOST_FILE_BYTES = 1 << 30
_MOST_UNPACKED_BYTES = 6 << 30
_MOST_STRINGS_BYTES = 512 << 20
_MOST_MEMBERS = 2000
_MOST_RATIO = 250
_RATIO_FROM_BYTES = 4 << 20
_OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_START_BYTES = 1024


def require_harmless(path: Path) -> None:
    """Refuse what is no workbook or could not be read in reasonable room.

    Raises:
        NotSealed: why.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            start = opened.read(len(_OLD_FORMAT))
    except OSError as error:
        raise NotSealed(str(path), error.strerror or str(error)) from error
    if start == _OLD_FORMAT:
        raise NotSealed(str(path), "it is encrypted with a password or of an older Excel format")
    if size > _MOST_FILE_BYTES:
        raise NotSealed(str(path), "it is too large to be one of our workbooks")
    try:
        with ZipFile(path) as packed:
            _require_small(path, packed.infolist())
            _require_plain(path, packed)
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotSealed(str(path), "it is not an Excel workbook (.xlsx)") from error


def _require_small(path: Path, members: list[ZipInfo]) -> None:
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise NotSealed(str(path), "it is not an Excel workbook (.xlsx)")
    too_many = len(members) > _MOST_MEMBERS or len(names) != len(members)
    too_large = sum(member.file_size for member in members) > _MOST_UNPACKED_BYTES
    too_dense = any(
        member.file_size > _RATIO_FROM_BYTES
        and member.file_size > _MOST_RATIO * max(1, member.compress_size)
        for member in members
    )
    strings = any(
        member.filename.lower().endswith("sharedstrings.xml")
        and member.file_size > _MOST_STRINGS_BYTES
        for member in members
    )
    if too_many or too_large or too_dense or strings:
        raise NotSealed(str(path), "it would unpack to far more than its size; it was not opened")


def _require_plain(path: Path, packed: ZipFile) -> None:
    """A workbook has no document type; one that has could make a few bytes grow without end."""
    for member in packed.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            with packed.open(member) as opened:
                if b"<!DOCTYPE" in opened.read(_START_BYTES).upper():
                    raise NotSealed(
                        str(path), "it declares a document type, which no workbook does"
                    )
