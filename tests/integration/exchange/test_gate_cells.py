"""The gate's reasons and flags as cells say them: every code has words, with its facts."""

import pytest

from au_desktop.domain.training.counting.gate import Flag, GateFlag, GateReason, Reason
from au_desktop.exchange.sheets.reason_words import flag_words, reason_words

FACTS = {
    "reason": "entered twice",
    "date": "2026-11-18",
    "drug": "X",
    "profile": "NRC",
    "why": "no category covers it",
    "trainee": "Example 07, A.",
    "supervisor": "Example P.",
    "category": "Parenteral",
    "section": "35.396",
    "fault": "listed, but under none of the sections",
    "cases": "C-000007",
    "claimed": "performed",
    "rated": "assisted",
    "missing": "rating",
    "entered": "2026-11-20",
    "hours": "24",
}


@pytest.mark.parametrize("code", list(GateReason))
def test_every_reason_has_words(code: GateReason) -> None:
    words = reason_words((Reason(code, FACTS),))
    assert words
    assert "{" not in words


@pytest.mark.parametrize("code", list(GateFlag))
def test_every_flag_names_the_other_cases(code: GateFlag) -> None:
    assert flag_words((Flag(code, FACTS),)).endswith("C-000007")


def test_several_stand_in_one_cell() -> None:
    both = tuple(Flag(code, FACTS) for code in GateFlag)
    assert flag_words(both).count("; ") == 1
    assert flag_words(()) == ""
