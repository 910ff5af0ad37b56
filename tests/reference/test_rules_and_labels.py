"""Dosage checks, labels, counting and decay in storage against the rule texts and published tables."""

from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    Distance,
    DoseRate,
    Duration,
)
from au_desktop.domain.radiation.counting import (
    critical_level,
    efficiency,
    minimum_detectable,
    minimum_detectable_unequal,
    net_dpm,
)
from au_desktop.domain.radiation.decay import measured_effective_half_life, ten_half_lives
from au_desktop.domain.radiation.dosage import (
    PrescribedDosage,
    check_dosage,
    meets_event_dosage_leg,
    net_administered,
    total_activity,
)
from au_desktop.domain.radiation.exposure import rate_moved
from au_desktop.domain.radiation.radium import label_decay_factor, volume_to_draw
from au_desktop.domain.reference.nuclides import may_decay_in_storage
from tests.builders import reference

GBQ_7_4 = PrescribedDosage(Activity.parse("7.4 GBq"))
RANGE = PrescribedDosage(Activity.parse("190 mCi"), Activity.parse("210 mCi"))
EFFICIENCY = Decimal("0.25")


@pytest.mark.parametrize(
    ("measured", "may_be_used", "percent"),
    [
        ("5.92 GBq", True, "-20"),
        ("160 mCi", True, "-20"),
        ("5.91 GBq", False, "-20.13514"),
        ("8.88 GBq", True, "20"),
        ("240 mCi", True, "20"),
        ("8.89 GBq", False, "20.13514"),
        ("5.91999999999 GBq", False, "-20.00000"),
        ("7.4 GBq", True, "0"),
    ],
)
def test_a_single_dosage_by_35_63(measured: str, percent: str, *, may_be_used: bool) -> None:
    """G18: 10 CFR 35.63(d) (72 FR 55931, 2007): barred when it differs "by more than 20 percent"; exactly 20 % passes."""
    verdict = check_dosage(GBQ_7_4, Activity.parse(measured))
    assert verdict.may_be_used is may_be_used
    assert verdict.percent_difference is not None
    assert round(verdict.percent_difference, 5) == Decimal(percent)
    assert verdict.lowest == Activity.parse("5.92 GBq")
    assert verdict.highest == Activity.parse("8.88 GBq")


@pytest.mark.parametrize(
    ("measured", "may_be_used"),
    [
        ("190 mCi", True),
        ("7.03 GBq", True),
        ("189.9 mCi", False),
        ("210 mCi", True),
        ("210.1 mCi", False),
    ],
)
def test_a_range_by_35_63(measured: str, *, may_be_used: bool) -> None:
    """10 CFR 35.63(d) (72 FR 55931, 2007): barred when it "does not fall within the prescribed dosage range"."""
    verdict = check_dosage(RANGE, Activity.parse(measured))
    assert verdict.may_be_used is may_be_used
    assert verdict.percent_difference is None


@pytest.mark.parametrize(
    ("prescribed", "delivered", "met"),
    [
        (GBQ_7_4, "5.92 GBq", True),
        (GBQ_7_4, "5.921 GBq", False),
        (GBQ_7_4, "8.88 GBq", True),
        (GBQ_7_4, "8.879 GBq", False),
        (RANGE, "190 mCi", False),
        (RANGE, "189.9 mCi", True),
    ],
)
def test_the_dosage_leg_of_35_3045(
    prescribed: PrescribedDosage, delivered: str, *, met: bool
) -> None:
    """G19: 10 CFR 35.3045(a)(1)(i)(B) (83 FR 33111, 2018): "20 percent or more" or outside the range."""
    assert meets_event_dosage_leg(prescribed, Activity.parse(delivered)) is met


def test_a_dosage_that_prescribes_nothing_is_refused() -> None:
    """10 CFR 35.63: a prescribed dosage is an activity above zero, a range runs upwards."""
    with pytest.raises(Invalid):
        PrescribedDosage(Activity.parse("0 mCi"))
    with pytest.raises(Invalid):
        PrescribedDosage(Activity.parse("210 mCi"), Activity.parse("190 mCi"))


def test_the_administered_activity_is_assay_less_residual() -> None:
    """Definition; the residual can be no more than was assayed."""
    net = net_administered(Activity.parse("202 mCi"), Activity.parse("74 MBq"))
    assert net.same_as(Activity.parse("200 mCi"))
    with pytest.raises(Invalid):
        net_administered(Activity.parse("1 mCi"), Activity.parse("38 MBq"))


def test_pieces_measured_one_by_one_are_added_up() -> None:
    """Definition; in the unit of the first."""
    pieces = [Activity.parse("1 mCi"), Activity.parse("37 MBq"), Activity.parse("500 µCi")]
    assert total_activity(pieces) == Activity.parse("2.5 mCi")
    with pytest.raises(Invalid):
        total_activity([Activity.parse("1 mCi"), Activity.parse("1 mCi") * -1])


@pytest.mark.parametrize(
    ("day", "printed"), [(-7, "1.502"), (0, "0.982"), (3, "0.819"), (7, "0.643")]
)
def test_the_decay_factors_of_the_radium_label(day: int, printed: str) -> None:
    """G15: Xofigo label, decay correction table (copy read 2026-11-22), noon US Central against noon CET."""
    assert round(label_decay_factor(Decimal(day)), 3) == Decimal(printed)


def test_the_volume_of_the_radium_label() -> None:
    """G16: Xofigo label, volume to be administered (copy read 2026-11-22): 80 kg, day +3."""
    factor = round(label_decay_factor(Decimal(3)), 3)
    assert round(volume_to_draw(Decimal(80), factor), 3) == Decimal("4.884")


