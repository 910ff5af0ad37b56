"""The event record: its state in a word, its links, what keeps it open, spills and extravasations."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.ids import CaseId, InstrumentId, RoomId, SafetyId
from au_desktop.domain.quantities import Activity, DoseRate
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import (
    Closing,
    Determination,
    Event,
    EventKind,
    EventState,
    OpenPoint,
    open_points,
)
from au_desktop.domain.safety.extravasations import ExtravasationFacts, SiteReading
from au_desktop.domain.safety.owed_clocks import with_clocks
from au_desktop.domain.safety.patient_emergencies import EmergencyFacts
from au_desktop.domain.safety.safety_records import MeterRef, PersonRef, RoomRef
from au_desktop.domain.safety.spills import (
    AcceptedLevel,
    Remains,
    SpillFacts,
    SpillPerson,
    SpillReading,
    SpillReason,
    SpillSize,
    judge_spill,
)
from tests.builders import reference
from tests.event_examples import DISCOVERED, RSO, an_event, done_at, later

METER = MeterRef(InstrumentId(UUID(int=20)), "Ludlum 3")
LUTETIUM = AcceptedLevel(Activity.parse("2 mCi"), evacuate_from=Activity.parse("50 mCi"))


def spilled(amount: str | None, level: AcceptedLevel | None = LUTETIUM) -> SpillFacts:
    return SpillFacts(activity=Activity.parse(amount) if amount else None, level=level)


@pytest.mark.parametrize(
    ("spill", "size", "reason"),
    [
        (spilled("1.999 mCi"), SpillSize.MINOR, SpillReason.BELOW),
        (spilled("2 mCi"), SpillSize.MAJOR, SpillReason.REACHED),
        (spilled("74 MBq"), SpillSize.MAJOR, SpillReason.REACHED),
        (spilled(None), SpillSize.OPEN, SpillReason.NO_ACTIVITY),
        (spilled("1 mCi", None), SpillSize.OPEN, SpillReason.NO_LEVEL),
        (spilled(None, AcceptedLevel(any_amount=True)), SpillSize.MAJOR, SpillReason.ANY),
        (replace(spilled("1 µCi"), weighs=Answer.YES), SpillSize.MAJOR, SpillReason.WEIGHS),
    ],
)
def test_a_spill_is_judged_by_the_accepted_level_only(
    spill: SpillFacts, size: SpillSize, reason: SpillReason
) -> None:
    judged = judge_spill(spill)
    assert (judged.size, judged.reason) == (size, reason)
    assert judged.major is (size is not SpillSize.MINOR)
    assert not judged.evacuate


def test_the_level_for_leaving_the_area() -> None:
    assert judge_spill(spilled("50 mCi")).evacuate
    assert not judge_spill(spilled("49 mCi")).evacuate


def test_a_level_is_something() -> None:
    with pytest.raises(Invalid):
        AcceptedLevel()
    with pytest.raises(Invalid):
        AcceptedLevel(Activity.parse("0 mCi"))
    with pytest.raises(Invalid):
        SpillReading(" ")


def test_the_state_in_a_word() -> None:
    event = an_event(EventKind.MEDICAL)
    assert event.state is EventState.OPEN
    assert event.to_determine
    assert not event.attention
    possible = replace(event, screen=MedicalScreen(site_exceeds=Answer.YES))
    assert possible.state is EventState.POSSIBLE
    assert possible.attention
    yes = Determination(reportable=True, by=RSO, at=DISCOVERED, reason="60 rem")
    reportable = replace(possible, determination=yes)
    assert (reportable.state, reportable.attention) == (EventState.REPORTABLE, True)
    cleared = replace(possible, determination=replace(yes, reportable=False))
    assert (cleared.state, cleared.attention) == (EventState.NOT_REPORTABLE, False)
    assert not cleared.to_determine
    closed = replace(cleared, closed=Closing(RSO, DISCOVERED, "seen"))
    assert closed.state is EventState.CLOSED
    assert not closed.summary.open
    assert not an_event(EventKind.OTHER).to_determine


def test_running_clocks_are_deadlines_until_it_is_closed() -> None:
    event = with_clocks(an_event(EventKind.EMERGENCY), reference().event_rules.clocks)
    assert [one.key for one in event.summary.deadlines] == ["emergency-rso", "emergency-au"]
    told = replace(event.clocks[0], done=done_at(later(DISCOVERED, minutes=5)))
    event = replace(event, clocks=(told, event.clocks[1]))
    assert [one.key for one in event.summary.deadlines] == ["emergency-au"]
    assert event.summary.deadlines[0].basis == "10 CFR 35.315(b)"
    closed = replace(event, closed=Closing(RSO, DISCOVERED))
    assert closed.summary.deadlines == ()


def test_a_late_answer_asks_for_attention() -> None:
    rules = reference().event_rules.clocks
    leak = with_clocks(
        an_event(EventKind.MEDICAL, screen=MedicalScreen(site_exceeds=Answer.YES)), rules
    )
    late = replace(leak.clocks[0], done=done_at(later(DISCOVERED, days=3)))
    no = Determination(reportable=False, by=RSO, at=DISCOVERED, reason="-")
    assert replace(leak, clocks=(late,), determination=no).attention


def test_an_event_names_what_it_is_about() -> None:
    person = PersonRef("Tess Hall", RSO.id)
    reading = SpillReading("Floor", DoseRate.parse("2 mrem/h"), meter=METER)
    event = an_event(
        EventKind.SPILL,
        room=RoomRef(RoomId(UUID(int=3)), "Hot lab"),
        case_id=CaseId(UUID(int=4)),
        patient_code="P-12",
        about_id=SafetyId(UUID(int=5)),
        about="PK-0001",
        nuclide="Lu-177",
        activity=Activity.parse("1 mCi"),
        spill=SpillFacts(people=(SpillPerson(person),), readings=(reading, SpillReading("Bench"))),
    )
    summary = event.summary
    assert summary.label == "Spill: Lu-177 1 mCi"
    assert summary.about == "Hot lab · P-12 · PK-0001"
    assert {link.int for link in summary.links} == {3, 4, 5, 7, 20}
    assert an_event(EventKind.OTHER).summary.label == "Other event"
    assert an_event(EventKind.OTHER, title="Alarm").summary.label == "Other event: Alarm"
    stranger = SpillFacts(people=(SpillPerson(PersonRef("Visitor")),))
    assert an_event(EventKind.SPILL, spill=stranger).summary.links == ()
    site = ExtravasationFacts(
        readings=(SiteReading(DISCOVERED, DoseRate.parse("3 mR/h"), meter=METER),)
    )
    assert an_event(EventKind.EXTRAVASATION, extravasation=site).summary.links == (METER.id,)
    rate = EmergencyFacts(meter=METER)
    assert an_event(EventKind.EMERGENCY, emergency=rate).summary.links == (METER.id,)


def test_what_keeps_an_event_open() -> None:
    assert open_points(an_event(EventKind.MEDICAL)) == (
        OpenPoint.STORY,
        OpenPoint.CAUSE,
        OpenPoint.DETERMINATION,
    )
    spill = an_event(EventKind.SPILL, story="Vial fell", cause="Loose cap")
    assert open_points(spill) == (OpenPoint.SPILL_SIZE, OpenPoint.REMAINS)
    left = replace(spilled("1 mCi"), remains=Remains.OUT_OF_REACH)
    assert left.for_site_file
    assert open_points(replace(spill, spill=left)) == (OpenPoint.REMAINING,)
    assert replace(spill, spill=left).attention
    told = replace(left, remaining="Under the bench, 400 dpm/100 cm²")
    assert open_points(replace(spill, spill=told)) == ()
    emergency = with_clocks(
        an_event(EventKind.EMERGENCY, story="Fall"), reference().event_rules.clocks
    )
    assert open_points(emergency) == (OpenPoint.CLOCK,)


def test_nothing_is_discovered_before_it_happened_and_a_patient_is_a_code() -> None:
    with pytest.raises(Invalid):
        an_event(EventKind.OTHER, discovered_at=later(DISCOVERED, days=-1))
    with pytest.raises(Invalid):
        an_event(EventKind.OTHER, patient_code="Jane Doe")
    assert an_event(EventKind.OTHER, discovered_at=None).known_at < DISCOVERED


def test_the_site_against_the_other_side() -> None:
    both = SiteReading(DISCOVERED, DoseRate.parse("30 mR/h"), DoseRate.parse("2 mR/h"))
    assert both.ratio == Decimal(15)
    assert replace(both, other=None).ratio is None
    assert replace(both, other=DoseRate.parse("0 mR/h")).ratio is None
    facts = ExtravasationFacts(
        given=Activity.parse("200 mCi"), infiltrated=Activity.parse("10 mCi")
    )
    assert facts.infiltrated_percent == Decimal(5)
    assert replace(facts, infiltrated=None).infiltrated_percent is None
    assert replace(facts, given=Activity.parse("0 mCi")).infiltrated_percent is None


def test_an_event_reads_back_as_it_was_written() -> None:
    rules = reference().event_rules.clocks
    event = with_clocks(
        an_event(
            EventKind.MEDICAL,
            screen=MedicalScreen(
                prescribed=Activity.parse("200 mCi"), site_exceeds=Answer.UNKNOWN
            ),
        ),
        rules,
    )
    assert from_document(Event, as_document(event)) == event
