"""The sheet Package receipts: monitoring of packages (10 CFR 20.1906, 49 CFR 173.443, 10 CFR 71.47)."""

from decimal import Decimal

from au_desktop.domain.quantities import CountRate, CountRateUnit
from au_desktop.domain.radiation.safety_checks import transport_index
from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import (
    NO_REVIEW,
    REVIEW_COLUMNS,
    Column,
    Kind,
    Sheet,
    Style,
    Total,
)
from au_desktop.exchange.sheets.reckoning import as_cell, mrem_h, rounded, usv_h
from au_desktop.services.workbook.safety.package_rows import PackageRow

WITHIN, ABOVE, LATE, IN_TIME = "within", "above", "late", "in time"
_INDEX = 'IF(ISNUMBER({rate}),IF({rate}<=0.05,0,ROUNDUP(ROUND({rate}*10,9),0)/10),"")'
_DPM = (
    'IF(AND(ISNUMBER({gross}),ISNUMBER({eff})),ROUND(({gross}-{bkg})/({eff}*{pick}*{area}),6),"")'
)
_WIPE = 'IF(ISNUMBER({dpm}),IF({dpm}>{wipe_limit},"above","within"),"")'
_RATES = (
    "IF(AND(ISNUMBER({surface_limit}),OR(ISNUMBER({surface}),ISNUMBER({index}))),"
    "IF(OR(AND(ISNUMBER({surface}),{surface}>{surface_limit}),"
    'AND(ISNUMBER({index}),ISNUMBER({index_limit}),{index}>{index_limit})),"above","within"),"")'
)
_CLOCK = 'IF(ISNUMBER({monitored}),IF({monitored}>{due},"late","in time"),"")'
_JUDGED = {ABOVE: Style.FAIL, WITHIN: Style.PASS}


def _cpm(rate: CountRate) -> Decimal:
    return as_cell(rate.to(CountRateUnit.CPM).amount)


def _wipe_cells(row: PackageRow) -> tuple[Decimal | None, ...]:
    wipe = row.wipe
    if wipe is None:
        return (None, None, None, None, None, None)
    gross, background = _cpm(wipe.gross), _cpm(wipe.background)
    dpm = rounded(wipe.dpm_per_cm2, 6)
    return gross, background, wipe.efficiency, wipe.area_cm2, wipe.wipe_efficiency, dpm


def _beyond(value: Decimal | None, limit: Decimal | None) -> str:
    if value is None or limit is None:
        return ""
    return ABOVE if value > limit else WITHIN


def _rates_verdict(row: PackageRow, index: Decimal | None) -> str:
    surface = None if row.surface is None else mrem_h(row.surface)
    if row.surface_limit is None or (surface is None and index is None):
        return ""
    verdicts = (_beyond(surface, row.surface_limit), _beyond(index, row.index_limit))
    return ABOVE if ABOVE in verdicts else WITHIN


def _clock_verdict(row: PackageRow) -> str:
    """To the second, as the cells hold it."""
    if row.monitored is None:
        return ""
    late = row.monitored.local.replace(microsecond=0) > row.due.local.replace(microsecond=0)
    return LATE if late else IN_TIME


def _values(row: PackageRow) -> tuple[CellValue, ...]:
    index = None if row.at_1_m is None else transport_index(row.at_1_m)
    cells = _wipe_cells(row)
    return (
        row.code,
        row.received.local,
        row.due.local,
        None if row.monitored is None else row.monitored.local,
        _clock_verdict(row),
        row.contents,
        row.supplier,
        row.carrier,
        row.label,
        row.label_index,
        row.condition,
        mrem_h(row.surface),
        usv_h(row.surface),
        row.surface_limit,
        mrem_h(row.at_1_m),
        usv_h(row.at_1_m),
        index,
        row.index_limit,
        _rates_verdict(row, index),
        row.meter,
        *cells,
        row.wipe_limit,
        _beyond(cells[-1], row.wipe_limit),
        row.counter,
        row.monitored_by,
        row.notified,
        None if row.opened is None else row.opened.local,
        row.state,
        *NO_REVIEW,
    )


PACKAGE_RECEIPTS: Sheet[PackageRow] = Sheet(
    "Package receipts",
    "One package received. Rates in mrem/h with µSv/h beside them (10 CFR 20.2101); the wipe is the highest one, per cm² of "
    "package surface (49 CFR 173.443). Kept for 3 years (10 CFR 20.2103(a)).",
    (
        Column("package", "Package", 10),
        Column("received", "Received (local time)", 16, Kind.MOMENT),
        Column("due", "Monitor by", 16, Kind.MOMENT),
        Column("monitored", "Monitored", 16, Kind.MOMENT),
        Column(
            "clock", "3 hours", 9, formula=_CLOCK, words={LATE: Style.FAIL, IN_TIME: Style.PASS}
        ),
        Column("contents", "Contents", 30, Kind.LONG_TEXT),
        Column("supplier", "Supplier", 18, Kind.LONG_TEXT),
        Column("carrier", "Carrier", 15, Kind.LONG_TEXT),
        Column("label", "Label", 11),
        Column("label_index", "TI on label", 8, Kind.NUMBER, number_format="0.0"),
        Column("condition", "Condition", 13, Kind.LONG_TEXT),
        Column("surface", "Surface (mrem/h)", 10, Kind.NUMBER),
        Column("surface_si", "Surface (µSv/h)", 10, Kind.NUMBER),
        Column("surface_limit", "Surface limit (mrem/h)", 11, Kind.NUMBER),
        Column("rate", "At 1 m (mrem/h)", 10, Kind.NUMBER),
        Column("rate_si", "At 1 m (µSv/h)", 10, Kind.NUMBER),
        Column("index", "TI by reading", 9, Kind.NUMBER, formula=_INDEX, number_format="0.0"),
        Column("index_limit", "TI limit", 8, Kind.NUMBER),
        Column("rates", "Rates", 9, formula=_RATES, words=_JUDGED),
        Column("meter", "Survey meter", 14, Kind.LONG_TEXT),
        Column("gross", "Wipe gross (cpm)", 10, Kind.NUMBER),
        Column("bkg", "Background (cpm)", 11, Kind.NUMBER),
        Column("eff", "Counter efficiency", 10, Kind.NUMBER),
        Column("area", "Area (cm²)", 8, Kind.NUMBER),
        Column("pick", "Wipe efficiency", 9, Kind.NUMBER),
        Column("dpm", "Wipe (dpm/cm²)", 11, Kind.NUMBER, formula=_DPM),
        Column("wipe_limit", "Wipe limit (dpm/cm²)", 11, Kind.NUMBER),
        Column("wipe", "Wipe", 9, formula=_WIPE, words=_JUDGED),
        Column("counter", "Counter", 14, Kind.LONG_TEXT),
        Column("by", "Monitored by", 15, Kind.LONG_TEXT),
        Column("notified", "Called", 30, Kind.LONG_TEXT),
        Column("opened", "Opened", 16, Kind.MOMENT),
        Column("state", "State", 13, Kind.LONG_TEXT, words={"void": Style.VOID}),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No package was received in this period.",
    totals=(
        Total("Packages monitored late", "clock", LATE),
        Total("Packages with a wipe above the limit", "wipe", ABOVE),
        Total("Packages with rates above a limit", "rates", ABOVE),
    ),
)
