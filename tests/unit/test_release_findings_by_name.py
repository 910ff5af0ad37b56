"""Release and breastfeeding by name: which figures are taken, what is noted, and when a record is due."""

from decimal import Decimal

import pytest

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.quantities import Activity, Dose, DoseRate, Duration
from au_desktop.domain.radiation.breastfeeding import advice_for
from au_desktop.domain.radiation.patient_release import IodineCase, RetentionComponent
from au_desktop.domain.radiation.release_figures import (
    ReleaseFigures,
    nuclide_figures,
    row_figures,
)
from au_desktop.domain.radiation.release_judgement import (
    Conditions,
    DoseLimits,
    RecordReason,
    ReleaseMethod,
    by_activity,
    by_iodine,
    by_measured_rate,
)
from au_desktop.domain.reference.nuclides import GammaSource, HalfLifeSource
from au_desktop.services.checklists.calculations import ParameterError
from tests.builders import reference
from tests.named_calculations import found

ROWS = reference().release_activities
TEN_MCI = Activity.parse("10 mCi")


def test_the_guides_figures_go_first_and_others_are_shown() -> None:
    iodine = nuclide_figures(reference().nuclide("I-131"), ROWS)
    assert (iodine.half_life, iodine.gamma) == (Duration.parse("8.04 d"), Decimal("2.2"))
    assert iodine.table is ROWS["I-131"]
    assert "half-life by ICRP-107: 8.0207 d" in iodine.others
    copper = nuclide_figures(reference().nuclide("Cu-64"), ROWS)
    assert any("Smith and Stabin 2012: 1.05" in other for other in copper.others)


def test_progeny_in_equilibrium_are_said_to_be_computed() -> None:
    lead = nuclide_figures(reference().nuclide("Pb-212"), ROWS)
    assert lead.gamma == Decimal("7.44")
    assert "transient equilibrium" in lead.includes
    assert any("6.81 R·cm²/(mCi·h) (all progeny" in other for other in lead.others)
    notes = found("release-activity", nuclide="Pb-212", activity="1 mCi")["notes"]
    assert any("is computed: progeny" in note for note in notes)


def test_the_second_method_stands_beside_the_guides() -> None:
    """Cu-64 and Re-186 are higher in the guide; In-111, I-123, Re-188, Tc-99m and Sm-153 higher in Smith and Stabin."""
    for nuclide, guide_is_higher in (("Cu-64", True), ("Re-186", True), ("In-111", False),
                                     ("I-123", False), ("Re-188", False), ("Tc-99m", False), ("Sm-153", False)):  # fmt: skip
        values = found("release-activity", nuclide=nuclide, activity="1 GBq")
        assert (values["dose_mSv"] > values["second_dose_mSv"]) is guide_is_higher
    assert found("release-activity", nuclide="Lu-177", activity="1")["second_dose_mSv"] is None
    assert found("release-activity", nuclide="Ag-111", activity="1")["second_dose_mSv"] is None
    assert (
        found("release-activity", nuclide="Pd-103-implant", activity="1")["second_dose_mSv"]
        is None
    )


def test_another_source_takes_the_tables_away() -> None:
    values = found(
        "release-activity", nuclide="I-131", activity="33 mCi", half_life_source="ensdf"
    )
    assert values["table_activity_mCi"] is None
    assert values["release"] is False
    gamma = found("release-activity", nuclide="I-131", activity="1 mCi", gamma_source="label")
    assert gamma["rate_1m_mrem_h"] == 0.227
    typed = found("release-activity", nuclide="I-131", activity="1 mCi", gamma="1")
    assert (typed["rate_1m_mrem_h"], typed["table_activity_mCi"]) == (0.1, None)


def test_a_source_that_a_nuclide_lacks_leaves_its_first_figures() -> None:
    lutetium = reference().nuclide("Lu-177")
    taken = nuclide_figures(lutetium, ROWS, (HalfLifeSource.GUIDE,), (GammaSource.GUIDE,))
    assert (taken.half_life, taken.gamma) == (Duration.parse("6.647 d"), Decimal("0.181"))


