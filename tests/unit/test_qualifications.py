"""What a trainee brings is kept, logged and taken back; choosing a pathway stores everything in one step."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.errors import Invalid, NotAllowed
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
    RegulatorAnswer,
)
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.changes import Kind
from au_desktop.services.roster.enrolment import Enrolment
from au_desktop.services.roster.qualifications import PathwayChoice, Qualifications
from tests.builders import DAY, MemoryDesk, a_trainee

CERTIFICATE = BoardCertificate("abr", "radiation oncology", "12345", date(2020, 6, 1))


@pytest.fixture
def memory() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def trainee_id(memory: MemoryDesk) -> TraineeId:
    return Enrolment(memory.desk()).enroll(a_trainee()).value


def test_nothing_on_record_is_empty(memory: MemoryDesk, trainee_id: TraineeId) -> None:
    assert Qualifications(memory.desk()).of(trainee_id) == Qualification(trainee_id)


def test_what_is_kept_is_logged_and_taken_back(memory: MemoryDesk, trainee_id: TraineeId) -> None:
    services = Qualifications(memory.desk())
    outcome = services.keep(Qualification(trainee_id, boards=(CERTIFICATE,)))
    assert services.of(trainee_id).boards == (CERTIFICATE,)
    assert outcome.changes.touches(Kind.QUALIFICATION)
    entry = memory.center.state.log[-1]
    assert (entry.verb, entry.subject) == (
        "change what the trainee brings",
        "T-001 Example 07, A.: pathway",
    )
    assert outcome.undo is not None
    outcome.undo.run()
    assert services.of(trainee_id).boards == ()
    assert len(memory.center.state.log) == 3


def test_nothing_changed_is_not_logged(memory: MemoryDesk, trainee_id: TraineeId) -> None:
    services = Qualifications(memory.desk())
    services.keep(Qualification(trainee_id))
    services.choose_pathway(trainee_id, PathwayChoice(Pathway.PARENTERAL, ("G3",)))
    assert [entry.verb for entry in memory.center.state.log] == ["enroll trainee"]


def test_the_pathway_and_what_it_rests_on_are_stored_together(
    memory: MemoryDesk, trainee_id: TraineeId
) -> None:
    services, enrolment = Qualifications(memory.desk()), Enrolment(memory.desk())
    brought = Qualification(trainee_id, boards=(CERTIFICATE,))
    outcome = services.choose_pathway(
        trainee_id, PathwayChoice(Pathway.BOARD, ("G1", "G3"), qualification=brought)
    )
    trainee = enrolment.trainee(trainee_id)
    assert (trainee.pathway, trainee.requested) == (Pathway.BOARD, ("G1", "G3"))
    assert services.of(trainee_id) == brought
    assert outcome.changes.touches(Kind.TRAINEE, Kind.QUALIFICATION)
    assert [hit.detail for hit in memory.queries.find("T-001", 5)] == ["T-001 · board"]
    assert outcome.undo is not None
    outcome.undo.run()
    assert enrolment.trainee(trainee_id).pathway is Pathway.PARENTERAL
    assert services.of(trainee_id) == Qualification(trainee_id)


def test_all_or_nothing(memory: MemoryDesk, trainee_id: TraineeId) -> None:
    services = Qualifications(memory.desk())
    brought = Qualification(trainee_id, boards=(CERTIFICATE,))
    with pytest.raises(Invalid, match="G9"):
        services.choose_pathway(
            trainee_id, PathwayChoice(Pathway.BOARD, ("G9",), qualification=brought)
        )
    assert services.of(trainee_id).boards == ()
    with pytest.raises(Invalid, match="G3a"):
        services.choose_pathway(trainee_id, PathwayChoice(Pathway.BOARD, ("G3a",)))
    state = PathwayChoice(Pathway.BOARD, ("G3a",), "example-state-four")
    services.choose_pathway(trainee_id, state)
    assert Enrolment(memory.desk()).trainee(trainee_id).profile_id == "example-state-four"


def test_only_who_manages_the_roster_changes_it(memory: MemoryDesk, trainee_id: TraineeId) -> None:
    services = Qualifications(memory.desk(Role.TRAINEE))
    with pytest.raises(NotAllowed):
        services.keep(Qualification(trainee_id, notes="x"))
    with pytest.raises(NotAllowed):
        services.choose_pathway(trainee_id, PathwayChoice(Pathway.BOARD, ()))


def test_the_advice_follows_the_record(memory: MemoryDesk, trainee_id: TraineeId) -> None:
    services = Qualifications(memory.desk())
    before = services.advice(trainee_id)
    assert before.chosen is not None
    assert not before.chosen.open
    named = CurrentAuthorization("09-11111-01", sections=("35.490",))
    standing = services.standing(trainee_id)
    brought = replace(standing.qualification, authorizations=(named,))
    tried = services.advice_on(standing.trainee, brought)
    assert tried.chosen is not None
    assert tried.chosen.open
    assert services.advice(trainee_id) == before
    services.keep(brought)
    assert services.advice(trainee_id) == tried
    state = services.advice(trainee_id, "example-state-four")
    assert state.chosen is not None
    assert state.chosen.covers == ("G3a", "G3b")


def test_what_is_written_down_names_its_source() -> None:
    for make in (
        lambda: BoardCertificate(" "),
        lambda: CurrentAuthorization(""),
        lambda: RegulatorAnswer("", DAY, "yes"),
        lambda: RegulatorAnswer("NRC", DAY, " "),
    ):
        with pytest.raises(Invalid, match="is empty"):
            make()
