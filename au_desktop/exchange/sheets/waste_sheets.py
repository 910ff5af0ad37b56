"""The sheets Waste, Transfers and Sewer (10 CFR 35.2092, 30.51, 20.2108); curie first."""

from datetime import date, timedelta
from decimal import Decimal

from au_desktop.domain.quantities import Activity, ActivityUnit, DurationUnit
from au_desktop.domain.safety.waste import Standing
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
from au_desktop.exchange.sheets.reckoning import as_cell, gbq, mci, rounded
from au_desktop.services.workbook.safety.waste_sheet_rows import SewerRow, TransferRow, WasteRow

_EARLIEST = (
    'IF(AND({standing}<>"not eligible",ISNUMBER({sealed}),ISNUMBER({half_life})),'
    'INT({sealed}+10*{half_life}),"")'
)
_ABOVE = 'IF(AND(ISNUMBER({highest}),ISNUMBER({background})),ROUND({highest}-{background},9),"")'
_SI = "ROUND({curie}*0.037,12)"
_CONCENTRATION = "ROUND({curie}*1000/({water}*1000000),15)"
_FRACTION = "ROUND({concentration}/{limit},9)"
_PLACES, _SI_PLACES = 15, 12
NOT_ELIGIBLE = Standing.NOT_ELIGIBLE.value
_GBQ_PER_MCI = Decimal("0.037")
_UCI_PER_MCI, _ML_PER_M3 = 1000, 1_000_000


def _earliest(row: WasteRow) -> date | str:
    """The day of sealing and ten half-lives, as the cells reckon: in days of the clock on the wall."""
    if row.sealed is None or row.half_life is None or row.standing == NOT_ELIGIBLE:
        return ""
    days = as_cell(row.half_life.to(DurationUnit.D).amount)
    try:
        return (row.sealed.local + timedelta(days=float(10 * days))).date()
    except OverflowError:
        return ""


def _si(activity: Activity) -> Decimal:
    return rounded((mci(activity) or Decimal(0)) * _GBQ_PER_MCI, _SI_PLACES)


def _waste_values(row: WasteRow) -> tuple[CellValue, ...]:
    survey = row.survey
    return (
        row.code,
        row.opened.local,
        row.place,
        row.kind,
        None if row.sealed is None else row.sealed.local,
        row.sealed_by,
        row.nuclides,
        row.longest,
        None if row.half_life is None else as_cell(row.half_life.to(DurationUnit.D).amount),
        mci(row.activity),
        gbq(row.activity),
        row.activity_at.local,
        row.flags,
        row.standing,
        _earliest(row),
        None if survey is None else survey.at.local,
        row.meter,
        row.calibration_due,
        row.check_source,
        None if survey is None else as_cell(survey.background),
        None if survey is None else as_cell(survey.highest),
        "" if survey is None else rounded(as_cell(survey.highest) - as_cell(survey.background)),
        "" if survey is None else survey.unit.value,
        "" if survey is None else _finding(passed=survey.passed),
        "" if survey is None else survey.by.name,
        row.defaced,
        None if row.disposed is None else row.disposed.local,
        row.disposition,
        row.returns,
        row.notes,
        row.state,
        *NO_REVIEW,
    )


def _finding(*, passed: bool) -> str:
    return "background" if passed else "above background"


def _transfer_values(row: TransferRow) -> tuple[CellValue, ...]:
    return (
        row.code,
        row.at.local,
        row.purpose,
        row.recipient,
        row.license,
        row.expires,
        row.verified,
        None if row.verified_at is None else row.verified_at.local,
        row.nuclide,
        mci(row.activity),
        _si(row.activity),
        row.activity_at.local,
        row.form,
        row.containers,
        row.packages,
        row.confirmed,
        row.state,
        *NO_REVIEW,
    )


def _sewer_values(row: SewerRow) -> tuple[CellValue, ...]:
    curie, water, limit = (
        mci(row.activity) or Decimal(0),
        as_cell(row.water_m3),
        as_cell(row.limit),
    )
    concentration = rounded(curie * _UCI_PER_MCI / (water * _ML_PER_M3), _PLACES)
    return (
        row.code,
        row.at.local,
        f"{row.at.local:%Y-%m}",
        row.nuclide,
        curie,
        _si(row.activity),
        water,
        concentration,
        limit,
        rounded(concentration / limit),
        as_cell(row.month_fraction),
        as_cell(row.year.to(ActivityUnit.CI).amount),
        as_cell(row.year_limit.to(ActivityUnit.CI).amount),
        row.limit_basis,
        row.by,
        row.note,
        row.state,
        *NO_REVIEW,
    )


