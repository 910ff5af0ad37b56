"""The neutral document of a packet: parts in the form's order, their fields and tables, and the records behind every figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

TITLE = "Training and experience worksheet"
NOT_THE_FORM = "Worksheet to help prepare NRC Form 313A (AUT); not the official form."
NOT_AN_AUTHORIZATION = "Training record, not an authorization."
SAFETY_ONLY = "Radiation-safety attestation only, not general clinical competency."
CHECK_FORM = "Check against the current form."
HOURS, CASES = "hours", "cases"


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a figure: how much of it counts there, and which topic or element of it, if not all of it."""

    kind: str
    id: UUID
    code: str
    amount: Decimal
    part: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the worksheet with the records that it is made of; their amounts add up to it."""

    id: str
    label: str
    unit: str
    value: Decimal
    behind: tuple[Behind, ...]

    @property
    def text(self) -> str:
        """The number with the name of its evidence."""
        return f"{number_text(self.value)} [{self.id}]"

    @property
    def records(self) -> tuple[str, ...]:
        """The codes of its records; of hours with how many of them count here."""
        if self.unit == CASES:
            return tuple(one.code for one in self.behind)
        return tuple(
            f"{one.code}{' ' + one.part if one.part else ''} ({number_text(one.amount)} h)"
            for one in self.behind
        )

    @property
    def unit_word(self) -> str:
        """The unit as it stands behind the number."""
        if self.unit == CASES:
            return "case" if self.value == 1 else CASES
        return "h"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table: its title, its share of the width, and whether figures stand in it."""

    title: str
    share: int
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `empty` is said where it has no rows, `total` stands below them."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Nothing on record."
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Plain sentences; a quoted one is to be read as the rule prints it."""

    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What begins inside of a part."""

    text: str


Block = Fields | Grid | Words | Heading


@dataclass(frozen=True, slots=True)
class WorksheetPart:
    """One part: its number on the NRC's form, its title, where it stands on the agency's own form, and what it holds.

    `check` says that the layout was not read in the current form.
    """

    code: str
    title: str
    blocks: tuple[Block, ...]
    own: str = ""
    check: bool = False


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Everything that the PDF and the workbook show, in order; the gaps come first."""

    trainee: str
    name: str
    form: str
    center: str
    license_number: str
    profile: str
    made: str
    made_by: str
    log: str
    key: str
    draft: bool
    gaps: tuple[tuple[str, str], ...]
    parts: tuple[WorksheetPart, ...]
    figures: tuple[Figure, ...]
    notices: tuple[str, ...] = (NOT_THE_FORM, NOT_AN_AUTHORIZATION, SAFETY_ONLY)


class FigureList:
    """Gives every figure its name, in the order in which they come up."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []

    def add(self, label: str, unit: str, behind: Iterable[Behind]) -> Figure:
        """A figure made of these records."""
        records = tuple(behind)
        value = sum((one.amount for one in records), Decimal(0))
        made = Figure(f"E{len(self._figures) + 1}", label, unit, value, records)
        self._figures.append(made)
        return made

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures)


def number_text(value: Decimal) -> str:
    """A number without zeros that say nothing."""
    return format(value.normalize(), "f") if value else "0"


def box(label: str, *, ticked: bool) -> str:
    """A box of the form, ticked or not."""
    return f"[{'X' if ticked else chr(160)}] {label}"
