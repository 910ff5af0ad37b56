"""The occupancy factors that the guide offers for a patient-specific calculation, and what must hold for each."""

from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Duration
from au_desktop.domain.radiation.patient_release import ONE_DAY
from au_desktop.domain.safety.release_facts import GUIDE, IodineFactors, Loss, SpecificFactors

OCCUPANCY_SOURCE = f"{GUIDE} Rev 0, Appendix B, B-1.2"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that the patient was told and that must be confirmed before the factor may be taken."""

    key: str
    title: str


TWO_DAYS = (
    Condition("distance", "Keep a prudent distance from others, at least the first 2 days"),
    Condition("alone", "Sleep alone in a room, at least the first night"),
    Condition("transit", "No airplane or mass transit, at least the first day"),
    Condition("car", "No long car trip with others, at least the first 2 days"),
    Condition("bathroom", "Sole use of a bathroom, at least the first 2 days"),
    Condition("fluids", "Drink plenty of fluids, at least the first 2 days"),
)
LIVES_ALONE = (
    Condition("lives_alone", "Live alone, at least the first 2 days"),
    Condition("few_visits", "Few visits by family or friends, at least the first 2 days"),
)


@dataclass(frozen=True, slots=True)
class OfferedOccupancy:
    """A factor at 1 m with its conditions: instructions to confirm, and the half-life that it is for.

    `long_lived` is True where the half-life must be above one day, False where it must not, None for any.
    """

    factor: Decimal
    words: str
    long_lived: bool | None = None
    conditions: tuple[Condition, ...] = ()


UNITY = OfferedOccupancy(Decimal(1), "1: always there, no instructions")
OFFERED = (
    UNITY,
    OfferedOccupancy(Decimal("0.75"), "0.75: half-life up to 1 day", long_lived=False),
    OfferedOccupancy(
        Decimal("0.25"),
        "0.25: above 1 day, instructions",
        long_lived=True,
        conditions=TWO_DAYS,
    ),
    OfferedOccupancy(
        Decimal("0.125"),
        "0.125: as 0.25, lives alone",
        long_lived=True,
        conditions=TWO_DAYS + LIVES_ALONE,
    ),
)


def offered(factor: Decimal) -> OfferedOccupancy | None:
    """The guide's own offer of a factor, or None."""
    return next((one for one in OFFERED if one.factor == factor), None)


def open_conditions(factor: Decimal, confirmed: tuple[str, ...]) -> tuple[Condition, ...]:
    """What must still be confirmed before the factor may be taken."""
    offer = offered(factor)
    return tuple(one for one in offer.conditions if one.key not in confirmed) if offer else ()


def dominant_half_life(iodine: IodineFactors) -> Duration:
    """The effective half-life of the component that gives more of the dose: the greater F·Teff.

    The guide: with one component at or below one day and the other above, the occupancy factor of the dominant component
    is the more justifiable for both.
    """
    first = iodine.first_half_life * iodine.first_fraction
    second = iodine.second_half_life * iodine.second_fraction
    return iodine.first_half_life if first > second else iodine.second_half_life


def require_occupancy(specific: SpecificFactors, half_life: Duration) -> Decimal:
    """The factor of a calculation; refuses one whose conditions do not hold, naming what is missing."""
    factor = specific.occupancy
    if factor is None:
        raise Invalid("occupancy", "choose the occupancy factor at 1 m")
    if not 0 < factor <= 1:
        raise Invalid("occupancy", "must be above 0 and at most 1")
    offer = offered(factor)
    if offer is None:
        if not specific.occupancy_basis.strip():
            raise Invalid("occupancy", "say why, a factor of your own needs its basis in words")
        return factor
    if offer.long_lived is not None and offer.long_lived != (half_life > ONE_DAY):
        wanted = "above 1 day" if offer.long_lived else "of 1 day or less"
        raise Invalid("occupancy", f"{factor} is for a half-life {wanted} ({OCCUPANCY_SOURCE})")
    missing = open_conditions(factor, specific.confirmed)
    if missing:
        words = "; ".join(one.title for one in missing)
        raise Invalid("occupancy", f"{factor} rests on instructions not yet confirmed: {words}")
    return factor


def is_biological(specific: SpecificFactors) -> bool:
    """Whether the calculation uses a biological or effective half-life."""
    return specific.iodine is not None or specific.loss is not Loss.PHYSICAL
