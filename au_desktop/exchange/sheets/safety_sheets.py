"""The sheets about radiation safety records, in the order of the workbook, each with what gives its rows."""

from collections.abc import Callable, Iterator
from typing import Any

from au_desktop.exchange.columns import Sheet
from au_desktop.exchange.sheets.event_sheets import EVENT_CLOCKS, EVENTS
from au_desktop.exchange.sheets.instrument_sheets import INSTRUMENTS, SOURCES
from au_desktop.exchange.sheets.inventory_stock import INVENTORY_STOCK
from au_desktop.exchange.sheets.package_receipts import PACKAGE_RECEIPTS
from au_desktop.exchange.sheets.people_sheets import INSTRUCTION, VISITS
from au_desktop.exchange.sheets.releases_log import RELEASES
from au_desktop.exchange.sheets.treatment_directives import TREATMENT_DIRECTIVES
from au_desktop.exchange.sheets.treatment_dosages import TREATMENT_DOSAGES
from au_desktop.exchange.sheets.waste_sheets import SEWER, TRANSFERS, WASTE
from au_desktop.exchange.sheets.wipes import WIPES
from au_desktop.services.workbook.safety.event_rows import event_clock_rows, event_rows
from au_desktop.services.workbook.safety.instrument_sheet_rows import check_rows, source_rows
from au_desktop.services.workbook.safety.package_rows import package_rows
from au_desktop.services.workbook.safety.people_rows import instruction_rows, visit_rows
from au_desktop.services.workbook.safety.release_rows import release_rows
from au_desktop.services.workbook.safety.stock_rows import stock_rows
from au_desktop.services.workbook.safety.survey_record_rows import wipe_rows
from au_desktop.services.workbook.safety.treatment_rows import directive_rows, dosage_log_rows
from au_desktop.services.workbook.safety.waste_sheet_rows import (
    sewer_sheet_rows,
    transfer_sheet_rows,
    waste_sheet_rows,
)
from au_desktop.services.workbook.sheet_rows import Days, SheetSource

Rows = Callable[[SheetSource, Days], Iterator[Any]]

SAFETY_SHEETS: tuple[tuple[Sheet[Any], Rows], ...] = (
    (TREATMENT_DIRECTIVES, directive_rows),
    (TREATMENT_DOSAGES, dosage_log_rows),
    (WIPES, wipe_rows),
    (PACKAGE_RECEIPTS, package_rows),
    (INVENTORY_STOCK, stock_rows),
    (INSTRUMENTS, check_rows),
    (SOURCES, source_rows),
    (RELEASES, release_rows),
    (WASTE, waste_sheet_rows),
    (TRANSFERS, transfer_sheet_rows),
    (SEWER, sewer_sheet_rows),
    (EVENTS, event_rows),
    (EVENT_CLOCKS, event_clock_rows),
    (INSTRUCTION, instruction_rows),
    (VISITS, visit_rows),
)
