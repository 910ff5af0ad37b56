"""An extravasation: where, how much, readings at the site and on the other side, what was done, and the dose there."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose, DoseRate
from au_desktop.domain.safety.safety_records import MeterRef

_HUNDRED = 100


class Images(StrEnum):
    """Whether images of the site were taken."""

    OPEN = ""
    TAKEN = "taken, kept with the patient's images"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SiteReading:
    """The site against the same place on the other side, at one time."""

    at: Moment
    site: DoseRate
    other: DoseRate | None = None
    meter: MeterRef | None = None

    @property
    def ratio(self) -> Decimal | None:
        """How many times the other side the site reads; None without a reading there."""
        if self.other is None or not self.other.amount:
            return None
        return self.site.ratio_to(self.other)


@dataclass(frozen=True, slots=True)
class ExtravasationFacts:
    """What is kept of it; whether it is a medical event is the screen's question, not this record's."""

    site: str = ""
    signs: str = ""
    given: Activity | None = None
    infiltrated: Activity | None = None
    volume_ml: Decimal | None = None
    images: Images = Images.OPEN
    readings: tuple[SiteReading, ...] = ()
    mitigation: str = ""
    dose: Dose | None = None
    dose_method: str = ""
    au_told_at: Moment | None = None
    rso_told_at: Moment | None = None
    follow_up: str = ""

    @property
    def infiltrated_percent(self) -> Decimal | None:
        """The activity infiltrated, in percent of what was given."""
        if self.given is None or self.infiltrated is None or not self.given.amount:
            return None
        return self.infiltrated.ratio_to(self.given) * _HUNDRED
