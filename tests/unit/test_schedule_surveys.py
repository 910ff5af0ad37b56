"""Schedules beside survey records: a day of use that a record surveyed asks for the checklist no more, and only that day."""

from datetime import timedelta

import pytest

from au_desktop.domain.checklists.recurring_work import Schedule
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.templates import Need, Recurrence, Template
from au_desktop.domain.ids import InstrumentId, RoomId, RunId, SafetyId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.surveys import MeterCheck, PointRef, Survey, SurveyReason
from au_desktop.services.checklists.schedules import NEW, ScheduledWork
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.survey_forms import ReadingEntry, SurveyEntry
from tests.builders import a_room, an_instrument
from tests.checklist_examples import a_template, an_item
from tests.memory_services import ADMINISTERED, MemoryServices
from tests.survey_examples import SURVEYOR, mr_h


def _template(key: str, kind: str) -> Template:
    return a_template(
        an_item("plain"),
        id=key,
        title=key,
        kind=kind,
        needs=(Need.ROOM,),
        recurs=(Recurrence.EACH_DAY_OF_USE,),
    )


class Center(MemoryServices):
    """A room in which a dosage was given today, with a schedule of its evening survey."""

    def __init__(self, kind: str = "area_survey") -> None:
        super().__init__()
        self.take_in(_template("evening", kind))
        facilities = self.work().facilities
        self.room: RoomId = facilities.add_room(a_room()).value
        self.other: RoomId = facilities.add_room(a_room(name="Room 4")).value
        self.meter: InstrumentId = facilities.add_instrument(an_instrument()).value
        self.rso = self.memory.desk(Role.RSO)
        today = self.rso.today()
        schedule = Schedule(
            NEW, "evening", Recurrence.EACH_DAY_OF_USE, today, Need.ROOM, self.room
        )
        self.key = self.work(Role.RSO).schedules.add(schedule).value
        staff = self.work(Role.PRECEPTOR).checklist_work
        self.run: RunId = staff.start(ADMINISTERED.id, Subject(room_id=self.room)).value

    def standing(self) -> ScheduledWork:
        (work,) = self.work(Role.RSO).schedules.all()
        return work

    def survey(self, room: RoomId, run_id: RunId | None = None) -> SafetyId:
        entry = SurveyEntry(
            room,
            SurveyReason.END_OF_DAY,
            self.memory.clock.now(),
            SURVEYOR,
            self.meter,
            MeterCheck(background=mr_h("0.02")),
            (ReadingEntry(PointRef(1, "Bench"), mr_h("0.3")),),
            run_id=run_id,
        )
        return AreaSurveys(self.rso).enter(entry).value


def test_a_survey_record_takes_the_place_of_the_checklist_of_its_day() -> None:
    center = Center()
    assert center.standing().due is not None
    center.survey(center.other)
    assert center.standing().due is not None
    key = center.survey(center.room)
    assert center.standing().due is None
    SafetyBook(center.rso).void(Survey, key, "wrong room")
    assert center.standing().due is not None


def test_a_record_taken_from_a_checklist_leaves_the_day_to_the_checklist() -> None:
    center = Center()
    center.survey(center.room, center.run)
    assert center.standing().due is not None


def test_another_kind_of_checklist_is_still_asked_for() -> None:
    center = Center("room_release")
    center.survey(center.room)
    assert center.standing().due is not None


@pytest.mark.parametrize("days", [1, 3])
def test_a_day_that_nobody_surveyed_stays_due(days: int) -> None:
    center = Center()
    center.memory.clock.move(days=days)
    center.survey(center.room)
    due = center.standing().due
    assert due is not None
    assert due.due == center.rso.today() - timedelta(days=days)
