"""Writes a quantity in both unit systems, the one a person prefers first."""

from enum import StrEnum

from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    AnyQuantity,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Quantity,
    U,
)

SHOWN_DIGITS = 4


class UnitSystem(StrEnum):
    """Which units come first: becquerel and sievert, or curie and rem."""

    SI = "si"
    CURIE = "curie"


_ACTIVITY_UNITS = {
    UnitSystem.SI: (
        ActivityUnit.TBQ,
        ActivityUnit.GBQ,
        ActivityUnit.MBQ,
        ActivityUnit.KBQ,
        ActivityUnit.BQ,
    ),
    UnitSystem.CURIE: (ActivityUnit.CI, ActivityUnit.MCI, ActivityUnit.UCI, ActivityUnit.NCI),
}
_DOSE_UNITS = {
    UnitSystem.SI: (DoseUnit.SV, DoseUnit.MSV, DoseUnit.USV),
    UnitSystem.CURIE: (DoseUnit.REM, DoseUnit.MREM),
}
# mR/h is a unit of the curie system that is kept where it was entered, but never chosen.
_DOSE_RATE_UNITS = {
    UnitSystem.SI: (DoseRateUnit.SV_H, DoseRateUnit.MSV_H, DoseRateUnit.USV_H),
    UnitSystem.CURIE: (DoseRateUnit.REM_H, DoseRateUnit.MREM_H),
}


def entered_system(quantity: Activity | Dose) -> UnitSystem:
    """The system of the unit in which it was entered."""
    units = _ACTIVITY_UNITS if isinstance(quantity, Activity) else _DOSE_UNITS
    return UnitSystem.SI if quantity.unit in units[UnitSystem.SI] else UnitSystem.CURIE


def in_both_systems(quantity: AnyQuantity, first: UnitSystem = UnitSystem.SI) -> str:
    """Such as "7.4 GBq (200 mCi)": the entered digits in the entered system, the other rounded to four digits.

    A kind that has one system only (count rate, distance, duration) is written as entered.
    """
    if not isinstance(quantity, Activity | Dose | DoseRate):
        return quantity.format()
    second = UnitSystem.CURIE if first is UnitSystem.SI else UnitSystem.SI
    return f"{in_system(quantity, first)} ({in_system(quantity, second)})"


def in_system(quantity: Activity | Dose | DoseRate, system: UnitSystem) -> str:
    """Write it in one system: as entered where it was entered so, else in its most readable unit."""
    if isinstance(quantity, Activity):
        return _written(quantity, _ACTIVITY_UNITS[system])
    if isinstance(quantity, Dose):
        return _written(quantity, _DOSE_UNITS[system])
    if quantity.unit is DoseRateUnit.MR_H and system is UnitSystem.CURIE:
        return quantity.format()
    return _written(quantity, _DOSE_RATE_UNITS[system])


def _written(quantity: Quantity[U], units: tuple[U, ...]) -> str:
    """Choose the largest unit that gives at least 1; nothing reaches 1 in any: the smallest."""
    if quantity.unit in units:
        return quantity.format()
    readable = (unit for unit in units if abs(quantity.to(unit).amount) >= 1)
    return quantity.format(next(readable, units[-1]), SHOWN_DIGITS)
