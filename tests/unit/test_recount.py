"""Recounts: categories that are divided, joined or missing elsewhere, and what else differs."""

from dataclasses import replace

import pytest

from au_desktop.domain.quantities import Activity, ActivityUnit
from au_desktop.domain.reference.categories import overlap
from au_desktop.domain.training.counting.gate import CaseVerdict, GateReason, Reason
from au_desktop.domain.training.recount import (
    Column,
    DifferenceCode,
    recounted,
    requested_under,
)
from au_desktop.domain.training.standings.standing import RequirementKind
from au_desktop.domain.training.standings.standing_rules import standing_of
from au_desktop.domain.training.trainees import Pathway
from au_desktop.services.wording.recount_words import line_phrase, profile_title, verdict_phrase
from tests.builders import a_case, a_trainee, reference
from tests.standing_desk import evidence_of

NRC, STATE = reference().profile("nrc-2019"), reference().profile("example-state-four")
CASE = a_case()


def category(profile, code):
    return profile.category(code)


def column(profile, verdict, requested=("G3",), **trainee):
    facts = evidence_of(
        trainee=a_trainee(
            pathway=Pathway.ALTERNATE_390, requested=requested, profile_id=profile.id, **trainee
        )
    )
    return Column(profile, tuple(requested), ((CASE, verdict),), facts.hours, standing_of(facts))


def differences(here, there):
    found = recounted(a_trainee(), (here, there))
    return [one.code for one in found.cases[0].differences[1]]


def counts(profile, code):
    return CaseVerdict(category(profile, code), ())


def test_a_category_is_divided_joined_or_the_same():
    here = column(NRC, counts(NRC, "G3"))
    there = column(STATE, counts(STATE, "G3a"), ("G3a", "G3b"))
    assert differences(here, there) == [DifferenceCode.CATEGORY_DIVIDED]
    assert differences(there, here) == [DifferenceCode.CATEGORIES_JOINED]
    assert differences(here, here) == []


def test_a_category_may_only_have_another_code():
    renamed = replace(category(NRC, "G2"), code="II")
    other = replace(NRC, categories=(renamed,))
    here = column(NRC, counts(NRC, "G2"), ("G2",))
    there = replace(column(NRC, CaseVerdict(renamed, ()), ("G2",)), profile=other)
    assert differences(here, replace(there, requested=("II",))) == [DifferenceCode.OTHER_CODE]


def test_a_case_may_fall_into_no_category_on_one_side():
    nowhere = CaseVerdict(None, (Reason(GateReason.NO_CATEGORY),))
    here, there = column(NRC, counts(NRC, "G3")), column(NRC, nowhere)
    assert differences(here, there) == [DifferenceCode.NO_CATEGORY_THERE]
    assert differences(there, here) == [DifferenceCode.NO_CATEGORY_HERE]
    assert differences(there, there) == []


def test_a_category_that_is_not_requested_there_is_said():
    here = column(NRC, counts(NRC, "G3"))
    there = column(NRC, counts(NRC, "G3"), ("G2",))
    assert differences(here, there) == [DifferenceCode.NOT_REQUESTED_THERE]
    assert differences(there, here) == []


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (GateReason.SUPERVISOR_NOT_AUTHORIZED, DifferenceCode.OTHER_LISTING),
        (GateReason.SUPERVISOR_SECTION, DifferenceCode.OTHER_REASONS),
    ],
)
def test_reasons_of_one_side_are_told_apart(reason, code):
    stands = CaseVerdict(category(NRC, "G3"), (Reason(GateReason.NO_PART), Reason(reason)))
    here = column(NRC, CaseVerdict(category(NRC, "G3"), (Reason(GateReason.NO_PART),)))
    there = column(NRC, stands)
    (found,) = recounted(a_trainee(), (here, there)).cases
    (difference,) = found.differences[1]
    assert difference.code is code
    assert [one.code for one in difference.only_there] == [reason]
    (back,) = recounted(a_trainee(), (there, here)).cases
    assert [one.code for one in back.differences[1][0].only_here] == [reason]


def test_lines_that_differ_stand_first_and_hold_every_part():
    here = column(NRC, counts(NRC, "G3"))
    there = column(STATE, counts(STATE, "G3a"), ("G3a", "G3b"))
    for first, second, parts in ((here, there, (1, 2)), (there, here, (2, 1))):
        lines = recounted(a_trainee(), (first, second)).lines
        assert lines[0].kind is RequirementKind.CASES
        assert tuple(len(one) for one in lines[0].asked) == parts
        assert not any(line.differs for line in lines[1:])
        divided = line_phrase(lines[0].asked[parts.index(2)])
        assert divided == "G3a: 0 of 3 cases; G3b: 0 of 3 cases"


def test_what_only_one_profile_asks_has_an_empty_side():
    here = column(NRC, counts(NRC, "G3"))
    board = evidence_of(trainee=a_trainee(pathway=Pathway.BOARD))
    there = replace(here, standing=standing_of(board))
    lines = {line.kind: line for line in recounted(a_trainee(), (here, there)).lines}
    assert lines[RequirementKind.ATTESTATION].asked[1] == ()
    assert line_phrase(lines[RequirementKind.ATTESTATION].asked[1]) == "not asked"
    assert line_phrase(lines[RequirementKind.CLASSROOM_HOURS].asked[0]) == "0 of 200 h"


def test_requests_are_carried_over_by_what_they_cover():
    assert requested_under(("G1", "G3"), NRC, STATE) == ("G1", "G3a", "G3b")
    assert requested_under(("G3b",), STATE, NRC) == ("G3",)
    strange = replace(
        STATE,
        categories=tuple(
            replace(one, code=f"X-{one.code}", covered_by=(), includes=())
            for one in STATE.categories
        ),
    )
    assert requested_under(("G2", "G3"), NRC, strange) == ("X-G2", "X-G3a", "X-G3b")


def test_categories_overlap_by_route_nuclide_emission_and_activity():
    first, second, third = (category(NRC, code) for code in ("G1", "G2", "G3"))
    assert overlap(first, first)
    assert not overlap(first, second)
    assert not overlap(second, first)
    assert not overlap(first, third)
    assert not overlap(category(STATE, "G3a"), category(STATE, "G3b"))
    other = replace(first, match=replace(first.match, nuclide_id="I-123"))
    assert not overlap(first, other)
    assert overlap(first, replace(first, match=replace(first.match, nuclide_id=None)))


def test_two_ends_touch_only_where_both_belong():
    first = category(NRC, "G1")
    high = first.match.high
    touching = replace(first, match=replace(first.match, low=high, high=None))
    assert overlap(first, touching)
    outside = replace(high, inclusive=False)
    assert not overlap(first, replace(first, match=replace(first.match, low=outside, high=None)))
    above = replace(high, activity=Activity.of("2", ActivityUnit.GBQ))
    assert not overlap(first, replace(first, match=replace(first.match, low=above, high=None)))


def test_the_words_of_a_column():
    assert profile_title(STATE).endswith("(needs checking)")
    assert profile_title(NRC) == NRC.title
    assert verdict_phrase(counts(NRC, "G3")) == "G3, counts"
    assert verdict_phrase(CaseVerdict(None, ())) == "in no category"
