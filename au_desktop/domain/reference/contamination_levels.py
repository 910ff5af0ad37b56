"""Levels of surface contamination by area class and nuclide group, several published sets side by side."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.reference.basis import Basis


class LevelSet(StrEnum):
    """Which published set."""

    NUREG_1556 = "NUREG-1556"
    RG_8_23 = "RG 8.23"
    SURFACE_RELEASE = "release of surfaces"


class AreaClass(StrEnum):
    """What the surface is."""

    UNRESTRICTED = "unrestricted"
    RESTRICTED = "restricted"
    SKIN = "skin"
    RELEASED = "released"


class NuclideGroup(StrEnum):
    """Which column of a set; the two strict groups are those of the third set."""

    ALPHA = "alpha"
    MIDDLE = "beta and gamma"
    LOW = "low risk"
    STRICTEST = "strictest"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class ContaminationLevel:
    """One cell of a set: removable contamination in dpm/100 cm², and the fixed levels where the set has them.

    `nuclides` are those that the set names for the group; `unlisted` says that what it does not name belongs here.
    """

    id: str
    level_set: LevelSet
    area: AreaClass
    group: NuclideGroup
    removable: Decimal
    average: Decimal | None
    maximum: Decimal | None
    nuclides: tuple[str, ...]
    unlisted: bool
    note: str
    basis: Basis
