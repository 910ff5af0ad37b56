"""Use cases about the drawn plans of rooms: every saved change is a new version, and the old ones stay readable."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from au_desktop.domain.errors import Invalid, NotFound
from au_desktop.domain.ids import RoomId
from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.room_plans import RoomPlan
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.usual_plans import outline, usual_plan
from au_desktop.services.changes import Kind
from au_desktop.services.desk import Desk, Subject
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.ports import UnitOfWork

ROOM_PLAN = "room plan"
NOT_KEPT = UUID(int=0)
"""The id of a plan that was not saved yet."""


class RoomPlanKeeping:
    """Use cases about room plans."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def current(self, room_id: RoomId) -> RoomPlan | None:
        """The plan of a room as it holds now; None where none was drawn."""
        with self._desk.reading() as uow:
            return current_plans(uow).get(room_id)

    def version(self, plan_id: UUID) -> RoomPlan:
        """One version, such as the one that a survey was made on; raises `NotFound`."""
        with self._desk.reading() as uow:
            return uow.kept(RoomPlan, ROOM_PLAN).get(plan_id)

    def versions(self, room_id: RoomId) -> tuple[RoomPlan, ...]:
        """Every version of a room's plan, newest first."""
        with self._desk.reading() as uow:
            kept = uow.kept(RoomPlan, ROOM_PLAN).all()
        mine = (plan for plan in kept if plan.room_id == room_id)
        return tuple(sorted(mine, key=lambda plan: plan.version, reverse=True))

    def blank(self, room_id: RoomId) -> RoomPlan:
        """Four walls to begin with, not kept yet."""
        by = PersonRef(self._desk.actor.name, self._desk.actor.person_id)
        plan = RoomPlan(NOT_KEPT, room_id, self._desk.clock.now(), by, version=0)
        return replace(plan, walls=(outline(plan.width, plan.height - 40),))

    def usual(self, room_id: RoomId) -> RoomPlan:
        """What a room of that use usually has, not kept yet; raises `NotFound`."""
        with self._desk.reading() as uow:
            return usual_plan(self.blank(room_id), uow.rooms.get(room_id))

    def save(self, plan: RoomPlan) -> Outcome[UUID]:
        """Keep a drawn plan as the next version of its room's.

        Raises:
            Invalid: nothing was changed, or it was changed elsewhere meanwhile.
            NotFound: the center has no such room.
        """
        with self._desk.change(Permission.MANAGE_INSTRUMENTS) as change:
            room = change.uow.rooms.get(plan.room_id)
            before = current_plans(change.uow).get(plan.room_id)
            if before is not None and before.same_drawing(plan):
                raise Invalid("plan", "is unchanged")
            known = 0 if before is None else before.version
            if plan.version != known:
                raise Invalid("plan", "was changed by somebody else meanwhile: open it again")
            kept = replace(
                plan,
                id=self._desk.ids.new(),
                made_at=change.at,
                made_by=PersonRef(change.actor.name, change.actor.person_id),
                version=known + 1,
                last_number=_last_number(plan, before),
            )
            change.uow.kept(RoomPlan, ROOM_PLAN).put(kept)
            subject = Subject(Kind.ROOM, room.id, f"plan of {room.name}")
            change.record("draw room plan", subject, before, kept)
        undo = None
        if before is not None:
            older = replace(before, version=kept.version)
            undo = Undo(f"Plan of {room.name} saved", lambda: self._take_back(older))
        return Outcome(kept.id, change.changes, undo)

    def _take_back(self, older: RoomPlan) -> Outcome[None]:
        """The drawing of before as one more version."""
        return Outcome(None, self.save(older).changes)


def current_plans(uow: UnitOfWork) -> Mapping[RoomId, RoomPlan]:
    """The newest version of every room's plan."""
    newest: dict[RoomId, RoomPlan] = {}
    for plan in sorted(uow.kept(RoomPlan, ROOM_PLAN).all(), key=lambda one: one.version):
        newest[plan.room_id] = plan
    return newest


def plan_of(uow: UnitOfWork, room_id: RoomId) -> RoomPlan:
    """The plan of a room; raises `NotFound`."""
    plan = current_plans(uow).get(room_id)
    if plan is None:
        raise NotFound("plan of this room", str(room_id))
    return plan


def _last_number(plan: RoomPlan, before: RoomPlan | None) -> int:
    """No number that the room ever had is given again."""
    numbers = [point.number for point in plan.points]
    return max([plan.last_number, 0 if before is None else before.last_number, *numbers])
