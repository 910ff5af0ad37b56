"""The record of a release under 10 CFR 35.75: who by code, what, on which basis with all its numbers, what was told."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.ids import CaseId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Dose
from au_desktop.domain.radiation.release_judgement import INSTRUCTIONS_LIMIT, RELEASE_LIMIT
from au_desktop.domain.safety.infant_exposure import (
    NOTHING_ASKED,
    Asked,
    InfantAdvice,
    guidance_due,
    infant_record_due,
)
from au_desktop.domain.safety.release_equations import activity_words
from au_desktop.domain.safety.release_facts import (
    CONFINE_RULE,
    INFANT_RULE,
    INSTRUCTION_RULE,
    RELEASE_RULE,
    ReleaseFacts,
)
from au_desktop.domain.safety.release_findings import (
    BasisFinding,
    BasisKind,
    Reckoning,
    RecordReason,
)
from au_desktop.domain.safety.safety_records import PersonRef, RecordKind, SafetyRecord, Summary
from au_desktop.domain.training.cases import refuse_identity


class Decision(StrEnum):
    """What was decided."""

    RELEASED = "released"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class InstructionsGiven:
    """What the patient, parent or guardian was given.

    Args:
        sheet: title of the sheet.
        sheet_id: the kept version of it.
        version: its number.
        language: of the sheet.
        written: a written copy was given.
        to_whom: patient, parent, guardian, caregiver, interpreter.
        by: who gave it.
        at: when.
        why_not: why none were given though they are due.
    """

    sheet: str = ""
    sheet_id: UUID | None = None
    version: int = 0
    language: str = ""
    written: bool = False
    to_whom: tuple[str, ...] = ()
    by: PersonRef | None = None
    at: Moment | None = None
    why_not: str = ""

    @property
    def given(self) -> bool:
        """Whether somebody was told."""
        return bool(self.to_whom)


NONE_GIVEN = InstructionsGiven()


class ReleaseNotPermitted(DomainError):
    """A patient was to be released on a basis that does not permit it: which, what was found, the limit."""

    def __init__(self, basis: BasisKind, compared: str, limit: str, missing: str) -> None:
        super().__init__(f"{basis.value}: {compared} {limit} {missing}".strip())
        self.basis = basis
        self.compared = compared
        self.limit = limit
        self.missing = missing


class InstructionsDue(DomainError):
    """A patient was to be released without the written instructions that are due: by which rule."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"written instructions are due by {rule}")
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(SafetyRecord):
    """One patient at one moment: released on a basis, or held.

    `at` is when the patient was released, or when it was decided to hold. The facts, the findings and the limits stand in
    the record as they were; the patient is a code.
    """

    KIND: ClassVar[RecordKind] = RecordKind.RELEASE

    patient_code: str = ""
    case_id: CaseId | None = None
    drug: str = ""
    drug_id: str = ""
    decision: Decision = Decision.RELEASED
    basis: BasisKind = BasisKind.ADMINISTERED
    authorized_by: PersonRef | None = None
    limit: Dose = RELEASE_LIMIT
    limit_rule: str = RELEASE_RULE
    instruction_limit: Dose = INSTRUCTIONS_LIMIT
    instruction_rule: str = INSTRUCTION_RULE
    edition: str = ""
    instructions: InstructionsGiven = NONE_GIVEN
    infant: InfantAdvice = NOTHING_ASKED
    class_release_id: SafetyId | None = None
    facts: ReleaseFacts
    reckoning: Reckoning

    def __post_init__(self) -> None:
        """A patient is a code: refuse what looks like a name or a date of birth, and a record about nobody."""
        if not self.patient_code.strip():
            raise Invalid("patient code", "is needed: a code, never a name")
        refuse_identity(self.patient_code)

    @property
    def finding(self) -> BasisFinding:
        """The basis that the decision rests on."""
        return self.reckoning.of(self.basis)

    @property
    def released(self) -> bool:
        """Whether the patient went."""
        return self.decision is Decision.RELEASED

    @property
    def delayed(self) -> bool:
        """Whether the release waited for decay or a later measurement: it did not permit at once."""
        return self.basis is BasisKind.RETAINED

    @property
    def instructions_due(self) -> bool:
        """Whether instructions are due: another person likely above 1 mSv, or a breast-fed child that could be."""
        return self.finding.instructions or self.infant_guidance_due

    @property
    def infant_guidance_due(self) -> bool:
        """Whether guidance on breast-feeding is due; where nothing tells, it is."""
        return guidance_due(self.infant, self.facts.administered) is not False

    @property
    def record_reasons(self) -> tuple[RecordReason, ...]:
        """Why a record is required, empty where none is: kept all the same."""
        infant = infant_record_due(self.infant, self.facts.administered) is not False
        return (*self.finding.reasons, *((RecordReason.INFANT,) if infant else ()))

    @property
    def summary(self) -> Summary:
        """The drug and what was given; open while the patient is held; attention where due instructions were not given."""
        owing = self.released and self.instructions_due and not self.instructions.written
        return Summary(
            label=f"{self.drug}, {activity_words(self.facts.administered)}",
            about=self.patient_code,
            state=self.decision.value,
            open=not self.released,
            attention=owing,
            links=tuple(self._links()),
            words=f"{self.facts.figures.label} {self.basis.value} {self.instructions.sheet}",
        )

    def _links(self) -> Iterator[UUID]:
        meter, surveyor = self.facts.measured.meter, self.facts.measured.surveyor
        people = (surveyor, self.authorized_by, self.instructions.by)
        yield from (one.id for one in people if one is not None and one.id is not None)
        found = (self.case_id, meter.id if meter else None, self.run_id, self.class_release_id)
        yield from (one for one in found if one is not None)


