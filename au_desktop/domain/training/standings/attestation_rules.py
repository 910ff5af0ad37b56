"""Written attestation: the sentence of the rule, who may sign it, and what stands in the way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import PersonId, SupervisorId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.profiles import (
    AttestationRule,
    DosageCategory,
    JurisdictionProfile,
    TrainingRoute,
)
from au_desktop.domain.training.pathways import PathwayAdvice
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.domain.training.supervisors import (
    LicenseListing,
    SupervisingAU,
    SupervisionFault,
    preceptor_fault,
)
from au_desktop.domain.training.trainees import Trainee


class AttestationStop(StrEnum):
    """Why there can be no attestation now."""

    UNDECIDED = "pathway undecided"
    NOT_ASKED = "no attestation asked for"
    NO_WORDING = "the profile has no sentence for the section"
    NOTHING_REQUESTED = "no category of the section requested"
    GAPS = "something is missing"
    NO_LISTING = "the signer is not on record as authorized user"
    NOT_ELIGIBLE = "the signer does not qualify as preceptor"
    NO_PROGRAM = "the residency program is not named"
    NO_APPROVAL = "the approving body is none of the rule's"
    NO_CONSENSUS = "the consensus of the faculty is not affirmed"
    PROGRAM_LACKS_TRAINING = "the program does not include the training and experience"
    NO_FACULTY = "no authorized user of the faculty concurs"
    BROKEN_SIGNATURE = "a signature behind it does not fit"
    FACULTY_NOT_ELIGIBLE = "the concurring faculty member does not qualify"


class AttestationRefused(DomainError):
    """There can be no attestation now: why, and the gaps or the fault that a sentence needs."""

    def __init__(
        self,
        stop: AttestationStop,
        *,
        gaps: Iterable[Gap] = (),
        fault: SupervisionFault | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(stop.value)
        self.stop = stop
        self.gaps = tuple(gaps)
        self.fault = fault
        self.facts = dict(facts or {})


@dataclass(frozen=True, slots=True)
class Attested:
    """What is attested: whom, for which section and categories, by which edition of the rule's sentence."""

    trainee: Trainee
    route: TrainingRoute
    rule: AttestationRule
    categories: tuple[DosageCategory, ...]

    @property
    def name(self) -> str:
        """The trainee's name as the sentence says it."""
        return full_name(self.trainee)

    def sentence(self, *, director: bool = False) -> str:
        """The sentence of the rule with the trainee's name."""
        text = self.rule.director_text if director else self.rule.text
        return text.replace("{name}", self.name)


def full_name(trainee: Trainee) -> str:
    """Given name first, with the degree."""
    name = f"{trainee.given_name} {trainee.family_name}".strip()
    return f"{name}, {trainee.degree}" if trainee.degree else name


def attested_of(trainee: Trainee, advice: PathwayAdvice, profile: JurisdictionProfile) -> Attested:
    """What an attestation of this trainee says.

    An attestation is asked on the alternate ways of 35.390, 35.392 and 35.394 and on 35.396(a)(2) and (a)(3), not for board
    certification under 35.390, 35.392 and 35.394 nor for 35.396(a)(1); the profile says so for each way.

    Raises:
        AttestationRefused: the way is undecided, asks for none, or the profile has no sentence for it.
    """
    path = advice.chosen
    if path is None:
        raise AttestationRefused(AttestationStop.UNDECIDED)
    facts = {"section": path.route.section, "way": path.entrance.value}
    if not path.needs_attestation:
        raise AttestationRefused(AttestationStop.NOT_ASKED, facts=facts)
    if path.route.attestation is None:
        raise AttestationRefused(AttestationStop.NO_WORDING, facts=facts)
    covered = set(trainee.requested) & set(path.route.category_codes)
    categories = tuple(one for one in profile.categories if one.code in covered)
    if not categories:
        raise AttestationRefused(AttestationStop.NOTHING_REQUESTED, facts=facts)
    return Attested(trainee, path.route, path.route.attestation, categories)


_OF_THE_ATTESTATION = frozenset({GapCode.ATTESTATION_MISSING, GapCode.ATTESTATION_OUTDATED})


