"""A survey form filled from a checklist, from the instrument's own efficiency, and what stands beside the list of rooms."""

from decimal import Decimal
from types import SimpleNamespace

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
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.surveys import SurveyReason
from au_desktop.services.cases.case_log import CaseLog
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.roster.enrolment import Enrolment
from tests.builders import a_case, a_trainee, an_instrument
from tests.checklist_desk import SURVEY, ChecklistDesk
from tests.checklist_hands import settle, tap
from tests.survey_examples import SurveyedCenter, cpm, mr_h
from tests.survey_stand import SurveyStand


@pytest.fixture
def stand(qtbot):
    desk = ChecklistDesk()
    rso = desk.memory.desk(Role.RSO)
    desk.counter_id = (
        Facilities(rso)
        .add_instrument(an_instrument(name="WC-1", kind=InstrumentKind.WIPE_COUNTER))
        .value
    )
    desk.room = desk.room_id
    stand = SurveyStand(qtbot, center=desk)
    stand.services.room_plans.save(stand.services.room_plans.usual(desk.room_id))
    return stand


def _submitted(desk):
    """The evening survey as somebody filled it, wipes included."""
    work = desk.services(Role.STAFF).checklist_work
    run_id = work.start(SURVEY, Subject(room_id=desk.room_id)).value
    person = desk.memory.people[Role.STAFF]
    for key, value in (
        ("survey_instrument", Reference("instrument", "SM-1", desk.meter_id)),
        ("battery", Confirmed(done=True)),
        ("check_source", YesNo(Reply.YES)),
        ("background", Measured(mr_h("0.02"))),
        ("room", Reference("room", "Room 3", desk.room_id)),
        ("area_use", Chosen(("administered",))),
        ("confined", YesNo(Reply.NO)),
        ("reading_chair", Measured(mr_h("0.31"))),
        ("reading_floor", Measured(mr_h("0.12"))),
        ("reading_waste", Measured(mr_h("0.4"))),
        ("reading_outside", Measured(mr_h("0.05"))),
        ("wipes_due", YesNo(Reply.YES)),
        ("wipe_place", Text("chair")),
        ("wipe_counter", Reference("instrument", "WC-1", desk.counter_id)),
        ("wipe_gross", Measured(cpm("60"))),
        ("wipe_background", Measured(cpm("50"))),
        ("wipe_efficiency", Number(Decimal("0.4"))),
        ("wipe_area", Number(Decimal(100), "cm²")),
        ("result", Chosen(("in_order",))),
        ("surveyed_by", Reference("person", person.name, person.id)),
    ):
        work.answer(run_id, key, value)
    for key in desk.services(Role.STAFF).run_sheets.sheet(run_id).verdict.missing:
        item = desk.services(Role.STAFF).run_sheets.sheet(run_id).template.item(key)
        work.answer(run_id, key, desk.plain_answer(item))
    work.submit(run_id)
    return run_id, person


def test_a_checklist_is_taken_over_and_offered_no_more(stand):
    desk = stand.center
    run_id, person = _submitted(desk)
    stand.tab.refresh()
    room = stand.open_room(desk.room_id)
    assert room.take_button.isVisible()
    (offer,) = room.take_button.menu().actions()
    assert "End-of-day area survey" in offer.text()
    offer.trigger()
    settle()
    form = stand.tab.form
    assert [row.reading.text() for row in form.grid.rows] == [
        "0.31 mR/h",
        "",
        "0.12 mR/h",
        "0.4 mR/h",
        "0.05 mR/h",
    ]
    assert form.facts.value("by") == person.name
    assert form.facts.reason() is SurveyReason.END_OF_DAY
    assert form.wipe_setup.value("efficiency") == "0.4"
    tap(form.enter_button)
    settle()
    (survey,) = stand.services.area_surveys.of_room(desk.room_id)
    assert (survey.run_id, survey.surveyed_by) == (run_id, PersonRef(person.name, person.id))
    assert survey.wipes == ()
    assert room.take_button.isHidden()


def test_the_efficiency_of_the_counter_is_filled_in_with_where_it_comes_from(stand):
    known = SimpleNamespace(value=Decimal("0.375"), note="IC-0004, Cs-137 standard")
    stand.services.instruments = SimpleNamespace(efficiency=lambda *_: known)
    form = stand.begin(stand.center.room_id)
    setup = form.wipe_setup
    setup.set_values({"counter": stand.center.counter_id})
    setup.set_values({"nuclide": "Lu-177"})
    settle()
    assert setup.value("efficiency") == "0.375"
    assert setup.field("efficiency").toolTip() == "IC-0004, Cs-137 standard"
    setup.set_values({"efficiency": "2", "background_counts": "50"})
    setup.set_values({"background_time": "2", "sample_time": "2"})
    assert "at most 1" in setup.mda_line.text()


def test_a_case_at_no_room_of_the_list_is_said_below_it(qtbot):
    center = SurveyedCenter()
    desk = center.memory.desk(Role.COORDINATOR)
    trainee = Enrolment(desk).enroll(a_trainee()).value
    case = a_case(trainee_id=trainee, supervisor_id=None, on=desk.today(), location="Ward 7")
    CaseLog(desk).add(case)
    stand = SurveyStand(qtbot, center=center)
    assert "C-000001" in stand.tab.unplaced.text()
    assert stand.tab.unplaced.isVisible()
    assert stand.tab.panel.table.current_row() is not None
    assert stand.tab.find_in_page()


def test_an_unfit_meter_is_named_as_such_and_refused(qtbot):
    center = SurveyedCenter()
    center.plan()
    stand = SurveyStand(qtbot, center=center)
    form = stand.begin(center.room)
    meter = form.facts.field("meter")
    words = [meter.itemText(at) for at in range(meter.count())]
    assert "SM-0 (calibration overdue)" in words
    meter.setCurrentIndex(words.index("SM-0 (calibration overdue)"))
    form.facts.set_values({"battery": True, "source": True, "background": "0.02"})
    form.grid.rows[0].reading.setText("0.3")
    tap(form.enter_button)
    settle()
    assert "SM-0" in form.error.text()
    assert stand.services.area_surveys.of_room(center.room) == ()
