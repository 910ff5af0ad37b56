"""The words for where a trainee stands: every code has them, and they say the facts."""

from datetime import date
from decimal import Decimal

import pytest

from au_desktop.domain.training.counting.gate import Flag, GateFlag, GateReason, Reason
from au_desktop.domain.training.hour_rules.hour_count import HourNote, HourReason
from au_desktop.domain.training.recount import Difference, DifferenceCode
from au_desktop.domain.training.standings.standing import (
    Gap,
    GapCode,
    Requirement,
    RequirementKind,
)
from au_desktop.domain.training.supervisors import SupervisionFaultCode
from au_desktop.services.wording.gap_words import gap_words
from au_desktop.services.wording.gate_sentences import flag_sentence, reason_sentence
from au_desktop.services.wording.recount_words import difference_sentence
from au_desktop.services.wording.standing_words import (
    amount,
    hour_sentence,
    requirement_sentence,
    requirement_title,
)

FACTS = {
    "section": "35.396",
    "sections": "35.57, 35.390",
    "entrance": "board certification",
    "why": "neither certificate nor license on record",
    "category": "G3",
    "title": "Parenteral",
    "code": "A",
    "needed": "3",
    "counted": "1",
    "waiting": "0",
    "missing": "2",
    "entry": "H-000001",
    "entries": "H-000002",
    "hours": "16",
    "ledger": "work experience",
    "case": "C-000001",
    "cases": "C-000002",
    "date": "2026-11-18",
    "due": "2026-11-20",
    "owner": "coordinator",
    "expires": "2026-11-19",
    "done": "",
    "first_case": "2026-11-18",
    "signed": "2026-11-17",
    "changed": "C-000001 changed",
    "license": "12-1",
    "began": "2026-11-02",
    "last": "2026-11-18",
    "first": "2026-11-18",
    "profile": "NRC",
    "reason": "mistyped",
    "ended": "2026-11-18",
    "oldest": "2019-11-20",
    "route": "35.396",
    "claimed": "35.390",
    "rated": "assisted",
    "free": "2",
    "what": "the same certificate",
    "supervisor": "Example P.",
    "by": "H-000009",
    "entered": "2026-11-20",
    "trainee": "Example 07, A.",
    "drug": "Y-90 glass microspheres",
    "fault": "listed, but under none of the sections",
    "here": "G3 (Parenteral)",
    "there": "G3a (Parenteral, beta)",
    "own": "NRC",
}


def said(day: date) -> str:
    return f"the {day.day}th"


def is_plain(sentence: str) -> bool:
    return bool(sentence) and "{" not in sentence and "2026-" not in sentence


@pytest.mark.parametrize("code", list(GapCode))
def test_every_gap_says_what_why_and_what_to_do(code: GapCode) -> None:
    reasons = (Reason(GateReason.NO_PART),) if code is GapCode.CASE_NOT_COUNTING else ()
    noted = {
        GapCode.HOURS_NOT_VERIFIED,
        GapCode.WORK_NOT_CONFIRMED,
        GapCode.HOURS_COUNT_TWICE,
        GapCode.HOURS_OTHER_SECTION,
        GapCode.HOURS_OFF_TOPIC,
        GapCode.WORK_SUPERVISOR,
        GapCode.WORK_INCOMPLETE,
    }
    notes = (HourNote(HourReason.NO_PLACE),) if code in noted else ()
    words = gap_words(Gap(code, FACTS, reasons=reasons, notes=notes), said)
    assert all(is_plain(one) for one in (words.what, words.why, words.todo))
    assert words.why.endswith(".")
    assert words.todo.endswith(".")


@pytest.mark.parametrize("code", list(HourReason))
def test_every_hour_reason_is_a_sentence(code: HourReason) -> None:
    sentence = hour_sentence(HourNote(code, FACTS), said)
    assert is_plain(sentence)
    assert sentence.endswith(".")


@pytest.mark.parametrize("code", list(GateReason))
def test_every_gate_reason_is_a_sentence(code: GateReason) -> None:
    sentence = reason_sentence(Reason(code, FACTS), said)
    assert is_plain(sentence)
    assert sentence.endswith(".")


@pytest.mark.parametrize("code", list(GateFlag))
def test_every_flag_is_a_sentence(code: GateFlag) -> None:
    assert "C-000002" in flag_sentence(Flag(code, FACTS))


@pytest.mark.parametrize("fault", list(SupervisionFaultCode))
def test_every_fault_of_a_supervisors_section_is_told(fault: SupervisionFaultCode) -> None:
    facts = FACTS | {"fault": fault.value, "named_by": "2020-01-01", "until": "2019-01-14"}
    told = reason_sentence(Reason(GateReason.SUPERVISOR_SECTION, facts), said)
    named_late = fault is SupervisionFaultCode.NAMED_TOO_LATE
    assert told.startswith("Example P.")
    assert ("the 14th" in told) is named_late


