"""The other steps in the life of a waste container: sealed, opened again, labels defaced, gone and by which way."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.ids import SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.safety_records import PersonRef


class WasteType(StrEnum):
    """What kind of waste it is; kinds are kept apart."""

    DRY = "dry waste"
    SHARPS = "sharps"
    VIALS = "vials"
    LINEN = "linen"
    BIOMEDICAL = "biomedical waste"
    OTHER = "other waste"


class Way(StrEnum):
    """How a container leaves."""

    REGULAR = "regular waste"
    BIOMEDICAL = "biomedical waste"
    RETURNED = "returned to the supplier"
    TRANSFERRED = "transferred to an authorized recipient"
    SEWER = "released into the sewer"

    @property
    def by_decay(self) -> bool:
        """Whether it leaves as decayed, which only a survey allows (10 CFR 35.92)."""
        return self in {Way.REGULAR, Way.BIOMEDICAL}

    @property
    def done(self) -> str:
        """What a container is that left so, in one word or two for lists."""
        return {
            Way.RETURNED: "returned",
            Way.TRANSFERRED: "transferred",
            Way.SEWER: "to the sewer",
        }.get(self, "disposed")


@dataclass(frozen=True, slots=True)
class Sealing:
    """A container was closed: when, by whom, and that its tag is on."""

    at: Moment
    by: PersonRef
    tagged: bool = True


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed container was opened again: why. What was surveyed before counts no more."""

    at: Moment
    by: PersonRef
    reason: str


@dataclass(frozen=True, slots=True)
class Defacing:
    """Radiation labels were removed or obliterated.

    `inner_stay`: labels on material inside a closed container that goes as biomedical waste may stay (35.92(a)(2)).
    """

    at: Moment
    by: PersonRef
    inner_stay: bool = False


@dataclass(frozen=True, slots=True)
class Disposition:
    """A container left: by which way, and the record of the transfer or the sewer disposal where there is one."""

    way: Way
    at: Moment
    by: PersonRef
    record_id: SafetyId | None = None
    record_code: str = ""
