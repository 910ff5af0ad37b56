"""Puts the RSO workbook together: sheets in order, each sealed while it is written, and the file in its place."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from au_desktop.domain.errors import Cancelled
from au_desktop.exchange.cell_digests import SheetDigest
from au_desktop.exchange.cells import Cell, cell_of
from au_desktop.exchange.columns import (
    ABOUT_ROW,
    FIRST_RECORD_ROW,
    HEADER_ROW,
    NOTHING_ROW,
    TITLE_ROW,
    Column,
    Sheet,
    Style,
    column_letters,
)
from au_desktop.exchange.file_places import free_place
from au_desktop.exchange.seal_sheet import SEAL_SHEET, SealRecorder
from au_desktop.exchange.sheets import lists, read_me
from au_desktop.exchange.sheets.administrations import ADMINISTRATIONS
from au_desktop.exchange.sheets.cases import CASES
from au_desktop.exchange.sheets.checklists import CHECKLISTS
from au_desktop.exchange.sheets.dosage_checks import DOSAGE_CHECKS
from au_desktop.exchange.sheets.gaps import GAPS
from au_desktop.exchange.sheets.hours import CLASSROOM_HOURS, WORK_EXPERIENCE
from au_desktop.exchange.sheets.onboarding import ONBOARDING
from au_desktop.exchange.sheets.preceptor_eligibility import PRECEPTOR_ELIGIBILITY
from au_desktop.exchange.sheets.read_me import Tally
from au_desktop.exchange.sheets.safety_sheets import SAFETY_SHEETS
from au_desktop.exchange.sheets.signatures import SIGNATURES
from au_desktop.exchange.sheets.surveys import SURVEYS
from au_desktop.exchange.sheets.trainees import TRAINEES
from au_desktop.files import replace_file
from au_desktop.services.leaving.documents import Progress, SheetContent, WrittenFile
from au_desktop.services.ports import Signer
from au_desktop.services.workbook.workbook_manifest import BookFacts, Manifest, SheetSeal

if TYPE_CHECKING:
    from au_desktop.exchange.excel_writer import ExcelSheet

LISTS_SHEET = "Lists"
PORTRAIT = 0.0
_MOST_RECORDS = 1_000_000
"""A sheet ends at row 1,048,576; more records go on in a sheet of the same kind."""

_CHECK_EVERY = 64


class RsoWorkbookWriter:
    """Writes the RSO workbook to a file; `fingerprint` puts a public key into the form that people compare."""

    def __init__(
        self, fingerprint: Callable[[bytes], str], most_records: int = _MOST_RECORDS
    ) -> None:
        self._fingerprint = fingerprint
        self._most_records = most_records

    def write(
        self,
        target: Path,
        book: tuple[BookFacts, SheetContent],
        signer: Signer,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> WrittenFile:
        """Write beside the target and rename; a target in use gives "name (2).xlsx".

        Raises:
            Cancelled: a person stopped it; nothing is left behind.
            DiskProblem: the disk refused.
        """
        digest = hashlib.sha256()

        def fill(file: Path) -> None:
            with TemporaryDirectory(prefix=".writing-", dir=file.parent) as scratch:
                steps = _Steps(progress, cancelled)
                _Assembly(file, Path(scratch), book, self._most_records).write(
                    signer, self._fingerprint(signer.public_key), steps
                )
            with file.open("rb") as opened:
                while piece := opened.read(1 << 20):
                    digest.update(piece)

        place = free_place(target)
        replace_file(place, fill)
        return WrittenFile(place, digest.hexdigest())


class _Steps:
    """Tells how far the work is, and stops it when a person asked for that."""

    def __init__(self, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def tell(self, done: int, total: int) -> None:
        """Say how many sheets are done."""
        self.check()
        self._progress(done, total)

    def check(self) -> None:
        """Stop here if that was asked for."""
        if self._cancelled():
            raise Cancelled


class _SealedSheet:
    """A sheet that is sealed while it is written."""

    def __init__(
        self,
        sheet: "ExcelSheet",
        title: str,
        recorder: SealRecorder,
        review_columns: tuple[int, ...] = (),
    ) -> None:
        self.sheet = sheet
        self._title = title
        self._recorder = recorder
        self._review_columns = review_columns
        self._digest = SheetDigest(review_columns)

    def put(self, row: int, cells: Sequence[tuple[Cell, Style]]) -> None:
        """Write cells from the first column on, each in its style."""
        for place, (cell, style) in enumerate(cells):
            self.sheet.put(row, place, cell, style)
        self._record(row, [cell for cell, _ in cells])

    def put_record(self, row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
        """Write one record under its columns."""
        self.sheet.put_record(row, columns, cells)
        self._record(row, cells)

    def _record(self, row: int, cells: Sequence[Cell]) -> None:
        hashes = self._digest.add(row, cells)
        if hashes:
            self._recorder.add(self._title, row, hashes)

    def seal(self, rows: int, width: int) -> SheetSeal:
        """What the manifest says of it."""
        digest = self._digest
        return SheetSeal(
            self._title,
            rows,
            width,
            self._review_columns,
            digest.hexdigest(),
            digest.results_hexdigest(),
        )


class _Assembly:
    """One workbook in the making."""

    def __init__(
        self, file: Path, scratch: Path, book: tuple[BookFacts, SheetContent], most_records: int
    ) -> None:
        from au_desktop.exchange.excel_writer import ExcelBook, PageWords

        self._facts, self._content = book
        self._most_records = most_records
        facts = self._facts
        margins = PageWords(
            left=f"{facts.center}, license {facts.license_number}"
            if facts.license_number
            else facts.center,
            right=f"RSO workbook, {facts.period}",
            footer=read_me.NOTICE,
        )
        made_at = facts.made_at.utc.replace(tzinfo=None, microsecond=0)
        self._book: ExcelBook = ExcelBook(file, scratch, margins, made_at)
        self._seals: list[SheetSeal] = []
        self._tallies: list[Tally] = []

    def write(self, signer: Signer, fingerprint: str, steps: _Steps) -> None:
        """Write every sheet and close the file; lets go of it when something stops the work."""
        try:
            self._write_all(signer, fingerprint, steps)
        except BaseException:
            self._book.abandon()
            raise
        self._book.close()

    def _write_all(self, signer: Signer, fingerprint: str, steps: _Steps) -> None:
        first = self._book.sheet(read_me.TITLE, PORTRAIT)
        hidden = _SealRows(self._book.hidden_sheet(SEAL_SHEET))
        recorder = SealRecorder(hidden.put)
        plan = self._plan()
        for done, (sheet, records) in enumerate(plan):
            steps.tell(done, len(plan))
            self._write_kind(sheet, records, recorder, steps)
        self._write_lists(recorder)
        opening = self._write_read_me(first, fingerprint, recorder)
        manifest = Manifest(self._facts, (opening, *self._seals), recorder.digest()).to_bytes()
        recorder.close(manifest, signer.public_key, signer.sign(manifest))
        steps.tell(len(plan), len(plan))

    def _plan(self) -> tuple[tuple[Sheet[Any], Iterable[Any]], ...]:
        content = self._content
        return (
            (ADMINISTRATIONS, content.administrations()),
            (DOSAGE_CHECKS, content.dosage_checks()),
            (SURVEYS, content.surveys()),
            *((sheet, content.safety(rows)) for sheet, rows in SAFETY_SHEETS),
            (TRAINEES, content.trainees()),
            (CASES, content.cases()),
            (CLASSROOM_HOURS, content.classroom_hours()),
            (WORK_EXPERIENCE, content.work_experience()),
            (PRECEPTOR_ELIGIBILITY, content.preceptors()),
            (CHECKLISTS, content.checklists()),
            (SIGNATURES, content.signatures()),
            (GAPS, content.gaps()),
            (ONBOARDING, content.onboarding()),
        )

    def _write_kind(
        self, sheet: Sheet[Any], records: Iterable[Any], recorder: SealRecorder, steps: _Steps
    ) -> None:
        """Write all records of a kind, on as many sheets as they need."""
        rest = iter(records)
        number = 1
        following = next(rest, None)
        while True:
            title = sheet.title if number == 1 else f"{sheet.title} {number}"
            some = chain(
                () if following is None else (following,), islice(rest, self._most_records - 1)
            )
            self._write_part(sheet, title, _counted(some, steps), recorder)
            following = next(rest, None)
            number += 1
            if following is None:
                return

    def _write_part(
        self, sheet: Sheet[Any], title: str, records: Iterator[Any], recorder: SealRecorder
    ) -> None:
        pen = _SealedSheet(
            self._book.sheet(title, sheet.width), title, recorder, sheet.review_columns
        )
        pen.sheet.widths([column.width for column in sheet.columns])
        pen.sheet.height(TITLE_ROW, 24)
        pen.sheet.height(HEADER_ROW, 44)
        tally = Tally(sheet, title)
        first = next(records, None)
        pen.put(TITLE_ROW, [(cell_of(title), Style.TITLE)])
        pen.put(ABOUT_ROW, [(cell_of(sheet.about), Style.NOTE)])
        if first is None:
            pen.put(NOTHING_ROW, [(cell_of(sheet.nothing), Style.NOTE)])
        pen.put(HEADER_ROW, [(cell_of(column.title), Style.HEADER) for column in sheet.columns])
        row = FIRST_RECORD_ROW
        for row, record in enumerate(
            chain(() if first is None else (first,), records), FIRST_RECORD_ROW
        ):
            values = sheet.values(record)
            tally.take(values)
            pen.put_record(row, sheet.columns, sheet.cells(values, row))
        pen.sheet.finish(_table_name(title), sheet.columns, row, _sources())
        self._seals.append(pen.seal(tally.rows, len(sheet.columns)))
        self._tallies.append(tally)

    def _write_lists(self, recorder: SealRecorder) -> None:
        pen = _SealedSheet(self._book.sheet(LISTS_SHEET, PORTRAIT), LISTS_SHEET, recorder)
        pen.sheet.widths([24] * len(lists.LISTS))
        pen.put(TITLE_ROW, [(cell_of(LISTS_SHEET), Style.TITLE)])
        pen.put(ABOUT_ROW, [(cell_of("The words that review cells offer."), Style.NOTE)])
        pen.put(HEADER_ROW, [(cell_of(name), Style.HEADER) for name in lists.LISTS])
        longest = max(map(len, lists.LISTS.values()))
        for place in range(longest):
            words = [
                cell_of(some[place] if place < len(some) else None)
                for some in lists.LISTS.values()
            ]
            pen.put(FIRST_RECORD_ROW + place, [(word, Style.TEXT) for word in words])
        self._seals.append(pen.seal(longest, len(lists.LISTS)))

    def _write_read_me(
        self, sheet: "ExcelSheet", fingerprint: str, recorder: SealRecorder
    ) -> SheetSeal:
        pen = _SealedSheet(sheet, read_me.TITLE, recorder)
        sheet.widths(read_me.WIDTHS)
        lines = list(
            read_me.lines(self._facts, tuple(self._seals), tuple(self._tallies), fingerprint)
        )
        for row, line in enumerate(lines, 1):
            if line is not None:
                pen.put(row, line.cells)
        sheet.print_whole(len(lines), len(read_me.WIDTHS) - 1)
        return pen.seal(len(lines), len(read_me.WIDTHS))


class _SealRows:
    """Puts rows of text into the hidden sheet, one below the other."""

    def __init__(self, sheet: "ExcelSheet") -> None:
        self._sheet = sheet
        self._row = 0

    def put(self, words: Sequence[str]) -> None:
        """Put the next row."""
        self._row += 1
        for place, word in enumerate(words):
            self._sheet.put(self._row, place, Cell(word), Style.NOTE)


def _counted(records: Iterable[Any], steps: _Steps) -> Iterator[Any]:
    """The records, with a look at the cancel token now and then."""
    for number, record in enumerate(records):
        if number % _CHECK_EVERY == 0:
            steps.check()
        yield record


def _table_name(title: str) -> str:
    return f"Table_{title.replace(' ', '_')}"


def _sources() -> dict[str, str]:
    """The range of each list, as data validations name it."""
    return {
        name: f"={LISTS_SHEET}!${column_letters(place)}${FIRST_RECORD_ROW}"
        f":${column_letters(place)}${FIRST_RECORD_ROW + len(words) - 1}"
        for place, (name, words) in enumerate(lists.LISTS.items())
    }