def test_a_row_of_the_guide_stands_on_its_own() -> None:
    assert found("release-activity", nuclide="ag111", activity="520 mCi")["release"] is True
    assert (
        found("release-activity", nuclide="Pd-103 implant", activity="40 mCi")["release"] is True
    )
    assert (
        found("release-activity", nuclide="Ag-111", activity="1 mCi", gamma="0.3")["by_table"]
        is False
    )
    with pytest.raises(Invalid):
        row_figures(ROWS["P-32"])


def test_a_nuclide_says_what_it_does_not_know() -> None:
    barium, lutetium = reference().nuclide("Ba-133"), reference().nuclide("Lu-177")
    with pytest.raises(NotFound):
        barium.gamma_constant()
    with pytest.raises(NotFound):
        barium.half_life(HalfLifeSource.ENSDF)
    assert barium.verify is False
    assert lutetium.verify is True
    assert len(barium.bases) == 2


def test_without_a_known_constant_one_is_asked_for() -> None:
    with pytest.raises(ParameterError) as refused:
        found("release-activity", nuclide="Ba-133", activity="1 mCi")
    assert refused.value.parameter == "gamma"
    typed = found("release-activity", nuclide="Ba-133", activity="1 mCi", gamma="2")
    assert typed["rate_1m_mrem_h"] == 0.2
    assert found("release-activity", nuclide="Ir-192-implant", activity="2 mCi")["release"] is True


@pytest.mark.parametrize("nuclide", ["P-32", "Sr-89", "Y-90"])
def test_where_the_guide_prints_no_limits(nuclide: str) -> None:
    values = found("release-activity", nuclide=nuclide, activity="100 mCi")
    assert (values["release"], values["instructions"]) == (True, False)
    assert values["limit_activity_MBq"] is None
    assert any("not applicable" in note for note in values["notes"])


def test_the_slips_of_the_guide_are_noted() -> None:
    notes = found("release-activity", nuclide="Tl-201", activity="430 mCi")["notes"]
    assert any("430 mCi in Table 1; its equation gives 424.8" in note for note in notes)
    notes = found("release-activity", nuclide="I-131", activity="7 mCi")["notes"]
    assert any("Table 2 would not ask for instructions" in note for note in notes)


@pytest.mark.parametrize(
    ("conditions", "method", "reasons"),
    [
        (Conditions(), ReleaseMethod.ADMINISTERED, ()),
        (Conditions(retained=True), ReleaseMethod.RETAINED, (RecordReason.RETAINED,)),
        (Conditions(occupancy=Decimal("0.25")), ReleaseMethod.ADMINISTERED, ()),
        (Conditions(occupancy=Decimal(1)), ReleaseMethod.PATIENT_SPECIFIC, ()),
        (
            Conditions(occupancy=Decimal("0.125"), effective_half_life=Duration.parse("2 d")),
            ReleaseMethod.PATIENT_SPECIFIC,
            (RecordReason.OCCUPANCY, RecordReason.HALF_LIFE),
        ),
    ],
)
def test_the_ground_and_the_record(
    conditions: Conditions, method: ReleaseMethod, reasons: tuple[RecordReason, ...]
) -> None:
    judgement = by_activity(
        TEN_MCI, nuclide_figures(reference().nuclide("I-131"), ROWS), conditions
    )
    assert judgement.method is method
    assert judgement.record_reasons == reasons
    assert judgement.record_required is bool(reasons)


def test_the_equation_has_its_name_and_numbers() -> None:
    short = ReleaseFigures("X", Duration.parse("1 d"), Decimal(1))
    judgement = by_activity(TEN_MCI, short)
    assert judgement.citation.endswith("Equation 3")
    assert (
        "34.6 · 1 R·cm²/(mCi·h) · 10 mCi · 1 d · 1 / (100 cm)² = 0.0346 rem" in judgement.equation
    )


def test_stricter_limits_of_a_site_pass_over_the_table() -> None:
    strict = Conditions(limits=DoseLimits(Dose.parse("1 mSv"), Dose.parse("0.3 mSv")))
    iodine = nuclide_figures(reference().nuclide("I-131"), ROWS)
    assert by_activity(TEN_MCI, iodine, strict).release is False
    assert by_activity(Activity.parse("33 mCi"), iodine, strict).by_table is False
    none = by_activity(TEN_MCI, iodine, Conditions(occupancy=Decimal(0)))
    assert none.limit_activity is None


