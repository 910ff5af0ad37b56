"""What people type as a quantity: what is taken, what is refused, and with which reason."""

from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.number_text import QuantityError, TextFault, read_number, trimmed
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Distance,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
    QuantityKind,
    parse_quantity,
)
from au_desktop.domain.quantity_display import UnitSystem, entered_system, in_both_systems


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("200 mCi", "200", ActivityUnit.MCI),
        ("7.4GBq", "7.4", ActivityUnit.GBQ),
        ("7.40 GBq", "7.40", ActivityUnit.GBQ),
        ("7.4 gbq", "7.4", ActivityUnit.GBQ),
        ("  200\u00a0mCi ", "200", ActivityUnit.MCI),
        ("200\u2009mCi", "200", ActivityUnit.MCI),
        ("5 uCi", "5", ActivityUnit.UCI),
        ("5 \u00b5Ci", "5", ActivityUnit.UCI),
        ("5 \u03bcCi", "5", ActivityUnit.UCI),
        ("1,234.5 MBq", "1234.5", ActivityUnit.MBQ),
        ("1,234,567 Bq", "1234567", ActivityUnit.BQ),
        ("1\u202f234.5 MBq", "1234.5", ActivityUnit.MBQ),
        ("1 234 567 Bq", "1234567", ActivityUnit.BQ),
        ("1e3 MBq", "1000", ActivityUnit.MBQ),
        ("2.5E-3 Ci", "0.0025", ActivityUnit.CI),
        (".5 mCi", "0.5", ActivityUnit.MCI),
        ("5. mCi", "5", ActivityUnit.MCI),
        ("+3 mCi", "3", ActivityUnit.MCI),
        ("0 Bq", "0", ActivityUnit.BQ),
        ("1000000000000000 Bq", "1000000000000000", ActivityUnit.BQ),
    ],
)
def test_an_activity_is_read(typed: str, amount: str, unit: ActivityUnit) -> None:
    read = Activity.parse(typed)
    assert read.same_as(Activity(Decimal(amount), unit))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", TextFault.EMPTY),
        ("   ", TextFault.EMPTY),
        ("mCi", TextFault.NOT_A_NUMBER),
        ("7.4", TextFault.UNIT_MISSING),
        ("7,4 GBq", TextFault.COMMA_DECIMAL),
        ("1,23 GBq", TextFault.COMMA_DECIMAL),
        ("1,234 MBq", TextFault.COMMA_AMBIGUOUS),
        ("1,23,4 MBq", TextFault.NOT_A_NUMBER),
        ("1.2.3 MBq", TextFault.NOT_A_NUMBER),
        ("7..4 MBq", TextFault.NOT_A_NUMBER),
        ("12 34 MBq", TextFault.NOT_A_NUMBER),
        ("-3 mCi", TextFault.NEGATIVE),
        ("\u22123 mCi", TextFault.NEGATIVE),
        ("nan mCi", TextFault.NOT_FINITE),
        ("-inf mCi", TextFault.NOT_FINITE),
        ("Infinity", TextFault.NOT_FINITE),
        ("1e99 mCi", TextFault.OUT_OF_RANGE),
        ("1e-99 mCi", TextFault.OUT_OF_RANGE),
        ("1e16 Bq", TextFault.OUT_OF_RANGE),
        ("1234567890123 Bq", TextFault.TOO_MANY_DIGITS),
        ("0.1234567890123 Bq", TextFault.TOO_MANY_DIGITS),
        ("3 furlongs", TextFault.UNIT_UNKNOWN),
        ("3 mSv", TextFault.UNIT_UNKNOWN),
        ("3 MCi", TextFault.UNIT_AMBIGUOUS),
        ("3 mBq", TextFault.UNIT_AMBIGUOUS),
        ("\u0663 mCi", TextFault.NOT_A_NUMBER),
    ],
)
def test_an_activity_is_refused_with_the_reason(typed: str, fault: TextFault) -> None:
    with pytest.raises(QuantityError) as refused:
        Activity.parse(typed)
    assert refused.value.fault is fault
    assert refused.value.text == typed
    assert refused.value.units


def test_a_comma_is_refused_with_what_to_type() -> None:
    with pytest.raises(QuantityError) as refused:
        Activity.parse("7,4 GBq")
    assert refused.value.suggestion == "7.4"
    with pytest.raises(QuantityError) as ambiguous:
        Activity.parse("1,234 MBq")
    assert ambiguous.value.suggestion == "1234"


def test_a_missing_unit_is_refused_with_the_units_offered() -> None:
    with pytest.raises(QuantityError) as refused:
        Dose.parse("5")
    assert refused.value.units == ("Sv", "mSv", "µSv", "rem", "mrem")


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        (QuantityKind.DOSE, "5 msv", "5 mSv"),
        (QuantityKind.DOSE_RATE, "0.3 mR/hr", "0.3 mR/h"),
        (QuantityKind.DOSE_RATE, "12 uSv/h", "12 µSv/h"),
        (QuantityKind.COUNT_RATE, "240 CPM", "240 cpm"),
        (QuantityKind.DISTANCE, "6 feet", "6 ft"),
        (QuantityKind.DISTANCE, "1 m", "1 m"),
        (QuantityKind.DURATION, "30 minutes", "30 min"),
        (QuantityKind.DURATION, "6.647 days", "6.647 d"),
    ],
)
def test_the_other_kinds_are_read(kind: QuantityKind, typed: str, written: str) -> None:
    assert parse_quantity(kind, typed).format() == written


def test_a_unit_is_read_on_its_own() -> None:
    assert Activity.unit_named("uCi") is ActivityUnit.UCI
    with pytest.raises(QuantityError):
        Activity.unit_named("rem")


