"""What becomes of every row of a roster kept by hand, and which files are refused before anything is read from them."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from au_desktop.domain.errors import UnreadableFile
from au_desktop.domain.training.trainees import Capacity, Pathway, Period
from au_desktop.exchange.roster_reader import read_tables
from au_desktop.services.imports.import_source import ImportSource
from au_desktop.services.imports.import_tables import NoTableFound, RowFate
from tests.training_center import TrainingCenter

BY_HAND = Path(__file__).resolve().parent.parent / "data" / "roster_by_hand.xlsx"

UNDECIDED = "pathway not stated: entered as undecided"
EXPIRED = "membership is marked expired"
NO_HOURS = 'classroom hours "see cert" is no number: left empty'
HANDS_ON = "hands-on read as supervised participant: check the agreement"
NO_CAPACITY = "capacity not stated: no case counts until it is entered"

TAKEN = {
    5: ("Example01, A.", ()),
    6: ("Example02, G.", ("08.02.2026 read as 2026-02-08",)),
    7: ("Example03, E.", (UNDECIDED, EXPIRED, NO_HOURS)),
    8: ("Example04, B.", ("11/07/26 read as 2026-11-07",)),
    9: ("Example05, C.", ("06/10/26 read as 2026-06-10", EXPIRED, NO_HOURS)),
    10: ("Example06, C.", (HANDS_ON,)),
    11: ("Example07, B.", (HANDS_ON, NO_HOURS)),
    12: ("Example08, H.", (UNDECIDED, EXPIRED)),
    13: ("Example09, H.", ("08/03/26 read as 2026-08-03", NO_CAPACITY, NO_HOURS)),
    15: ("Example10, C.", ("04/05/26 read as 2026-04-05",)),
    16: ("Example11, F.", (EXPIRED,)),
    17: ("Example12, G.", ()),
    18: ("Example13, F.", ()),
    20: ("Example14, H.", (NO_CAPACITY, NO_HOURS)),
    21: ("Example15, F.", (EXPIRED,)),
    22: ("Example16, F.", ("12.03.2026 read as 2026-03-12", HANDS_ON)),
    23: ("Example17, H.", ()),
    24: ("Example18, F.", (NO_CAPACITY, EXPIRED)),
    26: ("Example19, H.", (NO_CAPACITY,)),
    27: ("Example20, C.", (UNDECIDED, "12/06/26 read as 2026-12-06", EXPIRED)),
    28: ("Example21, A.", (HANDS_ON,)),
    29: ("Example22, F.", ()),
    30: ("Example23, H.", (HANDS_ON, NO_HOURS)),
    31: ("Example24, B.", ()),
    32: ("Example25, E.", (EXPIRED,)),
    33: ("Example26, H.", (NO_CAPACITY,)),
    35: ("Example27, H.", (NO_CAPACITY,)),
    37: ("Example28, G.", (NO_CAPACITY,)),
    38: ("Example29, B.", (UNDECIDED, "07/11/26 read as 2026-07-11")),
    39: ("Example30, F.", (HANDS_ON,)),
    40: ("Example31, B.", ()),
}
NOT_TAKEN = {
    19: ("Last name, First", RowFate.SKIPPED, "headings repeated"),
    34: ("Last name, First", RowFate.SKIPPED, "headings repeated"),
    42: ("Total", RowFate.SKIPPED, "a total, not a record"),
    44: ("Example02, G.", RowFate.REFUSED, "the same physician as row 6"),
}


@pytest.fixture
def center():
    return TrainingCenter()


@pytest.fixture
def plan(center):
    return center.services().roster_import.read_and_plan(BY_HAND)


def test_each_row_has_its_fate_and_its_reason(plan):
    taken = {row.number: (row.name, row.notices) for row in plan.fated(RowFate.TAKEN)}
    assert taken == TAKEN
    others = {
        row.number: (row.name, row.fate, *row.reasons)
        for row in plan.rows
        if row.fate is not RowFate.TAKEN
    }
    assert others == NOT_TAKEN


def test_the_plan_says_what_it_looked_at(plan):
    assert plan.sheet == "AU trainees 2026"
    assert plan.sheets_left_out == ("old 2025",)
    assert len(plan.columns) == 14
    assert plan.columns_left_out == ()


def test_rows_become_whole_trainees(plan):
    by_row = {row.number: row.record for row in plan.rows}
    second = by_row[6]
    assert (second.family_name, second.given_name) == ("Example02", "G.")
    assert second.license_state == "FL"
    assert second.pathway is Pathway.PARENTERAL
    assert second.requested == ("G3",)
    assert second.visits == (Period(date(2026, 2, 8), date(2026, 2, 9)),)
    assert second.capacities[0].capacity is Capacity.OBSERVER
    assert second.membership.valid_until == date(2027, 3, 31)
    assert str(second.classroom_hours_claimed) == "212.5"
    assert by_row[7].eligibility.membership_seen is False
    assert by_row[10].email == ""
    assert by_row[12].license_number == "8008"
    assert by_row[22].requested == ("G1", "G2", "G3")


def test_an_import_adds_all_and_a_second_one_adds_nobody(center, plan):
    services = center.services()
    outcome = services.roster_import.carry_out(plan, BY_HAND.name)
    assert len(outcome.value) == len(TAKEN)
    assert [entry.reason for entry in center.log[-len(TAKEN) :]] == [
        f"imported from {BY_HAND.name}"
    ] * len(TAKEN)
    again = services.roster_import.read_and_plan(BY_HAND)
    assert again.fated(RowFate.TAKEN) == ()
    assert {row.reasons for row in again.fated(RowFate.REFUSED)} == {("already on the roster",)}


CSV = (
    "Name{d}State{d}Pathway{d}Capacity\nMüller, J.{d}Ohio{d}35.396{d}observer\n\nTotal{d}{d}{d}\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_files_in_the_usual_encodings_and_delimiters(tmp_path, center, encoding, delimiter):
    quoted = CSV.replace("Müller, J.", '"Müller, J."')
    file = tmp_path / "roster.csv"
    file.write_bytes(quoted.format(d=delimiter).encode(encoding))
    plan = center.services().roster_import.read_and_plan(file)
    assert [(row.number, row.name, row.fate) for row in plan.rows] == [
        (2, "Müller, J.", RowFate.TAKEN),
        (4, "Total", RowFate.SKIPPED),
    ]
    assert plan.rows[0].record.license_state == "OH"


def test_the_content_decides_and_not_the_name(tmp_path):
    renamed = tmp_path / "roster.csv"
    renamed.write_bytes(BY_HAND.read_bytes())
    assert [table.title for table in read_tables(renamed)] == ["AU trainees 2026", "old 2025"]


def test_formulas_are_taken_as_saved_and_errors_say_nothing(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Name", "State", "Pathway"])
    sheet.append(["Example, A.", '="F"&"L"', "35.396"])
    sheet["A3"] = "#REF!"
    sheet["A3"].data_type = "e"
    sheet["B3"] = "FL"
    file = tmp_path / "formulas.xlsx"
    book.save(file)
    (table,) = read_tables(file)
    assert table.rows[1].cells[1] is None
    assert table.rows[2].cells[0] is None


def _why(file: Path) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_tables(file)
    assert refused.value.path == str(file)
    return refused.value.why


def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path):
    missing, old = tmp_path / "missing.xlsx", tmp_path / "old.xls"
    assert "No such file" in _why(missing)
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert ".xls" in _why(old)
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(BY_HAND.read_bytes()[:4000])
    assert "not an Excel workbook" in _why(torn)
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert "neither" in _why(picture)
    large = tmp_path / "large.csv"
    with large.open("wb") as opened:
        opened.truncate(33 << 20)
    assert "33 MB" in _why(large)


def test_a_file_that_would_unpack_without_end_is_not_opened(tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    with ZipFile(BY_HAND) as source, ZipFile(bomb, "w", ZIP_DEFLATED) as packed:
        for member in source.infolist():
            packed.writestr(member.filename, source.read(member))
        packed.writestr("xl/media/filler.xml", b" " * (300 << 20))
    assert "unpack" in _why(bomb)


def test_a_workbook_without_a_roster_says_so(tmp_path, center):
    from openpyxl import Workbook

    file = tmp_path / "budget.xlsx"
    book = Workbook()
    book.active.append(["Item", "Cost"])
    book.save(file)
    with pytest.raises(NoTableFound) as refused:
        center.services().roster_import.read_and_plan(file)
    assert refused.value.sheets == ("Sheet",)


def test_without_a_reader_files_are_refused(center):
    with pytest.raises(UnreadableFile):
        ImportSource(center.memory.desk()).read(BY_HAND)
