"""Where a trainee stands: every requirement of the chosen path with what counts toward it, and what is missing and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.training.gate import Reason
from au_desktop.domain.training.pathways import PathwayAdvice
from au_desktop.domain.training.progress import CategoryProgress


class RequirementKind(StrEnum):
    """What a requirement asks for."""

    CLASSROOM_HOURS = "classroom and laboratory hours"
    TOTAL_HOURS = "hours in all"
    TOPIC = "classroom topic"
    ELEMENT = "work experience element"
    CASES = "cases"
    ATTESTATION = "attestation"
    RECENTNESS = "recentness"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line: needed, counted, entered but not counting yet. `needed` None asks for presence, not for an amount.

    `blocks` is False where the rule sets no minimum and the program only warns.
    """

    kind: RequirementKind
    code: str
    title: str
    needed: Decimal | None
    counted: Decimal
    waiting: Decimal = Decimal(0)
    met: bool = False
    blocks: bool = True
    basis: Basis | None = None


class GapCode(StrEnum):
    """What is missing; each can be worked on by one action."""

    PATHWAY_UNDECIDED = "pathway undecided"
    NOTHING_REQUESTED = "no category requested"
    CLASSROOM_SHORT = "classroom hours short"
    TOTAL_SHORT = "hours in all short"
    TOPIC_EMPTY = "topic without hours"
    ELEMENT_EMPTY = "element without experience"
    HOURS_NOT_VERIFIED = "hours not verified"
    WORK_NOT_CONFIRMED = "work experience not confirmed"
    HOURS_COUNT_TWICE = "hours overlap"
    WORK_SUPERVISOR = "supervisor of work experience not eligible"
    HOURS_TOO_OLD = "older than the rule allows without continuing education"
    CASES_SHORT = "cases short"
    CASE_NOT_COUNTING = "case does not count yet"
    ATTESTATION_MISSING = "attestation missing"
    ATTESTATION_OUTDATED = "evidence changed since signing"
    INSTRUCTION_MISSING = "instruction before use missing"
    ORIENTATION_MISSING = "orientation missing"
    DOSIMETER_MISSING = "no dosimeter"
    PAPER_MISSING = "onboarding paper missing"
    PAPER_EXPIRED = "onboarding paper expired"
    CAPACITY_MISSING = "no capacity for a visit"
    CERTIFICATE_COPY_MISSING = "copy of a certificate missing"
    AMENDMENT_OPEN = "license amendment not issued"
    NOTICE_DUE = "notice to the agency due"
    PROFILE_UNVERIFIED = "profile needs checking"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing: the facts that a sentence needs, the record it is about, and whether it blocks the packet."""

    code: GapCode
    facts: Mapping[str, str] = field(default_factory=dict)
    record_id: UUID | None = None
    due: date | None = None
    blocks: bool = True
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything on one page: the advice, the requirements, the case counts and the gaps in the order of the work."""

    advice: PathwayAdvice
    requirements: tuple[Requirement, ...]
    categories: tuple[CategoryProgress, ...]
    gaps: tuple[Gap, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing blocks the packet but the attestation itself."""
        return not any(
            gap.blocks and gap.code is not GapCode.ATTESTATION_MISSING for gap in self.gaps
        )
