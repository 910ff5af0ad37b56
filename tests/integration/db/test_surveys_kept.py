"""Plans, room states and surveys in the encrypted file: what is kept comes back as it was, and rooms stand as they stood."""

from dataclasses import replace

from au_desktop.domain.safety.room_plans import RoomPlan, Spot, with_point
from au_desktop.domain.safety.room_status import Closure, RoomStatus
from au_desktop.domain.safety.rooms import Room
from au_desktop.domain.safety.safety_records import RecordKind
from au_desktop.domain.safety.surveys import MeterCheck, RoundLink, Survey
from au_desktop.domain.safety.usual_plans import usual_plan
from au_desktop.services.rows import PageRequest
from au_desktop.services.safety.room_plan_keeping import ROOM_PLAN, current_plans
from au_desktop.services.safety.room_states import waiting_loops
from au_desktop.services.safety.survey_calendar import ROOM_STATUS
from au_desktop.services.safety_stores import SafetyFilter
from tests.survey_examples import (
    SURVEYOR,
    a_meter,
    a_reading,
    a_survey,
    a_wipe,
    moment,
    mr_h,
)

FAILED = a_survey(
    readings=(a_reading("9"),),
    wipes=(a_wipe("2000"),),
    counter=a_meter("WC-1", 12),
    check=MeterCheck(background=mr_h("0.020")),
    notes="µ and 100 cm²",
)


def test_a_survey_comes_back_digit_by_digit(center):
    with center.work() as uow:
        uow.safety.put(FAILED, moment())
        uow.commit()
    with center.work() as uow:
        kept = uow.safety.get(Survey, FAILED.id)
        assert kept == FAILED
        assert kept.wipes[0].mda_dpm == FAILED.wipes[0].mda_dpm
        wanted = SafetyFilter(RecordKind.SURVEY, link=FAILED.room.id, attention_only=True)
        (row,) = uow.safety.page(wanted, PageRequest()).rows
        assert (row.state, row.attention) == ("failed", True)
        assert waiting_loops(uow) == (FAILED,)


def test_a_loop_is_closed_by_the_round_that_clears_it(center):
    cleared = a_survey(
        id=SURVEYOR.id,
        number=2,
        at=moment(20, 16),
        again=RoundLink(FAILED.id, FAILED.id, 2, "washed"),
    )
    with center.work() as uow:
        uow.safety.put(FAILED, moment())
        uow.safety.put(cleared, moment(20, 16))
        assert waiting_loops(uow) == ()
        assert uow.safety.linked(Survey, FAILED.id) == (cleared,)


def test_plans_and_room_states_come_back(center):
    blank = RoomPlan(SURVEYOR.id, FAILED.room.id, moment(), SURVEYOR, version=1)
    plan = usual_plan(blank, Room(FAILED.room.id, "Room 3"))
    later = replace(with_point(plan, "Sink", Spot(10, 10)), id=FAILED.id, version=2)
    status = RoomStatus(FAILED.room.id, (Closure("floor", moment(), SURVEYOR),))
    with center.work() as uow:
        uow.kept(RoomPlan, ROOM_PLAN).put(plan)
        uow.kept(RoomPlan, ROOM_PLAN).put(later)
        uow.kept(RoomStatus, ROOM_STATUS).put(status)
        uow.commit()
    with center.work() as uow:
        assert current_plans(uow) == {FAILED.room.id: later}
        assert uow.kept(RoomPlan, ROOM_PLAN).get(plan.id) == plan
        assert uow.kept(RoomStatus, ROOM_STATUS).find(status.id) == status
