"""A second person answers at the first one's device, in their own name and with their own permissions."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.answers import Confirmed
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.errors import NotAllowed, NotFound, WrongPassphrase
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.hand_over import HANDED_OVER, HandOver
from tests.checklist_examples import a_template, an_item, difference
from tests.memory_services import MemoryServices

CHECKED = a_template(an_item("checked", critical=True), id="handed")


@pytest.fixture
def center() -> MemoryServices:
    made = MemoryServices()
    made.take_in(CHECKED)
    return made


def hand_over(center: MemoryServices) -> HandOver:
    return HandOver(center.memory.desk(Role.PRECEPTOR), center.keys, difference)


def test_whoever_else_fills_checklists_may_take_over(center: MemoryServices) -> None:
    gone = center.memory.people[Role.TRAINEE]
    with center.memory.center.unit_of_work() as uow:
        uow.people.replace(replace(gone, removed_at=center.now()))
        uow.commit()
    names = [person.role for person in hand_over(center).others()]
    assert names == [Role.COORDINATOR, Role.RSO, Role.STAFF]


def test_answers_are_theirs_and_the_log_names_the_device(center: MemoryServices) -> None:
    run_id = center.work(Role.PRECEPTOR).checklist_work.start("handed", Subject()).value
    nurse = center.memory.people[Role.STAFF]
    outcome = hand_over(center).take(run_id, nurse.id, Role.STAFF.value)
    answering = outcome.value
    answering.work.answer(run_id, "checked", Confirmed(done=False))
    answer = answering.sheets.sheet(run_id).run.answer("checked")
    assert answer is not None
    assert (answering.actor.name, answer.by) == (nurse.name, nurse.id)
    entry = next(one for one in center.log if one.verb == HANDED_OVER)
    assert (entry.actor_id, entry.role) == (nurse.id, "staff")
    assert center.memory.people[Role.PRECEPTOR].name in str(entry.fields)


def test_their_role_decides_what_they_may(center: MemoryServices) -> None:
    run_id = center.work(Role.PRECEPTOR).checklist_work.start("handed", Subject()).value
    nurse = center.memory.people[Role.STAFF]
    work = hand_over(center).take(run_id, nurse.id, Role.STAFF.value).value.work
    work.answer(run_id, "checked", Confirmed(done=False))
    with pytest.raises(NotAllowed):
        work.override(run_id, "checked", "the AU said so")


def test_the_passphrase_is_asked_and_the_role_must_fill_checklists(center: MemoryServices) -> None:
    run_id = center.work(Role.PRECEPTOR).checklist_work.start("handed", Subject()).value
    people = center.memory.people
    with pytest.raises(WrongPassphrase):
        hand_over(center).take(run_id, people[Role.STAFF].id, "something else")
    with pytest.raises(NotAllowed):
        hand_over(center).take(run_id, people[Role.INSPECTOR].id, Role.INSPECTOR.value)


def test_who_left_the_center_takes_nothing_over(center: MemoryServices) -> None:
    run_id = center.work(Role.PRECEPTOR).checklist_work.start("handed", Subject()).value
    gone = center.memory.people[Role.STAFF]
    with center.memory.center.unit_of_work() as uow:
        uow.people.replace(replace(gone, removed_at=center.now()))
        uow.commit()
    with pytest.raises(NotFound):
        hand_over(center).take(run_id, gone.id, Role.STAFF.value)
