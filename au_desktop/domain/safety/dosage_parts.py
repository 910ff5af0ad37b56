"""The parts of a dosage record: how it was determined, the supplier's value, the administration, what was left."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Duration, DurationUnit
from au_desktop.domain.radiation.decay import decayed
from au_desktop.domain.radiation.exact import divided, product
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef


class Method(StrEnum):
    """How the activity was determined (10 CFR 35.63(b), (c))."""

    DIRECT = "direct measurement"
    DECAY = "decay correction of the supplier's value"
    MEASURED_CALCULATED = "measurement and calculation"
    VOLUME = "volume and calculation, supplier's value"

    @property
    def measured(self) -> bool:
        """Whether a dose calibrator takes part."""
        return self in {Method.DIRECT, Method.MEASURED_CALCULATED}


UNIT_METHODS = (Method.DIRECT, Method.DECAY)
OTHER_METHODS = (Method.DIRECT, Method.MEASURED_CALCULATED, Method.VOLUME)


class ResidualPart(StrEnum):
    """What was read after the administration."""

    VIAL = "vial"
    SYRINGE = "syringe and needle"
    TUBING = "tubing"
    WASTE = "gauze, gloves and other waste"
    TOGETHER = "all together"


@dataclass(frozen=True, slots=True)
class SupplierValue:
    """The supplier's activity at its calibration time, and for a drawn dosage the volumes.

    Args:
        volume_ml: the volume that holds the activity.
        drawn_ml: the volume drawn for this dosage; without it all of it.
    """

    activity: Activity
    at: Moment
    supplier: str = ""
    volume_ml: Decimal | None = None
    drawn_ml: Decimal | None = None

    def __post_init__(self) -> None:
        """Volumes come in pairs, above zero, and nothing is drawn that is not there."""
        if self.activity.amount <= 0:
            raise Invalid("supplier's activity", "must be above zero")
        if self.volume_ml is None and self.drawn_ml is None:
            return
        if self.volume_ml is None or self.drawn_ml is None:
            raise Invalid("volume", "give both the whole volume and the volume drawn")
        if not 0 < self.drawn_ml <= self.volume_ml:
            raise Invalid("volume", "the volume drawn lies above zero and within the whole")

    @property
    def share(self) -> Decimal:
        """The part of the activity that was drawn."""
        if self.volume_ml is None or self.drawn_ml is None:
            return Decimal(1)
        return divided(self.drawn_ml, self.volume_ml)

    def at_time(self, moment: Moment, half_life: Duration) -> Activity:
        """What is expected at that time.

        Equation: A = A0·(V/V0)·2^(-t/T). Source: exponential decay law; 10 CFR 35.63(b)(2), (c)(3).
        """
        whole = decayed(self.activity, half_life, between(self.at, moment))
        return Activity(product(whole.amount, self.share), whole.unit)


@dataclass(frozen=True, slots=True)
class Residual:
    """One reading of what was left, at its own time."""

    part: ResidualPart
    activity: Activity
    at: Moment
    meter: MeterRef | None = None

    def __post_init__(self) -> None:
        """Nothing reads below zero."""
        if self.activity.amount < 0:
            raise Invalid("residual", "must not be below zero")


@dataclass(frozen=True, slots=True)
class Administration:
    """When, how and by whom the dosage was given. `site` is the vein or the place of the line."""

    at: Moment
    route: Route
    by: PersonRef
    site: str = ""
    ended_at: Moment | None = None
    room: RoomRef | None = None

    def __post_init__(self) -> None:
        """An administration ends after it began."""
        if self.ended_at is not None and self.ended_at < self.at:
            raise Invalid("ended", "is before the administration began")


def between(first: Moment, last: Moment) -> Duration:
    """The time from one moment to another, below zero where the last came first."""
    gone = last.utc - first.utc
    seconds = Decimal(gone.days * 86_400 + gone.seconds) + Decimal(gone.microseconds).scaleb(-6)
    return Duration(seconds, DurationUnit.S)