def test_a_number_without_unit_is_read() -> None:
    assert read_number(" 0.25 ") == Decimal("0.25")
    with pytest.raises(QuantityError):
        read_number("0.25 mL")


@pytest.mark.parametrize("amount", [7.4, 7, True, "7.4"])
def test_only_a_decimal_makes_a_quantity(amount: Any) -> None:
    with pytest.raises(TypeError):
        Activity(amount, ActivityUnit.GBQ)


@pytest.mark.parametrize("amount", [7.4, True, None])
def test_a_float_never_becomes_a_quantity(amount: Any) -> None:
    with pytest.raises(TypeError):
        Activity.of(amount, ActivityUnit.GBQ)
    with pytest.raises(TypeError):
        Activity.of(7, ActivityUnit.GBQ) * amount
    with pytest.raises(TypeError):
        Activity.of(7, ActivityUnit.GBQ) / amount


def test_a_unit_of_another_kind_is_a_type_error() -> None:
    unit: Any = DoseUnit.MSV
    with pytest.raises(TypeError):
        Activity(Decimal(1), unit)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+99"])
def test_what_is_not_finite_or_far_too_large_is_no_quantity(amount: str) -> None:
    with pytest.raises(QuantityError):
        Activity(Decimal(amount), ActivityUnit.BQ)


def test_kinds_do_not_mix() -> None:
    activity: Any = Activity.parse("1 mCi")
    dose: Any = Dose.parse("1 mSv")
    assert activity != dose
    assert not activity.same_as(dose)
    with pytest.raises(TypeError):
        activity + dose
    with pytest.raises(TypeError):
        activity < dose  # noqa: B015 (the comparison itself is what is refused)


def test_equal_by_value_is_not_the_same_as_entered() -> None:
    entered, converted = Activity.parse("200 mCi"), Activity.parse("7.4 GBq")
    assert entered == converted
    assert not entered.same_as(converted)
    assert not Activity.parse("7.40 GBq").same_as(converted)


@pytest.mark.parametrize(
    ("typed", "unit", "significant", "written"),
    [
        ("7.40 GBq", None, None, "7.40 GBq"),
        ("200 mCi", ActivityUnit.GBQ, None, "7.4 GBq"),
        ("1 MBq", ActivityUnit.MCI, None, "0.027027027027 mCi"),
        ("1 MBq", ActivityUnit.MCI, 3, "0.027 mCi"),
        ("1 MBq", ActivityUnit.MCI, 4, "0.02703 mCi"),
        ("1234567 Bq", None, 2, "1200000 Bq"),
        ("0.25 mCi", None, 1, "0.2 mCi"),
        ("5 TBq", ActivityUnit.BQ, None, "5000000000000 Bq"),
        ("0 mCi", ActivityUnit.GBQ, None, "0 GBq"),
    ],
)
def test_a_quantity_is_written(
    typed: str, unit: ActivityUnit | None, significant: int | None, written: str
) -> None:
    assert Activity.parse(typed).format(unit, significant) == written


@pytest.mark.parametrize(
    ("quantity", "first", "written"),
    [
        (Activity.parse("200 mCi"), UnitSystem.SI, "7.4 GBq (200 mCi)"),
        (Activity.parse("200 mCi"), UnitSystem.CURIE, "200 mCi (7.4 GBq)"),
        (Activity.parse("7400 MBq"), UnitSystem.SI, "7400 MBq (200 mCi)"),
        (Activity.parse("1.11 MBq"), UnitSystem.CURIE, "30 µCi (1.11 MBq)"),
        (Activity.parse("5 Bq"), UnitSystem.CURIE, "0.1351 nCi (5 Bq)"),
        (Dose.parse("0.5 rem"), UnitSystem.SI, "5 mSv (0.5 rem)"),
        (DoseRate.parse("2 mR/h"), UnitSystem.CURIE, "2 mR/h (20 µSv/h)"),
        (DoseRate.parse("20 µSv/h"), UnitSystem.CURIE, "2 mrem/h (20 µSv/h)"),
        (CountRate.parse("240 cpm"), UnitSystem.SI, "240 cpm"),
    ],
)
def test_both_unit_systems_are_written(quantity: Any, first: UnitSystem, written: str) -> None:
    assert in_both_systems(quantity, first) == written


@pytest.mark.parametrize(
    ("quantity", "system"),
    [
        (Activity.parse("200 mCi"), UnitSystem.CURIE),
        (Activity.parse("185 Bq"), UnitSystem.SI),
        (Dose.parse("1 mrem"), UnitSystem.CURIE),
        (Dose.parse("1 µSv"), UnitSystem.SI),
    ],
)
def test_the_system_in_which_it_was_entered_is_known(quantity: Any, system: UnitSystem) -> None:
    assert entered_system(quantity) is system


def test_a_quantity_is_made_from_base_units() -> None:
    assert CountRate.from_base(Decimal(2), CountRateUnit.CPM) == CountRate.parse("120 cpm")
    assert Activity.from_base(Decimal(37_000_000), ActivityUnit.MCI).same_as(
        Activity.parse("1 mCi")
    )


def test_an_exposure_rate_counts_as_dose_rate_by_the_guides_convention() -> None:
    assert DoseRate.parse("1 mR/h") == DoseRate.parse("1 mrem/h")
    assert DoseRate.parse("1 mR/h").unit is DoseRateUnit.MR_H


def test_a_quantity_shows_its_digits_as_entered() -> None:
    assert str(Distance.parse("1.50 m")) == "1.50 m"
    assert Duration.parse("1 d").to(DurationUnit.D).same_as(Duration.parse("1 d"))
    assert trimmed(Decimal("1E+3")) == Decimal(1000)
