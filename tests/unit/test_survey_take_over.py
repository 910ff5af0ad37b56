"""Survey checklists are taken over into the form of a survey: each once, in the terms of the room's plan."""

from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    Chosen,
    Confirmed,
    Measured,
    Number,
    Reference,
    Reply,
    Text,
    YesNo,
)
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.ids import RunId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.survey_levels import AreaClass
from au_desktop.domain.safety.surveys import PointRef, SurveyReason
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.checklists.calculations import checklist_formulas
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping
from au_desktop.services.safety.safety_book import SafetyBook
from au_desktop.services.safety.survey_forms import SurveyEntry
from au_desktop.services.safety.survey_take_over import SurveyTakeOver, TakenOver
from tests.builders import an_instrument, reference
from tests.checklist_desk import ChecklistDesk
from tests.memory_services import ADMINISTERED
from tests.survey_examples import SURVEYOR, cpm, minutes, mr_h


@pytest.fixture(scope="module")
def desk() -> ChecklistDesk:
    """A center with every shipped checklist; each test begins its own runs."""
    return ChecklistDesk(ADMINISTERED)


def _work(desk: ChecklistDesk) -> ChecklistWork:
    return ChecklistWork(desk.memory.desk(Role.STAFF), checklist_formulas(reference()))


def _taken(desk: ChecklistDesk, run_id: RunId) -> TakenOver:
    return SurveyTakeOver(desk.memory.desk(Role.STAFF)).read(run_id)


def test_a_submitted_survey_is_offered_once(desk: ChecklistDesk) -> None:
    staff = desk.memory.desk(Role.STAFF)
    take_over = SurveyTakeOver(staff)
    known = {offer.run_id for offer in take_over.offers(desk.room_id)}
    run_id = desk.filled("end_of_day_survey", Role.STAFF)
    assert {offer.run_id for offer in take_over.offers(desk.room_id)} == known
    _work(desk).submit(run_id)
    (offer,) = (one for one in take_over.offers(desk.room_id) if one.run_id not in known)
    assert (offer.run_id, offer.reason) == (run_id, SurveyReason.END_OF_DAY)
    assert offer.title == "End-of-day area survey"
    taken = take_over.read(run_id)
    surveys = AreaSurveys(staff)
    entry = SurveyEntry(
        desk.room_id,
        taken.reason,
        taken.at,
        SURVEYOR,
        desk.meter_id,
        taken.check,
        taken.readings,
        run_id=run_id,
    )
    key = surveys.enter(entry).value
    survey = surveys.of_room(desk.room_id)[0]
    assert (survey.id, survey.run_id) == (key, run_id)
    assert run_id not in {one.run_id for one in take_over.offers(desk.room_id)}
    SafetyBook(desk.memory.desk(Role.RSO)).void(type(survey), key, "taken by mistake")
    assert run_id in {one.run_id for one in take_over.offers(desk.room_id)}


def test_readings_go_to_the_points_that_their_titles_begin_with(desk: ChecklistDesk) -> None:
    work = _work(desk)
    run_id = work.start("end_of_day_survey", Subject(room_id=desk.room_id)).value
    work.answer(run_id, "area_use", Chosen(("administered",)))
    work.answer(run_id, "reading_chair", Measured(mr_h("0.3")))
    work.answer(run_id, "reading_outside", Measured(mr_h("0.04")))
    work.answer(run_id, "background", Measured(mr_h("0.02")))
    work.answer(run_id, "battery", Confirmed(done=False))
    work.answer(run_id, "check_source", YesNo(Reply.NO))
    taken = _taken(desk, run_id)
    assert [one.point.number for one in taken.readings] == [0, 0]
    assert taken.readings[0].point.area is AreaClass.RESTRICTED
    assert taken.readings[1].point.area is AreaClass.UNRESTRICTED
    assert (taken.check.battery, taken.check.source) == (False, False)
    assert taken.check.background == mr_h("0.02")
    assert (taken.count, taken.surveyed_by, taken.meter_id) == (None, None, None)
    rso = desk.memory.desk(Role.RSO)
    plans = RoomPlanKeeping(rso)
    plans.save(plans.usual(desk.room_id))
    again = _taken(desk, run_id)
    assert again.readings[0].point == PointRef(1, "Chair or bed")
    assert again.readings[0].rate == mr_h("0.3")
    assert again.readings[1].point.name == "Outside the door"


def test_the_highest_wipe_comes_with_how_it_was_counted(desk: ChecklistDesk) -> None:
    counter = an_instrument(name="WC-9", kind=InstrumentKind.WIPE_COUNTER)
    counter_id = Facilities(desk.memory.desk(Role.RSO)).add_instrument(counter).value
    work = _work(desk)
    run_id = work.start("wipe_test", Subject(room_id=desk.room_id)).value
    person = desk.memory.people[Role.STAFF]
    for key, value in (
        ("level", Chosen(("level_2000",))),
        ("wipe_counter", Reference("instrument", "WC-9", counter_id)),
        ("nuclide", Text("Lu-177")),
        ("wipe_efficiency", Number(Decimal("0.4"))),
        ("wipe_area", Number(Decimal(100), "cm²")),
        ("wipe_background", Measured(cpm("50"))),
        ("background_time", Measured(minutes("10"))),
        ("count_time", Measured(minutes("2"))),
        ("wipe_place", Text("bench")),
        ("wipe_gross", Measured(cpm("70"))),
        ("wiped_by", Reference("person", person.name, person.id)),
    ):
        work.answer(run_id, key, value)
    taken = _taken(desk, run_id)
    count = taken.count
    assert count is not None
    assert (count.place, count.gross, count.background) == ("bench", cpm("70"), cpm("50"))
    assert (count.sample_time, count.background_time) == (minutes("2"), minutes("10"))
    assert (count.efficiency, count.area_cm2, count.wipe_factor) == (Decimal("0.4"), 100, None)
    assert (count.nuclide, count.counter_id) == ("Lu-177", counter_id)
    assert taken.surveyed_by == PersonRef(person.name, person.id)
    assert (taken.reason, taken.readings) == (SurveyReason.WEEKLY_WIPE, ())


def test_a_checklist_of_another_kind_is_some_other_survey(desk: ChecklistDesk) -> None:
    run_id = _work(desk).start(ADMINISTERED.id, Subject(case_id=desk.case_id)).value
    taken = _taken(desk, run_id)
    assert (taken.reason, taken.readings, taken.notes) == (SurveyReason.OTHER, (), "")
