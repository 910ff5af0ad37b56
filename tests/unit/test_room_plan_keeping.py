"""Plans of rooms are kept in versions: a change is a new one, what is old stays, and what did not change is refused."""

from dataclasses import replace
from uuid import UUID

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed, NotFound
from au_desktop.domain.ids import RoomId
from au_desktop.domain.roles import Role
from au_desktop.domain.safety.room_plans import RoomPlan, Spot, with_point, without_point
from au_desktop.services.safety.room_plan_keeping import RoomPlanKeeping, plan_of
from tests.survey_examples import SurveyedCenter


def test_a_room_begins_without_a_plan() -> None:
    center = SurveyedCenter()
    assert center.plans.current(center.room) is None
    blank = center.plans.blank(center.room)
    assert (blank.version, len(blank.walls), blank.points) == (0, 1, ())
    with center.memory.center.unit_of_work() as uow, pytest.raises(NotFound):
        plan_of(uow, center.room)
    center.plan()
    with center.memory.center.unit_of_work() as uow:
        assert plan_of(uow, center.room).version == 1


def test_a_changed_plan_is_a_new_version_and_the_old_one_stays() -> None:
    center = SurveyedCenter()
    first = center.plan()
    center.plan(center.lab)
    changed = with_point(without_point(first, 2), "Sink", Spot(90, 80))
    outcome = center.plans.save(changed)
    second = center.plans.current(center.room)
    assert second is not None
    assert (second.version, second.made_by.name) == (2, "The rso")
    assert [point.number for point in second.points] == [1, 3, 4, 5, 6]
    assert center.plans.version(first.id) == first
    assert [plan.version for plan in center.plans.versions(center.room)] == [2, 1]
    assert outcome.undo is not None
    outcome.undo.run()
    third = center.plans.current(center.room)
    assert third is not None
    assert third.same_drawing(first)
    assert (third.version, third.last_number) == (3, 6)


def test_an_unchanged_or_outdated_plan_is_not_kept() -> None:
    center = SurveyedCenter()
    first = center.plan()
    with pytest.raises(Invalid, match="unchanged"):
        center.plans.save(first)
    with pytest.raises(Invalid, match="somebody else"):
        center.plans.save(replace(first, version=0, width=700))
    empty = replace(center.plans.blank(center.lab), walls=())
    assert center.plans.save(empty).undo is None


def test_only_those_who_keep_rooms_draw_plans_and_only_of_rooms_there_are() -> None:
    center = SurveyedCenter()
    staff = RoomPlanKeeping(center.memory.desk(Role.STAFF))
    with pytest.raises(NotAllowed):
        staff.save(staff.usual(center.room))
    nowhere: RoomPlan = center.plans.blank(RoomId(UUID(int=999)))
    with pytest.raises(NotFound):
        center.plans.save(nowhere)
