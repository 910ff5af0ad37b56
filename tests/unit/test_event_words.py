"""Events in words: how long is left, what was done, and that a screen never says more than it knows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.safety.event_clocks import started
from au_desktop.domain.safety.event_levels import Answer, Verdict
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import Determination, EventKind, OpenPoint
from au_desktop.domain.safety.extravasations import ExtravasationFacts, SiteReading
from au_desktop.domain.safety.spills import (
    AcceptedLevel,
    SpillFacts,
    SpillJudgment,
    SpillReason,
    SpillSize,
)
from au_desktop.services.wording import event_words
from tests.builders import reference
from tests.event_examples import DISCOVERED, RSO, an_event, done_at, later

RULES = reference().event_rules.clocks


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=20), "less than 1 min"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(hours=4, minutes=10), "4 h 10 min"),
        (timedelta(hours=-4), "4 h"),
        (timedelta(days=2, hours=3), "2 d 3 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=14, hours=5), "14 d"),
    ],
)
def test_spans_in_at_most_two_units(span: timedelta, words: str) -> None:
    assert event_words.span_words(span) == words


def test_clocks_say_how_they_stand() -> None:
    phone, call = (
        started(RULES["me-physician"], DISCOVERED),
        started(RULES["emergency-rso"], DISCOVERED),
    )
    now = later(DISCOVERED, hours=25)
    say = event_words.clock_words
    assert say(phone, DISCOVERED) == "1 d left"
    assert say(phone, now) == "Overdue for 1 h"
    assert say(call, DISCOVERED) == "Now"
    assert say(call, now) == "Due now, for 1 d 1 h"
    assert say(replace(phone, done=done_at(DISCOVERED)), now) == "Done in time"
    assert say(replace(phone, done=done_at(now)), now) == "Done 1 h late"
    assert say(replace(call, done=done_at(later(DISCOVERED, minutes=12))), now) == (
        "Done after 12 min"
    )
    assert say(replace(phone, lifted="No longer owed."), now) == "Not owed"


def test_what_is_due_without_its_record() -> None:
    due = later(DISCOVERED, hours=2)
    assert event_words.due_words(due, DISCOVERED) == "2 h left"
    assert event_words.due_words(DISCOVERED, due) == "Due for 2 h"


def test_clocks_say_what_was_done() -> None:
    clock = started(RULES["me-physician"], DISCOVERED)
    assert event_words.clock_reason(clock) == ""
    assert event_words.clock_reason(replace(clock, lifted="Determined.")) == "Determined."
    excused = replace(clock, done=done_at(DISCOVERED, excused="The physician will tell"))
    assert event_words.clock_reason(excused) == "The physician will tell"
    told = replace(clock, done=done_at(DISCOVERED, how="telephone"))
    words = event_words.clock_reason(told)
    assert words == "Duty officer, telephone. Recorded by Ruth Osei."


def test_a_screen_says_possible_or_nothing_so_far() -> None:
    event = an_event(EventKind.MEDICAL)
    assert event_words.result_words(event) == "No criterion met so far."
    assert not event_words.possible(event)
    found = replace(event, screen=MedicalScreen(site_exceeds=Answer.YES))
    assert event_words.result_words(found) == "Possible: RSO to determine."
    assert event_words.possible(found)
    said = Determination(reportable=True, by=RSO, at=DISCOVERED, reason="60 rem to a kidney.")
    words = event_words.result_words(replace(found, determination=said))
    assert words == "Ruth Osei (RSO) determined on 2026-11-20: reportable. 60 rem to a kidney."
    no = replace(said, reportable=False)
    assert "not reportable" in event_words.result_words(replace(found, determination=no))


def test_every_finding_verdict_kind_and_open_point_has_words() -> None:
    for kind in EventKind:
        assert event_words.KIND_TITLES[kind]
        for finding in an_event(kind).findings:
            assert event_words.finding_title(finding)
    assert all(event_words.verdict_words(verdict) for verdict in Verdict)
    assert all(event_words.open_point_words(point) for point in OpenPoint)


def test_a_spill_says_why_it_has_its_size() -> None:
    for reason in SpillReason:
        assert event_words.spill_words(SpillJudgment(SpillSize.OPEN, reason)).endswith(".")
    major = SpillJudgment(SpillSize.MAJOR, SpillReason.REACHED, evacuate=True)
    assert event_words.is_major(major)
    assert "leaving the area is reached" in event_words.spill_words(major)


def test_the_numbers_of_a_spill_stand_in_its_reckoning() -> None:
    level = AcceptedLevel(Activity.parse("2 mCi"))
    spill = SpillFacts(activity=Activity.parse("0.9 mCi"), level=level)
    assert event_words.spill_reckoning(spill) == "0.9 mCi / 2 mCi = 45 % of the level."
    assert event_words.spill_reckoning(replace(spill, activity=None)) == ""
    assert event_words.spill_reckoning(replace(spill, level=None)) == ""
    anything = replace(spill, level=AcceptedLevel(any_amount=True))
    assert event_words.spill_reckoning(anything) == ""


def test_the_numbers_of_an_extravasation_stand_in_its_reckoning() -> None:
    reading = SiteReading(DISCOVERED, DoseRate.parse("30 mR/h"), DoseRate.parse("2 mR/h"))
    facts = ExtravasationFacts(
        given=Activity.parse("200 mCi"),
        infiltrated=Activity.parse("4 mCi"),
        readings=(reading, replace(reading, other=None)),
    )
    assert event_words.extravasation_reckoning(facts) == (
        "4 mCi / 200 mCi = 2 % infiltrated. 30 mR/h / 2 mR/h = 15 times the other side."
    )
    assert event_words.extravasation_reckoning(ExtravasationFacts()) == ""
