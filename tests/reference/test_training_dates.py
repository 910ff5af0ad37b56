"""The rules about training, row by row of the enforcement table (rows 14 to 21): dates, amendment, notice, instruction."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from au_desktop.domain.checklists.faults import Known
from au_desktop.domain.ids import FollowUpId, TraineeId
from au_desktop.domain.training.hour_rules.hour_count import HourReason, years_before
from au_desktop.domain.training.hours import Course, Ledger
from au_desktop.domain.training.license_follow_up import (
    ActingState,
    LicenseFollowUp,
    NoticeState,
    acting_banner,
    notice_of,
    start_of,
)
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.pathways import Entrance, PathFact
from au_desktop.domain.training.qualification import (
    BoardCertificate,
    CurrentAuthorization,
    Qualification,
)
from au_desktop.domain.training.standings.standing import (
    GapCode,
    RequirementKind,
    SafetyInstruction,
)
from au_desktop.domain.training.supervisors import (
    LicenseListing,
    SupervisionFaultCode,
    preceptor_fault,
    supervision_fault,
)
from au_desktop.domain.training.trainees import Pathway, Period
from au_desktop.persistence.template_files import load_templates
from tests.builders import (
    DAY,
    NOBODY,
    RESOURCES,
    a_case,
    a_supervisor,
    a_trainee,
    gbq,
    reference,
)
from tests.checklist_examples import KNOWN
from tests.standing_desk import TODAY, an_entry, evidence_of, named_under_490, standing

NRC = reference().profile("nrc-2019")
FULL = ("G1", "G2", "G3")
FULL_KNOWN = Known(KNOWN.formulas, set(reference().drugs))


def board(name, issued):
    return Qualification(TraineeId(NOBODY), boards=(BoardCertificate(name, issued=issued),))


def on_board(qualification, requested=FULL):
    trainee = a_trainee(pathway=Pathway.BOARD, requested=requested, visits=())
    return advise(trainee, qualification, NRC, TODAY).chosen


@pytest.mark.parametrize(
    ("name", "issued", "recognized"),
    [
        ("abr", date(2023, 12, 31), True),
        ("abr", date(2024, 1, 1), False),
        ("abnm", date(2025, 6, 1), True),
        ("aobnm", date(2019, 3, 6), False),
    ],
)
def test_row_14_a_board_is_recognized_by_the_date_of_the_certificate_in_2023_05(
    name, issued, recognized
):
    chosen = on_board(board(name, issued))
    assert chosen.open is recognized
    facts = {reason.fact for reason in chosen.reasons}
    assert (PathFact.BOARD_NOT_RECOGNIZED in facts) is not recognized


def test_row_14_a_certificate_after_recognition_leaves_the_training_way():
    late = board("abr", date(2024, 6, 1))
    trainee = a_trainee(pathway=Pathway.BOARD, requested=FULL, visits=())
    found = standing(trainee=trainee, qualification=late)
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.PATHWAY_CLOSED]
    assert gap.blocks
    open_ways = {(path.route.section, path.entrance) for path in found.advice.open_paths}
    assert ("35.390", Entrance.TRAINING) in open_ways
    assert ("35.390", Entrance.BOARD) not in open_ways


def test_row_15_the_board_way_of_35_390_still_asks_for_the_cases_35_390_a():
    chosen = on_board(board("abnm", date(2020, 5, 1)))
    assert chosen.paragraph == "35.390(a)"
    assert chosen.needs_cases
    assert not chosen.needs_hours
    assert not chosen.needs_attestation
    trainee = a_trainee(pathway=Pathway.BOARD, requested=FULL, visits=())
    found = standing(trainee=trainee, qualification=board("abnm", date(2020, 5, 1)))
    short = [gap.facts["category"] for gap in found.gaps if gap.code is GapCode.CASES_SHORT]
    assert short == list(FULL)


@pytest.mark.parametrize(("days", "counts"), [(0, True), (1, False)])
def test_row_16_training_lies_within_seven_years_of_the_application_35_59(days, counts):
    assert NRC.recent_years == 7
    applying = date(2026, 12, 1)
    ended = years_before(applying, 7) - timedelta(days=days)
    old = an_entry(first=ended - timedelta(days=20), last=ended)
    brings = replace(named_under_490(), applying_on=applying)
    (judged,) = evidence_of(entries=(old,), qualification=brings).hours.judged
    assert judged.counts is counts
    assert judged.has(HourReason.TOO_OLD) is not counts


def test_row_16_continuing_education_since_then_answers_for_old_training_35_59():
    old = an_entry(first=date(2015, 3, 2), last=date(2015, 3, 13))
    since = an_entry(2, ledger=Ledger.CONTINUING, course=Course("X", "Update"))
    hours = evidence_of(entries=(old, since)).hours
    assert hours.classroom == 80
    assert hours.judged[1].counted == 0
    found = standing(entries=(old, since))
    line = next(one for one in found.requirements if one.kind is RequirementKind.RECENTNESS)
    assert line.met


@pytest.mark.parametrize(
    ("named_by", "fault"),
    [
        (date(2019, 1, 14), None),
        (date(2019, 1, 15), SupervisionFaultCode.NAMED_TOO_LATE),
        (None, SupervisionFaultCode.FIRST_NAMED_UNKNOWN),
    ],
)
def test_row_17_those_named_by_2019_01_14_supervise_the_same_uses_35_57_b_1_and_c(named_by, fault):
    listing = LicenseListing(
        "45-1", "NRC", ("35.57",), ("G3",), Period(date(2015, 1, 1)), named_by=named_by
    )
    who = a_supervisor(listings=(listing,))
    route = NRC.route("35.390")
    found = supervision_fault(who, route, NRC.category("G3"), DAY)
    assert (None if found is None else found.code) is fault
    assert (preceptor_fault(who, route, [NRC.category("G3")], DAY) is None) is (fault is None)
    other_use = supervision_fault(who, route, NRC.category("G2"), DAY)
    assert other_use is not None


def follow_up(**changes):
    facts = LicenseFollowUp(FollowUpId(UUID(int=5)), TraineeId(NOBODY), "12-1", "NRC")
    return replace(facts, **changes)


PATHS = [
    (Pathway.ALTERNATE_390, FULL, True),
    (Pathway.ORAL_UP_TO_33_MCI, ("G1",), True),
    (Pathway.ORAL_ABOVE_33_MCI, ("G2",), True),
    (Pathway.PARENTERAL, ("G3",), True),
    (Pathway.BOARD, FULL, False),
]


@pytest.mark.parametrize(("pathway", "requested", "waits"), PATHS)
def test_row_18_no_work_as_authorized_user_before_the_amendment_35_13_b_1(
    pathway, requested, waits
):
    trainee = a_trainee(pathway=pathway, requested=requested, visits=())
    chosen = advise(trainee, board("abnm", date(2020, 5, 1)), NRC, TODAY).chosen
    assert chosen.waits_for_amendment is waits
    state = acting_banner(start_of(chosen), (), TODAY).state
    assert state is (ActingState.MAY_NOT if waits else ActingState.MAY_START)
    approved = follow_up(approved=TODAY)
    assert acting_banner(start_of(chosen), (approved,), TODAY).state is ActingState.LISTED


def test_row_18_not_so_on_a_type_a_license_of_broad_scope_35_15_b():
    trainee = a_trainee(visits=())
    broad = replace(named_under_490(), broad_scope=True)
    chosen = advise(trainee, broad, NRC, TODAY).chosen
    assert not chosen.waits_for_amendment
    assert GapCode.AMENDMENT_OPEN not in {
        gap.code for gap in standing(trainee=trainee, qualification=broad).gaps
    }


def test_row_18_even_a_board_certificate_does_not_start_35_396():
    ways = [one for one in NRC.route("35.396").entrances if one.paragraph == "35.396(a)(3)"]
    assert [one.waits_for_amendment for one in ways] == [True]


@pytest.mark.parametrize(
    ("today", "sent", "state"),
    [
        (date(2026, 12, 2), None, NoticeState.RUNNING),
        (date(2026, 12, 3), None, NoticeState.OVERDUE),
        (date(2026, 12, 3), date(2026, 12, 2), NoticeState.SENT),
        (date(2026, 12, 3), date(2026, 12, 3), NoticeState.SENT_LATE),
    ],
)
def test_row_19_notice_within_30_days_of_the_start_35_14_a(today, sent, state):
    start = start_of(on_board(board("abnm", date(2020, 5, 1))))
    began = follow_up(began_as_au=date(2026, 11, 2), notice_sent=sent)
    notice = notice_of(began, start, today)
    assert (notice.state, notice.due) == (state, date(2026, 12, 2))


def test_row_19_who_is_named_elsewhere_starts_and_the_licensee_gives_notice_35_14_a_2():
    named = CurrentAuthorization("45-2", sections=("35.396",), categories=("G3",))
    trainee = a_trainee(pathway=Pathway.EXISTING_AU, visits=())
    brings = Qualification(TraineeId(NOBODY), authorizations=(named,))
    chosen = advise(trainee, brings, NRC, TODAY).chosen
    assert (chosen.open, chosen.waits_for_amendment, chosen.notice_days) == (True, False, 30)


def template(kind):
    (found,) = [
        one for one in load_templates(RESOURCES / "checklists", FULL_KNOWN) if one.kind == kind
    ]
    return found


def texts(found):
    return " ".join(
        f"{item.title} {item.hint}" for section in found.sections for item in section.items
    ).casefold()


def test_row_20_the_trainee_is_instructed_before_use_and_agrees_to_follow_35_27_a_and_b():
    said = texts(template("trainee_instruction"))
    for words in (
        "radiation protection procedures",
        "written directive",
        "license",
        "regulations",
    ):
        assert words in said
    assert "follow" in said
    case = a_case(administered=gbq("7.4"))
    told = SafetyInstruction(DAY, DAY)
    late = SafetyInstruction(DAY + timedelta(days=1), DAY)
    gaps = [
        GapCode.INSTRUCTION_MISSING
        in {gap.code for gap in standing(cases=(case,), instruction=one).gaps}
        for one in (told, late, SafetyInstruction())
    ]
    assert gaps == [False, True, True]


def test_row_21_workers_are_instructed_in_the_six_items_of_19_12():
    found = template("trainee_instruction")
    cited = {
        item.basis.citation
        for section in found.sections
        for item in section.items
        if item.basis is not None
    }
    assert {f"10 CFR 19.12(a)({number})" for number in range(1, 7)} <= cited
