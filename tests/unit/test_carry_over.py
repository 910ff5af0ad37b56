"""Tests of what a submitted administration says to its case, and what it never overwrites."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Reply,
    StepPart,
    Text,
    Timed,
    YesNo,
)
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import DoseRate, DoseRateUnit
from au_desktop.domain.roles import Role
from au_desktop.domain.training.cases import Case, CaseState, Part, Voided
from au_desktop.services.checklists.carry_over import carried_over
from tests.builders import a_case, gbq
from tests.checklist_examples import NOON, a_run
from tests.memory_services import ADMINISTERED, MemoryServices

STARTED = Timed(NOON, None)
PLANNED = a_case(state=CaseState.PLANNED, administered=None, part=None, on=date(2026, 11, 19))


def filled(**changes: AnswerValue) -> Run:
    given: dict[str, AnswerValue] = {
        "go_ahead": YesNo(Reply.YES),
        "administration": STARTED,
        "assay_activity": Measured(gbq("7.40")),
        "residual_activity": Measured(gbq("0.05")),
        "part_overall": PartTaken(StepPart.ASSISTED, 2),
    }
    return a_run(ADMINISTERED, **(given | changes))


def test_a_planned_case_becomes_a_given_one() -> None:
    run = filled()
    case = carried_over(PLANNED, run)
    assert case == replace(
        PLANNED,
        entered_at=run.entry_time,
        state=CaseState.GIVEN,
        administered=gbq("7.35"),
        part=Part.ASSISTED,
        on=date(2026, 11, 20),
        revision=2,
    )


def test_what_a_person_entered_stays() -> None:
    entered = a_case(administered=gbq("7.1"), part=Part.OBSERVED)
    assert carried_over(entered, filled()) == entered


def test_a_given_case_keeps_its_day() -> None:
    given = replace(PLANNED, state=CaseState.GIVEN)
    assert carried_over(given, filled()).on == PLANNED.on


@pytest.mark.parametrize(
    "run",
    [
        filled(go_ahead=YesNo(Reply.NO)),
        filled(administration=Timed()),
        filled(administration=Confirmed(done=True)),
        a_run(ADMINISTERED, go_ahead=YesNo(Reply.YES)),
    ],
)
def test_where_nothing_was_given_the_case_stays_planned(run: Run) -> None:
    assert carried_over(PLANNED, run) is PLANNED


def test_a_void_case_takes_nothing() -> None:
    void = replace(PLANNED, voided=Voided("twice", NOON))
    assert carried_over(void, filled()) is void


@pytest.mark.parametrize(
    ("changes", "administered", "part"),
    [
        ({"residual_activity": Number(Decimal(1))}, gbq("7.40"), Part.ASSISTED),
        ({"assay_activity": Text("7.4")}, None, Part.ASSISTED),
        ({"assay_activity": Measured(DoseRate.of("2", DoseRateUnit.MR_H))}, None, Part.ASSISTED),
        ({"part_overall": Text("some")}, gbq("7.35"), None),
    ],
)
def test_what_is_no_activity_or_no_part_is_left_open(
    changes: dict[str, AnswerValue], administered: object, part: Part | None
) -> None:
    case = carried_over(PLANNED, filled(**changes))
    assert (case.administered, case.part) == (administered, part)


def test_submitting_writes_the_case_and_both_entries() -> None:
    center = MemoryServices()
    case_id = center.case()
    run_id = center.run(case_id)
    work = center.work(Role.PRECEPTOR)
    work.checklist_work.submit(run_id)
    case: Case = work.case_log.case(case_id)
    assert (case.state, case.administered, case.part, case.revision) == (
        CaseState.GIVEN,
        gbq("7.40"),
        Part.PERFORMED,
        2,
    )
    assert [entry.verb for entry in center.log[-2:]] == ["submit checklist", "carry over to case"]
    assert center.log[-1].reason == "from R-000001"
    work.checklist_work.take_back(run_id, "slip")
    work.checklist_work.submit(run_id)
    assert work.case_log.case(case_id).revision == 2


def test_the_day_of_the_case_is_the_local_day_of_the_work() -> None:
    late = Moment(NOON.utc + timedelta(hours=10), -300)
    case = carried_over(PLANNED, replace(filled(), event_time=late))
    assert case.on == date(2026, 11, 20)
