"""What a person answered to an item: typed, exact as entered, with who and when."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import AnyQuantity, Duration, DurationUnit
from au_desktop.domain.roles import Role

DONE = "done"
NOT_DONE = "not_done"
SKIPPED = "skipped"


class Reply(StrEnum):
    """The answer to a yes/no item."""

    YES = "yes"
    NO = "no"
    NA = "na"


class StepPart(StrEnum):
    """What the trainee did in one step of the work."""

    OBSERVED = "observed"
    ASSISTED = "assisted"
    PERFORMED = "performed"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A confirm item: done, or not done."""

    done: bool


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes/no item: yes, no or not applicable."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Chosen:
    """One or several choices, by their keys, in the order of the template."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Free text."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the digits that were entered, in a plain unit such as % or mL."""

    amount: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity in the unit the person used."""

    quantity: AnyQuantity


@dataclass(frozen=True, slots=True)
class At:
    """A date and time."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Reference:
    """A person, instrument or room by id, or a drug by its reference id, with the name it had when it was chosen."""

    kind: str
    label: str
    id: UUID | None = None
    drug_id: str = ""


@dataclass(frozen=True, slots=True)
class Timed:
    """A timer: started and stopped at these moments; running while it has no stop.

    An interruption is the moment of the pause and the moment when it went on; the last one may still be open.
    """

    started: Moment | None = None
    stopped: Moment | None = None
    interruptions: tuple[tuple[Moment, Moment | None], ...] = ()

    @property
    def running(self) -> bool:
        """Started and not yet stopped, paused or not."""
        return self.started is not None and self.stopped is None

    @property
    def paused(self) -> bool:
        """Interrupted, and not gone on yet."""
        return self.running and bool(self.interruptions) and self.interruptions[-1][1] is None

    @property
    def elapsed(self) -> Duration | None:
        """From start to stop without the interruptions, exact; None while one of the two is missing."""
        if self.started is None or self.stopped is None:
            return None
        between = self.so_far(self.stopped)
        seconds = Decimal(between.days * 86400 + between.seconds)
        return Duration(seconds + Decimal(between.microseconds).scaleb(-6), DurationUnit.S)

    def so_far(self, now: Moment) -> timedelta:
        """How long it has run until now, or ran until its stop, without the interruptions; nothing before its start."""
        if self.started is None:
            return timedelta(0)
        end = now if self.stopped is None else self.stopped
        still = sum(
            ((end if on is None else on).utc - off.utc for off, on in self.interruptions),
            timedelta(0),
        )
        return end.utc - self.started.utc - still

    def pause(self, at: Moment) -> "Timed":
        """Interrupted at this moment; the same where it does not run or is paused already."""
        if not self.running or self.paused:
            return self
        return replace(self, interruptions=(*self.interruptions, (at, None)))

    def go_on(self, at: Moment) -> "Timed":
        """Running again from this moment; the same where it is not paused."""
        if not self.paused:
            return self
        off, _ = self.interruptions[-1]
        return replace(self, interruptions=(*self.interruptions[:-1], (off, at)))

    def stop(self, at: Moment) -> "Timed":
        """Stopped at this moment; what was paused ends with it."""
        return replace(self.go_on(at), stopped=at)


@dataclass(frozen=True, slots=True)
class PartTaken:
    """The trainee's part in a step, and how far it went on the center's scale of 0 to 4, where it was rated."""

    part: StepPart
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """What a formula made of earlier answers, in the item's unit."""

    amount: Decimal
    unit: str
    formula: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Passed without an answer, and why."""

    reason: str = ""


AnswerValue = (
    Confirmed
    | YesNo
    | Chosen
    | Text
    | Number
    | Measured
    | At
    | Reference
    | Timed
    | PartTaken
    | Computed
    | Skipped
)


@dataclass(frozen=True, slots=True)
class Override:
    """Why an unexpected answer to a critical item may stand: who decided it, in which role, and when."""

    reason: str
    by: PersonId
    role: Role
    at: Moment


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item of a run.

    `at` is when the answer was entered; what it says about time lies in the value.
    """

    item: str
    value: AnswerValue
    by: PersonId
    at: Moment
    note: str = ""
    override: Override | None = None


def answer_tokens(value: AnswerValue) -> frozenset[str]:
    """The words that conditions and expected answers are compared with; empty for free values such as numbers."""
    match value:
        case Confirmed(done):
            tokens = {DONE if done else NOT_DONE}
        case YesNo(reply):
            tokens = {reply.value}
        case Chosen(keys):
            tokens = set(keys)
        case PartTaken(part):
            tokens = {part.value}
        case Skipped():
            tokens = {SKIPPED}
        case _:
            tokens = set()
    return frozenset(tokens)
