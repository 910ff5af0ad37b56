"""Doses of persons: entries by period, their sums in a year against the limits, and the declared pregnancy."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Dose, DoseUnit
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind, SafetyRecord, Summary

ZERO = Dose(Decimal(0), DoseUnit.MREM)
_REACHED_AT_DECLARATION = Dose(Decimal("0.45"), DoseUnit.REM)


class DoseKind(StrEnum):
    """What is kept apart (10 CFR 20.2101(d)); the total is deep plus committed effective dose (20.1003)."""

    TOTAL = "total effective dose equivalent"
    LENS = "lens of the eye"
    SKIN = "skin or extremity"
    ORGAN = "organ or tissue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseEntry(SafetyRecord):
    """What one period gave one person. `deep` is the deep-dose equivalent, `committed` the committed effective one.

    `source` says where it comes from: the processor's report, or how it was estimated. `organ` is the one with the highest
    total, `intake` the estimated intake by nuclide, `intake_basis` what it was assessed from (10 CFR 20.2106(a)(2) to (6)).
    """

    KIND: ClassVar[RecordKind] = RecordKind.DOSE_ENTRY
    SEEN_BY: ClassVar[Permission | None] = Permission.SEE_DOSES

    person: PersonRef
    first: date
    last: date
    deep: Dose = ZERO
    committed: Dose = ZERO
    lens: Dose = ZERO
    skin: Dose = ZERO
    extremity: Dose = ZERO
    organ_committed: Dose = ZERO
    fetal: Dose = ZERO
    source: str = ""
    estimated: bool = False
    organ: str = ""
    intake: str = ""
    intake_basis: str = ""

    def __post_init__(self) -> None:
        """A period within one calendar year, doses that are not negative, and where they come from."""
        if self.last < self.first:
            raise Invalid("last", "is before the first day")
        if self.first.year != self.last.year:
            raise Invalid("last", "lies in another calendar year: enter each year on its own")
        if not self.source.strip():
            raise Invalid("source", "is missing")
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Dose) and value.amount < 0:
                raise Invalid(field.name, "cannot be negative")

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        total = added(self.deep, self.committed).to(DoseUnit.MREM)
        return Summary(
            label=f"{self.person.name}, {total.format(significant=3)}",
            about=f"{self.first.isoformat()} to {self.last.isoformat()}",
            state="estimated" if self.estimated else "measured",
            links=() if self.person.id is None else (self.person.id,),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pregnancy(SafetyRecord):
    """A pregnancy that a worker declared in writing of her own will (10 CFR 20.1003, 20.1208)."""

    KIND: ClassVar[RecordKind] = RecordKind.PREGNANCY
    FINAL: ClassVar[bool] = False
    SEEN_BY: ClassVar[Permission | None] = Permission.SEE_DOSES

    person: PersonRef
    declared_on: date
    conceived_on: date
    dose_before: Dose = ZERO
    ended_on: date | None = None
    end_reason: str = ""

    def __post_init__(self) -> None:
        """Conception is not after the declaration, nor that after the end."""
        if self.conceived_on > self.declared_on:
            raise Invalid("conceived_on", "is after the declaration")
        if self.ended_on is not None and self.ended_on < self.declared_on:
            raise Invalid("ended_on", "is before the declaration")

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        return Summary(
            label=self.person.name,
            about=f"declared {self.declared_on.isoformat()}",
            state="ended or withdrawn" if self.ended_on else "declared",
            open=self.ended_on is None,
            links=() if self.person.id is None else (self.person.id,),
        )


_PARTS: Mapping[DoseKind, Callable[[DoseEntry], Dose]] = MappingProxyType(
    {
        DoseKind.TOTAL: lambda entry: added(entry.deep, entry.committed),
        DoseKind.LENS: lambda entry: entry.lens,
        DoseKind.SKIN: lambda entry: max(entry.skin, entry.extremity),
        DoseKind.ORGAN: lambda entry: added(entry.deep, entry.organ_committed),
    }
)
LIMIT_OF: Mapping[DoseKind, str] = MappingProxyType(
    {
        DoseKind.TOTAL: "occupational-total",
        DoseKind.LENS: "occupational-lens",
        DoseKind.SKIN: "occupational-skin",
        DoseKind.ORGAN: "occupational-organ",
    }
)
MINOR_LIMIT_OF: Mapping[DoseKind, str] = MappingProxyType(
    {
        DoseKind.TOTAL: "occupational-minor-total",
        DoseKind.LENS: "occupational-minor-lens",
        DoseKind.SKIN: "occupational-minor-skin",
        DoseKind.ORGAN: "occupational-minor-organ",
    }
)
"""The shipped limits by id; a worker under 18 has a tenth (20.1207)."""


@dataclass(frozen=True, slots=True)
class DoseSum:
    """What a calendar year gave so far of one kind, against its limit."""

    kind: DoseKind
    dose: Dose
    limit: Dose

    @property
    def percent(self) -> Decimal:
        """Of the limit."""
        return 100 * self.dose.to(DoseUnit.REM).amount / self.limit.to(DoseUnit.REM).amount

    @property
    def exceeded(self) -> bool:
        """Whether it lies above; exactly the limit is within."""
        return self.dose > self.limit


def added(*doses: Dose) -> Dose:
    """The sum, in rem."""
    return Dose(sum((dose.to(DoseUnit.REM).amount for dose in doses), Decimal(0)), DoseUnit.REM)


def year_sums(
    entries: Iterable[DoseEntry], year: int, limits: Mapping[DoseKind, Dose]
) -> tuple[DoseSum, ...]:
    """The sums of one person's entries in a calendar year; void entries do not count.

    Equation: TEDE = deep + committed effective; organ = deep + committed to the organ; skin and extremity share their limit,
    the greater one of each entry counts. Source: 10 CFR 20.1201(a), 20.1202, 20.1003.
    """
    counted = [one for one in entries if one.voided is None and one.first.year == year]
    return tuple(
        DoseSum(kind, added(*(part(one) for one in counted)), limits[kind])
        for kind, part in _PARTS.items()
    )


def fetal_limit(pregnancy: Pregnancy, whole: Dose, rest: Dose) -> Dose:
    """What the embryo may still receive from the declaration on.

    Equation: whole limit - dose before the declaration; where 0.45 rem or more was reached by then, the limit for the rest.
    Source: 10 CFR 20.1208(a), (d): 0.5 rem over the pregnancy, or 0.05 rem more.
    """
    if pregnancy.dose_before >= _REACHED_AT_DECLARATION:
        return rest
    left = whole.to(DoseUnit.REM).amount - pregnancy.dose_before.to(DoseUnit.REM).amount
    return Dose(left, DoseUnit.REM)


def fetal_dose(pregnancy: Pregnancy, entries: Iterable[DoseEntry]) -> Dose:
    """What the entries from the declaration on, until its end, gave the embryo."""
    end = pregnancy.ended_on or date.max
    return added(
        *(
            one.fetal
            for one in entries
            if one.voided is None
            and one.person.id == pregnancy.person.id
            and pregnancy.declared_on <= one.last
            and one.first <= end
        )
    )
