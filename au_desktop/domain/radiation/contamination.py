"""What a wipe shows and the level it is held against, by area class and nuclide group."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.quantities import CountRate, Duration, DurationUnit
from au_desktop.domain.radiation import counting, safety_checks
from au_desktop.domain.reference.contamination_levels import (
    AreaClass,
    ContaminationLevel,
    LevelSet,
    NuclideGroup,
)
from au_desktop.domain.reference.nuclides import Emission, Nuclide

# 49 CFR 173.403: an alpha emitter with a half-life under ten days is of low toxicity.
LOW_TOXICITY_HALF_LIFE = Duration(Decimal(10), DurationUnit.D)


@dataclass(frozen=True, slots=True)
class WipeCount:
    """How a wipe was counted: gross rate and background, efficiency, area wiped, part that the wipe picks up."""

    gross: CountRate
    background: CountRate
    efficiency: Decimal
    area_cm2: Decimal = counting.WIPE_AREA_CM2
    wipe_factor: Decimal = Decimal(1)

    @property
    def net_dpm(self) -> Decimal:
        """Removable contamination in dpm/100 cm²; below zero where the wipe counted less than background."""
        return counting.net_dpm(
            self.gross, self.background, self.efficiency, self.area_cm2, self.wipe_factor
        )

    def detectable(self, sample_time: Duration, background_time: Duration) -> Decimal:
        """The smallest contamination in dpm/100 cm² that such a wipe is sure to show."""
        if sample_time == background_time:
            return safety_checks.wipe_detectable(
                self.background, sample_time, self.efficiency, self.area_cm2, self.wipe_factor
            )
        times = sample_time, background_time
        return safety_checks.wipe_detectable_unequal(
            self.background, times, self.efficiency, self.area_cm2, self.wipe_factor
        )


def level_for(
    levels: Iterable[ContaminationLevel], level_set: LevelSet, area: AreaClass, nuclide: Nuclide
) -> ContaminationLevel | None:
    """The level of a set for an area and a nuclide; None where the set has none for that area.

    Rule: the row that names the nuclide; an alpha emitter that no row names goes to the alpha column, anything else to the
    column for what is not listed. Units: dpm/100 cm². Range: any nuclide.
    Source: the set's own, in the reference data; the column for unlisted nuclides is a cautious reading.
    """
    rows = [row for row in levels if row.level_set is level_set and row.area is area]
    named = next((row for row in rows if nuclide.id in row.nuclides), None)
    if named is not None:
        return named
    if nuclide.emission is Emission.ALPHA:
        alpha = next((row for row in rows if row.group is NuclideGroup.ALPHA), None)
        if alpha is not None:
            return alpha
    return next((row for row in rows if row.unlisted), None)


def strictest_level(
    levels: Iterable[ContaminationLevel],
    level_set: LevelSet,
    area: AreaClass,
    nuclides: Iterable[Nuclide],
) -> ContaminationLevel | None:
    """The lowest level of a set for an area where several nuclides were used; None where the set has none."""
    rows = tuple(levels)
    found = (level_for(rows, level_set, area, nuclide) for nuclide in nuclides)
    return min((row for row in found if row is not None), key=_removable, default=None)


def _removable(level: ContaminationLevel) -> Decimal:
    return level.removable


def takes_alpha_package_limit(nuclide: Nuclide) -> bool:
    """Whether a package wipe is held against the alpha limit (24 dpm/cm²) rather than the other (240 dpm/cm²).

    Rule: alpha emitters, save those of low toxicity: half-life under 10 days by every source. Units: none.
    Range: any nuclide; Ac-225 (10.0 d, or 9.92 d by a newer evaluation) takes the alpha limit.
    Source: 49 CFR 173.403 (80 FR 1162, 2015), "low toxicity alpha emitters"; 49 CFR 173.443, Table 9.
    """
    longest = max(half_life.value for half_life in nuclide.half_lives)
    return nuclide.emission is Emission.ALPHA and longest >= LOW_TOXICITY_HALF_LIFE
