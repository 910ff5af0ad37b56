"""A trainee: intake, eligibility, program membership, home license, pathway, capacities and visits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import ProgramId, TraineeId


class Pathway(StrEnum):
    """The section of 10 CFR 35 by which the trainee means to qualify."""

    BOARD = "board"
    ALTERNATE_390 = "35.390"
    ORAL_UP_TO_33_MCI = "35.392"
    ORAL_ABOVE_33_MCI = "35.394"
    PARENTERAL = "35.396"
    EXISTING_AU = "existing AU"
    UNDECIDED = "undecided"


class Capacity(StrEnum):
    """In what capacity the host lets the trainee be present; an observer's presence is never participation."""

    OBSERVER = "observer"
    SUPERVISED_PARTICIPANT = "supervised participant"
    PRIVILEGED = "privileged"


class TraineeStatus(StrEnum):
    """Where the trainee stands with the center."""

    APPLIED = "applied"
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included; `last` None means open."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        """A period cannot end before it begins."""
        if self.last is not None and self.last < self.first:
            raise Invalid("dates", f"{self.last} is before {self.first}")

    def holds(self, day: date) -> bool:
        """Whether the day is inside."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class CapacityPeriod:
    """A capacity and the days for which the host granted it."""

    capacity: Capacity
    period: Period
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class ProgramMembership:
    """Membership that the training program asks for; None where not stated."""

    number: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The intake gate as the center checked it: classroom training complete, membership seen, home license seen."""

    classroom_complete: bool | None = None
    membership_seen: bool | None = None
    license_seen: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trainee:
    """A physician in training at this center.

    `number` is the gap-free roster number; `requested` holds category codes of the trainee's jurisdiction profile.
    `classroom_hours_claimed` is what the trainee said at intake, not hours that count.
    `void_reason` is set where the record was taken back, such as by undoing an import; it stays readable.
    """

    id: TraineeId
    number: int
    family_name: str
    given_name: str
    degree: str = ""
    email: str = ""
    telephone: str = ""
    license_state: str = ""
    license_number: str = ""
    membership: ProgramMembership = ProgramMembership()
    eligibility: Eligibility = Eligibility()
    pathway: Pathway = Pathway.UNDECIDED
    profile_id: str = "nrc-2019"
    requested: tuple[str, ...] = ()
    capacities: tuple[CapacityPeriod, ...] = ()
    visits: tuple[Period, ...] = ()
    status: TraineeStatus = TraineeStatus.APPLIED
    classroom_hours_claimed: Decimal | None = None
    notes: str = ""
    program_id: ProgramId | None = None
    void_reason: str = ""

    def __post_init__(self) -> None:
        """A trainee needs a family name to be found by."""
        if not self.family_name.strip():
            raise Invalid("family name", "is empty")

    @property
    def code(self) -> str:
        """The short code on screens, sheets and the command line."""
        return trainee_code(self.number)

    @property
    def display_name(self) -> str:
        """Family name first, as rosters are sorted."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name

    def capacity_on(self, day: date) -> Capacity | None:
        """The strongest capacity granted for that day, or None."""
        granted = {entry.capacity for entry in self.capacities if entry.period.holds(day)}
        ranked = (Capacity.PRIVILEGED, Capacity.SUPERVISED_PARTICIPANT, Capacity.OBSERVER)
        return next((capacity for capacity in ranked if capacity in granted), None)


def trainee_code(number: int) -> str:
    """The roster number as a code."""
    return f"T-{number:03d}"
