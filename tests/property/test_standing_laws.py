"""Laws of judging: a valid case never lowers progress, and the order of the records changes nothing."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import Case, CaseState, Part, Voided
from au_desktop.domain.training.counting.gate import Confirmation, HouseRules
from au_desktop.domain.training.qualification import Qualification
from au_desktop.domain.training.recount import requested_under
from au_desktop.domain.training.trainees import CapacityPeriod, Pathway, Period
from au_desktop.services.cases.case_records import CaseRecords
from au_desktop.services.cases.judgements import Measure, TraineeProgress, progress_of
from tests.builders import NOBODY, a_case, a_supervisor, a_trainee, mci, reference

TODAY = date(2026, 11, 20)
NOON = Moment.from_iso("2026-11-20T12:00:00.000000-06:00")
NRC = reference().profile("nrc-2019")
TRAINEE = a_trainee(
    pathway=Pathway.ALTERNATE_390,
    requested=("G1", "G2", "G3"),
    capacities=(
        CapacityPeriod(a_trainee().capacities[0].capacity, Period(date(2026, 1, 1), TODAY)),
    ),
)
DRUGS = (
    ("i-131-sodium-iodide", mci("30")),
    ("i-131-sodium-iodide", mci("100")),
    ("lu-177-dotatate", mci("200")),
    ("ra-223-dichloride", mci("0.1")),
    ("y-90-glass-microspheres", mci("50")),
)


@st.composite
def some_cases(draw: st.DrawFn) -> tuple[Case, ...]:
    """Cases of every fate, with patient codes that repeat."""
    cases = []
    for number in range(1, draw(st.integers(0, 9)) + 1):
        drug, activity = draw(st.sampled_from(DRUGS))
        cases.append(
            a_case(
                id=CaseId(UUID(int=number)),
                number=number,
                on=TODAY - timedelta(days=draw(st.integers(0, 3))),
                drug_id=drug,
                administered=draw(st.sampled_from((activity, None))),
                patient_code=draw(st.sampled_from(("LR-1", "LR-2", "LR-3", ""))),
                part=draw(st.sampled_from((*Part, None))),
                state=draw(st.sampled_from(CaseState)),
                voided=draw(st.sampled_from((None, None, Voided("twice", NOON)))),
            )
        )
    return tuple(cases)


def valid(number: int, which: int) -> Case:
    drug, activity = DRUGS[which]
    return a_case(
        id=CaseId(UUID(int=number)),
        number=number,
        on=TODAY,
        drug_id=drug,
        administered=activity,
        patient_code=f"LR-9{number}",
    )


def judged(cases: tuple[Case, ...], profile_id: str = "nrc-2019") -> TraineeProgress:
    profile = reference().profile(profile_id)
    trainee_id = TraineeId(NOBODY)
    supervisor = a_supervisor()
    records = CaseRecords(
        trainees=(TRAINEE,),
        qualifications={trainee_id: Qualification(trainee_id)},
        cases={trainee_id: cases},
        confirmations={case.id: (Confirmation(case.on, case.revision),) for case in cases},
        ratings={},
        claims={},
        supervisors={supervisor.id: supervisor},
        house=HouseRules(),
    )
    requested = requested_under(TRAINEE.requested, NRC, profile)
    trainee = replace(TRAINEE, requested=requested)
    measure = Measure(profile, profile.route("35.390"), reference(), TODAY)
    return progress_of(trainee, records, measure)


@given(some_cases(), st.integers(0, 3))
def test_a_valid_case_adds_one_and_lowers_nothing(cases: tuple[Case, ...], which: int) -> None:
    before = judged(cases).categories
    after = judged((*cases, valid(len(cases) + 1, which))).categories
    gained = [late.counted - early.counted for early, late in zip(before, after, strict=True)]
    assert sorted(gained) == [0, 0, 1]
    for early, late in zip(before, after, strict=True):
        assert late.missing <= early.missing
        assert late.complete or not early.complete


@given(some_cases().flatmap(lambda cases: st.tuples(st.just(cases), st.permutations(cases))))
def test_the_order_of_the_records_changes_no_verdict(
    given_: tuple[tuple[Case, ...], list[Case]],
) -> None:
    cases, shuffled = given_
    for profile_id in ("nrc-2019", "example-state-four"):
        first, second = judged(cases, profile_id), judged(tuple(shuffled), profile_id)
        assert first.categories == second.categories
        ours = {one.case.id: (one.verdict.category, set_of(one)) for one in first.cases}
        theirs = {one.case.id: (one.verdict.category, set_of(one)) for one in second.cases}
        assert ours == theirs


def set_of(one: object) -> frozenset[str]:
    verdict = one.verdict  # type: ignore[attr-defined]
    return frozenset(reason.code.value for reason in verdict.reasons)


@given(some_cases())
def test_judging_twice_says_the_same(cases: tuple[Case, ...]) -> None:
    assert judged(cases) == judged(cases)


@given(some_cases())
def test_a_recount_counts_no_administration_more_often(cases: tuple[Case, ...]) -> None:
    own, other = judged(cases), judged(cases, "example-state-four")
    assert sum(one.counted for one in own.categories) == sum(
        one.counted for one in other.categories
    )
