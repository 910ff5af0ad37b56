"""Leak tests of sealed sources and the inventory of all of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.quantities import Activity, ActivityUnit, CountRate, CountRateUnit, Duration
from au_desktop.domain.radiation import instrument_checks
from au_desktop.domain.safety.check_points import SourceRef
from au_desktop.domain.safety.safety_records import (
    MeterRef,
    PersonRef,
    RecordKind,
    SafetyRecord,
    Summary,
)

_SHOWN_DIGITS = 3


class SourceCheckKind(StrEnum):
    """What was done."""

    LEAK = "leak test"
    INVENTORY = "inventory"


class LeakTestTooCoarse(DomainError):
    """A count could not have shown the limit: what it can show, and the limit, both in Bq."""

    def __init__(self, detectable: Activity, limit: Activity) -> None:
        super().__init__(f"{detectable} above {limit}")
        self.detectable = detectable
        self.limit = limit


@dataclass(frozen=True, slots=True)
class LeakCount:
    """The count of the wipe of a leak test, or what a laboratory reported (`reported`), against the limit.

    At the limit the source leaks: 35.3067 says "0.005 µCi or more".
    """

    limit: Activity
    limit_basis: str = ""
    gross: CountRate | None = None
    background: CountRate | None = None
    efficiency: Decimal | None = None
    time: Duration | None = None
    efficiency_note: str = ""
    reported: Activity | None = None
    laboratory: str = ""

    def __post_init__(self) -> None:
        """Either the four numbers of a count, or the result of a laboratory."""
        counted = (self.gross, self.background, self.efficiency, self.time)
        if self.reported is None and any(one is None for one in counted):
            raise Invalid("leak test", "has neither a count nor a result")

    @property
    def found(self) -> Activity:
        """Removable activity on the wipe: (gross - background)/(60·efficiency), in Bq."""
        if self.reported is not None:
            return self.reported.to(ActivityUnit.BQ)
        return instrument_checks.removable_activity(
            self._rate(self.gross), self._rate(self.background), self.efficiency or Decimal(0)
        )

    @property
    def detectable(self) -> Activity | None:
        """The smallest activity that the count is sure to find; unknown for the result of a laboratory."""
        if self.reported is not None or self.time is None:
            return None
        background = self._rate(self.background)
        return instrument_checks.detectable_activity(
            background, self.time, self.efficiency or Decimal(0)
        )

    @property
    def leaking(self) -> bool:
        """Whether the limit is reached."""
        return self.found >= self.limit

    def require_sensitive(self) -> None:
        """Refuse a count that could not have shown the limit; raises `LeakTestTooCoarse`."""
        detectable = self.detectable
        if detectable is not None and detectable > self.limit:
            raise LeakTestTooCoarse(detectable, self.limit)

    @staticmethod
    def _rate(rate: CountRate | None) -> CountRate:
        """A count that is complete has it: `__post_init__` saw to that."""
        return rate or CountRate(Decimal(0), CountRateUnit.CPM)


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """One source as it was looked for: model, serial, nuclide, nominal activity and place, as 35.2067(b) asks."""

    source: SourceRef
    model: str
    activity: Activity
    place: str
    found: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck(SafetyRecord):
    """A leak test of one source, or the inventory of all; `estimated` is the activity of the source on that day."""

    KIND: ClassVar[RecordKind] = RecordKind.SOURCE_CHECK

    check: SourceCheckKind
    by: PersonRef
    source: SourceRef | None = None
    model: str = ""
    estimated: Activity | None = None
    counter: MeterRef | None = None
    count: LeakCount | None = None
    action: str = ""
    lines: tuple[InventoryLine, ...] = ()

    def __post_init__(self) -> None:
        """A leak test has a source and a count, an inventory has lines."""
        if self.check is SourceCheckKind.LEAK and (self.source is None or self.count is None):
            raise Invalid("leak test", "has neither a count nor a result")
        if self.check is SourceCheckKind.INVENTORY and not self.lines:
            raise Invalid("inventory", "has no source")

    @property
    def day(self) -> date:
        """The local day of it."""
        return self.at.local.date()

    @property
    def missing(self) -> tuple[InventoryLine, ...]:
        """Sources that were not found."""
        return tuple(one for one in self.lines if not one.found)

    @property
    def leaking(self) -> bool:
        """Whether the source leaks."""
        return self.count is not None and self.count.leaking

    @property
    def summary(self) -> Summary:
        """What lists show of it."""
        if self.count is None:
            return self._inventory_summary()
        name = "" if self.source is None else self.source.name
        found = self.count.found.format(significant=_SHOWN_DIGITS)
        return Summary(
            label=f"Leak test, {name}",
            about=f"{found} found, limit {self.count.limit.format()}",
            state="leaking" if self.leaking else "passed",
            attention=self.leaking,
            links=tuple(one.id for one in (self.source, self.counter) if one is not None),
            words=f"{self.by.name} {self.count.laboratory}",
        )

    def _inventory_summary(self) -> Summary:
        missing = len(self.missing)
        sources = "1 source" if len(self.lines) == 1 else f"{len(self.lines)} sources"
        return Summary(
            label=f"Inventory of {sources}",
            about=", ".join(f"{one.source.name} missing" for one in self.missing),
            state=f"{missing} missing" if missing else "complete",
            attention=bool(missing),
            links=tuple(one.source.id for one in self.lines),
            words=" ".join((self.by.name, *(one.source.name for one in self.lines))),
        )
