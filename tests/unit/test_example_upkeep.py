"""How the worked example keeps house: recurring checks, a nurse's part, a returned survey, a checklist of its own."""

import pytest

from au_desktop.domain.checklists.recurring_work import DueState
from au_desktop.domain.roles import Role
from au_desktop.services.checklists.schedules import ScheduledWork
from au_desktop.services.example.worked_example import ExampleSize
from au_desktop.services.rows import PageRequest, RunFilter, RunState
from tests.memory_stage import MemoryStage, played

SIZE = ExampleSize(trainees=3, cases=8, stories=True)


@pytest.fixture(scope="module")
def stage() -> MemoryStage:
    return played(SIZE)


def works(stage: MemoryStage, template_id: str) -> list[ScheduledWork]:
    found = stage.as_role(Role.RSO).schedules.all()
    return [work for work in found if work.schedule.template_id == template_id]


def test_what_usually_comes_again_is_scheduled_and_checked(stage: MemoryStage) -> None:
    (constancy,) = works(stage, "calibrator_constancy")
    assert constancy.last_done is not None
    assert {work.about for work in works(stage, "meter_check")} == {"SM-1", "SM-2", "SM-3"}
    overdue = [work for work in works(stage, "wipe_test") if work.due]
    assert {work.due.state for work in overdue if work.due} == {DueState.OVERDUE}


def test_one_day_was_forgotten(stage: MemoryStage) -> None:
    (constancy,) = works(stage, "calibrator_constancy")
    history = stage.as_role(Role.RSO).schedules.history(constancy.schedule.id)
    late = [one for one in history.occurrences if one.state is DueState.DONE_LATE]
    assert len(late) == 1


def test_a_nurse_signed_a_part(stage: MemoryStage) -> None:
    signing = stage.as_role(Role.STAFF).signing
    given = signing.given(PageRequest(400)).rows
    assert [row.meaning for row in given if row.role == Role.STAFF.value] == ["performed"]


def test_a_record_was_sent_back_with_its_reason(stage: MemoryStage) -> None:
    rso = stage.as_role(Role.RSO)
    drafts = rso.checklist_work.runs(RunFilter(state=RunState.DRAFT), PageRequest(50)).rows
    returns = [one for row in drafts for one in rso.run_returns.of_run(row.run_id)]
    assert [one.reason for one in returns] == [
        "The reading at the door is missing; please add it."
    ]


def test_one_checklist_is_the_center_s_own_and_another_is_being_edited(stage: MemoryStage) -> None:
    editing = stage.as_role(Role.RSO).template_editing
    own = {
        entry.template.id: entry.template.note
        for entry in editing.library()
        if entry.origin.value == "center"
    }
    assert own == {"room_preparation": "Our rooms 1 to 4: the spill kit hangs inside the door."}
    assert [draft.template.id for draft in editing.drafts()] == ["wipe_test"]


def test_a_small_example_keeps_no_house() -> None:
    plain = played(ExampleSize(trainees=2, cases=2))
    assert plain.as_role(Role.RSO).schedules.all() == ()
