"""The dosages of the worked example: every stage of a treatment is there, and each by the rules."""

from datetime import date

import pytest

from au_desktop.domain.safety.directives import Directive
from au_desktop.domain.safety.dosages import Dosage
from au_desktop.domain.safety.time_outs import TimeOut
from au_desktop.services.example.example_dosages import example_dosages
from tests.memory_stage import MemoryStage
from tests.treatment_examples import TreatmentDesk


@pytest.fixture(scope="module")
def stage() -> MemoryStage:
    made = MemoryStage()
    desk = TreatmentDesk()
    with made.memory.center.unit_of_work() as uow, desk.memory.center.unit_of_work() as known:
        for instrument in known.instruments.all():
            uow.instruments.add(instrument)
        for supervisor in known.supervisors.all():
            uow.supervisors.add(supervisor)
        uow.commit()
    moves = sorted(
        example_dosages(made, date(2026, 11, 20)),  # type: ignore[arg-type] # these parts are all it uses
        key=lambda move: move.at.utc,
    )
    for move in moves:
        made.set_time(move.at)
        move.play()
    return made


def all_of(stage: MemoryStage, kind: type) -> list:  # type: ignore[type-arg] # of records
    with stage.memory.center.unit_of_work() as uow:
        return list(uow.safety.all(kind))


def test_dosages_stand_at_every_stage(stage: MemoryStage) -> None:
    dosages: list[Dosage] = all_of(stage, Dosage)
    states = [one.state for one in dosages]
    assert (states.count("given"), states.count("residual to read")) == (10, 1)
    assert states.count("not used") == 1
    directed = [one for one in dosages if one.direction is not None]
    assert [one.patient_code for one in directed] == ["LR-7105"]
    assert not directed[0].within
    assert directed[0].meets_event_leg
    assert all(one.within for one in dosages if one not in directed)
    assert all(one.meter and one.expected for one in dosages)


def test_directives_are_signed_revised_and_wait(stage: MemoryStage) -> None:
    found: list[Directive] = all_of(stage, Directive)
    by_state = {
        state: [one for one in found if one.state == state]
        for state in {one.state for one in found}
    }
    assert [one.patient_code for one in by_state["oral, to write"]] == ["LR-7113"]
    assert [one.patient_code for one in by_state["to be signed"]] == ["LR-7114"]
    revised = [one for one in found if one.amends is not None]
    assert [one.patient_code for one in revised] == ["LR-7107"]
    assert all(one.summary.deadlines for one in found if one.signed_at is None)


def test_one_time_out_stopped(stage: MemoryStage) -> None:
    time_outs: list[TimeOut] = all_of(stage, TimeOut)
    assert [one.patient_code for one in time_outs if not one.go] == ["LR-7110"]


def test_no_dosage_is_given_on_a_weekend(stage: MemoryStage) -> None:
    assert all(one.at.local.weekday() < 5 for one in all_of(stage, Dosage))
