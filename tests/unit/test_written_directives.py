"""Written directives by 10 CFR 35.40: content, signature before the dosage, the 48 hours of an oral one, revisions."""

from dataclasses import replace
from typing import Any

import pytest

from au_desktop.domain.canonical import as_document
from au_desktop.domain.document_values import from_document
from au_desktop.domain.errors import DomainError, Invalid
from au_desktop.domain.radiation.dosage import PrescribedDosage
from au_desktop.domain.reference.drugs import Route
from au_desktop.domain.safety.directives import (
    AuthorizedUser,
    Directive,
    DirectiveGap,
    DirectiveIncomplete,
    DirectiveMissing,
    DirectiveSettled,
    Listing,
    SignedAfterAdministration,
    dosage_words,
    gaps_of,
    most_of,
    require_in_force,
    require_revisable,
    require_signable,
)
from au_desktop.domain.safety.safety_records import PersonRef
from au_desktop.domain.safety.treated_drugs import needs_directive
from tests.builders import gbq, mci
from tests.treatment_examples import (
    AU,
    IODIDE,
    MICROSPHERES,
    a_directive,
    at,
    drug,
    later,
    spoken,
    uci,
)


def unsigned(**changes: Any) -> Directive:
    return a_directive(**({"signed_at": None, "signature_entered_at": None} | changes))


@pytest.mark.parametrize(
    ("drug_id", "activity", "needed"),
    [
        (IODIDE, uci("30"), False),
        (IODIDE, uci("30.000001"), True),
        (IODIDE, mci("4"), True),
        ("lu-177-dotatate", uci("1"), True),
        (MICROSPHERES, gbq("3"), True),
    ],
)
def test_sodium_iodide_needs_a_directive_above_30_microcuries(
    drug_id: str, activity: Any, needed: bool
) -> None:
    assert needs_directive(drug(drug_id), activity) is needed


def test_a_directive_reads_back_as_it_was_written() -> None:
    directive = a_directive(oral=spoken(documented_at=at(7, 5)), planned_for=at(10))
    assert from_document(Directive, as_document(directive)) == directive


def test_what_the_rule_asks_for_and_a_directive_lacks() -> None:
    nobody = AuthorizedUser(PersonRef(" "))
    bare = unsigned(patient_code="", route=None, authorized_user=nobody)
    assert gaps_of(bare) == (
        DirectiveGap.PATIENT,
        DirectiveGap.ROUTE,
        DirectiveGap.AUTHORIZED_USER,
    )
    assert gaps_of(unsigned(drug=drug(IODIDE), route=None)) == ()
    device = unsigned(drug=drug(MICROSPHERES), route=None)
    assert gaps_of(device) == (DirectiveGap.SITE,)
    assert gaps_of(replace(device, treatment_site="right lobe")) == ()


def test_the_name_of_a_patient_is_refused() -> None:
    with pytest.raises(Invalid, match="patient code"):
        a_directive(patient_code="Miller")


def test_a_directive_is_signed_before_the_dosage_is_given() -> None:
    directive = unsigned()
    require_signable(directive, at(9, 59), at(10))
    for signed_at in (at(10), at(10, 1)):
        with pytest.raises(SignedAfterAdministration) as refused:
            require_signable(directive, signed_at, at(10))
        assert refused.value.rule == "10 CFR 35.40(a)"


def test_a_revision_after_the_dosage_names_its_own_paragraph() -> None:
    revision = unsigned(amends=a_directive().id)
    with pytest.raises(SignedAfterAdministration) as refused:
        require_signable(revision, at(11), at(10))
    assert refused.value.rule == "10 CFR 35.40(c)(1)"
    require_revisable(a_directive(), at(9), None)
    require_revisable(a_directive(), at(9), at(10))
    with pytest.raises(SignedAfterAdministration):
        require_revisable(a_directive(), at(10), at(10))


def test_a_signed_or_incomplete_directive_is_not_signed() -> None:
    with pytest.raises(DirectiveSettled):
        require_signable(a_directive(), at(9), None)
    with pytest.raises(DirectiveIncomplete):
        require_signable(unsigned(route=None), at(9), None)


def test_an_oral_directive_is_written_afterwards_within_48_hours() -> None:
    oral = unsigned(oral=spoken())
    require_signable(oral, at(11), at(10))
    with pytest.raises(Invalid, match="before the oral"):
        require_signable(oral, at(6), at(10))
    assert oral.oral is not None
    assert oral.oral.due == later(at(7), hours=48)
    assert not replace(oral, signed_at=oral.oral.due).written_late
    assert replace(oral, signed_at=later(oral.oral.due, seconds=1)).written_late
    assert not oral.written_late
    assert not a_directive().written_late


def test_an_oral_directive_needs_its_emergency() -> None:
    with pytest.raises(Invalid, match="reason"):
        spoken(reason=" ")
    with pytest.raises(Invalid, match="documented"):
        spoken(documented_at=at(6))


@pytest.mark.parametrize(
    ("directive", "error"),
    [
        (None, DirectiveMissing),
        (unsigned(), DirectiveMissing),
        (a_directive(signed_at=at(10)), SignedAfterAdministration),
        (a_directive(signed_at=at(11), amends=a_directive().id), SignedAfterAdministration),
    ],
)
def test_nothing_is_given_without_a_directive_in_force(
    directive: Directive | None, error: type[DomainError]
) -> None:
    with pytest.raises(error, match=r"35\.40"):
        require_in_force(directive, drug(), at(10), needed=True)


def test_what_may_be_given() -> None:
    require_in_force(a_directive(), drug(), at(8, 1), needed=True)
    require_in_force(unsigned(oral=spoken()), drug(), at(7, 1), needed=True)
    require_in_force(None, drug(IODIDE), at(8), needed=False)


def test_what_lists_and_clocks_are_told() -> None:
    signed, waiting = a_directive().summary, unsigned().summary
    assert (signed.state, signed.open, signed.deadlines) == ("signed", False, ())
    assert (waiting.state, waiting.open, waiting.deadlines) == ("to be signed", True, ())
    planned = unsigned(planned_for=at(10)).summary
    assert [(one.due, one.basis) for one in planned.deadlines] == [(at(10), "10 CFR 35.40(a)")]
    oral = unsigned(oral=spoken()).summary
    assert oral.state == "oral, to write"
    assert [(one.due, one.basis) for one in oral.deadlines] == [
        (at(7, day=22), "10 CFR 35.40(a)(1)")
    ]
    revised = unsigned(oral=spoken(), amends=a_directive().id).summary
    assert revised.deadlines[0].basis == "10 CFR 35.40(c)(2)"
    assert not signed.attention
    unlisted = AuthorizedUser(AU, listing=Listing.NOT_LISTED)
    assert a_directive(authorized_user=unlisted).summary.attention
    assert AU.id in signed.links


def test_a_dosage_in_words() -> None:
    ranged = PrescribedDosage(mci("150"), mci("200"))
    assert dosage_words(ranged) == "150 mCi to 200 mCi"
    assert dosage_words(PrescribedDosage(gbq("7.40"))) == "7.40 GBq"
    assert most_of(ranged) == mci("200")
    assert most_of(PrescribedDosage(mci("150"))) == mci("150")
    assert a_directive(route=Route.ORAL).route is Route.ORAL
