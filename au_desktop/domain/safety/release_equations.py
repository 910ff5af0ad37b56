"""Equations of a release with the numbers of one patient in them, as screen, paper and record show them."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.patient_release import default_occupancy

SHOWN = 4
_KEPT = 9


@dataclass(frozen=True, slots=True)
class Worked:
    """An equation as it is printed, and the same with the numbers in it."""

    equation: str = ""
    worked: str = ""


def digits(amount: Decimal, significant: int = SHOWN) -> str:
    """A number to so many digits."""
    return plain_text(rounded(amount, significant))


def kept_dose(dose: Dose) -> Dose:
    """A dose as a record keeps it: nine digits, far below what any of its inputs is known to."""
    return Dose(rounded(dose.amount, _KEPT), dose.unit)


def activity_words(activity: Activity) -> str:
    """Such as "200 mCi (7.4 GBq)"."""
    curie = digits(activity.to(ActivityUnit.MCI).amount)
    return f"{curie} mCi ({digits(activity.to(ActivityUnit.GBQ).amount)} GBq)"


def dose_words(dose: Dose) -> str:
    """Such as "2.081 mSv (0.2081 rem)"."""
    rem = digits(dose.to(DoseUnit.REM).amount)
    return f"{digits(dose.to(DoseUnit.MSV).amount)} mSv ({rem} rem)"


def rate_words(rate: DoseRate) -> str:
    """Such as "7 mrem/h (0.07 mSv/h)"."""
    sievert = digits(rate.to(DoseRateUnit.MSV_H).amount)
    return f"{digits(rate.to(DoseRateUnit.MREM_H).amount)} mrem/h ({sievert} mSv/h)"


def days_words(time: Duration) -> str:
    """Such as "6.647 d"."""
    return f"{digits(time.to(DurationUnit.D).amount)} d"


def hours_words(time: Duration) -> str:
    """Such as "40.25 h"."""
    return f"{digits(time.to(DurationUnit.H).amount)} h"


def _mci(activity: Activity) -> str:
    return f"{digits(activity.to(ActivityUnit.MCI).amount, 6)} mCi"


def limit_rate(half_life: Duration, limit: Dose, rate: DoseRate) -> Worked:
    """The rate at 1 m that belongs to a dose."""
    factor = plain_text(default_occupancy(half_life))
    rem = plain_text(limit.to(DoseUnit.REM).amount)
    return Worked(
        "X(1 m) = Γ·Q / (100 cm)² with Q of Equation 2 or 3, which is D / (34.6·Tp·E)",
        f"{rem} rem / (34.6 · {days_words(half_life)} · {factor}) = {rate_words(rate)}",
    )


def by_decay(left: Activity, given: Activity, half_life: Duration, hours: Decimal) -> Worked:
    """What decay alone leaves."""
    time = f"{digits(hours)} h / {hours_words(half_life)}"
    return Worked("A = A0·2^(−t/Tp)", f"A = {_mci(given)} · 2^(−{time}) = {activity_words(left)}")


def intake(activity: Activity, rem_per_millicurie: Decimal, dose: Dose) -> Worked:
    """Equation B-6."""
    factor = plain_text(rem_per_millicurie)
    return Worked(
        "Equation B-6: Di = Q·0.00001·DCF",
        f"Di = {_mci(activity)} · 0.00001 · {factor} rem/mCi = {dose_words(dose)}",
    )
