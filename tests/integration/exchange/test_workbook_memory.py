"""The memory that an export needs does not grow with its rows."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

_MEASURE = """
import sys, tracemalloc
from dataclasses import replace
from pathlib import Path
from tests.fakes_workbook import CHECKLIST, DOSAGE, Rows, write

class Many:
    def __init__(self, row, count):
        self.row, self.count = row, count
    def __iter__(self):
        return (replace(self.row, checklist=f"R-{n:06d}") for n in range(self.count))

folder, count = Path(sys.argv[1]), int(sys.argv[2])
write(folder, Rows(), name="warm.xlsx")
tracemalloc.start()
write(folder, Rows(of_checklists=Many(CHECKLIST, count), of_dosage_checks=Many(DOSAGE, count)))
print(tracemalloc.get_traced_memory()[1])
"""


def peak(folder: Path, rows: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(folder), str(rows)],
        check=True,
        capture_output=True,
        cwd=ROOT,
        text=True,
    )
    return int(done.stdout)


@pytest.mark.slow
def test_four_times_the_rows_need_no_more_memory(tmp_path: Path) -> None:
    assert peak(tmp_path, 12_000) < 1.3 * peak(tmp_path, 3000)