def refuse_release(record: Release) -> None:
    """Refuse a release that its basis does not permit, or that goes without what the rules ask for.

    A patient who is held needs no basis: 10 CFR 35.315 applies.
    """
    if not record.released:
        return
    finding = record.finding
    if not finding.permits:
        raise ReleaseNotPermitted(finding.kind, finding.compared, finding.limit, finding.missing)
    _refuse_unknown_surveyor(record)
    if record.infant.asked is Asked.NOT_ASKED:
        raise Invalid(
            "breast-feeding", f"ask first, the instructions depend on it ({INFANT_RULE})"
        )
    told = record.instructions.given and record.instructions.written
    if record.instructions_due and not told and not record.instructions.why_not.strip():
        raise InstructionsDue(record.instruction_rule)
    _refuse_silent_guidance(record)


def _refuse_unknown_surveyor(record: Release) -> None:
    """The guide, 3.1: the specific survey instrument used, and the name of who surveyed."""
    if RecordReason.MEASURED not in record.finding.reasons:
        return
    if record.facts.measured.meter is None:
        raise Invalid("meter", "name the specific survey instrument that was used")
    if record.facts.measured.surveyor is None:
        raise Invalid("surveyor", "name the person who measured")


def _refuse_silent_guidance(record: Release) -> None:
    """10 CFR 35.75(b): guidance on interruption and on what may follow where the child could get more than 1 mSv."""
    infant = record.infant
    if not infant.nursing or not record.infant_guidance_due or record.instructions.why_not.strip():
        return
    if not infant.given.strip() or not infant.consequences:
        raise Invalid(
            "breast-feeding",
            f"say what guidance was given, and that the consequences were explained ({INFANT_RULE})",
        )


def confine_words() -> str:
    """What follows where no basis permits release."""
    return (
        f"Not releasable now: the patient stays in a private room with a private sanitary facility ({CONFINE_RULE}), "
        "with the sign, the visiting times and what leaves the room monitored. The rooms around keep the limits of the public: "
        "0.002 rem (0.02 mSv) in any one hour, 0.1 rem (1 mSv) in a year (10 CFR 20.1301(a))."
    )
