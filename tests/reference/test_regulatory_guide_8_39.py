"""Patient release against NRC Regulatory Guide 8.39 Rev 0, April 1997: its tables and worked examples."""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Distance,
    Dose,
    DoseRate,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.exposure import rate_at
from au_desktop.domain.radiation.patient_release import (
    HYPERTHYROIDISM,
    THYROID_CANCER,
    ReleaseBasis,
    activity_for_dose,
    dose_from_rate,
    dose_to_infinity,
    dose_until,
    dose_with_occupancy,
    internal_dose,
    iodine_dose,
    record_required,
)
from au_desktop.domain.reference.nuclides import GammaSource, HalfLifeSource
from tests.builders import reference

ONE_METER = Distance.parse("1 m")
FIVE, ONE = Dose.parse("0.5 rem"), Dose.parse("0.1 rem")


def rem(dose: Dose) -> Decimal:
    return dose.to(DoseUnit.REM).amount


def days(text: str) -> Duration:
    return Duration.of(text, DurationUnit.D)


class Row(NamedTuple):
    """RG 8.39 Rev 0, Table A-1 (p. A-1), Table 1 (p. 5) and Table 2 (p. 8)."""

    nuclide: str
    half_life_days: str
    gamma: str
    by_equation_mci: str
    table_1_mci: int
    table_1_mrem_h: str
    table_2_mci: str


TABLES = [
    Row("Ag-111", "7.45", "0.150", "517.3", 520, "8", "100"),
    Row("Au-198", "2.696", "2.3", "93.2", 93, "21", "19"),
    Row("Cr-51", "27.704", "0.16", "130.4", 130, "2", "26"),
    Row("Cu-64", "0.529", "1.2", "227.6", 230, "27", "45"),
    Row("Cu-67", "2.578", "0.58", "386.6", 390, "22", "77"),
    Row("Ga-67", "3.261", "0.753", "235.4", 240, "18", "47"),
    Row("I-123", "0.55", "1.61", "163.2", 160, "26", "33"),
    Row("I-131", "8.04", "2.2", "32.68", 33, "7", "7"),
    Row("In-111", "2.83", "3.21", "63.6", 64, "20", "13"),
    Row("Re-186", "3.777", "0.2", "765.2", 770, "15", "150"),
    Row("Re-188", "0.708", "0.26", "785.0", 790, "20", "160"),
    Row("Sc-47", "3.351", "0.56", "308.0", 310, "17", "62"),
    Row("Sm-153", "1.946", "0.425", "698.9", 700, "30", "140"),
    Row("Sn-117m", "13.61", "1.48", "28.7", 29, "4", "6"),
    Row("Tc-99m", "0.251", "0.756", "761.5", 760, "58", "150"),
    Row("Yb-169", "32.01", "1.83", "9.87", 10, "2", "2"),
]
# Table 2 prints 45 mCi for Cu-64 where the equation gives 45.53; every other cell is rounded.
BOTH = [row for row in TABLES if row.nuclide != "Cu-64"]


def in_the_guides_digits(amount: Decimal) -> Decimal:
    """Two significant figures, one below 10."""
    return amount.quantize(Decimal(1).scaleb(amount.adjusted() - (0 if amount < 10 else 1)))


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row.nuclide)
def test_table_1_follows_from_equation_2_or_3(row: Row) -> None:
    """RG 8.39 Rev 0, Table 1, p. 5, and Table A-1, p. A-1; golden cases G1 and G2 are I-131 and Tc-99m."""
    activity = (
        activity_for_dose(FIVE, Decimal(row.gamma), days(row.half_life_days))
        .to(ActivityUnit.MCI)
        .amount
    )
    assert abs(activity - Decimal(row.by_equation_mci)) <= Decimal("0.06")
    assert in_the_guides_digits(activity) == row.table_1_mci
    at_one_meter = rate_at(Activity(activity, ActivityUnit.MCI), Decimal(row.gamma), ONE_METER)
    assert in_the_guides_digits(at_one_meter.amount) == Decimal(row.table_1_mrem_h)


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.nuclide)
def test_table_2_follows_from_equation_2_or_3(row: Row) -> None:
    """RG 8.39 Rev 0, Table 2, p. 8: the same for 1 mSv."""
    activity = (
        activity_for_dose(ONE, Decimal(row.gamma), days(row.half_life_days))
        .to(ActivityUnit.MCI)
        .amount
    )
    assert in_the_guides_digits(activity) == Decimal(row.table_2_mci)


