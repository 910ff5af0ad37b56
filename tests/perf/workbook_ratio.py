"""How much longer the RSO workbook takes than the same cells through bare XlsxWriter."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from xlsxwriter import Workbook

from au_desktop.services.workbook.sheet_rows import ChecklistRow
from tests.fakes_workbook import CHECKLIST, Rows, write

ROWS = 20_000


class ManyRows:
    """So many rows, made anew each time they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __iter__(self) -> Iterator[ChecklistRow]:
        for number in range(self._count):
            yield replace(CHECKLIST, checklist=f"R-{number:06d}", item=f"Item {number % 40}")


def workbook_ratio(rows: int = ROWS) -> float:
    """Time of the export over the time of the same cells without seal, styles and checks."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = write(Path(folder), Rows(of_checklists=ManyRows(rows)))
        ours = time.perf_counter() - began
        sheet = load_workbook(path, read_only=True)["Checklists"]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        began = time.perf_counter()
        _bare(Path(folder) / "bare.xlsx", cells)
        return ours / (time.perf_counter() - began)


def _bare(path: Path, cells: list[list[object]]) -> None:
    book = Workbook(
        str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}
    )
    sheet = book.add_worksheet()
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    book.close()


if __name__ == "__main__":
    print(f"workbook / bare XlsxWriter: {workbook_ratio():.2f}")  # noqa: T201
