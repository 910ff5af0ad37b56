"""The screens of events: each criterion of the rules, judged exactly, and never more than "possible"."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.safety.child_screen import ChildScreen, child_findings
from au_desktop.domain.safety.event_levels import (
    Answer,
    Level,
    ScreenResult,
    Verdict,
    both,
    either,
    from_answer,
    level_of,
    result_of,
)
from au_desktop.domain.safety.event_screen import MedicalScreen, differs_by, medical_findings
from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.incident_screen import IncidentDoses, incident_findings
from au_desktop.domain.safety.lost_material import (
    LeakFacts,
    LossFacts,
    LostItem,
    leak_findings,
    loss_findings,
    total_multiple,
)
from tests.event_examples import DISCOVERED, levels_for

MEDICAL = levels_for(EventKind.MEDICAL)
FULL = Activity.parse("200 mCi")


def verdicts(screen: MedicalScreen) -> dict[str, Verdict]:
    return {finding.key: finding.verdict for finding in medical_findings(screen, MEDICAL)}


def screened(**answers: Any) -> MedicalScreen:
    return MedicalScreen(**answers)


@pytest.mark.parametrize(
    ("delivered", "verdict"),
    [
        ("160 mCi", Verdict.MET),
        ("160.0001 mCi", Verdict.NOT_MET),
        ("240 mCi", Verdict.MET),
        ("239.9999 mCi", Verdict.NOT_MET),
        ("5.92 GBq", Verdict.MET),
        ("0 mCi", Verdict.MET),
    ],
)
def test_twenty_percent_meets_the_dosage_leg_exactly(delivered: str, verdict: Verdict) -> None:
    screen = screened(prescribed=FULL, delivered=Activity.parse(delivered))
    assert verdicts(screen)["dosage"] is verdict


@pytest.mark.parametrize(
    ("delivered", "verdict"),
    [
        ("180 mCi", Verdict.NOT_MET),
        ("220 mCi", Verdict.NOT_MET),
        ("179.999 mCi", Verdict.MET),
        ("220.001 mCi", Verdict.MET),
    ],
)
def test_a_range_is_left_only_beyond_its_ends(delivered: str, verdict: Verdict) -> None:
    screen = screened(
        prescribed=Activity.parse("180 mCi"),
        prescribed_high=Activity.parse("220 mCi"),
        delivered=Activity.parse(delivered),
    )
    found = {one.key: one for one in medical_findings(screen, MEDICAL)}["dosage"]
    assert found.verdict is verdict
    assert found.reckoning.endswith("prescribed range 180 mCi to 220 mCi")


def test_a_short_dosage_alone_is_no_event_and_with_the_dose_it_is_possible() -> None:
    short = screened(prescribed=FULL, delivered=Activity.parse("150 mCi"))
    assert verdicts(short)["difference"] is Verdict.OPEN
    assert verdicts(replace(short, dose_off=Answer.NO))["difference"] is Verdict.NOT_MET
    assert verdicts(replace(short, dose_off=Answer.YES))["difference"] is Verdict.MET
    assert verdicts(replace(short, dose_off=Answer.UNKNOWN))["difference"] is Verdict.UNKNOWN
    within = replace(short, delivered=Activity.parse("190 mCi"), dose_off=Answer.YES)
    assert verdicts(within)["difference"] is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("dose", "verdict"),
    [
        ({"effective_off": "5 rem"}, Verdict.OPEN),
        ({"effective_off": "50.0001 mSv"}, Verdict.MET),
        ({"organ_off": "50 rem"}, Verdict.OPEN),
        ({"organ_off": "0.50001 Sv"}, Verdict.MET),
        ({"skin_off": "51 rem"}, Verdict.MET),
        ({"effective_off": "5 rem", "organ_off": "50 rem", "skin_off": "50 rem"}, Verdict.NOT_MET),
    ],
)
def test_the_dose_leg_asks_for_more_than_the_level(dose: dict[str, str], verdict: Verdict) -> None:
    screen = screened(**{name: Dose.parse(text) for name, text in dose.items()})
    assert verdicts(screen)["dose_off"] is verdict


def test_a_dose_below_what_was_expected_counts_by_its_size() -> None:
    less = Dose(Decimal(-6), Dose.parse("1 rem").unit)
    assert verdicts(screened(effective_off=less))["dose_off"] is Verdict.MET


def test_a_fraction_meets_its_leg_at_half_and_a_total_dose_at_a_fifth() -> None:
    screen = screened(
        fraction_prescribed=Dose.parse("10 rem"),
        fraction_delivered=Dose.parse("15 rem"),
        dose_prescribed=Dose.parse("100 rem"),
        dose_delivered=Dose.parse("119 rem"),
        dose_off=Answer.YES,
    )
    found = verdicts(screen)
    assert (found["fraction"], found["total_dose"]) == (Verdict.MET, Verdict.NOT_MET)
    assert found["difference"] is Verdict.MET
    below = replace(screen, fraction_delivered=Dose.parse("14.9 rem"))
    assert verdicts(below)["difference"] is Verdict.OPEN, "the dosage leg is still unanswered"


def test_something_wrong_needs_a_dose_above_the_levels_and_no_twenty_percent() -> None:
    wrong = screened(wrong_route=Answer.YES)
    assert verdicts(wrong)["wrong_route"] is Verdict.OPEN
    assert verdicts(replace(wrong, wrong_dose=Answer.NO))["wrong_route"] is Verdict.NOT_MET
    dosed = replace(wrong, wrong_organ=Dose.parse("60 rem"))
    assert verdicts(dosed)["wrong_route"] is Verdict.MET
    assert verdicts(dosed)["wrong_drug"] is Verdict.OPEN
    unknown = replace(wrong, wrong_dose=Answer.UNKNOWN)
    assert verdicts(unknown)["wrong_route"] is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("expected", "received", "verdict"),
    [
        ("100 rem", "150 rem", Verdict.MET),
        ("100 rem", "149.99 rem", Verdict.NOT_MET),
        ("101 rem", "151 rem", Verdict.NOT_MET),
        ("10 rem", "40 rem", Verdict.NOT_MET),
        ("0 rem", "50 rem", Verdict.MET),
        ("200 rem", "100 rem", Verdict.NOT_MET),
    ],
)
def test_another_site_needs_both_the_dose_and_the_half(
    expected: str, received: str, verdict: Verdict
) -> None:
    screen = screened(site_expected=Dose.parse(expected), site_received=Dose.parse(received))
    assert verdicts(screen)["other_site"] is verdict


def test_without_numbers_the_answer_about_another_site_counts() -> None:
    assert verdicts(screened(site_exceeds=Answer.UNKNOWN))["other_site"] is Verdict.UNKNOWN


def test_the_patients_own_action_leaves_only_permanent_damage() -> None:
    screen = screened(
        intervention=Answer.YES,
        wrong_drug=Answer.YES,
        wrong_dose=Answer.YES,
        permanent_damage=Answer.NO,
    )
    found = verdicts(screen)
    assert found["wrong_drug"] is Verdict.EXCEPTED
    assert found["intervention"] is Verdict.NOT_MET
    assert result_of(medical_findings(screen, MEDICAL)) is ScreenResult.NONE_SO_FAR
    damaged = replace(screen, permanent_damage=Answer.UNKNOWN)
    assert result_of(medical_findings(damaged, MEDICAL)) is ScreenResult.POSSIBLE


def test_each_criterion_names_its_paragraph_and_shows_its_numbers() -> None:
    screen = screened(prescribed=FULL, delivered=Activity.parse("150 mCi"))
    found = {one.key: one for one in medical_findings(screen, MEDICAL)}
    assert found["dosage"].paragraph == "35.3045(a)(1)(i)(B)"
    assert found["dosage"].reckoning == "(150 mCi − 200 mCi) / 200 mCi = -25 %"
    assert found["dosage"].level == "≥ 20 %"
    assert found["dose_off"].level == "EDE > 5 rem, organ > 50 rem, skin > 50 rem"
    assert found["intervention"].paragraph == "35.3045(b)"


@pytest.mark.parametrize(
    "wrong",
    [
        {"prescribed": Activity.parse("0 mCi")},
        {"dose_prescribed": Dose.parse("0 rem")},
        {"prescribed_high": FULL},
        {"prescribed": FULL, "prescribed_high": Activity.parse("100 mCi")},
    ],
)
def test_a_screen_refuses_what_cannot_be_prescribed(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        MedicalScreen(**wrong)


def test_a_level_within_which_the_limit_still_lies() -> None:
    level = replace(level_of(MEDICAL, "medical-event-dosage"), inclusive=True)
    assert not differs_by(FULL, Activity.parse("160 mCi"), level)
    assert level.words == "> 20 %"
    assert not level.reached_by(Decimal(20))
    with pytest.raises(KeyError):
        level_of(MEDICAL, "none")


def test_the_child_screen() -> None:
    levels = levels_for(EventKind.CHILD)

    def found(**answers: Any) -> dict[str, Verdict]:
        return {one.key: one.verdict for one in child_findings(ChildScreen(**answers), levels)}

    above, at = Dose.parse("5.01 rem"), Dose.parse("50 mSv")
    assert found()["embryo"] is Verdict.OPEN
    assert found(embryo_dose=at)["embryo"] is Verdict.NOT_MET
    assert found(embryo_dose=above)["embryo"] is Verdict.MET
    approved = {"embryo_dose": above, "approved_in_advance": Answer.YES}
    assert found(**approved)["embryo"] is Verdict.EXCEPTED
    assert found(**approved | {"embryo_dose": at})["embryo"] is Verdict.NOT_MET
    assert found(child_dose=above)["nursing_child"] is Verdict.MET
    assert found(child_above=Answer.UNKNOWN)["nursing_child"] is Verdict.UNKNOWN
    assert found(child_damage=Answer.YES)["child_damage"] is Verdict.MET


def test_the_tiers_of_an_incident() -> None:
    levels = levels_for(EventKind.OTHER)

    def found(**doses: Any) -> tuple[Verdict, ...]:
        return tuple(one.verdict for one in incident_findings(IncidentDoses(**doses), levels))

    none, met = Verdict.NOT_MET, Verdict.MET
    assert found() == (Verdict.OPEN,) * 3
    low = {
        "tede": Dose.parse("5 rem"),
        "lens": Dose.parse("15 rem"),
        "skin": Dose.parse("50 rem"),
        "intake_ali": Decimal(1),
        "loss_of_control": Answer.YES,
    }
    answered = {"dose_above_limit": Answer.NO, "levels_above_limit": Answer.NO}
    assert found(**low, **answered) == (none, none, none)
    assert found(**low | {"tede": Dose.parse("5.1 rem")}, **answered) == (none, met, met)
    assert found(**low | {"tede": Dose.parse("25 rem")}) == (met, met, met)
    no_loss = low | {"skin": Dose.parse("60 rem"), "loss_of_control": Answer.NO}
    assert found(**no_loss, **answered) == (none, none, none)
    assert found(at_once=Answer.UNKNOWN)[0] is Verdict.UNKNOWN
    assert found(dose_above_limit=Answer.YES)[2] is met
    words = incident_findings(IncidentDoses(intake_ali=Decimal("5.0")), levels)[0]
    assert (words.verdict, words.reckoning) == (met, "intake 5 ALI")
    assert words.level.endswith("intake ≥ 5 ALI")


def item(activity: str, quantity: str | None = "1 µCi") -> LostItem:
    held = Activity.parse(quantity) if quantity else None
    return LostItem("I-131", Activity.parse(activity), held)


def test_lost_material_by_its_multiple() -> None:
    levels = levels_for(EventKind.LOSS)

    def found(loss: LossFacts) -> tuple[Verdict, ...]:
        return tuple(one.verdict for one in loss_findings(loss, levels))

    none, met = Verdict.NOT_MET, Verdict.MET
    possible = {"exposure": Answer.YES}
    assert found(LossFacts()) == (Verdict.OPEN, Verdict.OPEN)
    assert found(LossFacts(items=(item("1 mCi"),), **possible)) == (met, met)
    assert found(LossFacts(items=(item("999.99 µCi"),), **possible)) == (none, met)
    assert found(LossFacts(items=(item("10 µCi"),), **possible)) == (none, none)
    together = (item("600 µCi"), item("0.4 mCi"))
    assert found(LossFacts(items=together, **possible)) == (met, met)
    assert found(LossFacts(items=together, exposure=Answer.NO)) == (none, met)
    assert found(LossFacts(items=together)) == (Verdict.OPEN, met)
    again = LossFacts(items=together, exposure=Answer.UNKNOWN, found_at=DISCOVERED)
    assert found(again) == (Verdict.UNKNOWN, Verdict.EXCEPTED)
    small = LossFacts(items=(item("1 µCi"),), exposure=Answer.NO, found_at=DISCOVERED)
    assert found(small) == (none, none)


def test_lost_material_without_a_quantity_is_not_known() -> None:
    levels = levels_for(EventKind.LOSS)
    unknown = LossFacts(items=(item("5 µCi", None),), exposure=Answer.YES)
    assert [one.verdict for one in loss_findings(unknown, levels)] == [Verdict.UNKNOWN] * 2
    assert total_multiple(unknown.items) is None
    mixed = LossFacts(items=(item("2 mCi"), item("5 µCi", None)), exposure=Answer.YES)
    found = loss_findings(mixed, levels)
    assert [one.verdict for one in found] == [Verdict.MET] * 2
    assert found[0].reckoning == "2 mCi / 1 µCi = 2000 times Appendix C"
    assert total_multiple(mixed.items) is None


@pytest.mark.parametrize(("nuclide", "quantity"), [(" ", "1 µCi"), ("I-131", "0 µCi")])
def test_a_lost_item_needs_a_nuclide_and_a_real_quantity(nuclide: str, quantity: str) -> None:
    with pytest.raises(Invalid):
        LostItem(nuclide, Activity.parse("1 mCi"), Activity.parse(quantity))


def test_a_leak_is_reported_from_185_becquerel_on() -> None:
    levels = levels_for(EventKind.LEAK)

    def found(removable: str | None, shown: tuple[Level, ...] = levels) -> Verdict:
        activity = Activity.parse(removable) if removable else None
        return leak_findings(LeakFacts(removable=activity), shown)[0].verdict

    assert found(None) is Verdict.OPEN
    assert found("0.005 µCi") is Verdict.MET
    assert found("184.9 Bq") is Verdict.NOT_MET
    strict = tuple(replace(level, inclusive=True) for level in levels)
    assert found("185 Bq", strict) is Verdict.NOT_MET


def test_verdicts_join() -> None:
    assert both(Verdict.MET, Verdict.MET) is Verdict.MET
    assert both(Verdict.UNKNOWN, Verdict.MET) is Verdict.UNKNOWN
    assert either(()) is Verdict.NOT_MET
    assert either((Verdict.NOT_MET, Verdict.OPEN)) is Verdict.OPEN
    assert from_answer(Answer.NO) is Verdict.NOT_MET
