"""Imports a roster as coordinators keep them: a dry run with each row's reasons, then all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid, UnreadableFile
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.trainees import (
    CapacityPeriod,
    Eligibility,
    Period,
    ProgramMembership,
    Trainee,
)
from au_desktop.services.enrolment import Enrolment
from au_desktop.services.outcomes import Outcome
from au_desktop.services.roster_words import (
    Cell,
    Unread,
    capacity_of,
    day_of,
    hours_of,
    optional_text,
    plan_of,
    state_of,
    text_of,
)


class Column(StrEnum):
    """What a roster column can hold."""

    NUMBER = "number"
    NAME = "name"
    DEGREE = "degree"
    MEMBER_NUMBER = "society member number"
    MEMBER_UNTIL = "member until"
    STATE = "license state"
    LICENSE = "license number"
    EMAIL = "email"
    PATHWAY = "pathway"
    HOURS = "classroom hours"
    VISIT_FROM = "visit from"
    VISIT_TO = "visit to"
    CAPACITY = "capacity"
    NOTES = "notes"


_HEADINGS: dict[str, Column] = {
    "#": Column.NUMBER,
    "no.": Column.NUMBER,
    "nr": Column.NUMBER,
    "name": Column.NAME,
    "trainee": Column.NAME,
    "physician": Column.NAME,
    "last name, first": Column.NAME,
    "last, first": Column.NAME,
    "degree": Column.DEGREE,
    "society member no.": Column.MEMBER_NUMBER,
    "society member number": Column.MEMBER_NUMBER,
    "member no.": Column.MEMBER_NUMBER,
    "member until": Column.MEMBER_UNTIL,
    "membership until": Column.MEMBER_UNTIL,
    "state": Column.STATE,
    "state lic.": Column.STATE,
    "license state": Column.STATE,
    "home state": Column.STATE,
    "lic. #": Column.LICENSE,
    "license": Column.LICENSE,
    "license #": Column.LICENSE,
    "license number": Column.LICENSE,
    "email": Column.EMAIL,
    "e-mail": Column.EMAIL,
    "pathway": Column.PATHWAY,
    "didactic hrs": Column.HOURS,
    "didactic hours": Column.HOURS,
    "classroom hours": Column.HOURS,
    "visit from": Column.VISIT_FROM,
    "from": Column.VISIT_FROM,
    "visit to": Column.VISIT_TO,
    "to": Column.VISIT_TO,
    "capacity": Column.CAPACITY,
    "notes": Column.NOTES,
    "comment": Column.NOTES,
}
_HEADER_NEEDS = 3
_TOTALS = {"total", "sum", "totals", "count"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as read from a file: its number there, and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a file."""

    title: str
    rows: tuple[SheetRow, ...]


RosterReader: TypeAlias = Callable[[Path], Sequence[SheetTable]]
"""Reads the sheets of a roster file; raises `UnreadableFile`."""


class RowFate(StrEnum):
    """What an import does with a row."""

    TAKEN = "taken"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the dry run: what becomes of it, why, and what to look at."""

    number: int
    name: str
    fate: RowFate
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    trainee: Trainee | None = None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """The dry run of one file."""

    sheet: str
    sheets_left_out: tuple[str, ...]
    columns: tuple[tuple[str, Column], ...]
    columns_left_out: tuple[str, ...]
    rows: tuple[PlannedRow, ...]

    def fated(self, fate: RowFate) -> tuple[PlannedRow, ...]:
        """The rows with that fate."""
        return tuple(row for row in self.rows if row.fate is fate)


class NoRosterFound(DomainError):
    """No sheet of the file has a row of headings that names a roster's columns."""

    def __init__(self, sheets: Sequence[str]) -> None:
        super().__init__(", ".join(sheets))
        self.sheets = tuple(sheets)


class RosterImport:
    """Use cases of the import: `plan` changes nothing; `carry_out` enrolls every row taken, or none."""

    def __init__(self, enrolment: Enrolment, reader: RosterReader | None = None) -> None:
        self._enrolment = enrolment
        self._reader = reader

    def read_and_plan(self, path: Path) -> RosterPlan:
        """Read a file and judge its rows, also against everyone who is on the roster already.

        Raises:
            UnreadableFile: the file is no roster that can be read.
            NoRosterFound: no sheet has a roster's headings.
        """
        if self._reader is None:
            raise UnreadableFile(str(path), "this installation cannot read roster files")
        existing = [identity(trainee) for trainee in self._enrolment.everyone()]
        return self.plan(self._reader(path), existing)

    def plan(self, tables: Sequence[SheetTable], existing: Iterable[str] = ()) -> RosterPlan:
        """Judge every row of the first sheet that has a roster's headings.

        Args:
            tables: the sheets of the file, in order.
            existing: `identity` of everyone already on the roster.

        Raises:
            NoRosterFound: no sheet has such headings.
        """
        for table in tables:
            header = _header_of(table)
            if header is not None:
                left_out = tuple(other.title for other in tables if other is not table)
                return _plan_of(table, header, left_out, set(existing))
        raise NoRosterFound([table.title for table in tables])

    def carry_out(self, plan: RosterPlan, file_name: str) -> Outcome[tuple[TraineeId, ...]]:
        """Enroll the rows taken, in one transaction; the log names the file."""
        trainees = [row.trainee for row in plan.rows if row.trainee is not None]
        if not trainees:
            raise Invalid("roster", "no row of it can be taken")
        return self._enrolment.enroll_all(trainees, "import trainee", f"imported from {file_name}")


