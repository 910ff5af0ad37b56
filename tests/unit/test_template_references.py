"""What items of a template may refer to: answers of earlier runs, amounts that they resemble, parts that a signature is for."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.faults import Fault
from au_desktop.domain.checklists.items import ItemType, Prefill, PrefillSource
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.checklists.templates import SignOffRule, Template
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from tests.checklist_examples import KNOWN, a_template, an_item

PRESCRIBED = an_item("prescribed", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY)
RATE = an_item("rate", ItemType.QUANTITY, quantity_kind=QuantityKind.DOSE_RATE)


def faults(template: Template) -> set[tuple[str, Fault]]:
    return {(found.where, found.fault) for found in template_faults(template, KNOWN)}


@pytest.mark.parametrize(
    ("prefill", "fault"),
    [
        (Prefill(PrefillSource.EARLIER_RUN, "assay", "dosage_assay"), None),
        (Prefill(PrefillSource.EARLIER_RUN, "assay"), Fault.PREFILL_RUN),
        (Prefill(PrefillSource.EARLIER_RUN, "", "dosage_assay"), Fault.PREFILL_RUN),
        (Prefill(PrefillSource.CASE_PRESCRIBED, "", "dosage_assay"), Fault.PREFILL_RUN),
        (Prefill(PrefillSource.CASE_PRESCRIBED), None),
    ],
)
def test_an_earlier_run_is_named_by_kind_and_item(prefill: Prefill, fault: Fault | None) -> None:
    found = faults(a_template(replace(PRESCRIBED, prefill=prefill)))
    assert found == (set() if fault is None else {("prescribed", fault)})


@pytest.mark.parametrize(
    ("like", "fault"),
    [("prescribed", None), ("rate", Fault.LIKE_ITEM), ("later", Fault.LIKE_ITEM)],
)
def test_an_amount_resembles_an_earlier_one_of_its_kind(like: str, fault: Fault | None) -> None:
    given = an_item("given", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY, like=like)
    later = replace(PRESCRIBED, key="later")
    found = faults(a_template(PRESCRIBED, RATE, given, later))
    assert found == (set() if fault is None else {("given", fault)})


def test_only_an_amount_resembles_another() -> None:
    words = an_item("words", ItemType.TEXT, like="prescribed")
    assert ("words", Fault.LIKE_ITEM) in faults(a_template(PRESCRIBED, words))


def test_an_item_with_limits_expects_no_words() -> None:
    limited = replace(RATE, limits=Limits("mR/h", high_action=2), expected=("within",))  # type: ignore[arg-type]
    assert ("rate", Fault.EXPECTED_IMPOSSIBLE) in faults(a_template(limited))


def test_a_part_is_a_section_and_the_same_meaning_stands_for_other_parts() -> None:
    whole = SignOffRule("performed", "Performed", (Role.PRECEPTOR,))
    part = SignOffRule("performed", "Nurse's part", (Role.STAFF,), sections=("only",))
    assert faults(a_template(sign_offs=(whole, part))) == set()
    twice = a_template(sign_offs=(whole, part, replace(part, title="Again")))
    assert faults(twice) == {("performed", Fault.MEANING_REPEATED)}
    lost = a_template(sign_offs=(whole, replace(part, sections=("nowhere",))))
    assert faults(lost) == {("performed", Fault.PART_UNKNOWN)}
