"""Packages from receipt to inventory: prefilled records, the site's limits, monitoring, notices, opening, taking in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from au_desktop.domain.errors import Invalid, NotFound, ReasonRequired
from au_desktop.domain.ids import InstrumentId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate, DoseRateUnit
from au_desktop.domain.radiation.exact import product
from au_desktop.domain.radiation.safety_checks import PACKAGE_WIPE_EFFICIENCY
from au_desktop.domain.reference.nuclides import Contaminant, Nuclide
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.package_rules import (
    USUAL_HOURS,
    WipeRow,
    WorkingHours,
    wipe_row,
)
from au_desktop.domain.safety.packages import (
    LevelUsed,
    NotMonitored,
    Package,
    PackageItem,
    PackageLimits,
    PackageWipe,
)
from au_desktop.domain.safety.safety_records import PersonRef, RoomRef
from au_desktop.domain.safety.site_limits import SiteLimit
from au_desktop.domain.safety.stock import Companion, Stock
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Change, Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.possession_lines import require_room_on_license
from au_desktop.services.safety.safety_book import SafetyBook, require_live
from au_desktop.services.safety.site_settings import SiteLimits

PACKAGE_HABITS = "package habits"
_SPACE = UUID("0a6c2b52-93a5-4c0b-8d5e-5f3b2a6d7711")
_HABITS_ID = uuid5(_SPACE, PACKAGE_HABITS)
_SURFACE, _INDEX = "package-surface-rate", "package-transport-index"
_WIPE = {WipeRow.BETA_GAMMA: "package-wipe-beta-gamma", WipeRow.OTHER_ALPHA: "package-wipe-alpha"}
_PERCENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PackageHabits:
    """What the center set for its packages: working hours, whom to call, and what its wipes pick up."""

    hours: WorkingHours = USUAL_HOURS
    agency_phone: str = ""
    wipe_efficiency: Decimal = PACKAGE_WIPE_EFFICIENCY
    hours_set: bool = False
    id: UUID = _HABITS_ID


class PackageReceipt:
    """Use cases about packages. `offset_at` tells the local offset at another moment: summer time may begin over a weekend."""

    def __init__(self, desk: Desk, offset_at: Callable[[Moment], int] | None = None) -> None:
        self._desk, self._offset_at = desk, offset_at
        self._book = SafetyBook(desk)
        self._site = SiteLimits(desk)

    def habits(self) -> PackageHabits:
        """The center's working hours, numbers to call and wipe efficiency."""
        with self._desk.reading() as uow:
            return _habits(uow)

    def set_habits(self, habits: PackageHabits) -> Outcome[None]:
        """Set them; packages that are there already keep what they were judged by."""
        if not 0 < habits.wipe_efficiency <= 1:
            raise Invalid("wipe_efficiency", "must be above 0 and at most 1")
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            before = _habits(change.uow)
            after = replace(habits, id=_HABITS_ID, hours_set=True)
            change.uow.kept(PackageHabits, PACKAGE_HABITS).put(after)
            subject = Subject(Kind.CENTER, None, "receiving packages")
            change.record("set habits of receiving packages", subject, before, after)
            change.kinds.add(Kind.SAFETY)
        undo = Undo("receiving packages set", lambda: self.set_habits(before))
        return Outcome(None, change.changes, undo)

    def limits(self, nuclide_ids: Iterable[str] = ()) -> PackageLimits:
        """The limits that hold for a package with these contents; unknown nuclides take the stricter row."""
        known = self._desk.reference.nuclides
        asked = tuple(nuclide_ids)
        nuclides = tuple(known[each] for each in asked if each in known)
        strict = len(nuclides) < len(asked)
        with self._desk.reading() as uow:
            row = WipeRow.OTHER_ALPHA if strict else wipe_row(nuclides)
            return PackageLimits(
                wipe=self._level(uow, _WIPE[row]),
                wipe_row=row,
                surface=self._level(uow, _SURFACE),
                index=self._level(uow, _INDEX),
            )

    def blank(self, at: Moment) -> Package:
        """A new package with what is likely: the hours, the carrier, room and instruments of the last one."""
        with self._desk.reading() as uow:
            habits, last = _habits(uow), uow.safety.newest(Package)
        person = PersonRef(self._desk.actor.name, self._desk.actor.person_id)
        fresh = Package(
            **self._book.head(at),
            hours=habits.hours,
            received_by=person,
            limits=self.limits(),
        )
        if last is None:
            return fresh
        return replace(
            fresh,
            supplier=last.supplier,
            carrier=last.carrier,
            carrier_phone=last.carrier_phone,
            room=last.room,
            meter=last.meter,
            background=last.background,
            counter=last.counter,
        )

    def judged(self, package: Package) -> Package:
        """The package with the limits that its contents ask for: what a form shows while it is filled."""
        limits = self.limits(item.nuclide_id for item in package.contents)
        return replace(package, limits=limits, day_begins=self._day_begins(package))

    def open_ones(self) -> tuple[Package, ...]:
        """Packages about which something is still to be done, by number."""
        with self._desk.reading() as uow:
            return uow.safety.open_ones(Package)

    def last_wipe(self) -> PackageWipe | None:
        """The last wipe that was counted, for its background and efficiency."""
        with self._desk.reading() as uow:
            last = uow.safety.newest(Package)
        return last.wipes[0] if last is not None and last.wipes else None

    def get(self, package_id: UUID) -> Package:
        """One package; raises `NotFound`."""
        return self._book.get(Package, package_id)

    def keep(self, package: Package) -> Outcome[SafetyId]:
        """Enter a package, or store the next step of one; the limits are those of the site today.

        Raises:
            NotMonitored: monitored without the required results, or opened before.
            InstrumentUnfit: the meter or counter may not be used on that day.
            RecordMoved: somebody took the package a step further since it was read.
            ReasonRequired: monitored late without a reason.
            Invalid: times in the wrong order, a nuclide that is not known.
        """
        called = package.number and package.notify  # it stays judged by what the calls were about
        judged = package if called else self.judged(package)
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            self._check(change, judged)
            before = change.uow.safety.find(Package, judged.id)
            if before is None:
                kept = self._book.enter(change, judged)
            else:
                require_live(change.uow, judged)
                kept = self._book.step(change, _verb(before, judged), before, judged)
        return Outcome(kept.id, change.changes)

    def take_in(self, package_id: UUID, room: RoomRef | None) -> Outcome[tuple[SafetyId, ...]]:
        """Put what an opened package holds into the inventory.

        Raises:
            NotMonitored: the package was not opened yet.
            Invalid: nothing waits to be taken in.
            NotOnLicense, PossessionExceeded: the license leaves no room for it; the package stays as it is.
        """
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            before = change.uow.safety.get(Package, package_id)
            if before.opened_at is None:
                raise NotMonitored(before.code, ("opening",))
            if not before.waiting_items:
                raise Invalid("contents", "are all in the inventory")
            pairs = [
                (item, None if item.stock_id else self.stock_of(before, item, room))
                for item in before.contents
            ]
            fresh = [stock for _item, stock in pairs if stock is not None]
            require_room_on_license(change.uow, fresh, change.at)
            contents = tuple(self._taken_in(change, item, stock) for item, stock in pairs)
            self._book.step(
                change, "take into inventory", before, replace(before, contents=contents)
            )
        taken = tuple(item.stock_id for item in contents if item.stock_id is not None)
        return Outcome(taken, change.changes)

    def stock_of(self, package: Package, item: PackageItem, room: RoomRef | None) -> Stock:
        """The stock that an item becomes: received with its package, decayed by ICRP Publication 107."""
        nuclide = self._desk.reference.nuclide(item.nuclide_id)
        half_life = nuclide.half_life()
        return Stock(
            **self._book.head(package.at),
            nuclide_id=item.nuclide_id,
            form=item.form,
            reference=item.activity,
            reference_at=item.calibrated_at,
            half_life=half_life.value,
            half_life_basis=half_life.basis.citation,
            drug_id=item.drug_id,
            drug=item.drug,
            lot=item.lot,
            expires=item.expires,
            room=room,
            package_id=package.id,
            package=package.code,
            companion=_companion(nuclide, item) if item.carrier_added else None,
        )

    def _day_begins(self, package: Package) -> Moment | None:
        """When the next working day begins, on the clock of that day, unless a person said so."""
        if package.day_begins is not None or self._offset_at is None:
            return package.day_begins
        clock = package.clock
        offset = self._offset_at(clock.begins)
        if clock.in_hours or offset == clock.begins.offset_minutes:
            return None
        shift = timedelta(minutes=clock.begins.offset_minutes - offset)
        return Moment(clock.begins.utc + shift, offset)

    def _taken_in(self, change: Change, item: PackageItem, stock: Stock | None) -> PackageItem:
        if stock is None:
            return item
        kept = self._book.enter(change, stock)
        return replace(item, stock_id=kept.id, stock_code=kept.code)

    def _level(self, uow: UnitOfWork, key: str) -> LevelUsed:
        site = self._site.inside(uow, key)
        shipped = self._desk.reference.limit(key)
        federal = SiteLimit(
            key, "", shipped.value, shipped.inclusive, shipped.basis.citation, verify=False
        )
        unit = "mrem/h" if isinstance(shipped.value, DoseRate) else shipped.unit
        return LevelUsed(
            value=_number(site), unit=unit, basis=site.basis, federal=_number(federal),
            federal_basis=federal.basis,
        )  # fmt: skip

    def _check(self, change: Change, package: Package) -> None:
        for item in package.contents:
            self._desk.reference.nuclide(item.nuclide_id)
        _require_order(package, change.at)
        if package.monitored_at is not None:
            _require_monitored(change.uow, package)
        if package.opened_at is not None and package.required.any and package.monitored_at is None:
            raise NotMonitored(package.code if package.number else "", ("monitoring",))