def test_a_measured_rate() -> None:
    at_two = found("release-measured", rate="5", distance="2 m", half_life="40 h")
    assert at_two["rate_1m_uSv_h"] == 20
    assert any("no point source" in note for note in at_two["notes"])
    iodine = found("release-measured", rate="7 mrem/h", nuclide="I-131", half_life_source="guide")
    assert iodine["table_rate_1m_mrem_h"] == 7
    assert (iodine["release"], iodine["record_required"]) == (True, True)
    listed = found("release-measured", rate="7 mrem/h", nuclide="I-131", occupancy="0.5")
    assert (listed["release"], listed["by_table"]) == (True, True)
    above = found("release-measured", rate="7.1 mrem/h", nuclide="I-131", occupancy="0.5")
    assert above["release"] is False
    yttrium = found("release-measured", rate="1", nuclide="Y-90")
    assert yttrium["table_rate_1m_mrem_h"] is None
    low = by_measured_rate(
        DoseRate.parse("1 µSv/h"), Duration.parse("40 h"), Conditions(occupancy=Decimal("0.1"))
    )
    assert low.record_reasons == (RecordReason.TISSUE, RecordReason.OCCUPANCY)


def test_iodine_without_any_exposure_has_no_limit_activity() -> None:
    nothing = RetentionComponent(Decimal(0), Duration.parse("1 d"))
    case = IodineCase(nothing, nothing, first_hours_occupancy=Decimal(0))
    assert by_iodine(TEN_MCI, case).limit_activity is None


def test_internal_dose_without_an_external_one() -> None:
    values = found("internal-dose", activity="33 mCi")
    assert values["may_be_ignored"] is None
    assert any("give dcf" in note for note in values["notes"])
    assert found("internal-dose", activity="33 mCi", external="1 mSv")["may_be_ignored"] is False
    assert found("internal-dose", activity="33 mCi", external="0")["may_be_ignored"] is None


def test_breastfeeding_by_every_source() -> None:
    lutetium = found("breastfeeding", agent="lu-177-dotatate")
    assert lutetium["rev_1_guidance"] == "Complete cessation."
    assert "2.5 months" in lutetium["label_guidance"]
    assert lutetium["sources_disagree"] is True
    gallium = found("breastfeeding", agent="Ga-68 octreotate")
    assert (gallium["rev_1_guidance"], gallium["other_guidance"]) == (
        "4 hours.",
        "No interruption.",
    )
    technetium = found("breastfeeding", agent="Tc-99m MDP")
    assert technetium["rev_0_guidance"] == "nothing printed"
    assert technetium["rev_1_guidance"] == "One 24-hour period for all Tc-99m agents."
    assert technetium["instructions"] is None
    aggregates = found("breastfeeding", agent="Tc-99m MAA")
    assert aggregates["rev_1_guidance"] == technetium["rev_1_guidance"]
    assert aggregates["rev_1_record_above_mCi"] == 6
    alpha = found("breastfeeding", agent="Ac-225 PSMA-617")
    assert alpha["rev_1_guidance"] == "Complete cessation."


@pytest.mark.parametrize(
    ("activity", "instructions", "record"),
    [("0.01 MBq", False, False), ("0.0101 MBq", True, False), ("0.0701 MBq", True, True)],
)
def test_breastfeeding_at_the_printed_activities(
    activity: str, *, instructions: bool, record: bool
) -> None:
    """RG 8.39 Rev 0, Table 3, p. 9: I-131 NaI, above 0.01 MBq (0.0004 mCi) and 0.07 MBq (0.002 mCi)."""
    values = found("breastfeeding", agent="I-131 NaI", activity=activity)
    assert (values["instructions"], values["record_required"]) == (instructions, record)
    assert values["rev_0_instructions_above_mCi"] == 0.0004
    assert values["rev_1_record_above_MBq"] == 0.074


def test_advice_for_an_agent_that_nobody_lists() -> None:
    entries = reference().breastfeeding.values()
    assert advice_for(entries, "water").advice == ()
    assert advice_for(entries, "Zr-89 antibody", "Zr-89").advice[0].interruption == "28 days."