def test_the_effective_half_life_of_published_readings() -> None:
    """G13: Kurth et al., EJNMMI Res 2018: 1.6 µSv/h at 24 h, 0.7 µSv/h at 72 h, at 2 m (paper: 40.5 ± 9.6 h)."""
    found = measured_effective_half_life(
        DoseRate.parse("1.6 µSv/h"), DoseRate.parse("0.7 µSv/h"), Duration.parse("48 h")
    )
    assert round(found.amount, 2) == Decimal("40.25")
    with pytest.raises(Invalid):
        measured_effective_half_life(
            DoseRate.parse("0.7 µSv/h"), DoseRate.parse("1.6 µSv/h"), Duration.parse("48 h")
        )


def test_a_wipe_in_disintegrations() -> None:
    """G20: gross 240 cpm, background 40 cpm, efficiency 0.25: 800 dpm/100 cm²."""
    gross, background = CountRate.parse("240 cpm"), CountRate.parse("40 cpm")
    assert net_dpm(gross, background, EFFICIENCY) == 800
    package = net_dpm(gross, background, EFFICIENCY, Decimal(300), Decimal("0.1"))
    assert round(package, 3) == Decimal("2666.667")
    with pytest.raises(Invalid):
        net_dpm(gross, background, Decimal(25))


def test_the_efficiency_of_a_counter() -> None:
    """Information Notice 93-30 asks for it; 1 Bq = 60 dpm by definition."""
    standard = Activity.parse("100 Bq")
    found = efficiency(CountRate.parse("1540 cpm"), CountRate.parse("40 cpm"), standard)
    assert found == EFFICIENCY
    with pytest.raises(Invalid):
        efficiency(CountRate.parse("40 cpm"), CountRate.parse("40 cpm"), standard)


@pytest.mark.parametrize(
    ("constant", "printed"), [("2.71", "128.5"), ("3.00", "129.6"), ("0", "117.6")]
)
def test_the_minimum_detectable_activity(constant: str, printed: str) -> None:
    """G21: L. A. Currie, Anal Chem 40, 1968, 586; background 40 cpm, 1 min each, efficiency 0.25."""
    found = minimum_detectable(
        CountRate.parse("40 cpm"), Duration.parse("1 min"), EFFICIENCY, Decimal(constant)
    )
    assert round(found, 1) == Decimal(printed)


def test_unequal_counting_times_come_near_the_equal_ones() -> None:
    """Currie 1968: with equal times 3.29·√2 = 4.65, so that both forms agree to the printed digits."""
    background, minute = CountRate.parse("40 cpm"), Duration.parse("1 min")
    equal = minimum_detectable(background, minute, EFFICIENCY)
    unequal = minimum_detectable_unequal(background, minute, minute, EFFICIENCY)
    longer = minimum_detectable_unequal(background, minute, Duration.parse("10 min"), EFFICIENCY)
    assert abs(equal - unequal) < Decimal("0.2")
    assert longer < unequal
    assert critical_level(Decimal(100)) == Decimal("23.3")


def test_an_activity_in_both_systems() -> None:
    """G25: 200 mCi is 7400 MBq exactly (1 Ci = 3.7E10 Bq)."""
    assert Activity.parse("200 mCi").to(ActivityUnit.MBQ).amount == 7400


@pytest.mark.parametrize(
    ("half_life", "eligible"), [("119.9 d", True), ("120 d", True), ("120.1 d", False)]
)
def test_decay_in_storage_by_35_92(half_life: str, *, eligible: bool) -> None:
    """G26: 10 CFR 35.92(a) (72 FR 45151, 2007): "less than or equal to 120 days"."""
    assert may_decay_in_storage(Duration.parse(half_life)) is eligible


def test_only_long_lived_nuclides_are_kept_out_of_decay_in_storage() -> None:
    """10 CFR 35.92(a) with the half-lives of ICRP 107: Lu-177m 160.4 d, Co-57 271.74 d, Cs-137 30.2 y, and impurities."""
    kept_out = {n.id for n in reference().nuclides.values() if not n.dis_eligible}
    impurities = {"Ac-227", "Th-228", "Ge-68", "Eu-152", "Eu-154", "Eu-155", "Sr-90", "Ho-166m"}
    sources = {"Co-57", "Cs-137", "Co-60", "Ra-226", "Am-241", "Ba-133", "Na-22", "H-3", "C-14"}
    assert kept_out == {"Lu-177m"} | impurities | sources
    assert [c.nuclide for c in reference().nuclide("Ac-225").decay_in_storage_flags] == ["Ac-227"]


@pytest.mark.parametrize(
    ("nuclide", "days"),
    [("I-131", "80.2"), ("Lu-177", "66.5"), ("Ra-223", "114.3"), ("Y-90", "26.7"), ("Sm-153", "19.4"),
     ("Sr-89", "505.3"), ("Tc-99m", "2.51"), ("Tb-161", "69.1"), ("At-211", "3.0"), ("I-125", "594")],
)  # fmt: skip
def test_ten_half_lives(nuclide: str, days: str) -> None:
    """Ten times the half-lives of ICRP 107 (2008)."""
    span = ten_half_lives(reference().nuclide(nuclide).half_life().value).to(
        Duration.unit_named("d")
    )
    assert round(span.amount, len(days.partition(".")[2])) == Decimal(days)


def test_the_inverse_square() -> None:
    """Inverse square law: twice the distance, a quarter of the rate."""
    rate = DoseRate.parse("8 mR/h")
    assert rate_moved(rate, Distance.parse("1 m"), Distance.parse("200 cm")) == DoseRate.parse(
        "2 mR/h"
    )
