"""The sheet Wipes: removable contamination at the points of a room (10 CFR 20.1501, 20.2103)."""

from decimal import Decimal

from au_desktop.domain.quantities import CountRate, CountRateUnit, Duration, DurationUnit
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
from au_desktop.exchange.sheets.reckoning import as_cell, rounded
from au_desktop.services.workbook.safety.survey_record_rows import WipeRow

WITHIN, ABOVE, TOO_WEAK = "within", "above", "MDA too high"
_PLACES = 3
_NET = "ROUND(({gross}-{bkg})/({eff}*{factor})*100/{area},3)"
_MDA = (
    "ROUND(IF({sample}={blank},(2.71+4.65*SQRT({bkg}*{sample})),"
    "(2.71+3.29*SQRT({bkg}*{sample}*(1+{sample}/{blank}))))/({eff}*{sample})/{factor}*100/{area},3)"
)
_VERDICT = 'IF({mda}>={level},"MDA too high",IF({net}>{level},"above","within"))'
_JUDGED = {ABOVE: Style.FAIL, TOO_WEAK: Style.FAIL, WITHIN: Style.PASS}


def _cpm(rate: CountRate) -> Decimal:
    return as_cell(rate.to(CountRateUnit.CPM).amount)


def _minutes(time: Duration) -> Decimal:
    return as_cell(time.to(DurationUnit.MIN).amount)


def _verdict(net: Decimal, mda: Decimal, level: Decimal) -> str:
    if mda >= level:
        return TOO_WEAK
    return ABOVE if net > level else WITHIN


def _values(row: WipeRow) -> tuple[CellValue, ...]:
    count = row.count
    net, mda = rounded(count.net_dpm, _PLACES), rounded(count.mda_dpm, _PLACES)
    return (
        row.survey,
        row.at.local,
        row.room,
        row.place,
        count.area_cm2,
        row.counter,
        row.nuclide,
        _cpm(count.gross),
        _cpm(count.background),
        _minutes(count.sample_time),
        _minutes(count.background_time),
        count.efficiency,
        count.wipe_factor,
        mda,
        net,
        row.level,
        _verdict(net, mda, row.level),
        row.round,
        row.action,
        row.surveyed_by,
        row.note,
        row.basis,
        row.state,
        *NO_REVIEW,
    )


WIPES: Sheet[WipeRow] = Sheet(
    "Wipes",
    "One wipe of a survey. Net = (gross - background) / (efficiency × wipe factor) × 100 / area; MDA by Currie, scaled "
    "alike, must be below the level. Kept for 3 years (10 CFR 20.2103).",
    (
        Column("survey", "Survey", 10),
        Column("at", "Surveyed (local time)", 16, Kind.MOMENT),
        Column("room", "Room", 16, Kind.LONG_TEXT),
        Column("place", "Point on the plan", 22, Kind.LONG_TEXT),
        Column("area", "Area wiped (cm²)", 9, Kind.NUMBER),
        Column("counter", "Counter, serial number", 18, Kind.LONG_TEXT),
        Column("nuclide", "Nuclide", 9),
        Column("gross", "Gross (cpm)", 10, Kind.NUMBER),
        Column("bkg", "Background (cpm)", 11, Kind.NUMBER),
        Column("sample", "Sample counted (min)", 10, Kind.NUMBER),
        Column("blank", "Background counted (min)", 12, Kind.NUMBER),
        Column("eff", "Efficiency", 10, Kind.NUMBER),
        Column("factor", "Wipe factor", 8, Kind.NUMBER),
        Column("mda", "MDA (dpm/100 cm²)", 12, Kind.NUMBER, formula=_MDA),
        Column("net", "Net (dpm/100 cm²)", 12, Kind.NUMBER, formula=_NET),
        Column("level", "Action level (dpm/100 cm²)", 12, Kind.NUMBER),
        Column("result", "Result", 12, formula=_VERDICT, words=_JUDGED),
        Column("round", "Round", 7, Kind.COUNT),
        Column("action", "Done before this round", 22, Kind.LONG_TEXT),
        Column("by", "Surveyed by", 15, Kind.LONG_TEXT),
        Column("note", "Note", 18, Kind.LONG_TEXT),
        Column("basis", "Basis of the level", 24, Kind.LONG_TEXT),
        Column("state", "State", 14, Kind.LONG_TEXT, words={"void": Style.VOID}),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No wipe in this period.",
    totals=(Total("Wipes above their level", "result", ABOVE),),
)
