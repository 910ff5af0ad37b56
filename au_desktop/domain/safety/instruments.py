"""Measuring instruments and whether they may be used on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.month_steps import add_months


class InstrumentKind(StrEnum):
    """What an instrument measures."""

    SURVEY_METER = "survey meter"
    CONTAMINATION_METER = "contamination meter"
    DOSE_CALIBRATOR = "dose calibrator"
    WIPE_COUNTER = "wipe counter"


class Fitness(StrEnum):
    """Whether an instrument may be used, and why not."""

    FIT = "fit"
    CALIBRATION_DUE_SOON = "calibration due soon"
    CALIBRATION_OVERDUE = "calibration overdue"
    NEVER_CALIBRATED = "never calibrated"
    CALIBRATION_FAILED = "off by more than the rule allows"
    CHECK_FAILED = "check not passed"
    UNDER_REPAIR = "under repair"
    REPAIRED = "not calibrated since its repair"
    RETIRED = "retired"

    @property
    def usable(self) -> bool:
        """Whether it may be used."""
        return self in {Fitness.FIT, Fitness.CALIBRATION_DUE_SOON}

    @property
    def blocking(self) -> bool:
        """Whether it comes from a check or a repair and not from the calendar."""
        return self in {
            Fitness.CALIBRATION_FAILED,
            Fitness.CHECK_FAILED,
            Fitness.UNDER_REPAIR,
            Fitness.REPAIRED,
        }


class Purpose(StrEnum):
    """What an instrument is chosen for."""

    DOSE_RATE = "dose rates"
    CONTAMINATION = "contamination"
    WIPES = "wipes"
    ACTIVITY = "activity"


SUITED: dict[Purpose, tuple[InstrumentKind, ...]] = {
    Purpose.DOSE_RATE: (InstrumentKind.SURVEY_METER,),
    Purpose.CONTAMINATION: (InstrumentKind.CONTAMINATION_METER, InstrumentKind.SURVEY_METER),
    Purpose.WIPES: (InstrumentKind.WIPE_COUNTER, InstrumentKind.CONTAMINATION_METER),
    Purpose.ACTIVITY: (InstrumentKind.DOSE_CALIBRATOR,),
}
"""The kinds that serve a purpose, the first as the one to propose."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """What keeps an instrument from use since a day: a failed check or calibration, or a repair; `note` says which."""

    fitness: Fitness
    since: date
    note: str = ""


class InstrumentUnfit(DomainError):
    """An instrument was to be used that may not be: which, why, since when, and what is known of it."""

    def __init__(
        self, instrument: str, fitness: Fitness, due: date | None, note: str = ""
    ) -> None:
        super().__init__(f"{instrument}: {fitness.value}")
        self.instrument = instrument
        self.fitness = fitness
        self.due = due
        self.note = note


_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with its calibration.

    `interval_months` is the site's calibration interval. Survey meters: before first use, annually and after repair
    (10 CFR 35.61); activity instruments: by nationally recognized standards or the manufacturer (35.60). `blocked` follows
    from its checks: no one sets it by hand.
    """

    id: InstrumentId
    name: str
    kind: InstrumentKind
    model: str = ""
    serial: str = ""
    calibrated_on: date | None = None
    interval_months: int = 12
    retired: bool = False
    notes: str = ""
    blocked: Blocked | None = None

    def __post_init__(self) -> None:
        """An instrument needs a name and an interval of at least a month."""
        if not self.name.strip():
            raise Invalid("instrument name", "is empty")
        if not 1 <= self.interval_months <= 120:
            raise Invalid("calibration interval", "is not between 1 and 120 months")

    @property
    def calibration_due(self) -> date | None:
        """The last day on which the present calibration holds; None if never calibrated."""
        return (
            None
            if self.calibrated_on is None
            else add_months(self.calibrated_on, self.interval_months)
        )

    def fitness_on(self, day: date) -> Fitness:
        """Whether the instrument may be used on that day."""
        if self.retired:
            return Fitness.RETIRED
        if self.blocked is not None and day >= self.blocked.since:
            return self.blocked.fitness
        due = self.calibration_due
        if due is None:
            return Fitness.NEVER_CALIBRATED
        return self._by_calibration(day, due)

    @staticmethod
    def _by_calibration(day: date, due: date) -> Fitness:
        if day > due:
            return Fitness.CALIBRATION_OVERDUE
        return Fitness.CALIBRATION_DUE_SOON if due - day <= _SOON else Fitness.FIT

    def require_fit(self, day: date) -> None:
        """Refuse with the reason where the instrument may not be used on that day."""
        fitness = self.fitness_on(day)
        if fitness.usable:
            return
        if self.blocked is not None and fitness is self.blocked.fitness:
            raise InstrumentUnfit(self.name, fitness, self.blocked.since, self.blocked.note)
        raise InstrumentUnfit(self.name, fitness, self.calibration_due)
