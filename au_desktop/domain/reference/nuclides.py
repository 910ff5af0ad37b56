"""A radionuclide with the facts that formulas and checklists need, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import NotFound
from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.reference.basis import Basis

# 10 CFR 35.92(a): "less than or equal to 120 days".
DECAY_IN_STORAGE_LONGEST = Duration(Decimal(120), DurationUnit.D)


class HalfLifeSource(StrEnum):
    """Which evaluation a half-life comes from."""

    ICRP107 = "icrp107"
    ENSDF = "ensdf"
    LABEL = "label"
    GUIDE = "guide"
    NEWER = "newer"

    @property
    def words(self) -> str:
        """The source as people name it."""
        return _HALF_LIFE_TITLES[self]


class GammaSource(StrEnum):
    """Which table a gamma constant comes from."""

    SMITH_STABIN = "smith-stabin"
    GUIDE = "guide"
    CHAIN = "chain"
    LABEL = "label"

    @property
    def words(self) -> str:
        """The source as people name it."""
        return _GAMMA_TITLES[self]


_HALF_LIFE_TITLES = {
    HalfLifeSource.ICRP107: "ICRP-107",
    HalfLifeSource.ENSDF: "ENSDF",
    HalfLifeSource.LABEL: "the label",
    HalfLifeSource.GUIDE: "RG 8.39",
    HalfLifeSource.NEWER: "a newer evaluation",
}
_GAMMA_TITLES = {
    GammaSource.SMITH_STABIN: "Smith and Stabin 2012",
    GammaSource.GUIDE: "RG 8.39",
    GammaSource.CHAIN: "Smith and Stabin 2012 with progeny, computed",
    GammaSource.LABEL: "the label",
}


class Emission(StrEnum):
    """What the radionuclide is primarily used for, in the terms of 10 CFR 35.390(b)(1)(ii)(G)."""

    BETA = "beta"
    ALPHA = "alpha"
    ELECTRON = "electron"
    LOW_PHOTON = "photon below 150 keV"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HalfLife:
    """One evaluated half-life."""

    source: HalfLifeSource
    value: Duration
    basis: Basis


@dataclass(frozen=True, slots=True)
class PhotonLine:
    """A photon line: energy as printed (a range for x rays), and how many per 100 decays where known."""

    energy_kev: str
    percent: Decimal | None
    emitter: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class GammaConstant:
    """An exposure rate constant in R·cm²/(mCi·h)."""

    source: GammaSource
    r_cm2_per_mci_h: Decimal
    basis: Basis
    includes: str = ""


@dataclass(frozen=True, slots=True)
class Contaminant:
    """A long-lived nuclide that may come with a parent: what is known of it.

    `expected` says that it comes with every product of that route; `fraction` is how much of the parent's activity, at
    the high end of what was published.
    """

    nuclide: str
    half_life: Duration | None
    route: str
    known: str
    basis: Basis
    expected: bool = False
    fraction: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Nuclide:
    """A radionuclide."""

    id: str
    name: str
    decay_modes: tuple[str, ...]
    emission: Emission
    half_lives: tuple[HalfLife, ...]
    photons: tuple[PhotonLine, ...]
    gamma_constants: tuple[GammaConstant, ...]
    contaminants: tuple[Contaminant, ...]
    progeny: str
    note: str
    basis: Basis

    def half_life(self, source: HalfLifeSource = HalfLifeSource.ICRP107) -> HalfLife:
        """The half-life by one source."""
        for half_life in self.half_lives:
            if half_life.source == source:
                return half_life
        raise NotFound("half-life", f"{self.id} by {source.value}")

    def gamma_constant(self, source: GammaSource = GammaSource.SMITH_STABIN) -> GammaConstant:
        """The gamma constant by one source."""
        for constant in self.gamma_constants:
            if constant.source == source:
                return constant
        raise NotFound("gamma constant", f"{self.id} by {source.value}")

    @property
    def dis_eligible(self) -> bool:
        """Whether 10 CFR 35.92 lets it be held for decay in storage: half-life at most 120 days by every source."""
        return may_decay_in_storage(max(h.value for h in self.half_lives))

    @property
    def decay_in_storage_flags(self) -> tuple[Contaminant, ...]:
        """Contaminants that would take a container out of decay in storage, or whose half-life is not known."""
        return tuple(
            c
            for c in self.contaminants
            if c.half_life is None or not may_decay_in_storage(c.half_life)
        )

    @property
    def verify(self) -> bool:
        """Whether any of its figures must still be checked."""
        return any(basis.verify for basis in self.bases)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The basis of the entry and of each of its figures."""
        return (
            self.basis,
            *(h.basis for h in self.half_lives),
            *(p.basis for p in self.photons),
            *(g.basis for g in self.gamma_constants),
            *(c.basis for c in self.contaminants),
        )


def may_decay_in_storage(half_life: Duration) -> bool:
    """Whether a physical half-life is within 10 CFR 35.92(a): less than or equal to 120 days."""
    return half_life <= DECAY_IN_STORAGE_LONGEST


Nuclides = Mapping[str, Nuclide]
