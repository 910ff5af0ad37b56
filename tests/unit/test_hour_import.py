"""Hours from a table: each row held against people, topics and the ledgers; an hour counts once; taken back as one."""

from datetime import date, time
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.roles import Role
from au_desktop.domain.training.hours import Delivery, HourPart, Ledger
from au_desktop.services.imports.hour_import import HourImport
from au_desktop.services.imports.import_source import ImportSource
from au_desktop.services.imports.import_tables import RowFate, SheetRow, SheetTable
from au_desktop.services.standing.hour_log import HourLog
from tests.builders import a_supervisor, a_trainee
from tests.memory_services import MemoryServices

HEADINGS = (
    "Trainee",
    "Kind",
    "Topic",
    "Hours",
    "From",
    "To",
    "Start",
    "End",
    "Provider",
    "Section",
)
LECTURE = ("T-001", "classroom", "A", 8, "2026-03-02", "", "", "", "Example School", "35.396")


@pytest.fixture
def center() -> MemoryServices:
    made = MemoryServices()
    made.work().enrolment.enroll(a_trainee())
    made.work().supervision.add(a_supervisor(name="Dr. D. Example"))
    return made


def an_import(center: MemoryServices) -> HourImport:
    work = center.work(Role.COORDINATOR)
    desk = center.memory.desk(Role.COORDINATOR)
    return HourImport(desk, HourLog(desk, work.statements, work.standings), ImportSource(desk))


def a_table(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> list[SheetTable]:
    numbered = enumerate((headings, *rows), 1)
    return [SheetTable("Hours", tuple(SheetRow(at, row) for at, row in numbered))]  # type: ignore[arg-type]


def test_a_row_becomes_a_whole_entry(center: MemoryServices) -> None:
    (row,) = an_import(center).plan(a_table(LECTURE)).rows
    assert (row.fate, row.reasons) == (RowFate.TAKEN, ())
    entry = row.record
    assert entry is not None
    assert entry.ledger is Ledger.CLASSROOM
    assert entry.parts == (HourPart("A", Decimal(8)),)
    assert (entry.first, entry.last) == (date(2026, 3, 2), date(2026, 3, 2))
    assert (entry.course.provider, entry.course.sections) == ("Example School", ("35.396",))
    assert entry.course.delivery is Delivery.NOT_STATED


def test_work_has_its_element_place_and_supervisor(center: MemoryServices) -> None:
    headings = ("Trainee", "Kind", "Element", "Hours", "Date", "Location", "License", "Supervisor")
    row = ("T-001", "work", "E", "2.5 h", "2026-03-02", "Hot lab", "TX-1", "Dr. D. Example")
    entry = an_import(center).plan(a_table(row, headings=headings)).rows[0].record
    assert entry is not None
    assert (entry.ledger, entry.parts[0].code, entry.place) == (Ledger.WORK, "E", "Hot lab")
    assert entry.supervisor_id is not None


def test_every_reason_of_a_row_is_given(center: MemoryServices) -> None:
    wrong = ("Nobody", "holiday", "A", "none", "later", "", "noon", "", "", "the long one")
    (row,) = an_import(center).plan(a_table(wrong)).rows
    assert row.fate is RowFate.REFUSED
    assert len(row.reasons) == 6
    odd = ("T-001", "classroom", "astrology", 8, "2026-03-02", "", "9:00", "8:00", "", "")
    (row,) = an_import(center).plan(a_table(odd)).rows
    assert len(row.reasons) == 1
    backwards = ("T-001", "classroom", "A", 8, "2026-03-02", "", "9:00", "8:00", "", "")
    (row,) = an_import(center).plan(a_table(backwards)).rows
    assert row.reasons == ("times: end before they begin",)


@pytest.mark.parametrize(("until", "noticed"), [("2026-11-20", False), ("2026-11-21", True)])
def test_a_day_to_come_is_noticed(center: MemoryServices, until: str, noticed: bool) -> None:
    coming = (*LECTURE[:5], until, *LECTURE[6:])
    (row,) = an_import(center).plan(a_table(coming)).rows
    assert row.fate is RowFate.TAKEN
    assert any("in the future" in notice for notice in row.notices) is noticed


def test_clock_times_are_taken(center: MemoryServices) -> None:
    timed = ("T-001", "classroom", "A", 2, "2026-03-02", "", "9:00", "11:30", "", "35.396")
    entry = an_import(center).plan(a_table(timed)).rows[0].record
    assert entry is not None
    assert (entry.starts, entry.ends) == (time(9), time(11, 30))


def test_an_hour_counts_once(center: MemoryServices) -> None:
    other = (*LECTURE[:2], "B", 22, *LECTURE[4:])
    rows = an_import(center).plan(a_table(LECTURE, LECTURE, other)).rows
    assert [row.fate for row in rows] == [RowFate.TAKEN, RowFate.REFUSED, RowFate.REFUSED]
    assert rows[1].reasons == ("the same hours on the same days as row 2",)
    assert "an hour counts once" in rows[2].reasons[0]
    long = (*LECTURE[:2], "C", 500, "2026-03-02", "2026-03-05", *LECTURE[6:])
    (_, row) = an_import(center).plan(a_table(LECTURE, long)).rows
    assert "2026-03-02 to 2026-03-05" in row.reasons[0]


def test_all_are_entered_remembered_and_taken_back_as_one(center: MemoryServices) -> None:
    importer = an_import(center)
    outcome = importer.carry_out(importer.plan(a_table(LECTURE)), "hours.xlsx")
    assert len(outcome.value) == 1
    (row,) = importer.plan(a_table(LECTURE)).rows
    assert row.reasons == ("the same hours on the same days as H-000001",)
    assert outcome.undo is not None
    outcome.undo.run()
    (row,) = importer.plan(a_table(LECTURE)).rows
    assert row.fate is RowFate.TAKEN
    with pytest.raises(Invalid):
        importer.carry_out(importer.plan(a_table(("Nobody", "", "", "", ""))), "hours.xlsx")


def test_a_heading_that_another_one_doubles_is_not_left_out_for_good(
    center: MemoryServices,
) -> None:
    importer = an_import(center)
    both = (*HEADINGS[:4], "From", "Date", *HEADINGS[5:])
    lecture = (*LECTURE[:5], "2026-03-02", *LECTURE[5:])
    importer.carry_out(importer.plan(a_table(lecture, headings=both)), "first.xlsx")
    other = (*HEADINGS[:4], "Date", *HEADINGS[5:])
    later = (*LECTURE[:4], "2026-03-09", *LECTURE[5:])
    (row,) = importer.plan(a_table(later, headings=other)).rows
    assert row.fate is RowFate.TAKEN
