"""A sealed source of the center: check, calibration and reference sources with their decay, leak tests and place."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.month_steps import add_months
from au_desktop.domain.quantities import Activity, Duration
from au_desktop.domain.safety.check_points import SourceRef, expected_activity
from au_desktop.domain.safety.safety_records import (
    Deadline,
    RecordKind,
    RoomRef,
    SafetyRecord,
    Summary,
)

LEAK_RULE = "10 CFR 35.67(b)(2)"
REPORT_RULE = "10 CFR 35.3067"
REPORT_DAYS = 5


class SourceUse(StrEnum):
    """What a source is for."""

    CHECK = "check source"
    CALIBRATION = "calibration source"
    REFERENCE = "reference source"
    OTHER = "other sealed source"


class SourceState(StrEnum):
    """Where a source is in its life."""

    IN_USE = "in use"
    STORED = "stored, not used"
    LEAKING = "leaking, withdrawn"
    GONE = "no longer here"


class SourceNotHere(DomainError):
    """A source was to be used or tested that is no longer here, or leaks: which, and its state."""

    def __init__(self, source: str, state: SourceState) -> None:
        super().__init__(f"{source}: {state.value}")
        self.source = source
        self.state = state


@dataclass(frozen=True, slots=True)
class LeakFound:
    """A leak test at or above the limit: which, when, and what became of the report."""

    test_code: str
    on: date
    found: Activity
    action: str = ""
    reported_on: date | None = None
    reported_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedSource(SafetyRecord):
    """A source lives on in steps: its place, its tests, a leak, its leaving.

    Args:
        activity: nominal activity at `reference`, as the certificate says.
        half_life: with its basis, as it stood in the reference data when the source was entered.
        leak_exempt: why no leak test is asked of it (35.67(f)); empty where one is.
        leak_months: the interval of leak tests, with its basis.
        gone_on: the day it left, and where to.
    """

    KIND: ClassVar[RecordKind] = RecordKind.SOURCE
    FINAL: ClassVar[bool] = False

    name: str
    nuclide_id: str
    activity: Activity
    reference: Moment
    half_life: Duration
    half_life_basis: str = ""
    use: SourceUse = SourceUse.CHECK
    maker: str = ""
    model: str = ""
    serial: str = ""
    certificate: str = ""
    uncertainty_percent: Decimal | None = None
    room: RoomRef | None = None
    place: str = ""
    stored: bool = False
    leak_exempt: str = ""
    leak_months: int = 6
    leak_basis: str = LEAK_RULE
    last_leak_test: date | None = None
    leak: LeakFound | None = None
    last_inventory: date | None = None
    gone_on: date | None = None
    gone_to: str = ""

    def __post_init__(self) -> None:
        """A source has a name and some activity."""
        if not self.name.strip():
            raise Invalid("source name", "is empty")
        if self.activity.amount <= 0:
            raise Invalid("activity", "must be above zero")
        if not 1 <= self.leak_months <= 120:
            raise Invalid("leak test interval", "is not between 1 and 120 months")

    @property
    def ref(self) -> SourceRef:
        """The source as other records name it."""
        return SourceRef(self.id, self.name, self.nuclide_id, self.serial)

    @property
    def state(self) -> SourceState:
        """Where it is in its life."""
        if self.gone_on is not None:
            return SourceState.GONE
        if self.leak is not None:
            return SourceState.LEAKING
        return SourceState.STORED if self.stored else SourceState.IN_USE

    @property
    def here(self) -> bool:
        """Whether it is still in the center."""
        return self.gone_on is None and self.voided is None

    @property
    def leak_test_due(self) -> date | None:
        """The last day for the next leak test; the day it came where it was never tested; None where none is asked."""
        if self.leak_exempt.strip() or self.state not in {SourceState.IN_USE}:
            return None
        if self.last_leak_test is None:
            return self.at.local.date()
        return add_months(self.last_leak_test, self.leak_months)

    @property
    def report_due(self) -> date | None:
        """The day by which a leak is reported; None without a leak or once it is reported."""
        if self.leak is None or self.leak.reported_on is not None:
            return None
        return self.leak.on + timedelta(days=REPORT_DAYS)

    def activity_at(self, at: Moment) -> Activity:
        """The activity that is left at a moment."""
        return expected_activity(self.activity, self.reference, self.half_life, at)

    def require_usable(self) -> None:
        """Refuse a source that is gone or leaks; raises `SourceNotHere`."""
        if self.state in {SourceState.GONE, SourceState.LEAKING}:
            raise SourceNotHere(self.name, self.state)

    @property
    def where(self) -> str:
        """Its place in words."""
        room = "" if self.room is None else self.room.name
        return ", ".join(part for part in (room, self.place) if part)

    @property
    def summary(self) -> Summary:
        """What lists and clocks ask of it."""
        return Summary(
            label=f"{self.name}, {self.nuclide_id} {self.activity.format()}",
            about=self.where,
            state=self.state.value,
            open=self.here,
            attention=self.report_due is not None,
            deadlines=tuple(self._deadlines()),
            links=() if self.room is None else (self.room.id,),
            words=f"{self.maker} {self.model} {self.serial} {self.certificate} {self.use.value}",
        )

    def _deadlines(self) -> list[Deadline]:
        found = []
        if self.leak_test_due is not None:
            due = self._end_of(self.leak_test_due)
            found.append(Deadline("leak test", f"Leak test of {self.name}", due, self.leak_basis))
        if self.report_due is not None:
            due = self._end_of(self.report_due)
            title = f"Report that {self.name} leaks"
            found.append(Deadline("leak report", title, due, REPORT_RULE))
        return found

    def _end_of(self, day: date) -> Moment:
        """The last minute of a day where the source is."""
        offset = timedelta(minutes=self.at.offset_minutes)
        end = datetime.combine(day, time(23, 59), UTC) - offset
        return Moment(end, self.at.offset_minutes)
