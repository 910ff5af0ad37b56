"""Use cases about dosimeters, doses of persons against the limits, and declared pregnancies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from au_desktop.domain.errors import ReasonRequired
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Dose
from au_desktop.domain.roles import Permission, require
from au_desktop.domain.safety.doses import (
    LIMIT_OF,
    MINOR_LIMIT_OF,
    DoseEntry,
    DoseKind,
    DoseSum,
    Pregnancy,
    fetal_dose,
    fetal_limit,
    year_sums,
)
from au_desktop.domain.safety.dosimeters import Dosimeter
from au_desktop.domain.safety.instruction import WorkerDuties
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.instruction_log import DUTIES
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.safety_due import SafetyDue
from au_desktop.services.safety.site_settings import SiteLimits


@dataclass(frozen=True, slots=True)
class PersonDoses:
    """One person's calendar year: sums against the limits, and the entries behind them."""

    person: PersonRef
    year: int
    minor: bool
    sums: tuple[DoseSum, ...]
    entries: tuple[DoseEntry, ...]


@dataclass(frozen=True, slots=True)
class PregnancyStanding:
    """A declared pregnancy with what the embryo received since, and what it still may."""

    pregnancy: Pregnancy
    dose: Dose
    limit: Dose

    @property
    def exceeded(self) -> bool:
        """Whether it lies above; exactly the limit is within."""
        return self.dose > self.limit


class DoseRecords:
    """Dosimeters are everyone's business; doses and pregnancies only of those who may see them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)
        self._limits = SiteLimits(desk)

    def head(self, at: Moment) -> dict[str, Any]:
        """The head of a new record."""
        return self._book.head(at)

    def issue(self, dosimeter: Dosimeter) -> Outcome[Dosimeter]:
        """Hand a dosimeter out."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            issued = self._book.enter(change, dosimeter)
        return Outcome(issued, change.changes)

    def take_back(self, key: SafetyId, day: date) -> Outcome[Dosimeter]:
        """Note that a dosimeter came back."""
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Dosimeter, key)
            after = replace(before, returned_on=day)
            taken = self._book.step(change, "take dosimeter back", before, after)
        return Outcome(taken, change.changes)

    def report_lost(self, key: SafetyId, reason: str) -> Outcome[Dosimeter]:
        """Note that a dosimeter is lost; the dose of the period is then estimated.

        Raises:
            ReasonRequired: nothing is said of how.
        """
        if not reason.strip():
            raise ReasonRequired("report a dosimeter lost")
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Dosimeter, key)
            after = replace(before, lost_reason=reason.strip())
            lost = self._book.step(change, "dosimeter lost", before, after, reason.strip())
        return Outcome(lost, change.changes)

    def enter(self, entry: DoseEntry) -> Outcome[DoseEntry]:
        """Keep what a period gave a person."""
        with self._desk.change(Permission.SEE_DOSES) as change:
            entered = self._book.enter(change, entry)
        return Outcome(entered, change.changes)

    def declare(self, pregnancy: Pregnancy) -> Outcome[Pregnancy]:
        """Keep a declaration of pregnancy."""
        with self._desk.change(Permission.SEE_DOSES) as change:
            kept = self._book.enter(change, pregnancy)
        return Outcome(kept, change.changes)

    def end_pregnancy(self, key: SafetyId, day: date, reason: str) -> Outcome[Pregnancy]:
        """Note that the pregnancy ended, or that the declaration was withdrawn.

        Raises:
            ReasonRequired: nothing is said of which.
        """
        if not reason.strip():
            raise ReasonRequired("end a declared pregnancy")
        with self._desk.change(Permission.SEE_DOSES) as change:
            before = change.uow.safety.get(Pregnancy, key)
            after = replace(before, ended_on=day, end_reason=reason.strip())
            ended = self._book.step(change, "end declaration", before, after)
        return Outcome(ended, change.changes)

    def year(self, year: int) -> tuple[PersonDoses, ...]:
        """Everyone with an entry in that calendar year, by name."""
        self._require_sight()
        with self._desk.reading() as uow:
            entries = _standing(uow, date(year, 1, 1))
            limits = {minor: self._limits_of(uow, minor=minor) for minor in (False, True)}
            duties = {one.id: one for one in uow.kept(WorkerDuties, DUTIES).all()}
        people: dict[PersonRef, list[DoseEntry]] = {}
        for one in entries:
            if one.first.year == year:
                people.setdefault(one.person, []).append(one)
        found = []
        for person, own in people.items():
            known = None if person.id is None else duties.get(person.id)
            minor = known is not None and known.minor
            sums = year_sums(own, year, limits[minor])
            found.append(PersonDoses(person, year, minor, sums, tuple(own)))
        return tuple(sorted(found, key=lambda one: one.person.name))

    def pregnancies(self) -> tuple[PregnancyStanding, ...]:
        """Declared pregnancies with the dose since, open ones first."""
        self._require_sight()
        with self._desk.reading() as uow:
            whole = cast("Dose", self._limits.inside(uow, "embryo-declared-pregnancy").value)
            rest = cast("Dose", self._limits.inside(uow, "embryo-rest-of-pregnancy").value)
            declared = [one for one in uow.safety.all(Pregnancy) if one.voided is None]
            since = min((one.declared_on for one in declared), default=date.max)
            entries = _standing(uow, since) if declared else ()
        found = [
            PregnancyStanding(one, fetal_dose(one, entries), fetal_limit(one, whole, rest))
            for one in declared
        ]
        return tuple(
            sorted(
                found,
                key=lambda one: (one.pregnancy.ended_on is not None, one.pregnancy.person.name),
            )
        )

    def due(self, until: date) -> Iterable[SafetyDue]:
        """Dosimeters whose period is over and that did not come back."""
        with self._desk.reading() as uow:
            out = uow.safety.open_ones(Dosimeter)
        for one in out:
            if one.last <= until:
                about = f"{one.worn_by.name}, {one.worn_at.value} {one.label}"
                yield SafetyDue(
                    "Dosimeter to return", about, one.last, RecordKind.DOSIMETER, one.id
                )

    def _limits_of(self, uow: UnitOfWork, *, minor: bool) -> Mapping[DoseKind, Dose]:
        keys = MINOR_LIMIT_OF if minor else LIMIT_OF
        return {
            kind: cast("Dose", self._limits.inside(uow, key).value) for kind, key in keys.items()
        }

    def _require_sight(self) -> None:
        require(self._desk.actor.role, Permission.SEE_DOSES)


def _standing(uow: UnitOfWork, since: date) -> tuple[DoseEntry, ...]:
    """Entries whose period ends on that day or later, neither void nor amended."""
    return tuple(
        one
        for one in uow.safety.all(DoseEntry)
        if one.voided is None and one.last >= since and uow.safety.amendment_of(one.id) is None
    )
