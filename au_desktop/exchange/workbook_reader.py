"""Reads workbooks that come in; the only module that knows openpyxl. Nothing in a file is run, followed or trusted."""

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from au_desktop.domain.errors import Cancelled
from au_desktop.exchange.cell_digests import SheetDigest
from au_desktop.exchange.cells import EMPTY, EPOCH, Cell
from au_desktop.exchange.seal_sheet import FORMAT_WORDS, HEAD, SEAL_SHEET, Seal, read_seal
from au_desktop.exchange.sheet_differences import altered_results, differences
from au_desktop.exchange.sheets import read_me
from au_desktop.exchange.workbook_limits import require_harmless
from au_desktop.services.imports.import_tables import SheetRow, SheetTable
from au_desktop.services.workbook.workbook_checks import Examined, FaultKind, NotSealed, SheetFault
from au_desktop.services.workbook.workbook_manifest import Manifest, SheetSeal

_MOST_FAULTS = 200
_CHECK_EVERY = 256


class SealedWorkbookReader:
    """Holds the sheets of a workbook against the seal that it carries."""

    def examine(self, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Examined:
        """Find every difference between sheets and seal.

        Raises:
            NotSealed: it is no workbook, or none of ours.
            Cancelled: a person stopped it.
        """
        require_harmless(path)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore"
                )  # what another program added is not ours to remark on
                return _examine(path, cancelled)
        except (NotSealed, Cancelled):
            raise
        except Exception as error:
            # A file from anywhere may make the parser raise anything.
            raise NotSealed(str(path), "it does not read as a workbook") from error


@dataclass(frozen=True, slots=True)
class _Books:
    """The same file opened twice: once for formulas, once for their results."""

    formulas: Any
    results: Any

    @property
    def titles(self) -> list[str]:
        """The sheets as they lie in the file, the seal left out."""
        return [title for title in self.formulas.sheetnames if title != SEAL_SHEET]

    def rows(self, title: str) -> Iterator[tuple[Cell, ...]]:
        """Every row of a sheet from the first."""
        pairs = zip_longest(_rows(self.formulas[title]), _rows(self.results[title]), fillvalue=())
        for stated, reckoned in pairs:
            yield tuple(_cell(one, other) for one, other in zip_longest(stated, reckoned))

    def close(self) -> None:
        """Let go of the file."""
        self.formulas.close()
        self.results.close()


def _examine(path: Path, cancelled: Callable[[], bool]) -> Examined:
    # Opened here, because the library goes by the file's name and not by its content.
    with path.open("rb") as formulas, path.open("rb") as results:
        return _examined(path, (formulas, results), cancelled)


def _examined(
    path: Path, opened: tuple[BinaryIO, BinaryIO], cancelled: Callable[[], bool]
) -> Examined:
    from openpyxl import load_workbook

    books = _Books(
        load_workbook(opened[0], read_only=True, keep_links=False),
        load_workbook(opened[1], read_only=True, keep_links=False, data_only=True),
    )
    try:
        seal = _seal(path, books)
        manifest = _manifest(path, seal)
        faults = _faults(books, seal, manifest, cancelled)
        some = tuple(islice(faults, _MOST_FAULTS))
        more = sum(1 for _ in faults)
        return Examined(seal.manifest, seal.signature, seal.public_key, some, more)
    finally:
        books.close()


def _seal(path: Path, books: _Books) -> Seal:
    if SEAL_SHEET not in books.formulas.sheetnames:
        raise NotSealed(str(path), "it carries no seal of this program")
    rows = (_words(row) for row in _rows(books.formulas[SEAL_SHEET]))
    if next(rows, ())[:2] != (HEAD, FORMAT_WORDS):
        raise NotSealed(str(path), "its seal is of a format that this version does not know")
    seal = read_seal(rows)
    if not seal.complete:
        raise NotSealed(str(path), "its seal is not whole")
    return seal


def _manifest(path: Path, seal: Seal) -> Manifest:
    try:
        return Manifest.from_document(json.loads(seal.manifest))
    except (ValueError, KeyError, TypeError) as error:
        raise NotSealed(str(path), "its seal does not read") from error


