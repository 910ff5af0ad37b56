"""The center's own setting of how many hours without clock times a day can hold."""

from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.training.hour_rules.hour_overlap import HOURS_OF_A_DAY
from au_desktop.services.ports import UnitOfWork

FACT = "claimable_hours_a_day"
LIMIT = "claimable-hours-a-day"


def hours_a_day(uow: UnitOfWork, reference: Reference) -> Decimal:
    """What the center set; where it set nothing, what the reference data proposes, else the length of a day."""
    chosen = uow.facts.all().get(FACT)
    if chosen:
        return Decimal(chosen)
    limit = reference.limits.get(LIMIT)
    return HOURS_OF_A_DAY if limit is None else limit.amount


def put_hours_a_day(uow: UnitOfWork, hours: Decimal) -> None:
    """Set it; a day has no more than 24 hours."""
    if not 0 < hours <= HOURS_OF_A_DAY:
        raise Invalid("hours_a_day", "must be above 0 and at most 24")
    uow.facts.put(FACT, format(hours, "f"))
