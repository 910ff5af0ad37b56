"""How rooms stand: due surveys, loops, closing and opening, confined patients, released rooms."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.ids import CaseId, PersonId, SafetyId
from au_desktop.domain.moments import Moment
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.dosage_parts import Administration
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.room_status import RoomNotCleared, RoomState
from au_desktop.domain.safety.safety_records import RoomRef
from au_desktop.domain.safety.survey_days import DayState
from au_desktop.domain.safety.surveys import PointRef, SurveyReason
from au_desktop.domain.safety.treated_drugs import TreatedDrug
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.refusals import survey_sentences
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.safety.room_states import RoomCard
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.survey_calendar import survey_calendar
from au_desktop.services.safety.survey_dues import survey_dues
from au_desktop.services.safety.survey_forms import ReadingEntry
from au_desktop.services.sentences import sentence_for
from tests.builders import a_case, a_trainee, gbq, reference
from tests.checklist_desk import ChecklistDesk
from tests.memory_services import ADMINISTERED, SURVEY
from tests.survey_examples import SURVEYOR, SurveyedCenter, mr_h

HIGH = (ReadingEntry(PointRef(1, "Chair or bed"), mr_h("9")),)
LOW = (ReadingEntry(PointRef(1, "Chair or bed"), mr_h("0.1")),)


def _card(center: SurveyedCenter, room: Any = None) -> RoomCard:
    card = center.states.board().card(room or center.room)
    assert card is not None
    return card


def _a_dosage(center: SurveyedCenter) -> Dosage:
    drug, now = reference().drug("lu-177-vipivotide-tetraxetan"), center.memory.clock.now()
    return Dosage(
        id=SafetyId(UUID(int=1)),
        at=now,
        entered_at=now,
        entered_by=SURVEYOR.id or PersonId(UUID(int=77)),
        patient_code="LR-0193",
        drug=TreatedDrug.of(drug, reference().nuclide_of(drug)),
        determined=gbq("7.4"),
        determined_by=SURVEYOR,
    )


def _given(center: SurveyedCenter, **changes: Any) -> CaseId:
    """A case given, at a place."""
    desk = center.memory.desk(Role.COORDINATOR)
    trainee = Enrolment(desk).enroll(a_trainee()).value
    case = a_case(trainee_id=trainee, supervisor_id=None, on=desk.today(), **changes)
    return CaseLog(desk).add(case).value


def test_a_room_without_use_is_in_use_and_asks_for_nothing() -> None:
    card = _card(SurveyedCenter())
    assert (card.state, card.last, card.loop, card.days) == (RoomState.IN_USE, None, None, ())
    assert (card.due_today, card.missed) == (None, ())


def test_a_case_given_in_a_room_asks_for_a_survey_of_that_day() -> None:
    center = SurveyedCenter()
    _given(center, location="Lakeside RPT Center, room 3")
    card = _card(center)
    assert card.state is RoomState.NEEDS_SURVEY
    assert card.due_today is not None
    assert card.due_today.because == ("C-000001 was given",)
    assert center.states.board().cards[0].room.id == center.room
    (due,) = survey_dues(center.desk)(center.desk.today())
    assert (due.title, due.about) == ("End-of-day survey", "Room 3: C-000001 was given")
    assert list(survey_dues(center.desk)(center.desk.today() - timedelta(days=1))) == []
    center.enter()
    assert list(survey_dues(center.desk)(center.desk.today())) == []
    assert _card(center).state is RoomState.IN_USE
    calendar = survey_calendar(center.desk)
    assert [(one.state, one.survey) for one in calendar.days] == [(DayState.DONE, "SV-0001")]


def test_a_missed_day_stays_missed_but_a_later_survey_shows_how_the_room_stands() -> None:
    center = SurveyedCenter()
    _given(center, location="room 3")
    center.memory.clock.move(days=2)
    card = _card(center)
    assert (card.state, len(card.missed)) == (RoomState.NEEDS_SURVEY, 1)
    center.enter()
    card = _card(center)
    assert (card.state, len(card.missed)) == (RoomState.IN_USE, 1)


def test_a_case_at_no_room_of_the_center_is_said_beside_the_calendar() -> None:
    center = SurveyedCenter()
    _given(center, location="Ward 7")
    assert survey_calendar(center.desk).unplaced == ("C-000001",)


def test_a_dosage_record_asks_for_a_survey_where_its_case_was_given() -> None:
    center = SurveyedCenter()
    case_id = _given(center, location="room 3")
    with center.memory.center.unit_of_work() as uow:
        for number, changes in enumerate(
            ({"case_id": case_id}, {}, {"case_id": case_id, "not_used": "spilled"}), start=1
        ):
            dosage = replace(
                _a_dosage(center), **changes, number=number, id=SafetyId(UUID(int=number))
            )  # type: ignore[arg-type]
            uow.safety.put(dosage, center.memory.clock.now())
        uow.commit()
    (day,) = survey_calendar(center.desk).days
    assert day.because == ("C-000001 was given", "dosage DS-0001")


def test_a_survey_before_the_last_dosage_of_the_day_is_not_its_end() -> None:
    """35.70(a): at the end of each day of use."""
    center = SurveyedCenter()
    center.enter()
    center.memory.clock.move(minutes=30)
    room = RoomRef(center.room, "Room 3")
    with center.memory.center.unit_of_work() as uow:
        uow.safety.put(replace(_a_dosage(center), room=room), center.memory.clock.now())
        uow.commit()
    assert survey_calendar(center.desk).days[0].state is DayState.DUE
    assert _card(center).state is RoomState.NEEDS_SURVEY
    assert len(list(survey_dues(center.desk)(center.desk.today()))) == 1
    center.memory.clock.move(minutes=30)
    with center.memory.center.unit_of_work() as uow:
        given = Administration(center.memory.clock.now(), Route.INTRAVENOUS, SURVEYOR, room=room)
        other = replace(_a_dosage(center), id=SafetyId(UUID(int=2)), administration=given)
        uow.safety.put(other, center.memory.clock.now())
        uow.commit()
    center.memory.clock.move(minutes=30)
    center.enter()
    assert survey_calendar(center.desk).days[0].state is DayState.DONE
    assert list(survey_dues(center.desk)(center.desk.today())) == []


def test_a_void_survey_does_not_count() -> None:
    center = SurveyedCenter()
    _given(center, location="room 3")
    survey = center.enter()
    SafetyBook(center.memory.desk(Role.RSO)).void(type(survey), survey.id, "wrong room")
    assert survey_calendar(center.desk).days[0].state is DayState.DUE
    # wipes alone are no survey of dose rates
    center.enter(readings=())
    assert survey_calendar(center.desk).days[0].state is DayState.DUE


def test_a_failed_survey_keeps_the_room_waiting_until_a_re_survey_clears_it() -> None:
    center = SurveyedCenter()
    failed = center.enter(readings=HIGH, wipes=())
    card = _card(center)
    assert (card.state, card.loop) == (RoomState.NEEDS_SURVEY, failed)
    cleared = center.enter(follows=failed.id, done_before="washed", readings=LOW, wipes=())
    assert _card(center).loop is None
    SafetyBook(center.memory.desk(Role.RSO)).void(type(cleared), cleared.id, "other meter")
    assert _card(center).loop == failed
    (due,) = survey_dues(center.desk)(center.desk.today())
    assert (due.title, due.record_id) == ("Survey again: 1 Chair or bed (reading)", failed.id)


def test_a_retired_room_is_shown_only_while_something_is_open() -> None:
    center = SurveyedCenter()
    failed = center.enter(readings=HIGH, wipes=())
    facilities = Facilities(center.memory.desk(Role.RSO))
    rooms = {room.id: room for room in facilities.rooms()}
    facilities.change_room(replace(rooms[center.room], retired=True))
    facilities.change_room(replace(rooms[center.lab], retired=True))
    assert [card.room.id for card in center.states.board().cards] == [center.room]
    center.enter(follows=failed.id, done_before="washed", readings=LOW, wipes=())
    assert center.states.board().cards == ()
    assert center.states.board().card(center.room) is None


def test_a_closed_room_opens_only_after_a_survey_that_passed() -> None:
    survey_sentences.register()
    center = SurveyedCenter()
    with pytest.raises(ReasonRequired):
        center.states.close(center.room, " ")
    center.enter()
    center.memory.clock.move(hours=1)
    center.states.close(center.room, "floor contaminated")
    assert _card(center).state is RoomState.CLOSED
    with pytest.raises(RoomNotCleared) as refused:
        center.states.open_again(center.room)
    assert "Room 3 stays closed" in sentence_for(refused.value).title
    failed = center.enter(readings=HIGH, wipes=())
    with pytest.raises(RoomNotCleared):
        center.states.open_again(center.room)
    center.memory.clock.move(hours=1)
    center.enter(readings=(ReadingEntry(PointRef(2, "Door"), mr_h("0.1")),), wipes=())
    with pytest.raises(RoomNotCleared):
        center.states.open_again(center.room)
    cleared = center.enter(follows=failed.id, done_before="washed", readings=LOW, wipes=())
    center.memory.clock.move(hours=1)
    center.states.open_again(center.room)
    card = _card(center)
    assert (card.state, card.status.closures[0].survey_id is not None) == (RoomState.IN_USE, True)
    assert cleared.round_number == 2
    with pytest.raises(RoomNotCleared):
        center.states.open_again(center.lab)


def test_opening_a_room_that_is_not_closed_is_refused() -> None:
    center = SurveyedCenter()
    center.enter()
    with pytest.raises(Invalid):
        center.states.open_again(center.room)


def test_a_confined_patient_ends_with_the_release_of_the_room() -> None:
    center = SurveyedCenter()
    _given(center, location="room 3")
    now = center.memory.clock.now()
    center.states.confine(center.room, " LR-0193 ", now)
    card = _card(center)
    assert (card.state, card.due_today) == (RoomState.IN_USE, None)
    assert card.status.confined is not None
    assert card.status.confined.patient_code == "LR-0193"
    center.memory.clock.move(days=2)
    later = center.memory.clock.now()
    center.states.patient_left(center.room, Moment(later.utc - timedelta(hours=1), 0))
    assert _card(center).state is RoomState.NEEDS_SURVEY
    (due,) = survey_dues(center.desk)(center.desk.today())
    assert due.title == "Survey the room before it is used again"
    center.enter(reason=SurveyReason.ROOM_RELEASE, readings=LOW, wipes=())
    assert _card(center).state is RoomState.RELEASED
    failed = center.enter(reason=SurveyReason.ROOM_RELEASE, readings=HIGH, wipes=())
    assert _card(center).loop == failed


def test_a_submitted_survey_checklist_counts_as_the_survey_of_its_day() -> None:
    desk = ChecklistDesk(ADMINISTERED, SURVEY)
    memory = desk.memory
    staff = memory.desk(Role.STAFF)
    work = ChecklistWork(staff, checklist_formulas(reference()))
    work.start("room_preparation", Subject(room_id=desk.room_id))
    work.start("end_of_day_survey", Subject(room_id=desk.room_id))
    days = survey_calendar(staff).days
    assert [(one.state, one.because) for one in days] == [
        (DayState.DUE, ("the room was prepared for a treatment",))
    ]
    run_id = desk.filled("end_of_day_survey", Role.STAFF)
    work.submit(run_id)
    (day,) = survey_calendar(staff).days
    assert day.state is DayState.DONE
    assert day.survey.startswith("R-")
    memory.clock.move(days=120)
    assert survey_calendar(staff).days == ()
