"""Phrases about waste that screen, tag, workbook and refusals share: half-lives, and what speaks against decay."""

from au_desktop.domain.quantities import Duration, DurationUnit
from au_desktop.domain.safety.waste import HoldingReason
from au_desktop.domain.safety.waste_contents import ImpurityStanding


def days_said(half_life: Duration | None) -> str:
    """A half-life in days to four digits; "half-life not known" where it is not."""
    if half_life is None:
        return "half-life not known"
    return half_life.format(DurationUnit.D, significant=4)


def reason_said(reason: HoldingReason) -> str:
    """Why something may not be held for decay, such as: Lu-177m (160.4 d) comes with Lu-177."""
    life = days_said(reason.half_life)
    comes = f" with {reason.with_nuclide}" if reason.with_nuclide else ""
    if reason.standing is ImpurityStanding.ASK:
        return f"{reason.nuclide} ({life}) may have come{comes}: ask for the certificate"
    return f"{reason.nuclide} ({life}) is in it{comes and ', it came' + comes}"
