"""The workbook in LibreOffice: it reckons what the program reckoned, and saves again without breaking the seal."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from au_desktop.services.workbook.workbook_checks import FaultKind, FileVerdict
from tests.fakes_workbook import check, write
from tests.workbook_tampering import edited, part_of

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def saved_again(path: Path, folder: Path) -> Path:
    """Open in LibreOffice and save as Excel workbook, with a profile of its own so that runs may stand side by side."""
    target = folder / "again"
    subprocess.run(
        [  # noqa: S607 - found by the fixture of the marker
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(target),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return target / path.name


def without_results(path: Path) -> Path:
    """A copy whose formulas carry no results, so that they must be reckoned anew."""
    changed = path
    for number, sheet in enumerate(load_workbook(path).sheetnames):
        part = part_of(path, sheet)
        formula = re.compile(r"(</f>)<v>[^<]*</v>")

        def bare(text: str, formula: re.Pattern[str] = formula) -> str:
            return re.sub(r'( t="str")(>\s*<f>)', r"\2", formula.sub(r"\1", text)) + " "

        changed = edited(changed, part, bare, f"bare{number}.xlsx")
    return changed


def test_every_formula_reckons_what_the_program_reckoned(tmp_path: Path) -> None:
    path = write(tmp_path)
    stated = load_workbook(path)
    cached = load_workbook(path, data_only=True)
    reckoned = load_workbook(saved_again(without_results(path), tmp_path), data_only=True)
    compared = 0
    for sheet in stated:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    expected = cached[sheet.title][cell.coordinate].value
                    got = reckoned[sheet.title][cell.coordinate].value
                    assert same(got, expected), (
                        f"{sheet.title}!{cell.coordinate}: {got!r}, not {expected!r}"
                    )
    assert compared > 60


def same(got: Any, expected: Any) -> bool:
    if isinstance(expected, int | float):
        return got == pytest.approx(expected, rel=1e-12, abs=1e-12)
    return (got or None) == (expected or None)


def test_a_workbook_saved_again_with_review_cells_filled_is_genuine(tmp_path: Path) -> None:
    path = write(tmp_path)

    def fill(text: str) -> str:
        filled = re.sub(
            r'<c r="(Z|AA|AB)(\d+)" s="(\d+)"/>',
            r'<c r="\1\2" s="\3" t="inlineStr"><is><t>=Query, see note</t></is></c>',
            text,
        )
        return re.sub(
            r'<c r="AC(\d+)" s="(\d+)"/>', r'<c r="AC\1" s="\2"><v>46350</v></c>', filled
        )

    again = saved_again(edited(path, part_of(path, "Administrations"), fill), tmp_path)
    held = load_workbook(again)["Administrations"]
    assert held["Z5"].value == "=Query, see note"
    report = check(again)
    assert report.faults == ()
    assert report.verdict is FileVerdict.GENUINE


def test_a_change_is_still_named_after_saving_again(tmp_path: Path) -> None:
    path = write(tmp_path)
    changed = edited(
        path, part_of(path, "Surveys"), lambda text: text.replace("<v>0.15</v>", "<v>0.05</v>", 1)
    )
    report = check(saved_again(changed, tmp_path))
    assert [(fault.sheet, fault.place, fault.kind) for fault in report.faults] == [
        ("Surveys", "J5", FaultKind.CELL)
    ]
