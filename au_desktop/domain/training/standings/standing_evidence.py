"""Everything that a trainee's standing rests on."""

from dataclasses import dataclass, field
from datetime import date

from au_desktop.domain.reference.profiles import JurisdictionProfile
from au_desktop.domain.training.cases import Case, CaseState
from au_desktop.domain.training.counting.gate import CaseVerdict
from au_desktop.domain.training.counting.progress import CategoryProgress
from au_desktop.domain.training.hour_rules.hour_count import HoursStanding
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import Placement
from au_desktop.domain.training.pathways import Path, PathwayAdvice
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.standings.standing import AttestationFacts, SafetyInstruction
from au_desktop.domain.training.trainees import Trainee


@dataclass(frozen=True, slots=True)
class StandingEvidence:
    """The records and what was worked out from them; a standing asks nothing else."""

    today: date
    profile: JurisdictionProfile
    trainee: Trainee
    qualification: Qualification
    advice: PathwayAdvice
    hours: HoursStanding
    cases: tuple[tuple[Case, CaseVerdict], ...] = ()
    categories: tuple[CategoryProgress, ...] = ()
    placements: tuple[Placement, ...] = ()
    follow_ups: tuple[LicenseFollowUp, ...] = ()
    instruction: SafetyInstruction = field(default_factory=SafetyInstruction)
    attestation: AttestationFacts = field(default_factory=AttestationFacts)

    @property
    def path(self) -> Path | None:
        """The way that the trainee follows, None while undecided."""
        return self.advice.chosen

    @property
    def first_participation(self) -> date | None:
        """The day of the first administration that the trainee took part in."""
        days = (
            case.on
            for case, _ in self.cases
            if case.voided is None
            and case.state is CaseState.GIVEN
            and case.part is not None
            and case.part.participated
        )
        return min(days, default=None)
