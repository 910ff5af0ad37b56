"""The activity that divides a minor from a major spill of one nuclide, as the RSO accepted it for this center."""

from dataclasses import dataclass
from uuid import UUID

from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.spills import AcceptedLevel


@dataclass(frozen=True, slots=True)
class SpillDivide:
    """What the RSO accepted for a nuclide, and when; a published list is only a suggestion until then."""

    id: UUID
    nuclide: str
    level: AcceptedLevel
    accepted_at: Moment
