"""Inputs that many calculations share: nuclide, half-life and its source, and how figures are put into words."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.number_text import plain_text, rounded
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    AnyQuantity,
    Dose,
    DoseRate,
    DoseRateUnit,
    DoseUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.calculations.calculation_types import Given, Input, InputKind
from au_desktop.domain.radiation.release_figures import disagreements
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.nuclides import (
    GammaSource,
    HalfLife,
    HalfLifeSource,
    Nuclide,
)

SHOWN_DIGITS = 6
NUCLIDE = Input("nuclide", "Radionuclide, such as Lu-177", InputKind.NUCLIDE)
ACTIVITY = Input("activity", "Activity", InputKind.ACTIVITY, "MBq", required=True)
HALF_LIFE_SOURCE = Input(
    "half-life-source",
    "Which half-life is taken",
    InputKind.CHOICE,
    default="icrp107",
    choices=tuple(source.value for source in HalfLifeSource),
)
GAMMA_SOURCE = Input(
    "gamma-source",
    "Which exposure rate constant is taken",
    InputKind.CHOICE,
    choices=tuple(source.value for source in GammaSource),
)
EXPONENTIAL_LAW = "exponential decay law; half-lives as the reference data cites them"


def megabecquerels(activity: Activity) -> Decimal:
    """The number of MBq."""
    return activity.to(ActivityUnit.MBQ).amount


def millicuries(activity: Activity) -> Decimal:
    """The number of mCi."""
    return activity.to(ActivityUnit.MCI).amount


def hours(duration: Duration) -> Decimal:
    """The number of hours."""
    return duration.to(DurationUnit.H).amount


def days(duration: Duration) -> Decimal:
    """The number of days."""
    return duration.to(DurationUnit.D).amount


def millisieverts(dose: Dose) -> Decimal:
    """The number of mSv."""
    return dose.to(DoseUnit.MSV).amount


def rems(dose: Dose) -> Decimal:
    """The number of rem."""
    return dose.to(DoseUnit.REM).amount


def microsieverts_per_hour(rate: DoseRate) -> Decimal:
    """The number of µSv/h."""
    return rate.to(DoseRateUnit.USV_H).amount


def millirems_per_hour(rate: DoseRate) -> Decimal:
    """The number of mrem/h."""
    return rate.to(DoseRateUnit.MREM_H).amount


def text(value: AnyQuantity | Decimal) -> str:
    """A number or quantity as equations show it: six significant digits."""
    if isinstance(value, Decimal):
        return plain_text(rounded(value, SHOWN_DIGITS))
    return value.format(significant=SHOWN_DIGITS)


def half_life_source(given: Given) -> HalfLifeSource | None:
    """The source that was asked for."""
    typed = given.maybe("half-life-source", str)
    return None if typed is None else HalfLifeSource(typed)


def gamma_source(given: Given) -> GammaSource | None:
    """The source of the exposure rate constant that was asked for."""
    typed = given.maybe("gamma-source", str)
    return None if typed is None else GammaSource(typed)


def half_life_by(nuclide: Nuclide, source: HalfLifeSource | None) -> HalfLife:
    """The nuclide's half-life by a source, ICRP-107 where none was asked for; refuses a source that has none."""
    wanted = source or HalfLifeSource.ICRP107
    known = {one.source: one for one in reversed(nuclide.half_lives)}
    if wanted not in known:
        offered = ", ".join(dict.fromkeys(one.source.value for one in nuclide.half_lives))
        raise Invalid("half-life-source", f"has no half-life of {nuclide.id}; there is: {offered}")
    return known[wanted]


@dataclass(frozen=True, slots=True)
class TakenHalfLife:
    """A half-life that was typed, or that of a nuclide, with what the other sources say."""

    value: Duration
    bases: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def taken_half_life(given: Given, name: str = "half-life") -> TakenHalfLife:
    """The half-life typed as `name`, or the nuclide's by the source that was asked for."""
    typed, nuclide = given.maybe(name, Duration), given.maybe("nuclide", Nuclide)
    if typed is not None:
        if given.has("half-life-source"):
            raise Invalid("half-life-source", f"has no use where {name} is typed")
        return TakenHalfLife(typed)
    if nuclide is None:
        raise Invalid("nuclide", f"is missing; give a nuclide, or {name}")
    found = half_life_by(nuclide, half_life_source(given))
    return TakenHalfLife(
        found.value,
        (found.basis,),
        tuple(f"Other figures: {one}." for one in disagreements(nuclide, found)),
        (half_life_words(nuclide, found),),
    )


def half_life_words(nuclide: Nuclide, found: HalfLife) -> str:
    """The half-life that was taken, with its source."""
    return f"half-life of {nuclide.id} by {found.source.words}: {found.value.format()}"
