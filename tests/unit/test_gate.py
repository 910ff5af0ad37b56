"""The gate: a sound case counts, and each thing that is missing is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from au_desktop.domain.errors import Invalid
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import CaseState, Part, Voided, refuse_identity
from au_desktop.domain.training.counting.gate import (
    Confirmation,
    GateEvidence,
    GateReason,
    judge,
    same_administration,
)
from au_desktop.domain.training.counting.progress import case_progress
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Capacity, CapacityPeriod, Pathway, Period
from tests.builders import DAY, a_case, a_supervisor, a_trainee, gbq, mci, reference
from tests.fakes import FakeClock


def evidence(case=None, **changes):
    drug = reference().drugs.get((case or a_case()).drug_id)
    facts = GateEvidence(
        today=DAY + timedelta(days=2),
        profile=reference().profile("nrc-2019"),
        trainee=a_trainee(),
        drug=drug,
        nuclide=None if drug is None else reference().nuclide_of(drug),
        supervisor=a_supervisor(),
        confirmations=(Confirmation(DAY, 1),),
    )
    return replace(facts, **changes)


def reasons(case, **changes):
    return {reason.code for reason in judge(case, evidence(case, **changes)).reasons}


def test_a_sound_case_counts_in_its_category():
    verdict = judge(a_case(), evidence())
    assert verdict.counts
    assert verdict.category.code == "G3"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"part": Part.OBSERVED}, GateReason.OBSERVED_ONLY),
        ({"part": None}, GateReason.NO_PART),
        ({"patient_code": ""}, GateReason.NO_PATIENT_CODE),
        ({"administered": None}, GateReason.NO_ACTIVITY),
        ({"location": " "}, GateReason.NO_LOCATION),
        ({"license_number": ""}, GateReason.NO_LICENSE_NUMBER),
        ({"state": CaseState.PLANNED}, GateReason.NOT_GIVEN),
        ({"drug_id": "unknown"}, GateReason.UNKNOWN_DRUG),
        ({"drug_id": "y-90-glass-microspheres"}, GateReason.NO_CATEGORY),
        ({"revision": 2}, GateReason.CHANGED_SINCE_CONFIRMED),
        ({"on": DAY + timedelta(days=5)}, GateReason.IN_THE_FUTURE),
    ],
)
def test_what_is_missing_is_named(changes, reason):
    assert reason in reasons(a_case(**changes))


def test_a_void_case_gives_only_that_reason():
    case = a_case(voided=Voided("entered twice", FakeClock().now()), part=None)
    assert reasons(case) == {GateReason.VOIDED}


def test_presence_as_an_observer_never_counts():
    observer = CapacityPeriod(Capacity.OBSERVER, Period(DAY, DAY))
    assert reasons(a_case(), trainee=a_trainee(capacities=(observer,))) == {
        GateReason.OBSERVER_CAPACITY
    }


def test_no_capacity_on_the_day():
    assert reasons(a_case(), trainee=a_trainee(capacities=())) == {GateReason.NO_CAPACITY}


def test_the_supervisor_must_be_listed_for_the_category_on_the_day():
    late = LicenseListing("45-1", "NRC", ("35.390",), ("G3",), Period(DAY + timedelta(days=1)))
    other = LicenseListing("45-1", "NRC", ("35.392",), ("G1",), Period(date(2020, 1, 1)))
    for listing in (late, other):
        found = reasons(a_case(), supervisor=a_supervisor(listings=(listing,)))
        assert found == {GateReason.SUPERVISOR_NOT_AUTHORIZED}
    assert reasons(a_case(), supervisor=None) == {GateReason.NO_SUPERVISOR}


@pytest.mark.parametrize(
    ("confirmations", "reason"),
    [
        ((), GateReason.NOT_CONFIRMED),
        ((Confirmation(DAY - timedelta(days=1), 1),), GateReason.CONFIRMED_BEFORE_CASE),
        ((Confirmation(DAY, 1, sound=False),), GateReason.CONFIRMATION_BROKEN),
    ],
)
def test_the_preceptor_confirms_on_or_after_the_day(confirmations, reason):
    assert reasons(a_case(), confirmations=confirmations) == {reason}


def test_the_later_of_two_equal_administrations_is_the_duplicate():
    first, second = a_case(number=1), a_case(number=2)
    assert same_administration(second, (first, second)) == ("C-000001",)
    assert same_administration(first, (first, second)) == ()
    assert reasons(second, duplicates_of=("C-000001",)) == {GateReason.DUPLICATE}


@pytest.mark.parametrize("state", [CaseState.PLANNED, CaseState.LOST])
def test_what_was_never_given_makes_no_duplicate(state):
    never, given = a_case(number=1, state=state), a_case(number=2)
    assert same_administration(given, (never, given)) == ()


def test_exactly_33_mci_is_the_lower_category_in_either_unit():
    for activity in (mci("33"), gbq("1.22"), gbq("1.221")):
        case = a_case(drug_id="i-131-sodium-iodide", administered=activity)
        assert judge(case, evidence(case)).category.code == "G1"
    case = a_case(drug_id="i-131-sodium-iodide", administered=mci("33.1"))
    assert judge(case, evidence(case)).category.code == "G2"


def oral(activity, count):
    case = a_case(drug_id="i-131-sodium-iodide", administered=activity)
    return [judge(case, evidence(case))] * count


def test_three_above_33_mci_satisfy_the_lower_category_only_on_the_full_route():
    profile = reference().profile("nrc-2019")
    verdicts = oral(mci("100"), 3)
    full = case_progress(profile, ("G1", "G2"), Pathway.ALTERNATE_390, verdicts)
    narrow = case_progress(profile, ("G1",), Pathway.ORAL_UP_TO_33_MCI, verdicts)
    assert [(entry.category.code, entry.complete, entry.satisfied_by) for entry in full] == [
        ("G1", True, "G2"),
        ("G2", True, ""),
    ]
    assert not narrow[0].complete
    assert narrow[0].missing == 3


@pytest.mark.parametrize(
    "code", ["John Smith", "Smith", "1234567", "19500102", "A" * 25 + "1", "LR/0193", "LR 0193"]
)
def test_a_patient_code_that_could_name_someone_is_refused(code):
    with pytest.raises(Invalid):
        refuse_identity(code)


@pytest.mark.parametrize("code", ["LR-0193", "P7", "123456", "2026-LR-000193"])
def test_a_center_issued_code_is_taken(code):
    refuse_identity(code)


def test_moments_keep_the_offset():
    moment = Moment.from_iso("2026-11-18T10:00:00.000000-06:00")
    assert moment.offset_minutes == -360
    assert moment.iso() == "2026-11-18T10:00:00.000000-06:00"
