"""A case: one administration to one patient code, in which a trainee took part."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity


class Part(StrEnum):
    """What the trainee did; only the last two are personal participation."""

    OBSERVED = "observed"
    ASSISTED = "assisted"
    PERFORMED = "performed"

    @property
    def participated(self) -> bool:
        """Whether this is personal participation rather than presence."""
        return self is not Part.OBSERVED


class CaseState(StrEnum):
    """Whether the administration is still to come, was given, or will not be."""

    PLANNED = "planned"
    GIVEN = "given"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Prescribed:
    """The prescribed dosage of the written directive: a single activity, or a range (10 CFR 35.2)."""

    low: Activity
    high: Activity | None = None

    def __post_init__(self) -> None:
        """A range cannot end below its start."""
        if self.high is not None and self.high.base < self.low.base:
            raise Invalid("prescribed dosage", "the upper end is below the lower end")

    @property
    def is_range(self) -> bool:
        """Whether the directive prescribes a range."""
        return self.high is not None


@dataclass(frozen=True, slots=True)
class Voided:
    """A record taken out of use: why, and when. It stays readable."""

    reason: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Move:
    """A planned case put off to another day, and why."""

    from_day: date
    to_day: date
    reason: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Case:
    """One administration with a trainee.

    `revision` counts the versions of the facts; a signature stands for the revision that it was made on.
    `entered_at` is when it was logged as given; `late_reason` says why that was late. `moves` and `lost_reason` are the
    history of a planned case. `patient_code` is issued by the center; a name, birth date or medical record number never enters.
    """

    id: CaseId
    number: int
    trainee_id: TraineeId
    on: date
    drug_id: str
    state: CaseState = CaseState.GIVEN
    patient_code: str = ""
    prescribed: Prescribed | None = None
    administered: Activity | None = None
    part: Part | None = None
    supervisor_id: SupervisorId | None = None
    location: str = ""
    license_number: str = ""
    visitor_agreed: bool | None = None
    notes: str = ""
    revision: int = 1
    voided: Voided | None = None
    entered_at: Moment | None = None
    late_reason: str = ""
    moves: tuple[Move, ...] = ()
    lost_reason: str = ""

    def __post_init__(self) -> None:
        """A patient is a code: refuse what looks like a name or a date of birth."""
        refuse_identity(self.patient_code)

    @property
    def code(self) -> str:
        """The case number as shown: year of the case and gap-free number."""
        return case_code(self.number)


_CODE_LENGTH = 24
_DIGITS_OF_AN_MRN = 7


def refuse_identity(code: str) -> None:
    """Refuse a patient code that looks like a name, a birth date or a medical record number.

    A code is letters, digits and hyphens, at most 24 long, has at least one digit, and is not digits alone of seven or more.

    Raises:
        Invalid: with the reason.
    """
    if not code:
        return
    if len(code) > _CODE_LENGTH or not all(
        sign.isascii() and (sign.isalnum() or sign == "-") for sign in code
    ):
        raise Invalid("patient code", "use letters, digits and hyphens only, at most 24")
    digits = [sign for sign in code if sign.isdigit()]
    if not digits:
        raise Invalid("patient code", "needs a digit; a name is not a code")
    if len(digits) >= _DIGITS_OF_AN_MRN and not any(sign.isalpha() for sign in code):
        raise Invalid(
            "patient code",
            "looks like a record number or a date of birth; use the center's own code",
        )


def case_code(number: int) -> str:
    """The case number as a code."""
    return f"C-{number:06d}"
