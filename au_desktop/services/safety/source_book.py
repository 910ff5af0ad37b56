"""Sealed sources: what is here and decayed, leak tests with their limit, the inventory, and the report of a leak."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.month_steps import add_months
from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.sealed_sources import LeakFound, SealedSource
from au_desktop.domain.safety.source_checks import (
    InventoryLine,
    LeakCount,
    SourceCheck,
    SourceCheckKind,
)
from au_desktop.services.desk import Change, Desk
from au_desktop.services.outcomes import Outcome
from au_desktop.services.safety.possession_lines import require_room_for_source
from au_desktop.services.safety.safety_book import SafetyBook, require_live
from au_desktop.services.safety.site_settings import SiteLimits

LEAK_LIMIT, LEAK_INTERVAL, INVENTORY_INTERVAL = (
    "leak-test",
    "leak-test-interval",
    "source-inventory-interval",
)


@dataclass(frozen=True, slots=True)
class InventoryDue:
    """When all sources were last looked for and when they are next; how many there are to look for."""

    sources: int
    last: date | None
    due: date | None
    basis: str
    verify: bool

    def overdue_on(self, day: date) -> bool:
        """Whether it should have been done; nothing is to be done where there is no source."""
        return bool(self.sources) and (self.due is None or self.due < day)


class Sources:
    """Use cases about sealed sources."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._book, self._limits = SafetyBook(desk), SiteLimits(desk)

    def all(self) -> tuple[SealedSource, ...]:
        """Every source that was not entered in error, by number."""
        with self._desk.reading() as uow:
            found = uow.safety.all(SealedSource)
        return tuple(one for one in found if one.voided is None)

    def here(self) -> tuple[SealedSource, ...]:
        """Those that are still in the center."""
        return tuple(one for one in self.all() if one.here)

    def checks(self, source_id: SafetyId) -> tuple[SourceCheck, ...]:
        """Leak tests and inventories that name a source, the newest first."""
        return self._book.linked(SourceCheck, source_id)

    def expected(self, source_id: SafetyId, at: Moment) -> Activity:
        """The activity that is left of a source at a moment."""
        return self._book.get(SealedSource, source_id).activity_at(at)

    def prepare(self, nuclide_id: str, name: str, activity: Activity, at: Moment) -> SealedSource:
        """A source to fill: its half-life from the reference data, the interval of leak tests as it holds here.

        Raises:
            NotFound: the nuclide is not in the reference data.
        """
        half_life = self._desk.reference.nuclide(nuclide_id).half_life()
        with self._desk.reading() as uow:
            interval = self._limits.inside(uow, LEAK_INTERVAL)
        basis = f"{half_life.basis.citation} ({half_life.basis.edition})"
        return SealedSource(
            **self._book.head(self._desk.clock.now()),
            name=name,
            nuclide_id=nuclide_id,
            activity=activity,
            reference=at,
            half_life=half_life.value,
            half_life_basis=basis,
            leak_months=max(1, int(interval.amount)),
            leak_basis=interval.basis,
        )

    def add(self, source: SealedSource) -> Outcome[SealedSource]:
        """Enter a source; no two that are here have the same name.

        Raises:
            PossessionExceeded: a line of the license leaves no room for it.
        """
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            self._refuse_twin(change, source)
            require_room_for_source(change.uow, source, change.at)
            entered = self._book.enter(change, source)
        return Outcome(entered, change.changes)

    def change(self, source: SealedSource, reason: str = "") -> Outcome[SealedSource]:
        """Change what is said of a source: its place, its use, its certificate.

        Raises:
            RecordMoved: somebody changed it since it was read.
            PossessionExceeded: it is said to be more than a line of the license leaves room for.
        """
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            require_live(change.uow, source)
            self._refuse_twin(change, source)
            before = change.uow.safety.get(SealedSource, source.id)
            if _more(before, source):
                require_room_for_source(change.uow, source, change.at)
            after = self._book.step(change, "change source", before, source, reason)
        return Outcome(after, change.changes)

    def remove(self, source_id: SafetyId, on: date, to: str) -> Outcome[SealedSource]:
        """Note that a source left the center, when and where to.

        Raises:
            Invalid: nobody is named who took it.
        """
        if not to.strip():
            raise Invalid("gone_to", "is missing: to whom the source went")
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            before = change.uow.safety.get(SealedSource, source_id)
            after = replace(before, gone_on=on, gone_to=to.strip())
            gone = self._book.step(change, "remove source", before, after)
        return Outcome(gone, change.changes)

    def leak_limit(self) -> LeakCount:
        """A leak test of nothing, with the limit that holds here: the place to begin a count from."""
        limit = self._limits.value(LEAK_LIMIT)
        return LeakCount(
            Activity(limit.amount, ActivityUnit(str(limit.value.unit))),
            limit.basis,
            reported=Activity(Decimal(0), ActivityUnit.BQ),
        )

    def leak_test(
        self, source_id: SafetyId, at: Moment, count: LeakCount, facts: Mapping[str, object]
    ) -> Outcome[SourceCheck]:
        """Keep a leak test; a source that leaks is withdrawn at once, and the clock of its report begins.

        `facts` are further fields of the record: by, counter, action, notes, run_id.

        Raises:
            LeakTestTooCoarse: the count could not have shown the limit.
            ReasonRequired: a leaking source without what was done with it.
        """
        count.require_sensitive()
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            source = change.uow.safety.get(SealedSource, source_id)
            test = SourceCheck(
                **self._book.head(at),
                check=SourceCheckKind.LEAK,
                source=source.ref,
                model=source.model,
                estimated=source.activity_at(at),
                count=count,
                **{"by": self._me(), **facts},  # type: ignore[arg-type] # fields by their name
            )
            if test.leaking and not test.action.strip():
                raise ReasonRequired("enter a leak test above the limit")
            entered = self._book.enter(change, test)
            self._note_test(change, source, entered)
        return Outcome(entered, change.changes)

    def report_leak(self, source_id: SafetyId, on: date, to: str) -> Outcome[SealedSource]:
        """Note that the leak was reported; raises `Invalid` where there is none, or nobody is named."""
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            before = change.uow.safety.get(SealedSource, source_id)
            if before.leak is None:
                raise Invalid("leak report", "is about a source that does not leak")
            if not to.strip():
                raise Invalid("reported_to", "is missing")
            leak = replace(before.leak, reported_on=on, reported_to=to.strip())
            after = self._book.step(change, "report leak", before, replace(before, leak=leak))
        return Outcome(after, change.changes)

    def inventory_due(self) -> InventoryDue:
        """When the next inventory is due: the sources that are here, the last time all were looked for."""
        with self._desk.reading() as uow:
            interval = self._limits.inside(uow, INVENTORY_INTERVAL)
            sources = [one for one in uow.safety.all(SealedSource) if one.here]
        days = [one.last_inventory for one in sources if one.last_inventory is not None]
        last = min(days) if days and len(days) == len(sources) else None
        due = None if last is None else add_months(last, max(1, int(interval.amount)))
        return InventoryDue(len(sources), last, due, interval.basis, interval.verify)

    def inventory_sheet(self) -> tuple[InventoryLine, ...]:
        """Every source that should be here, with its place, not yet found."""
        return tuple(
            InventoryLine(one.ref, one.model, one.activity, one.where, found=False)
            for one in self.here()
        )

    def inventory(
        self, at: Moment, lines: tuple[InventoryLine, ...], notes: str = ""
    ) -> Outcome[SourceCheck]:
        """Keep an inventory.

        Raises:
            ReasonRequired: a source is missing and nothing is said of it.
        """
        if any(not one.found and not one.note.strip() for one in lines):
            raise ReasonRequired("enter a source that was not found")
        with self._desk.change(Permission.KEEP_SAFETY) as change:
            head = {**self._book.head(at), "notes": notes}
            record = SourceCheck(
                **head, check=SourceCheckKind.INVENTORY, by=self._me(), lines=lines
            )
            entered = self._book.enter(change, record)
            for line in lines:
                if line.found:
                    source = change.uow.safety.get(SealedSource, line.source.id)
                    after = replace(source, last_inventory=entered.day)
                    self._book.step(change, "count source", source, after)
        return Outcome(entered, change.changes)

    def _note_test(self, change: Change, source: SealedSource, test: SourceCheck) -> None:
        after = replace(source, last_leak_test=test.day)
        if test.leaking and test.count is not None:
            found = LeakFound(test.code, test.day, test.count.found, test.action.strip())
            after = replace(after, leak=found)
        self._book.step(change, "note leak test", source, after)

    def _me(self) -> PersonRef:
        return PersonRef(self._desk.actor.name, self._desk.actor.person_id)

    @staticmethod
    def _refuse_twin(change: Change, source: SealedSource) -> None:
        name = source.name.strip().casefold()
        for other in change.uow.safety.all(SealedSource):
            if other.here and other.id != source.id and other.name.strip().casefold() == name:
                raise Invalid("name", f"{source.name} already exists")


def _more(before: SealedSource, after: SealedSource) -> bool:
    """Whether it counts otherwise to the license than before; a place or a certificate does not."""
    told = ("nuclide_id", "activity", "reference", "half_life", "gone_on")
    return any(getattr(before, name) != getattr(after, name) for name in told)
