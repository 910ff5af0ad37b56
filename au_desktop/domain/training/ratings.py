"""Blind dual rating: the trainee's claim and the preceptor's rating of one case, and how a difference was resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, PersonId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Part

HIGHEST_LEVEL = 4


@dataclass(frozen=True, slots=True)
class PartStatement:
    """What one person says of the trainee's part: the part, a level 0 to 4 per competency, by whom and when."""

    part: Part
    by: PersonId
    at: Moment
    levels: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""

    def __post_init__(self) -> None:
        """Levels go from 0 to 4."""
        if any(not 0 <= level <= HIGHEST_LEVEL for level in self.levels.values()):
            raise Invalid("level", "must be 0 to 4")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What both settled on after a difference, and why."""

    part: Part
    reason: str
    by: PersonId
    at: Moment


@dataclass(frozen=True, slots=True)
class DualRating:
    """Claim and rating of one case; `id` is the case's."""

    id: CaseId
    claim: PartStatement | None = None
    rating: PartStatement | None = None
    resolution: Resolution | None = None

    @property
    def pending(self) -> bool:
        """Whether a claim waits for the preceptor's rating; until then a preceptor is not shown it."""
        return self.claim is not None and self.rating is None

    @property
    def differs(self) -> bool:
        """Whether claim and rating name different parts."""
        return (
            self.claim is not None
            and self.rating is not None
            and self.claim.part is not self.rating.part
        )

    @property
    def unresolved(self) -> bool:
        """Whether a difference still waits to be settled."""
        return self.differs and self.resolution is None
