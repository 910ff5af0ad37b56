"""Visits to a patient who cannot be released: who may stay how long, and the authorized user's determination before."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CaseId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Dose, DoseRate, DoseUnit, Duration, DurationUnit
from au_desktop.domain.radiation.safety_checks import dose_in_time
from au_desktop.domain.safety.safety_records import (
    PersonRef,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)

PUBLIC_LIMIT = Dose(Decimal("0.1"), DoseUnit.REM)
"""10 CFR 20.1301(a)(1), in a year."""
VISITOR_LIMIT = Dose(Decimal("0.5"), DoseUnit.REM)
"""10 CFR 20.1301(c), where the authorized user determined before the visit that it is appropriate."""
NOTHING = Dose(Decimal(0), DoseUnit.MREM)
BASIS = "10 CFR 20.1301(a)(1), (c)"


class VisitBar(StrEnum):
    """Why a visit may not be recorded as allowed."""

    NOT_DETERMINED = "above 0.1 rem without the authorized user's determination"
    DETERMINED_LATE = "not determined before the visit"
    TOO_MUCH = "above 0.5 rem"


class VisitNotAllowed(DomainError):
    """A visit was planned beyond what the rule lets a visitor receive."""

    def __init__(self, bar: VisitBar, dose: Dose) -> None:
        super().__init__(bar.value)
        self.bar = bar
        self.dose = dose


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(SafetyRecord):
    """One visit. A visitor is known by the center's own word for the relation, never by name.

    Args:
        patient_code: the center's code of the patient.
        visitor: such as "spouse"; the same word for the same person over the stay.
        room: the patient's room.
        rate: at the visitor's place.
        stay: how long the visitor may stay, or stayed.
        earlier: what earlier visits of the stay gave the same visitor.
        determined_by: the authorized user who found before the visit that more than 0.1 rem (1 mSv) is appropriate.
        determined_at: when that was.
        instructed: the visitor was told the precautions.
    """

    KIND: ClassVar[RecordKind] = RecordKind.VISIT

    patient_code: str
    visitor: str
    room: RoomRef | None = None
    case_id: CaseId | None = None
    rate: DoseRate
    stay: Duration
    earlier: Dose = NOTHING
    determined_by: PersonRef | None = None
    determined_at: Moment | None = None
    instructed: bool = False
    distance: str = ""

    def __post_init__(self) -> None:
        """A visit names patient and visitor, a rate and a stay."""
        for field, text in (("patient_code", self.patient_code), ("visitor", self.visitor)):
            if not text.strip():
                raise Invalid(field, "is missing")
        if self.rate.amount < 0:
            raise Invalid("rate", "cannot be negative")
        if self.stay.amount <= 0:
            raise Invalid("stay", "must be above zero")

    @property
    def dose(self) -> Dose:
        """What this visit gives at the rate: rate times stay; the decay meanwhile is left out."""
        return dose_in_time(self.rate, self.stay)

    @property
    def total(self) -> Dose:
        """With the earlier visits of the stay, in rem."""
        return Dose(
            self.dose.to(DoseUnit.REM).amount + self.earlier.to(DoseUnit.REM).amount, DoseUnit.REM
        )

    @property
    def summary(self) -> Summary:
        """What lists ask of it."""
        bar = visit_bar(self)
        above = self.total > PUBLIC_LIMIT
        room = "" if self.room is None else self.room.name
        about = " · ".join(part for part in (self.patient_code, room) if part)
        state = (
            "not allowed" if bar else ("above 0.1 rem, determined" if above else "within 0.1 rem")
        )
        links = () if self.case_id is None else (self.case_id,)
        places = () if self.room is None else (self.room.id,)
        return Summary(
            label=f"{self.visitor}, {self.stay.to(DurationUnit.MIN).format(significant=3)}",
            about=about,
            state=state,
            attention=bar is not None,
            links=(*links, *places),
        )


def visit_bar(visit: Visit) -> VisitBar | None:
    """Why the visit is beyond the rule, None where it is within.

    Equation: rate · stay + earlier visits, against 0.1 rem (1 mSv), or 0.5 rem (5 mSv) with a determination before the
    visit. Both limits themselves are within. Source: 10 CFR 20.1301(a)(1), (c) (67 FR 20370, 2002).
    """
    total = visit.total
    if total > VISITOR_LIMIT:
        return VisitBar.TOO_MUCH
    if total <= PUBLIC_LIMIT:
        return None
    if visit.determined_by is None or visit.determined_at is None:
        return VisitBar.NOT_DETERMINED
    return VisitBar.DETERMINED_LATE if visit.determined_at.utc > visit.at.utc else None


def longest_stay(rate: DoseRate, earlier: Dose, *, determined: bool) -> Duration | None:
    """How long a visitor may stay until the limit is reached; None at a rate of zero.

    Equation: (limit - earlier visits)/rate, not below zero. Units: min. Source: 10 CFR 20.1301(a)(1), (c).
    """
    limit = VISITOR_LIMIT if determined else PUBLIC_LIMIT
    per_hour = dose_in_time(rate, Duration(Decimal(1), DurationUnit.H)).to(DoseUnit.REM).amount
    if per_hour == 0:
        return None
    left = limit.to(DoseUnit.REM).amount - earlier.to(DoseUnit.REM).amount
    minutes = max(Decimal(0), left / per_hour * 60)
    return Duration(minutes.quantize(Decimal("0.1")), DurationUnit.MIN)


def earlier_dose(visits: Iterable[Visit], patient_code: str, visitor: str) -> Dose:
    """What earlier visits gave the same visitor of the same patient, in rem."""
    same = [
        one.dose.to(DoseUnit.REM).amount
        for one in visits
        if one.voided is None
        and one.patient_code == patient_code
        and one.visitor.casefold() == visitor.strip().casefold()
    ]
    return Dose(sum(same, Decimal(0)), DoseUnit.REM)