def test_table_1_prints_thallium_higher_than_its_equation() -> None:
    """RG 8.39 Rev 0, Table 1, p. 5: Tl-201 is printed 430 mCi; Equation 2 gives 424.8."""
    activity = activity_for_dose(FIVE, Decimal("0.447"), days("3.044"))
    assert round(activity.to(ActivityUnit.MCI).amount, 1) == Decimal("424.8")


@pytest.mark.parametrize(
    "row",
    [row for row in TABLES if row.nuclide in reference().nuclides],
    ids=lambda row: row.nuclide,
)
def test_the_reference_data_holds_the_guides_constants(row: Row) -> None:
    """RG 8.39 Rev 0, Table A-1, p. A-1."""
    nuclide = reference().nuclide(row.nuclide)
    assert nuclide.gamma_constant(GammaSource.GUIDE).r_cm2_per_mci_h == Decimal(row.gamma)
    assert nuclide.half_life(HalfLifeSource.GUIDE).value == days(row.half_life_days)


def test_the_release_activity_of_iodine_gives_the_limit_back() -> None:
    """G3: 33 mCi of I-131 by Equation 2 (RG 8.39 Rev 0, p. 3) is 0.50490 rem."""
    dose = dose_to_infinity(Activity.parse("33 mCi"), Decimal("2.2"), days("8.04"))
    assert round(rem(dose), 5) == Decimal("0.50490")


def test_example_1_iodine_living_alone() -> None:
    """G4: RG 8.39 Rev 0, Appendix B, Example 1, p. B-2: 60 mCi, E 0.125, 4.59 mSv (0.459 rem)."""
    dose = dose_with_occupancy(
        Activity.parse("60 mCi"), Decimal("2.2"), days("8.04"), Decimal("0.125")
    )
    assert round(rem(dose), 7) == Decimal("0.4590036")
    assert round(dose.to(DoseUnit.MSV).amount, 2) == Decimal("4.59")


def test_example_2_thyroid_cancer() -> None:
    """G5, G7: RG 8.39 Rev 0, Appendix B, Example 2, p. B-4: 200 mCi, 4.53 mSv (0.453 rem).

    With 8/24 d and ln 2 in place of the guide's 0.33 and 0.693 it would round to 4.55 mSv.
    """
    dose = iodine_dose(Activity.parse("200 mCi"), THYROID_CANCER)
    assert round(rem(dose), 6) == Decimal("0.453433")
    assert round(dose.to(DoseUnit.MSV).amount, 2) == Decimal("4.53")


def test_example_3_hyperthyroidism() -> None:
    """RG 8.39 Rev 0, Appendix B, Example 3, p. B-6: 55 mCi, 4.86 mSv (0.486 rem)."""
    dose = iodine_dose(Activity.parse("55 mCi"), HYPERTHYROIDISM)
    assert round(dose.to(DoseUnit.MSV).amount, 2) == Decimal("4.86")


def test_example_4_internal_dose() -> None:
    """G10: RG 8.39 Rev 0, Appendix B, Example 4, p. B-7: 33 mCi, 53 rem/mCi, 0.17 mSv (0.017 rem)."""
    dose = internal_dose(Activity.parse("33 mCi"), Decimal(53))
    assert rem(dose) == Decimal("0.01749")