def blocking_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """What must be settled before anybody can attest: the attestation itself is what is asked for."""
    return tuple(gap for gap in gaps if gap.blocks and gap.code not in _OF_THE_ATTESTATION)


@dataclass(frozen=True, slots=True)
class PreceptorShown:
    """How a preceptor or a faculty member qualifies: the sections met, the categories of experience, the licenses."""

    supervisor: SupervisingAU
    sections: tuple[str, ...]
    categories: tuple[str, ...]
    listings: tuple[LicenseListing, ...]


def preceptor_shown(supervisor: SupervisingAU, attested: Attested, day: date) -> PreceptorShown:
    """What the licenses in force that day say of somebody who attests or concurs.

    35.390(b)(2)(i), 35.392(c)(3), 35.394(c)(3)(i) and 35.396(b)(3)(i) name the sections and the experience; 35.394 asks
    experience as in 35.390(b)(1)(ii)(G)(2) of every preceptor.

    Raises:
        AttestationRefused: the person does not qualify, and why.
    """
    fault = preceptor_fault(supervisor, attested.route, attested.categories, day)
    if fault is not None:
        raise AttestationRefused(AttestationStop.NOT_ELIGIBLE, fault=fault)
    asked = attested.rule.preceptor_sections
    shown = [
        (one, section)
        for one in supervisor.listings_on(day)
        for section in asked
        if section in one.bare_sections and _qualifies(supervisor, one, section, attested, day)
    ]
    met = {section for _, section in shown}
    listings = tuple(dict.fromkeys(one for one, _ in shown))
    experience = {code for one in listings for code in one.categories}
    return PreceptorShown(
        supervisor,
        tuple(section for section in asked if section in met),
        tuple(sorted(experience)),
        listings,
    )


def _qualifies(
    supervisor: SupervisingAU,
    listing: LicenseListing,
    section: str,
    attested: Attested,
    day: date,
) -> bool:
    """Whether this license qualifies them under this section for one of the categories; only then may it be stated so."""
    alone = replace(supervisor, listings=(replace(listing, sections=(section,)),))
    return any(
        preceptor_fault(alone, attested.route, (category,), day) is None
        for category in attested.categories
    )


@dataclass(frozen=True, slots=True)
class RecordedConcurrence:
    """A faculty member without an account here who concurs, as the director states it: who, and on which day."""

    supervisor_id: SupervisorId
    on: date


@dataclass(frozen=True, slots=True)
class DirectorClaim:
    """What a residency program director affirms (35.390(b)(2)(ii), 35.394(c)(3)(ii), 35.396(b)(3)(ii))."""

    program: str
    approving_body: str
    consensus: bool
    includes_training: bool
    recorded: tuple[RecordedConcurrence, ...] = ()
    telephone: str = ""

    def require(self, rule: AttestationRule) -> None:
        """Refuse what the rule does not let a director leave out.

        Raises:
            AttestationRefused: what is missing.
        """
        for stop in self._stops(rule):
            facts = {"bodies": ", ".join(rule.approving_bodies), "body": self.approving_body}
            raise AttestationRefused(stop, facts=facts)

    def _stops(self, rule: AttestationRule) -> Iterator[AttestationStop]:
        if not self.program.strip():
            yield AttestationStop.NO_PROGRAM
        if self.approving_body not in rule.approving_bodies:
            yield AttestationStop.NO_APPROVAL
        if not self.includes_training:
            yield AttestationStop.PROGRAM_LACKS_TRAINING
        if not self.consensus:
            yield AttestationStop.NO_CONSENSUS


class AskedFor(StrEnum):
    """Which signature somebody is asked for."""

    PRECEPTOR = "preceptor attestation"
    DIRECTOR = "residency program director attestation"
    CONCURRENCE = "faculty concurrence"


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """That somebody was asked to attest: whom, for which trainee, by whom and when; `taken_back_at` when no longer so."""

    id: UUID
    trainee_id: TraineeId
    person_id: PersonId
    asked_for: AskedFor
    asked_at: Moment
    asked_by: PersonId
    taken_back_at: Moment | None = None
