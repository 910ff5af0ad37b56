"""The sheet Releases: each patient release with the dose by the equation reckoned live, and what the release rested on."""

from decimal import Decimal

from au_desktop.domain.quantities import DoseUnit, DurationUnit
from au_desktop.domain.radiation.exact import product
from au_desktop.domain.radiation.patient_release import GUIDE_INTEGRATION
from au_desktop.exchange.cells import CellValue
from au_desktop.exchange.columns import NO_REVIEW, REVIEW_COLUMNS, Column, Kind, Sheet, Style
from au_desktop.exchange.sheets.reckoning import as_cell, gbq, mci, mrem_h, rounded, usv_h
from au_desktop.services.workbook.safety.release_rows import ReleaseRow

_REM = "ROUND(34.6*{gamma}*{activity}*{half_life}*{occupancy}/10000,9)"
_MSV = "ROUND({equation_rem}*10,9)"


def _values(row: ReleaseRow) -> tuple[CellValue, ...]:
    activity = mci(row.administered) or Decimal(0)
    gamma, occupancy = as_cell(row.gamma), as_cell(row.occupancy)
    days = as_cell(row.half_life.to(DurationUnit.D).amount)
    rem = rounded(product(GUIDE_INTEGRATION, gamma, activity, days, occupancy) / 10_000)
    dose = None if row.dose is None else as_cell(row.dose.to(DoseUnit.MSV).amount)
    return (
        row.code,
        row.patient_code,
        row.drug,
        row.nuclide,
        activity,
        gbq(row.administered),
        row.administered_at.local,
        row.decided_at.local,
        row.decision,
        row.basis,
        gamma,
        days,
        occupancy,
        rem,
        rounded(rem * 10),
        dose,
        row.factors,
        mrem_h(row.rate),
        usv_h(row.rate),
        row.instrument,
        row.instructions,
        row.infant,
        row.record_required,
        row.second,
        row.authorized_by,
        row.state,
        *NO_REVIEW,
    )


RELEASES: Sheet[ReleaseRow] = Sheet(
    "Releases",
    "One patient release or decision to hold (10 CFR 35.75, 35.2075: 3 years after release). The equation column reckons "
    "Equation 2 or 3 of Regulatory Guide 8.39 for what was administered: 34.6 x gamma x mCi x days x E / 10,000, in rem.",
    (
        Column("release", "Number", 10),
        Column("patient", "Patient code", 12),
        Column("drug", "Drug", 24, Kind.LONG_TEXT),
        Column("nuclide", "Nuclide", 8),
        Column("activity", "Administered (mCi)", 11, Kind.NUMBER),
        Column("activity_si", "Administered (GBq)", 11, Kind.NUMBER),
        Column("given", "Given (local time)", 16, Kind.MOMENT),
        Column("released", "Released or decided", 16, Kind.MOMENT),
        Column("decision", "Decision", 10, words={"held": Style.ATTENTION}),
        Column("basis", "Basis", 20, Kind.LONG_TEXT),
        Column("gamma", "Gamma (R cm2/mCi h)", 10, Kind.NUMBER),
        Column("half_life", "Physical half-life (d)", 10, Kind.NUMBER),
        Column("occupancy", "E of the equation", 9, Kind.NUMBER),
        Column("equation_rem", "Dose by the equation (rem)", 11, Kind.NUMBER, formula=_REM),
        Column("equation_msv", "Dose by the equation (mSv)", 11, Kind.NUMBER, formula=_MSV),
        Column("dose", "Dose of the basis used (mSv)", 11, Kind.NUMBER),
        Column("factors", "Equation of the basis, with its factors", 44, Kind.LONG_TEXT),
        Column("rate", "Rate at 1 m (mrem/h)", 10, Kind.NUMBER),
        Column("rate_si", "Rate at 1 m (µSv/h)", 10, Kind.NUMBER),
        Column("instrument", "Instrument, surveyor", 20, Kind.LONG_TEXT),
        Column("instructions", "Instructions (above 1 mSv)", 28, Kind.LONG_TEXT),
        Column("infant", "Breast-feeding", 20, Kind.LONG_TEXT),
        Column("required", "Record required (35.2075)", 34, Kind.LONG_TEXT),
        Column("second", "Second method (never decides)", 30, Kind.LONG_TEXT),
        Column("authorized", "Authorized by", 16, Kind.LONG_TEXT),
        Column("state", "State", 14, Kind.LONG_TEXT, words={"void": Style.VOID}),
        *REVIEW_COLUMNS,
    ),
    _values,
    "No patient release in this period.",
)