@pytest.mark.parametrize("code", list(DifferenceCode))
def test_every_difference_is_told(code: DifferenceCode) -> None:
    only = (Reason(GateReason.NO_PART),)
    told = difference_sentence(Difference(code, FACTS, only_there=only, only_here=only), said)
    assert "Only there: The part that the trainee took is missing." in told
    assert "Only here:" in told
    plain = difference_sentence(Difference(code, FACTS))
    assert bool(plain) is (code is not DifferenceCode.OTHER_REASONS)


def test_a_day_that_is_no_day_is_left_as_it_is() -> None:
    told = reason_sentence(Reason(GateReason.IN_THE_FUTURE, {"date": "someday"}), said)
    assert told == "Its date, someday, is still to come."


def test_a_rating_that_is_missing_names_whose() -> None:
    claim = reason_sentence(Reason(GateReason.RATING_MISSING, {"missing": "claim"}))
    rating = reason_sentence(Reason(GateReason.RATING_MISSING, {"missing": "rating"}))
    assert claim.startswith("The trainee")
    assert rating.startswith("The preceptor")


def test_what_waits_is_said_beside_what_is_missing() -> None:
    waiting = FACTS | {"waiting": "2", "missing": "1"}
    cases = gap_words(Gap(GapCode.CASES_SHORT, waiting))
    assert cases.what.startswith("1 more case in")
    assert "2 logged, not counting yet" in cases.why
    hours = gap_words(Gap(GapCode.CLASSROOM_SHORT, waiting))
    assert "2 h entered, not counting yet" in hours.why
    assert hours.todo == "Have the waiting entries signed."
    topic = gap_words(Gap(GapCode.TOPIC_EMPTY, waiting))
    assert topic.why == "2 h entered, not counting yet."


def test_what_came_late_cannot_be_put_right_but_explained() -> None:
    late = FACTS | {"done": "2026-11-19"}
    words = gap_words(Gap(GapCode.INSTRUCTION_MISSING, late))
    assert words.what == "Instruction before use came late"
    first = {key: value for key, value in FACTS.items() if key != "first_case"}
    assert "first case was" not in gap_words(Gap(GapCode.INSTRUCTION_MISSING, first)).why


def test_a_request_that_was_sent_is_named() -> None:
    assert "No request is on record" in gap_words(Gap(GapCode.AMENDMENT_OPEN, FACTS)).why
    sent = gap_words(Gap(GapCode.AMENDMENT_OPEN, FACTS | {"sent": "2026-11-02"}))
    assert "was sent on 2026-11-02" in sent.why


def test_an_entry_without_a_course_and_a_paper_without_an_owner() -> None:
    bare = {key: value for key, value in FACTS.items() if key not in {"title", "owner", "what"}}
    entry = gap_words(Gap(GapCode.WORK_INCOMPLETE, bare))
    assert entry.what == "H-000001 is incomplete (16 h)"
    paper = gap_words(Gap(GapCode.PAPER_MISSING, FACTS | {"owner": ""}))
    assert paper.why == "It is due on 2026-11-20."


def line(
    kind: RequirementKind, needed: str | None, counted: str, waiting: str = "0"
) -> Requirement:
    wanted = None if needed is None else Decimal(needed)
    met = Decimal(counted) >= (wanted or 1)
    return Requirement(kind, "A", "Physics", wanted, Decimal(counted), Decimal(waiting), met)


@pytest.mark.parametrize(
    ("requirement", "title", "sentence"),
    [
        (line(RequirementKind.CLASSROOM_HOURS, "80", "62.50"), "Physics", "62.5 of 80 h"),
        (
            line(RequirementKind.TOPIC, None, "0", "8"),
            "Topic A: Physics",
            "0 h, 8 not counting yet",
        ),
        (line(RequirementKind.ELEMENT, None, "4"), "Element A: Physics", "4 h"),
        (
            line(RequirementKind.CASES, "3", "1", "2"),
            "Cases A: Physics",
            "1 of 3 cases, 2 not counting yet",
        ),
        (line(RequirementKind.ATTESTATION, "1", "0"), "Physics", "not signed"),
        (line(RequirementKind.ATTESTATION, "1", "1"), "Physics", "signed"),
        (line(RequirementKind.RECENTNESS, None, "0"), "Physics", "some training is older"),
    ],
)
def test_a_requirement_in_words(requirement: Requirement, title: str, sentence: str) -> None:
    assert requirement_title(requirement) == title
    assert requirement_sentence(requirement) == sentence


def test_a_category_met_by_another_says_so() -> None:
    met = Requirement(RequirementKind.CASES, "G1", "Oral", Decimal(3), Decimal(0), met=True)
    assert requirement_sentence(met) == "0 of 3 cases, met by another category"


def test_amounts_carry_no_idle_zeros() -> None:
    assert [amount(Decimal(one)) for one in ("80.00", "0.0", "62.50", "100")] == [
        "80",
        "0",
        "62.5",
        "100",
    ]
