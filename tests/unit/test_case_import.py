"""Cases from a table: each row held against people, drugs and the log; all or nothing; taken back as one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, UnreadableFile
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import CaseState, Part
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Period
from au_desktop.services.imports.case_import import CaseImport
from au_desktop.services.imports.import_source import ImportSource
from au_desktop.services.imports.import_tables import RowFate, SheetRow, SheetTable
from tests.builders import a_case, a_supervisor, a_trainee
from tests.memory_services import MemoryServices

HEADINGS = ("Trainee", "Date", "Drug", "Patient", "Activity (GBq)", "Part", "Preceptor", "License")
GOOD = ("T-001", "2026-03-02", "Pluvicto", "LR-1", "7.4", "performed", "Dr. D. Example", "TX-1")


@pytest.fixture
def center() -> MemoryServices:
    made = MemoryServices()
    made.work().enrolment.enroll(a_trainee(given_name="A."))
    made.work().supervision.add(a_supervisor(name="Dr. D. Example"))
    return made


def an_import(center: MemoryServices, role: Role = Role.COORDINATOR) -> CaseImport:
    return CaseImport(
        center.memory.desk(role),
        center.work(role).case_log,
        ImportSource(center.memory.desk(role)),
    )


def a_table(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> list[SheetTable]:
    numbered = enumerate((headings, *rows), 1)
    return [SheetTable("Log", tuple(SheetRow(at, row) for at, row in numbered))]  # type: ignore[arg-type]


def test_a_row_becomes_a_whole_case(center: MemoryServices) -> None:
    (row,) = an_import(center).plan(a_table(GOOD)).rows
    assert (row.number, row.name, row.fate, row.reasons) == (2, "T-001", RowFate.TAKEN, ())
    case = row.record
    assert case is not None
    assert case.on == date(2026, 3, 2)
    assert case.drug_id == "lu-177-vipivotide-tetraxetan"
    assert case.administered == Activity.of("7.4", ActivityUnit.GBQ)
    assert (case.part, case.patient_code, case.license_number) == (Part.PERFORMED, "LR-1", "TX-1")
    assert case.supervisor_id is not None
    assert case.state is CaseState.GIVEN


def test_every_reason_of_a_row_is_given(center: MemoryServices) -> None:
    wrong = ("Nobody", "2999-01-01", "aspirin", "John Doe", "much", "danced", "Dr. Who", "")
    (row,) = an_import(center).plan(a_table(wrong)).rows
    assert row.fate is RowFate.REFUSED
    assert len(row.reasons) == 6
    (empty,) = an_import(center).plan(a_table(("T-001", "", "Pluvicto"))).rows
    assert empty.reasons == ("date is missing",)


def test_a_patient_code_that_looks_like_a_name_is_refused(center: MemoryServices) -> None:
    named = (*GOOD[:3], "John Doe", *GOOD[4:])
    (row,) = an_import(center).plan(a_table(named)).rows
    assert row.fate is RowFate.REFUSED
    assert row.reasons[0].startswith("patient code:")


def test_an_administration_is_taken_once(center: MemoryServices) -> None:
    rows = an_import(center).plan(a_table(GOOD, GOOD)).rows
    assert [row.fate for row in rows] == [RowFate.TAKEN, RowFate.REFUSED]
    assert rows[1].reasons == ("the same administration as row 2",)
    without_code = (*GOOD[:3], "", *GOOD[4:])
    twice = an_import(center).plan(a_table(without_code, without_code)).rows
    assert [row.fate for row in twice] == [RowFate.TAKEN, RowFate.TAKEN]


def test_what_is_logged_already_is_refused(center: MemoryServices) -> None:
    importer = an_import(center)
    importer.carry_out(importer.plan(a_table(GOOD)), "log.xlsx")
    (row,) = importer.plan(a_table(GOOD)).rows
    assert row.reasons == ("the same administration as C-000001",)


def test_an_observer_took_no_part(center: MemoryServices) -> None:
    period = Period(date(2026, 1, 1))
    granted = (Capacity.OBSERVER, Capacity.SUPERVISED_PARTICIPANT)
    for capacities in ((), *((CapacityPeriod(one, period),) for one in granted)):
        center.work().enrolment.enroll(a_trainee(capacities=capacities))
    table = a_table(*((f"T-00{number}", *GOOD[1:]) for number in (2, 3, 4)))
    rows = an_import(center).plan(table).rows
    assert [row.fate for row in rows] == [RowFate.TAKEN, RowFate.REFUSED, RowFate.TAKEN]
    assert "no capacity" in rows[0].notices[0]
    assert "observer" in rows[1].reasons[0]
    assert rows[2].notices == ()


def test_all_are_logged_with_the_file_as_reason_and_taken_back_as_one(
    center: MemoryServices,
) -> None:
    importer = an_import(center)
    other = ("T-001", "2026-03-03", "Lutathera", "LR-2", "7.4", "observed", "", "")
    plan = importer.plan(a_table(GOOD, other))
    outcome = importer.carry_out(plan, "log.xlsx")
    log = center.work().case_log
    cases = [log.case(key) for key in outcome.value]
    assert {case.late_reason for case in cases} == {"imported from log.xlsx"}
    logged = [entry for entry in center.log if entry.verb == "log case"]
    assert [entry.reason for entry in logged] == ["imported from log.xlsx"] * 2
    assert outcome.undo is not None
    assert outcome.undo.label == "2 cases imported"
    outcome.undo.run()
    assert all(log.case(key).voided is not None for key in outcome.value)
    single = importer.carry_out(importer.plan(a_table(GOOD)), "log.xlsx")
    assert single.undo is not None
    assert single.undo.label == "1 case imported"


def test_nothing_to_take_and_nobody_else_imports(center: MemoryServices) -> None:
    importer = an_import(center)
    with pytest.raises(Invalid):
        importer.carry_out(importer.plan(a_table(("Nobody", "", ""))), "log.xlsx")
    preceptor = an_import(center, Role.PRECEPTOR)
    with pytest.raises(NotAllowed):
        preceptor.carry_out(preceptor.plan(a_table(GOOD)), "log.xlsx")


def test_the_unit_may_stand_beside_the_amount(center: MemoryServices) -> None:
    headings = ("Trainee", "Date", "Drug", "Administered activity", "Prescribed dosage")
    row = ("T-001", "2026-03-02", "Pluvicto", "200 mCi", "7.4 GBq")
    case = an_import(center).plan(a_table(row, headings=headings)).rows[0].record
    assert case is not None
    assert case.administered == Activity.of("200", ActivityUnit.MCI)
    assert case.prescribed is not None
    assert case.prescribed.low == Activity.of("7.4", ActivityUnit.GBQ)


def test_without_a_reader_no_file_is_read(center: MemoryServices) -> None:
    with pytest.raises(UnreadableFile):
        an_import(center).read(Path("log.xlsx"))


def test_a_voided_case_is_no_double(center: MemoryServices) -> None:
    log = center.work().case_log
    trainee = center.work().enrolment.everyone()[0]
    key = log.add(a_case(trainee_id=trainee.id, supervisor_id=None)).value
    known = log.case(key)
    log.void(key, "logged by mistake")
    row = ("T-001", known.on.isoformat(), known.drug_id, known.patient_code, "7.4", "", "", "")
    assert an_import(center).plan(a_table(row)).rows[0].fate is RowFate.TAKEN


def test_a_lost_slot_stands_in_no_ones_way(center: MemoryServices) -> None:
    importer = an_import(center)
    key = importer.carry_out(importer.plan(a_table(GOOD)), "log.xlsx").value[0]
    rows = center.memory.center.state.entities["case"]
    rows[key] = replace(rows[key], state=CaseState.LOST)
    (row,) = importer.plan(a_table(GOOD)).rows
    assert row.fate is RowFate.TAKEN
