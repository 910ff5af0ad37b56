"""The survey of a waste container before disposal: the meter, the background, every side, and what follows from it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.instruments import Fitness, InstrumentUnfit
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef

_HUNDRED = Decimal(100)


class MeterUnit(StrEnum):
    """What a survey meter shows; all readings of one survey are in the same unit."""

    MR_H = "mR/h"
    MREM_H = "mrem/h"
    USV_H = "µSv/h"
    CPM = "cpm"
    CPS = "cps"


class Side(StrEnum):
    """The sides of a container; every one is surveyed."""

    TOP = "top"
    BOTTOM = "bottom"
    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"


class SurveyCondition(StrEnum):
    """What has to be so before a reading means anything (10 CFR 35.92(a)(1), and how it is done)."""

    SUITABLE = "the meter suits the radiation"
    CHECK_SOURCE = "battery good, check source reads as marked"
    SENSITIVE = "most sensitive scale"
    UNSHIELDED = "no shielding between"
    LOW_BACKGROUND = "place of low background"


class SurveyRefused(DomainError):
    """A survey was to pass whose conditions were not all met: which ones."""

    def __init__(self, missing: tuple[SurveyCondition, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class AboveBackground(DomainError):
    """A survey was to pass although a reading stands above the background: how far, and what the center allows."""

    def __init__(self, highest: str, background: str, margin: str) -> None:
        super().__init__(f"{highest} over {background}")
        self.highest = highest
        self.background = background
        self.margin = margin


@dataclass(frozen=True, slots=True)
class SideReading:
    """One reading at the surface, unshielded, in the unit of its survey."""

    side: Side
    value: Decimal


@dataclass(frozen=True, slots=True)
class WasteSurvey:
    """One survey of a container; `indistinguishable` is the finding of whoever held the meter.

    `margin_percent` is how far above the background the center still takes a reading as the same; None where the center
    set none: then a reading above the background needs `why` it cannot be told from it.
    """

    number: int
    at: Moment
    by: PersonRef
    meter: MeterRef
    unit: MeterUnit
    background: Decimal
    readings: tuple[SideReading, ...]
    conditions: tuple[SurveyCondition, ...]
    indistinguishable: bool
    margin_percent: Decimal | None = None
    margin_basis: str = ""
    why: str = ""
    next_survey: date | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse readings that cannot be, and a survey that leaves a side out."""
        if self.background < 0 or any(reading.value < 0 for reading in self.readings):
            raise Invalid("reading", "is below zero")
        sides = [reading.side for reading in self.readings]
        missing = [side.value for side in Side if side not in sides]
        if missing:
            raise Invalid("surface readings", f"missing: {', '.join(missing)}")
        if len(sides) != len(set(sides)):
            raise Invalid("surface readings", "a side was read twice")

    @property
    def highest(self) -> Decimal:
        """The highest reading at the surface."""
        return max(reading.value for reading in self.readings)

    @property
    def net(self) -> Decimal:
        """The highest reading less the background."""
        return self.highest - self.background

    @property
    def missing(self) -> tuple[SurveyCondition, ...]:
        """The conditions that were not met."""
        return tuple(c for c in SurveyCondition if c not in self.conditions)

    @property
    def passed(self) -> bool:
        """Whether it cannot be told from background, by a survey that means something."""
        return self.indistinguishable and not self.missing

    def said(self, value: Decimal) -> str:
        """A reading with the unit of the survey."""
        return f"{value} {self.unit.value}"


def require_sound(survey: WasteSurvey) -> None:
    """Refuse what may not be written down: an unfit meter, or a pass that the conditions or the numbers speak against.

    Equation: highest ≤ background·(1 + margin/100), where the center set a margin. Units: those of the meter.
    Source: 10 CFR 35.92(a)(1): "cannot be distinguished from the background radiation level"; the rule gives no number.
    """
    day, due = survey.at.local.date(), survey.meter.calibration_due
    if due is None:
        raise InstrumentUnfit(survey.meter.name, Fitness.NEVER_CALIBRATED, None)
    if day > due:
        raise InstrumentUnfit(survey.meter.name, Fitness.CALIBRATION_OVERDUE, due)
    if not survey.indistinguishable:
        _require_next(survey)
        return
    if survey.missing:
        raise SurveyRefused(survey.missing)
    if survey.net > 0 and not _within_margin(survey):
        margin = "" if survey.margin_percent is None else f"{survey.margin_percent} %"
        raise AboveBackground(survey.said(survey.highest), survey.said(survey.background), margin)


def _require_next(survey: WasteSurvey) -> None:
    if survey.next_survey is None:
        raise Invalid("next survey", "name the day on which it is surveyed again")
    if survey.next_survey <= survey.at.local.date():
        raise Invalid("next survey", "must come after the day of this one")


def _within_margin(survey: WasteSurvey) -> bool:
    if survey.margin_percent is None:
        return bool(survey.why.strip())
    allowed = survey.background * (_HUNDRED + survey.margin_percent) / _HUNDRED
    return survey.highest <= allowed
