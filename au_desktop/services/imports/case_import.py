"""Imports cases from a table: a dry run with each row's reasons, then all or nothing, taken back as one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from uuid import UUID

from au_desktop.domain.ids import CaseId
from au_desktop.domain.quantities import Activity
from au_desktop.domain.training.cases import Case, CaseState, Prescribed
from au_desktop.domain.training.counting.gate import administration
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Capacity, Trainee
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.desk import Desk
from au_desktop.services.imports.cell_words import Cell, Read, day_of
from au_desktop.services.imports.import_source import ImportSource, carried_out
from au_desktop.services.imports.import_tables import (
    ImportPlan,
    Mapped,
    PlannedRow,
    Shape,
    SheetTable,
)
from au_desktop.services.imports.record_words import (
    activity_of,
    drug_of,
    part_of,
    supervisor_of,
    trainee_of,
)
from au_desktop.services.imports.row_reading import RowReading
from au_desktop.services.outcomes import Outcome

CASES = "cases"


class CaseColumn(StrEnum):
    """What a column of cases can hold."""

    TRAINEE = "trainee"
    DATE = "date"
    DRUG = "drug"
    PATIENT = "patient code"
    PRESCRIBED = "prescribed"
    ADMINISTERED = "administered"
    ADMINISTERED_MCI = "administered in mCi"
    ADMINISTERED_GBQ = "administered in GBq"
    ADMINISTERED_MBQ = "administered in MBq"
    PART = "part taken"
    SUPERVISOR = "supervising AU"
    LOCATION = "location"
    LICENSE = "license number"
    NOTES = "notes"


_HEADINGS: dict[str, CaseColumn] = {
    **{column.value.casefold(): column for column in CaseColumn},
    "trainee code": CaseColumn.TRAINEE,
    "physician": CaseColumn.TRAINEE,
    "name": CaseColumn.TRAINEE,
    "case date": CaseColumn.DATE,
    "date of administration": CaseColumn.DATE,
    "treatment date": CaseColumn.DATE,
    "agent": CaseColumn.DRUG,
    "radiopharmaceutical": CaseColumn.DRUG,
    "patient": CaseColumn.PATIENT,
    "patient id": CaseColumn.PATIENT,
    "prescribed activity": CaseColumn.PRESCRIBED,
    "prescribed dosage": CaseColumn.PRESCRIBED,
    "activity": CaseColumn.ADMINISTERED,
    "administered activity": CaseColumn.ADMINISTERED,
    "activity (mci)": CaseColumn.ADMINISTERED_MCI,
    "administered (mci)": CaseColumn.ADMINISTERED_MCI,
    "mci": CaseColumn.ADMINISTERED_MCI,
    "activity (gbq)": CaseColumn.ADMINISTERED_GBQ,
    "administered (gbq)": CaseColumn.ADMINISTERED_GBQ,
    "gbq": CaseColumn.ADMINISTERED_GBQ,
    "activity (mbq)": CaseColumn.ADMINISTERED_MBQ,
    "administered (mbq)": CaseColumn.ADMINISTERED_MBQ,
    "mbq": CaseColumn.ADMINISTERED_MBQ,
    "part": CaseColumn.PART,
    "participation": CaseColumn.PART,
    "role": CaseColumn.PART,
    "supervisor": CaseColumn.SUPERVISOR,
    "preceptor": CaseColumn.SUPERVISOR,
    "au": CaseColumn.SUPERVISOR,
    "place": CaseColumn.LOCATION,
    "facility": CaseColumn.LOCATION,
    "license": CaseColumn.LICENSE,
    "license #": CaseColumn.LICENSE,
    "permit": CaseColumn.LICENSE,
    "comment": CaseColumn.NOTES,
}
_UNITS = (
    (CaseColumn.ADMINISTERED_MCI, "mCi"),
    (CaseColumn.ADMINISTERED_GBQ, "GBq"),
    (CaseColumn.ADMINISTERED_MBQ, "MBq"),
    (CaseColumn.ADMINISTERED, ""),
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows are held against."""

    trainees: tuple[Trainee, ...]
    supervisors: tuple[SupervisingAU, ...]
    cases: tuple[Case, ...]