WASTE: Sheet[WasteRow] = Sheet(
    "Waste",
    "One container that was in storage in this period, with its last survey. Ten half-lives are a reminder; the survey "
    "decides. Disposal by decay: kept for 3 years (10 CFR 35.92, 35.2092).",
    (
        Column("container", "Container", 10),
        Column("opened", "Opened (local time)", 16, Kind.MOMENT),
        Column("place", "Room and shelf", 18, Kind.LONG_TEXT),
        Column("kind", "Type", 14, Kind.LONG_TEXT),
        Column("sealed", "Sealed", 16, Kind.MOMENT),
        Column("sealed_by", "Sealed by", 14, Kind.LONG_TEXT),
        Column("nuclides", "Nuclides", 14, Kind.LONG_TEXT),
        Column("longest", "Longest-lived, impurity aside", 12),
        Column("half_life", "Half-life (d)", 10, Kind.NUMBER),
        Column("curie", "Activity (mCi)", 11, Kind.NUMBER),
        Column("si", "Activity (GBq)", 11, Kind.NUMBER),
        Column("activity_at", "Activity on", 16, Kind.MOMENT),
        Column("flags", "Impurity", 30, Kind.LONG_TEXT),
        Column("standing", "Decay in storage", 13, words={NOT_ELIGIBLE: Style.FAIL}),
        Column("earliest", "Earliest suggested survey", 12, Kind.DAY, formula=_EARLIEST),
        Column("surveyed", "Surveyed", 16, Kind.MOMENT),
        Column("meter", "Meter", 17, Kind.LONG_TEXT),
        Column("due", "Calibration due", 11, Kind.DAY),
        Column("check", "Check source good", 10),
        Column("background", "Background", 11, Kind.NUMBER),
        Column("highest", "Surface, highest", 11, Kind.NUMBER),
        Column("above", "Above background", 11, Kind.NUMBER, formula=_ABOVE),
        Column("unit", "Unit", 8),
        Column(
            "finding",
            "Finding",
            17,
            words={"above background": Style.ATTENTION, "background": Style.PASS},
        ),
        Column("by", "Surveyed by", 14, Kind.LONG_TEXT),
        Column("defaced", "Labels defaced", 9),
        Column("disposed", "Disposed", 16, Kind.MOMENT),
        Column("way", "Disposition", 20, Kind.LONG_TEXT),
        Column("returns", "Returned to storage", 10, Kind.COUNT),
        Column("notes", "Notes", 20, Kind.LONG_TEXT),
        Column(
            "state",
            "State",
            15,
            Kind.LONG_TEXT,
            words={
                "not eligible": Style.FAIL,
                "ask certificate": Style.ATTENTION,
                "ready": Style.PASS,
                "void": Style.VOID,
            },
        ),
        *REVIEW_COLUMNS,
    ),
    _waste_values,
    "No waste in this period.",
    totals=(Total("Waste containers not eligible for decay", "state", "not eligible"),),
)

TRANSFERS: Sheet[TransferRow] = Sheet(
    "Transfers",
    "One material that left by transfer, and how the recipient's license was verified (10 CFR 30.41). "
    "Transfer records: 3 years after each transfer (10 CFR 30.51(a)(2)).",
    (
        Column("transfer", "Number", 10),
        Column("at", "Transferred (local time)", 16, Kind.MOMENT),
        Column("purpose", "What it is", 22, Kind.LONG_TEXT),
        Column("recipient", "Recipient", 24, Kind.LONG_TEXT),
        Column("license", "License and agency", 20, Kind.LONG_TEXT),
        Column("expires", "License ends", 11, Kind.DAY),
        Column("verified", "Verified by", 30, Kind.LONG_TEXT),
        Column("verified_at", "Verified", 16, Kind.MOMENT),
        Column("nuclide", "Nuclide", 9),
        Column("curie", "Activity (mCi)", 11, Kind.NUMBER),
        Column("si", "Activity (GBq)", 11, Kind.NUMBER, formula=_SI),
        Column("activity_at", "Activity on", 16, Kind.MOMENT),
        Column("form", "Form", 20, Kind.LONG_TEXT),
        Column("containers", "Waste containers", 14, Kind.LONG_TEXT),
        Column("packages", "Packages", 20, Kind.LONG_TEXT),
        Column("confirmed", "Oral certification confirmed", 20, Kind.LONG_TEXT),
        Column(
            "state",
            "State",
            17,
            Kind.LONG_TEXT,
            words={"confirmation due": Style.ATTENTION, "void": Style.VOID},
        ),
        *REVIEW_COLUMNS,
    ),
    _transfer_values,
    "Nothing was transferred in this period.",
)

SEWER: Sheet[SewerRow] = Sheet(
    "Sewer",
    "One nuclide released into the sanitary sewer, with the sums of its month and year (10 CFR 20.2003; excreta of "
    "patients are exempt). Kept until the license ends (10 CFR 20.2108).",
    (
        Column("release", "Number", 10),
        Column("at", "Released (local time)", 16, Kind.MOMENT),
        Column("month", "Month", 9),
        Column("nuclide", "Nuclide", 9),
        Column("curie", "Activity (mCi)", 11, Kind.NUMBER),
        Column("si", "Activity (GBq)", 11, Kind.NUMBER, formula=_SI),
        Column("water", "Water a month (m³)", 11, Kind.NUMBER),
        Column(
            "concentration",
            "Of this release (µCi/mL)",
            13,
            Kind.NUMBER,
            formula=_CONCENTRATION,
            number_format="0.00E+00",
        ),
        Column("limit", "Table 3 (µCi/mL)", 12, Kind.NUMBER, number_format="0.0E+00"),
        Column("fraction", "Fraction", 10, Kind.NUMBER, formula=_FRACTION),
        Column("month_fraction", "Month so far, sum of fractions", 13, Kind.NUMBER),
        Column("year", "Year so far (Ci)", 12, Kind.NUMBER),
        Column("year_limit", "Limit of the year (Ci)", 11, Kind.NUMBER),
        Column("basis", "Limit from", 26, Kind.LONG_TEXT),
        Column("by", "By", 14, Kind.LONG_TEXT),
        Column("note", "Note", 24, Kind.LONG_TEXT),
        Column(
            "state",
            "State",
            15,
            Kind.LONG_TEXT,
            words={"above the limit": Style.FAIL, "within": Style.PASS, "void": Style.VOID},
        ),
        *REVIEW_COLUMNS,
    ),
    _sewer_values,
    "Nothing was released into the sewer in this period.",
)
