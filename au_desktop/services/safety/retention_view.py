"""What the center keeps, and for how long: each kind with its period, how many records, and how many are past it."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.month_steps import add_months
from au_desktop.domain.reference.retention_periods import RetentionPeriod
from au_desktop.domain.roles import may
from au_desktop.domain.safety.record_types import RECORD_TYPES
from au_desktop.domain.safety.retention import Keeping, keeping
from au_desktop.domain.safety.safety_records import RecordKind, SafetyRecord
from au_desktop.services.desk import Desk
from au_desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class KeptKind:
    """One period with the records under it: how many, the oldest event, and how many of them are past it."""

    period: RetentionPeriod
    records: int
    oldest: date | None
    past: int


class RetentionView:
    """Read-only: nothing is purged by itself, and nothing can be purged here. What a person may not see is not counted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def kinds(self) -> tuple[KeptKind, ...]:
        """Every period, in the order of the shipped file."""
        today = self._desk.today()
        with self._desk.reading() as uow:
            return tuple(
                self._kind(uow, period, today)
                for period in self._desk.reference.retention_periods.values()
            )

    def of(self, kind: RecordKind, event: date, ended: date | None = None) -> Keeping:
        """Until when a record of that kind and day is kept; every kind stands under one period."""
        periods = self._desk.reference.retention_periods.values()
        period = next(one for one in periods if kind.value in one.records)
        return keeping(period, event, ended=ended)

    def _kind(self, uow: UnitOfWork, period: RetentionPeriod, today: date) -> KeptKind:
        role = self._desk.actor.role
        types = [
            one
            for kind, one in RECORD_TYPES.items()
            if kind.value in period.records and (one.SEEN_BY is None or may(role, one.SEEN_BY))
        ]
        counts = [uow.safety.span(one.KIND) for one in types]
        oldest = min((first for _, first in counts if first is not None), default=None)
        return KeptKind(
            period, sum(many for many, _ in counts), oldest, _past(uow, period, types, today)
        )


def _past(
    uow: UnitOfWork, period: RetentionPeriod, types: list[type[SafetyRecord]], today: date
) -> int:
    """How many events lie so far back that the period is over, where it runs from the event."""
    if period.years is None or keeping(period, today).last_day is None:
        return 0
    first_kept = add_months(today, -12 * period.years)
    return sum(uow.safety.count_before(one.KIND, first_kept) for one in types)
