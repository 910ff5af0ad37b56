"""What a named calculation is: its inputs, its results with units, its equation and source, and what one run of it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, AnyQuantity, Duration
from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.reference.nuclides import Nuclide


class InputKind(StrEnum):
    """What an input is."""

    NUMBER = "number"
    FRACTION = "fraction"
    ACTIVITY = "activity"
    ACTIVITIES = "activities"
    TIMED_ACTIVITY = "activity, with @ and its time"
    TIMED_ACTIVITIES = "activities, each with @ and its time"
    DURATION = "duration"
    SIGNED_DURATION = "duration, may be below zero"
    TIME = "time or duration"
    DOSE = "dose"
    DOSE_RATE = "dose rate"
    COUNT_RATE = "count rate"
    DISTANCE = "distance"
    VOLUME = "volume"
    NUCLIDE = "nuclide"
    NUCLIDES = "nuclides"
    NAME = "nuclide of a table"
    NAMES = "nuclides of a table"
    DRUG = "drug"
    DAY = "date"
    CHOICE = "one of"
    YES_NO = "yes or no"
    TEXT = "text"


At = datetime | Duration


@dataclass(frozen=True, slots=True)
class TimedActivity:
    """A measured activity and when it was measured: a time, or so long after the assay; None where nothing was said."""

    activity: Activity
    at: At | None = None


InputValue = (
    AnyQuantity
    | Decimal
    | str
    | bool
    | date
    | datetime
    | Nuclide
    | Drug
    | TimedActivity
    | tuple[Activity, ...]
    | tuple[Nuclide, ...]
    | tuple[str, ...]
    | tuple[TimedActivity, ...]
)
Value = Decimal | bool | str | date | None | tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Input:
    """One input.

    Args:
        name: as it is typed; case and underscores do not matter.
        title: what it is.
        kind: how it is read.
        unit: the unit of a plain number, which may be left out when typing.
        required: whether it must be given.
        default: what stands in for it, in words or as typed.
        choices: the words that are taken, where only certain ones are.
        also: other names for it.
    """

    name: str
    title: str
    kind: InputKind
    unit: str = ""
    required: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One result: its key, what it is, and its unit; empty for a factor, a verdict or words."""

    name: str
    title: str
    unit: str = ""


class Given:
    """The inputs of one run by name, and the reference data; left-out inputs are None."""

    def __init__(self, values: Mapping[str, InputValue], reference: Reference) -> None:
        self._values = values
        self.reference = reference

    def has(self, name: str) -> bool:
        """Whether it was given."""
        return name in self._values

    def maybe(self, name: str, kind: type[T]) -> T | None:
        """The input, or None where it was left out."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, kind):
            raise Invalid(name, f"is no {kind.__name__}")
        return value

    def of(self, name: str, kind: type[T]) -> T:
        """The input, which must be there."""
        value = self.maybe(name, kind)
        if value is None:
            raise Invalid(name, "is missing")
        return value

    def time(self, name: str) -> At | None:
        """A time of day with its date or a length of time, or None where it was left out."""
        value = self._values.get(name)
        return value if isinstance(value, datetime | Duration) else None

    def number(self, name: str) -> Decimal:
        """A plain number."""
        return self.of(name, Decimal)

    def fallback(self, name: str, usual: Decimal) -> Decimal:
        """A plain number, or the usual one."""
        value = self.maybe(name, Decimal)
        return usual if value is None else value


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run gives.

    Args:
        values: the results by key, in the order of the calculation's outputs.
        equation: the equation with the numbers in it.
        notes: what a reader should know: disagreements, assumptions, what was not read.
        bases: where the figures come from that were taken.
        taken: the figures taken, in words.
    """

    values: Mapping[str, Value]
    equation: str
    notes: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def verify(self) -> bool:
        """Whether any figure that was taken must still be checked against its source."""
        return any(basis.verify for basis in self.bases)


@dataclass(frozen=True, slots=True)
class Calculation:
    """A calculation by name.

    Args:
        name: how the command line calls it.
        title: what it gives, in words.
        inputs: in the order in which people think of them.
        outputs: the results in their order.
        equation: the equation in symbols.
        valid: for which inputs it holds.
        citation: document, edition and place.
        function: the calculation.
        verify: true where the form itself was not read in the primary text.
    """

    name: str
    title: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    equation: str
    valid: str
    citation: str
    function: Callable[[Given], Findings]
    verify: bool = False

    def input(self, name: str) -> Input | None:
        """The input of a name, or of one of its other names; case and underscores do not matter."""
        wanted = input_key(name)
        for one in self.inputs:
            if wanted in {input_key(known) for known in (one.name, *one.also)}:
                return one
        return None


def input_key(name: str) -> str:
    """How names of inputs are compared."""
    return name.strip().casefold().replace("_", "-")