def _faults(
    books: _Books, seal: Seal, manifest: Manifest, cancelled: Callable[[], bool]
) -> Iterator[SheetFault]:
    """The seal, the tabs, then each sheet; the first sheet last, because its live counts follow what happens elsewhere."""
    if seal.digest != manifest.cell_hashes:
        yield SheetFault(SEAL_SHEET, "", FaultKind.SEAL_CHANGED)
    sealed = [sheet.title for sheet in manifest.sheets]
    found = books.titles
    yield from (
        SheetFault(title, "", FaultKind.SHEET_MISSING) for title in sealed if title not in found
    )
    yield from (
        SheetFault(title, "", FaultKind.SHEET_ADDED) for title in found if title not in sealed
    )
    if sorted(sealed) == sorted(found) and sealed != found:
        yield SheetFault("", "", FaultKind.SHEETS_MOVED)
    for sheet in sorted(manifest.sheets, key=lambda sheet: sheet.title == read_me.TITLE):
        if sheet.title in found:
            yield from _sheet_faults(books, seal, sheet, cancelled)


def _sheet_faults(
    books: _Books, seal: Seal, sheet: SheetSeal, cancelled: Callable[[], bool]
) -> Iterator[SheetFault]:
    digest = SheetDigest(sheet.review_columns)
    hashes: dict[int, str] = {}
    formulas: dict[int, tuple[int, ...]] = {}
    for row, cells in enumerate(books.rows(sheet.title), 1):
        if row % _CHECK_EVERY == 0 and cancelled():
            raise Cancelled
        short = digest.add(row, cells)
        if short:
            hashes[row] = short
            formulas[row] = _formulas(cells, sheet.review_columns)
    sealed = seal.hashes.get(sheet.title, {})
    if digest.hexdigest() != sheet.digest:
        faults = differences(sheet.title, sealed, hashes)
    elif digest.results_hexdigest() == sheet.results_digest or not digest.has_results:
        # A program that drops every result on saving leaves nothing that could mislead.
        return
    else:
        faults = altered_results(sheet.title, sealed, hashes, formulas)
    named = False
    for fault in faults:
        named = True
        yield fault
    if not named:
        yield SheetFault(sheet.title, "", FaultKind.SHEET_CHANGED)


def _formulas(cells: Sequence[Cell], left_out: Sequence[int]) -> tuple[int, ...]:
    return tuple(
        index for index, cell in enumerate(cells) if cell.formula and index not in left_out
    )


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:  # noqa: ANN401 - a sheet of the library
    """All cells, row by row; the size that the file claims is not believed."""
    sheet.reset_dimensions()
    rows: Iterable[tuple[Any, ...]] = sheet.iter_rows()
    return rows


def _words(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple("" if cell.value is None else str(cell.value) for cell in row)


def _cell(stated: Any, reckoned: Any) -> Cell:  # noqa: ANN401 - cells of the library
    if stated is None or stated.value is None:
        return EMPTY
    if stated.data_type == "f":
        value = None if reckoned is None else reckoned.value
        return Cell(_value(value), str(stated.value).removeprefix("="))
    return Cell(_value(stated.value))


def _value(value: Any) -> str | float | datetime | None:  # noqa: ANN401 - whatever a cell may hold
    plain: str | float | datetime | None
    match value:
        case None | str() | datetime():
            plain = value
        case bool():
            plain = f"{value}"
        case int() | float():
            plain = float(value)
        case date():
            plain = datetime.combine(value, time())
        case time():
            plain = EPOCH + timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        case timedelta():
            plain = value / timedelta(days=1)
        case _:
            plain = repr(value)
    return plain


def read_tables(path: Path, most_rows: int, most_columns: int) -> tuple[SheetTable, ...]:
    """Every sheet with the values that its cells were saved with: no formula is worked out, no link followed.

    The file must have been found harmless before. Rows and columns beyond the limits are left out.
    """
    from openpyxl import load_workbook

    # Opened here, because the library goes by the file's name and not by its content.
    with path.open("rb") as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(opened, read_only=True, keep_links=False, data_only=True)
        try:
            return tuple(_table(sheet, most_rows, most_columns) for sheet in book.worksheets)
        finally:
            book.close()


def _table(sheet: Any, most_rows: int, most_columns: int) -> SheetTable:  # noqa: ANN401 - a sheet of the library
    rows = []
    for number, cells in enumerate(islice(_rows(sheet), most_rows), 1):
        values = tuple(_saved(cell) for cell in cells[:most_columns])
        if any(value is not None for value in values):
            rows.append(SheetRow(number, values))
    return SheetTable(sheet.title, tuple(rows))


def _saved(cell: Any) -> Any:  # noqa: ANN401 - a cell of the library
    """The saved value; an error such as #REF! says nothing."""
    return None if cell.data_type == "e" else cell.value