class CaseImport:
    """Use cases of the import: `plan` changes nothing; `carry_out` logs every row taken, or none."""

    noun = "case"
    columns = tuple(column.value for column in CaseColumn)

    def __init__(self, desk: Desk, case_log: CaseLog, source: ImportSource) -> None:
        self._desk = desk
        self._case_log = case_log
        self._source = source
        self.read = source.read

    def plan(
        self, tables: Sequence[SheetTable], chosen: Mapped | None = None, *, guess: bool = False
    ) -> ImportPlan[Case]:
        """Judge every row of the first sheet that has the headings of cases; see `plan_table`."""
        known = self._known()
        shape = Shape(
            kind=CASES,
            columns=self.columns,
            headings={heading: column.value for heading, column in _HEADINGS.items()},
            needed=(CaseColumn.TRAINEE, CaseColumn.DATE, CaseColumn.DRUG),
            judge=partial(self._judge, known),
        )
        found = self._source.planned(tables, shape, chosen, guess=guess)
        return replace(found, rows=tuple(_each_once(found.rows, known.cases)))

    def carry_out(self, plan: ImportPlan[Case], file_name: str) -> Outcome[tuple[CaseId, ...]]:
        """Log the rows taken, in one transaction, and remember the columns; the log names the file."""
        return carried_out(plan, file_name, self._case_log.import_all)

    def _known(self) -> _Known:
        with self._desk.reading() as uow:
            trainees = tuple(one for one in uow.trainees.all() if not one.void_reason)
            cases = uow.cases.of_trainees([one.id for one in trainees])
            return _Known(trainees, uow.supervisors.all(), cases)

    def _judge(
        self, known: _Known, number: int, name: str, cells: Mapping[str, Cell]
    ) -> PlannedRow[Case]:
        drugs = self._desk.reference.drugs
        row = RowReading(number, name, cells)
        trainee = row.read(CaseColumn.TRAINEE, lambda cell: trainee_of(cell, known.trainees))
        day = row.needed(CaseColumn.DATE, day_of)
        if day is not None and day > self._desk.today():
            row.reasons.append(f"{day.isoformat()} is in the future")
        drug = row.read(CaseColumn.DRUG, lambda cell: drug_of(cell, drugs))
        prescribed = row.read(CaseColumn.PRESCRIBED, activity_of)
        administered = _administered(row)
        part = row.read(CaseColumn.PART, part_of)
        supervisor_id = row.read(
            CaseColumn.SUPERVISOR, lambda cell: supervisor_of(cell, known.supervisors)
        )
        if trainee and day and part and part.participated:
            _require_capacity(row, trainee.capacity_on(day))
        if trainee is None or day is None or drug is None:
            return row.refused()
        return row.planned(
            lambda: Case(
                id=CaseId(UUID(int=0)),
                number=0,
                trainee_id=trainee.id,
                on=day,
                drug_id=drug,
                patient_code=row.text(CaseColumn.PATIENT),
                prescribed=None if prescribed is None else Prescribed(prescribed),
                administered=administered,
                part=part,
                supervisor_id=supervisor_id,
                location=row.text(CaseColumn.LOCATION),
                license_number=row.text(CaseColumn.LICENSE),
                notes=row.text(CaseColumn.NOTES),
            )
        )


def _require_capacity(row: RowReading, capacity: Capacity | None) -> None:
    if capacity is Capacity.OBSERVER:
        row.reasons.append("the trainee is an observer on that day: no part can be taken")
    elif capacity is None:
        row.notices.append("no capacity on that day: the case does not count until it is entered")


def _administered(row: RowReading) -> Activity | None:
    for column, unit in _UNITS:
        if row.text(column):
            return row.read(column, _in_unit(unit))
    return None


def _in_unit(unit: str) -> Callable[[Cell], Read[Activity | None]]:
    return lambda cell: activity_of(cell, unit)


def _each_once(
    rows: Sequence[PlannedRow[Case]], logged: Sequence[Case]
) -> Iterator[PlannedRow[Case]]:
    """Refuse an administration that is logged, or stands in a row above."""
    standing = (
        case for case in logged if case.voided is None and case.state is not CaseState.LOST
    )
    known = {_administration(case): case.code for case in standing}
    for row in rows:
        key = None if row.record is None else _administration(row.record)
        if key is None or not key[1]:
            yield row
        elif key in known:
            yield row.refused(f"the same administration as {known[key]}")
        else:
            known[key] = f"row {row.number}"
            yield row


def _administration(case: Case) -> tuple[object, ...]:
    return case.trainee_id, *administration(case)
