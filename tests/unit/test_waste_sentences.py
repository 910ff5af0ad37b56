"""What a person reads when waste, a transfer or a release was refused: the rule is named."""

from dataclasses import replace
from decimal import Decimal

import pytest

from au_desktop.domain.safety.sewer import SewerFault, SewerRefused
from au_desktop.domain.safety.transfers import TransferFault, TransferNotVerified
from au_desktop.domain.safety.waste import reasons_against
from au_desktop.domain.safety.waste_contents import HoldingRules, Production
from au_desktop.domain.safety.waste_disposal import Obstacle, WasteNotReady, WasteStep
from au_desktop.domain.safety.waste_surveys import (
    AboveBackground,
    SurveyCondition,
    SurveyRefused,
)
from au_desktop.services.refusals import rule_sentences
from au_desktop.services.refusals.waste_sentences import (
    obstacle_said,
    sewer_faults_said,
    transfer_faults_said,
)
from au_desktop.services.sentences import sentence_for
from au_desktop.services.wording.waste_phrases import days_said, reason_said
from tests.waste_examples import a_content, days, sealed

rule_sentences.register()


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_every_obstacle_has_a_sentence(obstacle):
    rules = HoldingRules(half_lives=10, half_lives_basis="license condition 14")
    container = replace(sealed(a_content("Lu-177")), rules=rules)
    error = WasteNotReady(container, WasteStep.DISPOSE, (obstacle,))
    message = sentence_for(error)
    assert message.title == "WC-0031: not possible to dispose now"
    assert message.what_happened.endswith(".") or message.what_happened.endswith(").")
    assert "_" not in message.what_happened


def test_a_lutetium_container_says_why_it_is_held():
    container = sealed(a_content("Lu-177", Production.CARRIER_ADDED))
    assert obstacle_said(container, Obstacle.NOT_ELIGIBLE) == (
        "Lu-177m (160.4 d) is in it, it came with Lu-177. Decay in storage is for half-lives of at most 120 d "
        "(10 CFR 35.92(a))."
    )
    asked = sealed(a_content("Ac-225"))
    (reason,) = reasons_against(asked)
    assert reason_said(reason) == (
        "Ac-227 (7952 d) may have come with Ac-225: ask for the certificate"
    )
    strict = replace(container, rules=HoldingRules(days("90"), inclusive=False, basis="X"))
    assert "below 90 d (X)" in obstacle_said(strict, Obstacle.NOT_ELIGIBLE)
    cobalt = sealed(a_content("Co-57", half_life=days("271.74"), impurities=()))
    assert reason_said(reasons_against(cobalt)[0]) == "Co-57 (271.7 d) is in it"
    assert days_said(None) == "half-life not known"


def test_refused_surveys_say_what_is_missing_and_what_to_do():
    message = sentence_for(SurveyRefused((SurveyCondition.UNSHIELDED,)))
    assert "no shielding between" in message.what_happened
    assert "35.92" in message.what_happened
    above = sentence_for(AboveBackground("0.03 mR/h", "0.02 mR/h", ""))
    assert "say in words" in above.what_happened
    assert "10 %" in sentence_for(AboveBackground("a", "b", "10 %")).what_happened


@pytest.mark.parametrize("fault", list(TransferFault))
def test_every_fault_of_a_transfer_has_a_sentence(fault):
    assert transfer_faults_said((fault,)) in sentence_for(TransferNotVerified((fault,))).text


@pytest.mark.parametrize("fault", list(SewerFault))
def test_every_fault_of_a_release_has_a_sentence(fault):
    assert sewer_faults_said((fault,)) in sentence_for(SewerRefused((fault,), Decimal(2))).text
