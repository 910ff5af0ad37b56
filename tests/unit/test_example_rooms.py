"""The rooms of the worked example: plans, weekly surveys, a contaminated bench cleared in rounds, one loop left open."""

from datetime import timedelta
from functools import lru_cache
from types import SimpleNamespace

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.instruments import InstrumentKind
from au_desktop.domain.safety.room_status import RoomState, RoomStatus
from au_desktop.domain.safety.rooms import RoomUse
from au_desktop.domain.safety.surveys import Survey, SurveyReason, SurveyState
from au_desktop.services.center.facilities import Facilities
from au_desktop.services.example.example_cast import ExampleCast, equip
from au_desktop.services.example.example_rooms import example_rooms
from au_desktop.services.safety.area_surveys import AreaSurveys
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping, current_plans
from au_desktop.services.safety.room_states import RoomStates
from au_desktop.services.safety.survey_calendar import ROOM_STATUS
from tests.builders import a_room, an_instrument
from tests.checklist_desk import SURVEY, ChecklistDesk
from tests.memory_stage import MemoryStage


@lru_cache
def played():
    """A stage on which the moves were played, each at its moment."""
    stage = MemoryStage()
    today = stage.now()
    equip(ExampleCast(), stage.as_role(Role.COORDINATOR), today.local.date())
    for move in sorted(example_rooms(stage, today.local.date()), key=lambda one: one.at.utc):
        stage.set_time(move.at)
        move.play()
    stage.set_time(today)
    return stage


def surveys():
    with played().memory.center.unit_of_work() as uow:
        return uow.safety.all(Survey)


def test_rooms_are_drawn_and_surveyed_for_months():
    with played().memory.center.unit_of_work() as uow:
        assert len(current_plans(uow)) == 4
        statuses = uow.kept(RoomStatus, ROOM_STATUS).all()
    found = surveys()
    assert len(found) > 25
    assert (found[-1].at.utc - found[0].at.utc).days > 60
    assert all(one.opened is not None for status in statuses for one in status.closures)
    assert sum(len(status.confinements) for status in statuses) == 1


def test_an_evening_with_a_checklist_is_not_surveyed_twice():
    center = ChecklistDesk()
    rso = center.memory.desk(Role.RSO)
    facilities = Facilities(rso)
    for name, use in (
        ("Hot lab", RoomUse.PREPARATION),
        ("Restroom 3", RoomUse.OTHER),
        ("Waste store", RoomUse.STORAGE),
    ):
        facilities.add_room(a_room(name=name, use=use))
    facilities.add_instrument(an_instrument(name="WC-1", kind=InstrumentKind.WIPE_COUNTER))
    parts = SimpleNamespace(
        desk=rso,
        facilities=facilities,
        area_surveys=AreaSurveys(rso),
        room_plans=RoomPlanKeeping(rso),
        room_states=RoomStates(rso),
    )
    now = center.clock.now()
    stage = SimpleNamespace(as_role=lambda _role: parts, now=lambda: now)
    tomorrow = now.local.date() + timedelta(days=1)
    moves = [*example_rooms(stage, tomorrow)]
    for move in moves[:4]:
        move.play()
    run_id = center.filled(SURVEY, Role.STAFF)
    center.services(Role.STAFF).checklist_work.submit(run_id)
    evening = [one for one in moves if one.at.local.date() == now.local.date()]
    assert evening
    next(one for one in evening if one.at.local.hour == 19).play()
    with center.memory.center.unit_of_work() as uow:
        assert uow.safety.all(Survey) == ()


def test_the_contaminated_bench_is_surveyed_until_it_clears():
    rounds = [one for one in surveys() if one.reason is SurveyReason.AFTER_SPILL]
    assert [one.state for one in rounds] == [
        SurveyState.FAILED,
        SurveyState.FAILED,
        SurveyState.CLEARED,
    ]
    assert [one.round_number for one in rounds] == [1, 2, 3]


def test_one_loop_is_open_and_one_room_was_released():
    stage = played()
    board = RoomStates(stage.memory.desk(Role.RSO)).board()
    open_ones = [card.room.name for card in board.cards if card.loop is not None]
    assert open_ones == ["Restroom 3"]
    assert board.cards[0].state is RoomState.NEEDS_SURVEY
    released = [one for one in surveys() if one.reason is SurveyReason.ROOM_RELEASE]
    assert [one.state for one in released] == [SurveyState.PASSED]
