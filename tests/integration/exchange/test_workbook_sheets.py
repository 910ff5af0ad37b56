"""The workbook reopened: its sheets, styles, protection, drop-downs and print set-up, and no text that became another thing."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from au_desktop.domain.errors import Cancelled
from au_desktop.exchange.rso_workbook import RsoWorkbookWriter
from au_desktop.exchange.safe_cells import MOST_CHARACTERS, safe_text
from au_desktop.exchange.sheets.safety_sheets import SAFETY_SHEETS
from au_desktop.security.seals import fingerprint
from tests.fakes_workbook import (
    CHECKLIST,
    DOSAGE,
    FACTS,
    MADE_AT,
    Rows,
    check,
    signer,
    some_rows,
    write,
)

SHEETS = [
    "Read me",
    "Seal",
    "Administrations",
    "Dosage checks",
    "Surveys",
    *(sheet.title for sheet, _ in SAFETY_SHEETS),
    "Trainees",
    "Cases",
    "Classroom hours",
    "Work experience",
    "Preceptor eligibility",
    "Checklists",
]
SHEETS += ["Signatures", "Gaps", "Onboarding", "Lists"]
REVIEWED = {"Administrations", "Dosage checks", "Surveys", "Cases", "Gaps", "Onboarding"}
REVIEWED |= {"Classroom hours", "Work experience"}
STYLES = {"Title", "Header", "Input", "Calculated", "Pass", "Attention", "Fail", "Void"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("workbook"))


@pytest.fixture(scope="module")
def book(written: Path) -> Any:
    return load_workbook(written)


@pytest.fixture(scope="module")
def results(written: Path) -> Any:
    return load_workbook(written, data_only=True)


def record_sheets(book: Any) -> list[Any]:
    return [book[title] for title in SHEETS[2:-1]]


def column(sheet: Any, title: str) -> str:
    return next(cell.column_letter for cell in sheet[4] if cell.value == title)


def values(sheet: Any, title: str) -> list[Any]:
    letter = column(sheet, title)
    return [sheet[f"{letter}{row}"].value for row in range(5, sheet.max_row + 1)]


def test_every_sheet_is_there_and_only_the_seal_is_hidden(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert {
        sheet.title: sheet.sheet_state for sheet in book if sheet.sheet_state != "visible"
    } == {"Seal": "veryHidden"}


def test_each_record_sheet_is_a_filtered_table_frozen_under_its_header(book: Any) -> None:
    for sheet in record_sheets(book):
        (table,) = sheet.tables.values()
        last_row = max(sheet.max_row, 5)  # the table of an empty sheet has one empty row
        assert table.ref == f"A4:{get_column_letter(sheet.max_column)}{last_row}"
        assert table.autoFilter is not None
        assert [one.name for one in table.tableColumns] == [cell.value for cell in sheet[4]]
        assert sheet.freeze_panes == "B5"


def test_each_sheet_prints_one_page_wide_with_title_rows_and_page_numbers(book: Any) -> None:
    for sheet in record_sheets(book):
        assert sheet.page_setup.fitToWidth in {
            None,
            1,
        }  # one page is what a file says by saying nothing
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.orientation == "landscape"
        assert (
            "Lakeside R&&D Theranostics Center, license 13-00000-01" in sheet.oddHeader.left.text
        )
        assert "Page &P of &N" in sheet.oddFooter.right.text
    assert book["Read me"].page_setup.orientation != "landscape"


def test_sheets_are_protected_without_a_password_and_review_cells_are_open(book: Any) -> None:
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    for sheet in record_sheets(book):
        opened = {
            cell.value
            for cell in sheet[4]
            if not sheet[f"{cell.column_letter}5"].protection.locked
        }
        expected = {"Review: disposition", "Review: comment", "Review: initials", "Review: date"}
        assert opened == (expected if sheet.title in REVIEWED else set())


def test_dispositions_are_chosen_from_a_range_of_lists(book: Any) -> None:
    words = [cell.value for cell in book["Lists"]["A"][4:]]
    assert words == ["Accepted", "Query", "Correction needed", "Corrected", "Not applicable"]
    for title in REVIEWED:
        sheet = book[title]
        choice = next(
            rule for rule in sheet.data_validations.dataValidation if rule.type == "list"
        )
        assert choice.formula1 == "Lists!$A$5:$A$9"
        letter = column(sheet, "Review: disposition")
        assert str(choice.sqref) in {f"{letter}5:{letter}{sheet.max_row}", f"{letter}5"}


def test_named_styles_are_worn(book: Any) -> None:
    assert set(book.named_styles) >= STYLES
    sheet = book["Administrations"]
    assert sheet["A1"].style == "Title"
    assert sheet["A4"].style == "Header"
    assert sheet[f"{column(sheet, 'Net (mCi)')}5"].style == "Calculated"
    assert sheet[f"{column(sheet, 'Review: comment')}5"].style == "Input"


def test_colors_follow_words(book: Any) -> None:
    rules = book["Dosage checks"].conditional_formatting
    said = {rule.text for area in rules for rule in area.rules}
    assert {"yes", "no", "waiting"} <= said


def test_numbers_and_days_are_real(book: Any) -> None:
    sheet = book["Administrations"]
    assert values(sheet, "Date")[0] == datetime(2026, 11, 3)  # noqa: DTZ001 - a cell has no zone
    assert sheet[f"{column(sheet, 'Date')}5"].is_date
    assert values(sheet, "Assay (mCi)")[0] == 203.4
    assert values(sheet, "Prescribed, or from (GBq)")[0] == 7.4


def test_twenty_percent_exactly_is_kept_and_seen(results: Any) -> None:
    given = results["Administrations"]
    assert values(given, "Difference (%)")[:3] == [1.15, 20, pytest.approx(22.4230, abs=1e-3)]
    assert values(given, "Within 20 % or range") == [
        *("yes", "yes, at 20 % exactly", "no", "yes", "no", "yes", None, None)
    ]
    determined = results["Dosage checks"]
    assert values(determined, "Difference (%)")[:5] == [20, -20, 20.0005, 20, 20]
    assert values(determined, "Within 20 % or range") == [
        "yes",
        "yes",
        "no",
        "yes",
        "yes",
        "yes",
        "no",
        None,
    ]


def test_readings_stand_in_both_systems_and_are_judged(results: Any) -> None:
    sheet = results["Surveys"]
    assert values(sheet, "Reading (mrem/h)") == [0.15, 5.2, 2.5, None, 0.3]
    assert values(sheet, "Reading (µSv/h)") == [1.5, 52, 25, None, 3]
    assert values(sheet, "Count rate (cpm)")[3] == 260
    assert values(sheet, "Result") == ["below", "above trigger", "action", None, None]


def test_the_first_sheet_says_what_it_is(results: Any) -> None:
    sheet = results["Read me"]
    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert said["Center"] == FACTS.center
    assert said["License number"] == "13-00000-01"
    assert said["Made at, UTC"] == "2026-11-22 09:30:15+00:00"
    assert said["Made at, local time"] == "2026-11-22 04:30:15-05:00"
    assert said["Log: entries"] == "1200"
    assert said["Sealed with the key"] == fingerprint(signer().public_key)
    assert said["Administrations"] == 8
    assert said["Given at 20 % exactly"] == 1
    assert "Training record, not an authorization." in said


def test_an_empty_month_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, Rows())
    book = load_workbook(path)
    for sheet in record_sheets(book):
        assert sheet["A3"].value
        assert len(sheet.tables) == 1
    assert check(path).genuine


def test_more_records_than_a_sheet_holds_go_on_in_another(tmp_path: Path) -> None:
    rows = Rows(of_checklists=[replace(CHECKLIST, item=str(number)) for number in range(5)])
    made = RsoWorkbookWriter(fingerprint, most_records=2).write(
        tmp_path / "rso.xlsx", (FACTS, rows), signer(), lambda _done, _total: None, lambda: False
    )
    book = load_workbook(made.path)
    held = [
        [row[6].value for row in book[title].iter_rows(min_row=5)]
        for title in ("Checklists", "Checklists 2", "Checklists 3")
    ]
    assert held == [["0", "1"], ["2", "3"], ["4"]]
    assert check(made.path).genuine


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write(tmp_path, name=f"{name}.xlsx").read_bytes() for name in "ab")
    assert first == second
    other = write(
        tmp_path, facts=replace(FACTS, made_at=replace(MADE_AT, offset_minutes=0)), name="c.xlsx"
    )
    assert other.read_bytes() != first


def test_a_cancelled_export_leaves_nothing_behind(tmp_path: Path) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 5

    with pytest.raises(Cancelled):
        RsoWorkbookWriter(fingerprint).write(
            tmp_path / "rso.xlsx",
            (FACTS, some_rows()),
            signer(),
            lambda _done, _total: None,
            cancelled,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_failure_of_the_records_leaves_the_old_file(tmp_path: Path) -> None:
    target = write(tmp_path)
    before = target.read_bytes()

    def broken() -> Any:
        yield DOSAGE
        raise LookupError

    class Broken(Rows):
        def dosage_checks(self) -> Any:
            return broken()

    with pytest.raises(LookupError):
        write(tmp_path, Broken())
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["rso.xlsx"]


@pytest.mark.parametrize("mark", ["~$rso.xlsx", ".~lock.rso.xlsx#"])
def test_a_target_that_is_open_elsewhere_stays_and_the_file_gets_another_name(
    tmp_path: Path, mark: str
) -> None:
    first = write(tmp_path)
    before = first.read_bytes()
    (tmp_path / mark).touch()
    assert write(tmp_path, Rows()).name == "rso (2).xlsx"
    assert write(tmp_path, Rows()).name == "rso (3).xlsx"
    assert first.read_bytes() == before


def test_progress_tells_the_sheets(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    RsoWorkbookWriter(fingerprint).write(
        tmp_path / "rso.xlsx",
        (FACTS, some_rows()),
        signer(),
        lambda *step: told.append(step),
        lambda: False,
    )
    kinds = len(SHEETS) - len({"Read me", "Seal", "Lists"})
    assert told == [(done, kinds) for done in range(kinds + 1)]


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.builds(
        str.__add__,
        st.sampled_from(
            [
                "=",
                "+",
                "-",
                "@",
                "\t=",
                "\r=",
                "=HYPERLINK(",
                "http://",
                "https://x ",
                "mailto:",
                "'",
                '"',
                "{=",
                "_x000D_",
                "cmd|' /C calc'!A0",
                "internal:Sheet!A1",
                "file://",
            ]
        ),
        st.text(max_size=40),
    ),
)


@settings(max_examples=25)
@given(texts=st.lists(HOSTILE, min_size=1, max_size=12))
def test_no_text_becomes_a_formula_a_link_or_another_text(texts: list[str]) -> None:
    rows = Rows(of_checklists=[replace(CHECKLIST, answer=text, note=text) for text in texts])
    with TemporaryDirectory() as folder:
        path = write(Path(folder), rows)
        sheet = load_workbook(path)["Checklists"]
        letter = column(sheet, "Answer")
        for row, text in enumerate(texts, 5):
            cell = sheet[f"{letter}{row}"]
            assert cell.data_type in {"s", "n", "inlineStr"}
            assert cell.hyperlink is None
            held = "" if cell.value is None else str(cell.value)
            assert held.replace("_x005F_", "_") == safe_text(text).replace("_x005F_", "_")
            if text[:1] in {"=", "+", "-", "@"}:
                assert cell.quotePrefix
        assert check(path).genuine
        with ZipFile(path) as packed:
            assert not [name for name in packed.namelist() if "externalLink" in name]


def test_a_very_long_text_is_cut_at_the_limit_of_a_cell(tmp_path: Path) -> None:
    rows = Rows(
        of_checklists=[
            replace(CHECKLIST, note="x" * 40_000),
            replace(CHECKLIST, note="\U0001f600" * 20_000),
        ]
    )
    path = write(tmp_path, rows)
    notes = values(load_workbook(path)["Checklists"], "Note")
    assert notes[0] == "x" * MOST_CHARACTERS
    assert notes[1] == "\U0001f600" * (MOST_CHARACTERS // 2)
    assert check(path).genuine


def test_every_formula_carries_its_result(written: Path) -> None:
    with ZipFile(written) as packed:
        sheets = [
            packed.read(name).decode() for name in packed.namelist() if "worksheets/sheet" in name
        ]
    formulas = re.findall(r"<f>.*?</f>(<v>[^<]*</v>|<v/>)?", "".join(sheets))
    assert len(formulas) > 50
    assert all(formulas)
