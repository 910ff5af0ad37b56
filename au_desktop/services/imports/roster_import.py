"""Imports a roster as coordinators keep them: a dry run with each row's reasons, then all or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.training.trainees import (
    CapacityPeriod,
    Eligibility,
    Period,
    ProgramMembership,
    Trainee,
)
from au_desktop.services.imports.cell_words import (
    Cell,
    capacity_of,
    day_of,
    hours_of,
    plan_of,
    state_of,
)
from au_desktop.services.imports.import_source import ImportSource, carried_out
from au_desktop.services.imports.import_tables import (
    ImportPlan,
    Mapped,
    PlannedRow,
    RowFate,
    Shape,
    SheetTable,
)
from au_desktop.services.imports.row_reading import RowReading
from au_desktop.services.outcomes import Outcome
from au_desktop.services.roster.enrolment import Enrolment

ROSTER = "roster"


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
RosterPlan: TypeAlias = ImportPlan[Trainee]


class RosterImport:
    """Use cases of the import: `plan` changes nothing; `carry_out` enrolls every row taken, or none."""

    noun = "trainee"
    columns = tuple(column.value for column in Column)

    def __init__(self, enrolment: Enrolment, source: ImportSource) -> None:
        self._enrolment = enrolment
        self._source = source

    def read(self, path: Path) -> Sequence[SheetTable]:
        """The sheets of a file; raises `UnreadableFile`."""
        return self._source.read(path)

    def read_and_plan(self, path: Path) -> RosterPlan:
        """Read a file and judge its rows, also against everyone who is on the roster already.

        Raises:
            UnreadableFile: the file is no table that can be read.
            NoTableFound: no sheet has a roster's headings.
        """
        return self.plan(self.read(path))

    def plan(
        self, tables: Sequence[SheetTable], chosen: Mapped | None = None, *, guess: bool = False
    ) -> RosterPlan:
        """Judge every row of the first sheet that has a roster's headings; see `plan_table`."""
        known = {identity(one) for one in self._enrolment.everyone() if not one.void_reason}
        found = self._source.planned(tables, _shape(), chosen, guess=guess)
        return replace(found, rows=tuple(_each_once(found.rows, known)))

    def carry_out(self, plan: RosterPlan, file_name: str) -> Outcome[tuple[TraineeId, ...]]:
        """Enroll the rows taken, in one transaction, and remember the columns; the log names the file."""
        return carried_out(plan, file_name, self._enrolment.import_all)


def identity(trainee: Trainee) -> str:
    """What makes two rows the same physician: name and state, in any case and spacing."""
    return " ".join(
        f"{trainee.family_name} {trainee.given_name} {trainee.license_state}".casefold().split()
    )


def _shape() -> Shape[Trainee]:
    return Shape(
        kind=ROSTER,
        columns=tuple(column.value for column in Column),
        headings={heading: column.value for heading, column in _HEADINGS.items()},
        needed=(Column.NAME.value,),
        judge=_judge,
    )


def _judge(number: int, name: str, cells: Mapping[str, Cell]) -> PlannedRow[Trainee]:
    if not name:
        return PlannedRow(number, "", RowFate.REFUSED, ("the name is missing",))
    return _RosterRow(number, name, cells).trainee()


def _each_once(
    rows: Iterable[PlannedRow[Trainee]], known: set[str]
) -> Iterator[PlannedRow[Trainee]]:
    """Refuse a physician who is on the roster, or in a row above."""
    seen: dict[str, int] = {}
    for row in rows:
        who = "" if row.record is None else identity(row.record)
        if who and who in known:
            yield row.refused("already on the roster")
        elif who and who in seen:
            yield row.refused(f"the same physician as row {seen[who]}")
        else:
            seen[who] = row.number
            yield row


class _RosterRow(RowReading):
    """One row of a roster."""

    def trainee(self) -> PlannedRow[Trainee]:
        """The row as the dry run shows it."""
        plan = self.read(Column.PATHWAY, plan_of)
        state = self.read(Column.STATE, state_of)
        visit = self._visit()
        capacity = self.read(Column.CAPACITY, capacity_of)
        membership, seen = self._membership()
        hours = self.read(Column.HOURS, hours_of)
        family, _, given = self.text(Column.NAME).partition(",")
        return self.planned(
            lambda: Trainee(
                id=TraineeId(UUID(int=0)),
                number=0,
                family_name=family.strip(),
                given_name=given.strip(),
                degree=self.text(Column.DEGREE).replace("M.D.", "MD"),
                email=self.text(Column.EMAIL),
                license_state=state or "",
                license_number=self.text(Column.LICENSE),
                membership=membership,
                eligibility=Eligibility(membership_seen=seen),
                pathway=plan.pathway if plan else _UNDECIDED,
                requested=plan.categories if plan else (),
                capacities=(CapacityPeriod(capacity, visit),) if capacity and visit else (),
                visits=(visit,) if visit else (),
                classroom_hours_claimed=hours,
                notes=self.text(Column.NOTES),
            )
        )

    def _visit(self) -> Period | None:
        first = self.read(Column.VISIT_FROM, day_of)
        last = self.read(Column.VISIT_TO, day_of)
        if first is None:
            return None
        if last is not None and last < first:
            self.reasons.append(f"the visit ends ({last}) before it begins ({first})")
            return None
        return Period(first, last)

    def _membership(self) -> tuple[ProgramMembership, bool | None]:
        """An expired membership is a fact, not a refusal: the intake gate shows it."""
        number = self.text(Column.MEMBER_NUMBER)
        if self.text(Column.MEMBER_UNTIL).casefold() == "expired":
            self.notices.append("membership is marked expired")
            return ProgramMembership(number), False
        return ProgramMembership(number, self.read(Column.MEMBER_UNTIL, day_of)), None


_UNDECIDED = plan_of(None).value.pathway
