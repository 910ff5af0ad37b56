"""Events as use cases: started, worked through, their clocks answered, determined and closed by the RSO only."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound, ReasonRequired
from au_desktop.domain.ids import CaseId, RoomId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import Activity, Dose
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.event_levels import Answer
from au_desktop.domain.safety.event_reports import ReportNamesPatient
from au_desktop.domain.safety.event_screen import MedicalScreen
from au_desktop.domain.safety.events import (
    EventIsClosed,
    EventKind,
    EventNotReady,
    EventState,
    OpenPoint,
)
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.safety_records import RecordMoved
from au_desktop.domain.safety.spills import AcceptedLevel, Remains
from au_desktop.domain.training.cases import Prescribed
from au_desktop.services.refusals.event_sentences import register
from au_desktop.services.safety.event_log import ClockAnswer, EventLog, NewEvent
from au_desktop.services.safety.event_screening import EventScreening, suggested
from au_desktop.services.sentences import sentence_for
from tests.builders import MemoryDesk, a_case

ROOM = Room(RoomId(UUID(int=51)), "Hot lab")


class Events:
    """A center in memory with its staff and its RSO at the log of events."""

    def __init__(self) -> None:
        self.memory = MemoryDesk()
        with self.memory.center.unit_of_work() as uow:
            uow.rooms.add(ROOM)
            uow.commit()
        self.staff = EventLog(self.memory.desk(Role.STAFF))
        self.rso = EventLog(self.memory.desk(Role.RSO))

    def now(self, **span: float) -> Moment:
        now = self.memory.clock.now()
        return Moment(now.utc + timedelta(**span), now.offset_minutes)

    def screening(self, role: Role = Role.RSO) -> EventScreening:
        desk = self.memory.desk(role)
        return EventScreening(desk, EventLog(desk))

    def started(self, kind: EventKind, **facts: object) -> SafetyId:
        new = NewEvent(kind, self.now(hours=-2), self.now(hours=-1), " Test ", room_id=ROOM.id)
        return self.staff.start(new, facts).value.id


@pytest.fixture
def events() -> Events:
    return Events()


POSSIBLE = MedicalScreen(site_exceeds=Answer.YES)


def test_an_event_begins_with_steps_levels_and_what_the_center_is(events: Events) -> None:
    event = events.staff.get(events.started(EventKind.SPILL))
    assert event.code == "EV-0001"
    assert event.licensee == "Lakeside RPT Center"
    assert event.title == "Test"
    assert event.room is not None
    assert event.room.name == "Hot lab"
    assert len(event.steps) == 6
    assert len(event.levels) == 8
    assert events.staff.now() == events.now()


def test_nothing_happens_in_the_future(events: Events) -> None:
    new = NewEvent(EventKind.OTHER, events.now(), events.now(minutes=1))
    with pytest.raises(Invalid, match="future"):
        events.staff.start(new)


def test_saving_keeps_facts_and_starts_the_clocks(events: Events) -> None:
    key = events.started(EventKind.MEDICAL)
    event = events.staff.get(key)
    saved = events.staff.save(replace(event, screen=POSSIBLE, clocks=(), steps=())).value
    assert saved.revision == 2
    assert [clock.key for clock in saved.clocks][:2] == ["me-phone", "me-physician"]
    again = events.staff.save(saved)
    assert again.value.revision == 2
    assert not again.changes.kinds
    with pytest.raises(Invalid, match="future"):
        events.staff.save(replace(saved, discovered_at=events.now(hours=1)))


def test_two_workstations_do_not_overwrite_each_others_facts(events: Events) -> None:
    key = events.started(EventKind.SPILL)
    seen = events.staff.get(key)
    events.staff.tick(key, "spill-cover", done=True)
    kept = events.staff.save(replace(seen, cause="label")).value
    assert kept.cause == "label"
    assert any(step.done_at is not None for step in kept.steps)
    with pytest.raises(RecordMoved):
        events.staff.save(replace(seen, cause="wrong vial"))
    with pytest.raises(RecordMoved):
        events.staff.save(replace(kept, revision=9, cause="wrong vial"))
    assert events.staff.get(key).cause == "label"


def test_a_step_is_done_and_taken_back(events: Events) -> None:
    key = events.started(EventKind.SPILL)
    done = events.staff.tick(key, "spill-cover", done=True).value
    step = next(one for one in done.steps if one.key == "spill-cover")
    assert step.done_by is not None
    assert step.done_at == events.now()
    back = events.staff.tick(key, "spill-cover", done=False).value
    assert all(one.done_at is None for one in back.steps)


def test_a_clock_is_answered_with_whom_and_taken_back(events: Events) -> None:
    key = events.started(EventKind.EMERGENCY)
    answer = ClockAnswer(events.now(minutes=-30), " RSO on call ", "telephone")
    outcome = events.staff.answer_clock(key, "emergency-rso", answer)
    done = outcome.value.clocks[0].done
    assert done is not None
    assert (done.whom, done.how) == ("RSO on call", "telephone")
    assert outcome.undo is not None
    outcome.undo.run()
    assert events.staff.get(key).clocks[0].done is None
    events.staff.answer_clock(key, "emergency-au", ClockAnswer(events.now(), excused="is the AU"))
    assert not events.staff.get(key).clocks[1].running
    events.staff.reopen_clock(key, "emergency-au", "another AU")
    assert events.staff.get(key).clocks[1].running
    with pytest.raises(ReasonRequired):
        events.staff.reopen_clock(key, "emergency-au", " ")


@pytest.mark.parametrize(
    ("hours", "whom", "match"),
    [(1, "RSO", "future"), (-3, "RSO", "before the event"), (0, " ", "say who")],
)
def test_an_answer_is_in_its_time_and_names_somebody(
    events: Events, hours: int, whom: str, match: str
) -> None:
    key = events.started(EventKind.EMERGENCY)
    answer = ClockAnswer(events.now(hours=hours), whom)
    with pytest.raises(Invalid, match=match):
        events.staff.answer_clock(key, "emergency-rso", answer)
    with pytest.raises(NotFound):
        events.staff.answer_clock(key, "me-phone", ClockAnswer(events.now(), "NRC"))


def test_the_clocks_of_all_open_events(events: Events) -> None:
    key = events.started(EventKind.EMERGENCY)
    events.started(EventKind.OTHER)
    assert {(one.record_id, one.deadline.key) for one in events.staff.running()} == {
        (key, "emergency-rso"),
        (key, "emergency-au"),
    }


def test_only_the_rso_determines_with_a_reason(events: Events) -> None:
    key = events.started(EventKind.MEDICAL, screen=POSSIBLE)
    with pytest.raises(NotAllowed):
        events.staff.determine(key, "planned", reportable=False)
    with pytest.raises(ReasonRequired):
        events.rso.determine(key, " ", reportable=False)
    event = events.rso.determine(key, "dose was planned", reportable=False).value
    assert event.state is EventState.NOT_REPORTABLE
    assert event.summary.deadlines == ()
    wrong = replace(POSSIBLE, wrong_drug=Answer.YES, wrong_dose=Answer.UNKNOWN)
    named = events.staff.save(replace(event, cause="label")).value
    assert named.determination is not None
    undone = events.staff.save(replace(named, screen=wrong)).value
    assert undone.determination is None, "other findings have to be determined anew"
    yes = events.rso.determine(key, "60 rem to the kidney", reportable=True).value
    kept = events.staff.save(replace(yes, screen=MedicalScreen())).value
    assert kept.state is EventState.REPORTABLE


def test_an_event_never_closes_itself_and_only_the_rso_closes_it(events: Events) -> None:
    key = events.started(EventKind.MEDICAL, screen=POSSIBLE)
    with pytest.raises(NotAllowed):
        events.staff.close(key, "seen")
    with pytest.raises(ReasonRequired):
        events.rso.close(key, "")
    with pytest.raises(EventNotReady) as caught:
        events.rso.close(key, "seen")
    assert OpenPoint.DETERMINATION in caught.value.points
    assert caught.value.clocks[0] == "Telephone the NRC Operations Center"
    register()
    message = sentence_for(caught.value)
    assert "The RSO has not determined" in message.what_happened
    assert "Running: Telephone" in message.what_happened


def test_a_finished_event_is_closed_and_opened_again(events: Events) -> None:
    key = events.started(EventKind.OTHER)
    event = events.staff.save(replace(events.staff.get(key), story="Alarm", cause="Dust")).value
    with pytest.raises(EventNotReady) as caught:
        events.rso.close(events.started(EventKind.OTHER), "seen")
    assert "Running" not in sentence_for(caught.value).what_happened
    closed = events.rso.close(key, "Detector cleaned").value
    assert closed.state is EventState.CLOSED
    with pytest.raises(EventIsClosed) as refused:
        events.staff.save(event)
    assert "EV-0001 was closed" in sentence_for(refused.value).text
    with pytest.raises(ReasonRequired):
        events.rso.reopen(key, "")
    with pytest.raises(NotAllowed):
        events.staff.reopen(key, "more is known")
    assert events.rso.reopen(key, "more is known").value.closed is None
    assert not events.rso.reopen(key, "once more").changes.kinds


def test_a_report_is_a_draft_without_identifiers(events: Events) -> None:
    key = events.started(EventKind.MEDICAL, cause="MRN 7")
    with pytest.raises(ReportNamesPatient) as caught:
        events.staff.report(key)
    assert "35.3045(d)(2)" in sentence_for(caught.value).what_happened
    clean = events.started(EventKind.MEDICAL, cause="Vials stood side by side")
    assert events.staff.report(clean).blanks == 5


def test_a_screen_begins_with_what_the_case_says(events: Events) -> None:
    case = replace(
        a_case(),
        prescribed=Prescribed(Activity.parse("200 mCi")),
        administered=Activity.parse("150 mCi"),
        patient_code="P-0012",
    )
    bare = replace(a_case(), id=CaseId(UUID(int=62)), number=2, drug_id="gone", prescribed=None)
    with events.memory.center.unit_of_work() as uow:
        uow.cases.add(case)
        uow.cases.add(bare)
        uow.commit()
    event = events.screening().screen_case(case.id, events.now(), "Short").value
    assert event.screen is not None
    assert event.screen.delivered == Activity.parse("150 mCi")
    assert event.patient_code == "P-0012"
    assert event.nuclide == "Lu-177"
    plain = events.screening().screen_case(bare.id, events.now()).value
    assert (plain.nuclide, plain.screen) == ("", MedicalScreen(delivered=bare.administered))
    assert plain.code == "EV-0002"
    assert events.screening().case_facts(case.id)["patient_code"] == "P-0012"


def test_a_screen_follows_an_extravasation(events: Events) -> None:
    with events.memory.center.unit_of_work() as uow:
        uow.cases.add(a_case())
        uow.commit()
    first = events.staff.get(events.started(EventKind.EXTRAVASATION, case_id=a_case().id))
    screening = events.screening()
    screen = screening.screen_after(first).value
    assert (screen.about_id, screen.about) == (first.id, "EV-0001")
    assert screen.case_id == a_case().id
    assert screen.discovered_at == first.discovered_at
    child = screening.screen_after(replace(first, room=None), EventKind.CHILD).value
    assert child.room is None
    assert {one.id for one in screening.after(first.id)} == {screen.id, child.id}
    without = screening.screen_after(replace(first, case_id=None)).value
    assert without.screen == MedicalScreen()


def test_a_spill_level_counts_only_once_the_rso_accepted_it(events: Events) -> None:
    screening = events.screening()
    advice = screening.spill_advice("Lu-177")
    assert advice.accepted is None
    proposal = suggested(advice.published[0])
    assert proposal.major_from == Activity.parse("2 mCi")
    any_amount = suggested(screening.spill_advice("Ra-223").published[0])
    assert any_amount.any_amount
    own = suggested(advice.published[0], Activity.parse("1 mCi"))
    assert own.major_from == Activity.parse("1 mCi")
    with pytest.raises(NotAllowed):
        events.screening(Role.STAFF).accept_divide("Lu-177", proposal)
    accepted = screening.accept_divide("Lu-177", proposal).value
    assert accepted.accepted_by is not None
    assert screening.spill_advice("Lu-177 ").accepted == accepted
    assert screening.accept_divide("Lu-177", own).value.major_from == own.major_from
    assert screening.spill_advice("Tb-161").published == ()
    with pytest.raises(Invalid):
        screening.accept_divide(" ", proposal)
    with pytest.raises(Invalid):
        screening.accept_divide("Lu-177", AcceptedLevel(any_amount=True))


def test_the_quantity_of_appendix_c_comes_with_its_mark(events: Events) -> None:
    held = events.screening().label_quantity("I-131")
    assert held is not None
    assert held.quantity > Activity.parse("0 Bq")
    assert events.screening().label_quantity("Xx-1") is None


def test_what_remains_after_a_spill_is_described_before_it_is_closed(events: Events) -> None:
    key = events.started(EventKind.SPILL)
    event = events.staff.get(key)
    assert event.spill is not None
    spill = replace(
        event.spill,
        activity=Activity.parse("1 mCi"),
        level=AcceptedLevel(Activity.parse("2 mCi")),
        remains=Remains.REMAINS,
    )
    saved = events.staff.save(replace(event, story="Fell", cause="Cap", spill=spill)).value
    with pytest.raises(EventNotReady) as caught:
        events.rso.close(key, "seen")
    assert caught.value.points == (OpenPoint.REMAINING,)
    described = replace(spill, remaining="400 dpm/100 cm² under the bench")
    events.staff.save(replace(saved, spill=described))
    assert events.rso.close(key, "Into the site file").value.closed is not None


def test_doses_of_a_worker_start_the_clocks_of_an_incident(events: Events) -> None:
    key = events.started(EventKind.OTHER)
    event = events.staff.get(key)
    assert event.incident is not None
    doses = replace(event.incident, tede=Dose.parse("30 rem"))
    saved = events.staff.save(replace(event, incident=doses)).value
    assert [one.key for one in saved.clocks] == ["incident-at-once", "incident-report"]
