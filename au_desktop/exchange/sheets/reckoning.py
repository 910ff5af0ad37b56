"""What the live formulas reckon, in decimals and with the formulas' own rounding, so that both give the same."""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from au_desktop.domain.quantities import Activity, ActivityUnit, DoseRate, DoseRateUnit
from au_desktop.exchange.safe_cells import SIGNIFICANT_DIGITS

DECIMALS = 9
"""To this place formulas round: far below any instrument, and coarse enough to rid a sum of binary dust at 20 %."""

_AS_CELL = Context(prec=SIGNIFICANT_DIGITS)


def rounded(amount: Decimal, decimals: int = DECIMALS) -> Decimal:
    """As ROUND does it: half away from zero."""
    with localcontext(Context(prec=50)):
        return amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def as_cell(amount: Decimal) -> Decimal:
    """The number that stands in the cell, which is what a formula reckons with."""
    return _AS_CELL.create_decimal(amount)


def mci(activity: Activity | None) -> Decimal | None:
    """In mCi, as Part 20 asks records to be kept (10 CFR 20.2101)."""
    return None if activity is None else as_cell(activity.to(ActivityUnit.MCI).amount)


def gbq(activity: Activity | None) -> Decimal | None:
    """In GBq."""
    return None if activity is None else as_cell(activity.to(ActivityUnit.GBQ).amount)


def mrem_h(rate: DoseRate | None) -> Decimal | None:
    """In mrem/h; mR/h is taken as mrem/h (1 R as 1 rem, the convention of Regulatory Guide 8.39)."""
    return None if rate is None else as_cell(rate.to(DoseRateUnit.MREM_H).amount)


def usv_h(rate: DoseRate | None) -> Decimal | None:
    """In µSv/h."""
    return None if rate is None else as_cell(rate.to(DoseRateUnit.USV_H).amount)


def net_of(
    assay: Decimal | None, residual: Decimal | None, administered: Decimal | None
) -> Decimal | None:
    """Assay less residual; where one of them was not measured, what the case says was administered."""
    if assay is None or residual is None:
        return administered
    return rounded(assay - residual)


def percent_difference(measured: Decimal | None, prescribed: Decimal | None) -> Decimal | None:
    """(measured - prescribed) / prescribed x 100, in percent; none without both or for a prescription of zero."""
    if measured is None or not prescribed:
        return None
    with localcontext(Context(prec=50)):
        return rounded((measured - prescribed) / prescribed * 100)


def in_range(measured: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool | None:
    """Whether it lies in the prescribed range, ends included; None without a range."""
    if measured is None or low is None or high is None:
        return None
    return low <= measured <= high
