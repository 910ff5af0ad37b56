"""The half-life and exposure rate constant that a release is reckoned with: the guide's own where it lists the nuclide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Duration
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.nuclides import (
    GammaConstant,
    GammaSource,
    HalfLife,
    HalfLifeSource,
    Nuclide,
)
from au_desktop.domain.reference.release_activities import ReleaseActivity

HALF_LIVES = (HalfLifeSource.GUIDE, HalfLifeSource.ICRP107)
GAMMAS = (GammaSource.GUIDE, GammaSource.CHAIN, GammaSource.SMITH_STABIN)


@dataclass(frozen=True, slots=True)
class ReleaseFigures:
    """What the guide's equations need of a nuclide, each figure with where it was taken from.

    Args:
        label: the nuclide, or what was typed in its place.
        half_life: physical half-life.
        gamma: exposure rate constant in R·cm²/(mCi·h).
        row: the guide's row, None where it lists none.
        bases: where the figures come from.
        others: what other sources say, in words; shown, never hidden.
        by_guide: both figures are the guide's own, so that its tables apply.
        includes: what the constant covers beside the nuclide, such as its progeny.
    """

    label: str
    half_life: Duration
    gamma: Decimal
    row: ReleaseActivity | None = None
    bases: tuple[Basis, ...] = ()
    others: tuple[str, ...] = ()
    by_guide: bool = False
    includes: str = ""

    @property
    def table(self) -> ReleaseActivity | None:
        """The guide's row where its printed levels may be used: only with the guide's own figures."""
        return self.row if self.by_guide else None


def nuclide_figures(
    nuclide: Nuclide,
    rows: Mapping[str, ReleaseActivity],
    half_lives: Sequence[HalfLifeSource] = HALF_LIVES,
    gammas: Sequence[GammaSource] = GAMMAS,
) -> ReleaseFigures:
    """The figures of a nuclide by the first source of each list that has one; the last resort is the nuclide's first."""
    half_life = _first_half_life(nuclide, half_lives)
    constant = _first_constant(nuclide, gammas)
    row = rows.get(nuclide.id)
    own = half_life.source is HalfLifeSource.GUIDE and constant.source is GammaSource.GUIDE
    by_guide = row is not None and (own or row.release is None)
    return ReleaseFigures(
        label=nuclide.id,
        half_life=half_life.value,
        gamma=constant.r_cm2_per_mci_h,
        row=row,
        bases=(half_life.basis, constant.basis),
        others=disagreements(nuclide, half_life, constant),
        by_guide=by_guide,
        includes=constant.includes,
    )


def row_figures(row: ReleaseActivity) -> ReleaseFigures:
    """The figures of a row of the guide, for a nuclide of which nothing else is known here."""
    if row.half_life is None or row.gamma is None:
        raise Invalid("nuclide", "has no figures of its own in the guide")
    return ReleaseFigures(row.id, row.half_life, row.gamma, row, (row.basis,), (), by_guide=True)


def _first_half_life(nuclide: Nuclide, sources: Sequence[HalfLifeSource]) -> HalfLife:
    by_source = {one.source: one for one in reversed(nuclide.half_lives)}
    return next((by_source[s] for s in sources if s in by_source), nuclide.half_lives[0])


def _first_constant(nuclide: Nuclide, sources: Sequence[GammaSource]) -> GammaConstant:
    by_source = {one.source: one for one in reversed(nuclide.gamma_constants)}
    if not by_source:
        raise Invalid("gamma", f"is missing: no exposure rate constant of {nuclide.id} is known")
    found = next((by_source[s] for s in sources if s in by_source), None)
    return found or nuclide.gamma_constants[0]


def disagreements(
    nuclide: Nuclide, taken: HalfLife, constant: GammaConstant | None = None
) -> tuple[str, ...]:
    """What the other sources say where they do not say the same, in words."""
    half_lives = [
        f"half-life by {other.source.words}: {other.value.format()}"
        for other in nuclide.half_lives
        if other.value != taken.value
    ]
    constants = [
        f"exposure rate constant by {other.source.words}: {other.r_cm2_per_mci_h} R·cm²/(mCi·h)"
        f"{f' ({other.includes})' if other.includes else ''}"
        for other in (nuclide.gamma_constants if constant is not None else ())
        if constant is not None and other.r_cm2_per_mci_h != constant.r_cm2_per_mci_h
    ]
    return (*half_lives, *constants)
