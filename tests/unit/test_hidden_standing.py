"""Where a trainee stands, as somebody reads it who is still to rate a part unseen: nothing of it tells the claim."""

import pytest

from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Part
from au_desktop.domain.training.counting.gate import GateReason, Reason
from au_desktop.domain.training.standings.standing import GapCode
from au_desktop.services.standing.progress_report import progress_lines
from tests.builders import a_case, a_trainee
from tests.memory_services import DAY, MemoryServices


def logged(center: MemoryServices, part: Part) -> TraineeId:
    trainee_id = center.work().enrolment.enroll(a_trainee()).value
    center.work().case_log.add(
        a_case(trainee_id=trainee_id, supervisor_id=None, on=DAY, part=part)
    )
    return trainee_id


def reasons(center: MemoryServices, trainee_id: TraineeId, role: Role) -> tuple[Reason, ...]:
    found = center.work(role).standings.of(trainee_id)
    (case,) = found.progress.cases
    gap = next(one for one in found.standing.gaps if one.code is GapCode.CASE_NOT_COUNTING)
    assert gap.reasons == case.verdict.reasons
    assert (case.case.part is None) is (role is Role.PRECEPTOR)
    return gap.reasons


def codes(said: tuple[Reason, ...]) -> set[GateReason]:
    return {one.code for one in said}


def test_a_preceptor_reads_the_same_of_an_observer_as_of_one_who_took_part() -> None:
    said = []
    for part in (Part.OBSERVED, Part.PERFORMED):
        center = MemoryServices()
        said.append(reasons(center, logged(center, part), Role.PRECEPTOR))
    assert said[0] == said[1]
    assert GateReason.RATING_MISSING in codes(said[0])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.TRAINEE, Role.RSO, Role.INSPECTOR])
def test_whoever_rates_nothing_reads_all_of_it(role: Role) -> None:
    center = MemoryServices()
    trainee_id = logged(center, Part.OBSERVED)
    assert GateReason.OBSERVED_ONLY in codes(reasons(center, trainee_id, role))


def test_the_printed_progress_does_not_tell_either() -> None:
    center = MemoryServices()
    trainee_id = logged(center, Part.OBSERVED)
    lines = "\n".join(progress_lines(center.work(Role.PRECEPTOR).standings.of(trainee_id)))
    assert "observed" not in lines