def test_lutetium_by_the_guides_equation() -> None:
    """G11: Lu-177 7.4 GBq, Smith and Stabin 0.181, 6.647 d (ICRP 107): computed with Equation 2, not a value of the guide."""
    lutetium = reference().nuclide("Lu-177")
    gamma = lutetium.gamma_constant(GammaSource.SMITH_STABIN).r_cm2_per_mci_h
    activity = Activity.parse("7.4 GBq")
    dose = dose_to_infinity(activity, gamma, lutetium.half_life().value)
    assert round(rem(dose), 6) == Decimal("0.208138")
    assert rate_at(activity, gamma, ONE_METER) == DoseRate.parse("3.62 mrem/h")


def test_equation_1_reaches_the_dose_to_total_decay() -> None:
    """RG 8.39 Rev 0, Equation 1, p. 2: at one meter and for a long time it is Equation 3 with E = 1."""
    activity, gamma, half_life = Activity.parse("33 mCi"), Decimal("2.2"), days("8.04")
    assert dose_until(activity, gamma, half_life, days("0"), ONE_METER).amount == 0
    early = dose_until(activity, gamma, half_life, days("1"), ONE_METER)
    whole = dose_until(activity, gamma, half_life, days("1000"), ONE_METER)
    unoccupied = dose_with_occupancy(activity, gamma, half_life, Decimal(1))
    assert early < whole
    assert abs(whole.base - unoccupied.base) < Decimal("1E-12")


def test_a_half_life_of_exactly_one_day_takes_equation_3() -> None:
    """RG 8.39 Rev 0, p. 3: Equation 2 is for half-lives above one day."""
    activity, gamma = Activity.parse("1 mCi"), Decimal(1)
    assert rem(dose_to_infinity(activity, gamma, days("1"))) == Decimal("0.00346")
    above = dose_to_infinity(activity, gamma, days("1.001"))
    assert rem(above) < Decimal("0.001")


def test_a_measured_rate_gives_the_dose_of_equation_b_1() -> None:
    """The integral of the same decay: 1 mrem/h, 24 h, E 0.25 is 24/ln 2·0.25 mrem."""
    dose = dose_from_rate(DoseRate.parse("1 mrem/h"), Duration.parse("24 h"), Decimal("0.25"))
    assert round(dose.to(DoseUnit.MREM).amount, 4) == Decimal("8.6562")


@pytest.mark.parametrize(
    ("basis", "needed"),
    [
        (ReleaseBasis(), False),
        (ReleaseBasis(occupancy=Decimal("0.2499")), True),
        (ReleaseBasis(retained_activity=True), True),
        (ReleaseBasis(biological_or_effective_half_life=True), True),
        (ReleaseBasis(tissue_shielding=True), True),
        (ReleaseBasis(infant_dose=Dose.parse("5 mSv")), False),
        (ReleaseBasis(infant_dose=Dose.parse("5.001 mSv")), True),
    ],
)
def test_the_record_of_35_2075(basis: ReleaseBasis, *, needed: bool) -> None:
    """G27: 10 CFR 35.2075 (67 FR 20370, 2002): an occupancy factor "less than 0.25", a child above 5 mSv."""
    assert record_required(basis) is needed


@pytest.mark.parametrize("occupancy", ["-0.1", "1.1"])
def test_an_occupancy_factor_is_a_fraction(occupancy: str) -> None:
    """RG 8.39 Rev 0, B-1: the factor is a fraction of time."""
    with pytest.raises(Invalid):
        dose_with_occupancy(Activity.parse("1 mCi"), Decimal(1), days("8"), Decimal(occupancy))


def test_a_retention_fraction_is_a_fraction() -> None:
    """RG 8.39 Rev 0, Table B-1, p. B-5: uptake fractions."""
    wrong = replace(THYROID_CANCER, first=replace(THYROID_CANCER.first, fraction=Decimal("1.5")))
    with pytest.raises(Invalid):
        iodine_dose(Activity.parse("1 mCi"), wrong)
