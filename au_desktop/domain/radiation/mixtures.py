"""Activity of Lu-177 that carries its metastable state, with ingrowth, and when the impurity takes over."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.radiation.decay import decayed, grown_in
from au_desktop.domain.radiation.exact import CALCULATION, LN2, divided, positive, product

LU_177M_TO_LU_177 = Decimal("0.217")


@dataclass(frozen=True, slots=True)
class Mixture:
    """A nuclide with a longer-lived impurity that feeds it.

    Args:
        activity: the main nuclide at the beginning.
        fraction: impurity per main activity at the beginning.
        half_life: of the main nuclide.
        impurity_half_life: of the impurity.
        branching: part of the impurity's decays that lead to the main nuclide.
    """

    activity: Activity
    fraction: Decimal
    half_life: Duration
    impurity_half_life: Duration
    branching: Decimal = LU_177M_TO_LU_177

    def __post_init__(self) -> None:
        """Refuse what is no part of the activity."""
        if not 0 <= self.fraction <= 1:
            raise Invalid("fraction", "must be from 0 to 1")


@dataclass(frozen=True, slots=True)
class MixtureState:
    """The mixture after a time: the main nuclide with what grew in, and the impurity."""

    main: Activity
    impurity: Activity

    @property
    def total(self) -> Activity:
        """Both together."""
        return self.main + self.impurity

    @property
    def main_per_impurity(self) -> Decimal | None:
        """The ratio of the two; None without impurity."""
        return self.main.ratio_to(self.impurity) if self.impurity.amount else None


def mixture_after(mixture: Mixture, elapsed: Duration) -> MixtureState:
    """The activities of a mixture after a time, the main nuclide growing in from its impurity.

    Equation: A(t) = A0·2^(-t/T) + b·Am0·λ/(λ - λm)·(2^(-t/Tm) - 2^(-t/T)), Am(t) = Am0·2^(-t/Tm), Am0 = f·A0. Units: as
    given. Range: t not negative, f from 0 to 1.
    Source: Bateman's solution; Lu-177m decays to Lu-177 by isomeric transition in 21.7 % (ICRP Publication 107, 2008).
    """
    impurity = Activity(product(mixture.activity.amount, mixture.fraction), mixture.activity.unit)
    grown = grown_in(
        impurity, mixture.impurity_half_life, mixture.half_life, mixture.branching, elapsed
    )
    left = decayed(mixture.activity, mixture.half_life, elapsed)
    return MixtureState(left + grown, decayed(impurity, mixture.impurity_half_life, elapsed))


def crossover(mixture: Mixture) -> Duration | None:
    """When impurity and main nuclide are equally active, ingrowth left out; None without impurity or where it never is.

    Equation: t = ln(1/f)/(λ - λm). Units: in the unit of the main half-life. Range: f above 0, Tm above T.
    Source: exponential decay law, solved for t.
    """
    if not mixture.fraction or mixture.impurity_half_life <= mixture.half_life:
        return None
    ratio = mixture.half_life.ratio_to(mixture.impurity_half_life)
    slower = product(LN2, CALCULATION.subtract(Decimal(1), ratio))
    half_lives = divided(-CALCULATION.ln(positive("fraction", mixture.fraction)), slower)
    return Duration(product(mixture.half_life.amount, half_lives), mixture.half_life.unit)
