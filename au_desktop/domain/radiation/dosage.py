"""Dosage checks: measured against prescribed (10 CFR 35.63), the dosage leg of 35.3045, and what was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity
from au_desktop.domain.radiation.exact import CALCULATION, not_negative, positive, product

HUNDRED = Decimal(100)
DOSAGE_TOLERANCE_PERCENT = Decimal(20)


@dataclass(frozen=True, slots=True)
class PrescribedDosage:
    """A dosage as the written directive gives it: one activity, or a range from `low` to `high`."""

    low: Activity
    high: Activity | None = None

    def __post_init__(self) -> None:
        """Refuse a dosage that prescribes nothing and a range that runs backwards."""
        positive("prescribed", self.low.amount)
        if self.high is not None and self.high < self.low:
            raise Invalid("prescribed", "the range runs from high to low")

    @property
    def is_range(self) -> bool:
        """Whether a range was prescribed."""
        return self.high is not None

    def holds(self, activity: Activity) -> bool:
        """Whether the activity lies in the prescribed range, its ends included; a single dosage holds only itself."""
        return self.low <= activity <= (self.high or self.low)


@dataclass(frozen=True, slots=True)
class DosageVerdict:
    """What the check found.

    Args:
        may_be_used: within tolerance, or within the prescribed range.
        percent_difference: measured against a single prescribed dosage; None for a range.
        lowest: the smallest measured activity that passes.
        highest: the largest measured activity that passes.
    """

    may_be_used: bool
    percent_difference: Decimal | None
    lowest: Activity
    highest: Activity


def percent_difference(expected: Activity, measured: Activity) -> Decimal:
    """How far a measured activity lies from the expected one, in percent of the expected one, with its sign.

    Equation: 100·(M - P)/P. Units: percent. Range: P above zero.
    Source: 10 CFR 35.63(d) (72 FR 55931, 2007).
    """
    positive("expected", expected.amount)
    return product(HUNDRED, CALCULATION.subtract(measured.ratio_to(expected), Decimal(1)))


def check_dosage(
    prescribed: PrescribedDosage,
    measured: Activity,
    tolerance_percent: Decimal = DOSAGE_TOLERANCE_PERCENT,
) -> DosageVerdict:
    """Whether a measured dosage may be used without the direction of the authorized user.

    Equation: |M - P| ≤ 0.20·P for a single dosage, low ≤ M ≤ high for a range; compared exactly, both ends included.
    Units: as given. Range: P above zero, M not negative.
    Source: 10 CFR 35.63(d) (72 FR 55931, 2007): not to be used if outside the prescribed range or if it differs "by more
    than 20 percent".
    """
    not_negative("measured", measured.amount)
    if prescribed.high is not None:
        within = prescribed.holds(measured)
        return DosageVerdict(within, None, prescribed.low, prescribed.high)
    single = prescribed.low
    part = tolerance_percent / HUNDRED
    lowest, highest = single * (1 - part), single * (1 + part)
    return DosageVerdict(
        lowest <= measured <= highest, percent_difference(single, measured), lowest, highest
    )


def meets_event_dosage_leg(
    prescribed: PrescribedDosage,
    delivered: Activity,
    threshold_percent: Decimal = DOSAGE_TOLERANCE_PERCENT,
) -> bool:
    """Whether a delivered dosage meets the dosage leg of the medical-event definition; the dose leg is still to be judged.

    Equation: |D - P| ≥ 0.20·P, or D outside the prescribed range. Units: as given. Range: P above zero.
    Source: 10 CFR 35.3045(a)(1)(i)(B) (83 FR 33111, 2018): "differs ... by 20 percent or more or falls outside the
    prescribed dosage range". Exactly 20 % meets it here and passes 35.63.
    """
    not_negative("delivered", delivered.amount)
    if prescribed.is_range:
        return not prescribed.holds(delivered)
    part = threshold_percent / HUNDRED
    single = prescribed.low
    return delivered <= single * (1 - part) or delivered >= single * (1 + part)


def net_administered(assayed: Activity, residual: Activity) -> Activity:
    """What the patient received: the assay before less the residual after, both at the same time.

    Equation: A = A(before) - A(residual). Units: in the unit of the assay. Range: residual from 0 to the assay.
    Source: measurement practice; assay by 10 CFR 35.63. Decay both readings to one time first where that matters.
    """
    not_negative("residual", residual.amount)
    if residual > assayed:
        raise Invalid("residual", "is more than was assayed")
    return assayed - residual


def total_activity(pieces: Iterable[Activity]) -> Activity:
    """Several measured activities together, in the unit of the first.

    Equation: A = A1 + A2 + ... Units: as the first. Range: at least one piece, none negative.
    Source: measurement practice; vial, syringe, tubing and waste read one by one.
    """
    each = tuple(pieces)
    for piece in each:
        not_negative("piece", piece.amount)
    return sum(each[1:], start=each[0])
