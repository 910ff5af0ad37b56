"""The sheet Dosages: dosages determined and given (10 CFR 35.63, 35.2063), with live difference, verdict and net activity."""

from datetime import datetime, timedelta
from decimal import Decimal

from au_desktop.domain.moments import Moment
from au_desktop.domain.radiation.exact import half_power
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
from au_desktop.exchange.sheets.reckoning import (
    as_cell,
    gbq,
    in_range,
    mci,
    percent_difference,
    rounded,
)
from au_desktop.services.workbook.safety.treatment_rows import DosageLogRow

YES, NO = "yes", "no"
_PLACES = 6
"""Where decay is in it: as far as a workbook's times and powers agree with decimals."""
_EXPECTED = (
    "IF(AND(ISNUMBER({supplied}),ISNUMBER({supplied_at})),"
    'ROUND({supplied}*{share}*2^(-({at}-{supplied_at})*24/{half_life}),6),"")'
)
_PERCENT = (
    "IF(AND(ISNUMBER({determined}),ISNUMBER({low}),NOT(ISNUMBER({high}))),"
    'ROUND(({determined}-{low})/{low}*100,9),"")'
)
_WITHIN = (
    "IF(AND(ISNUMBER({determined}),ISNUMBER({low}),ISNUMBER({high})),"
    'IF(AND({determined}>={low},{determined}<={high}),"yes","no"),'
    'IF(ISNUMBER({percent}),IF(ABS({percent})<=20,"yes","no"),""))'
)
_NET = (
    "IF(AND(ISNUMBER({determined}),ISNUMBER({given})),"
    "IF(ISNUMBER({residual}),ROUND({determined}*2^(-({given}-{at})*24/{half_life})"
    "-{residual}*2^(({residual_at}-{given})*24/{half_life}),6),"
    'IF({waived}<>"",ROUND({determined}*2^(-({given}-{at})*24/{half_life}),6),"")),"")'
)
_SHORT = "0.0##"


def _local(moment: Moment | None) -> datetime | None:
    return None if moment is None else _second(moment)


def _second(moment: Moment) -> datetime:
    """To the second, as a cell holds it."""
    return moment.local.replace(microsecond=0, tzinfo=None)


def _left(row: DosageLogRow, first: Moment, last: Moment) -> Decimal:
    """What part is left from one time to another, by the times that stand in the cells."""
    gone = _seconds(_second(last) - _second(first))
    return half_power(gone / (as_cell(row.half_life_h) * 3600))


def _seconds(gone: timedelta) -> Decimal:
    return Decimal(gone.days * 86_400 + gone.seconds)


def _expected(row: DosageLogRow) -> Decimal | None:
    supplied = mci(row.supplied)
    if supplied is None or row.supplied_at is None:
        return None
    left = _left(row, row.supplied_at, row.determined_at)
    return rounded(supplied * as_cell(row.share) * left, _PLACES)


def _net(row: DosageLogRow) -> Decimal | None:
    determined, residual = mci(row.determined), mci(row.residual)
    if determined is None or row.given_at is None:
        return None
    start = determined * _left(row, row.determined_at, row.given_at)
    if residual is None or row.residual_at is None:
        return rounded(start, _PLACES) if row.waived else None
    return rounded(start - residual / _left(row, row.given_at, row.residual_at), _PLACES)