def _habits(uow: UnitOfWork) -> PackageHabits:
    return uow.kept(PackageHabits, PACKAGE_HABITS).find(_HABITS_ID) or PackageHabits()


def _number(limit: SiteLimit) -> Decimal:
    if isinstance(limit.value, DoseRate):
        return limit.value.to(DoseRateUnit.MREM_H).amount
    return limit.amount


def _require_order(package: Package, now: Moment) -> None:
    """Nothing happens before the package came, nor in the future."""
    times = [("monitored_at", package.monitored_at), ("opened_at", package.opened_at)]
    times += [("notice", notice.at) for notice in package.notices]
    for field, moment in times:
        if moment is None:
            continue
        if moment.utc < package.at.utc:
            raise Invalid(field, "lies before the receipt of the package")
        if moment.utc > now.utc:
            raise Invalid(field, "lies in the future")


def _require_monitored(uow: UnitOfWork, package: Package) -> None:
    if package.surveys_missing:
        raise NotMonitored(package.code if package.number else "", package.surveys_missing)
    late = package.monitored_at is not None and package.monitored_at.utc > package.clock.due.utc
    if package.required.any and late and not package.late_reason.strip():
        raise ReasonRequired("monitor a package late")
    for used in (package.meter, package.counter):
        if used is not None and package.monitored_at is not None:
            instrument = uow.instruments.get(InstrumentId(used.id))
            instrument.require_fit(package.monitored_at.local.date())


def _verb(before: Package, after: Package) -> str:
    """What the log calls the step: the furthest thing that was done in it."""
    if len(after.notices) > len(before.notices):
        return "note call about package"
    if before.opened_at is None and after.opened_at is not None:
        return "open package"
    if before.monitored_at is None and after.monitored_at is not None:
        return "monitor package"
    return "change package"


def long_lived_impurity(nuclide: Nuclide) -> Contaminant | None:
    """The long-lived nuclide that comes with a carrier-added product, with the half-life of the pure nuclide."""
    known = (each for each in nuclide.decay_in_storage_flags if each.half_life is not None)
    return next((each for each in known if "carrier-added" in each.route), None)


def _companion(nuclide: Nuclide, item: PackageItem) -> Companion:
    found = long_lived_impurity(nuclide)
    if found is None or found.half_life is None:
        raise NotFound("long-lived impurity of", nuclide.id)
    stated = item.impurity_percent
    activity = None
    if stated is not None:
        amount = product(item.activity.amount, stated, _PERCENT)
        activity = Activity(amount, item.activity.unit)
    return Companion(found.nuclide, found.half_life, activity, found.basis.citation)
