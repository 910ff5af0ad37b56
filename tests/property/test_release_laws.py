"""Release and dosage laws: dose grows with activity and half-life, units commute, verdicts turn exactly at their limits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    Dose,
    DoseRate,
    DoseRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.radiation.dosage import PrescribedDosage, check_dosage
from au_desktop.domain.radiation.exposure import rate_at
from au_desktop.domain.radiation.patient_release import THYROID_CANCER
from au_desktop.domain.radiation.release_figures import ReleaseFigures, nuclide_figures
from au_desktop.domain.radiation.release_judgement import (
    ONE_METER,
    Conditions,
    by_activity,
    by_iodine,
    by_measured_rate,
    with_internal,
)
from au_desktop.domain.reference.nuclides import Nuclide
from tests.builders import reference

ACTIVITIES = st.integers(1, 10**6).map(lambda a: Activity(Decimal(a) / 10, ActivityUnit.MBQ))
TENTHS_OF_A_DAY = st.integers(1, 2000)
OCCUPANCIES = st.integers(1, 100).map(lambda percent: Decimal(percent) / 100)
RATES = st.integers(1, 10**5).map(lambda r: DoseRate(Decimal(r) / 10, DoseRateUnit.USV_H))
NUCLIDES = st.sampled_from([n for n in reference().nuclides.values() if n.gamma_constants])
UNITS = st.sampled_from(list(ActivityUnit))


def figures(tenths: int, gamma: str = "2.2") -> ReleaseFigures:
    return ReleaseFigures("X", Duration(Decimal(tenths) / 10, DurationUnit.D), Decimal(gamma))


@given(ACTIVITIES, ACTIVITIES, NUCLIDES)
def test_more_activity_never_gives_less_dose(
    first: Activity, second: Activity, nuclide: Nuclide
) -> None:
    taken = nuclide_figures(nuclide, reference().release_activities)
    low, high = sorted((first, second))
    less, more = by_activity(low, taken), by_activity(high, taken)
    assert less.dose <= more.dose
    assert less.release >= more.release
    assert less.instructions <= more.instructions


@given(ACTIVITIES, TENTHS_OF_A_DAY, TENTHS_OF_A_DAY, OCCUPANCIES)
def test_a_longer_half_life_never_gives_less_dose(
    activity: Activity, first: int, second: int, occupancy: Decimal
) -> None:
    conditions = Conditions(occupancy=occupancy)
    low, high = sorted((first, second))
    less = by_activity(activity, figures(low), conditions)
    assert less.dose <= by_activity(activity, figures(high), conditions).dose


@given(ACTIVITIES, NUCLIDES, UNITS)
def test_the_unit_of_the_activity_does_not_matter(
    activity: Activity, nuclide: Nuclide, unit: ActivityUnit
) -> None:
    taken = nuclide_figures(nuclide, reference().release_activities)
    one, other = by_activity(activity, taken), by_activity(activity.to(unit), taken)
    assert abs(one.dose.base - other.dose.base) <= one.dose.base * Decimal("1E-30")
    assert (one.release, one.instructions) == (other.release, other.instructions)


@given(NUCLIDES)
def test_the_limit_activity_gives_the_limit(nuclide: Nuclide) -> None:
    taken = nuclide_figures(nuclide, reference().release_activities)
    limit = by_activity(Activity(Decimal(1), ActivityUnit.MCI), taken).limit_activity
    if limit is None:
        assert taken.gamma == 0
        return
    dose = by_activity(limit, taken).dose
    assert abs(dose.base - Decimal("0.005")) < Decimal("1E-30")


@given(ACTIVITIES, ACTIVITIES)
def test_iodine_by_components_is_proportional(first: Activity, second: Activity) -> None:
    together = by_iodine(first + second, THYROID_CANCER).dose.base
    apart = by_iodine(first, THYROID_CANCER).dose + by_iodine(second, THYROID_CANCER).dose
    assert abs(together - apart.base) <= together * Decimal("1E-30")


@given(RATES, TENTHS_OF_A_DAY, OCCUPANCIES)
def test_a_measured_rate_is_the_integral_of_its_activity(
    rate: DoseRate, tenths: int, occupancy: Decimal
) -> None:
    """The guide's 34.6 is 24/ln 2 to three digits: both forms agree within a part in a thousand."""
    taken = figures(tenths)
    conditions = Conditions(occupancy=occupancy)
    measured = by_measured_rate(rate, taken.half_life, conditions)
    per_mci = rate_at(Activity(Decimal(1), ActivityUnit.MCI), taken.gamma, ONE_METER)
    activity = Activity(rate.ratio_to(per_mci), ActivityUnit.MCI)
    computed = by_activity(activity, taken, conditions)
    assert measured.record_required
    assert abs(measured.dose.ratio_to(computed.dose) - 1) < Decimal("0.001")


@given(ACTIVITIES, st.integers(0, 100))
def test_internal_dose_only_adds(activity: Activity, tenths: int) -> None:
    alone = by_iodine(activity, THYROID_CANCER)
    both = with_internal(alone, Dose.parse(f"{Decimal(tenths) / 10} mSv"))
    assert both.dose >= alone.dose
    assert both.release <= alone.release
    assert both.instructions >= alone.instructions


@given(st.integers(1, 10**9), UNITS, UNITS)
def test_exactly_twenty_percent_passes_in_every_unit(
    amount: int, unit: ActivityUnit, other: ActivityUnit
) -> None:
    single = Activity(Decimal(amount), unit)
    prescribed = PrescribedDosage(single)
    for at, beyond in (("0.8", "0.799999999"), ("1.2", "1.200000001")):
        assert check_dosage(prescribed, single * Decimal(at)).may_be_used
        assert not check_dosage(prescribed, single.to(other) * Decimal(beyond)).may_be_used


@pytest.mark.parametrize(("millicuries", "released"), [("33", True), ("33.000000001", False)])
def test_the_table_decides_exactly_at_its_value(millicuries: str, *, released: bool) -> None:
    """RG 8.39 Rev 0, Table 1: 33 mCi of I-131, "no greater than"."""
    taken = nuclide_figures(reference().nuclide("I-131"), reference().release_activities)
    judgement = by_activity(Activity.parse(f"{millicuries} mCi"), taken)
    assert judgement.release is released
