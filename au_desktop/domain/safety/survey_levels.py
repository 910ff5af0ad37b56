"""The levels that surveys are judged by: what a reading or a wipe may show in an area, and where that figure is from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.quantities import DoseRate
from au_desktop.domain.reference.contamination_levels import (
    ContaminationLevel,
    LevelSet,
    NuclideGroup,
)
from au_desktop.domain.reference.nuclides import Emission, Nuclide


class AreaClass(StrEnum):
    """Whose area it is (10 CFR 20.1003): the level follows from it."""

    RESTRICTED = "restricted"
    CONTROLLED = "controlled"
    UNRESTRICTED = "unrestricted"

    @property
    def judged_as(self) -> "AreaClass":
        """Members of the public who are let into a controlled area keep their limits (20.1301(b)): judged as unrestricted."""
        return AreaClass.RESTRICTED if self is AreaClass.RESTRICTED else AreaClass.UNRESTRICTED


@dataclass(frozen=True, slots=True)
class RateLevel:
    """The dose rate above which somebody must act; exactly this rate is still within it. `verify`: needs checking."""

    rate: DoseRate
    basis: str
    verify: bool = False


@dataclass(frozen=True, slots=True)
class WipeLevel:
    """Removable contamination above which somebody must act, in dpm/100 cm²; exactly this is still within it."""

    dpm: Decimal
    basis: str
    verify: bool = False


def rate_limit_key(area: AreaClass) -> str:
    """The id of the limit that holds the trigger level of an area."""
    return f"ambient-{area.judged_as.value}"


_COLUMNS = {NuclideGroup.ALPHA: "alpha", NuclideGroup.LOW: "low"}


def wipe_limit_key(area: AreaClass, group: NuclideGroup) -> str:
    """The id of the limit that holds the action level of a group of nuclides in an area."""
    return f"wipe-{area.judged_as.value}-{_COLUMNS.get(group, 'middle')}"


def nuclide_group(nuclide: Nuclide, levels: Iterable[ContaminationLevel]) -> NuclideGroup:
    """The column of the table (NUREG-1556) that names a nuclide; alpha emitters by what they emit; all else the middle one."""
    for level in levels:
        if level.level_set is LevelSet.NUREG_1556 and nuclide.id in level.nuclides:
            return level.group
    return NuclideGroup.ALPHA if nuclide.emission is Emission.ALPHA else NuclideGroup.MIDDLE


@dataclass(frozen=True, slots=True)
class SurveyLevels:
    """Every level as it holds at the site today, so that a form can judge while it is filled."""

    rates: Mapping[AreaClass, RateLevel]
    wipes: Mapping[tuple[AreaClass, NuclideGroup], WipeLevel]
    groups: Mapping[str, NuclideGroup]

    def rate(self, area: AreaClass) -> RateLevel:
        """The trigger level of an area."""
        return self.rates[area.judged_as]

    def wipe(self, area: AreaClass, nuclide_id: str) -> WipeLevel:
        """The action level of a nuclide in an area; what no table names is judged by the middle column."""
        group = self.groups.get(nuclide_id, NuclideGroup.MIDDLE)
        return self.wipes[area.judged_as, group]
