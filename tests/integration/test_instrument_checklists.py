"""The shipped checklists of instruments, sources and people: their limits at the very edge, and what follows from them."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.amounts import ACTION, ATTENTION, WITHIN, limit_tokens
from au_desktop.domain.checklists.answers import (
    At,
    Chosen,
    Computed,
    Confirmed,
    Measured,
    Number,
    Reply,
    YesNo,
)
from au_desktop.domain.checklists.applicability import visible_items
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.kinds import Family, kind_of
from au_desktop.domain.checklists.runs import Run, answers_by_item
from au_desktop.domain.checklists.templates import Need, Recurrence, Template
from au_desktop.domain.checklists.verdicts import VerdictState, verdict
from au_desktop.domain.quantities import Activity, CountRate, DoseRate, Duration
from tests.checklist_examples import later
from tests.shipped_checklists import filled, shipped

AGAIN = {
    "calibrator_constancy": {Recurrence.EACH_DAY_OF_USE},
    "calibrator_linearity": {
        Recurrence.QUARTERLY,
        Recurrence.FIRST_USE,
        Recurrence.AFTER_REPAIR,
    },
    "calibrator_accuracy": {Recurrence.ANNUAL, Recurrence.FIRST_USE, Recurrence.AFTER_REPAIR},
    "calibrator_geometry": {Recurrence.FIRST_USE, Recurrence.AFTER_REPAIR},
    "meter_check": {Recurrence.EACH_DAY_OF_USE},
    "meter_calibration": {Recurrence.ANNUAL, Recurrence.FIRST_USE, Recurrence.AFTER_REPAIR},
    "counter_check": {Recurrence.EACH_DAY_OF_USE},
    "leak_test": {Recurrence.SEMIANNUAL, Recurrence.FIRST_USE},
    "source_inventory": {Recurrence.SEMIANNUAL},
    "safety_instruction": {Recurrence.ANNUAL},
    "competency_debrief": set(),
    "self_audit": {Recurrence.ANNUAL},
}
INSTRUMENT_ITEMS = {"leak_test": ["counter"]}


def activity(text: str) -> Measured:
    return Measured(Activity.parse(text))


def rate(text: str) -> Measured:
    return Measured(DoseRate.parse(text))


def asked(template: Template, run: Run) -> set[str]:
    return {item.key for item in visible_items(template, answers_by_item(run.answers))}


def lies(template: Template, run: Run, key: str) -> set[str]:
    return set(limit_tokens(template.item(key), run.answer(key)))


@pytest.mark.parametrize("template_id", list(AGAIN))
def test_a_checklist_comes_again_as_its_rule_or_practice_says(template_id):
    template = shipped(template_id)

    assert set(template.recurs) == AGAIN[template_id]
    assert kind_of(template.kind).family in {Family.INSTRUMENT, Family.PEOPLE}


@pytest.mark.parametrize(
    "template_id", [one for one in AGAIN if kind_of(shipped(one).kind).family is Family.INSTRUMENT]
)
def test_a_check_of_an_instrument_can_be_filled_for_one_that_is_overdue(template_id):
    template = shipped(template_id)
    items = [item.key for item in template.items if item.type is ItemType.INSTRUMENT]

    assert items == INSTRUMENT_ITEMS.get(template_id, [])
    assert set(template.needs) <= {Need.INSTRUMENT, Need.ROOM}


@pytest.mark.parametrize(
    ("indicated", "state"),
    [("80", WITHIN), ("120", WITHIN), ("120.001", ACTION), ("79.999", ACTION)],
)
def test_a_meter_that_differs_by_more_than_20_percent_may_not_be_used(indicated, state):
    template = shipped("meter_calibration")
    given = {
        "scale_1_high_calculated": rate("1 mSv/h"),
        "scale_1_high_indicated": rate(f"{indicated} mR/h"),
    }
    run = filled(template, given)
    forbidden = state == ACTION

    assert lies(template, run, "scale_1_high_difference") == {state}
    assert ({"not_used", "action_taken"} <= asked(template, run)) is forbidden
    used = filled(template, {**given, "not_used": Confirmed(done=False)})
    assert verdict(template, used).stops == (("not_used",) if forbidden else ())


def test_a_meter_needs_two_readings_on_each_scale():
    template = shipped("meter_calibration")
    more = filled(template, {"more_1": YesNo(Reply.YES)})

    assert "scale_2_low_indicated" not in asked(template, filled(template))
    assert {"scale_2_low_indicated", "scale_2_high_indicated"} <= asked(template, more)


@pytest.mark.parametrize(
    ("reading", "state"),
    [
        ("105", WITHIN),
        ("105.001", ATTENTION),
        ("110", ATTENTION),
        ("110.001", ACTION),
        ("95", WITHIN),
        ("90", ATTENTION),
        ("89.999", ACTION),
    ],
)
def test_a_calibrator_is_looked_at_beyond_5_and_corrected_beyond_10_percent(reading, state):
    template = shipped("calibrator_constancy")
    given = {"source_certified": activity("100 µCi"), "reading": activity(f"{reading} µCi")}
    run = filled(template, given)

    assert lies(template, run, "difference") == {state}
    assert ("withdrawn" in asked(template, run)) is (state == ACTION)
    assert ("action_taken" in asked(template, run)) is (state != WITHIN)


def test_the_check_source_decays_by_its_nuclide_or_by_the_half_life_given():
    template = shipped("calibrator_constancy")
    given = {
        "source_certified": activity("100 µCi"),
        "read_at": At(later(503 * 24 * 60)),
        "reading": activity("96.9 µCi"),
    }
    known = filled(template, given)
    other = filled(
        template,
        {
            **given,
            "source_nuclide": Chosen(("other",)),
            "source_half_life": Measured(Duration.parse("503 d")),
        },
    )

    assert known.answer("expected_activity").value.amount == Decimal("96.8852")
    assert other.answer("expected_activity").value == Computed(Decimal(50), "µCi", "decay_between")


@pytest.mark.parametrize("method", ["decay", "sleeves"])
def test_linearity_is_judged_by_either_method(method):
    template = shipped("calibrator_linearity")
    chosen = Chosen((method,))
    off = "second_reading" if method == "decay" else "sleeve_1_reading"
    fine = filled(template, {"method": chosen})
    bad = filled(template, {"method": chosen, off: activity("0.0551 mCi")})

    assert verdict(template, fine).state is VerdictState.COMPLETE
    assert "withdrawn" in asked(template, bad)
    assert (f"{'sleeve_1' if method == 'decay' else 'second'}_reading") not in asked(
        template, fine
    )


def test_the_accuracy_is_that_of_the_mean_of_three_readings():
    template = shipped("calibrator_accuracy")
    readings = {
        "first_certified": activity("100 µCi"),
        "first_reading_one": activity("108 µCi"),
        "first_reading_two": activity("110 µCi"),
        "first_reading_three": activity("112 µCi"),
    }
    run = filled(template, readings)

    assert run.answer("first_difference").value.amount == 10
    assert lies(template, run, "first_difference") == {ATTENTION}


def test_a_volume_that_reads_otherwise_gets_a_factor():
    template = shipped("calibrator_geometry")
    run = filled(
        template,
        {"reference_reading": activity("20 mCi")}
        | {f"volume_{n}_reading": activity(text) for n, text in ((1, "20 mCi"), (2, "16 mCi"))},
    )

    assert run.answer("volume_1_factor").value.amount == 1
    assert run.answer("volume_2_factor").value.amount == Decimal("1.25")
    assert {"factors_posted", "action_taken"} <= asked(template, run)


@pytest.mark.parametrize(("reads", "other"), [("dose_rate", "count"), ("count_rate", "rate")])
def test_the_meter_check_follows_what_the_meter_reads(reads, other):
    template = shipped("meter_check")
    own = "rate" if reads == "dose_rate" else "count"
    value = rate("1.3 mR/h") if own == "rate" else Measured(CountRate.parse("1300 cpm"))
    marked = rate("1 mR/h") if own == "rate" else Measured(CountRate.parse("1000 cpm"))
    run = filled(
        template,
        {
            "reads_in": Chosen((reads,)),
            f"{own}_at_calibration": marked,
            f"{own}_reading": value,
        },
    )

    assert lies(template, run, f"{own}_difference") == {ACTION}
    assert "withdrawn" in asked(template, run)
    assert f"{other}_reading" not in asked(template, run)


def test_a_meter_out_of_calibration_stops_until_somebody_answers_for_it():
    template = shipped("meter_check")
    run = filled(template, {"calibration_due": YesNo(Reply.NO)})

    assert verdict(template, run).stops == ("calibration_due",)
    assert {"withdrawn", "action_taken"} <= asked(template, run)


@pytest.mark.parametrize(
    ("last", "state"), [("109", WITHIN), ("125", WITHIN), ("160", ATTENTION), ("100", ATTENTION)]
)
def test_ten_counts_that_scatter_too_much_or_too_little_are_looked_at(last, state):
    template = shipped("counter_check")
    counts = {
        f"count_{n:02}": Number(Decimal(95 if n % 2 else 107), "counts") for n in range(1, 10)
    }
    counts["count_10"] = Number(Decimal(last), "counts")
    run = filled(template, {"scatter_due": YesNo(Reply.YES), **counts})

    assert lies(template, run, "chi_square") == {state}


def test_a_counter_finds_its_efficiency_and_its_detection_limit():
    template = shipped("counter_check")
    run = filled(
        template,
        {
            "efficiency_due": YesNo(Reply.YES),
            "background": Measured(CountRate.parse("25 cpm")),
            "standard_activity": activity("1 kBq"),
            "standard_gross": Measured(CountRate.parse("15025 cpm")),
            "counting_time": Measured(Duration.parse("4 min")),
        },
    )

    assert run.answer("efficiency").value.amount == Decimal("0.25")
    assert run.answer("detectable").value == Computed(Decimal("49.21"), "dpm", "mda")


@pytest.mark.parametrize(
    ("gross", "leaks"), [("5599", False), ("5600", True), ("5601", True), ("10", False)]
)
def test_185_becquerels_or_more_is_a_leak(gross, leaks):
    template = shipped("leak_test")
    counted = {
        "efficiency": Number(Decimal("0.5")),
        "counting_time": Measured(Duration.parse("1 min")),
        "background": Measured(CountRate.parse("50 cpm")),
        "gross": Measured(CountRate.parse(f"{gross} cpm")),
    }
    run = filled(template, counted)
    report = {"withdrawn", "report_due", "action_taken"}

    assert lies(template, run, "removable") == {ACTION if leaks else WITHIN}
    assert (report <= asked(template, run)) is leaks
    kept = filled(template, {**counted, "withdrawn": Confirmed(done=False)})
    assert verdict(template, kept).stops == (("withdrawn",) if leaks else ())


@pytest.mark.parametrize(
    ("reported", "leaks"), [("0.00499 µCi", False), ("0.005 µCi", True), ("185 Bq", True)]
)
def test_the_report_of_a_service_is_judged_alike(reported, leaks):
    template = shipped("leak_test")
    given = {"analyzed": Chosen(("elsewhere",)), "reported_activity": activity(reported)}
    run = filled(template, given)

    assert ("report_due" in asked(template, run)) is leaks
    assert "gross" not in asked(template, run)


def test_a_leak_test_that_could_not_find_185_becquerels_is_no_test():
    template = shipped("leak_test")
    run = filled(
        template,
        {
            "efficiency": Number(Decimal("0.01")),
            "counting_time": Measured(Duration.parse("1 min")),
            "background": Measured(CountRate.parse("10000 cpm")),
            "gross": Measured(CountRate.parse("10000 cpm")),
        },
    )

    assert verdict(template, run).stops == ("detectable",)


def test_a_missing_source_stops_the_inventory():
    template = shipped("source_inventory")
    run = filled(template, {"source_1_there": YesNo(Reply.NO)})

    assert verdict(template, run).stops == ("source_1_there",)
    assert "missing" in asked(template, run)


def test_the_five_topics_are_for_those_who_care_for_patients_who_stay():
    template = shipped("safety_instruction")
    topics = {item.key for item in template.items if item.key.startswith("topic_")}
    caring = filled(template, {"cares": YesNo(Reply.YES)})

    assert len(topics) == 6
    assert topics <= asked(template, caring)
    assert topics.isdisjoint(asked(template, filled(template)))


def test_a_low_score_asks_for_an_action():
    template = shipped("self_audit")
    low = filled(template, {"score_alara": Chosen(("score_2",))})
    scores = [item for item in template.items if item.key.startswith("score_")]

    assert all([one.key for one in item.choices][:5] == SCORES for item in scores)
    assert "action_program" in asked(template, low)
    assert "action_program" not in asked(template, filled(template, GOOD))


SCORES = [f"score_{points}" for points in range(5)]
GOOD = {"score_program": Chosen(("score_4",)), "score_alara": Chosen(("score_3",))}


def test_the_debrief_levels_are_those_of_the_rating():
    template = shipped("competency_debrief")
    steps = [item for item in template.items if item.key.startswith("step_")]

    assert len(steps) == 11
    for item in steps:
        assert [one.key for one in item.choices] == [
            *(f"level_{level}" for level in range(5)),
            "not_today",
        ]
