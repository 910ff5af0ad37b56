"""Where a trainee stands: the requirements of the path, and what is missing in the order of the work."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.ids import CaseId, FollowUpId, HostId, PlacementId, TraineeId
from au_desktop.domain.training.cases import CaseState, Part, Voided
from au_desktop.domain.training.hours import Course, HourPart, Ledger
from au_desktop.domain.training.license_follow_up import LicenseFollowUp
from au_desktop.domain.training.onboarding import Dosimeter, OnboardingItem, Placement
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
)
from au_desktop.domain.training.standings.standing import (
    AttestationFacts,
    GapCode,
    RequirementKind,
    SafetyInstruction,
)
from au_desktop.domain.training.standings.standing_rules import standing_of
from au_desktop.domain.training.trainees import Pathway, Period
from tests.builders import DAY, NOBODY, a_case, a_trainee
from tests.fakes import FakeClock
from tests.standing_desk import TODAY, an_entry, evidence_of, named_under_490, some_work, standing

NOW = FakeClock().now()
TOLD = SafetyInstruction(date(2026, 11, 1), date(2026, 11, 1))
ATTESTED = AttestationFacts(date(2026, 11, 19))
LISTED = LicenseFollowUp(
    FollowUpId(UUID(int=5)), TraineeId(NOBODY), "12-1", "NRC", approved=date(2026, 11, 19)
)


def three_cases(**changes):
    return tuple(
        a_case(id=CaseId(UUID(int=100 + n)), number=n, patient_code=f"LR-{n}1", **changes)
        for n in (1, 2, 3)
    )


def everything(**changes):
    """A trainee who has all there is to have."""
    given = {
        "trainee": a_trainee(visits=()),
        "cases": three_cases(),
        "entries": (an_entry(), some_work()),
        "instruction": TOLD,
        "attestation": ATTESTED,
        "follow_ups": (LISTED,),
    }
    return standing(**(given | changes))


def gaps(found):
    return [gap.code for gap in found.gaps]


def test_a_trainee_who_has_everything_misses_nothing():
    found = everything()
    assert gaps(found) == []
    assert found.ready
    assert all(one.met for one in found.requirements)


def test_the_requirements_stand_in_the_order_of_the_form():
    kinds = list(dict.fromkeys(one.kind for one in everything().requirements))
    assert kinds == [
        RequirementKind.CLASSROOM_HOURS,
        RequirementKind.TOPIC,
        RequirementKind.ELEMENT,
        RequirementKind.CASES,
        RequirementKind.RECENTNESS,
        RequirementKind.ATTESTATION,
    ]


def test_nothing_on_record_misses_it_all_in_the_order_of_the_work():
    found = standing(qualification=Qualification(TraineeId(NOBODY)))
    assert list(dict.fromkeys(gaps(found))) == [
        GapCode.PATHWAY_CLOSED,
        GapCode.CLASSROOM_SHORT,
        GapCode.TOPIC_EMPTY,
        GapCode.ELEMENT_EMPTY,
        GapCode.CASES_SHORT,
        GapCode.INSTRUCTION_MISSING,
        GapCode.ORIENTATION_MISSING,
        GapCode.ATTESTATION_MISSING,
        GapCode.AMENDMENT_OPEN,
    ]
    assert not found.ready


def test_an_undecided_pathway_asks_only_for_the_decision_and_the_cases():
    found = standing(trainee=a_trainee(pathway=Pathway.UNDECIDED, visits=()))
    assert gaps(found) == [GapCode.PATHWAY_UNDECIDED, GapCode.CASES_SHORT]
    assert [one.kind for one in found.requirements] == [RequirementKind.CASES]


def test_a_trainee_who_requests_nothing_is_asked_to():
    assert gaps(everything(trainee=a_trainee(requested=(), visits=())))[0] is (
        GapCode.NOTHING_REQUESTED
    )


def test_a_category_that_the_route_does_not_give_blocks():
    found = everything(trainee=a_trainee(requested=("G2", "G3"), visits=()))
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.CATEGORY_OUTSIDE_ROUTE]
    assert (gap.facts["category"], gap.blocks) == ("G2", True)


def test_a_profile_that_needs_checking_says_so_without_blocking():
    trainee = a_trainee(
        profile_id="example-state-four", requested=("G3a",), pathway=Pathway.ALTERNATE_390
    )
    found = standing(trainee=trainee)
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.PROFILE_UNVERIFIED]
    assert not gap.blocks
    assert GapCode.REGULATOR_NOT_ASKED in gaps(found)


@pytest.mark.parametrize(
    ("pathway", "qualification", "what"),
    [
        (
            Pathway.BOARD,
            Qualification(
                TraineeId(NOBODY), boards=(BoardCertificate("abnm", issued=date(2024, 5, 1)),)
            ),
            "board certificate",
        ),
        (
            Pathway.EXISTING_AU,
            Qualification(
                TraineeId(NOBODY),
                authorizations=(CurrentAuthorization("45-2", sections=("35.490",)),),
            ),
            "license or permit",
        ),
    ],
)
def test_a_copy_of_what_opens_the_way_is_asked_for(pathway, qualification, what):
    trainee = a_trainee(pathway=pathway, visits=())
    found = standing(trainee=trainee, qualification=qualification)
    missing = [gap for gap in found.gaps if gap.code is GapCode.CERTIFICATE_COPY_MISSING]
    assert [gap.facts["what"] for gap in missing] == [what]


def test_board_certification_asks_for_cases_and_for_nothing_else():
    certified = Qualification(
        TraineeId(NOBODY), boards=(BoardCertificate("abnm", issued=date(2024, 5, 1)),)
    )
    found = standing(trainee=a_trainee(pathway=Pathway.BOARD, visits=()), qualification=certified)
    assert {one.kind for one in found.requirements} == {
        RequirementKind.CASES,
        RequirementKind.RECENTNESS,
    }
    assert GapCode.ATTESTATION_MISSING not in gaps(found)
    assert GapCode.AMENDMENT_OPEN not in gaps(found)


def test_who_is_named_for_it_already_is_asked_for_nothing():
    named = Qualification(
        TraineeId(NOBODY),
        authorizations=(
            CurrentAuthorization("45-2", sections=("35.396",), categories=("G3",), paper_id=None),
        ),
    )
    trainee = a_trainee(pathway=Pathway.EXISTING_AU, visits=())
    old = an_entry(first=date(2001, 1, 2), last=date(2001, 1, 20))
    found = standing(trainee=trainee, qualification=named, entries=(old,))
    assert found.requirements == ()
    assert gaps(found) == [GapCode.CERTIFICATE_COPY_MISSING]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (an_entry(course=Course("X", "C", ("35.390",))), GapCode.HOURS_OTHER_SECTION),
        (an_entry(course=Course("X", "C")), GapCode.HOURS_OTHER_SECTION),
        (an_entry(parts=(HourPart("", Decimal(80)),)), GapCode.HOURS_OFF_TOPIC),
        (an_entry(paper_id=None), GapCode.CERTIFICATE_COPY_MISSING),
        (
            an_entry(first=date(2018, 3, 2), last=date(2018, 3, 13)),
            GapCode.HOURS_TOO_OLD,
        ),
        (some_work(place=""), GapCode.WORK_INCOMPLETE),
        (some_work(license_number=""), GapCode.WORK_INCOMPLETE),
        (some_work(supervisor_id=None), GapCode.WORK_SUPERVISOR),
    ],
)
def test_an_entry_that_does_not_count_says_why(entry, code):
    found = standing(entries=(entry,))
    (gap,) = [gap for gap in found.gaps if gap.code is code]
    assert gap.record_id == entry.id
    assert gap.facts["entry"] == entry.code
    assert gap.notes
    assert not gap.blocks


def test_unsigned_entries_wait_for_the_right_signature():
    found = standing(entries=(an_entry(), some_work()), signed=False)
    waiting = {gap.code: gap.facts["ledger"] for gap in found.gaps if gap.notes}
    assert waiting == {
        GapCode.HOURS_NOT_VERIFIED: Ledger.CLASSROOM.value,
        GapCode.WORK_NOT_CONFIRMED: Ledger.WORK.value,
    }
    short = next(gap for gap in found.gaps if gap.code is GapCode.CLASSROOM_SHORT)
    assert (short.facts["missing"], short.facts["waiting"]) == ("80", "80")


def test_hours_entered_twice_and_void_ones():
    twin = an_entry(3, paper_id=an_entry().paper_id, starts=None)
    void = an_entry(
        4, voided=Voided("mistyped", NOW), first=date(2025, 1, 6), last=date(2025, 1, 9)
    )
    found = standing(entries=(an_entry(), twin, void))
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.HOURS_COUNT_TWICE]
    assert gap.record_id == twin.id
    assert void.id not in {gap.record_id for gap in found.gaps}


def test_the_full_route_asks_for_hours_in_all():
    trainee = a_trainee(pathway=Pathway.ALTERNATE_390, visits=())
    found = standing(trainee=trainee)
    (total,) = [one for one in found.requirements if one.kind is RequirementKind.TOTAL_HOURS]
    assert (total.needed, total.met) == (Decimal(700), False)
    assert GapCode.TOTAL_SHORT in gaps(found)


def test_old_cases_need_continuing_education():
    old = three_cases(on=date(2020, 2, 3))
    trainee = a_trainee(
        visits=(),
        capacities=(replace(a_trainee().capacities[0], period=Period(date(2019, 1, 1))),),
    )
    later = replace(named_under_490(), applying_on=date(2027, 6, 1))
    given = {
        "trainee": trainee,
        "cases": old,
        "qualification": later,
        "instruction": SafetyInstruction(),
    }
    found = everything(**given)
    assert [gap.facts["entry"] for gap in found.gaps if gap.code is GapCode.HOURS_TOO_OLD] == [
        "C-000001",
        "C-000002",
        "C-000003",
    ]
    course = an_entry(9, ledger=Ledger.CONTINUING, first=date(2026, 5, 4), last=date(2026, 5, 5))
    course = replace(course, parts=(HourPart("", Decimal(8)),))
    answered = everything(**given, entries=(an_entry(), some_work(), course))
    assert GapCode.HOURS_TOO_OLD not in gaps(answered)
    assert all(one.met for one in answered.requirements if one.kind is RequirementKind.RECENTNESS)


def test_older_hours_that_nothing_rests_on_stand_in_no_ones_way():
    older = an_entry(5, first=date(2012, 5, 7), last=date(2012, 5, 18))

    def recent(*entries):
        found = everything(cases=three_cases(), entries=entries)
        return [one.met for one in found.requirements if one.kind is RequirementKind.RECENTNESS]

    assert recent(an_entry(), some_work(), older) == [True]
    assert recent(some_work(), older) == [False]
    assert recent(an_entry(), some_work()) == [True]


def test_a_profile_without_a_look_back_asks_for_no_recentness():
    facts = evidence_of(cases=three_cases(on=date(2001, 1, 1)))
    found = standing_of(replace(facts, profile=replace(facts.profile, recent_years=None)))
    assert RequirementKind.RECENTNESS not in {one.kind for one in found.requirements}


def test_each_case_that_should_count_says_why_it_does_not():
    cases = (
        a_case(number=1, part=Part.OBSERVED),
        a_case(number=2, patient_code="LR-2", voided=Voided("twice", NOW)),
        a_case(number=3, patient_code="LR-3", state=CaseState.LOST),
        a_case(number=4, patient_code="LR-4", state=CaseState.PLANNED, on=TODAY),
        a_case(
            number=5, patient_code="LR-5", state=CaseState.PLANNED, on=TODAY - timedelta(days=1)
        ),
    )
    found = standing(cases=cases)
    told = [gap for gap in found.gaps if gap.code is GapCode.CASE_NOT_COUNTING]
    assert [gap.facts["case"] for gap in told] == ["C-000001", "C-000005"]
    assert all(gap.reasons for gap in told)


VISIT = Period(date(2026, 11, 16), date(2026, 11, 27))


def placed(*items, **changes):
    facts = {
        "id": PlacementId(UUID(int=9)),
        "trainee_id": TraineeId(NOBODY),
        "host_id": HostId(NOBODY),
        "visit": VISIT,
        "items": items,
        "dosimeters": (Dosimeter("B-1", "badge", VISIT.first),),
    }
    return Placement(**(facts | changes))


def test_papers_of_a_visit_that_still_holds():
    item = OnboardingItem("Confidentiality agreement", "trainee", date(2026, 10, 17))
    expired = replace(item, title="Immunization", received=DAY, expires=date(2026, 11, 20))
    received = replace(item, title="License copy", received=DAY)
    spared = replace(item, title="Parking", not_needed="lives next door")
    found = everything(placements=(placed(item, expired, received, spared),))
    assert [(gap.code, gap.facts["title"], gap.due) for gap in found.gaps] == [
        (GapCode.PAPER_MISSING, "Confidentiality agreement", date(2026, 10, 17)),
        (GapCode.PAPER_EXPIRED, "Immunization", date(2026, 11, 20)),
    ]
    assert found.ready
    past = placed(item, visit=Period(date(2026, 9, 1), date(2026, 9, 5)))
    assert gaps(everything(placements=(past, placed(item, voided=Voided("moved", NOW))))) == []


def test_a_visit_without_dosimeter_or_capacity():
    found = everything(placements=(placed(dosimeters=()),), trainee=a_trainee(capacities=()))
    assert GapCode.DOSIMETER_MISSING in gaps(found)
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.CAPACITY_MISSING]
    assert gap.facts["date"] == TODAY.isoformat()
    over = a_trainee(capacities=(), visits=(Period(date(2026, 9, 1), date(2026, 9, 5)),))
    assert GapCode.CAPACITY_MISSING not in gaps(everything(trainee=over))
    open_ended = a_trainee(visits=(Period(date(2026, 11, 1)),))
    assert gaps(everything(trainee=open_ended)) == []


def test_instruction_and_orientation_come_before_the_first_case():
    late = everything(instruction=SafetyInstruction(DAY + timedelta(days=1), DAY))
    (gap,) = late.gaps
    assert gap.code is GapCode.INSTRUCTION_MISSING
    assert gap.facts == {"done": "2026-11-19", "first_case": "2026-11-18"}
    missing = everything(instruction=SafetyInstruction())
    assert [gap.facts["done"] for gap in missing.gaps] == ["", ""]
    nobody_yet = everything(
        trainee=a_trainee(visits=()), cases=(), instruction=SafetyInstruction()
    )
    assert GapCode.INSTRUCTION_MISSING not in gaps(nobody_yet)
    coming = everything(cases=(), instruction=SafetyInstruction(), placements=(placed(),))
    due = [gap.due for gap in coming.gaps if gap.code is GapCode.ORIENTATION_MISSING]
    assert due == [VISIT.first]
    early = everything(cases=(), trainee=a_trainee(), instruction=TOLD)
    assert GapCode.ORIENTATION_MISSING not in gaps(early)


def test_the_attestation_is_missing_or_outdated():
    found = everything(attestation=AttestationFacts())
    assert gaps(found) == [GapCode.ATTESTATION_MISSING]
    assert found.ready
    changed = everything(attestation=AttestationFacts(DAY, ("C-000001 changed",)))
    assert gaps(changed) == [GapCode.ATTESTATION_OUTDATED]
    assert not changed.ready
    assert changed.gaps[0].facts["changed"] == "C-000001 changed"


def test_the_amendment_is_followed_up_until_it_is_approved():
    found = everything(follow_ups=())
    assert gaps(found) == [GapCode.AMENDMENT_OPEN]
    assert "sent" not in found.gaps[0].facts
    sent = replace(LISTED, approved=None, sent=date(2026, 11, 2))
    (gap,) = everything(follow_ups=(sent,)).gaps
    assert (gap.facts["sent"], gap.facts["license"]) == ("2026-11-02", "12-1")
    assert gap.record_id == sent.id
    void = replace(LISTED, voided=Voided("wrong license", NOW))
    assert gaps(everything(follow_ups=(void,))) == [GapCode.AMENDMENT_OPEN]


def test_notice_runs_from_the_first_day_as_authorized_user():
    certified = Qualification(
        TraineeId(NOBODY),
        boards=(BoardCertificate("abnm", issued=date(2024, 5, 1), paper_id=an_entry().paper_id),),
    )
    trainee = a_trainee(pathway=Pathway.BOARD, visits=())
    given = {"trainee": trainee, "qualification": certified}
    began = replace(LISTED, approved=None, began_as_au=date(2026, 11, 2))
    notices = [
        gap.due
        for gap in everything(**given, follow_ups=(began,)).gaps
        if gap.code is GapCode.NOTICE_DUE
    ]
    assert notices == [date(2026, 12, 2)]
    noticed = replace(began, notice_sent=date(2026, 11, 5))
    assert GapCode.NOTICE_DUE not in gaps(everything(**given, follow_ups=(noticed, LISTED)))
    waits = everything(follow_ups=(replace(LISTED, began_as_au=date(2026, 11, 19)),))
    assert GapCode.NOTICE_DUE not in gaps(waits)
