"""The rules of receiving packages: when and what to monitor, which label fits, which row of the wipe table applies."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import DoseRate, DoseRateUnit, Duration, DurationUnit
from au_desktop.domain.radiation.safety_checks import transport_index
from au_desktop.domain.reference.nuclides import Emission, Nuclide

MONITORING_RULE = "10 CFR 20.1906(c)"
NOTICE_RULE = "10 CFR 20.1906(d)"
LABEL_RULE = "49 CFR 172.403(c)"
LOW_TOXICITY_RULE = "49 CFR 173.403, low toxicity alpha emitters: half-life below 10 days"
_LOW_TOXICITY_BELOW = Duration(Decimal(10), DurationUnit.D)
_ALPHA = "\N{GREEK SMALL LETTER ALPHA}"
_WINDOW = timedelta(hours=3)


class PackageLabel(StrEnum):
    """The radioactive label that a package bears, from the lowest category."""

    NONE = "none of these"
    WHITE_I = "White-I"
    YELLOW_II = "Yellow-II"
    YELLOW_III = "Yellow-III"

    @property
    def rank(self) -> int:
        """Its place among the categories: none is 0, Yellow-III is 3."""
        return list(PackageLabel).index(self)


class PackageCondition(StrEnum):
    """How the package looks."""

    INTACT = "intact and dry"
    CRUSHED = "crushed"
    WET = "wet"
    DAMAGED = "damaged"

    @property
    def degraded(self) -> bool:
        """Whether its integrity is in doubt."""
        return self is not PackageCondition.INTACT


class ContentsForm(StrEnum):
    """The form of the contents, as far as the rule asks about it."""

    OTHER = "liquid, capsule or other"
    GAS = "gas only"
    SPECIAL = "special form"


class TypeAQuantity(StrEnum):
    """Whether the contents exceed a Type A quantity, and then whether receipt was arranged beforehand."""

    WITHIN = "up to a Type A quantity"
    ABOVE = "above Type A, receipt arranged"
    NOT_ARRANGED = "above Type A, not arranged"


class WipeRow(StrEnum):
    """The two rows of Table 9 of 49 CFR 173.443."""

    BETA_GAMMA = "beta, gamma and low toxicity alpha emitters"
    OTHER_ALPHA = "other alpha emitters"


class SurveyReason(StrEnum):
    """Why a survey of a package is required, or why it is not."""

    DEGRADED = "crushed, wet or damaged: 10 CFR 20.1906(b)(3)"
    LABELED = "labeled package: 10 CFR 20.1906(b)(1)"
    ABOVE_TYPE_A = "labeled and above a Type A quantity: 10 CFR 20.1906(b)(2)"
    NOT_LABELED = "not labeled and intact: 10 CFR 20.1906(b)"
    GAS_OR_SPECIAL = "gas or special form only, intact: 10 CFR 20.1906(b)(1)"
    WITHIN_TYPE_A = "not above a Type A quantity, intact: 10 CFR 20.1906(b)(2)"


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


_WEEK = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The center's normal working hours."""

    opens: time = time(8)
    closes: time = time(17)
    days: tuple[Weekday, ...] = _WEEK[:5]

    def __post_init__(self) -> None:
        """Hours need a beginning before the end, and a day of the week."""
        if not self.opens < self.closes:
            raise Invalid("working hours", "must begin before they end")
        if not self.days:
            raise Invalid("working days", "must name at least one day of the week")

    def hold_at(self, local: datetime) -> bool:
        """Whether that local time is within them; the minute of closing still is."""
        at = local.time()
        return _WEEK[local.weekday()] in self.days and self.opens <= at <= self.closes

    def next_beginning(self, local: datetime) -> datetime:
        """When the next working day begins after a local time outside working hours."""
        day = local
        if local.time() > self.opens:
            day += timedelta(days=1)
        while _WEEK[day.weekday()] not in self.days:
            day += timedelta(days=1)
        return datetime.combine(day.date(), self.opens, local.tzinfo)


USUAL_HOURS = WorkingHours()
"""Monday to Friday, 8 to 17: what stands until the center sets its own."""


@dataclass(frozen=True, slots=True)
class MonitoringClock:
    """From when the 3 hours run, when they end, and whether the package came within working hours."""

    begins: Moment
    due: Moment
    in_hours: bool


