"""The words about cases: every reason of the gate, its chip, and the dosage check at its exact edges."""

from dataclasses import replace

import pytest

from au_desktop.domain.quantities import Activity
from au_desktop.domain.reference.profiles import DosageCategory
from au_desktop.domain.training.cases import Prescribed
from au_desktop.domain.training.counting.gate import CaseVerdict, GateReason, Reason
from au_desktop.domain.training.trainees import Period
from au_desktop.settings import DateStyle, Settings, UnitsFirst
from au_desktop.ui.cases.dosage_words import dosage_words
from au_desktop.ui.kit.gate_words import (
    by_weight,
    reason_sentence,
    reason_sentences,
    verdict_chip,
    verdict_sentence,
)
from au_desktop.ui.kit.training_words import (
    activity_in_both,
    activity_words,
    day_short,
    period_short,
    period_words,
    prescribed_words,
)
from tests.builders import a_case, gbq, mci, reference
from tests.training_center import TODAY

FACTS = {
    "date": "2026-11-18",
    "trainee": "Example 07, A.",
    "supervisor": "Example Q.",
    "category": "Parenteral",
    "drug": "Y-90 glass microspheres",
    "profile": "NRC",
    "why": "regulated under 35.1000",
    "reason": "logged twice",
    "cases": "C-000001",
    "claimed": "performed",
    "rated": "assisted",
    "missing": "rating",
    "entered": "2026-11-20",
    "hours": "24",
    "section": "35.396",
    "sections": "35.57, 35.390, 35.396",
    "fault": "listed, but under none of the sections",
}


@pytest.fixture
def parenteral() -> DosageCategory:
    return reference().profile("nrc-2019").category("G3")


@pytest.mark.parametrize("code", list(GateReason))
def test_every_reason_is_a_sentence_without_raw_facts(code):
    sentence = reason_sentence(Reason(code, FACTS))
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert "2026-11-18" not in sentence
    assert "{" not in sentence


@pytest.mark.parametrize("code", list(GateReason))
def test_every_reason_has_a_chip(code, parenteral):
    words, _ = verdict_chip(CaseVerdict(parenteral, (Reason(code, FACTS),)))
    assert 0 < len(words) <= 18


def test_reasons_say_whom_and_when():
    said = reason_sentence(
        Reason(GateReason.SUPERVISOR_NOT_AUTHORIZED, FACTS), DateStyle.MONTH_DAY
    )
    assert said == "No license lists Example Q. on Nov 18, 2026 for: Parenteral."
    observed = reason_sentence(Reason(GateReason.OBSERVER_CAPACITY, FACTS))
    assert observed.startswith("Example 07, A. is an observer on 18 Nov 2026")
    spheres = reason_sentence(Reason(GateReason.NO_CATEGORY, FACTS))
    assert "regulated under 10 CFR 35.1000" in spheres


def test_the_gravest_reason_stands_first_and_names_the_chip(parenteral):
    verdict = CaseVerdict(
        parenteral,
        (
            Reason(GateReason.NO_PART),
            Reason(GateReason.NOT_CONFIRMED),
            Reason(GateReason.NO_CAPACITY, FACTS),
        ),
    )
    assert by_weight(verdict)[0].code is GateReason.NO_CAPACITY
    assert verdict_chip(verdict) == ("no capacity", "problem")
    assert "no capacity" in reason_sentences(verdict)[0]


def test_small_gaps_are_counted(parenteral):
    gaps = CaseVerdict(parenteral, (Reason(GateReason.NO_PART), Reason(GateReason.NOT_CONFIRMED)))
    assert verdict_chip(gaps) == ("2 things missing", "attention")
    assert verdict_sentence(gaps) == "Does not count yet:"


def test_what_counts_says_toward_what(parenteral):
    verdict = CaseVerdict(parenteral, ())
    assert verdict_chip(verdict) == ("counts", "ok")
    assert verdict_sentence(verdict) == f"Counts toward: {parenteral.title}."
    assert reason_sentences(verdict) == ()


def checked(prescribed: Prescribed, administered: Activity):
    return dosage_words(a_case(prescribed=prescribed, administered=administered))


@pytest.mark.parametrize(
    ("administered", "chip", "state", "event"),
    [
        ("7.4", "0.0 %", "ok", False),
        ("7.41", "+0.1 %", "ok", False),
        ("8.88", "+20.0 %", "attention", True),
        ("5.92", "-20.0 %", "attention", True),
        ("8.8801", "+20.0 %", "problem", True),
        ("5.9", "-20.3 %", "problem", True),
    ],
)
def test_exactly_twenty_percent_may_be_used_and_meets_the_event_leg(
    administered, chip, state, event
):
    words = checked(Prescribed(gbq("7.4")), gbq(administered))
    assert words.chip.replace("\N{NO-BREAK SPACE}", " ") == chip
    assert words.state == state
    assert any("35.3045" in line for line in words.lines) is event
    assert ("may be used" in words.lines[1]) is (state != "problem")


def test_a_range_holds_its_ends():
    held = Prescribed(mci("100"), mci("150"))
    assert checked(held, mci("150")).chip == "in range"
    assert checked(held, mci("150.1")).chip == "out of range"
    assert checked(held, mci("150.1")).state == "problem"


def test_nothing_to_check_while_an_activity_is_missing():
    assert dosage_words(a_case(administered=None)) is None
    assert dosage_words(a_case(prescribed=None)) is None


def test_activities_in_the_units_of_the_settings():
    mci_first = replace(Settings(), units_first=UnitsFirst.MCI)
    assert activity_words(gbq("7.4"), Settings()) == "7.4 GBq"
    assert activity_words(gbq("7.4"), mci_first) == "200 mCi"
    assert activity_in_both(gbq("7.4"), mci_first) == "200 mCi (7.4 GBq)"
    assert activity_words(None, Settings()) == "–"
    assert prescribed_words(Prescribed(mci("100"), mci("150")), mci_first) == "100 mCi to 150 mCi"


@pytest.mark.parametrize(
    ("first", "last", "words", "short"),
    [
        ((2026, 11, 17), (2026, 11, 20), "17–20 Nov 2026", "17–20 Nov"),
        ((2026, 11, 30), (2026, 12, 18), "30 Nov – 18 Dec 2026", "30 Nov – 18 Dec"),
        ((2026, 12, 28), (2027, 1, 3), "28 Dec 2026 – 3 Jan 2027", "28 Dec – 3 Jan 2027"),
        ((2026, 11, 17), (2026, 11, 17), "17 Nov 2026", "17 Nov"),
        ((2026, 11, 17), None, "since 17 Nov 2026", "since 17 Nov"),
    ],
)
def test_periods_say_nothing_twice(first, last, words, short):
    period = Period(TODAY.replace(*first), TODAY.replace(*last) if last else None)
    assert period_words(period) == words
    assert period_short(period, DateStyle.DAY_MONTH, TODAY) == short


def test_short_days_keep_the_year_where_the_style_needs_it():
    assert day_short(TODAY, DateStyle.MONTH_DAY, TODAY) == "Nov 20"
    assert day_short(TODAY, DateStyle.ISO, TODAY) == "2026-11-20"
    assert period_words(None) == "–"
