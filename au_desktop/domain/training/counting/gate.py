"""The gate: whether a case counts toward a category, or every reason why it does not count yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.reference.categories import NotACategory, categorize
from au_desktop.domain.reference.drugs import Drug
from au_desktop.domain.reference.nuclides import Nuclide
from au_desktop.domain.reference.profiles import (
    DosageCategory,
    JurisdictionProfile,
    TrainingRoute,
)
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.lateness import is_late_for_day
from au_desktop.domain.training.ratings import DualRating
from au_desktop.domain.training.supervisors import (
    SupervisingAU,
    SupervisionFaultCode,
    supervision_fault,
)
from au_desktop.domain.training.trainees import Capacity, Trainee


class GateReason(StrEnum):
    """Why a case does not count yet."""

    VOIDED = "voided"
    NOT_GIVEN = "not given yet"
    LOST = "planned, and will not be given"
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
    SUPERVISOR_SECTION = "supervising AU listed under none of the sections that the route takes"
    NO_LICENSE_NUMBER = "license number missing"
    NO_LOCATION = "location missing"
    NOT_CONFIRMED = "not confirmed by the preceptor"
    CONFIRMED_BEFORE_CASE = "confirmed before the case"
    CHANGED_SINCE_CONFIRMED = "changed since it was confirmed"
    CONFIRMATION_BROKEN = "the signature does not fit"
    DUPLICATE = "the same administration is already logged"
    CLAIMED_BY_ANOTHER = "another trainee claims the same administration"
    RATINGS_DIFFER = "trainee and preceptor name different parts"
    RATING_MISSING = "claim or rating missing"
    LATE_WITHOUT_REASON = "entered late without a reason"


class GateFlag(StrEnum):
    """What a reader should look at although the case counts: no rule found says whether it may."""

    SAME_PATIENT = "the same patient code again"
    CLAIMED_BY_ANOTHER = "another trainee claims the same administration"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the facts that a sentence about it needs."""

    code: GateReason
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag, with the facts that a sentence about it needs."""

    code: GateFlag
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """An administration that some trainee logged as taken part in: enough to see who else claims it."""

    code: str
    trainee_id: TraineeId
    patient_code: str
    on: date
    drug_id: str


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What the center asks beyond the rules: nothing, unless set.

    Args:
        late_after_hours: an entry later than this after the end of the case's day needs a reason.
        rating_asked: whether a case counts only with the trainee's claim and the preceptor's rating.
        one_trainee_a_case: whether an administration that another trainee claims, too, stops counting.
    """

    late_after_hours: int | None = None
    rating_asked: bool = False
    one_trainee_a_case: bool = False


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
    route: TrainingRoute | None = None
    rating: DualRating | None = None
    claimed_by_others: tuple[str, ...] = ()
    same_patient: tuple[str, ...] = ()
    house: HouseRules = HouseRules()


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """The category, if any, and the reasons; a case counts when there are none. Flags do not stop it from counting."""

    category: DosageCategory | None
    reasons: tuple[Reason, ...]
    flags: tuple[Flag, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the case counts toward its category."""
        return self.category is not None and not self.reasons


_NOT_LISTED_FOR_IT = frozenset(
    {SupervisionFaultCode.NOT_LISTED, SupervisionFaultCode.OTHER_CATEGORY}
)


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
        *_rated(evidence),
        *_timely(case, evidence),
        *_duplicates(evidence),
    ]
    return CaseVerdict(category, tuple(found), tuple(_flags(evidence)))


def _given(case: Case, evidence: GateEvidence) -> Iterator[Reason]:
    if case.state is CaseState.LOST:
        yield Reason(GateReason.LOST, {"date": case.on.isoformat(), "reason": case.lost_reason})
    elif case.state is CaseState.PLANNED:
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
    elif not (case.part.participated and _rated_as_participation(evidence.rating)):
        yield Reason(GateReason.OBSERVED_ONLY)
    capacity = evidence.trainee.capacity_on(case.on)
    facts = {"date": case.on.isoformat(), "trainee": evidence.trainee.display_name}
    if capacity is None:
        yield Reason(GateReason.NO_CAPACITY, facts)
    elif capacity is Capacity.OBSERVER:
        yield Reason(GateReason.OBSERVER_CAPACITY, facts)


def _rated_as_participation(rating: DualRating | None) -> bool:
    """What was settled stands over what the preceptor said alone; without either the case's own part stands."""
    if rating is None:
        return True
    settled = rating.resolution or rating.rating
    return settled is None or settled.part.participated


def _supervision(
    case: Case, category: DosageCategory | None, evidence: GateEvidence
) -> Iterator[Reason]:
    if not case.location.strip():
        yield Reason(GateReason.NO_LOCATION)
    if not case.license_number.strip():
        yield Reason(GateReason.NO_LICENSE_NUMBER)
    if evidence.supervisor is None:
        yield Reason(GateReason.NO_SUPERVISOR)
    elif category is not None:
        fault = supervision_fault(
            evidence.supervisor, _route_of(category, evidence), category, case.on
        )
        if fault is not None:
            unlisted = fault.code in _NOT_LISTED_FOR_IT
            yield Reason(
                GateReason.SUPERVISOR_NOT_AUTHORIZED
                if unlisted
                else GateReason.SUPERVISOR_SECTION,
                {**fault.facts, "fault": fault.code.value},
            )


def _route_of(category: DosageCategory, evidence: GateEvidence) -> TrainingRoute | None:
    """The route whose supervisors are asked for; a case in a category that the route does not cover asks for none."""
    route = evidence.route
    return route if route is not None and category.code in route.category_codes else None


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


def _rated(evidence: GateEvidence) -> Iterator[Reason]:
    rating = evidence.rating
    claim = None if rating is None else rating.claim
    given = None if rating is None else rating.rating
    if rating is not None and claim is not None and given is not None:
        if rating.unresolved:
            facts = {"claimed": claim.part.value, "rated": given.part.value}
            yield Reason(GateReason.RATINGS_DIFFER, facts)
    elif evidence.house.rating_asked:
        missing = "claim" if claim is None else "rating"
        yield Reason(GateReason.RATING_MISSING, {"missing": missing})


def _timely(case: Case, evidence: GateEvidence) -> Iterator[Reason]:
    hours, entered = evidence.house.late_after_hours, case.entered_at
    if entered is None or case.late_reason.strip():
        return
    if is_late_for_day(case.on, entered, hours):
        facts = {
            "entered": entered.local.date().isoformat(),
            "date": case.on.isoformat(),
            "hours": str(hours),
        }
        yield Reason(GateReason.LATE_WITHOUT_REASON, facts)


def _duplicates(evidence: GateEvidence) -> Iterator[Reason]:
    if evidence.duplicates_of:
        yield Reason(GateReason.DUPLICATE, {"cases": ", ".join(evidence.duplicates_of)})
    if evidence.claimed_by_others and evidence.house.one_trainee_a_case:
        facts = {"cases": ", ".join(evidence.claimed_by_others)}
        yield Reason(GateReason.CLAIMED_BY_ANOTHER, facts)


def _flags(evidence: GateEvidence) -> Iterator[Flag]:
    """Sources do not say whether one patient may count twice, or one administration for two trainees: so both are shown."""
    if evidence.same_patient:
        yield Flag(GateFlag.SAME_PATIENT, {"cases": ", ".join(evidence.same_patient)})
    if evidence.claimed_by_others and not evidence.house.one_trainee_a_case:
        facts = {"cases": ", ".join(evidence.claimed_by_others)}
        yield Flag(GateFlag.CLAIMED_BY_ANOTHER, facts)


Administration = tuple[str, date, str]
"""Patient, day and drug: what makes two cases one administration."""


def patient_key(logged: Case | Claim) -> str:
    """The patient code however it was typed: "p-17" is the patient "P-17"."""
    return logged.patient_code.casefold()


def administration(logged: Case | Claim) -> Administration:
    """Which administration a case or a claim is about."""
    return patient_key(logged), logged.on, logged.drug_id


def same_administration(case: Case, others: Iterable[Case]) -> tuple[str, ...]:
    """Earlier cases of the same trainee with the same patient code, day and drug: the later one is the duplicate.

    One that is only planned, or was lost, took no administration away.
    """
    return tuple(
        other.code
        for other in others
        if other.number < case.number
        and other.voided is None
        and other.state is CaseState.GIVEN
        and case.patient_code
        and (other.trainee_id, administration(other)) == (case.trainee_id, administration(case))
    )


def same_patient(case: Case, others: Iterable[Case]) -> tuple[str, ...]:
    """Other administrations of the same trainee to the same patient code; not those that are the same administration."""
    return tuple(
        other.code
        for other in others
        if other.id != case.id
        and other.voided is None
        and other.state is CaseState.GIVEN
        and case.patient_code
        and (other.trainee_id, patient_key(other)) == (case.trainee_id, patient_key(case))
        and (other.on, other.drug_id) != (case.on, case.drug_id)
    )


def claimed_by_others(case: Case, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Cases of other trainees that name the same patient code, day and drug."""
    return tuple(
        claim.code
        for claim in claims
        if claim.trainee_id != case.trainee_id
        and case.patient_code
        and administration(claim) == administration(case)
    )
