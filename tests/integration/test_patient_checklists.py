"""The shipped checklists about patients: release, visitors, inpatients, emergencies and events at the limits of the rules."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    At,
    Chosen,
    Computed,
    Number,
    Reference,
    Reply,
    Skipped,
    YesNo,
)
from au_desktop.domain.checklists.runs import answers_by_item
from au_desktop.domain.checklists.verdicts import FindingReason, Verdict, VerdictState, verdict
from au_desktop.domain.moments import Moment
from tests.checklist_examples import NOON, later
from tests.safety_courses import amount, dose, lasting, rate
from tests.shipped_checklists import filled, shipped


def judged(template_id: str, **given: AnswerValue) -> tuple[dict[str, Answer], Verdict]:
    template = shipped(template_id)
    run = filled(template, given)
    return answers_by_item(run.answers), verdict(template, run)


def drug(drug_id: str) -> Reference:
    return Reference("drug", drug_id, drug_id=drug_id)


CALCULATED = {"method": Chosen(("patient",)), "rests_on": Chosen(("none",))}


@pytest.mark.parametrize(
    ("found_dose", "released", "written"),
    [
        ("1 mSv", True, False),
        ("100 mrem", True, False),
        ("1.001 mSv", True, True),
        ("5 mSv", True, True),
        ("0.5 rem", True, True),
        ("5.001 mSv", False, False),
    ],
)
def test_5_msv_decides_the_release_and_1_msv_the_written_copy(
    found_dose: str, *, released: bool, written: bool
) -> None:
    """10 CFR 35.75(a), (b): "not likely to exceed 5 mSv", instructions where "likely to exceed 1 mSv"."""
    answers, _ = judged(
        "patient_release",
        **CALCULATED,
        dose_calculated=dose(found_dose),
        above_1_msv=YesNo(Reply.YES if written else Reply.NO),
    )
    assert ("decision" in answers) is released
    assert ("decision_above" in answers) is not released
    assert ("written_required" in answers) is written
    assert ("general" in answers) is released


def test_a_patient_above_5_msv_is_kept() -> None:
    answers, found = judged("patient_release", **CALCULATED, dose_calculated=dose("6 mSv"))
    assert answers["decision_above"].value == Chosen(("keep",))
    assert "kept" in answers
    assert found.attention == ("dose_calculated",)


def test_the_usual_lutetium_patient_is_released_with_a_written_copy() -> None:
    """G11: 200 mCi Lu-177 by Equation 2: 2.08 mSv."""
    answers, found = judged(
        "patient_release",
        administered=amount("200 mCi"),
        drug=drug("lu-177-vipivotide-tetraxetan"),
        agent=Chosen(("vipivotide",)),
        above_1_msv=YesNo(Reply.YES),
    )
    computed = answers["dose_administered"].value
    assert isinstance(computed, Computed)
    assert round(computed.amount, 2) == Decimal("2.08")
    assert {"written_required", "vipivotide", "two_days"} <= set(answers)
    assert not {"dotatate", "radium", "iodide", "release_record"} & set(answers)
    assert found.state is VerdictState.COMPLETE


def test_33_mci_of_iodine_are_above_5_msv_by_the_equation() -> None:
    """G3: 33 mCi I-131 by Equation 2 give 5.05 mSv (the table rounds); a measurement may show less."""
    answers, _ = judged(
        "patient_release", administered=amount("33 mCi"), drug=drug("i-131-sodium-iodide")
    )
    assert "decision_above" in answers
    answers, _ = judged(
        "patient_release",
        administered=amount("33 mCi"),
        drug=drug("i-131-sodium-iodide"),
        method=Chosen(("measured",)),
        rate_1m=rate("5 mrem/h"),
        effective_half_life=lasting("80 h"),
        occupancy=Number(Decimal("0.25")),
    )
    assert {"decision", "release_record", "measured_by"} <= set(answers)


@pytest.mark.parametrize(
    ("administered", "released", "written"),
    [("7 mCi", True, False), ("7.1 mCi", True, True), ("33 mCi", True, True), ("33.1 mCi", False, True)],
)  # fmt: skip
def test_the_tables_of_the_guide_release_up_to_their_own_values(
    administered: str, *, released: bool, written: bool
) -> None:
    """Regulatory Guide 8.39 Rev 0, Tables 1 and 2, I-131: 33 mCi and 7 mCi."""
    answers, _ = judged(
        "patient_release",
        administered=amount(administered),
        method=Chosen(("table",)),
        table_1=amount("33 mCi"),
        table_2=amount("7 mCi"),
        above_1_msv=YesNo(Reply.YES if written else Reply.NO),
    )
    assert ("decision" in answers) is released
    assert ("decision_above" in answers) is not released
    assert ("written_required" in answers) is (written and released)
    assert ("two_days" in answers) is released


@pytest.mark.parametrize(
    ("given", "item"),
    [
        ({"administered": amount("200 mCi")}, "administered_held"),
        (
            {"method": Chosen(("retained",)), "retained": amount("150 mCi")},
            "retained_held",
        ),
        (
            {
                "method": Chosen(("measured",)),
                "rate_1m": rate("5 mrem/h"),
                "effective_half_life": lasting("60 h"),
                "occupancy": Number(Decimal("0.25")),
            },
            "measured_held",
        ),
        (
            {
                "method": Chosen(("table",)),
                "table_1": amount("700 mCi"),
                "table_2": amount("140 mCi"),
                "administered": amount("150 mCi"),
            },
            "table_held",
        ),
    ],
)
def test_no_written_copy_above_1_msv_stops_the_sign_off(
    given: dict[str, AnswerValue], item: str
) -> None:
    """10 CFR 35.75(b): the answer that no one is likely above 1 mSv is held against the figure."""
    lutetium = drug("lu-177-vipivotide-tetraxetan")
    _, found = judged(
        "patient_release", **{"drug": lutetium, **given}, above_1_msv=YesNo(Reply.NO)
    )
    assert found.stops == (item,)
    _, found = judged(
        "patient_release", **{"drug": lutetium, **given}, above_1_msv=YesNo(Reply.YES)
    )
    assert found.state is VerdictState.COMPLETE


def test_whether_the_dose_is_above_1_msv_is_never_left_open() -> None:
    _, found = judged("patient_release", above_1_msv=YesNo(Reply.NA))
    assert found.stops == ("above_1_msv",)
    assert not shipped("patient_release").item("above_1_msv").skip.allowed


def test_a_computed_zero_is_no_dose() -> None:
    """Bremsstrahlung is left out: no release on 0 mSv, the last way is the one for pure beta emitters."""
    answers, found = judged("patient_release", drug=drug("y-90-ibritumomab-tiuxetan"))
    assert "decision" not in answers
    assert "decision_above" not in answers
    assert "dose_administered" in (*found.attention, *found.missing)


def test_a_drug_without_figures_needs_another_way() -> None:
    answers, found = judged("patient_release", drug=Reference("drug", "A new one"))
    assert "decision" not in answers
    assert found.state is not VerdictState.COMPLETE
    assert "dose_administered" in (*found.attention, *found.missing)


def test_the_guide_sets_no_limit_for_pure_beta_emitters() -> None:
    answers, found = judged(
        "patient_release",
        drug=drug("sr-89-chloride"),
        method=Chosen(("beta",)),
        above_1_msv=YesNo(Reply.NO),
    )
    assert {"decision", "written"} <= set(answers)
    assert found.state is VerdictState.COMPLETE


@pytest.mark.parametrize(
    ("child", "guided", "recorded"),
    [("1 mSv", False, False), ("1.1 mSv", True, False), ("5 mSv", True, False), ("5.1 mSv", True, True)],
)  # fmt: skip
def test_nursing_is_guided_from_1_and_recorded_from_5_msv(
    child: str, *, guided: bool, recorded: bool
) -> None:
    """10 CFR 35.75(b), 35.2075(b)."""
    answers, _ = judged("patient_release", nursing=Chosen(("yes",)), nursing_dose=dose(child))
    assert ("nursing_guidance" in answers and "nursing_consequences" in answers) is guided
    assert ("nursing_record" in answers) is recorded


@pytest.mark.parametrize("agent", ["vipivotide", "dotatate", "radium", "iodide", "other"])
def test_each_agent_has_its_own_instructions(agent: str) -> None:
    answers, found = judged("patient_release", agent=Chosen((agent,)))
    parts = {"vipivotide", "dotatate", "radium", "iodide", "other"}
    assert parts & set(answers) == {agent}
    assert found.state is VerdictState.COMPLETE


@pytest.mark.parametrize(
    ("hours", "asked", "allowed"),
    [("4 h", False, True), ("241 min", True, True), ("20 h", True, True), ("1201 min", False, False)],
)  # fmt: skip
def test_a_visit_above_1_msv_is_determined_and_above_5_refused(
    hours: str, *, asked: bool, allowed: bool
) -> None:
    """10 CFR 20.1301(c): at 25 mrem/h, 4 h are 1 mSv and 20 h are 5 mSv."""
    answers, found = judged("visitor", rate=rate("25 mrem/h"), time_allowed=lasting(hours))
    assert ("determination" in answers) is asked
    assert ("visit" in answers) is allowed
    assert ("refused" in answers) is not allowed
    assert bool(found.attention) is (asked or not allowed)


@pytest.mark.parametrize(("determined", "late"), [(later(0), False), (later(1), True)])
def test_the_authorized_user_determines_before_the_visit(
    determined: Moment, *, late: bool
) -> None:
    _, found = judged(
        "visitor",
        rate=rate("25 mrem/h"),
        time_allowed=lasting("5 h"),
        begins_at=At(NOON),
        determined_at=At(determined),
    )
    reasons = {one.reason for one in found.items if one.item == "determined_at"}
    assert reasons == ({FindingReason.TOO_LATE} if late else set())


def test_a_visit_that_is_not_appropriate_stops() -> None:
    given = {"rate": rate("25 mrem/h"), "time_allowed": lasting("5 h")}
    _, found = judged("visitor", **given, determination=Chosen(("not",)))
    assert found.stops == ("determination",)


@pytest.mark.parametrize(
    ("reading", "above"), [("2 mrem/h", False), ("20 µSv/h", False), ("2.01 mrem/h", True)]
)
def test_the_neighbors_of_an_inpatient_keep_the_public_limit(reading: str, *, above: bool) -> None:
    """10 CFR 20.1301(a)(2): 2 mrem in any one hour; who cannot be released is no released patient."""
    answers, found = judged("inpatient_room", rate_neighbors=rate(reading))
    assert ("neighbors_action" in answers and "neighbors_after" in answers) is above
    assert ("rate_neighbors" in found.attention) is above


def test_a_room_of_the_wrong_kind_stops() -> None:
    assert judged("inpatient_room", quarters=Chosen(("neither",)))[1].stops == ("quarters",)


def test_an_event_whose_cause_is_not_known_is_screened_in_full() -> None:
    answers, found = judged("medical_event_screen", intervention=Chosen(("unknown",)))
    assert {"delivered", "wrong", "other_site"} <= set(answers)
    assert found.attention == ("intervention",)


def test_after_a_death_what_was_not_read_in_the_guide_is_marked() -> None:
    template = shipped("patient_emergency")
    answers, _ = judged("patient_emergency", what=Chosen(("death",)))
    assert {"body_marked", "informed", "autopsy"} <= set(answers)
    assert template.item("body_marked").basis.verify
    assert template.item("autopsy").basis.verify


def test_the_calls_of_an_emergency_cannot_be_skipped() -> None:
    template = shipped("patient_emergency")
    for key in ("rso_told_at", "au_told_at"):
        assert not template.item(key).skip.allowed
        assert template.item(key).required
    answers, _ = judged("patient_emergency", what=Chosen(("death",)), rso_told_at=At(later(30)))
    assert answers["rso_time"].value == Computed(Decimal("0.5"), "h", "time_between")
    assert "informed" in answers


@pytest.mark.parametrize(
    ("delivered", "leg"),
    [("160 mCi", True), ("160.1 mCi", False), ("240 mCi", True), ("239.9 mCi", False)],
)
def test_twenty_percent_or_more_meets_the_dosage_leg(delivered: str, *, leg: bool) -> None:
    """G19: 10 CFR 35.3045(a)(1)(i)(B): "20 percent or more"; the dose leg is asked for as well."""
    answers, _ = judged("medical_event_screen", delivered=amount(delivered))
    assert ("dose_leg" in answers) is leg
    assert "result" not in answers


@pytest.mark.parametrize(
    "given",
    [
        {"delivered": amount("100 mCi"), "dose_leg": Chosen(("yes",))},
        {"delivered": amount("100 mCi"), "dose_leg": Chosen(("unknown",))},
        {"wrong": Chosen(("route",)), "wrong_dose": Chosen(("yes",))},
        {"other_site": Chosen(("unknown",))},
        {"intervention": Chosen(("yes",)), "damage": Chosen(("yes",))},
        {"embryo": Chosen(("yes",))},
        {"nursing_child": Chosen(("unknown",))},
    ],
)
def test_what_may_be_an_event_is_possible_and_never_closed_here(
    given: dict[str, AnswerValue],
) -> None:
    answers, found = judged("medical_event_screen", **given)
    result = shipped("medical_event_screen").item("result")
    assert [choice.key for choice in result.choices] == ["possible"]
    assert answers["result"].value == Chosen(("possible",))
    assert "result" in found.attention
    assert not shipped("medical_event_screen").item("rso_told_at").skip.allowed


def test_an_early_end_by_the_patient_is_judged_by_damage_alone() -> None:
    answers, found = judged("medical_event_screen", intervention=Chosen(("yes",)))
    assert not {"delivered", "wrong", "result"} & set(answers)
    assert found.state is VerdictState.COMPLETE


@pytest.mark.parametrize(("hours", "late"), [(24, False), (25, True)])
def test_the_clocks_of_an_event(hours: int, *, late: bool) -> None:
    """10 CFR 35.3045(d), (e): 24 hours to the physician and the individual, 15 days to the written report."""
    told, sent = At(later(hours * 60)), At(later(hours * 15 * 60))
    given = {"discovered_at": At(NOON), "physician_told_at": told, "individual_told_at": told}
    _, found = judged(
        "medical_event_screen",
        **given,
        other_site=Chosen(("yes",)),
        individual=Chosen(("told",)),
        report_sent_at=sent,
    )
    clocks = {"physician_time", "individual_time", "report_time"}
    assert clocks & set(found.attention) == (clocks if late else set())


def test_calls_that_wait_for_the_rso_may_stand_open() -> None:
    waiting = Skipped("the RSO determines first")
    keys = ("physician_told_at", "individual", "nrc_called_at", "report_sent_at", "copy_sent_at")
    answers, found = judged(
        "medical_event_screen", other_site=Chosen(("yes",)), **dict.fromkeys(keys, waiting)
    )
    assert "individual_told_at" not in answers
    assert found.attention == ("result",)
