"""Typed inputs of calculations: units, plain numbers, fractions, nuclides, dates; what cannot be read is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import QuantityError
from au_desktop.domain.quantities import Activity, Distance, DoseRate, Duration
from au_desktop.domain.radiation.calculations.calculation_types import (
    Input,
    InputKind,
    InputValue,
    TimedActivity,
)
from au_desktop.services.calculating.typed_inputs import nuclide_name, read_input
from tests.builders import reference

UNITS = {
    InputKind.ACTIVITY: "MBq",
    InputKind.ACTIVITIES: "MBq",
    InputKind.TIMED_ACTIVITY: "MBq",
    InputKind.TIMED_ACTIVITIES: "MBq",
    InputKind.SIGNED_DURATION: "h",
    InputKind.DURATION: "h",
    InputKind.TIME: "h",
    InputKind.DOSE_RATE: "µSv/h",
    InputKind.DISTANCE: "m",
    InputKind.VOLUME: "mL",
    InputKind.NUMBER: "kg",
}


def read(kind: InputKind, typed: str) -> InputValue:
    one = Input("it", "It", kind, UNITS.get(kind, ""), choices=("no-carrier", "carrier"))
    return read_input(one, typed, reference())


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (InputKind.ACTIVITY, "200 mCi", Activity.parse("7400 MBq")),
        (InputKind.ACTIVITY, "7400", Activity.parse("7.4 GBq")),
        (InputKind.DURATION, "2", Duration.parse("2 h")),
        (InputKind.SIGNED_DURATION, "-2 d", Duration.parse("2 d") * -1),
        (InputKind.SIGNED_DURATION, "\u22122", Duration.parse("2 h") * -1),
        (InputKind.DOSE_RATE, "3 mrem/h", DoseRate.parse("30 µSv/h")),
        (InputKind.DISTANCE, "2", Distance.parse("2 m")),
        (InputKind.NUMBER, "-7", Decimal(-7)),
        (InputKind.NUMBER, "80 kg", Decimal(80)),
        (InputKind.FRACTION, "0.25", Decimal("0.25")),
        (InputKind.FRACTION, "25 %", Decimal("0.25")),
        (InputKind.FRACTION, "100 percent", Decimal(1)),
        (InputKind.VOLUME, "1e9", Decimal(10) ** 9),
        (InputKind.VOLUME, "1000 m3", Decimal(10) ** 9),
        (InputKind.VOLUME, "2 L", Decimal(2000)),
        (InputKind.DAY, "2026-11-23", date(2026, 11, 23)),
        (InputKind.DAY, "2026-11-23T10:00", date(2026, 11, 23)),
        (InputKind.CHOICE, "Carrier", "carrier"),
        (InputKind.CHOICE, "no carrier", "no-carrier"),
        (InputKind.YES_NO, "Yes", True),
        (InputKind.YES_NO, "0", False),
        (InputKind.TEXT, " I-131 NaI ", "I-131 NaI"),
        (InputKind.TIME, "2", Duration.parse("2 h")),
        (InputKind.TIME, "2026-11-23T10:30+00:00", datetime(2026, 11, 23, 10, 30, tzinfo=UTC)),
        (InputKind.NAME, "fe59", "Fe-59"),
        (InputKind.NAMES, "H-3, Tc-99m I-131", ("H-3", "Tc-99m", "I-131")),
        (
            InputKind.ACTIVITIES,
            "1 mCi, 2; 3 GBq",
            (Activity.parse("37 MBq"), Activity.parse("2 MBq"), Activity.parse("3 GBq")),
        ),
        (
            InputKind.TIMED_ACTIVITIES,
            "5@2 h; 1 mCi",
            (
                TimedActivity(Activity.parse("5 MBq"), Duration.parse("2 h")),
                TimedActivity(Activity.parse("37 MBq")),
            ),
        ),
    ],
)
def test_what_is_typed_is_read(kind: InputKind, typed: str, value: InputValue) -> None:
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Lu-177", "Lu-177"),
        ("lu177m", "Lu-177m"),
        ("177Lu", "Lu-177"),
        ("99m-tc", "Tc-99m"),
        ("I 131", "I-131"),
        ("I-125 implant", "I-125-implant"),
        ("lutetium", ""),
    ],
)
def test_nuclides_are_known_in_every_spelling(typed: str, name: str) -> None:
    assert nuclide_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "ra-223-dichloride",
        "radium-223-dichloride",
        "Ra-223 dichloride",
        "xofigo",
        "Radium-223 dichloride",
    ],
)
def test_a_drug_by_any_of_its_names(typed: str) -> None:
    assert read(InputKind.DRUG, typed) == reference().drug("ra-223-dichloride")


def test_nuclides_of_the_reference_data() -> None:
    data = reference()
    assert read(InputKind.NUCLIDE, "lu177") == data.nuclide("Lu-177")
    several = read(InputKind.NUCLIDES, "Lu-177; 131I")
    assert several == (data.nuclide("Lu-177"), data.nuclide("I-131"))


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        (InputKind.ACTIVITY, "  ", "is empty"),
        (InputKind.NUMBER, "80 lb", "is a number in kg"),
        (InputKind.FRACTION, "25", "25 %"),
        (InputKind.FRACTION, "0.25 cm", "0.25, or 25 %"),
        (InputKind.DAY, "23.11.2026", "no date"),
        (InputKind.DAY, "0001-01-01", "outside the years"),
        (InputKind.CHOICE, "perhaps", "none of: no-carrier, carrier"),
        (InputKind.YES_NO, "perhaps", "yes or no"),
        (InputKind.TIME, "noon", "no time"),
        (InputKind.NUCLIDE, "lutetium", "no nuclide such as Lu-177"),
        (InputKind.NUCLIDE, "Lu-999", "there is: I-131, Lu-177"),
        (InputKind.NUCLIDES, ",", "names no nuclide"),
        (InputKind.ACTIVITIES, ";", "holds no activity"),
        (InputKind.TIMED_ACTIVITIES, " ; ", "holds no activity"),
        (InputKind.DRUG, "aspirin", "there is: lu-177-dotatate"),
    ],
)
def test_what_cannot_be_read_is_refused(kind: InputKind, typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(kind, typed)
    assert reason in refused.value.reason


def test_a_number_without_a_unit_of_its_own() -> None:
    with pytest.raises(Invalid) as refused:
        read_input(Input("n", "N", InputKind.NUMBER), "3 apples", reference())
    assert refused.value.reason == "is a number"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (InputKind.ACTIVITY, "7,4 GBq"),
        (InputKind.ACTIVITY, "-1 mCi"),
        (InputKind.ACTIVITY, "1 parsec"),
        (InputKind.VOLUME, "3 cups"),
        (InputKind.FRACTION, "-0.1"),
        (InputKind.ACTIVITIES, "1,000 MBq"),
    ],
)
def test_quantities_that_are_none(kind: InputKind, typed: str) -> None:
    with pytest.raises(QuantityError):
        read(kind, typed)
