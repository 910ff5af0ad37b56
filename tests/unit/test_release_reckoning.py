"""Release bases: the guide's golden numbers, the boundaries of its tables, and what a calculation must say before it counts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.quantities import DoseUnit, Duration
from au_desktop.domain.safety.release_facts import (
    Loss,
    Model,
    SpecificFactors,
)
from au_desktop.domain.safety.release_findings import (
    BasisFinding,
    BasisKind,
    Reckoning,
    RecordReason,
    Verdict,
)
from au_desktop.domain.safety.release_reckoning import reckoned
from tests.release_examples import (
    ALONE,
    CANCER,
    FLUORINE,
    GIVEN_AT,
    HYPERTHYROID,
    IODINE,
    IODINE_125,
    LUTETIUM,
    YTTRIUM,
    after,
    effective,
    facts,
    half_life_model,
    iodine_model,
    mci,
    measured,
)


def msv(finding: BasisFinding) -> Decimal:
    assert finding.dose is not None
    return finding.dose.to(DoseUnit.MSV).amount


def near(value: Decimal, expected: str, places: str = "0.005") -> bool:
    return abs(value - Decimal(expected)) < Decimal(places)


def of(reckoning: Reckoning, kind: BasisKind) -> BasisFinding:
    return reckoning.of(kind)


def test_lu_177_goes_by_equation_2_with_instructions_and_without_a_record():
    # G11: 7.4 GBq, Γ 0.181, T 6.647 d, E 0.25: 0.208138 rem.
    found = of(reckoned(facts(LUTETIUM, "7.4 GBq")), BasisKind.ADMINISTERED)
    assert near(msv(found), "2.08138", "0.00001")
    assert found.permits
    assert found.instructions
    assert not found.record_required
    assert "34.6 · 0.181" in found.worked
    assert "200 mCi" in found.worked
    assert any("not a value of the guide's tables" in note for note in found.notes)


def test_the_table_decides_at_exactly_33_mci_though_the_equation_gives_a_little_more():
    # G1, G3: 33 mCi gives 0.50490 rem by Equation 2; Table 1 releases at or below 33 mCi.
    at = of(reckoned(facts(IODINE, "33 mCi")), BasisKind.ADMINISTERED)
    assert at.permits
    assert near(msv(at), "5.0490", "0.0001")
    assert "33 mCi" in at.limit
    assert at.source.endswith("Table 1")
    above = of(reckoned(facts(IODINE, "33.1 mCi")), BasisKind.ADMINISTERED)
    assert above.verdict is Verdict.ABOVE


def test_instructions_are_due_above_the_stricter_of_table_2_and_equation():
    assert not of(reckoned(facts(IODINE, "6 mCi")), BasisKind.ADMINISTERED).instructions
    # 7 mCi is the table's value, but the equation gives 1.07 mSv.
    assert of(reckoned(facts(IODINE, "7 mCi")), BasisKind.ADMINISTERED).instructions
    # I-125: the table prints 1 mCi where the equation gives 1 mSv only at 1.35 mCi.
    assert of(reckoned(facts(IODINE_125, "1.2 mCi")), BasisKind.ADMINISTERED).instructions
    assert not of(reckoned(facts(IODINE_125, "1 mCi")), BasisKind.ADMINISTERED).instructions


def test_a_short_lived_nuclide_takes_occupancy_1():
    found = of(reckoned(facts(FLUORINE, "333.8 mCi")), BasisKind.ADMINISTERED)
    assert near(msv(found), "5", "0.01")
    assert " · 1 / (100 cm)²" in found.worked


def test_where_the_guide_sets_no_limit_nothing_is_calculated():
    reckoning = reckoned(facts(YTTRIUM, "32 mCi"))
    found = of(reckoning, BasisKind.ADMINISTERED)
    assert found.permits
    assert found.dose is None
    assert not found.instructions
    assert found.limit == "not applicable"
    assert "minimal exposures" in found.notes[0]
    assert of(reckoning, BasisKind.RETAINED).reasons == (RecordReason.RETAINED,)
    assert of(reckoning, BasisKind.MEASURED).verdict is Verdict.OPEN
    assert reckoning.draft is None


def test_delayed_release_names_the_minute_in_which_decay_reaches_the_value():
    # 66 mCi I-131 halves to 33 mCi in 8.04 d = 11,577.6 min: the next full minute.
    reckoning = reckoned(facts(IODINE, "66 mCi"))
    waiting = of(reckoning, BasisKind.RETAINED)
    assert waiting.verdict is Verdict.ABOVE
    reached = waiting.reached_at
    assert reached is not None
    assert reckoning.permitted_by_decay_at == reached
    assert (reached.utc - GIVEN_AT.utc).total_seconds() == 11_578 * 60
    then = of(reckoned(facts(IODINE, "66 mCi", at=reached)), BasisKind.RETAINED)
    assert then.permits
    assert then.reasons == (RecordReason.RETAINED,)
    assert "2^(−" in then.worked


def test_decay_waits_for_the_equation_where_there_is_no_table():
    reckoning = reckoned(facts(LUTETIUM, "600 mCi"))
    reached = of(reckoning, BasisKind.RETAINED).reached_at
    assert reached is not None
    then = of(reckoned(facts(LUTETIUM, "600 mCi", at=reached)), BasisKind.RETAINED)
    assert then.permits
    assert near(msv(then), "5", "0.001")


def test_what_permits_at_once_waits_for_nothing():
    reckoning = reckoned(facts(IODINE, "10 mCi"))
    assert of(reckoning, BasisKind.RETAINED).reached_at is None
    assert reckoning.permitted_by_decay_at is None
    assert reckoning.best is not None
    assert reckoning.best.kind is BasisKind.ADMINISTERED


def test_a_measured_rate_is_held_against_the_table_and_always_asks_for_a_record():
    at = of(reckoned(facts(IODINE, "100 mCi", measured=measured("7 mrem/h"))), BasisKind.MEASURED)
    assert at.permits
    assert at.record_required
    assert at.reasons == (RecordReason.MEASURED,)
    assert at.instructions
    assert at.reached_at is None
    above = of(
        reckoned(facts(IODINE, "100 mCi", measured=measured("14 mrem/h"))), BasisKind.MEASURED
    )
    assert above.verdict is Verdict.ABOVE
    assert above.reached_at is not None
    waited = above.reached_at.utc - after(1).utc
    assert waited.total_seconds() == 11_578 * 60


def test_a_measured_rate_outside_the_table_is_held_against_the_computed_one():
    # Lu-177: 0.5 rem / (34.6 · 6.647 · 0.25) = 8.696 mrem/h.
    below = of(
        reckoned(facts(LUTETIUM, "600 mCi", measured=measured("8.69 mrem/h"))), BasisKind.MEASURED
    )
    assert below.permits
    assert "8.696 mrem/h" in below.limit
    assert "8.696" in below.worked
    above = of(
        reckoned(facts(LUTETIUM, "600 mCi", measured=measured("8.71 mrem/h"))), BasisKind.MEASURED
    )
    assert above.verdict is Verdict.ABOVE


def test_a_low_rate_asks_for_no_instructions():
    low = of(reckoned(facts(IODINE, "100 mCi", measured=measured("1 mrem/h"))), BasisKind.MEASURED)
    assert low.permits
    assert not low.instructions
    lutetium = reckoned(facts(LUTETIUM, "200 mCi", measured=measured("1 mrem/h")))
    assert not of(lutetium, BasisKind.MEASURED).instructions


def test_without_a_measurement_the_basis_is_open():
    found = of(reckoned(facts(IODINE, "100 mCi")), BasisKind.MEASURED)
    assert found.verdict is Verdict.OPEN
    assert found.missing
    assert not found.permits


def test_example_1_of_the_guide():
    # G4: 60 mCi, E 0.125, physical half-life: 0.4590 rem; record because of the occupancy.
    given = half_life_model(occupancy=Decimal("0.125"), confirmed=ALONE)
    found = of(reckoned(facts(IODINE, "60 mCi", specific=given)), BasisKind.SPECIFIC)
    assert near(msv(found), "4.590036", "0.000001")
    assert found.permits
    assert found.instructions
    assert found.reasons == (RecordReason.OCCUPANCY,)


def test_example_2_of_the_guide():
    # G5: 200 mCi after thyroidectomy, Equation B-5: 0.453433 rem.
    found = of(reckoned(facts(IODINE, "200 mCi", specific=iodine_model())), BasisKind.SPECIFIC)
    assert near(msv(found), "4.53433", "0.00001")
    assert found.permits
    assert found.reasons == (RecordReason.HALF_LIFE,)


def test_example_3_of_the_guide():
    found = of(
        reckoned(facts(IODINE, "55 mCi", specific=iodine_model(HYPERTHYROID))), BasisKind.SPECIFIC
    )
    assert near(msv(found), "4.86")


def test_the_boundary_of_the_occupancy_record_is_exactly_a_quarter():
    # G27: 0.25 asks for none, 0.2499 does.
    at = reckoned(facts(IODINE, "10 mCi", specific=half_life_model()))
    assert not of(at, BasisKind.SPECIFIC).record_required
    own = half_life_model(occupancy=Decimal("0.2499"), occupancy_basis="measured at home")
    below = reckoned(facts(IODINE, "10 mCi", specific=own))
    assert of(below, BasisKind.SPECIFIC).reasons == (RecordReason.OCCUPANCY,)


def test_an_effective_half_life_needs_a_source_and_asks_for_a_record():
    found = of(
        reckoned(facts(LUTETIUM, "200 mCi", specific=effective("40.25"))), BasisKind.SPECIFIC
    )
    assert found.permits
    assert found.reasons == (RecordReason.HALF_LIFE,)
    nothing_said = effective("40.25", occupancy=Decimal("0.25"))
    bare = reckoned(
        facts(LUTETIUM, "200 mCi", specific=replace(nothing_said, half_life_basis=" "))
    )
    assert "where it comes from" in of(bare, BasisKind.SPECIFIC).missing


def test_a_biological_half_life_goes_through_equation_b_2():
    given = half_life_model(
        loss=Loss.BIOLOGICAL, biological=Duration.parse("80 d"), half_life_basis="ICRP 53"
    )
    found = of(reckoned(facts(IODINE, "30 mCi", specific=given)), BasisKind.SPECIFIC)
    # 80·8.04/88.04 = 7.306 d
    assert "7.30577" in found.worked
    assert found.reasons == (RecordReason.HALF_LIFE,)


@pytest.mark.parametrize(
    ("specific", "words"),
    [
        (SpecificFactors(), "choose the occupancy factor"),
        (SpecificFactors(occupancy=Decimal(0)), "above 0 and at most 1"),
        (SpecificFactors(occupancy=Decimal("1.1")), "above 0 and at most 1"),
        (SpecificFactors(occupancy=Decimal("0.3")), "needs its basis"),
        (SpecificFactors(occupancy=Decimal("0.75")), "half-life of 1 day or less"),
        (SpecificFactors(occupancy=Decimal("0.25")), "not yet confirmed"),
        (half_life_model(occupancy=Decimal("0.125")), "Live alone"),
        (half_life_model(loss=Loss.EFFECTIVE), "give the effective half-life"),
        (half_life_model(loss=Loss.BIOLOGICAL), "give the biological half-life"),
        (half_life_model(loss=Loss.EFFECTIVE, effective=Duration.parse("0 h")), "give the effective"),
        (effective("400"), "longer than the physical"),
        (half_life_model(retained=mci("300"), retained_basis="x"), "at most the 200 mCi"),
        (half_life_model(retained=mci("0"), retained_basis="x"), "above zero"),
        (half_life_model(retained=mci("20")), "how it was found"),
        (half_life_model(transmission=Decimal("1.2"), transmission_basis="x"), "above 0 and at most 1"),
        (half_life_model(transmission=Decimal("0.8")), "where the factor comes from"),
        (half_life_model(model=Model.RATE), "measure the dose rate"),
        (iodine_model(None), "choose the condition"),
        (iodine_model(replace(CANCER, basis="")), "where fractions"),
        (iodine_model(replace(CANCER, first_fraction=Decimal("0.96"))), "together at most 1"),
        (iodine_model(replace(CANCER, first_fraction=Decimal("1.5"))), "from 0 to 1"),
        (iodine_model(confirmed=()), "not yet confirmed"),
    ],
)  # fmt: skip
def test_a_calculation_says_what_it_lacks(specific, words):
    found = of(reckoned(facts(IODINE, "200 mCi", specific=specific)), BasisKind.SPECIFIC)
    assert found.verdict is Verdict.OPEN
    assert words in found.missing


def test_equation_b_5_is_for_iodine():
    found = of(reckoned(facts(LUTETIUM, "200 mCi", specific=iodine_model())), BasisKind.SPECIFIC)
    assert "for I-131" in found.missing


def test_the_dominant_component_chooses_the_occupancy_of_both():
    # Where the fast component dominates, 0.25 is not justified, 0.75 is.
    fast = replace(CANCER, second_fraction=Decimal("0.01"))
    slow_factor = of(
        reckoned(facts(IODINE, "50 mCi", specific=iodine_model(fast))), BasisKind.SPECIFIC
    )
    assert "half-life above 1 day" in slow_factor.missing
    own = iodine_model(fast, occupancy=Decimal("0.75"))
    assert of(reckoned(facts(IODINE, "50 mCi", specific=own)), BasisKind.SPECIFIC).dose is not None


def test_retained_activity_tissue_and_class_are_said_with_their_reasons():
    given = half_life_model(
        retained=mci("20"), retained_basis="whole-body probe",
        transmission=Decimal("0.8"), transmission_basis="phantom", class_of_patients="thyroid 2026",
    )  # fmt: skip
    found = of(reckoned(facts(IODINE, "60 mCi", specific=given)), BasisKind.SPECIFIC)
    assert found.reasons == (RecordReason.RETAINED, RecordReason.TISSUE)
    # 20 mCi: 0.306 rem, of which 80 % passes.
    assert near(msv(found), "2.448", "0.001")
    assert "passes the tissue" in found.worked
    assert "thyroid 2026" in found.notes[-1]


def test_a_measured_rate_with_its_own_half_life():
    given = effective("40.25", model=Model.RATE)
    found = of(
        reckoned(facts(LUTETIUM, "200 mCi", specific=given, measured=measured("3 mrem/h"))),
        BasisKind.SPECIFIC,
    )
    # 3 mrem/h · 40.25 h / ln 2 · 0.25 = 43.55 mrem
    assert near(msv(found), "0.4355", "0.0001")
    assert not found.instructions
    assert found.reasons == (RecordReason.HALF_LIFE, RecordReason.MEASURED)
