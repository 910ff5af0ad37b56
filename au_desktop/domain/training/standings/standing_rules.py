"""Works out where a trainee stands: a pure function of the records and the jurisdiction profile."""

from au_desktop.domain.training.standings.standing import Standing
from au_desktop.domain.training.standings.standing_evidence import StandingEvidence
from au_desktop.domain.training.standings.standing_gaps import gaps_of
from au_desktop.domain.training.standings.standing_requirements import requirements_of


def standing_of(evidence: StandingEvidence) -> Standing:
    """The advice, the requirements of the chosen path, the case counts, and what is missing in the order of the work."""
    requirements = requirements_of(evidence)
    return Standing(
        evidence.advice, requirements, evidence.categories, gaps_of(evidence, requirements)
    )
