"""Every reason against an attestation has its sentence, with the facts in it."""

import pytest

from au_desktop.domain.training.standings.attestation_rules import (
    AttestationRefused,
    AttestationStop,
)
from au_desktop.domain.training.standings.standing import Gap, GapCode
from au_desktop.domain.training.supervisors import SupervisionFault, SupervisionFaultCode
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.sentences import sentence_for
from au_desktop.services.statements.signed_statements import AlreadyWithdrawn, RecordsChanged
from au_desktop.services.statements.signing import OtherSigner
from tests.builders import NOBODY

rule_sentences.register()
FACTS = {
    "supervisor": "Quist",
    "date": "2026-11-20",
    "section": "35.396",
    "sections": "35.57, 35.390, 35.396",
    "category": "Parenteral",
    "named_by": "2020-01-01",
    "until": "2019-01-14",
    "way": "training and experience",
    "name": "Quist",
    "bodies": "RRC-ACGME",
    "codes": "S-000001",
}


@pytest.mark.parametrize("stop", AttestationStop)
def test_every_stop_has_a_sentence(stop: AttestationStop) -> None:
    fault = SupervisionFault(SupervisionFaultCode.OTHER_SECTION, FACTS)
    message = sentence_for(AttestationRefused(stop, fault=fault, facts=FACTS))
    assert message.title == "No attestation now"
    assert message.what_happened.endswith(".")
    assert message.what_was_kept == "Nothing was signed."


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (SupervisionFaultCode.NOT_LISTED, "No license on record lists Quist"),
        (SupervisionFaultCode.OTHER_SECTION, "under none of the sections that a preceptor"),
        (SupervisionFaultCode.OTHER_CATEGORY, "do not show the experience that 35.396 asks"),
        (SupervisionFaultCode.FIRST_NAMED_UNKNOWN, "listed under 35.57"),
        (SupervisionFaultCode.NAMED_TOO_LATE, "first named on 2020-01-01"),
    ],
)
def test_a_preceptor_who_does_not_qualify_reads_why(code: SupervisionFaultCode, said: str) -> None:
    fault = SupervisionFault(code, FACTS)
    for stop in (AttestationStop.NOT_ELIGIBLE, AttestationStop.FACULTY_NOT_ELIGIBLE):
        assert said in sentence_for(AttestationRefused(stop, fault=fault)).what_happened
    assert sentence_for(AttestationRefused(AttestationStop.NOT_ELIGIBLE)).what_happened == ""


def test_gaps_are_named_the_first_three_and_how_many_more() -> None:
    gap = Gap(GapCode.ATTESTATION_MISSING, {"section": "35.396"})
    few = sentence_for(AttestationRefused(AttestationStop.GAPS, gaps=[gap]))
    assert few.what_happened == "Still missing: The attestation is not signed."
    many = sentence_for(AttestationRefused(AttestationStop.GAPS, gaps=[gap] * 5))
    assert many.what_happened.endswith("; and 2 more.")


def test_statements() -> None:
    changed = RecordsChanged(())
    changed.codes = ("C-000001 (changed)",)
    assert "C-000001 (changed)" in sentence_for(changed).what_happened
    assert "S-000003" in sentence_for(AlreadyWithdrawn("S-000003")).what_happened
    assert sentence_for(OtherSigner(NOBODY)).title  # type: ignore[arg-type]
