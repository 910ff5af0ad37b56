"""A spill: minor or major by the level that the RSO accepted, who and what was contaminated, and what remains."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef


class SpillSize(StrEnum):
    """Minor or major; a spill without an accepted level is taken as major."""

    MINOR = "minor"
    MAJOR = "major"
    OPEN = "not known"


class SpillReason(StrEnum):
    """Why a spill has its size."""

    BELOW = "below the accepted level"
    REACHED = "at or above the accepted level"
    ANY = "any amount of this nuclide is major"
    WEIGHS = "persons, spread or other hazards"
    NO_LEVEL = "no level accepted for this nuclide"
    NO_ACTIVITY = "no activity estimated"


class Remains(StrEnum):
    """What is left after clean-up."""

    OPEN = ""
    NOTHING = "nothing above the center's levels"
    REMAINS = "contamination remains"
    OUT_OF_REACH = "may have spread where it cannot be reached"


@dataclass(frozen=True, slots=True)
class AcceptedLevel:
    """The divide of one nuclide as the RSO accepted it. `any_amount` makes every spill major."""

    major_from: Activity | None = None
    any_amount: bool = False
    evacuate_from: Activity | None = None
    basis: str = ""
    accepted_by: PersonRef | None = None

    def __post_init__(self) -> None:
        """A level is an activity above zero, or any amount; never nothing."""
        if self.major_from is None and not self.any_amount:
            raise Invalid("major_from", "is empty")
        if self.major_from is not None and self.major_from.amount <= 0:
            raise Invalid("major_from", "must be above zero")


@dataclass(frozen=True, slots=True)
class SpillPerson:
    """Someone who was contaminated or checked: where, before and after washing, and the bioassay."""

    who: PersonRef
    place: str = ""
    before: str = ""
    after: str = ""
    bioassay: str = ""


@dataclass(frozen=True, slots=True)
class SpillReading:
    """One place, before and after cleaning: by meter, by wipe in dpm/100 cm², or both, each with its instrument."""

    place: str
    rate_before: DoseRate | None = None
    rate_after: DoseRate | None = None
    meter: MeterRef | None = None
    wipe_before: Decimal | None = None
    wipe_after: Decimal | None = None
    counter: MeterRef | None = None

    def __post_init__(self) -> None:
        """A reading belongs to a place."""
        if not self.place.strip():
            raise Invalid("place", "is empty")


@dataclass(frozen=True, slots=True)
class SpillFacts:
    """What the spill log keeps."""

    activity: Activity | None = None
    level: AcceptedLevel | None = None
    weighs: Answer = Answer.OPEN
    people: tuple[SpillPerson, ...] = ()
    readings: tuple[SpillReading, ...] = ()
    actions: str = ""
    rso_told_at: Moment | None = None
    remains: Remains = Remains.OPEN
    remaining: str = ""

    @property
    def for_site_file(self) -> bool:
        """Whether it belongs into the decommissioning file (10 CFR 30.35(g)(1))."""
        return self.remains in (Remains.REMAINS, Remains.OUT_OF_REACH)


@dataclass(frozen=True, slots=True)
class SpillJudgment:
    """The size with its reason, and whether the level for evacuation was reached."""

    size: SpillSize
    reason: SpillReason
    evacuate: bool = False

    @property
    def major(self) -> bool:
        """Whether the steps of a major spill apply: also while nothing tells that it is minor."""
        return self.size is not SpillSize.MINOR


def judge_spill(spill: SpillFacts) -> SpillJudgment:
    """Minor or major.

    Equation: major where A ≥ level; exactly the level is major. Units: activity. Range: level above zero.
    Source: NUREG-1556 Vol. 9 App. N and the study guide's table as suggestions; the RSO accepts the level.
    """
    level, activity = spill.level, spill.activity
    evacuate = bool(
        level is not None
        and level.evacuate_from is not None
        and activity is not None
        and activity >= level.evacuate_from
    )
    if spill.weighs in (Answer.YES, Answer.UNKNOWN):
        return SpillJudgment(SpillSize.MAJOR, SpillReason.WEIGHS, evacuate)
    if level is None:
        return SpillJudgment(SpillSize.OPEN, SpillReason.NO_LEVEL)
    if level.any_amount:
        return SpillJudgment(SpillSize.MAJOR, SpillReason.ANY, evacuate)
    return _by_level(level, activity, evacuate=evacuate)


def _by_level(level: AcceptedLevel, activity: Activity | None, *, evacuate: bool) -> SpillJudgment:
    if activity is None:
        return SpillJudgment(SpillSize.OPEN, SpillReason.NO_ACTIVITY)
    if level.major_from is not None and activity < level.major_from:
        return SpillJudgment(SpillSize.MINOR, SpillReason.BELOW, evacuate)
    return SpillJudgment(SpillSize.MAJOR, SpillReason.REACHED, evacuate)
