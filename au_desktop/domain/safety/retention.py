"""Until when a record must be kept. Nothing is purged by itself: a period that is over is only told."""

from dataclasses import dataclass
from datetime import date

from au_desktop.domain.month_steps import add_months
from au_desktop.domain.reference.retention_periods import KeptUntil, RetentionPeriod


@dataclass(frozen=True, slots=True)
class Keeping:
    """Until when: the last day of keeping, or None where only the end of the license, or of holding, ends it."""

    period: RetentionPeriod
    last_day: date | None

    def over_on(self, day: date) -> bool:
        """Whether the period is over on that day."""
        return self.last_day is not None and day > self.last_day


def keeping(period: RetentionPeriod, event: date, *, ended: date | None = None) -> Keeping:
    """Until when a record of that day is kept.

    `ended` is the day on which what it is about was transferred, disposed of or released; where the years count from there
    and it is not over, there is no last day.
    """
    if period.years is None or period.until in {KeptUntil.LICENSE_END, KeptUntil.LICENSE_LIFE}:
        return Keeping(period, None)
    start = ended if period.until is KeptUntil.HELD_AND_YEARS else event
    if start is None:
        return Keeping(period, None)
    return Keeping(period, add_months(start, 12 * period.years))
