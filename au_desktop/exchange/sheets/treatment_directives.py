"""The sheet Directives: written directives and their signatures (10 CFR 35.40), kept for 3 years (35.2040)."""

from au_desktop.domain.moments import Moment
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
from au_desktop.exchange.sheets.reckoning import gbq, mci
from au_desktop.services.workbook.safety.treatment_rows import DirectiveRow

WITHIN, LATE = "within 48 h", "after 48 h"
_CLOCK = (
    "IF(AND(ISNUMBER({spoken}),ISNUMBER({signed})),"
    'IF(ROUND(({signed}-{spoken})*86400,0)<=172800,"within 48 h","after 48 h"),"")'
)
_SHORT = "0.0##"


def _local(moment: Moment | None) -> CellValue:
    return None if moment is None else moment.local


def _clock(row: DirectiveRow) -> str:
    """To the second, as the cells hold it."""
    if row.spoken is None or row.signed is None:
        return ""
    first, last = (
        one.local.replace(microsecond=0, tzinfo=None) for one in (row.spoken, row.signed)
    )
    return WITHIN if (last - first).total_seconds() <= 48 * 3600 else LATE


def _values(row: DirectiveRow) -> tuple[CellValue, ...]:
    low, high = row.prescribed.low, row.prescribed.high
    return (
        row.code,
        row.prepared.local,
        row.patient_code,
        row.drug,
        mci(low),
        mci(high),
        gbq(low),
        gbq(high),
        row.route,
        row.site,
        row.authorized_user,
        row.license_number,
        row.listing,
        _local(row.signed),
        _local(row.signature_entered),
        _local(row.spoken),
        _local(row.written_by),
        _clock(row),
        row.emergency,
        row.amends,
        row.reason,
        row.prepared_by,
        row.state,
        *NO_REVIEW,
    )


TREATMENT_DIRECTIVES: Sheet[DirectiveRow] = Sheet(
    "Directives",
    "One written directive: dated and signed by an authorized user before the dosage is given, an oral one written within "
    "48 hours (10 CFR 35.40). Kept for 3 years (35.2040). The patient's name stands in the chart only.",
    (
        Column("directive", "Directive", 10),
        Column("at", "Date (local time)", 16, Kind.MOMENT),
        Column("patient", "Patient code", 10, Kind.LONG_TEXT),
        Column("drug", "Radioactive drug", 24, Kind.LONG_TEXT),
        Column("low", "Prescribed, or from (mCi)", 10.5, Kind.NUMBER, number_format=_SHORT),
        Column("high", "Range to (mCi)", 9, Kind.NUMBER, number_format=_SHORT),
        Column("low_si", "Prescribed, or from (GBq)", 10.5, Kind.NUMBER, number_format=_SHORT),
        Column("high_si", "Range to (GBq)", 9, Kind.NUMBER, number_format=_SHORT),
        Column("route", "Route", 12),
        Column("site", "Treatment site", 14, Kind.LONG_TEXT),
        Column("user", "Authorized user", 18, Kind.LONG_TEXT),
        Column("license", "License", 13, Kind.LONG_TEXT),
        Column(
            "listing",
            "Listed for it",
            11,
            words={"not listed": Style.FAIL, "not known": Style.ATTENTION, "listed": Style.PASS},
        ),
        Column("signed", "Dated and signed", 16, Kind.MOMENT),
        Column("entered", "Signature entered here", 16, Kind.MOMENT),
        Column("spoken", "Oral directive", 16, Kind.MOMENT),
        Column("due", "Written by", 16, Kind.MOMENT),
        Column(
            "clock", "48 hours", 11, formula=_CLOCK, words={LATE: Style.FAIL, WITHIN: Style.PASS}
        ),
        Column("emergency", "Why no delay", 26, Kind.LONG_TEXT),
        Column("amends", "Takes the place of", 11, Kind.LONG_TEXT),
        Column("reason", "Why revised", 24, Kind.LONG_TEXT),
        Column("prepared_by", "Prepared by", 15, Kind.LONG_TEXT),
        Column(
            "state",
            "State",
            13,
            Kind.LONG_TEXT,
            words={
                "void": Style.VOID,
                "to be": Style.ATTENTION,
                "oral": Style.ATTENTION,
                "signed": Style.PASS,
            },
        ),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No directive was written in this period.",
    totals=(
        Total("Oral directives written after 48 hours", "clock", LATE),
        Total("Directives to be signed", "state", "to be signed"),
        Total("Oral directives to be written", "state", "oral, to write"),
    ),
)
