"""The sewer log: each release with the sums of its month and year, judged by 10 CFR 20.2003."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.sewer_release import limit_for
from au_desktop.domain.reference.part_20_tables import SewerLimit
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.sewer import (
    MonthShare,
    Released,
    SewerDisposal,
    YearShare,
    fraction_of,
    month_shares,
    require_allowed,
    year_shares,
)
from au_desktop.domain.safety.transfers import ContainerRef
from au_desktop.domain.safety.waste import Container
from au_desktop.domain.safety.waste_steps import Disposition, Way
from au_desktop.services.desk import Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.waste_transfers import send_along


@dataclass(frozen=True, slots=True)
class NewRelease:
    """What a person says of a release into the sewer; each material is a nuclide with its activity."""

    at: Moment
    materials: tuple[tuple[str, Activity], ...]
    water_m3: Decimal
    water_basis: str = ""
    where: str = ""
    soluble: bool = False
    public_sewer: bool = False
    container_ids: tuple[SafetyId, ...] = ()
    over_reason: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class SewerSums:
    """A month and its year as they stand."""

    month: tuple[MonthShare, ...]
    year: tuple[YearShare, ...]

    @property
    def fraction(self) -> Decimal:
        """The sum of the fractions of the month."""
        return fraction_of(self.month)


class SewerLog:
    """Use cases about releases into the sewer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book = SafetyBook(desk)

    def release(self, key: UUID) -> SewerDisposal:
        """One release."""
        return self._book.get(SewerDisposal, key)

    def last(self) -> SewerDisposal | None:
        """The newest release: its water and place begin the next."""
        return self._book.newest(SewerDisposal)

    def sums(self, new: NewRelease) -> SewerSums:
        """Month and year with a release in them that is not written down yet."""
        with self._desk.reading() as uow:
            return self._sums(uow, new)

    def enter(self, new: NewRelease) -> Outcome[SafetyId]:
        """Write a release down.

        Raises:
            SewerRefused: 20.2003 does not allow it, and no word says that it happened all the same.
        """
        me = PersonRef(self._desk.actor.name, self._desk.actor.person_id)
        with self._desk.change(Permission.DISPOSE_WASTE) as change:
            sums = self._sums(change.uow, new)
            containers = change.uow.safety.several(Container, new.container_ids)
            disposal = SewerDisposal(
                **self._book.head(new.at),
                notes=new.notes,
                released=self._released(new),
                water_m3=new.water_m3,
                water_basis=new.water_basis.strip(),
                where=new.where.strip(),
                soluble=new.soluble,
                public_sewer=new.public_sewer,
                by=me,
                containers=tuple(ContainerRef(one.id, one.code) for one in containers),
                month=sums.month,
                year=sums.year,
                over_reason=new.over_reason.strip(),
            )
            require_allowed(disposal)
            kept = self._book.enter(change, disposal)
            leave = Disposition(Way.SEWER, new.at, me, kept.id, kept.code)
            send_along(change, self._book, containers, leave)
        return Outcome(kept.id, change.changes)

    def _sums(self, uow: UnitOfWork, new: NewRelease) -> SewerSums:
        day = new.at.local.date()
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        before = tuple(
            one
            for one in uow.safety.between(SewerDisposal, first, last)
            if one.voided is None and uow.safety.amendment_of(one.id) is None
        )
        of_month = [one for one in before if one.at.local.month == day.month]
        new_ones = self._released(new)
        month = (*_parts(of_month), *new_ones)
        limits = {one.nuclide: self._limit(one.nuclide) for one in month}
        return SewerSums(
            month_shares(month, new.water_m3, limits),
            year_shares((*_parts(before), *new_ones)),
        )

    def _released(self, new: NewRelease) -> tuple[Released, ...]:
        return tuple(self._one(nuclide.strip(), activity) for nuclide, activity in new.materials)

    def _one(self, nuclide: str, activity: Activity) -> Released:
        limit = self._limit(nuclide)
        basis = limit.basis
        return Released(nuclide, activity, limit.microcuries_per_ml, basis.citation, basis.verify)

    def _limit(self, nuclide: str) -> SewerLimit:
        known = self._desk.reference.nuclides.get(nuclide)
        return limit_for(self._desk.reference.sewer_limits, known or nuclide)


def _parts(disposals: Iterable[SewerDisposal]) -> Iterator[Released]:
    for disposal in disposals:
        yield from disposal.released
