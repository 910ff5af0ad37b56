"""Rows of the sheets Instruction and Visits."""

from collections.abc import Iterator

from au_desktop.domain.safety.instruction import Instruction
from au_desktop.domain.safety.visits import Visit
from au_desktop.services.workbook.sheet_rows import Days, SheetSource


def instruction_rows(source: SheetSource, days: Days) -> Iterator[Instruction]:
    """Instruction of the period that stands, by day."""
    for given in source.safety(Instruction, days):
        if given.voided is None:
            yield given


def visit_rows(source: SheetSource, days: Days) -> Iterator[Visit]:
    """Visits of the period that stand, by day."""
    for visit in source.safety(Visit, days):
        if visit.voided is None:
            yield visit
