"""Forecasts of a trainee: cases at the center's rate, hours at the trainee's own."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from au_desktop.domain.training.cases import CaseState, Prescribed
from au_desktop.domain.training.forecast import RATE_DAYS, Outlook, Pace, Step
from au_desktop.domain.training.hours import Ledger
from au_desktop.domain.training.standings.standing import Requirement, RequirementKind
from au_desktop.domain.training.trainees import Pathway, Period
from au_desktop.services.standing.forecasts import HourSteps, PaceBasis
from tests.builders import a_case, mci
from tests.training_center import IODIDE, SPHERES, TODAY, TrainingCenter, an_authorized_user

VISIT = (Period(TODAY - timedelta(days=9), TODAY + timedelta(days=60)),)


@pytest.fixture
def center():
    return TrainingCenter()


def of(center, trainee_id, hours=()):
    work = center.work()
    return work.forecasts.of(work.judgements.of_trainee(trainee_id), hours)


def test_cases_run_at_the_rate_of_the_whole_center(center):
    supervisor = an_authorized_user(center)
    mine, other = center.enroll(visits=VISIT), center.enroll(visits=VISIT)
    center.confirm(center.log_case(trainee_id=mine, supervisor_id=supervisor, patient_code="LR-1"))
    for number in range(17):
        center.log_case(
            trainee_id=other,
            supervisor_id=supervisor,
            on=TODAY - timedelta(days=3),
            patient_code=f"LR-1{number}",
        )
    (found,) = of(center, mine)
    assert (found.kind, found.code, found.basis) == (RequirementKind.CASES, "G3", PaceBasis.CENTER)
    assert found.pace == Pace(Decimal(18), RATE_DAYS)
    assert found.forecast.counted == 1
    assert (found.forecast.outlook, found.forecast.day) == (
        Outlook.EXPECTED,
        TODAY + timedelta(days=20),
    )


def test_the_rate_leaves_out_what_says_nothing_about_a_category(center):
    trainee_id = center.enroll()
    day = TODAY - timedelta(days=1)
    for number, changes in enumerate(
        (
            {"drug_id": SPHERES},
            {"state": CaseState.PLANNED},
            {"on": TODAY - timedelta(days=RATE_DAYS)},
            {"prescribed": None, "administered": None},
        )
    ):
        facts = {"trainee_id": trainee_id, "on": day, "patient_code": f"LR-{number}"}
        center.log_case(**(facts | changes))
    with center.memory.center.unit_of_work() as uow:
        uow.cases.add(a_case(number=99, trainee_id=trainee_id, on=day, drug_id="unheard-of"))
        uow.commit()
    profile = center.memory.desk().reference.profile("nrc-2019")
    assert center.work().forecasts.center_paces(profile) == {}


def test_two_trainees_at_one_administration_are_one(center):
    for trainee_id in (center.enroll(), center.enroll()):
        center.log_case(trainee_id=trainee_id, patient_code="LR-7")
    profile = center.memory.desk().reference.profile("nrc-2019")
    assert center.work().forecasts.center_paces(profile) == {"G3": Pace(Decimal(1), RATE_DAYS)}


def test_categories_are_told_apart_by_the_prescribed_activity(center):
    trainee_id = center.enroll()
    for number, activity in enumerate(("100", "29", "29")):
        center.log_case(
            trainee_id=trainee_id,
            drug_id=IODIDE,
            prescribed=Prescribed(mci(activity)),
            administered=mci(activity),
            patient_code=f"LR-{number}",
        )
    profile = center.memory.desk().reference.profile("nrc-2019")
    paces = center.work().forecasts.center_paces(profile)
    assert {code: pace.amount for code, pace in paces.items()} == {"G1": 2, "G2": 1}


def test_planned_cases_count_as_planned(center):
    trainee_id = center.enroll(visits=VISIT)
    for days in (-2, 4, 5, 6):
        center.log_case(
            trainee_id=trainee_id,
            on=TODAY + timedelta(days=days),
            state=CaseState.PLANNED,
            administered=None,
            part=None,
            patient_code=f"LR-{days + 10}",
        )
    (found,) = of(center, trainee_id)
    assert found.pace is None
    assert found.forecast.day == TODAY + timedelta(days=6)


def test_nothing_requested_is_nothing_to_foresee(center):
    assert of(center, center.enroll(requested=(), pathway=Pathway.UNDECIDED)) == ()


def requirement(needed, met=False):
    return Requirement(
        RequirementKind.TOTAL_HOURS,
        "",
        "Hours in all",
        None if needed is None else Decimal(needed),
        Decimal(0),
        met=met,
    )


def test_hours_run_at_ones_own_rate_on_visit_days(center):
    trainee_id = center.enroll(visits=VISIT, requested=())
    steps = (Step(TODAY - timedelta(days=2), Decimal(40)), Step(date(2020, 5, 1), Decimal(80)))
    (found,) = of(center, trainee_id, (HourSteps(requirement("140"), steps),))
    assert (found.title, found.basis) == ("Hours in all", PaceBasis.OWN)
    assert found.pace == Pace(Decimal(40), 10)
    assert found.forecast.counted == 120
    assert found.forecast.day == TODAY + timedelta(days=5)


@pytest.mark.parametrize("asked", [requirement(None), requirement("700", met=True)])
def test_what_is_met_already_needs_no_rate(center, asked):
    (found,) = of(center, center.enroll(requested=()), (HourSteps(asked, ()),))
    assert (found.pace, found.forecast.outlook) == (None, Outlook.MET)


def test_a_case_in_no_category_is_passed_over(center):
    trainee_id = center.enroll(visits=VISIT)
    center.log_case(trainee_id=trainee_id, drug_id=SPHERES)
    (found,) = of(center, trainee_id)
    assert found.forecast.counted == 0


def test_the_hours_of_a_standing_are_foreseen_with_its_cases(center):
    trainee_id = center.enroll(pathway=Pathway.ALTERNATE_390, requested=("G1",), visits=VISIT)
    work = center.work()
    found = work.forecasts.of_standing(work.standings.of(trainee_id))
    assert [(entry.kind, entry.forecast.needed) for entry in found] == [
        (RequirementKind.CLASSROOM_HOURS, 200),
        (RequirementKind.TOTAL_HOURS, 700),
        (RequirementKind.CASES, 3),
    ]


def test_classroom_hours_count_toward_the_hours_in_all_too(center):
    trainee_id = center.enroll(pathway=Pathway.ALTERNATE_390, requested=("G1",), visits=VISIT)
    standing = center.work().standings.of(trainee_id)
    classroom, work, idle = (
        SimpleNamespace(
            entry=SimpleNamespace(ledger=ledger, last=TODAY),
            counted=Decimal(hours),
            counts=hours > 0,
        )
        for ledger, hours in ((Ledger.CLASSROOM, 80), (Ledger.WORK, 24), (Ledger.WORK, 0))
    )
    hours = replace(standing.hours, judged=(classroom, work, idle))
    found = center.work().forecasts.of_standing(replace(standing, hours=hours))
    assert [entry.forecast.counted for entry in found] == [80, 104, 0]


def test_many_are_foreseen_with_one_question_a_profile(center):
    keys = [center.enroll(visits=VISIT) for _ in range(3)]
    keys.append(center.enroll(requested=(), pathway=Pathway.UNDECIDED))
    work = center.work()
    asked = []
    given = center.memory.queries.given_between
    work.forecasts._desk.queries.given_between = lambda *days: asked.append(days) or given(*days)
    found = work.forecasts.of_many(work.judgements.progress(keys).values())
    assert [len(found[key]) for key in keys] == [1, 1, 1, 0]
    assert len(asked) == 1
