"""Gathers the levels that surveys are judged by, as they hold at the site, and the instruments that may measure."""

from datetime import date
from typing import TYPE_CHECKING, cast

from au_desktop.domain.ids import InstrumentId
from au_desktop.domain.reference.contamination_levels import NuclideGroup
from au_desktop.domain.reference.library import Reference
from au_desktop.domain.safety.safety_records import MeterRef
from au_desktop.domain.safety.site_limits import SiteLimit
from au_desktop.domain.safety.survey_levels import (
    AreaClass,
    RateLevel,
    SurveyLevels,
    WipeLevel,
    nuclide_group,
    rate_limit_key,
    wipe_limit_key,
)
from au_desktop.services.ports import UnitOfWork
from au_desktop.services.safety.site_settings import SiteLimits

if TYPE_CHECKING:
    from au_desktop.domain.quantities import DoseRate

JUDGED = (AreaClass.RESTRICTED, AreaClass.UNRESTRICTED)
GROUPS = (NuclideGroup.ALPHA, NuclideGroup.MIDDLE, NuclideGroup.LOW)


def survey_levels(uow: UnitOfWork, limits: SiteLimits, reference: Reference) -> SurveyLevels:
    """Every level that holds at the site today."""
    return SurveyLevels(
        rates={area: _rate(limits.inside(uow, rate_limit_key(area))) for area in JUDGED},
        wipes={
            (area, group): _wipe(limits.inside(uow, wipe_limit_key(area, group)))
            for area in JUDGED
            for group in GROUPS
        },
        groups={
            key: nuclide_group(nuclide, reference.contamination_levels.values())
            for key, nuclide in reference.nuclides.items()
        },
    )


def level_keys() -> tuple[str, ...]:
    """The ids of the limits that surveys are judged by, in the order in which they are shown."""
    rates = tuple(rate_limit_key(area) for area in JUDGED)
    return rates + tuple(wipe_limit_key(area, group) for area in JUDGED for group in GROUPS)


def _rate(limit: SiteLimit) -> RateLevel:
    # the shipped limit is a dose rate, and the center's own is read as one
    rate = cast("DoseRate", limit.value)
    return RateLevel(rate, limit.basis, limit.verify)


def _wipe(limit: SiteLimit) -> WipeLevel:
    return WipeLevel(limit.amount, limit.basis, limit.verify)


def fit_meter(uow: UnitOfWork, instrument_id: InstrumentId | None, day: date) -> MeterRef | None:
    """The instrument as the record names it; refuses one that may not be used on that day with `InstrumentUnfit`."""
    if instrument_id is None:
        return None
    instrument = uow.instruments.get(instrument_id)
    instrument.require_fit(day)
    return MeterRef.of(instrument)
