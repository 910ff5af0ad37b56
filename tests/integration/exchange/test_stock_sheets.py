"""The sheets Package receipts and Inventory in LibreOffice: every formula gives what the program reckoned."""

from datetime import date

import pytest
from openpyxl import load_workbook

from au_desktop.domain.safety.stock import Movement, MovementKind
from au_desktop.services.workbook.safety.package_rows import package_rows
from au_desktop.services.workbook.safety.stock_rows import stock_rows
from au_desktop.services.workbook.sheet_rows import Days
from tests.builders import gbq
from tests.fakes_workbook import Rows, write
from tests.integration.exchange.test_workbook_libreoffice import (
    same,
    saved_again,
    without_results,
)
from tests.package_examples import FRIDAY_9, a_monitored, a_package, a_stock, a_wipe, after, mrem
from tests.unit.test_stock_sheet_rows import Records

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
RECORDS = Records(
    a_package(limits=None),
    a_monitored(wipes=(a_wipe("1845"),)),
    a_monitored(wipes=(a_wipe("1845.1"),), surface=mrem("201"), at_1_m=mrem("0.05")),
    a_monitored(monitored_at=after(hours=3, seconds=1), at_1_m=mrem("10.01")),
    a_stock(),
    a_stock(reference_at=after(hours=30)).moved(
        Movement(MovementKind.USED, FRIDAY_9, gbq("2.345"))
    ),
)


class StockSheetRows(Rows):
    """Nothing but packages and stock."""

    def safety(self, rows):
        return rows(RECORDS, NOVEMBER) if rows in (package_rows, stock_rows) else iter(())


def test_every_formula_of_both_sheets_gives_the_same(tmp_path):
    path = write(tmp_path, StockSheetRows())
    stated, cached = load_workbook(path), load_workbook(path, data_only=True)
    reckoned = load_workbook(saved_again(without_results(path), tmp_path), data_only=True)
    compared = 0
    for title in ("Package receipts", "Inventory"):
        for row in stated[title].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    expected = cached[title][cell.coordinate].value
                    got = reckoned[title][cell.coordinate].value
                    assert same(got, expected), f"{title}!{cell.coordinate}: {got!r}, {expected!r}"
    assert compared >= 4 * 5 + 2 * 2
