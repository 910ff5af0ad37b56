"""Rows of the sheets Instruments and Sources: every point of every check, leak tests and inventories."""

from collections.abc import Iterator
from dataclasses import dataclass

from au_desktop.domain.quantities import Activity
from au_desktop.domain.safety.check_points import CheckPoint
from au_desktop.domain.safety.instrument_tests import InstrumentCheck
from au_desktop.domain.safety.source_checks import InventoryLine, SourceCheck
from au_desktop.services.workbook.sheet_rows import Days, SheetSource

VOID, AMENDED, STANDS = "void", "amended", "stands"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One point of a check, or the check itself where it has none."""

    check: InstrumentCheck
    point: CheckPoint | None
    state: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A leak test, or one source of an inventory (`line`)."""

    check: SourceCheck
    line: InventoryLine | None
    activity: Activity | None
    state: str


def check_rows(source: SheetSource, days: Days) -> Iterator[CheckRow]:
    """Checks, calibrations and repairs of the period, point by point."""
    for check in source.safety(InstrumentCheck, days):
        state = _state(source, check)
        for point in check.points or (None,):
            yield CheckRow(check, point, state)


def source_rows(source: SheetSource, days: Days) -> Iterator[SourceRow]:
    """Leak tests and inventories of the period."""
    for check in source.safety(SourceCheck, days):
        state = _state(source, check)
        for line in check.lines or (None,):
            activity = check.estimated if line is None else line.activity
            yield SourceRow(check, line, activity, state)


def _state(source: SheetSource, check: InstrumentCheck | SourceCheck) -> str:
    if check.voided is not None:
        return VOID
    return AMENDED if source.safety_amended(check.id) else STANDS
