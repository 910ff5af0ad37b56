"""A workbook that comes back: unaltered, altered at a named cell, or no workbook at all."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from au_desktop.domain.errors import Cancelled
from au_desktop.exchange.workbook_reader import SealedWorkbookReader
from au_desktop.services.workbook.workbook_checks import FaultKind, FileVerdict
from tests.fakes_workbook import FACTS, check, signer, write
from tests.workbook_tampering import edited, part_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path)


def found(path: Path) -> list[tuple[str, str, FaultKind]]:
    report = check(path)
    assert report.verdict is FileVerdict.ALTERED
    assert not report.genuine
    return [(fault.sheet, fault.place, fault.kind) for fault in report.faults]


def tampered(path: Path, sheet: str, old: str, new: str) -> list[tuple[str, str, FaultKind]]:
    return found(edited(path, part_of(path, sheet), lambda text: text.replace(old, new, 1)))


def with_row(text: str, row: int, change: Callable[[str], str]) -> str:
    return re.sub(
        rf'<row r="{row}".*?</row>', lambda match: change(match[0]), text, count=1, flags=re.DOTALL
    )


def test_a_workbook_as_written_is_genuine_and_carries_its_facts(path: Path) -> None:
    report = check(path)
    assert report.verdict is FileVerdict.GENUINE
    assert report.manifest is not None
    assert report.manifest.facts == FACTS
    assert report.public_key == signer().public_key
    assert not report.with_center
    rows = {sheet.title: sheet.rows for sheet in report.manifest.sheets}
    assert rows["Administrations"] == 8
    assert rows["Surveys"] == 5


def test_filled_review_cells_leave_it_genuine(path: Path) -> None:
    def fill(text: str) -> str:
        return re.sub(
            r'<c r="(Z|AA)(\d+)" s="(\d+)"/>',
            r'<c r="\1\2" s="\3" t="inlineStr"><is><t>Accepted</t></is></c>',
            text,
        )

    assert (
        check(edited(path, part_of(path, "Administrations"), fill)).verdict is FileVerdict.GENUINE
    )


def test_a_changed_number_is_named(path: Path) -> None:
    assert tampered(path, "Administrations", "<v>203.4</v>", "<v>213.4</v>") == [
        ("Administrations", "L5", FaultKind.CELL)
    ]


def test_a_changed_text_is_named(path: Path) -> None:
    assert tampered(path, "Cases", "P-2041", "P-2042") == [("Cases", "M5", FaultKind.CELL)]


def test_a_changed_formula_is_named(path: Path) -> None:
    assert tampered(path, "Dosage checks", "&lt;=20,", "&lt;=40,") == [
        ("Dosage checks", "O5", FaultKind.CELL)
    ]


def test_a_changed_result_of_a_formula_is_named(path: Path) -> None:
    changed = tampered(path, "Dosage checks", "<v>no</v>", "<v>yes</v>")
    assert changed == [("Dosage checks", "O7", FaultKind.RESULT)]


def saved_by_a_program_that_drops_results(path: Path, change: Callable[[Workbook], None]) -> Path:
    book = load_workbook(path)
    change(book)
    target = path.with_name("saved again.xlsx")
    book.save(target)
    return target


def test_dropped_results_are_no_alteration(path: Path) -> None:
    again = saved_by_a_program_that_drops_results(path, lambda _book: None)
    assert check(again).verdict is FileVerdict.GENUINE


def test_where_results_were_dropped_the_touched_cell_is_the_only_one_named(path: Path) -> None:
    def touch(book: Workbook) -> None:
        book["Cases"]["M5"] = "P-2042"

    again = saved_by_a_program_that_drops_results(path, touch)
    assert found(again) == [("Cases", "M5", FaultKind.CELL)]


def test_one_dropped_result_among_others_is_named(path: Path) -> None:
    dropped = tampered(path, "Dosage checks", "<v>no</v>", "")
    assert dropped == [("Dosage checks", "O7", FaultKind.RESULT)]


def test_a_formula_in_the_place_of_a_number_is_named(path: Path) -> None:
    assert tampered(path, "Administrations", "<v>203.4</v>", "<f>200+3.4</f><v>203.4</v>") == [
        ("Administrations", "L5", FaultKind.CELL)
    ]


def test_two_changed_cells_are_both_named(path: Path) -> None:
    def change(text: str) -> str:
        return text.replace("<v>0.15</v>", "<v>0.11</v>").replace("<v>260</v>", "<v>60</v>")

    assert found(edited(path, part_of(path, "Surveys"), change)) == [
        ("Surveys", "J5", FaultKind.CELL),
        ("Surveys", "L8", FaultKind.CELL),
    ]


def test_a_cell_filled_outside_of_the_review_cells_is_named(path: Path) -> None:
    changed = edited(
        path,
        part_of(path, "Signatures"),
        lambda text: re.sub(r'<c r="J5" s="(\d+)"/>', r'<c r="J5" s="\1"><v>1</v></c>', text),
    )
    assert found(changed) == [("Signatures", "J5", FaultKind.CELL)]


def test_a_header_is_part_of_the_seal(path: Path) -> None:
    assert tampered(path, "Surveys", "Reading (mrem/h)", "Reading (rem/h)") == [
        ("Surveys", "J4", FaultKind.CELL)
    ]


def test_a_renamed_sheet_is_named(path: Path) -> None:
    changed = edited(
        path, "xl/workbook.xml", lambda text: text.replace('name="Surveys"', 'name="Survey"')
    )
    assert found(changed) == [
        ("Surveys", "", FaultKind.SHEET_MISSING),
        ("Survey", "", FaultKind.SHEET_ADDED),
    ]


def test_sheets_that_changed_places_are_noticed(path: Path) -> None:
    def swap(text: str) -> str:
        sheets = re.findall(r'<sheet name="[^"]+".*?/>', text)
        cases, checklists = (one for one in sheets if "Cases" in one or "Checklists" in one)
        return text.replace(cases, "\0").replace(checklists, cases).replace("\0", checklists)

    assert found(edited(path, "xl/workbook.xml", swap)) == [("", "", FaultKind.SHEETS_MOVED)]


def test_a_removed_row_is_named(path: Path) -> None:
    changed = edited(path, part_of(path, "Cases"), lambda text: with_row(text, 6, lambda _: ""))
    assert found(changed) == [("Cases", "row 6", FaultKind.ROW_REMOVED)]


def test_a_removed_row_below_which_all_moved_up_is_named(path: Path) -> None:
    def remove(text: str) -> str:
        rows = {
            row: re.search(rf'<row r="{row}".*?</row>', text, re.DOTALL)[0] for row in range(5, 13)
        }  # type: ignore[index]
        text = text.replace(rows[7], "")
        for row in range(8, 13):
            moved = re.sub(rf"(?<=[A-Z]){row}\b", str(row - 1), rows[row])
            text = text.replace(rows[row], moved.replace(f'<row r="{row}"', f'<row r="{row - 1}"'))
        return text

    changed = edited(path, part_of(path, "Administrations"), remove)
    assert found(changed) == [("Administrations", "row 7", FaultKind.ROW_REMOVED)]


def test_an_added_row_is_named(path: Path) -> None:
    def add(text: str) -> str:
        return text.replace(
            "</sheetData>", '<row r="40"><c r="A40"><v>1</v></c></row></sheetData>'
        )

    assert found(edited(path, part_of(path, "Gaps"), add)) == [
        ("Gaps", "row 40", FaultKind.ROW_ADDED)
    ]


def test_a_row_added_to_the_hidden_seal_is_noticed(path: Path) -> None:
    def add(text: str) -> str:
        row = '<row r="900"><c r="A900" t="inlineStr"><is><t>all is well</t></is></c></row>'
        return text.replace("</sheetData>", f"{row}</sheetData>")

    assert ("Seal", "", FaultKind.SEAL_CHANGED) in found(edited(path, part_of(path, "Seal"), add))


def test_swapped_rows_are_named(path: Path) -> None:
    def swap(text: str) -> str:
        one, two = (re.search(rf'<row r="{row}".*?</row>', text, re.DOTALL)[0] for row in (5, 6))  # type: ignore[index]
        moved_down = re.sub(r'(r="[A-Z]*)5"', r'\g<1>6"', one)
        moved_up = re.sub(r'(r="[A-Z]*)6"', r'\g<1>5"', two)
        return text.replace(one + two, moved_up + moved_down)

    assert found(edited(path, part_of(path, "Checklists"), swap)) == [
        ("Checklists", "rows 5 to 6", FaultKind.ROWS_MOVED)
    ]


def test_a_digest_changed_on_the_first_sheet_is_named(path: Path) -> None:
    changed = edited(
        path,
        part_of(path, "Read me"),
        lambda text: re.sub(
            r'(<c r="D[^>]*><is><t>)[0-9a-f]{64}<', rf"\g<1>{'0' * 64}<", text, count=1
        ),
    )
    ((sheet, place, kind),) = found(changed)
    assert (sheet, kind) == ("Read me", FaultKind.CELL)
    assert re.fullmatch(r"D\d+", place)


def test_a_changed_hash_in_the_seal_is_noticed(path: Path) -> None:
    changed = edited(
        path,
        part_of(path, "Seal"),
        lambda text: re.sub(
            r"(<t>Cases</t></is></c><c [^>]*><is><t>1</t></is></c><c [^>]*><is><t>)....",
            r"\1AAAA",
            text,
        ),
    )
    assert found(changed) == [("Seal", "", FaultKind.SEAL_CHANGED)]


def test_a_changed_fact_in_the_seal_breaks_the_signature(path: Path) -> None:
    changed = edited(
        path, part_of(path, "Seal"), lambda text: text.replace("13-00000-01", "13-00000-02")
    )
    assert ("Seal", "", FaultKind.SIGNATURE) in found(changed)


def test_another_key_does_not_fit_the_signature(path: Path) -> None:
    mine, other = signer().public_key.hex(), signer(2).public_key.hex()
    assert tampered(path, "Seal", mine, other) == [("Seal", "", FaultKind.SIGNATURE)]


def test_many_changes_are_counted_beyond_those_named(path: Path) -> None:
    changed = edited(
        path,
        part_of(path, "Read me"),
        lambda text: text.replace(
            "</sheetData>",
            "".join(
                f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1000, 1010)
            )
            + "</sheetData>",
        ),
    )
    assert found(changed) == [("Read me", "rows 1000 to 1009", FaultKind.ROW_ADDED)]


def test_checking_can_be_stopped(path: Path) -> None:
    changed = edited(
        path,
        part_of(path, "Gaps"),
        lambda text: text.replace(
            "</sheetData>", '<row r="9000"><c r="A9000"><v>1</v></c></row></sheetData>'
        ),
    )
    with pytest.raises(Cancelled):
        SealedWorkbookReader().examine(changed, lambda: True)


def bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("xl/workbook.xml", "<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (30 << 20))


def doctype(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr(
            "[Content_Types].xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
        )
        packed.writestr("xl/workbook.xml", "<x/>")


def other_zip(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")


def broken(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("xl/workbook.xml", "not xml at all")


def unsealed(path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(path)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: path.write_bytes(b""), "not an Excel workbook"),
        (lambda path: path.write_text("name;date\n"), "not an Excel workbook"),
        (
            lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900)),
            "password",
        ),
        (lambda _path: None, "No such file"),
        (other_zip, "not an Excel workbook"),
        (bomb, "unpack to far more"),
        (doctype, "document type"),
        (broken, "does not read"),
        (unsealed, "no seal"),
    ],
)
def test_what_is_none_of_ours_cannot_be_told(
    tmp_path: Path, make: Callable[[Path], object], why: str
) -> None:
    path = tmp_path / "other.xlsx"
    make(path)
    report = check(path)
    assert report.verdict is FileVerdict.CANNOT_TELL
    assert why in report.reason
    assert report.manifest is None


def test_a_cut_file_cannot_be_told(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert check(path).verdict is FileVerdict.CANNOT_TELL


@pytest.mark.parametrize("name", ["manifest", "public key", "signature"])
def test_a_seal_that_is_not_whole_cannot_be_told(path: Path, name: str) -> None:
    changed = edited(
        path, part_of(path, "Seal"), lambda text: text.replace(f"<t>{name}</t>", "<t>x</t>")
    )
    assert check(changed).verdict is FileVerdict.CANNOT_TELL
