"""The sheets Classroom hours and Work experience: real figures, live sums, and what counts beside them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.fakes_workbook import check, write


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hours"))


@pytest.fixture(scope="module")
def book(written: Path) -> Any:
    return load_workbook(written)


def column(sheet: Any, title: str) -> str:
    return str(next(cell.column_letter for cell in sheet[4] if cell.value == title))


def rows(sheet: Any) -> list[dict[str, Any]]:
    titles = [cell.value for cell in sheet[4]]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    return [dict(zip(titles, row, strict=True)) for row in found]


def test_courses_stand_with_their_hours_by_topic(book: Any) -> None:
    first = rows(book["Classroom hours"])[0]
    assert first["Course"] == "Radiation physics for therapy"
    assert first["From"] == datetime(2026, 11, 2)  # noqa: DTZ001 - a cell has no zone
    assert [first[f"Topic {code} (h)"] for code in "ABCDE"] == [16, 8.5, None, 4, None]
    assert (first["Other subjects (h)"], first["Hours that count"]) == (2, 28.5)
    assert first["Copy kept"] == "yes"
    assert first["Recent until"] == datetime(2033, 11, 6)  # noqa: DTZ001


def test_the_sum_of_a_row_is_live(written: Path, book: Any) -> None:
    sheet = book["Classroom hours"]
    low, high = column(sheet, "Topic A (h)"), column(sheet, "Other subjects (h)")
    assert sheet[f"{column(sheet, 'Hours')}5"].value == f"=SUM({low}5:{high}5)"
    results = load_workbook(written, data_only=True)
    assert rows(results["Classroom hours"])[0]["Hours"] == 30.5
    assert rows(results["Work experience"])[0]["Hours"] == 12


def test_work_stands_with_place_license_and_supervisor(book: Any) -> None:
    first, second = rows(book["Work experience"])
    assert (first["Place"], first["License number"]) == ("Lakeside RPT Center", "45-00000-01")
    assert (first["Supervising AU"], first["Element A (h)"]) == ("Keller, Anna", 12)
    assert (first["State"], second["State"]) == ("not yet", "counts")
    assert "not confirmed" in first["Why not yet, and what to know"]


def test_the_first_sheet_adds_up_what_counts(written: Path) -> None:
    sheet = load_workbook(written, data_only=True)["Read me"]
    said = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value}
    assert said["Classroom hours that count"] == 57
    assert said["Hours of work experience that count"] == 12


def test_the_sheets_are_sealed_with_the_rest(written: Path) -> None:
    assert check(written).genuine