def monitoring_clock(
    received: Moment, hours: WorkingHours, day_begins: Moment | None = None
) -> MonitoringClock:
    """When a package must be monitored at the latest: 10 CFR 20.1906(c).

    Within working hours 3 hours after receipt; else 3 hours after the next working day begins. `day_begins` says when that
    is where a person knows better than the week's rule (a holiday, the change of clocks).
    """
    local = received.local
    if hours.hold_at(local):
        return MonitoringClock(received, _later(received, _WINDOW), in_hours=True)
    begins = Moment.of(hours.next_beginning(local)) if day_begins is None else day_begins
    if begins < received:
        raise Invalid("day_begins", "lies before the receipt")
    return MonitoringClock(begins, _later(begins, _WINDOW), in_hours=False)


def _later(moment: Moment, by: timedelta) -> Moment:
    return Moment(moment.utc + by, moment.offset_minutes)


@dataclass(frozen=True, slots=True)
class RequiredSurveys:
    """Which surveys of a package are required, each with its reason."""

    wipe: bool
    wipe_reason: SurveyReason
    rates: bool
    rates_reason: SurveyReason

    @property
    def any(self) -> bool:
        """Whether the package must be monitored at all."""
        return self.wipe or self.rates


def required_surveys(
    label: PackageLabel,
    quantity: TypeAQuantity,
    form: ContentsForm,
    condition: PackageCondition,
) -> RequiredSurveys:
    """What must be monitored on the outside of a package known to hold radioactive material: 10 CFR 20.1906(b)."""
    if condition.degraded:
        return RequiredSurveys(True, SurveyReason.DEGRADED, True, SurveyReason.DEGRADED)  # noqa: FBT003 - a table
    if label is PackageLabel.NONE:
        return RequiredSurveys(False, SurveyReason.NOT_LABELED, False, SurveyReason.NOT_LABELED)  # noqa: FBT003
    wipe = form is ContentsForm.OTHER
    rates = quantity is not TypeAQuantity.WITHIN
    return RequiredSurveys(
        wipe,
        SurveyReason.LABELED if wipe else SurveyReason.GAS_OR_SPECIAL,
        rates,
        SurveyReason.ABOVE_TYPE_A if rates else SurveyReason.WITHIN_TYPE_A,
    )


@dataclass(frozen=True, slots=True)
class FittingLabel:
    """The label that readings ask for; `exclusive_use` where only that way of transport is left."""

    label: PackageLabel
    exclusive_use: bool = False


_CATEGORIES = (
    (PackageLabel.WHITE_I, Decimal("0.5"), Decimal(0)),
    (PackageLabel.YELLOW_II, Decimal(50), Decimal(1)),
    (PackageLabel.YELLOW_III, Decimal(200), Decimal(10)),
)


def fitting_label(surface: DoseRate, rate_at_1_m: DoseRate) -> FittingLabel:
    """The category of label by 49 CFR 172.403(c): the higher of what surface rate and transport index ask for."""
    at_surface = surface.to(DoseRateUnit.MREM_H).amount
    index = transport_index(rate_at_1_m)
    for label, highest_rate, highest_index in _CATEGORIES:
        if at_surface <= highest_rate and index <= highest_index:
            return FittingLabel(label)
    return FittingLabel(PackageLabel.YELLOW_III, exclusive_use=True)


def wipe_row_of(nuclide: Nuclide) -> WipeRow:
    """The row of Table 9 for a nuclide; where evaluations disagree about 10 days, the longer half-life decides."""
    alpha = nuclide.emission is Emission.ALPHA or any(
        _ALPHA in mode for mode in nuclide.decay_modes
    )
    longest = max(half_life.value for half_life in nuclide.half_lives)
    return WipeRow.OTHER_ALPHA if alpha and longest >= _LOW_TOXICITY_BELOW else WipeRow.BETA_GAMMA


def wipe_row(nuclides: tuple[Nuclide, ...]) -> WipeRow:
    """The stricter row that any of the contents asks for."""
    rows = {wipe_row_of(nuclide) for nuclide in nuclides}
    return WipeRow.OTHER_ALPHA if WipeRow.OTHER_ALPHA in rows else WipeRow.BETA_GAMMA
