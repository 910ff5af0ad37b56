"""Release into sanitary sewerage: concentration of the month, sum of fractions, and the curies of the year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.quantity_display import UnitSystem, in_both_systems
from au_desktop.domain.radiation.exact import CALCULATION, positive, product
from au_desktop.domain.radiation.sewer_release import (
    YEARLY_LIMITS,
    YEARLY_OTHERS,
    sewer_month,
)
from au_desktop.domain.reference.part_20_tables import SewerLimit
from au_desktop.domain.safety.safety_records import (
    PersonRef,
    RecordKind,
    SafetyRecord,
    Summary,
)
from au_desktop.domain.safety.transfers import ContainerRef

_ML_PER_M3 = Decimal(1_000_000)
_NONE = Activity(Decimal(0), ActivityUnit.CI)
_ONE = Decimal(1)


class YearGroup(StrEnum):
    """What the yearly limits of 10 CFR 20.2003(a)(4) tell apart."""

    TRITIUM = "H-3"
    CARBON_14 = "C-14"
    OTHER = "all others together"


YEAR_LIMITS: dict[YearGroup, Activity] = {
    YearGroup.TRITIUM: YEARLY_LIMITS["H-3"],
    YearGroup.CARBON_14: YEARLY_LIMITS["C-14"],
    YearGroup.OTHER: YEARLY_OTHERS,
}
"""10 CFR 20.2003(a)(4): 5 Ci (185 GBq) H-3, 1 Ci (37 GBq) C-14, 1 Ci (37 GBq) of all others."""
YEAR_BASIS = "10 CFR 20.2003(a)(4)"


class SewerFault(StrEnum):
    """Why a release into the sewer is against 10 CFR 20.2003."""

    NOT_SOLUBLE = "the material is not readily soluble or readily dispersible biological material"
    NOT_PUBLIC = "it is no public sanitary sewer"
    FRACTIONS = "the fractions of the month add up to more than one"
    YEAR = "the curies of the year are above the limit"


class SewerRefused(DomainError):
    """A release into the sewer was to be entered that 20.2003 does not allow, and nobody said that it happened."""

    def __init__(self, faults: tuple[SewerFault, ...], fraction: Decimal) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults
        self.fraction = fraction


@dataclass(frozen=True, slots=True)
class Released:
    """One nuclide released: its activity, and the concentration of Appendix B, Table 3, with its basis."""

    nuclide: str
    activity: Activity
    limit_uci_ml: Decimal
    limit_basis: str
    verify: bool = True

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.nuclide.strip():
            raise Invalid("nuclide", "is empty")
        if self.activity.amount < 0:
            raise Invalid("activity", "is below zero")
        positive("limit", self.limit_uci_ml)


@dataclass(frozen=True, slots=True)
class MonthShare:
    """One nuclide over a month: activity, concentration, limit and fraction."""

    nuclide: str
    activity: Activity
    concentration: Decimal
    limit_uci_ml: Decimal
    fraction: Decimal
    verify: bool


@dataclass(frozen=True, slots=True)
class YearShare:
    """The activity of a group over a calendar year, against its limit."""

    group: YearGroup
    activity: Activity
    limit: Activity

    @property
    def within(self) -> bool:
        """Exactly the limit is still within it: "does not exceed"."""
        return self.activity <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class SewerDisposal(SafetyRecord):
    """One release into the sanitary sewer; `at` is when. The sums are those of month and year with this release in them.

    `water_m3` is the average monthly volume of water that the licensee releases into the sewer. Excreta of patients are
    exempt (10 CFR 20.2003(b)) and do not belong here.
    """

    KIND: ClassVar[RecordKind] = RecordKind.SEWER

    released: tuple[Released, ...] = ()
    water_m3: Decimal = Decimal(0)
    water_basis: str = ""
    where: str = ""
    soluble: bool = False
    public_sewer: bool = False
    by: PersonRef | None = None
    containers: tuple[ContainerRef, ...] = ()
    month: tuple[MonthShare, ...] = ()
    year: tuple[YearShare, ...] = ()
    over_reason: str = ""

    @property
    def fraction(self) -> Decimal:
        """The sum of the fractions of the month."""
        return fraction_of(self.month)

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        over = bool(sewer_faults(self))
        return Summary(
            label=", ".join(
                f"{r.nuclide} {in_both_systems(r.activity, UnitSystem.CURIE)}"
                for r in self.released
            ),
            about=self.where,
            state="above the limit" if over else "within limits",
            attention=over and self.voided is None,
            links=tuple(container.id for container in self.containers),
            words=" ".join(container.code for container in self.containers),
        )


def group_of(nuclide: str) -> YearGroup:
    """Which yearly limit a nuclide counts against."""
    named = {group.value: group for group in YearGroup}
    return named.get(nuclide, YearGroup.OTHER)


def month_shares(
    released: Iterable[Released], water_m3: Decimal, limits: Mapping[str, SewerLimit]
) -> tuple[MonthShare, ...]:
    """Every nuclide of a month against its concentration; `limits` has one for each of them.

    Equation: C = ΣA/V, fraction = C/limit. Units: µCi, mL, µCi/mL; V in m³ of water a month. Range: V above zero.
    Source: 10 CFR 20.2003(a)(2), (3); concentrations of Appendix B, Table 3.
    """
    volume = product(positive("monthly water volume", water_m3), _ML_PER_M3)
    sums: dict[str, Activity] = {}
    for one in released:
        before = sums.get(one.nuclide)
        sums[one.nuclide] = one.activity if before is None else before + one.activity
    month = sewer_month(sums, volume, limits)
    return tuple(
        MonthShare(
            part.nuclide_id,
            part.activity,
            part.concentration,
            part.limit.microcuries_per_ml,
            part.fraction,
            part.limit.basis.verify,
        )
        for part in month.parts
    )


def fraction_of(month: Iterable[MonthShare]) -> Decimal:
    """The fractions of a month added up; at most 1 is allowed (20.2003(a)(3)(ii))."""
    total = Decimal(0)
    for share in month:
        total = CALCULATION.add(total, share.fraction)
    return total


def year_shares(released: Iterable[Released]) -> tuple[YearShare, ...]:
    """The curies of a calendar year by group.

    Equation: ΣA ≤ 5 Ci H-3, 1 Ci C-14, 1 Ci of all others. Source: 10 CFR 20.2003(a)(4).
    """
    sums = dict.fromkeys(YearGroup, _NONE)
    for one in released:
        group = group_of(one.nuclide)
        sums[group] = sums[group] + one.activity
    return tuple(YearShare(group, sums[group], YEAR_LIMITS[group]) for group in YearGroup)


def sewer_faults(disposal: SewerDisposal) -> tuple[SewerFault, ...]:
    """Everything in which a release is against 20.2003(a)."""
    checks = (
        (not disposal.soluble, SewerFault.NOT_SOLUBLE),
        (not disposal.public_sewer, SewerFault.NOT_PUBLIC),
        (disposal.fraction > _ONE, SewerFault.FRACTIONS),
        (any(not share.within for share in disposal.year), SewerFault.YEAR),
    )
    return tuple(fault for holds, fault in checks if holds)


def require_allowed(disposal: SewerDisposal) -> None:
    """Refuse a release that 20.2003 does not allow, unless it happened and the record says how."""
    faults = sewer_faults(disposal)
    if faults and not disposal.over_reason.strip():
        raise SewerRefused(faults, disposal.fraction)