def identity(trainee: Trainee) -> str:
    """What makes two rows the same physician: name and state, in any case and spacing."""
    return " ".join(
        f"{trainee.family_name} {trainee.given_name} {trainee.license_state}".casefold().split()
    )


def _header_of(table: SheetTable) -> SheetRow | None:
    for row in table.rows:
        if len(_columns_of(row)) >= _HEADER_NEEDS and Column.NAME in _columns_of(row).values():
            return row
    return None


def _columns_of(row: SheetRow) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for index, cell in enumerate(row.cells):
        column = _HEADINGS.get(text_of(cell).casefold())
        if column is not None and column not in found.values():
            found[index] = column
    return found


def _plan_of(
    table: SheetTable, header: SheetRow, left_out: tuple[str, ...], existing: set[str]
) -> RosterPlan:
    columns = _columns_of(header)
    seen: dict[str, int] = {}
    planned = []
    for row in table.rows:
        if row.number <= header.number or not any(text_of(cell) for cell in row.cells):
            continue
        judged = _judge(row, columns)
        if judged.trainee is not None:
            judged = _against_others(judged, judged.trainee, seen, existing)
        planned.append(judged)
    headings = [(index, text_of(cell)) for index, cell in enumerate(header.cells) if text_of(cell)]
    return RosterPlan(
        sheet=table.title,
        sheets_left_out=left_out,
        columns=tuple((text, columns[index]) for index, text in headings if index in columns),
        columns_left_out=tuple(text for index, text in headings if index not in columns),
        rows=tuple(planned),
    )


def _judge(row: SheetRow, columns: dict[int, Column]) -> PlannedRow:
    cells = {
        column: row.cells[index] if index < len(row.cells) else None
        for index, column in columns.items()
    }
    name = optional_text(cells.get(Column.NAME))
    if _columns_of(row) == columns:
        return PlannedRow(row.number, name, RowFate.SKIPPED, ("headings repeated",))
    if name.casefold() in _TOTALS:
        return PlannedRow(row.number, name, RowFate.SKIPPED, ("a total, not a person",))
    if not name:
        return PlannedRow(row.number, "", RowFate.REFUSED, ("the name is missing",))
    return _RowReader(row.number, name, cells).planned()


def _against_others(
    row: PlannedRow, trainee: Trainee, seen: dict[str, int], existing: set[str]
) -> PlannedRow:
    who = identity(trainee)
    if who in existing:
        reason = "already on the roster"
    elif who in seen:
        reason = f"the same physician as row {seen[who]}"
    else:
        seen[who] = row.number
        return row
    return replace(row, fate=RowFate.REFUSED, reasons=(reason,), trainee=None)


class _RowReader:
    """Reads one row; collects every reason and notice rather than stopping at the first."""

    def __init__(self, number: int, name: str, cells: dict[Column, Cell]) -> None:
        self._number = number
        self._name = name
        self._cells = cells
        self._reasons: list[str] = []
        self._notices: list[str] = []

    def planned(self) -> PlannedRow:
        """The row as the dry run shows it."""
        trainee = self._trainee()
        fate = RowFate.REFUSED if self._reasons else RowFate.TAKEN
        return PlannedRow(
            self._number,
            self._name,
            fate,
            tuple(self._reasons),
            tuple(self._notices),
            None if self._reasons else trainee,
        )

    def _trainee(self) -> Trainee:
        family, _, given = self._name.partition(",")
        plan = self._read(Column.PATHWAY, plan_of)
        visit = self._visit()
        capacity = self._read(Column.CAPACITY, capacity_of)
        membership, seen = self._membership()
        return Trainee(
            id=TraineeId(UUID(int=0)),
            number=0,
            family_name=family.strip(),
            given_name=given.strip(),
            degree=optional_text(self._cells.get(Column.DEGREE)).replace("M.D.", "MD"),
            email=optional_text(self._cells.get(Column.EMAIL)),
            license_state=self._read(Column.STATE, state_of) or "",
            license_number=optional_text(self._cells.get(Column.LICENSE)),
            membership=membership,
            eligibility=Eligibility(membership_seen=seen),
            pathway=plan.pathway if plan else _UNDECIDED,
            requested=plan.categories if plan else (),
            capacities=(CapacityPeriod(capacity, visit),) if capacity and visit else (),
            visits=(visit,) if visit else (),
            classroom_hours_claimed=self._read(Column.HOURS, hours_of),
            notes=optional_text(self._cells.get(Column.NOTES)),
        )

    def _read(self, column: Column, reader):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        try:
            read = reader(self._cells.get(column))
        except Unread as error:
            self._reasons.append(f'{column.value}: "{error.text}" is not {error.wanted}')
            return None
        if read.notice:
            self._notices.append(read.notice)
        return read.value

    def _visit(self) -> Period | None:
        first = self._read(Column.VISIT_FROM, day_of)
        last = self._read(Column.VISIT_TO, day_of)
        if first is None:
            return None
        if last is not None and last < first:
            self._reasons.append(f"the visit ends ({last}) before it begins ({first})")
            return None
        return Period(first, last)

    def _membership(self) -> tuple[ProgramMembership, bool | None]:
        """An expired membership is a fact, not a refusal: the intake gate shows it."""
        number = optional_text(self._cells.get(Column.MEMBER_NUMBER))
        if optional_text(self._cells.get(Column.MEMBER_UNTIL)).casefold() == "expired":
            self._notices.append("membership is marked expired")
            return ProgramMembership(number), False
        return ProgramMembership(number, self._read(Column.MEMBER_UNTIL, day_of)), None


_UNDECIDED = plan_of(None).value.pathway
