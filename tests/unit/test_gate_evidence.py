"""The gate and what stands beside a case: ratings, late entries, other trainees' claims, the supervisor's sections."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from au_desktop.domain.ids import CaseId, PersonId, TraineeId
from au_desktop.domain.moments import Moment
from au_desktop.domain.training.cases import CaseState, Part, Voided
from au_desktop.domain.training.counting.gate import (
    Claim,
    Confirmation,
    GateEvidence,
    GateFlag,
    GateReason,
    HouseRules,
    claimed_by_others,
    judge,
    same_administration,
    same_patient,
)
from au_desktop.domain.training.ratings import DualRating, PartStatement, Resolution
from au_desktop.domain.training.supervisors import LicenseListing
from au_desktop.domain.training.trainees import Period
from tests.builders import DAY, NOBODY, a_case, a_supervisor, a_trainee, mci, reference
from tests.fakes import FakeClock

NOW = FakeClock().now()
WHO = PersonId(NOBODY)


def verdict(case=None, **changes):
    case = case or a_case()
    drug = reference().drug(case.drug_id)
    profile = reference().profile("nrc-2019")
    evidence = GateEvidence(
        today=DAY + timedelta(days=9),
        profile=profile,
        trainee=a_trainee(),
        drug=drug,
        nuclide=reference().nuclide_of(drug),
        supervisor=a_supervisor(),
        confirmations=(Confirmation(DAY, case.revision),),
        route=profile.route("35.396"),
    )
    return judge(case, replace(evidence, **changes))


def codes(case=None, **changes):
    return [reason.code for reason in verdict(case, **changes).reasons]


def said(part):
    return PartStatement(part, WHO, NOW)


def rated(claim=None, rating=None, settled=None):
    return DualRating(
        CaseId(NOBODY),
        said(claim) if claim else None,
        said(rating) if rating else None,
        Resolution(settled, "talked it over", WHO, NOW) if settled else None,
    )


def test_a_lost_case_says_that_it_will_not_be_given():
    case = a_case(state=CaseState.LOST, lost_reason="dose not delivered")
    found = verdict(case)
    assert GateReason.LOST in codes(case)
    assert found.reasons[0].facts["reason"] == "dose not delivered"


def test_different_ratings_stop_a_case_until_they_are_resolved():
    open_one = rated(Part.PERFORMED, Part.ASSISTED)
    assert codes(rating=open_one) == [GateReason.RATINGS_DIFFER]
    assert codes(rating=rated(Part.PERFORMED, Part.ASSISTED, Part.ASSISTED)) == []
    assert codes(rating=rated(Part.PERFORMED, Part.PERFORMED)) == []


def test_what_the_preceptor_saw_or_both_settled_on_as_observed_does_not_count():
    assert codes(rating=rated(None, Part.OBSERVED)) == [GateReason.OBSERVED_ONLY]
    settled = rated(Part.PERFORMED, Part.OBSERVED, Part.OBSERVED)
    assert codes(rating=settled) == [GateReason.OBSERVED_ONLY]
    assert codes(rating=rated(Part.PERFORMED)) == []


@pytest.mark.parametrize(
    ("rating", "missing"),
    [(None, "claim"), (rated(Part.PERFORMED), "rating"), (rated(None, Part.PERFORMED), "claim")],
)
def test_a_missing_rating_stops_a_case_only_where_the_center_asks_for_it(rating, missing):
    asks = HouseRules(rating_asked=True)
    assert codes(rating=rating) == []
    found = verdict(rating=rating, house=asks)
    assert [reason.code for reason in found.reasons] == [GateReason.RATING_MISSING]
    assert found.reasons[0].facts == {"missing": missing}


def entered(hours):
    midnight = Moment.from_iso(f"{DAY + timedelta(days=1)}T00:00:00.000000-06:00")
    return Moment(midnight.utc + timedelta(hours=hours), -360)


@pytest.mark.parametrize(
    ("hours", "reason", "found"),
    [
        (24, "", []),
        (25, "", [GateReason.LATE_WITHOUT_REASON]),
        (25, "network was down", []),
        (25, "  ", [GateReason.LATE_WITHOUT_REASON]),
    ],
)
def test_hours_of_a_late_entry_run_from_the_end_of_the_cases_day(hours, reason, found):
    case = a_case(entered_at=entered(hours), late_reason=reason)
    assert codes(case, house=HouseRules(late_after_hours=24)) == found
    assert codes(case) == []


def test_a_case_whose_entry_has_no_time_is_not_late():
    assert codes(a_case(), house=HouseRules(late_after_hours=0)) == []


def test_the_supervisors_license_must_name_a_section_of_the_route():
    listing = LicenseListing("45-1", "NRC", ("35.490",), ("G3",), Period(DAY))
    other = a_supervisor(listings=(listing,))
    assert codes(supervisor=other) == [GateReason.SUPERVISOR_SECTION]
    assert codes(supervisor=other, route=None) == []


def test_a_case_outside_the_route_is_held_against_its_category_alone():
    case = a_case(drug_id="i-131-sodium-iodide", administered=mci("100"))
    oral = LicenseListing("45-1", "NRC", ("35.394",), ("G2",), Period(DAY))
    assert codes(case, supervisor=a_supervisor(listings=(oral,))) == []


def test_a_repeated_patient_code_is_flagged_and_still_counts():
    found = verdict(same_patient=("C-000007",))
    assert found.counts
    assert [flag.code for flag in found.flags] == [GateFlag.SAME_PATIENT]
    assert found.flags[0].facts == {"cases": "C-000007"}


def test_another_trainees_claim_is_flagged_or_stops_the_case_as_the_center_wants():
    found = verdict(claimed_by_others=("C-000009",))
    assert found.counts
    assert [flag.code for flag in found.flags] == [GateFlag.CLAIMED_BY_ANOTHER]
    strict = verdict(claimed_by_others=("C-000009",), house=HouseRules(one_trainee_a_case=True))
    assert [reason.code for reason in strict.reasons] == [GateReason.CLAIMED_BY_ANOTHER]
    assert strict.flags == ()


def other(number, **changes):
    return a_case(id=CaseId(UUID(int=number)), number=number, **changes)


def test_the_same_patient_is_another_administration_of_this_trainee():
    case = other(5)
    later = other(6, on=DAY + timedelta(days=42))
    assert same_patient(case, (case, later)) == ("C-000006",)
    gone = replace(later, voided=Voided("twice", NOW))
    planned = replace(later, state=CaseState.PLANNED)
    stranger = replace(later, patient_code="LR-9999")
    someone = replace(later, trainee_id=TraineeId(UUID(int=77)))
    assert same_patient(case, (gone, planned, stranger, someone, other(8))) == ()
    assert same_patient(other(5, patient_code=""), (other(6, patient_code=""),)) == ()


def test_a_claim_is_anothers_and_about_the_same_administration():
    case = other(5)
    claim = Claim("C-000009", TraineeId(UUID(int=77)), case.patient_code, case.on, case.drug_id)
    assert claimed_by_others(case, (claim,)) == ("C-000009",)
    assert claimed_by_others(case, (replace(claim, trainee_id=case.trainee_id),)) == ()
    assert claimed_by_others(case, (replace(claim, drug_id="other"),)) == ()
    assert claimed_by_others(replace(case, patient_code=""), (claim,)) == ()


def test_a_patient_code_is_the_same_however_it_is_typed():
    case, retyped = other(5, patient_code="LR-17a"), other(6, patient_code="lr-17A")
    assert same_administration(retyped, (case,)) == ("C-000005",)
    assert same_patient(case, (replace(retyped, drug_id="other"),)) == ("C-000006",)
    claim = Claim("C-000009", TraineeId(UUID(int=77)), "LR-17A", case.on, case.drug_id)
    assert claimed_by_others(case, (claim,)) == ("C-000009",)


def test_without_any_activity_no_category_is_found():
    found = verdict(a_case(administered=None, prescribed=None))
    assert found.category is None
    assert [reason.code for reason in found.reasons] == [GateReason.NO_ACTIVITY]
