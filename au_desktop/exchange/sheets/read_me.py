"""The first sheet: what the workbook is, of which days, from which log, the digest of every sheet, and how to check it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from au_desktop.exchange.cells import Cell, CellValue, cell_of
from au_desktop.exchange.columns import FIRST_RECORD_ROW, Sheet, Style, Total, column_letters
from au_desktop.exchange.sheets.reckoning import as_cell, rounded
from au_desktop.services.workbook.workbook_manifest import BookFacts, SheetSeal

TITLE = "Read me"
WIDTHS = (52, 12, 13, 68)
SUM_DECIMALS = 3
NOTICE = "Training record, not an authorization."
_HOW = (
    "In the program: Documents, then drop this file. On the command line: au-desktop verify FILE [--center CENTER --as NAME].",
    "Only the review cells (yellow) may be filled; everything else is under the seal that a hidden sheet holds.",
    "Sheet protection has no password: it guards against slips, the digests guard against changes.",
    "The seal is checked against the key shown above. Compare its fingerprint with the one that the center shows.",
)


@dataclass(slots=True)
class Tally:
    """Counts the records of one sheet while they are written, and what its totals need."""

    sheet: Sheet[Any]
    title: str
    rows: int = 0
    figures: dict[str, Decimal] = field(default_factory=dict)

    def take(self, values: tuple[CellValue, ...]) -> None:
        """Take one record's cells."""
        self.rows += 1
        for total in self.sheet.totals:
            value = values[self.sheet.place_of(total.key)]
            if total.word:
                step = Decimal(value == total.word)
            else:
                step = Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)
            self.figures[total.label] = self.figures.get(total.label, Decimal(0)) + step

    def column(self, key: str) -> str:
        """The range of a column, as formulas on other sheets name it."""
        letters = column_letters(self.sheet.place_of(key))
        last = max(self.rows, 1) + FIRST_RECORD_ROW - 1
        name = f"'{self.title}'" if " " in self.title else self.title
        return f"{name}!{letters}{FIRST_RECORD_ROW}:{letters}{last}"

    @property
    def count_formula(self) -> str:
        """How many records the sheet has, counted live in the id column."""
        return f"COUNTA({self.column(self.sheet.columns[0].key)})"

    def total(self, total: Total) -> tuple[str, Decimal]:
        """A total as formula and result."""
        figure = rounded(self.figures.get(total.label, Decimal(0)))
        if total.word:
            return f'COUNTIF({self.column(total.key)},"{total.word}")', figure
        return f"ROUND(SUM({self.column(total.key)}),{SUM_DECIMALS})", as_cell(
            rounded(figure, SUM_DECIMALS)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet: cells with their styles, from the first column on."""

    cells: tuple[tuple[Cell, Style], ...]


def lines(
    facts: BookFacts, seals: tuple[SheetSeal, ...], tallies: tuple[Tally, ...], fingerprint: str
) -> Iterator[Line | None]:
    """The rows from the top; None is a free one."""
    yield Line(((cell_of("RSO workbook"), Style.TITLE),))
    yield _plain(NOTICE)
    yield None
    yield from (_pair(label, value) for label, value in _facts(facts, fingerprint))
    yield None
    yield _header(
        "Sheet", "Records", "Counted live", "Digest (SHA-256 over everything but review cells)"
    )
    counted = {tally.title: tally.count_formula for tally in tallies}
    for seal in seals:
        yield _row(
            cell_of(seal.title),
            cell_of(seal.rows),
            cell_of(seal.rows, counted.get(seal.title, "")),
            cell_of(seal.digest),
        )
    yield None
    yield _header("Figures, reckoned live", "")
    for tally in tallies:
        for total in tally.sheet.totals:
            formula, figure = tally.total(total)
            label = (
                total.label
                if tally.title == tally.sheet.title
                else f"{total.label}, {tally.title}"
            )
            yield _row(cell_of(label), cell_of(figure, formula))
    yield None
    yield _header("Checklist template", "Version", "", "Digest of its content")
    for used in facts.templates:
        yield _row(cell_of(used.title), cell_of(used.version), Cell(), cell_of(used.digest))
    yield None
    yield _header("How to verify")
    yield from map(_plain, _HOW)


def _facts(facts: BookFacts, fingerprint: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Center", facts.center),
        ("License number", facts.license_number),
        ("Period, by day of the event", facts.period),
        ("Filters", facts.filters),
        ("Jurisdiction profile", facts.profile),
        ("Made by", facts.made_by),
        ("Made at, local time", facts.made_at.local.isoformat(sep=" ", timespec="seconds")),
        ("Made at, UTC", facts.made_at.utc.isoformat(sep=" ", timespec="seconds")),
        ("Program", facts.program),
        ("Schema of the center file", facts.schema),
        ("Center's id", facts.center_id),
        ("Log: entries", str(facts.log.length)),
        ("Log: hash of the last entry", facts.log.digest.hex()),
        ("Sealed with the key", fingerprint),
    )


def _pair(label: str, value: str) -> Line:
    return Line(((cell_of(label), Style.TEXT), (cell_of(value), Style.NOTE)))


def _header(*titles: str) -> Line:
    return Line(tuple((cell_of(title), Style.HEADER) for title in titles))


def _row(*cells: Cell) -> Line:
    return Line(tuple((cell, Style.CALCULATED if cell.formula else Style.TEXT) for cell in cells))


def _plain(words: str) -> Line:
    return Line(((cell_of(words), Style.NOTE),))
