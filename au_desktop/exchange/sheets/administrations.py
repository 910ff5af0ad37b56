"""The sheet Administrations: one dosage given, with directive, assay, residual, net and difference."""

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
from au_desktop.exchange.sheets.reckoning import gbq, in_range, mci, net_of, percent_difference
from au_desktop.services.workbook.sheet_rows import AdministrationRow

_SHORT = "0.0##"
YES, NO, AT_LIMIT = "yes", "no", "yes, at 20 % exactly"
_JUDGED = {NO: Style.FAIL, AT_LIMIT: Style.ATTENTION, YES: Style.PASS}
_STATES = {
    "void": Style.VOID,
    "waiting": Style.ATTENTION,
    "no checklist": Style.FAIL,
    "signed": Style.PASS,
}

_NET = (
    "IF(AND(ISNUMBER({assay}),ISNUMBER({residual})),ROUND({assay}-{residual},9),"
    'IF(ISNUMBER({administered}),{administered},""))'
)
_PERCENT = 'IF(AND(ISNUMBER({net}),ISNUMBER({low}),NOT(ISNUMBER({high}))),ROUND(({net}-{low})/{low}*100,9),"")'
_WITHIN = (
    "IF(AND(ISNUMBER({net}),ISNUMBER({low}),ISNUMBER({high})),"
    'IF(AND({net}>={low},{net}<={high}),"yes","no"),'
    'IF(ISNUMBER({percent}),IF(ABS({percent})<20,"yes",IF(ABS({percent})=20,"yes, at 20 % exactly","no")),""))'
)


def _within(net: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    ranged = in_range(net, low, high)
    if ranged is not None:
        return YES if ranged else NO
    percent = percent_difference(net, low) if high is None else None
    if percent is None:
        return ""
    if abs(percent) == 20:
        return AT_LIMIT
    return YES if abs(percent) < 20 else NO


def _values(row: AdministrationRow) -> tuple[CellValue, ...]:
    low, high = mci(row.prescribed.low), mci(row.prescribed.high)
    assay, residual, administered = mci(row.assay), mci(row.residual), mci(row.administered)
    net = net_of(assay, residual, administered)
    return (
        row.case,
        row.on,
        None if row.given_at is None else row.given_at.local,
        row.patient_code,
        row.drug,
        row.nuclide,
        row.route,
        low,
        high,
        gbq(row.prescribed.low),
        gbq(row.prescribed.high),
        assay,
        residual,
        administered,
        gbq(row.administered),
        net,
        percent_difference(net, low) if high is None else None,
        _within(net, low, high),
        row.supervisor,
        row.license_number,
        row.location,
        row.trainee,
        row.part,
        row.checklist,
        row.state,
        *NO_REVIEW,
    )


ADMINISTRATIONS: Sheet[AdministrationRow] = Sheet(
    "Administrations",
    "One dosage given. Net is assay less residual; where either was not measured, the administered activity of the case. "
    "At 20 % exactly 35.63 is kept and the screen of 35.3045 begins.",
    (
        Column("case", "Case", 9.5),
        Column("on", "Date", 10.5, Kind.DAY),
        Column("given_at", "Given (local time)", 7, Kind.MOMENT, number_format="hh:mm"),
        Column("patient", "Patient code", 10, Kind.LONG_TEXT),
        Column("drug", "Radioactive drug", 22, Kind.LONG_TEXT),
        Column("nuclide", "Nuclide", 8),
        Column("route", "Route", 10.5, Kind.LONG_TEXT),
        Column("low", "Prescribed, or from (mCi)", 10.5, Kind.NUMBER, number_format=_SHORT),
        Column("high", "Range to (mCi)", 8.5, Kind.NUMBER, number_format=_SHORT),
        Column("low_si", "Prescribed, or from (GBq)", 10.5, Kind.NUMBER, number_format=_SHORT),
        Column("high_si", "Range to (GBq)", 8.5, Kind.NUMBER, number_format=_SHORT),
        Column("assay", "Assay (mCi)", 8.5, Kind.NUMBER, number_format=_SHORT),
        Column("residual", "Residual (mCi)", 8.5, Kind.NUMBER, number_format=_SHORT),
        Column(
            "administered", "Administered, case (mCi)", 11.5, Kind.NUMBER, number_format=_SHORT
        ),
        Column(
            "administered_si", "Administered, case (GBq)", 11.5, Kind.NUMBER, number_format=_SHORT
        ),
        Column("net", "Net (mCi)", 9, Kind.NUMBER, formula=_NET, number_format=_SHORT),
        Column(
            "percent", "Difference (%)", 9.5, Kind.NUMBER, formula=_PERCENT, number_format=_SHORT
        ),
        Column(
            "within", "Within 20 % or range", 11, Kind.LONG_TEXT, formula=_WITHIN, words=_JUDGED
        ),
        Column("supervisor", "Supervising AU", 14, Kind.LONG_TEXT),
        Column("license", "License number", 12, Kind.LONG_TEXT),
        Column("location", "Location", 13, Kind.LONG_TEXT),
        Column("trainee", "Trainee", 14, Kind.LONG_TEXT),
        Column("part", "Trainee's part", 10.5),
        Column("checklist", "Checklist", 10),
        Column("state", "Checklist state", 11, Kind.LONG_TEXT, words=_STATES),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No dosage was given in this period.",
    totals=(
        Total("Net administered, sum (mCi)", "net"),
        Total("Given outside 20 % or range", "within", NO),
        Total("Given at 20 % exactly", "within", AT_LIMIT),
    ),
)
