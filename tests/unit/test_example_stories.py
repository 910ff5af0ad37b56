"""The stories of the worked example, played in memory: every pathway and every state is there, each on its own day."""

import pytest

from au_desktop.domain.audit import walk
from au_desktop.domain.roles import Role
from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.domain.training.standings.standing import GapCode
from au_desktop.domain.training.trainees import Pathway, Trainee
from au_desktop.services.example.worked_example import ExampleSize
from au_desktop.services.standing.standings import TraineeStanding
from tests.memory_stage import MemoryStage, played

SIZE = ExampleSize(trainees=3, cases=4, stories=True)


@pytest.fixture
def stage() -> MemoryStage:
    return played(SIZE)


def told(stage: MemoryStage) -> dict[str, Trainee]:
    everyone = stage.as_role(Role.COORDINATOR).enrolment.everyone()
    return {one.family_name: one for one in everyone if not one.family_name.startswith("Example")}


def standing(stage: MemoryStage, name: str) -> TraineeStanding:
    services = stage.as_role(Role.COORDINATOR)
    return services.standings.of(told(stage)[name].id)


def gaps(stage: MemoryStage, name: str) -> set[GapCode]:
    return {gap.code for gap in standing(stage, name).standing.gaps}


def reasons(stage: MemoryStage, name: str) -> set[GateReason]:
    judged = standing(stage, name).progress.cases
    return {reason.code for one in judged for reason in one.verdict.reasons}


def test_there_is_somebody_on_every_pathway(stage: MemoryStage) -> None:
    assert {one.pathway for one in told(stage).values()} == set(Pathway)
    assert {one.profile_id for one in told(stage).values()} == {"nrc-2019", "example-state-four"}


def test_who_is_ready_lacks_nothing_but_the_attestation(stage: MemoryStage) -> None:
    assert standing(stage, "Adair").standing.ready
    assert GapCode.ATTESTATION_MISSING in gaps(stage, "Adair")
    (wait,) = [
        one
        for one in stage.as_role(Role.COORDINATOR).attestations.waiting()
        if one.trainee.startswith("Adair") and one.request is not None
    ]
    assert wait.days == 4


def test_one_case_is_short_and_was_moved(stage: MemoryStage) -> None:
    found = standing(stage, "Bellamy")
    (category,) = found.standing.categories
    assert category.missing == 1
    assert any(one.case.moves for one in found.progress.cases)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Corwin", GateReason.OBSERVED_ONLY),
        ("Delacroix", GateReason.SUPERVISOR_NOT_AUTHORIZED),
        ("Fairbanks", GateReason.RATINGS_DIFFER),
        ("Lockhart", GateReason.CHANGED_SINCE_CONFIRMED),
    ],
)
def test_cases_do_not_count_for_the_reason_of_the_story(
    stage: MemoryStage, name: str, reason: GateReason
) -> None:
    assert reason in reasons(stage, name)


def test_late_entries_count_with_their_reason(stage: MemoryStage) -> None:
    found = standing(stage, "Eastman")
    assert {one.case.late_reason != "" for one in found.progress.cases} == {True}
    assert all(one.verdict.counts for one in found.progress.cases)


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("Garrison", GapCode.NOTICE_DUE),
        ("Holloway", GapCode.TOTAL_SHORT),
        ("Iverson", GapCode.CASES_SHORT),
        ("Jennings", GapCode.CASES_SHORT),
        ("Lockhart", GapCode.ATTESTATION_OUTDATED),
        ("Merritt", GapCode.AMENDMENT_OPEN),
        ("Prescott", GapCode.PAPER_MISSING),
        ("Radcliffe", GapCode.PROFILE_UNVERIFIED),
    ],
)
def test_each_story_shows_its_gap(stage: MemoryStage, name: str, gap: GapCode) -> None:
    assert gap in gaps(stage, name)


def test_what_is_done_is_done(stage: MemoryStage) -> None:
    assert GapCode.AMENDMENT_OPEN not in gaps(stage, "Norwood")
    assert GapCode.ATTESTATION_MISSING not in gaps(stage, "Kimball")
    assert GapCode.HOURS_TOO_OLD not in gaps(stage, "Osborne")


def test_the_log_never_goes_backwards(stage: MemoryStage) -> None:
    entries = stage.memory.center.state.log
    assert walk(entries).unbroken
    assert all(one.verb != "clock went backwards" for one in entries)
