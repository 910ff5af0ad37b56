"""What each label and rule demands of the checklist of its treatment, at the very limit and just beyond it."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import Confirmed, Reply, YesNo
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.categories import (
    NoCategoryReason,
    NotACategory,
    categorize,
)
from au_desktop.domain.reference.drugs import Regulation
from au_desktop.domain.roles import Role
from tests.builders import reference
from tests.shipped_checklists import SHIPPED, shipped
from tests.treatment_findings import (
    ACTION,
    ATTENTION,
    STOP,
    activity,
    asked,
    at,
    computed,
    findings,
    minutes,
    number,
    pick,
)

RADIUM = "ra223_dichloride_administration"
IOBENGUANE = "i131_iobenguane_administration"
IBRITUMOMAB = "y90_ibritumomab_administration"
SAMARIUM = "sm153_lexidronam_administration"
STRONTIUM = "sr89_chloride_administration"
VIPIVOTIDE = "lu177_vipivotide_administration"
DOTATATE = "lu177_dotatate_administration"
UP_TO_33 = "i131_oral_up_to_33_administration"
ABOVE_33 = "i131_oral_above_33_administration"
GENERAL = "parenteral_administration"
MICROSPHERES = "y90_microspheres_administration"
PARENTERAL = (
    RADIUM,
    IOBENGUANE,
    IBRITUMOMAB,
    SAMARIUM,
    STRONTIUM,
    VIPIVOTIDE,
    DOTATATE,
    GENERAL,
)
LATER = {"dose_number": pick("later")}
REPEATED = LATER | {"last_dose_at": at(-90 * 24 * 60), "assay_time": at(0)}


LATER_COUNTS = LATER | {
    "anc_later": number(RADIUM, "anc_later", "2"),
    "platelets_later": number(RADIUM, "platelets_later", "90"),
}


@pytest.mark.parametrize(
    ("item", "enough", "too_little", "given"),
    [
        ("anc_first", "1.5", "1.49", {}),
        ("platelets_first", "100", "99", {}),
        ("hemoglobin_first", "10", "9.9", {}),
        ("anc_later", "1", "0.99", LATER_COUNTS),
        ("platelets_later", "50", "49", LATER_COUNTS),
    ],
)
def test_radium_asks_for_more_before_the_first_injection(item, enough, too_little, given):
    calm = findings(RADIUM, **given | {item: number(RADIUM, item, enough)})
    low = findings(RADIUM, **given | {item: number(RADIUM, item, too_little)})

    assert (calm, low) == ({}, {item: STOP})


def test_radium_asks_for_the_counts_of_this_injection_only():
    first, later_one = asked(RADIUM), asked(RADIUM, **LATER)

    assert {"anc_first", "platelets_first", "hemoglobin_first"} <= first - later_one
    assert {"anc_later", "platelets_later"} <= later_one - first


def test_radium_is_drawn_by_the_volume_of_the_label():
    factor = number(RADIUM, "decay_factor", "0.819")
    volume = computed(RADIUM, "label_volume", decay_factor=factor)

    assert round(volume, 3) == Decimal("4.884")


def test_iobenguane_stops_at_low_counts_and_without_thyroid_block():
    for item, enough, low in (("platelets", "80000", "79999"), ("anc", "1200", "1199")):
        assert findings(IOBENGUANE, **{item: number(IOBENGUANE, item, enough)}) == {}
        assert findings(IOBENGUANE, **{item: number(IOBENGUANE, item, low)}) == {item: STOP}
    assert findings(IOBENGUANE, thyroid_block=YesNo(Reply.NO)) == {"thyroid_block": STOP}
    assert findings(IOBENGUANE, antiemetic=minutes(29)) == {"antiemetic": ATTENTION}
    assert findings(IOBENGUANE, hydration=YesNo(Reply.NO)) == {"hydration": ATTENTION}


def test_the_second_iobenguane_is_given_90_days_after_the_first():
    second = REPEATED | {"dose_number": pick("second")}

    assert findings(IOBENGUANE, **second) == {}
    assert findings(IOBENGUANE, **second | {"last_dose_at": at(-89 * 24 * 60)}) == {
        "since_last_dose": ATTENTION
    }


def test_ibritumomab_takes_the_dosage_that_the_platelets_allow():
    def counted(platelets: str):
        return {"platelets": number(IBRITUMOMAB, "platelets", platelets)}

    full, reduced = asked(IBRITUMOMAB), asked(IBRITUMOMAB, **counted("149999"))
    weighed = {"per_kg_full", "per_kg_reduced"}
    assert (full & weighed, reduced & weighed) == ({"per_kg_full"}, {"per_kg_reduced"})
    assert findings(IBRITUMOMAB, **counted("150000")) == {}
    assert findings(IBRITUMOMAB, **counted("149999")) == {"platelets": ATTENTION}
    assert findings(IBRITUMOMAB, **counted("100000")) == {"platelets": ATTENTION}
    assert findings(IBRITUMOMAB, **counted("99999")) == {"platelets": STOP}


def test_ibritumomab_is_capped_and_follows_rituximab_within_4_hours():
    full = {"prescribed": activity("32 mCi"), "assay_activity": activity("32 mCi")}

    assert findings(IBRITUMOMAB, **full) == {}
    assert findings(IBRITUMOMAB, prescribed=activity("32.1 mCi")) == {"prescribed": STOP}
    assert findings(IBRITUMOMAB, marrow=YesNo(Reply.YES)) == {"marrow": STOP}
    assert findings(IBRITUMOMAB, rituximab_to_y90=minutes(240)) == {}
    assert findings(IBRITUMOMAB, rituximab_to_y90=minutes(241)) == {"rituximab_to_y90": STOP}


def test_samarium_asks_for_fluids_and_a_fresh_vial():
    assert findings(SAMARIUM, fluids=number(SAMARIUM, "fluids", "500")) == {}
    assert findings(SAMARIUM, fluids=number(SAMARIUM, "fluids", "499")) == {"fluids": ATTENTION}
    assert findings(SAMARIUM, thawed=minutes(480)) == {}
    assert findings(SAMARIUM, thawed=minutes(481)) == {"thawed": ATTENTION}


def test_strontium_is_given_with_caution_at_low_counts_and_after_90_days():
    for item, enough, low in (("platelets", "60000", "59999"), ("wbc", "2400", "2399")):
        assert findings(STRONTIUM, **{item: number(STRONTIUM, item, enough)}) == {}
        assert findings(STRONTIUM, **{item: number(STRONTIUM, item, low)}) == {item: ATTENTION}
    assert findings(STRONTIUM, **REPEATED) == {}
    sooner = REPEATED | {"last_dose_at": at(-89 * 24 * 60)}
    assert findings(STRONTIUM, **sooner) == {"since_last_dose": ACTION}
    assert findings(STRONTIUM, administration=minutes(3)) == {"administration": ATTENTION}


def test_an_incontinent_strontium_patient_has_a_catheter():
    assert "catheterized" not in asked(STRONTIUM)
    assert "catheterized" in asked(STRONTIUM, incontinence=YesNo(Reply.YES))


def test_lutetium_is_observed_and_its_amino_acids_run_long_enough():
    assert findings(DOTATATE, observation=minutes(120)) == {}
    assert findings(DOTATATE, observation=minutes(119)) == {"observation": ATTENTION}
    assert findings(DOTATATE, amino_acids=minutes(210)) == {}
    assert findings(DOTATATE, amino_acids=minutes(209)) == {"amino_acids": ATTENTION}
    clearance = number(VIPIVOTIDE, "creatinine_clearance", "29")
    assert findings(VIPIVOTIDE, creatinine_clearance=clearance) == {
        "creatinine_clearance": ATTENTION
    }
    for template_id, last in ((VIPIVOTIDE, "6"), (DOTATATE, "4")):
        assert findings(template_id, cycle=number(template_id, "cycle", last)) == {}
        one_more = number(template_id, "cycle", str(int(last) + 1))
        assert findings(template_id, cycle=one_more) == {"cycle": ATTENTION}


def test_oral_iodide_has_a_checklist_on_each_side_of_33_mci():
    oral = {one.id for one in SHIPPED if "i-131-sodium-iodide" in one.drugs}
    assert oral == {UP_TO_33, ABOVE_33}


@pytest.mark.parametrize(
    ("dosage", "up_to", "above"),
    [
        ("33 mCi", {}, {"prescribed": STOP, "assay_activity": ATTENTION}),
        ("1.221 GBq", {}, {"prescribed": STOP, "assay_activity": ATTENTION}),
        ("33.001 mCi", {"prescribed": STOP, "assay_activity": ATTENTION}, {}),
    ],
)
def test_33_mci_exactly_is_not_above(dosage, up_to, above):
    given = {"prescribed": activity(dosage), "assay_activity": activity(dosage)}

    assert findings(UP_TO_33, **given) == up_to
    assert findings(ABOVE_33, **given) == above


def test_a_range_across_33_mci_is_pointed_out_on_both_sides():
    across = {
        "prescribed_as": pick("range"),
        "prescribed_low": activity("30 mCi"),
        "prescribed_high": activity("40 mCi"),
    }
    low = findings(UP_TO_33, **across | {"assay_activity": activity("31 mCi")})
    high = findings(ABOVE_33, **across | {"assay_activity": activity("39 mCi")})

    assert low == {"prescribed_high": ATTENTION}
    assert high == {"prescribed_low": ATTENTION}


def test_a_patient_who_is_kept_has_a_room_before_the_dosage():
    kept = {"stay_planned": pick("kept"), "dose_to_others": pick("above")}
    for template_id in (ABOVE_33, IOBENGUANE):
        keys = asked(template_id, **kept)
        assert {"inpatient_room", "nurses_instructed", "release_later"} <= keys
        assert not keys & {"release_basis", "instructions", "inpatient_room_now"}
        assert findings(template_id, **kept) == {}
        unplanned = asked(template_id, dose_to_others=pick("above"))
        assert {"inpatient_room_now", "release_later"} <= unplanned
        room = findings(template_id, **kept | {"inpatient_room": pick("private", "posted")})
        assert room == {"inpatient_room": STOP}


def test_a_dosimetric_dosage_of_iobenguane_needs_no_stay():
    dosimetric = {"purpose": pick("dosimetric"), "release_basis": pick("administered")}

    assert "stay_planned" not in asked(IOBENGUANE, **dosimetric)
    assert findings(IOBENGUANE, **dosimetric) == {}


@pytest.mark.parametrize("template_id", PARENTERAL)
def test_every_parenteral_administration_asks_for_the_whole_list(template_id):
    template = shipped(template_id)
    everywhere = {"identity", "pregnancy", "nursing", "incontinence", "room_ready"}
    on_the_line = {"access_site", "flush_before", "flush_after", "flush_volume", "site"}
    at_the_end = {"residual_time", "voided", "rate_instrument", "rate_1m", "rate_time"}

    assert everywhere | on_the_line | at_the_end <= {item.key for item in template.items}
    assert template.has_item("hydration") or template.has_item("fluids")
    assert template.item("assay_activity").like == "prescribed"
    assert template.item("administration").type is ItemType.TIMER
    nurse = template.sign_offs[-1]
    assert (nurse.meaning, nurse.roles, nurse.required) == ("performed", (Role.STAFF,), False)
    assert set(nurse.sections) <= {section.key for section in template.sections}
    assert [rule.meaning for rule in template.sign_offs if rule.required] == ["supervised"]


@pytest.mark.parametrize("template_id", [*PARENTERAL, MICROSPHERES])
def test_contraindication_identity_and_directive_stop_every_administration(template_id):
    assert findings(template_id, identity=Confirmed(done=False))["identity"] is STOP
    assert findings(template_id, pregnancy=pick("pregnant"))["pregnancy"] is STOP
    unsigned = findings(template_id, directive_signed_at=at(1), administration=minutes(2))
    assert unsigned["administration"] is STOP
    assert findings(template_id, directive_form=pick("missing"))["directive_form"] is STOP


@pytest.mark.parametrize("template_id", [*PARENTERAL, MICROSPHERES, UP_TO_33, ABOVE_33])
def test_what_opens_the_comparison_of_the_dosage_cannot_be_passed_over(template_id):
    template = shipped(template_id)
    assert not template.item("prescribed_as").skip.allowed
    assert not template.item("go_ahead").skip.allowed
    assert template.item("directive_form").critical


def test_the_range_of_ibritumomab_ends_at_32_mci():
    reaching = {"prescribed_as": pick("range"), "prescribed_low": activity("28 mCi")}
    at_most = findings(IBRITUMOMAB, **reaching, prescribed_high=activity("32 mCi"))
    beyond = findings(IBRITUMOMAB, **reaching, prescribed_high=activity("32.1 mCi"))
    assert "prescribed_high" not in at_most
    assert beyond["prescribed_high"] is STOP


@pytest.mark.parametrize("template_id", [DOTATATE, VIPIVOTIDE])
def test_lutetium_waste_is_kept_apart_until_the_certificate_is_read(template_id):
    apart = {
        found: "lu177m_apart" in asked(template_id, lu177m=pick(found))
        for found in ("absent", "stated", "unknown")
    }
    assert apart == {"absent": False, "stated": True, "unknown": True}


def test_the_general_checklist_holds_no_figure_of_a_drug():
    template = shipped(GENERAL)

    assert template.drugs == ()
    assert template.item("drug").type is ItemType.DRUG
    assert {item.key for item in template.items if item.limits is not None} == {
        "percent_difference",
        "above_range_start",
        "below_range_end",
        "net_difference",
        "net_above_range_start",
        "net_below_range_end",
        "survey_room",
    }


def test_microspheres_are_said_not_to_count_and_do_not():
    template = shipped(MICROSPHERES)
    known = reference()
    profile = known.profiles["nrc-2019"]

    assert template.note == "Licensed under 10 CFR 35.1000; does not count toward 35.300."
    assert set(template.drugs) == {
        key for key, drug in known.drugs.items() if drug.regulation is Regulation.OTHER_MEDICAL_USE
    }
    for drug_id in template.drugs:
        drug = known.drug(drug_id)
        given = categorize(profile, drug, known.nuclide_of(drug), Activity.parse("3 GBq"))
        assert given == NotACategory(NoCategoryReason.OTHER_MEDICAL_USE)


def test_microspheres_stopped_at_stasis_are_not_held_against_the_prescription():
    little = {"residual_activity": activity("100 GBq")}
    stasis = {"ended_as": pick("stasis")}

    assert findings(MICROSPHERES, **little) == {"net_difference": ACTION}
    assert findings(MICROSPHERES, **little | stasis) == {}
    assert {"stopped_notes", "directive_after"} <= asked(MICROSPHERES, **stasis)
    assert {"directive_before", "directive_after_at", "impurities"} <= asked(MICROSPHERES)
    half = findings(MICROSPHERES, directive_before=pick("site", "dose"))
    assert half == {"directive_before": STOP}
