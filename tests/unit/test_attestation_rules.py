"""Tests of who may attest, with which sentence, and what a residency program director has to affirm (rows 10 to 13)."""

from dataclasses import replace
from datetime import date

import pytest

from au_desktop.domain.training.pathways import PathwayAdvice
from au_desktop.domain.training.standings.attestation_rules import (
    AttestationRefused,
    AttestationStop,
    DirectorClaim,
    attested_of,
    blocking_gaps,
    full_name,
    preceptor_shown,
)
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.domain.training.supervisors import SupervisionFaultCode
from tests.attestation_examples import a_path, someone_listed
from tests.builders import a_trainee, reference

PROFILE = reference().profile("nrc-2019")
DAY = date(2026, 11, 20)


def attested(section: str = "35.396", requested: tuple[str, ...] = ("G3",), **path: object):  # type: ignore[no-untyped-def]
    advice = PathwayAdvice((), a_path(section, **path), confirmed=False)
    return attested_of(a_trainee(requested=requested, degree="MD"), advice, PROFILE)


@pytest.mark.parametrize("section", ["35.390", "35.392", "35.394", "35.396"])
def test_row_13_the_sentence_is_the_one_of_2019(section: str) -> None:
    found = attested(section, ("G1", "G2", "G3"))
    for director in (False, True):
        sentence = found.sentence(director=director)
        assert "is able to independently fulfill the radiation safety-related duties" in sentence
        assert f"10 CFR {section}" in sentence
        assert "A. Example 07, MD" in sentence
        assert "level of competency" not in sentence
        assert "{name}" not in sentence
        assert ("consensus of the residency program faculty" in sentence) is director
    assert found.rule.version == "2019-01-14"


def test_categories_are_the_requested_ones_that_the_section_covers() -> None:
    assert [one.code for one in attested("35.390", ("G3", "G1")).categories] == ["G1", "G3"]
    assert [one.code for one in attested("35.394", ("G2", "G3")).categories] == ["G2"]
    with pytest.raises(AttestationRefused) as refused:
        attested("35.394", ("G3",))
    assert refused.value.stop is AttestationStop.NOTHING_REQUESTED


def test_row_12_none_is_asked_where_the_way_asks_none() -> None:
    with pytest.raises(AttestationRefused) as refused:
        attested(needs_attestation=False)
    assert refused.value.stop is AttestationStop.NOT_ASKED
    assert refused.value.facts["section"] == "35.396"
    undecided = PathwayAdvice((), None, confirmed=False)
    with pytest.raises(AttestationRefused) as refused:
        attested_of(a_trainee(), undecided, PROFILE)
    assert refused.value.stop is AttestationStop.UNDECIDED
    route = replace(a_path().route, attestation=None)
    with pytest.raises(AttestationRefused) as refused:
        attested(route=route)
    assert refused.value.stop is AttestationStop.NO_WORDING


def test_only_what_blocks_stands_in_the_way() -> None:
    gaps = (
        Gap(GapCode.CASES_SHORT),
        Gap(GapCode.ATTESTATION_MISSING),
        Gap(GapCode.ATTESTATION_OUTDATED),
        Gap(GapCode.NOTICE_DUE, blocks=False),
    )
    assert [gap.code for gap in blocking_gaps(gaps)] == [GapCode.CASES_SHORT]


def test_row_10_a_preceptor_meets_the_sections_and_has_the_experience() -> None:
    shown = preceptor_shown(someone_listed(), attested(), DAY)
    assert shown.sections == ("35.390",)
    assert shown.categories == ("G1", "G2", "G3")
    assert [one.license_number for one in shown.listings] == ["45-00000-01"]


def test_row_10_only_what_qualifies_is_stated() -> None:
    base = someone_listed()
    own = replace(base.listings[0], sections=("35.390(b)",), categories=("G3",))
    undated = replace(own, license_number="old", sections=("35.57",), categories=("G1", "G3"))
    elsewhere = replace(own, license_number="other", sections=("35.390",), categories=("G1",))
    shown = preceptor_shown(replace(base, listings=(undated, elsewhere, own)), attested(), DAY)
    assert (shown.sections, shown.categories) == (("35.390",), ("G3",))
    assert shown.listings == (own,)
    named = replace(undated, named_by=date(2019, 1, 14))
    shown = preceptor_shown(replace(base, listings=(named,)), attested(), DAY)
    assert shown.sections == ("35.57",)


@pytest.mark.parametrize(
    ("section", "requested", "listing", "code"),
    [
        ("35.396", ("G3",), {"sections": ("35.394",)}, SupervisionFaultCode.OTHER_SECTION),
        ("35.396", ("G3",), {"categories": ("G1",)}, SupervisionFaultCode.OTHER_CATEGORY),
        ("35.394", ("G2",), {"categories": ("G1",)}, SupervisionFaultCode.OTHER_CATEGORY),
    ],
)
def test_row_10_a_preceptor_who_does_not_qualify_is_refused_with_the_reason(
    section: str,
    requested: tuple[str, ...],
    listing: dict,
    code: SupervisionFaultCode,  # type: ignore[type-arg]
) -> None:
    with pytest.raises(AttestationRefused) as refused:
        preceptor_shown(someone_listed(**listing), attested(section, requested), DAY)
    assert refused.value.stop is AttestationStop.NOT_ELIGIBLE
    assert refused.value.fault is not None
    assert refused.value.fault.code is code


CLAIM = DirectorClaim("Radiation oncology residency", "RRC-ACGME", True, True)


@pytest.mark.parametrize(
    ("changes", "stop"),
    [
        ({"program": " "}, AttestationStop.NO_PROGRAM),
        ({"approving_body": "somebody"}, AttestationStop.NO_APPROVAL),
        ({"includes_training": False}, AttestationStop.PROGRAM_LACKS_TRAINING),
        ({"consensus": False}, AttestationStop.NO_CONSENSUS),
    ],
)
def test_row_11_a_director_leaves_nothing_out(
    changes: dict[str, object], stop: AttestationStop
) -> None:
    rule = attested().rule
    CLAIM.require(rule)
    with pytest.raises(AttestationRefused) as refused:
        replace(CLAIM, **changes).require(rule)  # type: ignore[arg-type]
    assert refused.value.stop is stop
    assert refused.value.facts["bodies"] == "RRC-ACGME, RCPSC, COPT-AOA"


def test_a_name_without_a_degree() -> None:
    assert full_name(a_trainee(degree="")) == "A. Example 07"
