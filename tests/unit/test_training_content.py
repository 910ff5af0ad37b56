"""The workbook's rows about trainees: hours beside cases, and what is missing with what to do."""

from datetime import date

import pytest

from au_desktop.domain.training.counting.gate import GateReason
from au_desktop.domain.training.trainees import Pathway, TraineeStatus
from au_desktop.services.standing.standings import TraineeStanding
from au_desktop.services.workbook.sheet_rows import Days
from au_desktop.services.workbook.training_content import gap_rows, trainee_rows
from tests.builders import a_case, a_trainee
from tests.memory_services import DAY, MemoryServices

NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def center() -> MemoryServices:
    return MemoryServices()


def found(center: MemoryServices, **changes: object) -> TraineeStanding:
    trainee_id = center.work().enrolment.enroll(a_trainee(**changes)).value
    case = a_case(trainee_id=trainee_id, supervisor_id=center.supervisor(), on=DAY)
    center.work().case_log.add(case)
    return center.work().standings.of(trainee_id)


def test_a_row_a_category_with_the_hours_of_the_path(center: MemoryServices) -> None:
    full = found(center, pathway=Pathway.ALTERNATE_390, requested=("G2", "G3"))
    rows = list(trainee_rows(full, NOVEMBER))
    assert [row.category[:2] for row in rows] == ["G2", "G3"]
    assert [(row.needed, row.counted, row.waiting) for row in rows] == [(3, 0, 0), (3, 0, 1)]
    hours = rows[0].hours
    assert (hours.classroom_needed, hours.total_needed) == (200, 700)
    assert hours.topics_missing == "A, B, C, D, E"
    assert hours.elements_missing == "A, B, C, D, E"
    assert rows[0].cases_in_period == 1
    assert rows[0].capacity == "supervised participant"


def test_who_requests_nothing_has_one_row(center: MemoryServices) -> None:
    bare = found(center, requested=(), pathway=Pathway.UNDECIDED, capacities=())
    (row,) = trainee_rows(bare, Days(date(2026, 10, 1), date(2026, 10, 31)))
    assert (row.category, row.needed, row.capacity) == ("", None, "")
    assert row.hours.classroom_needed is None
    assert row.cases_in_period == 0


def test_gaps_say_what_and_what_to_do_but_leave_the_cases_to_their_own_rows(
    center: MemoryServices,
) -> None:
    rows = list(gap_rows(found(center)))
    assert {row.kind for row in rows} == {"Training record"}
    assert all(row.record == "T-001" and row.todo for row in rows)
    assert not any("C-000001" in row.detail for row in rows)
    assert any("Due 2026-11-20" in row.detail for row in rows)
    assert GateReason.NOT_CONFIRMED.value not in " ".join(row.detail for row in rows)


@pytest.mark.parametrize("status", [TraineeStatus.COMPLETED, TraineeStatus.WITHDRAWN])
def test_who_is_no_longer_in_training_has_no_gaps(
    center: MemoryServices, status: TraineeStatus
) -> None:
    assert list(gap_rows(found(center, status=status))) == []
