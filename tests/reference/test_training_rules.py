"""The rules about training, row by row of the enforcement table (rows 1 to 13), against the shipped profile."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from au_desktop.domain.ids import CaseId, TraineeId
from au_desktop.domain.reference.categories import NotACategory, categorize
from au_desktop.domain.training.cases import Part, Voided
from au_desktop.domain.training.hour_rules.hour_count import HourReason
from au_desktop.domain.training.hours import Course, HourPart
from au_desktop.domain.training.pathway_rules import advise
from au_desktop.domain.training.qualification import (
    Qualification,
)
from au_desktop.domain.training.standings.attestation_rules import (
    AttestationRefused,
    DirectorClaim,
    RecordedConcurrence,
    attested_of,
)
from au_desktop.domain.training.standings.standing import GapCode, RequirementKind
from au_desktop.domain.training.supervisors import (
    LicenseListing,
    SupervisionFaultCode,
    preceptor_fault,
    supervision_fault,
)
from au_desktop.domain.training.trainees import Pathway, Period
from tests.builders import DAY, NOBODY, a_case, a_supervisor, a_trainee, gbq, mci, reference
from tests.fakes import FakeClock
from tests.standing_desk import TODAY, an_entry, evidence_of, some_work, standing

NRC = reference().profile("nrc-2019")
NOTHING = Qualification(TraineeId(NOBODY))
NARROW = {"35.392": ("G1",), "35.394": ("G2",), "35.396": ("G3",)}
FULL = ("G1", "G2", "G3")


def on_path(pathway, requested, **changes):
    return a_trainee(pathway=pathway, requested=requested, visits=(), **changes)


def full(**given):
    return standing(trainee=on_path(Pathway.ALTERNATE_390, FULL), **given)


def requirement(found, kind, code=""):
    return next(one for one in found.requirements if one.kind is kind and code in {"", one.code})


def classroom(hours, number=1, section="35.390"):
    parts = tuple(HourPart(code, Decimal(hours) / 5) for code in "ABCDE")
    return an_entry(
        number,
        parts=parts,
        course=Course("Example University", f"Course {number}", (section,)),
        first=date(2025, number, 1),
        last=date(2025, number, 25),
    )


def work(hours, number, **changes):
    parts = tuple(HourPart(code, Decimal(hours) / 5) for code in "ABCDE")
    return some_work(
        number, parts=parts, first=date(2026, number, 1), last=date(2026, number, 28), **changes
    )


@pytest.mark.parametrize(
    ("pathway", "brings", "section", "needs"),
    [
        (Pathway.ALTERNATE_390, NOTHING, "35.390", (True, True, True, True)),
        (Pathway.ORAL_UP_TO_33_MCI, NOTHING, "35.392", (True, True, True, True)),
        (Pathway.ORAL_ABOVE_33_MCI, NOTHING, "35.394", (True, True, True, True)),
        (Pathway.PARENTERAL, NOTHING, "35.396", (True, True, True, True)),
        (Pathway.BOARD, NOTHING, "35.390", (False, False, True, False)),
    ],
)
def test_row_1_the_path_decides_the_requirements_35_390_to_396(pathway, brings, section, needs):
    codes = NARROW.get(section, FULL)
    chosen = advise(on_path(pathway, codes), brings, NRC, TODAY).chosen
    assert chosen.route.section == section
    assert needs == (
        chosen.needs_hours,
        chosen.needs_work,
        chosen.needs_cases,
        chosen.needs_attestation,
    )


def test_row_1_an_undecided_path_asks_for_the_decision():
    found = standing(trainee=on_path(Pathway.UNDECIDED, FULL))
    assert found.advice.chosen is None
    assert GapCode.PATHWAY_UNDECIDED in {gap.code for gap in found.gaps}


@pytest.mark.parametrize(("hours", "met"), [(499, False), (500, True)])
def test_row_2_the_full_route_asks_for_700_hours_in_all_35_390_b_1(hours, met):
    worked = [work(hours / 2, 2), work(hours - hours / 2, 5)]
    found = full(entries=(classroom(200), *worked))
    total = requirement(found, RequirementKind.TOTAL_HOURS)
    assert (total.needed, total.met) == (Decimal(700), met)
    assert (GapCode.TOTAL_SHORT in {gap.code for gap in found.gaps if gap.blocks}) is not met


@pytest.mark.parametrize(("hours", "met"), [(199, False), (200, True)])
def test_row_3_of_which_200_in_classroom_and_laboratory_35_390_b_1(hours, met):
    found = full(entries=(classroom(hours), work(280, 2), work(240, 5)))
    line = requirement(found, RequirementKind.CLASSROOM_HOURS)
    assert (line.needed, line.met) == (Decimal(200), met)
    assert requirement(found, RequirementKind.TOTAL_HOURS).met


def test_row_4_each_of_the_five_topics_has_hours_and_none_has_a_minimum_35_390_b_1_i():
    assert [topic.code for topic in NRC.topics] == list("ABCDE")
    entry = an_entry(
        course=Course("X", "C", ("35.390",)),
        parts=(HourPart("A", Decimal("0.5")), HourPart("B", Decimal("199.5"))),
        first=date(2025, 1, 1),
        last=date(2025, 1, 25),
    )
    found = full(entries=(entry,))
    met = {one.code: one.met for one in found.requirements if one.kind is RequirementKind.TOPIC}
    assert met == {"A": True, "B": True, "C": False, "D": False, "E": False}
    empty = [gap for gap in found.gaps if gap.code is GapCode.TOPIC_EMPTY]
    assert [gap.facts["code"] for gap in empty] == ["C", "D", "E"]
    assert not any(gap.blocks for gap in empty)


@pytest.mark.parametrize(("section", "codes"), list(NARROW.items()))
def test_row_5_a_narrow_route_asks_for_80_hours_and_for_no_total_35_392_394_396(section, codes):
    trainee = on_path(Pathway(section), codes)
    enough = standing(trainee=trainee, entries=(classroom(80, section=section),))
    line = requirement(enough, RequirementKind.CLASSROOM_HOURS)
    assert (line.needed, line.met) == (Decimal(80), True)
    assert RequirementKind.TOTAL_HOURS not in {one.kind for one in enough.requirements}
    other = standing(trainee=trainee, entries=(classroom(80, section="35.290"),))
    assert not requirement(other, RequirementKind.CLASSROOM_HOURS).met
    (judged,) = evidence_of(
        trainee=trainee, entries=(classroom(80, section="35.290"),)
    ).hours.judged
    assert judged.has(HourReason.OTHER_SECTION)


def test_row_6_every_element_of_work_experience_is_confirmed_35_390_b_1_ii_a_to_e():
    assert [element.code for element in NRC.elements] == list("ABCDE")
    only_four = some_work(parts=tuple(HourPart(code, Decimal(2)) for code in "ABCD"))
    found = full(entries=(only_four,))
    (gap,) = [gap for gap in found.gaps if gap.code is GapCode.ELEMENT_EMPTY]
    assert (gap.facts["code"], gap.blocks) == ("E", True)
    for fault in ({"license_number": ""}, {"place": ""}, {"supervisor_id": None}):
        (judged,) = evidence_of(entries=(some_work(**fault),)).hours.judged
        assert judged.counted == 0
    (unconfirmed,) = evidence_of(entries=(some_work(),), signed=False).hours.judged
    assert unconfirmed.has(HourReason.NOT_CONFIRMED)


def cases(drug, activity, count, **changes):
    return tuple(
        a_case(
            id=CaseId(UUID(int=500 + number)),
            number=number,
            patient_code=f"LR-5{number}",
            drug_id=drug,
            administered=activity,
            **changes,
        )
        for number in range(1, count + 1)
    )


IODIDE, VIPIVOTIDE, RADIUM = (
    "i-131-sodium-iodide",
    "lu-177-vipivotide-tetraxetan",
    "ra-223-dichloride",
)


@pytest.mark.parametrize(("count", "met"), [(2, False), (3, True)])
def test_row_7_three_cases_in_each_requested_category_35_390_b_1_ii_g(count, met):
    found = standing(cases=cases(VIPIVOTIDE, gbq("7.4"), count))
    line = requirement(found, RequirementKind.CASES, "G3")
    assert (line.needed, line.counted, line.met) == (Decimal(3), Decimal(count), met)


@pytest.mark.parametrize(
    "changes", [{"part": Part.OBSERVED}, {"voided": Voided("twice", FakeClock().now())}]
)
def test_row_7_only_personal_participation_that_is_not_void_counts(changes):
    found = standing(cases=cases(VIPIVOTIDE, gbq("7.4"), 3, **changes))
    assert requirement(found, RequirementKind.CASES, "G3").counted == 0


def test_row_7_three_above_33_mci_satisfy_the_lower_category_on_35_390_alone_footnote():
    high = cases(IODIDE, mci("100"), 3)
    met = requirement(full(cases=high), RequirementKind.CASES, "G1")
    assert (met.met, met.counted) == (True, Decimal(0))
    board = standing(trainee=on_path(Pathway.BOARD, FULL), cases=high)
    assert requirement(board, RequirementKind.CASES, "G1").met
    narrow = standing(trainee=on_path(Pathway.ORAL_UP_TO_33_MCI, ("G1",)), cases=high)
    assert not requirement(narrow, RequirementKind.CASES, "G1").met


@pytest.mark.parametrize(
    ("drug", "activity", "code"),
    [
        (IODIDE, mci("33"), "G1"),
        (IODIDE, gbq("1.22"), "G1"),
        (IODIDE, mci("33.1"), "G2"),
        (IODIDE, mci("4"), "G1"),
        (IODIDE, mci("0.031"), "G1"),
        (IODIDE, mci("0.030"), None),
        (VIPIVOTIDE, mci("200"), "G3"),
        (RADIUM, mci("0.13"), "G3"),
        ("i-131-iobenguane", mci("300"), "G3"),
        ("y-90-glass-microspheres", gbq("2.1"), None),
        ("y-90-resin-microspheres", gbq("2.1"), None),
    ],
)
def test_row_8_the_category_follows_route_drug_and_activity_g_1_to_3_and_35_40_a(
    drug, activity, code
):
    known = reference().drug(drug)
    found = categorize(NRC, known, reference().nuclide_of(known), activity)
    assert (None if isinstance(found, NotACategory) else found.code) == code


def test_row_8_a_scan_dosage_that_needs_a_directive_counts_as_a_case_of_the_lower_category():
    scan = cases(IODIDE, mci("4"), 3)
    found = standing(trainee=on_path(Pathway.ORAL_UP_TO_33_MCI, ("G1",)), cases=scan)
    assert requirement(found, RequirementKind.CASES, "G1").met


def listed(sections, categories, **changes):
    listing = LicenseListing("45-1", "NRC", sections, categories, Period(date(2015, 1, 1)))
    return a_supervisor(listings=(replace(listing, **changes),))


SUPERVISORS = {
    "35.390": {"35.57", "35.390"},
    "35.392": {"35.57", "35.390", "35.392", "35.394"},
    "35.394": {"35.57", "35.390", "35.394"},
    "35.396": {"35.57", "35.390", "35.396"},
}


@pytest.mark.parametrize("section", list(SUPERVISORS))
def test_row_9_the_sections_whose_authorized_users_may_supervise(section):
    route = NRC.route(section)
    assert set(route.supervisor_sections) == SUPERVISORS[section]
    category = NRC.category(route.category_codes[0])
    for other in ("35.57", "35.390", "35.392", "35.394", "35.396", "35.490"):
        who = listed((other,), FULL, named_by=date(2018, 5, 1))
        allowed = supervision_fault(who, route, category, DAY) is None
        assert allowed is (other in SUPERVISORS[section])


def test_row_9_experience_in_the_category_is_asked_of_all_unless_a_reason_is_recorded():
    route, category = NRC.route("35.390"), NRC.category("G3")
    without = listed(("35.390",), ("G1", "G2"))
    fault = supervision_fault(without, route, category, DAY)
    assert fault.code is SupervisionFaultCode.OTHER_CATEGORY
    waived = listed(("35.390",), ("G1", "G2"), category_waiver="meets 35.390(a)")
    assert supervision_fault(waived, route, category, DAY) is None


def test_row_9_the_license_must_be_in_force_on_the_day():
    route, category = NRC.route("35.396"), NRC.category("G3")
    ended = listed(("35.396",), ("G3",), period=Period(date(2015, 1, 1), DAY - timedelta(days=1)))
    assert supervision_fault(ended, route, category, DAY) is not None


@pytest.mark.parametrize("section", list(SUPERVISORS))
def test_row_10_a_preceptor_meets_the_sections_and_has_the_experience(section):
    route = NRC.route(section)
    assert set(route.attestation.preceptor_sections) == SUPERVISORS[section]
    asked = [NRC.category(code) for code in NARROW.get(section, FULL)]
    good = listed(("35.390",), FULL)
    assert preceptor_fault(good, route, asked, DAY) is None
    assert preceptor_fault(listed(("35.490",), FULL), route, asked, DAY) is not None
    assert preceptor_fault(listed(("35.390",), ()), route, asked, DAY) is not None


def test_row_10_35_394_asks_every_preceptor_for_experience_above_33_mci():
    route, asked = NRC.route("35.394"), [NRC.category("G2")]
    waived = listed(("35.390",), ("G1", "G3"), category_waiver="meets 35.390(a)")
    assert preceptor_fault(waived, route, asked, DAY) is not None


def a_claim(**changes):
    claim = DirectorClaim(
        program="Example residency",
        approving_body="RRC-ACGME",
        consensus=True,
        includes_training=True,
        recorded=(RecordedConcurrence(a_supervisor().id, DAY),),
    )
    return replace(claim, **changes)


@pytest.mark.parametrize("section", list(SUPERVISORS))
def test_row_11_a_residency_director_affirms_consensus_body_and_program(section):
    rule = NRC.route(section).attestation
    assert rule.approving_bodies == ("RRC-ACGME", "RCPSC", "COPT-AOA")
    a_claim().require(rule)
    for changes in (
        {"consensus": False},
        {"approving_body": "somebody else"},
        {"includes_training": False},
        {"program": ""},
    ):
        with pytest.raises(AttestationRefused):
            a_claim(**changes).require(rule)
    assert "consensus of the residency program faculty" in rule.director_text
    assert "concurs" in rule.director_text


def entrance(section, paragraph):
    found = [one for one in NRC.route(section).entrances if one.paragraph == paragraph]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("section", "paragraph", "needed"),
    [
        ("35.390", "35.390(a)", False),
        ("35.390", "35.390(b)", True),
        ("35.392", "35.392(a)", False),
        ("35.392", "35.392(c)", True),
        ("35.394", "35.394(a)", False),
        ("35.394", "35.394(c)", True),
        ("35.396", "35.396(a)(1)", False),
        ("35.396", "35.396(a)(2)", True),
        ("35.396", "35.396(a)(3)", True),
    ],
)
def test_row_12_whether_an_attestation_is_needed(section, paragraph, needed):
    assert ("attestation" in entrance(section, paragraph).needs) is needed


COMPLETED = {
    "35.390": "35.390(b)(1) and is",
    "35.392": "35.392(c)(1) and (2), and is",
    "35.394": "35.394(c)(1) and (2), and is",
    "35.396": "35.396(b)(1) and (2), and is",
}


@pytest.mark.parametrize("section", list(SUPERVISORS))
def test_row_13_the_sentence_is_that_in_force_since_2019(section):
    rule = NRC.route(section).attestation
    assert rule.effective_from == date(2019, 1, 14)
    for text in (rule.text, rule.director_text):
        assert text.startswith(
            f"I attest that {{name}} has satisfactorily completed the requirements in 10 CFR "
            f"{COMPLETED[section]} able to independently fulfill the radiation safety-related duties "
            "as an authorized user for "
        )
        assert "level of competency" not in text
        assert "function independently" not in text


def test_row_13_the_sentence_names_the_trainee():
    facts = evidence_of(trainee=on_path(Pathway.ALTERNATE_390, FULL))
    attested = attested_of(facts.trainee, facts.advice, NRC)
    assert attested.sentence().startswith("I attest that A. Example 07, MD has satisfactorily")
