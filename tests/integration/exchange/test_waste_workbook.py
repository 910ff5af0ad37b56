"""The sheets Waste, Transfers and Sewer in a written workbook: LibreOffice reckons what the program reckoned."""

import pytest
from openpyxl import load_workbook

from au_desktop.exchange.sheets.waste_sheets import SEWER, TRANSFERS, WASTE
from tests.fakes_workbook import Rows, some_rows, write
from tests.integration.exchange.test_workbook_libreoffice import (
    same,
    saved_again,
    without_results,
)
from tests.unit.test_waste_sheets import ALL, source

SHEETS = {sheet.title for sheet in (WASTE, TRANSFERS, SEWER)}
FUNCTIONS = {"waste_sheet_rows", "transfer_sheet_rows", "sewer_sheet_rows"}


class WasteRows(Rows):
    """The usual rows, and the waste of the worked example."""

    def safety(self, rows):
        return iter(tuple(rows(source(), ALL)) if rows.__name__ in FUNCTIONS else ())


@pytest.mark.libreoffice
def test_every_formula_about_waste_reckons_what_the_program_reckoned(tmp_path):
    usual = some_rows()
    rows = WasteRows(**{name: getattr(usual, name) for name in usual.__dataclass_fields__})
    path = write(tmp_path, rows)
    stated, cached = load_workbook(path), load_workbook(path, data_only=True)
    reckoned = load_workbook(saved_again(without_results(path), tmp_path), data_only=True)
    compared = 0
    for title in SHEETS:
        for cell in (cell for row in stated[title].iter_rows() for cell in row):
            if cell.data_type == "f":
                compared += 1
                expected = cached[title][cell.coordinate].value
                got = reckoned[title][cell.coordinate].value
                assert same(got, expected), f"{title}!{cell.coordinate}: {got!r}, {expected!r}"
    assert compared > 40
