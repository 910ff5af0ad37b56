"""Checks of instruments: what they find, exactly at the limits, and what they say together about fitness."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import (
    Activity,
    ActivityUnit,
    CountRate,
    CountRateUnit,
    Duration,
    DurationUnit,
)
from au_desktop.domain.safety.check_points import (
    Verdict,
    elapsed_between,
    expected_activity,
    mean,
)
from au_desktop.domain.safety.instrument_fitness import (
    blocked_by,
    calibrated_on,
    efficiency_on,
)
from au_desktop.domain.safety.instrument_tests import (
    CheckIncomplete,
    CheckKind,
    CheckNeed,
    Efficiency,
    InstrumentCheck,
    percent_words,
    require_complete,
)
from au_desktop.domain.safety.instruments import (
    Blocked,
    Fitness,
    InstrumentKind,
    InstrumentUnfit,
)
from au_desktop.domain.training.cases import Voided
from tests.instrument_examples import (
    CO,
    CS,
    DAY,
    FIVE,
    NOON,
    TEN,
    TWENTY,
    a_check,
    a_point,
    an_instrument,
    at,
)

METER = an_instrument(InstrumentKind.SURVEY_METER, name="SM-1", interval_months=12)


@pytest.mark.parametrize(
    ("measured", "limit", "attention", "verdict"),
    [
        ("110", TEN, None, Verdict.PASSED),
        ("110.0000001", TEN, None, Verdict.FAILED),
        ("90", TEN, None, Verdict.PASSED),
        ("89.9999999", TEN, None, Verdict.FAILED),
        ("105", TEN, FIVE, Verdict.PASSED),
        ("105.1", TEN, FIVE, Verdict.ATTENTION),
        ("150", None, FIVE, Verdict.NOTED),
    ],
)
def test_exactly_the_limit_is_within_it(measured, limit, attention, verdict):
    assert a_point(measured).verdict(limit, attention) is verdict


@pytest.mark.parametrize(
    ("expected", "measured"), [("7", "8.4"), ("0.3", "0.24"), ("0.07", "0.084")]
)
def test_twenty_percent_of_a_meter_is_exact(expected, measured):
    """10 CFR 35.61(b): not to be used if the difference "is more than 20 percent"."""
    point = a_point(measured, expected, unit="mR/h", scale="x1")
    assert abs(point.difference) == 20
    assert not point.beyond(TWENTY)
    beyond = Decimal(measured) + (Decimal("1E-9") if point.difference > 0 else Decimal("-1E-9"))
    assert replace(point, measured=beyond).beyond(TWENTY)


def test_nothing_is_compared_with_nothing():
    with pytest.raises(Invalid):
        a_point("1", "0")
    with pytest.raises(Invalid):
        mean(())
    assert mean((Decimal(1), Decimal(2), Decimal(6))) == 3


def test_a_source_decays_to_the_microsecond():
    later = Moment(NOON.utc + timedelta(hours=6, microseconds=30), NOON.offset_minutes)
    assert elapsed_between(NOON, later).amount == Decimal("21600.00003")
    half = expected_activity(
        Activity(Decimal(8), ActivityUnit.MCI),
        NOON,
        Duration(Decimal(6), DurationUnit.H),
        at(hours=6),
    )
    assert half == Activity(Decimal(4), ActivityUnit.MCI)


@pytest.mark.parametrize(
    ("difference", "words"),
    [("10", "+10.0 %"), ("10.0001", "+10.1 %"), ("-4.96", "-5.0 %"), ("0", "+0.0 %")],
)
def test_what_is_beyond_a_limit_is_not_shown_as_on_it(difference, words):
    assert percent_words(Decimal(difference)) == words


def test_the_worst_point_decides():
    check = a_check(
        CheckKind.CONSTANCY,
        a_point("101", source=CS),
        a_point("93", name="Tc-99m setting", source=CS),
        attention=FIVE,
    )
    assert check.verdict is Verdict.ATTENTION
    assert check.finding == "Tc-99m setting -7.0 %"
    summary = check.summary
    assert (summary.label, summary.state, summary.attention) == (
        "Constancy, CAL-1",
        "attention",
        False,
    )
    assert {check.instrument.id, CS.id} <= set(summary.links)
    assert "CS-1" in summary.words


@pytest.mark.parametrize(
    ("changes", "finding"),
    [({"battery": False}, "battery not good"), ({"undamaged": False}, "damaged")],
)
def test_a_meter_without_battery_or_damaged_fails(changes, finding):
    facts = {"battery": True} | changes
    check = a_check(CheckKind.DAILY, a_point(), of=METER, **facts)
    assert check.failed
    assert check.finding == finding


def test_geometry_asks_for_a_factor_and_stops_nothing():
    check = a_check(CheckKind.GEOMETRY, a_point("80", name="10 mL vial", volume_ml=Decimal(10)))
    assert check.verdict is Verdict.ATTENTION


def test_a_calibration_asks_for_two_readings_on_each_scale():
    one = a_check(
        CheckKind.CALIBRATION,
        a_point("8", "8", "x1 80 %", unit="mR/h", scale="x1"),
        a_point("2", "2", "x1 20 %", unit="mR/h", scale="x1"),
        a_point("80", "80", "x10 80 %", unit="mR/h", scale="x10"),
        of=METER,
        tolerance=TWENTY,
    )
    assert one.single_scales == ("x10",)
    assert one.verdict is Verdict.ATTENTION
    assert replace(one, points=one.points[:2]).verdict is Verdict.PASSED
    assert replace(one, check=CheckKind.DAILY, battery=True).single_scales == ()


def test_a_certificate_without_readings_is_passed():
    check = a_check(CheckKind.CALIBRATION, certificate="C-77")
    assert check.verdict is Verdict.PASSED
    assert check.finding == "C-77"
    assert check.worst_point is None


def test_repairs_are_noted():
    sent = a_check(CheckKind.SENT, action="display dark")
    assert sent.verdict is Verdict.NOTED
    assert sent.finding == "display dark"


def test_counts_are_judged_by_their_scatter():
    steady = tuple(
        Decimal(one) for one in (1000, 1031, 969, 1010, 990, 1025, 975, 1040, 960, 1000)
    )
    check = a_check(CheckKind.COUNTER, counts=steady)
    assert check.verdict is Verdict.PASSED
    assert check.chi_square is not None
    frozen = replace(check, counts=(Decimal(1000),) * 10)
    assert frozen.chi_square == 0
    assert frozen.verdict is Verdict.ATTENTION
    assert replace(check, counts=steady[:9]).chi_square is None


def test_the_detectable_activity_follows_from_background_time_and_efficiency():
    efficiency = Efficiency("Lu-177", Decimal("0.25"))
    check = a_check(
        CheckKind.COUNTER,
        a_point(),
        background=Decimal(40),
        background_unit="cpm",
        counting_time=Duration(Decimal(1), DurationUnit.MIN),
        efficiencies=(efficiency,),
    )
    assert check.detectable_dpm is not None
    assert round(check.detectable_dpm) == 128  # (2.71 + 4.65·√40)/0.25
    assert replace(check, efficiencies=()).detectable_dpm is None
    assert replace(check, points=()).finding == "Lu-177 25.0 %"


def test_an_efficiency_is_counted_or_told():
    counted = Efficiency.counted(
        "Cs-137",
        CountRate(Decimal(5040), CountRateUnit.CPM),
        CountRate(Decimal(40), CountRateUnit.CPM),
        Activity(Decimal("333.3333333333333"), ActivityUnit.BQ),
    )
    assert round(counted.value, 6) == Decimal("0.250000")
    for wrong in ("0", "1.01"):
        with pytest.raises(Invalid):
            Efficiency("Cs-137", Decimal(wrong))


@pytest.mark.parametrize(
    ("check", "need"),
    [
        (a_check(CheckKind.DAILY), CheckNeed.BATTERY),
        (a_check(CheckKind.CONSTANCY), CheckNeed.POINTS),
        (a_check(CheckKind.LINEARITY, a_point()), CheckNeed.TWO_POINTS),
        (
            a_check(CheckKind.ACCURACY, a_point(source=CS), a_point(source=CS)),
            CheckNeed.TWO_SOURCES,
        ),
        (a_check(CheckKind.GEOMETRY), CheckNeed.POINTS),
        (a_check(CheckKind.COUNTER), CheckNeed.POINTS),
        (a_check(CheckKind.COUNTER, counts=(Decimal(1),) * 3), CheckNeed.COUNTS),
        (a_check(CheckKind.EFFICIENCY), CheckNeed.EFFICIENCY),
    ],
)
def test_a_check_that_says_nothing_is_refused(check, need):
    with pytest.raises(CheckIncomplete) as refused:
        require_complete(check)
    assert refused.value.need is need


def test_a_whole_check_is_taken():
    require_complete(a_check(CheckKind.ACCURACY, a_point(source=CS), a_point(source=CO)))
    require_complete(a_check(CheckKind.CALIBRATION))
    require_complete(a_check(CheckKind.COUNTER, counts=(Decimal(9),) * 20))


def test_a_check_is_read_back_as_it_was_kept():
    check = a_check(
        CheckKind.COUNTER,
        a_point(source=CS, at=NOON, readings=(Decimal(1), Decimal(2)), factor=Decimal("1.2")),
        counts=(Decimal(3),) * 10,
        efficiencies=(
            Efficiency("Lu-177", Decimal("0.2"), gross=CountRate.of(9, CountRateUnit.CPM)),
        ),
        counting_time=Duration(Decimal(1), DurationUnit.MIN),
        due=DAY,
    )
    assert from_document(InstrumentCheck, as_document(check)) == check


# Fitness


def failed(kind, days, number, **changes):
    return a_check(kind, a_point("150"), at=at(days), number=number, battery=True, **changes)


def passed(kind, days, number, **changes):
    return a_check(kind, a_point(), at=at(days), number=number, battery=True, **changes)


def test_a_failed_check_blocks_until_the_same_check_is_passed():
    bad = failed(CheckKind.CONSTANCY, -3, 4)
    found = blocked_by(
        [passed(CheckKind.CONSTANCY, -4, 3), bad, passed(CheckKind.LINEARITY, -1, 5)]
    )
    assert found == Blocked(
        Fitness.CHECK_FAILED, bad.day, "IC-0004 constancy: Cs-137 setting +50.0 %"
    )
    assert blocked_by([bad, passed(CheckKind.CONSTANCY, -2, 5)]) is None
    assert blocked_by([replace(bad, voided=Voided("typed wrong", NOON))]) is None


def test_a_passed_calibration_clears_what_failed_before_it():
    assert (
        blocked_by([failed(CheckKind.DAILY, -3, 1), passed(CheckKind.CALIBRATION, -1, 2)]) is None
    )
    after = blocked_by([passed(CheckKind.CALIBRATION, -3, 1), failed(CheckKind.DAILY, -1, 2)])
    assert after is not None
    assert after.fitness is Fitness.CHECK_FAILED


def test_a_calibration_that_is_off_comes_first():
    found = blocked_by([failed(CheckKind.CALIBRATION, -3, 1), failed(CheckKind.DAILY, -1, 2)])
    assert found is not None
    assert found.fitness is Fitness.CALIBRATION_FAILED


def test_a_repair_blocks_until_it_is_calibrated_again():
    sent = a_check(CheckKind.SENT, at=at(-9), number=1, action="")
    back = a_check(CheckKind.BACK, at=at(-5), number=2, affects=True, action="new tube")
    away = blocked_by([sent])
    assert away == Blocked(Fitness.UNDER_REPAIR, sent.day, "IC-0001 sent for repair")
    found = blocked_by([sent, back])
    assert found is not None
    assert found.fitness is Fitness.REPAIRED
    assert blocked_by([sent, replace(back, affects=False)]) is None
    assert blocked_by([sent, back, passed(CheckKind.CALIBRATION, -1, 3)]) is None
    assert blocked_by([sent, back, passed(CheckKind.ACCURACY, -1, 3)]) is None
    assert blocked_by([sent, back, passed(CheckKind.DAILY, -1, 3)]) is not None


def test_the_newest_passed_calibration_counts():
    checks = [
        passed(CheckKind.CALIBRATION, -400, 1),
        passed(CheckKind.CALIBRATION, -40, 2),
        failed(CheckKind.CALIBRATION, -4, 3),
        passed(CheckKind.DAILY, 0, 4),
    ]
    assert calibrated_on(checks, None) == at(-40).local.date()
    assert calibrated_on(checks, DAY) == DAY
    assert calibrated_on([], None) is None


def test_the_newest_efficiency_of_the_day_is_taken():
    old = a_check(
        CheckKind.EFFICIENCY,
        at=at(-20),
        number=1,
        efficiencies=(Efficiency("Lu-177", Decimal("0.2")),),
    )
    new = replace(
        old,
        at=at(-2),
        number=2,
        efficiencies=(Efficiency("I-131", Decimal("0.3")), Efficiency("Lu-177", Decimal("0.21"))),
    )
    assert efficiency_on([old, new], "Lu-177", DAY) == (new, new.efficiencies[1])
    assert efficiency_on([old, new], "Lu-177", at(-10).local.date()) == (old, old.efficiencies[0])
    assert efficiency_on([old, new], "Ra-223", DAY) is None


def test_a_blocked_instrument_is_refused_from_that_day_on():
    blocked = an_instrument(blocked=Blocked(Fitness.CHECK_FAILED, DAY, "IC-0004"))
    assert blocked.fitness_on(DAY) is Fitness.CHECK_FAILED
    assert blocked.fitness_on(DAY - timedelta(days=1)).usable
    with pytest.raises(InstrumentUnfit) as refused:
        blocked.require_fit(DAY)
    assert (refused.value.due, refused.value.note) == (DAY, "IC-0004")
    with pytest.raises(InstrumentUnfit) as retired:
        replace(blocked, retired=True).require_fit(DAY)
    assert retired.value.fitness is Fitness.RETIRED
