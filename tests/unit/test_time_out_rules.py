"""Go or stop: what a time-out found, held against 10 CFR 35.40, 35.41 and 35.63."""

from typing import Any

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import Invalid
from au_desktop.domain.safety.au_directions import AuDirection
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.time_outs import (
    STOP_BASIS,
    Breastfeeding,
    IdentifierKind,
    Pregnancy,
    StopReason,
    TimeOut,
)
from tests.builders import gbq
from tests.treatment_examples import AU, TECHNOLOGIST, a_time_out, at

DIRECTED = AuDirection(AU, at(9), "agreed with the patient beforehand")


def test_a_full_time_out_goes() -> None:
    time_out = a_time_out()
    assert time_out.go
    assert (time_out.summary.state, time_out.summary.attention) == ("go", False)
    assert from_document(TimeOut, as_document(time_out)) == time_out


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"identifiers": (IdentifierKind.NAME,)}, StopReason.IDENTITY),
        ({"identifiers": (IdentifierKind.NAME, IdentifierKind.NAME)}, StopReason.IDENTITY),
        ({"pregnancy": Pregnancy.NOT_ASKED}, StopReason.PREGNANCY),
        ({"pregnancy": Pregnancy.PREGNANT}, StopReason.PREGNANCY),
        ({"breastfeeding": Breastfeeding.UNKNOWN}, StopReason.BREASTFEEDING),
        ({"present": ()}, StopReason.NOBODY_BESIDE),
        ({"present": (TECHNOLOGIST,)}, StopReason.NOBODY_BESIDE),
        ({"present": (PersonRef(" "),)}, StopReason.NOBODY_BESIDE),
        ({"directive_id": None}, StopReason.DIRECTIVE),
        ({"drug_agrees": False}, StopReason.DRUG),
        ({"dosage_agrees": False}, StopReason.DOSAGE),
        ({"route_agrees": False}, StopReason.ROUTE),
        ({"labeled": False}, StopReason.LABEL),
        ({"assayed": None}, StopReason.NOT_ASSAYED),
        ({"assayed": gbq("8.8800001")}, StopReason.OUT_OF_RANGE),
        ({"stopped_because": "patient feels ill"}, StopReason.OTHER),
    ],
)
def test_each_reason_stops(changes: dict[str, Any], reason: StopReason) -> None:
    time_out = a_time_out(**changes)
    assert time_out.stops == (reason,)
    assert (time_out.summary.state, time_out.summary.attention) == ("stop", True)
    assert STOP_BASIS[reason]


def test_what_needs_no_directive_or_no_figure() -> None:
    assert a_time_out(directive_id=None, directive_needed=False).go
    assert a_time_out(assayed=None, small=True).go
    assert a_time_out(prescribed=None).go


def test_a_direction_lets_pass_what_the_rule_leaves_to_the_authorized_user() -> None:
    off = {"assayed": gbq("9"), "pregnancy": Pregnancy.PREGNANT}
    assert a_time_out(**off, direction=DIRECTED).go
    wrong = a_time_out(**off, drug_agrees=False, direction=DIRECTED)
    assert wrong.stops == (StopReason.DRUG,)


def test_a_direction_says_who_and_why() -> None:
    with pytest.raises(Invalid, match="reason"):
        AuDirection(AU, at(9), "")
    with pytest.raises(Invalid, match="directed by"):
        AuDirection(PersonRef(""), at(9), "because")
