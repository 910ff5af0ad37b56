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
    RETIRED = "retired"


class InstrumentUnfit(DomainError):
    """An instrument was to be used that may not be: which, why, and since when."""

    def __init__(self, instrument: str, fitness: Fitness, due: date | None) -> None:
        super().__init__(f"{instrument}: {fitness.value}")
        self.instrument = instrument
        self.fitness = fitness
        self.due = due


_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with its calibration.

    `interval_months` is the site's calibration interval. Survey meters: before first use, annually and after repair
    (10 CFR 35.61); activity instruments: by nationally recognized standards or the manufacturer (35.60).
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
        due = self.calibration_due
        if due is None:
            return Fitness.NEVER_CALIBRATED
        if day > due:
            return Fitness.CALIBRATION_OVERDUE
        return Fitness.CALIBRATION_DUE_SOON if due - day <= _SOON else Fitness.FIT

    def require_fit(self, day: date) -> None:
        """Refuse with the reason where the instrument may not be used on that day."""
        fitness = self.fitness_on(day)
        if fitness not in {Fitness.FIT, Fitness.CALIBRATION_DUE_SOON}:
            raise InstrumentUnfit(self.name, fitness, self.calibration_due)
