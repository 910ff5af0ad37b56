"""Hours of training: one entry of a trainee's classroom, work-experience or continuing-education ledger."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import HourEntryId, PaperId, SupervisorId, TraineeId
from au_desktop.domain.training.cases import Voided
from au_desktop.domain.training.trainees import Period


class Ledger(StrEnum):
    """Where an hour is entered; an hour counts in one of them only."""

    CLASSROOM = "classroom and laboratory"
    WORK = "work experience"
    CONTINUING = "continuing education"


class Delivery(StrEnum):
    """How a course was held."""

    IN_PERSON = "in person"
    ONLINE = "online"
    MIXED = "in person and online"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class HourPart:
    """Clock hours of one topic or element, by its code in the jurisdiction profile; an empty code is any other subject."""

    code: str
    hours: Decimal

    def __post_init__(self) -> None:
        """Hours are above zero."""
        if self.hours <= 0:
            raise Invalid("hours", "must be above zero")


@dataclass(frozen=True, slots=True)
class CourseProof:
    """What was seen of a course beside its certificate (NMSS-ISG-03 lets the agency ask for it); None where not looked for."""

    outline_seen: bool | None = None
    test_seen: bool | None = None
    completion_checked: bool | None = None
    access_until: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The course behind classroom or continuing-education hours; `sections` are those that the course claims to meet."""

    provider: str = ""
    title: str = ""
    sections: tuple[str, ...] = ()
    delivery: Delivery = Delivery.NOT_STATED
    proof: CourseProof = CourseProof()


@dataclass(frozen=True, slots=True)
class HourEntry:
    """Hours of one trainee on one or several days, by topic or element.

    `starts` and `ends` give the clock times where they are known; they need a single day. `revision` counts the versions
    of the facts; a confirmation stands for the revision that it was made on.
    """

    id: HourEntryId
    number: int
    trainee_id: TraineeId
    ledger: Ledger
    parts: tuple[HourPart, ...]
    first: date
    last: date
    starts: time | None = None
    ends: time | None = None
    course: Course = Course()
    place: str = ""
    license_number: str = ""
    supervisor_id: SupervisorId | None = None
    paper_id: PaperId | None = None
    notes: str = ""
    revision: int = 1
    voided: Voided | None = None

    def __post_init__(self) -> None:
        """Days in order; clock times only within one day and long enough for the hours."""
        Period(self.first, self.last)
        if not self.parts:
            raise Invalid("hours", "are missing")
        if (self.starts is None) != (self.ends is None):
            raise Invalid("times", "need a start and an end")
        if self.starts is None or self.ends is None:
            return
        if self.first != self.last:
            raise Invalid("times", "can be given for a single day only")
        if self.ends <= self.starts:
            raise Invalid("times", "end before they begin")
        if self.hours > self.clock_hours:
            raise Invalid("hours", f"{self.hours} h do not fit into {self.clock_hours} h")

    @property
    def code(self) -> str:
        """The entry's number as shown."""
        return hour_code(self.number)

    @property
    def hours(self) -> Decimal:
        """All its hours."""
        return sum((part.hours for part in self.parts), Decimal(0))

    @property
    def clock_hours(self) -> Decimal:
        """Hours between the clock times, zero without them."""
        if self.starts is None or self.ends is None:
            return Decimal(0)
        minutes = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
        return Decimal(minutes) / 60

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1


def hour_code(number: int) -> str:
    """The number of an entry as a code."""
    return f"H-{number:06d}"
