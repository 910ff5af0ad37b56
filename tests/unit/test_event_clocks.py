"""The clocks of events: due moments, states, and which clocks an event owes as it is worked through."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.reference.event_rules import Span
from au_desktop.domain.safety.child_screen import ChildScreen
from au_desktop.domain.safety.event_clocks import ClockState, due_of, started, state_of, time_left
from au_desktop.domain.safety.event_levels import Answer, Levels
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import Determination, Event, EventKind
from au_desktop.domain.safety.incident_screen import IncidentDoses
from au_desktop.domain.safety.lost_material import LeakFacts, LossFacts, LostItem
from au_desktop.domain.safety.owed_clocks import DETERMINED_NOT, NO_CRITERION, with_clocks
from tests.builders import reference
from tests.event_examples import DISCOVERED, EASTERN, RSO, an_event, done_at, later

RULES = reference().event_rules.clocks
POSSIBLE = MedicalScreen(wrong_drug=Answer.YES, wrong_dose=Answer.UNKNOWN)


def clocked(event: Event) -> Event:
    return with_clocks(event, RULES)


def keys(event: Event) -> list[str]:
    return [clock.key for clock in event.clocks if clock.running]


def test_the_next_calendar_day_ends_with_its_last_instant() -> None:
    due = due_of(Span.NEXT_DAY, 0, DISCOVERED)
    assert due.local == datetime(2026, 11, 21, 23, 59, 59, 999999, tzinfo=EASTERN)
    new_year = Moment.of(datetime(2026, 12, 31, 0, 5, tzinfo=EASTERN))
    assert due_of(Span.NEXT_DAY, 0, new_year).local.date().isoformat() == "2027-01-01"


def test_the_next_day_ends_by_the_offset_of_that_day() -> None:
    eve = Moment.of(datetime(2026, 3, 7, 22, 0, tzinfo=EASTERN))
    due = due_of(Span.NEXT_DAY, 0, eve, offset_then=-240)
    summer = timezone(timedelta(hours=-4))
    assert due.local == datetime(2026, 3, 8, 23, 59, 59, 999999, tzinfo=summer)
    event = an_event(EventKind.EMERGENCY, at=eve, discovered_at=eve)

    def offset_at(moment: Moment) -> int:
        return 60 if moment.utc > eve.utc else 0

    screened = replace(event, kind=EventKind.MEDICAL, screen=POSSIBLE, levels=_medical_levels())
    clock = with_clocks(screened, RULES, offset_at).clocks[0]
    assert (clock.key, clock.due) == ("me-phone", due)


def _medical_levels() -> Levels:
    return an_event(EventKind.MEDICAL).levels + an_event(EventKind.OTHER).levels


@pytest.mark.parametrize(
    ("span", "count", "expected"),
    [
        (Span.AT_ONCE, 0, timedelta(0)),
        (Span.AS_SOON, 0, timedelta(0)),
        (Span.HOURS, 24, timedelta(hours=24)),
        (Span.DAYS, 15, timedelta(days=15)),
    ],
)
def test_other_spans_run_from_the_discovery(span: Span, count: int, expected: timedelta) -> None:
    assert due_of(span, count, DISCOVERED).utc - DISCOVERED.utc == expected


def test_a_clock_runs_is_overdue_and_was_met() -> None:
    clock = started(RULES["me-physician"], DISCOVERED)
    assert state_of(clock, clock.due) is ClockState.RUNNING
    assert state_of(clock, later(clock.due, seconds=1)) is ClockState.OVERDUE
    assert time_left(clock, DISCOVERED) == timedelta(hours=24)
    in_time = replace(clock, done=done_at(clock.due))
    assert state_of(in_time, clock.due) is ClockState.IN_TIME
    assert not in_time.late
    late = replace(clock, done=done_at(later(clock.due, hours=2)))
    assert state_of(late, clock.due) is ClockState.LATE
    assert time_left(late, DISCOVERED) == timedelta(hours=-2)
    excused = replace(clock, done=done_at(later(clock.due, hours=2), excused="told by physician"))
    assert state_of(excused, clock.due) is ClockState.NOT_OWED
    assert not excused.late
    assert state_of(replace(clock, lifted="determined"), clock.due) is ClockState.NOT_OWED


def test_at_once_has_no_number_and_is_never_late() -> None:
    clock = started(RULES["incident-at-once"], DISCOVERED)
    assert state_of(clock, later(DISCOVERED, minutes=1)) is ClockState.OVERDUE
    done = replace(clock, done=done_at(later(DISCOVERED, hours=9)))
    assert state_of(done, DISCOVERED) is ClockState.DONE
    assert not done.late


def test_a_screen_owes_nothing_until_something_is_possible() -> None:
    assert keys(clocked(an_event(EventKind.MEDICAL))) == []
    possible = clocked(an_event(EventKind.MEDICAL, screen=POSSIBLE))
    assert keys(possible) == [
        "me-phone",
        "me-physician",
        "me-individual",
        "me-report",
        "me-copy",
    ]
    assert {clock.since for clock in possible.clocks} == {DISCOVERED}
    assert clocked(possible) == possible
    child = an_event(EventKind.CHILD, child=ChildScreen(child_damage=Answer.YES))
    assert keys(clocked(child))[2] == "child-mother"


def test_what_is_no_longer_owed_says_why_and_what_was_done_stays() -> None:
    possible = clocked(an_event(EventKind.MEDICAL, screen=POSSIBLE))
    told = replace(possible.clocks[0], done=done_at(later(DISCOVERED, hours=1)))
    answered = replace(possible, clocks=(told, *possible.clocks[1:]))
    answered = clocked(replace(answered, screen=MedicalScreen()))
    assert [clock.lifted for clock in answered.clocks] == [NO_CRITERION] * 5
    assert answered.clocks[0].done == told.done
    no = Determination(reportable=False, by=RSO, at=DISCOVERED, reason="dose was planned")
    lifted = clocked(replace(possible, determination=no))
    assert [clock.lifted for clock in lifted.clocks] == [DETERMINED_NOT] * 5
    yes = replace(no, reportable=True)
    assert len(keys(clocked(replace(lifted, determination=yes, screen=MedicalScreen())))) == 5


def test_another_discovery_moves_what_is_due() -> None:
    possible = clocked(an_event(EventKind.MEDICAL, screen=POSSIBLE))
    earlier = later(DISCOVERED, hours=-2)
    moved = clocked(replace(possible, discovered_at=earlier))
    assert moved.clocks[1].due == later(earlier, hours=24)
    assert with_clocks(replace(possible, discovered_at=earlier), {}).clocks == possible.clocks


def test_a_loss_is_called_in_and_then_written() -> None:
    lost = LossFacts(
        items=(LostItem("I-131", Activity.parse("5 mCi"), Activity.parse("1 µCi")),),
        exposure=Answer.YES,
    )
    event = clocked(an_event(EventKind.LOSS, loss=lost))
    assert keys(event) == ["loss-phone-at-once", "loss-phone-30-days"]
    called = later(DISCOVERED, hours=1)
    phoned = replace(event.clocks[0], done=done_at(called))
    written = clocked(replace(event, clocks=(phoned, event.clocks[1])))
    assert written.clocks[-1].key == "loss-report"
    assert written.clocks[-1].due == later(called, days=30)


def test_leaks_incidents_packages_and_emergencies_owe_their_own() -> None:
    leak = LeakFacts(removable=Activity.parse("200 Bq"))
    assert keys(clocked(an_event(EventKind.LEAK, leak=leak))) == ["leak-report"]
    dose = IncidentDoses(tede=Dose.parse("6 rem"), loss_of_control=Answer.YES)
    spill = clocked(an_event(EventKind.SPILL, incident=dose))
    assert keys(spill) == ["incident-24-hours", "incident-report"]
    assert keys(clocked(an_event(EventKind.PACKAGE))) == ["package-carrier", "package-nrc"]
    assert keys(clocked(an_event(EventKind.EMERGENCY))) == ["emergency-rso", "emergency-au"]


def test_the_report_of_a_leak_counts_from_the_test() -> None:
    """35.3067: within 5 days if a leak test reveals it, however long the result was away."""
    before = later(DISCOVERED, days=-2)
    leak = LeakFacts(removable=Activity.parse("200 Bq"), tested_at=before)
    assert clocked(an_event(EventKind.LEAK, leak=leak)).clocks[0].due == later(before, days=5)
    after = replace(leak, tested_at=later(DISCOVERED, days=1))
    event = clocked(an_event(EventKind.LEAK, leak=after))
    assert event.clocks[0].due == later(DISCOVERED, days=5)


def test_every_rule_of_a_clock_can_be_owed() -> None:
    numbered = {rule.id for rule in RULES.values() if rule.span.numbered}
    assert "me-phone" in numbered
    assert "package-nrc" not in numbered
    assert reference().event_rules.steps_of("spill")[0].id == "spill-notify"
