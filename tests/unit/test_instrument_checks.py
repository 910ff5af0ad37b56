"""The ranges of the instrument formulas: what they refuse, and what chance alone would give."""

from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, CountRate, DoseRate, Duration
from au_desktop.domain.radiation.instrument_checks import (
    behind_sleeve,
    chi_square,
    count_rate_difference,
    detectable_activity,
    geometry_factor,
    mean_activity,
    rate_difference,
    removable_activity,
)

MILLICURIE, NOTHING = Activity.parse("1 mCi"), Activity.parse("0 mCi")
CPM = CountRate.parse("100 cpm")
SILENT = CountRate.parse("0 cpm")


@pytest.mark.parametrize(
    ("field", "refused"),
    [
        (
            "calculated",
            lambda: rate_difference(DoseRate.parse("0 mR/h"), DoseRate.parse("1 mR/h")),
        ),
        ("expected", lambda: count_rate_difference(SILENT, CPM)),
        ("second", lambda: mean_activity(MILLICURIE, NOTHING - MILLICURIE, MILLICURIE)),
        ("factor", lambda: behind_sleeve(MILLICURIE, Decimal("0.99"))),
        ("unshielded", lambda: behind_sleeve(NOTHING - MILLICURIE, Decimal(2))),
        ("expected", lambda: geometry_factor(NOTHING, MILLICURIE)),
        ("reading", lambda: geometry_factor(MILLICURIE, NOTHING)),
        ("counts", lambda: chi_square([Decimal(5)])),
        ("counts", lambda: chi_square([Decimal(5), Decimal(-1)])),
        ("counts", lambda: chi_square([Decimal(0), Decimal(0)])),
        ("efficiency", lambda: removable_activity(CPM, SILENT, Decimal("1.01"))),
        ("efficiency", lambda: detectable_activity(CPM, Duration.parse("1 min"), Decimal(0))),
        ("time", lambda: detectable_activity(CPM, Duration.parse("0 min"), Decimal("0.5"))),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(field, refused):
    with pytest.raises(Invalid) as error:
        refused()

    assert error.value.field == field


def test_differences_carry_their_sign_and_any_unit():
    calculated = DoseRate.parse("50 mR/h")

    assert rate_difference(calculated, DoseRate.parse("0.4 mSv/h")) == -20
    assert rate_difference(calculated, DoseRate.parse("60 mrem/h")) == 20
    assert count_rate_difference(CPM, CountRate.parse("2 cps")) == 20


def test_a_sleeve_of_factor_one_and_a_volume_like_the_reference_change_nothing():
    assert behind_sleeve(MILLICURIE, Decimal(1)) == MILLICURIE
    assert geometry_factor(MILLICURIE, Activity.parse("37 MBq")) == 1


def test_the_mean_stands_in_the_unit_of_the_first_reading():
    mean = mean_activity(MILLICURIE, Activity.parse("37 MBq"), Activity.parse("1000 µCi"))

    assert mean.same_as(Activity.parse("1 mCi"))


def test_counts_that_are_all_alike_do_not_scatter():
    assert chi_square([Decimal(400)] * 10) == 0
    assert chi_square([Decimal(90), Decimal(110)]) == 2


def test_a_wipe_below_background_holds_nothing():
    assert removable_activity(SILENT, CPM, Decimal("0.5")) == Activity.parse("0 Bq")


def test_the_leak_limit_is_185_becquerels_or_0_005_microcuries():
    found = removable_activity(CountRate.parse("11200 cpm"), CPM, Decimal(1))

    assert found == Activity.parse("185 Bq")
    assert found == Activity.parse("0.005 µCi")


def test_a_leak_count_without_background_still_has_a_limit_of_detection():
    found = detectable_activity(SILENT, Duration.parse("1 min"), Decimal(1))

    assert (found * 60).amount.quantize(Decimal("0.0001")) == Decimal("2.71")
