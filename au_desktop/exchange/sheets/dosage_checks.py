"""The sheet Dosage checks: one determination of a dosage before use (10 CFR 35.63, 35.2063)."""

from decimal import Decimal

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
from au_desktop.exchange.sheets.reckoning import gbq, in_range, mci, percent_difference
from au_desktop.services.workbook.sheet_rows import DosageRow

YES, NO = "yes", "no"
_PERCENT = (
    "IF(AND(ISNUMBER({determined}),ISNUMBER({low}),NOT(ISNUMBER({high}))),"
    'ROUND(({determined}-{low})/{low}*100,9),"")'
)
_WITHIN = (
    "IF(AND(ISNUMBER({determined}),ISNUMBER({low}),ISNUMBER({high})),"
    'IF(AND({determined}>={low},{determined}<={high}),"yes","no"),'
    'IF(ISNUMBER({percent}),IF(ABS({percent})<=20,"yes","no"),""))'
)


def _within(determined: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    kept = in_range(determined, low, high)
    if kept is None and high is None:
        percent = percent_difference(determined, low)
        kept = None if percent is None else abs(percent) <= 20
    if kept is None:
        return ""
    return YES if kept else NO


def _values(row: DosageRow) -> tuple[CellValue, ...]:
    low, high, determined = mci(row.prescribed.low), mci(row.prescribed.high), mci(row.determined)
    return (
        row.checklist,
        row.determined_at.local,
        row.case,
        row.patient_code,
        row.drug,
        row.nuclide,
        row.lot,
        low,
        high,
        gbq(row.prescribed.low),
        gbq(row.prescribed.high),
        determined,
        gbq(row.determined),
        percent_difference(determined, low) if high is None else None,
        _within(determined, low, high),
        row.instrument,
        row.determined_by,
        row.part,
        row.state,
        *NO_REVIEW,
    )


DOSAGE_CHECKS: Sheet[DosageRow] = Sheet(
    "Dosage checks",
    "One determination of a dosage before use: not more than 20 % off the prescribed dosage, or inside the range "
    "(10 CFR 35.63(d)); kept for 3 years (35.2063). Those taken over into a record stand on the sheet Dosages instead.",
    (
        Column("checklist", "Checklist", 11),
        Column("at", "Determined (local time)", 16, Kind.MOMENT),
        Column("case", "Case", 10),
        Column("patient", "Patient code", 10, Kind.LONG_TEXT),
        Column("drug", "Radioactive drug", 22, Kind.LONG_TEXT),
        Column("nuclide", "Nuclide", 8),
        Column("lot", "Lot or prescription number", 14, Kind.LONG_TEXT),
        Column("low", "Prescribed, or from (mCi)", 10.5, Kind.NUMBER, number_format="0.0##"),
        Column("high", "Range to (mCi)", 9, Kind.NUMBER, number_format="0.0##"),
        Column("low_si", "Prescribed, or from (GBq)", 10.5, Kind.NUMBER, number_format="0.0##"),
        Column("high_si", "Range to (GBq)", 9, Kind.NUMBER, number_format="0.0##"),
        Column("determined", "Determined (mCi)", 11, Kind.NUMBER, number_format="0.0##"),
        Column("determined_si", "Determined (GBq)", 11, Kind.NUMBER, number_format="0.0##"),
        Column(
            "percent", "Difference (%)", 10, Kind.NUMBER, formula=_PERCENT, number_format="0.0##"
        ),
        Column(
            "within",
            "Within 20 % or range",
            10,
            formula=_WITHIN,
            words={NO: Style.FAIL, YES: Style.PASS},
        ),
        Column("instrument", "Instrument", 15, Kind.LONG_TEXT),
        Column("by", "Determined by", 15, Kind.LONG_TEXT),
        Column("part", "Trainee's part", 11),
        Column("state", "Checklist state", 11, Kind.LONG_TEXT, words={"waiting": Style.ATTENTION}),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No dosage was determined in this period.",
    totals=(Total("Dosages determined outside 20 % or range", "within", NO),),
)
