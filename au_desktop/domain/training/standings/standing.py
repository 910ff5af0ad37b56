"""Where a trainee stands: every requirement of the chosen path with what counts toward it, and what is missing and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.reference.basis import Basis
from au_desktop.domain.training.counting.gate import Reason
from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.hour_rules.hour_count import HourNote
from au_desktop.domain.training.pathways import PathwayAdvice


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

    NOTHING_REQUESTED = "no category requested"
    PATHWAY_UNDECIDED = "pathway undecided"
    PATHWAY_CLOSED = "pathway not open to the trainee"
    CATEGORY_OUTSIDE_ROUTE = "requested category not covered by the route"
    REGULATOR_NOT_ASKED = "regulator's answer not on record"
    CLASSROOM_SHORT = "classroom hours short"
    TOTAL_SHORT = "hours in all short"
    TOPIC_EMPTY = "topic without hours"
    ELEMENT_EMPTY = "element without experience"
    HOURS_NOT_VERIFIED = "hours not verified"
    WORK_NOT_CONFIRMED = "work experience not confirmed"
    HOURS_COUNT_TWICE = "hours overlap"
    WORK_SUPERVISOR = "supervisor of work experience not eligible"
    WORK_INCOMPLETE = "work experience entry incomplete"
    HOURS_OTHER_SECTION = "hours claimed for another section or none"
    HOURS_OFF_TOPIC = "hours on none of the topics"
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
    """One thing missing: the facts that a sentence needs, the record it is about, and whether it blocks the packet.

    Facts are texts: days in ISO form, hours and counts as plain numbers. `record_id` is the id of the case, hour entry,
    placement or follow-up to open, None where the trainee's own record is meant. `reasons` are the gate's about a case,
    `notes` those of the count about an hour entry.
    """

    code: GapCode
    facts: Mapping[str, str] = field(default_factory=dict)
    record_id: UUID | None = None
    due: date | None = None
    blocks: bool = True
    reasons: tuple[Reason, ...] = ()
    notes: tuple[HourNote, ...] = ()


@dataclass(frozen=True, slots=True)
class AttestationFacts:
    """Where the attestation stands: the day of the one in force, and what of its evidence changed since."""

    signed_on: date | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyInstruction:
    """The first day on which the trainee was instructed (10 CFR 35.27(a)(1)) and oriented, by signed checklists."""

    instructed_on: date | None = None
    oriented_on: date | None = None


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