def _within(determined: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    kept = in_range(determined, low, high)
    if kept is None and high is None:
        percent = percent_difference(determined, low)
        kept = None if percent is None else abs(percent) <= 20
    if kept is None:
        return ""
    return YES if kept else NO


def _values(row: DosageLogRow) -> tuple[CellValue, ...]:
    prescribed = row.prescribed
    low = None if prescribed is None else mci(prescribed.low)
    high = None if prescribed is None else mci(prescribed.high)
    determined = mci(row.determined)
    return (
        row.code,
        _local(row.determined_at),
        row.patient_code,
        row.drug,
        row.nuclide,
        as_cell(row.half_life_h),
        row.lot,
        row.directive,
        mci(row.supplied),
        _local(row.supplied_at),
        as_cell(row.share),
        _expected(row),
        low,
        high,
        determined,
        gbq(row.determined),
        "less than 30 µCi" if row.small else "",
        percent_difference(determined, low) if high is None else None,
        _within(determined, low, high),
        row.direction,
        row.calibrator,
        row.determined_by,
        row.time_out,
        _local(row.given_at),
        mci(row.residual),
        _local(row.residual_at),
        row.waived,
        _net(row),
        row.route,
        row.site,
        row.given_by,
        row.checklist,
        row.state,
        *NO_REVIEW,
    )


TREATMENT_DOSAGES: Sheet[DosageLogRow] = Sheet(
    "Dosages",
    "One dosage: determined before use, within 20 % of the prescribed dosage or inside the range unless the authorized user "
    "directs otherwise (10 CFR 35.63(d)); net at the time of the administration. Kept for 3 years (35.2063).",
    (
        Column("dosage", "Dosage", 10),
        Column("at", "Determined (local time)", 16, Kind.MOMENT),
        Column("patient", "Patient code", 10, Kind.LONG_TEXT),
        Column("drug", "Radioactive drug", 24, Kind.LONG_TEXT),
        Column("nuclide", "Nuclide", 8),
        Column("half_life", "Half-life (h)", 10, Kind.NUMBER, number_format="0.0###"),
        Column("lot", "Lot or prescription", 13, Kind.LONG_TEXT),
        Column("directive", "Directive", 10),
        Column("supplied", "Supplier's activity (mCi)", 11, Kind.NUMBER, number_format=_SHORT),
        Column("supplied_at", "Supplier's time", 16, Kind.MOMENT),
        Column("share", "Share drawn", 8, Kind.NUMBER, number_format="0.0###"),
        Column(
            "expected",
            "Expected (mCi)",
            11,
            Kind.NUMBER,
            formula=_EXPECTED,
            number_format=_SHORT,
        ),
        Column("low", "Prescribed, or from (mCi)", 10.5, Kind.NUMBER, number_format=_SHORT),
        Column("high", "Range to (mCi)", 9, Kind.NUMBER, number_format=_SHORT),
        Column("determined", "Determined (mCi)", 11, Kind.NUMBER, number_format=_SHORT),
        Column("determined_si", "Determined (GBq)", 11, Kind.NUMBER, number_format=_SHORT),
        Column("small", "Note", 14, Kind.LONG_TEXT),
        Column(
            "percent", "Difference (%)", 10, Kind.NUMBER, formula=_PERCENT, number_format=_SHORT
        ),
        Column(
            "within",
            "Within 20 % or range",
            10,
            formula=_WITHIN,
            words={NO: Style.FAIL, YES: Style.PASS},
        ),
        Column("direction", "AU direction if not", 30, Kind.LONG_TEXT),
        Column("calibrator", "Dose calibrator", 13, Kind.LONG_TEXT),
        Column("by", "Determined by", 15, Kind.LONG_TEXT),
        Column("time_out", "Time-out", 10),
        Column("given", "Administered", 16, Kind.MOMENT),
        Column("residual", "Residual (mCi)", 10, Kind.NUMBER, number_format="0.0####"),
        Column("residual_at", "Residual read", 16, Kind.MOMENT),
        Column("waived", "Residual not read", 18, Kind.LONG_TEXT),
        Column("net", "Net given (mCi)", 11, Kind.NUMBER, formula=_NET, number_format=_SHORT),
        Column("route", "Route", 12),
        Column("site", "Site", 14, Kind.LONG_TEXT),
        Column("given_by", "Administered by", 15, Kind.LONG_TEXT),
        Column("checklist", "From checklist", 12),
        Column(
            "state",
            "State",
            13,
            Kind.LONG_TEXT,
            words={"void": Style.VOID, "out of range": Style.FAIL, "given": Style.PASS},
        ),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No dosage was recorded in this period.",
    totals=(Total("Dosages recorded outside 20 % or range", "within", NO),),
)
