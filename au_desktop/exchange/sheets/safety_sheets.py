"""The sheets about radiation safety records, in the order of the workbook, each with what gives its rows."""

from collections.abc import Callable, Iterator
from typing import Any

from au_desktop.exchange.columns import Sheet
from au_desktop.services.workbook.sheet_rows import Days, SheetSource

Rows = Callable[[SheetSource, Days], Iterator[Any]]

SAFETY_SHEETS: tuple[tuple[Sheet[Any], Rows], ...] = ()
