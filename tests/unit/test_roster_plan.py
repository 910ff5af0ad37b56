"""The dry run of a roster: headings, doubles, rows that cannot be taken, all or nothing."""

from pathlib import Path

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, UnreadableFile
from au_desktop.domain.roles import Role
from au_desktop.services.imports.import_source import ImportSource
from au_desktop.services.imports.import_tables import NoTableFound, RowFate, SheetRow, SheetTable
from au_desktop.services.imports.roster_import import RosterImport
from tests.builders import a_trainee
from tests.memory_services import MemoryServices

HEADINGS = ("Name", "State", "Pathway", "Visit from", "Visit to", "Favorite color")


def a_table(*rows, title="Sheet", headings=HEADINGS, start=1):
    numbered = [headings, *rows]
    return SheetTable(title, tuple(SheetRow(at, row) for at, row in enumerate(numbered, start)))


@pytest.fixture
def services():
    return MemoryServices()


@pytest.fixture
def importer(services):
    return an_importer(services)


def an_importer(services, role=Role.COORDINATOR, reader=None):
    source = ImportSource(services.memory.desk(role), reader)
    return RosterImport(services.work(role).enrolment, source)


def test_headings_may_stand_below_a_title_and_unknown_columns_are_left_out(importer):
    table = SheetTable(
        "Roster",
        (
            SheetRow(1, ("Our visitors",)),
            SheetRow(3, HEADINGS),
            SheetRow(4, ("Example, A.", "FL", "35.396", "2026-11-16", "2026-11-20", "blue")),
        ),
    )
    plan = importer.plan((SheetTable("Old", ()), table))
    assert plan.sheet == "Roster"
    assert plan.sheets_left_out == ("Old",)
    assert plan.columns_left_out == ("Favorite color",)
    assert [row.number for row in plan.rows] == [4]


def test_every_reason_of_a_row_is_given(importer):
    row = ("Example, A.", "Ontario", "by post", "2026-11-20", "2026-11-16", "")
    (planned,) = importer.plan((a_table(row),)).rows
    assert planned.fate is RowFate.REFUSED
    assert planned.record is None
    assert len(planned.reasons) == 3
    assert any("Ontario" in reason for reason in planned.reasons)
    assert any("before it begins" in reason for reason in planned.reasons)


def test_a_row_without_a_name_is_refused_and_blank_ones_are_passed_over(importer):
    plan = importer.plan((a_table(("", "FL", "35.396"), (None, " ", ""), ("Sum",)),))
    assert [(row.number, row.fate, row.reasons) for row in plan.rows] == [
        (2, RowFate.REFUSED, ("the name is missing",)),
        (4, RowFate.SKIPPED, ("a total, not a record",)),
    ]


def test_the_same_physician_is_taken_once_in_any_spelling(importer):
    rows = (("Example, A.", "FL", "35.396"), ("EXAMPLE,  a.", "Florida", "35.392"))
    plan = importer.plan((a_table(*rows),))
    assert [row.fate for row in plan.rows] == [RowFate.TAKEN, RowFate.REFUSED]
    assert plan.rows[1].reasons == ("the same physician as row 2",)


def test_no_headings_no_roster(importer):
    with pytest.raises(NoTableFound) as refused:
        importer.plan((SheetTable("One", ()), SheetTable("Two", ())))
    assert refused.value.sheets == ("One", "Two")


def test_nothing_to_take_is_refused(importer):
    plan = importer.plan((a_table(("", "FL", "35.396")),))
    with pytest.raises(Invalid):
        importer.carry_out(plan, "empty.csv")


def test_only_a_coordinator_imports(services):
    rows = (("Example, A.", "FL", "35.396"), ("Example, B.", "FL", "35.396"))
    importer = an_importer(services, Role.PRECEPTOR)
    plan = importer.plan((a_table(*rows),))
    with pytest.raises(NotAllowed):
        importer.carry_out(plan, "roster.csv")
    assert services.work().enrolment.everyone() == ()


def test_headings_repeated_below_are_passed_over(importer):
    plan = importer.plan((a_table(("Example, A.", "FL", "35.396"), HEADINGS),))
    assert [row.number for row in plan.fated(RowFate.TAKEN)] == [2]
    (skipped,) = plan.fated(RowFate.SKIPPED)
    assert (skipped.number, skipped.reasons) == (3, ("headings repeated",))


def test_an_expired_membership_is_noticed_and_not_refused(importer):
    headings = ("Name", "State", "Member no.", "Member until")
    table = a_table(("Example, A.", "FL", "A100", "Expired"), headings=headings)
    (row,) = importer.plan((table,)).rows
    assert row.fate is RowFate.TAKEN
    assert "membership is marked expired" in row.notices
    assert row.record.membership.number == "A100"
    assert row.record.eligibility.membership_seen is False


def test_a_file_is_judged_against_who_is_on_the_roster(services):
    enrolment = services.work().enrolment
    enrolment.enroll(a_trainee(family_name="Example", given_name="A.", license_state="FL"))
    asked = []

    def reader(path):
        asked.append(path)
        return (a_table(("Example, A.", "FL", "35.396"), ("Example, B.", "FL", "35.396")),)

    plan = an_importer(services, reader=reader).read_and_plan(Path("roster.xlsx"))
    assert asked == [Path("roster.xlsx")]
    assert [row.fate for row in plan.rows] == [RowFate.REFUSED, RowFate.TAKEN]


def test_without_a_reader_a_file_cannot_be_read(importer):
    with pytest.raises(UnreadableFile) as refused:
        importer.read_and_plan(Path("roster.xlsx"))
    assert refused.value.path == "roster.xlsx"


def test_a_heading_chosen_once_is_known_the_next_time(services):
    headings = ("Physician's name", "State", "Pathway", "Visit from", "Visit to", "Mood")
    first = a_table(("Example, A.", "FL", "35.396"), headings=headings)
    importer = an_importer(services)
    with pytest.raises(NoTableFound):
        importer.plan((first,))
    guessed = importer.plan((first,), guess=True)
    assert guessed.rows[0].reasons == ("the name is missing",)
    assert guessed.columns_left_out == ("Physician's name", "Mood")
    chosen = {"physician's name": "name", "mood": "notes"}
    plan = importer.plan((first,), chosen)
    outcome = importer.carry_out(plan, "first.xlsx")
    again = a_table(("Example, B.", "OH", "35.396", "", "", "calm"), headings=headings)
    (row,) = importer.plan((again,)).rows
    assert (row.fate, row.record.notes) == (RowFate.TAKEN, "calm")
    assert outcome.undo is not None
    outcome.undo.run()
    assert [row.fate for row in importer.plan((first,)).rows] == [RowFate.TAKEN]


def test_nothing_that_looks_like_headings_is_no_guess(importer):
    with pytest.raises(NoTableFound):
        importer.plan((SheetTable("Numbers", (SheetRow(1, (1, 2, 3)),)),), guess=True)
