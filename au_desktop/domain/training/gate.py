"""The gate: whether a case counts toward a category, or every reason why it does not count yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from au_desktop.domain.reference.categories import NotACategory, categorize
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.nuclides import Nuclide
from au_desktop.domain.reference.profiles import DosageCategory, JurisdictionProfile
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.supervisors import SupervisingAU
from au_desktop.domain.training.trainees import Capacity, Trainee


class GateReason(StrEnum):
    """Why a case does not count yet."""

    VOIDED = "voided"
    NOT_GIVEN = "not given yet"
    IN_THE_FUTURE = "date in the future"
    UNKNOWN_DRUG = "drug not in the reference data"
    NO_ACTIVITY = "administered activity missing"
    NO_CATEGORY = "in no category of the profile"
    NO_PATIENT_CODE = "patient code missing"
    NO_PART = "part taken missing"
    OBSERVED_ONLY = "observed only"
    NO_CAPACITY = "no capacity on that day"
    OBSERVER_CAPACITY = "observer on that day"
    NO_SUPERVISOR = "supervising AU missing"
    SUPERVISOR_NOT_AUTHORIZED = "supervising AU not authorized for the category on that day"
    NO_LICENSE_NUMBER = "license number missing"
    NO_LOCATION = "location missing"
    NOT_CONFIRMED = "not confirmed by the preceptor"
    CONFIRMED_BEFORE_CASE = "confirmed before the case"
    CHANGED_SINCE_CONFIRMED = "changed since it was confirmed"
    CONFIRMATION_BROKEN = "the signature does not fit"
    DUPLICATE = "the same administration is already logged"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the facts that a sentence about it needs."""

    code: GateReason
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A preceptor's signature over the case's checklist: the day of signing, and the case revision that was signed."""

    signed_on: date
    revision: int
    sound: bool = True


@dataclass(frozen=True, slots=True)
class GateEvidence:
    """What the gate needs to know beside the case itself."""

    today: date
    profile: JurisdictionProfile
    trainee: Trainee
    drug: Drug | None
    nuclide: Nuclide | None
    supervisor: SupervisingAU | None
    confirmations: tuple[Confirmation, ...] = ()
    duplicates_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """The category, if any, and the reasons; a case counts when there are none."""

    category: DosageCategory | None
    reasons: tuple[Reason, ...]

    @property
    def counts(self) -> bool:
        """Whether the case counts toward its category."""
        return self.category is not None and not self.reasons


def judge(case: Case, evidence: GateEvidence) -> CaseVerdict:
    """Hold a case against the gate; every reason is given, not only the first."""
    if case.voided is not None:
        return CaseVerdict(None, (Reason(GateReason.VOIDED, {"reason": case.voided.reason}),))
    category, reasons = _category(case, evidence)
    found = [
        *_given(case, evidence),
        *reasons,
        *_participation(case, evidence),
        *_supervision(case, category, evidence),
        *_confirmed(case, evidence),
        *_duplicates(evidence),
    ]
    return CaseVerdict(category, tuple(found))


def _given(case: Case, evidence: GateEvidence) -> Iterator[Reason]:
    if case.state is CaseState.PLANNED:
        yield Reason(GateReason.NOT_GIVEN, {"date": case.on.isoformat()})
    elif case.on > evidence.today:
        yield Reason(GateReason.IN_THE_FUTURE, {"date": case.on.isoformat()})
    if not case.patient_code:
        yield Reason(GateReason.NO_PATIENT_CODE)


def _category(case: Case, evidence: GateEvidence) -> tuple[DosageCategory | None, list[Reason]]:
    if evidence.drug is None or evidence.nuclide is None:
        return None, [Reason(GateReason.UNKNOWN_DRUG, {"drug": case.drug_id})]
    reasons = []
    activity = case.administered
    if activity is None:
        reasons.append(Reason(GateReason.NO_ACTIVITY))
        activity = case.prescribed.low if case.prescribed is not None else None
    if activity is None:
        return None, reasons
    found = categorize(evidence.profile, evidence.drug, evidence.nuclide, activity)
    if isinstance(found, NotACategory):
        why = {
            "drug": evidence.drug.generic_name,
            "why": found.reason.value,
            "profile": evidence.profile.title,
        }
        return None, [*reasons, Reason(GateReason.NO_CATEGORY, why)]
    return found, reasons


def _participation(case: Case, evidence: GateEvidence) -> Iterator[Reason]:
    if case.part is None:
        yield Reason(GateReason.NO_PART)
    elif not case.part.participated:
        yield Reason(GateReason.OBSERVED_ONLY)
    capacity = evidence.trainee.capacity_on(case.on)
    facts = {"date": case.on.isoformat(), "trainee": evidence.trainee.display_name}
    if capacity is None:
        yield Reason(GateReason.NO_CAPACITY, facts)
    elif capacity is Capacity.OBSERVER:
        yield Reason(GateReason.OBSERVER_CAPACITY, facts)


def _supervision(
    case: Case, category: DosageCategory | None, evidence: GateEvidence
) -> Iterator[Reason]:
    if not case.location.strip():
        yield Reason(GateReason.NO_LOCATION)
    if not case.license_number.strip():
        yield Reason(GateReason.NO_LICENSE_NUMBER)
    if evidence.supervisor is None:
        yield Reason(GateReason.NO_SUPERVISOR)
    elif category is not None and not evidence.supervisor.authorized_for(category.code, case.on):
        facts = {
            "supervisor": evidence.supervisor.name,
            "category": category.title,
            "date": case.on.isoformat(),
        }
        yield Reason(GateReason.SUPERVISOR_NOT_AUTHORIZED, facts)


def _confirmed(case: Case, evidence: GateEvidence) -> Iterator[Reason]:
    confirmations = evidence.confirmations
    sound = [entry for entry in confirmations if entry.sound]
    current = [entry for entry in sound if entry.revision == case.revision]
    if any(entry.signed_on >= case.on for entry in current):
        return
    if current:
        yield Reason(GateReason.CONFIRMED_BEFORE_CASE, {"date": current[-1].signed_on.isoformat()})
    elif sound:
        yield Reason(GateReason.CHANGED_SINCE_CONFIRMED, {"date": sound[-1].signed_on.isoformat()})
    elif confirmations:
        yield Reason(GateReason.CONFIRMATION_BROKEN)
    else:
        yield Reason(GateReason.NOT_CONFIRMED)


def _duplicates(evidence: GateEvidence) -> Iterator[Reason]:
    if evidence.duplicates_of:
        yield Reason(GateReason.DUPLICATE, {"cases": ", ".join(evidence.duplicates_of)})


def same_administration(case: Case, others: Iterable[Case]) -> tuple[str, ...]:
    """Earlier cases of the same trainee with the same patient code, day and drug: the later one is the duplicate."""
    return tuple(
        other.code
        for other in others
        if other.number < case.number
        and other.voided is None
        and case.patient_code
        and (other.trainee_id, other.patient_code, other.on, other.drug_id)
        == (case.trainee_id, case.patient_code, case.on, case.drug_id)
    )
