"""Reads a roster file, xlsx or csv, into plain tables; nothing in it is run, followed or believed without limits."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from zipfile import BadZipFile, ZipFile

from au_desktop.domain.errors import UnreadableFile
from au_desktop.exchange.workbook_limits import require_harmless
from au_desktop.exchange.workbook_reader import read_tables as read_workbook_tables
from au_desktop.services.imports.import_tables import SheetRow, SheetTable
from au_desktop.services.workbook.workbook_checks import NotSealed

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_MOST_FILE_BYTES = 32 << 20
_MOST_UNPACKED_BYTES = 256 << 20
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 40
_ZIP = b"PK"
_OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_tables(path: Path) -> tuple[SheetTable, ...]:
    """The sheets of a workbook, or the one table of a text file; its content decides, not its name.

    Raises:
        UnreadableFile: too large, damaged, encrypted, of an older format, or no table at all.
    """
    content = _content(path)
    if content.startswith(_OLD_FORMAT):
        why = "it is protected by a password or of the older .xls format; save it as .xlsx"
        raise UnreadableFile(str(path), why)
    if content.startswith(_ZIP):
        return _workbook(path)
    return (SheetTable(path.stem, tuple(_text_rows(path, content))),)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _MOST_FILE_BYTES:
            why = f"it has {size >> 20} MB; a roster has at most {_MOST_FILE_BYTES >> 20} MB"
            raise UnreadableFile(str(path), why)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error


def _workbook(path: Path) -> tuple[SheetTable, ...]:
    try:
        require_harmless(path)
        _require_room(path)
        return read_workbook_tables(path, MOST_ROWS, MOST_COLUMNS)
    except UnreadableFile:
        raise
    except NotSealed as error:
        raise UnreadableFile(str(path), error.why) from error
    except Exception as error:
        # A file from anywhere may make the parser raise anything.
        raise UnreadableFile(str(path), "it does not read as a workbook") from error


def _require_room(path: Path) -> None:
    try:
        with ZipFile(path) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
    except BadZipFile as error:
        raise UnreadableFile(str(path), "it is not an Excel workbook (.xlsx)") from error
    if unpacked > _MOST_UNPACKED_BYTES:
        raise UnreadableFile(str(path), "it would unpack to far more than a roster has")


def _text_rows(path: Path, content: bytes) -> Iterator[SheetRow]:
    text = _decoded(path, content)
    delimiter = _delimiter(text)
    try:
        for number, cells in enumerate(islice(_parsed(text, delimiter), MOST_ROWS), 1):
            if any(cell.strip() for cell in cells):
                yield SheetRow(number, tuple(cell or None for cell in cells[:MOST_COLUMNS]))
    except csv.Error as error:
        raise UnreadableFile(str(path), f"it does not read as a table: {error}") from error


def _decoded(path: Path, content: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, UTF-8 without one, else the Windows code page of older programs."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise UnreadableFile(str(path), "it is neither a workbook nor a text file with a table")


def _delimiter(text: str) -> str:
    """The sign that divides most rows into most cells."""

    def typical_width(delimiter: str) -> float:
        try:
            rows = [len(row) for row in islice(_parsed(text, delimiter), _SAMPLE_ROWS) if row]
        except csv.Error:
            return 0
        return median(rows) if rows else 0

    return max(_DELIMITERS, key=typical_width)


def _parsed(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
