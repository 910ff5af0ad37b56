"""Drafts of written reports: what each rule asks for, their blanks, and no identifiers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.quantities import Activity, Dose, DoseRate
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_reports import (
    ReportNamesPatient,
    event_report,
    identifier_in,
)
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import EventKind
from au_desktop.domain.safety.incident_screen import IncidentDoses
from au_desktop.domain.safety.lost_material import LeakFacts, LossFacts, LostItem
from au_desktop.domain.safety.owed_clocks import with_clocks
from au_desktop.domain.safety.spills import SpillFacts, SpillReading
from tests.builders import reference
from tests.event_examples import DISCOVERED, an_event, done_at, later

RULES = reference().event_rules.clocks
POSSIBLE = MedicalScreen(site_exceeds=Answer.YES)


def test_a_medical_event_report_asks_for_the_seven_items() -> None:
    report = event_report(an_event(EventKind.MEDICAL))
    numerals = ("i", "ii", "iii", "iv", "v", "vi", "vii")
    asked = [line.paragraph for line in report.lines]
    assert asked == [f"35.3045(d)(1)({numeral})" for numeral in numerals]
    assert report.blanks == 6
    assert (report.code, report.rule) == ("EV-0004", "10 CFR 35.3045(d)")


def test_the_certification_says_what_was_done_or_why_not() -> None:
    event = with_clocks(
        an_event(EventKind.MEDICAL, screen=POSSIBLE, story="Wrong vial", nuclide="Lu-177"), RULES
    )
    assert event_report(event).lines[-1].text == ""
    told = replace(event.clocks[2], done=done_at(later(DISCOVERED, hours=3), how="in person"))
    plain = replace(told, done=done_at(later(DISCOVERED, hours=3)))

    def last(clock: object) -> str:
        clocks = (*event.clocks[:2], clock, *event.clocks[3:])
        return event_report(replace(event, clocks=clocks)).lines[-1].text  # type: ignore[arg-type]

    assert last(told) == "Notified 2026-11-20 19:30, in person."
    assert last(plain) == "Notified 2026-11-20 19:30."
    excused = replace(told, done=done_at(DISCOVERED, excused="the referring physician will tell"))
    assert last(excused).startswith("Not notified by the licensee: the referring")
    story = event_report(event).lines[2].text
    assert story == "Discovered 2026-11-20 16:30. Lu-177. Wrong vial"


def test_a_child_report_speaks_of_the_child() -> None:
    report = event_report(an_event(EventKind.CHILD))
    assert report.rule == "10 CFR 35.3047(d)"
    assert "nursing child" in report.lines[4].title


def test_loss_leak_exposure_and_other_reports() -> None:
    lost = LossFacts(items=(LostItem("I-131", Activity.parse("5 mCi")),), disposition="Waste?")
    loss = event_report(an_event(EventKind.LOSS, loss=lost, form="capsule"))
    assert loss.lines[1].text == "I-131 5 mCi, capsule"
    assert loss.lines[1].paragraph == "20.2201(b)(1)(i)"
    leak = LeakFacts("RV-1", "77", Activity.parse("200 Bq"), DISCOVERED, "Withdrawn")
    held = an_event(EventKind.LEAK, leak=leak, nuclide="Cs-137", activity=Activity.parse("1 mCi"))
    assert event_report(held).blanks == 0
    assert event_report(an_event(EventKind.LEAK)).blanks == 7
    doses = IncidentDoses(tede=Dose.parse("26 rem"))
    exposed = event_report(an_event(EventKind.SPILL, incident=doses))
    assert exposed.rule == "10 CFR 20.2203(b)(1)"
    assert exposed.lines[2].text == "TEDE 26 rem"
    read = (
        SpillReading("floor", DoseRate.parse("2 mrem/h"), wipe_after=Decimal(150)),
        SpillReading("door"),
    )
    spilled = an_event(EventKind.SPILL, incident=doses, spill=SpillFacts(readings=read))
    levels = event_report(spilled).lines[3]
    assert levels.paragraph == "20.2203(b)(1)(ii)"
    assert levels.text == "floor: before 2 mrem/h, wipe after 150 dpm/100 cm²; door"
    none = event_report(replace(an_event(EventKind.SPILL), incident=None))
    assert (none.title, none.rule) == ("Summary of an event", "")
    unknown = IncidentDoses(at_once=Answer.UNKNOWN)
    assert event_report(an_event(EventKind.OTHER, incident=unknown)).lines[2].text == ""


def test_a_summary_tells_what_was_reported() -> None:
    event = with_clocks(an_event(EventKind.PACKAGE), RULES)
    told = replace(event.clocks[0], done=done_at(DISCOVERED))
    event = replace(event, clocks=(told, event.clocks[1]))
    said = event_report(event).lines[-1].text
    assert said == "Notify the final delivery carrier: 2026-11-20 16:30"


@pytest.mark.parametrize(
    "text",
    [
        "MRN 12",
        "number 12345678",
        "123-45-6789",
        "told Mrs. Miller",
        "date of birth known",
        "patient John Smith felt well",
        "the patient's name",
    ],
)
def test_what_looks_like_an_identifier_is_refused(text: str) -> None:
    with pytest.raises(ReportNamesPatient) as caught:
        event_report(an_event(EventKind.MEDICAL, cause=text))
    assert caught.value.title == "Why it occurred"
    assert caught.value.found in text


@pytest.mark.parametrize(
    "text", ["", "7.40 GBq of Lu-177 in P-0012", "Dr. Adams, 2026-11-20", "the patient was told"]
)
def test_plain_facts_are_taken(text: str) -> None:
    assert identifier_in(text) == ""
