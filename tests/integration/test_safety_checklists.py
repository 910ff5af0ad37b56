"""The shipped safety checklists: packages, wipes, rooms and waste at the very limits of their rules."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    Answer,
    AnswerValue,
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Skipped,
)
from au_desktop.domain.checklists.items import PrefillSource
from au_desktop.domain.checklists.kinds import KINDS, Family
from au_desktop.domain.checklists.runs import answers_by_item
from au_desktop.domain.checklists.verdicts import FindingReason, Verdict, VerdictState, verdict
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import CountRate
from tests.checklist_examples import NOON, later
from tests.safety_courses import amount, lasting, rate
from tests.shipped_checklists import SHIPPED, filled, shipped

SAFETY = {
    "package_receipt": Family.AREA,
    "room_preparation": Family.AREA,
    "end_of_day_survey": Family.AREA,
    "wipe_test": Family.AREA,
    "room_release": Family.AREA,
    "patient_release": Family.PATIENT,
    "inpatient_room": Family.PATIENT,
    "visitor": Family.PATIENT,
    "waste_close": Family.WASTE,
    "waste_survey": Family.WASTE,
    "waste_disposal": Family.WASTE,
    "spill_minor": Family.EVENT,
    "spill_major": Family.EVENT,
    "extravasation": Family.EVENT,
    "medical_event_screen": Family.EVENT,
    "patient_emergency": Family.EVENT,
}


def judged(template_id: str, **given: AnswerValue) -> tuple[dict[str, Answer], Verdict]:
    template = shipped(template_id)
    run = filled(template, given)
    return answers_by_item(run.answers), verdict(template, run)


def cpm(text: str) -> Measured:
    return Measured(CountRate.parse(f"{text} cpm"))


def test_every_safety_checklist_is_there_and_found_in_its_family() -> None:
    families = {one.id: KINDS[one.kind].family for one in SHIPPED if one.id in SAFETY}
    assert families == SAFETY


@pytest.mark.parametrize("template_id", sorted(SAFETY))
def test_a_nurse_or_technologist_may_sign_what_was_done(template_id: str) -> None:
    performed = next(r for r in shipped(template_id).sign_offs if r.meaning == "performed")
    assert "staff" in performed.roles


@pytest.mark.parametrize(
    ("template_id", "meaning"),
    [
        ("patient_release", "supervised"),
        ("visitor", "supervised"),
        ("inpatient_room", "supervised"),
        ("patient_emergency", "reviewed"),
        ("spill_minor", "reviewed"),
        ("spill_major", "reviewed"),
        ("extravasation", "reviewed"),
        ("medical_event_screen", "reviewed"),
        ("waste_disposal", "reviewed"),
    ],
)
def test_who_must_sign(template_id: str, meaning: str) -> None:
    assert meaning in {rule.meaning for rule in shipped(template_id).sign_offs if rule.required}


@pytest.mark.parametrize(
    ("given", "calls"),
    [
        ({"rate_surface": rate("200 mrem/h")}, False),
        ({"rate_surface": rate("2.001 mSv/h")}, True),
        ({"rate_1m": rate("10 mrem/h")}, False),
        ({"rate_1m": rate("10.01 mrem/h")}, True),
        ({"wipe_gross": cpm("1840"), "pick_up": Number(Decimal("0.1"))}, False),
        ({"wipe_gross": cpm("1841"), "pick_up": Number(Decimal("0.1"))}, True),
        ({"wipe_gross": cpm("1841")}, True),
        ({"emitter": Chosen(("alpha",)), "wipe_gross": cpm("220")}, False),
        ({"emitter": Chosen(("alpha",)), "wipe_gross": cpm("221")}, True),
    ],
)
def test_the_carrier_and_the_nrc_are_called_beyond_the_limit_only(
    given: dict[str, AnswerValue], *, calls: bool
) -> None:
    """10 CFR 71.47(a), 49 CFR 173.443 Table 9: 200 mrem/h, TI 10, 240 and 24 dpm/cm² (7,200 and 720 dpm on the wipe)."""
    standard: dict[str, AnswerValue] = {
        "wipe_area": Number(Decimal(300), "cm²"),
        "pick_up": Skipped("0.10 assumed"),
    }
    answers, found = judged("package_receipt", **(standard | given))
    assert ("nrc_called" in answers and "carrier_called" in answers) is calls
    assert found.missing == ()
    assert bool(set(found.attention) - {"pick_up"}) is calls


def test_the_transport_index_is_rounded_up_to_the_next_tenth() -> None:
    answers, _ = judged("package_receipt", rate_1m=rate("0.71 mrem/h"))
    assert answers["transport_index"].value == Computed(Decimal("0.8"), "", "transport_index")


@pytest.mark.parametrize(
    ("monitored", "late"), [(later(180), False), (later(181), True), (later(20), False)]
)
def test_a_package_is_monitored_within_three_hours(monitored: Moment, *, late: bool) -> None:
    answers, found = judged("package_receipt", received_at=At(NOON), monitored_at=At(monitored))
    assert ("late_reason" in answers) is late
    assert ("clock_receipt" in found.attention) is late


def test_the_clock_of_a_package_of_the_night_starts_in_the_morning() -> None:
    answers, found = judged(
        "package_receipt",
        received_at=At(NOON),
        clock_start=Chosen(("next_day",)),
        day_begins=At(later(600)),
        monitored_at=At(later(780)),
    )
    assert answers["clock_next_day"].value == Computed(Decimal(3), "h", "time_between")
    assert found.state is VerdictState.COMPLETE


def test_a_damaged_package_is_wiped_whatever_it_holds() -> None:
    special = {"form": Chosen(("special",))}
    assert "wipe_gross" not in judged("package_receipt", **special)[0]
    answers, found = judged("package_receipt", **special, condition=Chosen(("damaged",)))
    assert {"wipe_gross", "kept_apart"} <= set(answers)
    assert found.attention == ("condition",)


@pytest.mark.parametrize(
    ("level", "gross", "above"),
    [
        ("level_20", "45", False),
        ("level_20", "45.1", True),
        ("level_200", "90", False),
        ("level_200", "90.1", True),
        ("level_2000", "540", False),
        ("level_2000", "540.1", True),
        ("level_20000", "5040", False),
        ("level_20000", "5040.1", True),
    ],
)
def test_a_wipe_above_its_level_is_cleaned_and_wiped_again(
    level: str, gross: str, *, above: bool
) -> None:
    answers, found = judged(
        "wipe_test",
        level=Chosen((level,)),
        count_time=lasting("100 min"),
        background_time=lasting("100 min"),
        wipe_gross=cpm(gross),
        again_gross=cpm("41"),
    )
    number = level.removeprefix("level_")
    assert ("again_gross" in answers) is above
    assert (f"wipe_net_{number}" in found.attention) is above
    assert "still_above" not in answers
    assert {key for key in answers if key.startswith("mda_")} == {f"mda_{number}"}


def test_what_stays_contaminated_is_accounted_for() -> None:
    answers, _ = judged("wipe_test", wipe_gross=cpm("500"), again_gross=cpm("400"))
    assert {"rso_told", "cleaned", "again_net_200", "still_above"} <= set(answers)


def test_a_count_that_is_too_short_is_pointed_out() -> None:
    _, found = judged("wipe_test", count_time=lasting("6 s"), background_time=lasting("6 s"))
    assert found.attention == ("mda_200",)


@pytest.mark.parametrize(
    ("given", "again"),
    [
        ({"reading_bathroom": rate("0.1 mrem/h")}, False),
        ({"reading_bathroom": rate("0.11 mrem/h")}, True),
        ({"wipe_gross": cpm("90")}, False),
        ({"wipe_gross": cpm("91")}, True),
        ({"level": Chosen(("level_20",)), "wipe_gross": cpm("46")}, True),
    ],
)
def test_a_room_above_its_release_values_is_cleaned_first(
    given: dict[str, AnswerValue], *, again: bool
) -> None:
    answers, found = judged("room_release", **given)
    assert {"cleaned", "again_reading", "again_gross"} <= set(answers) or not again
    assert ("cleaned" in answers) is again
    assert bool(found.attention) is again


def test_a_room_that_stays_above_is_kept_closed() -> None:
    answers, _ = judged("room_release", reading_room=rate("1 mrem/h"), again_gross=cpm("41"))
    assert "still_above" not in answers
    answers, _ = judged("room_release", wipe_gross=cpm("400"), again_gross=cpm("100"))
    assert "still_above" in answers


def test_a_reading_above_its_trigger_asks_what_was_done() -> None:
    answers, found = judged("end_of_day_survey", reading_outside=rate("0.2 mR/h"))
    assert {"action_taken", "reading_after"} <= set(answers)
    assert found.attention == ("reading_outside",)


@pytest.mark.parametrize(
    ("half_life", "eligible"), [("119.9 d", True), ("120 d", True), ("120.1 d", False)]
)
@pytest.mark.parametrize("template_id", ["waste_close", "waste_survey", "waste_disposal"])
def test_120_days_are_the_longest_for_decay_in_storage(
    template_id: str, half_life: str, *, eligible: bool
) -> None:
    """G26: 10 CFR 35.92(a): "less than or equal to 120 days"; beyond it a survey or disposal stops."""
    answers, found = judged(template_id, half_life=lasting(half_life))
    stops = () if eligible or template_id == "waste_close" else ("half_life",)
    assert found.stops == stops
    assert ("half_life" in found.attention) is not eligible
    if template_id == "waste_close":
        assert ("not_for_decay" in answers) is not eligible
        assert ("ten_half_lives" in answers) is eligible


@pytest.mark.parametrize("impurity", ["stated", "unknown"])
def test_lu177m_is_never_for_decay_in_storage(impurity: str) -> None:
    answers, found = judged("waste_close", impurity=Chosen((impurity,)))
    assert ("not_for_decay" in answers) is (impurity == "stated")
    assert "impurity" in found.attention
    assert judged("waste_survey", impurity=Chosen((impurity,)))[1].stops == ("impurity",)


def test_waste_above_background_goes_back() -> None:
    answers, found = judged("waste_survey", outcome=Chosen(("above",)))
    assert {"back", "next_survey"} <= set(answers)
    assert found.attention == ("outcome",)


def test_a_shielded_waste_survey_stops() -> None:
    _, found = judged("waste_survey", no_shielding=Confirmed(done=False))
    assert found.stops == ("no_shielding",)


def test_the_record_of_a_disposal_holds_what_35_2092_names() -> None:
    answers, _ = judged("waste_disposal")
    named = {"disposed_at", "survey_instrument", "background", "surface", "surveyed_by", "labels"}
    assert named <= set(answers)
    assert "recipient" not in answers


def test_a_disposal_takes_its_figures_from_the_survey_of_the_container() -> None:
    """All from one survey: the container's number, what was read, with what, by whom (10 CFR 35.2092)."""
    offered = {
        item.key: (item.prefill.kind, item.prefill.item)
        for item in shipped("waste_disposal").items
        if item.prefill is not None and item.prefill.source is PrefillSource.EARLIER_RUN
    }
    taken = {"container", "half_life", "survey_instrument", "background", "surface", "surveyed_by"}
    assert offered == {key: ("waste_survey", key) for key in taken}


