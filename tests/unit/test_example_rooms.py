"""The rooms of the worked example: plans, weekly surveys, a contaminated bench cleared in rounds, one loop left open."""

from functools import lru_cache

from au_desktop.domain.roles import Role
from au_desktop.domain.safety.room_status import RoomState, RoomStatus
from au_desktop.domain.safety.surveys import Survey, SurveyReason, SurveyState
from au_desktop.services.example.example_cast import ExampleCast, equip
from au_desktop.services.example.example_rooms import example_rooms
from au_desktop.services.safety.room_plan_keeping import current_plans
from au_desktop.services.safety.room_states import RoomStates
from au_desktop.services.safety.survey_calendar import ROOM_STATUS
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