def test_a_spill_that_weighs_more_than_its_activity_is_major() -> None:
    answers, _ = judged("spill_minor", level_kind=Chosen(("level",)), weighs=Chosen(("yes",)))
    assert "is_major" in answers
    assert "clean" not in answers


def test_waste_that_is_transferred_needs_a_verified_recipient() -> None:
    answers, _ = judged("waste_disposal", way=Chosen(("transfer",)))
    assert {"recipient", "verified"} <= set(answers)
    assert not {"half_life", "labels"} & set(answers)


@pytest.mark.parametrize(
    ("spilled", "major"), [("1.99 mCi", False), ("2 mCi", True), ("74 MBq", True)]
)
def test_a_spill_of_the_accepted_activity_is_major(spilled: str, *, major: bool) -> None:
    answers, found = judged("spill_minor", amount=amount(spilled), level=amount("2 mCi"))
    assert ("is_major" in answers) is major
    assert ("clean" in answers) is not major
    assert bool(found.attention) is major


@pytest.mark.parametrize("kind", ["any", "none"])
def test_without_an_accepted_activity_a_spill_is_major(kind: str) -> None:
    answers, _ = judged("spill_minor", level_kind=Chosen((kind,)))
    assert "is_major" in answers
    assert "clean" not in answers


def test_nothing_is_cleaned_of_a_major_spill_before_the_rso_is_called() -> None:
    keys = [item.key for item in shipped("spill_major").items]
    assert keys.index("rso_called_at") < keys.index("amount") < keys.index("way")
    _, found = judged("spill_major", people=Chosen(("found",)))
    assert {one.reason for one in found.items} == {FindingReason.CHOICE_NEEDS_ATTENTION}
