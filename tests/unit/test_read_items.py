"""Tests of the items that the case log reads: a template that lacks one, or has another in its place, is refused."""

import pytest

from au_desktop.domain.checklists.faults import Fault, TemplateFault
from au_desktop.domain.checklists.items import ItemType
from au_desktop.domain.checklists.read_items import READ_ITEMS, read_faults
from au_desktop.domain.checklists.template_checks import is_key, template_faults
from au_desktop.domain.quantities import QuantityKind
from tests.checklist_examples import KNOWN, a_template, an_item
from tests.memory_services import ADMINISTERED


def test_a_whole_administration_has_what_is_read() -> None:
    assert list(read_faults(ADMINISTERED)) == []
    assert list(read_faults(a_template(an_item()))) == []


@pytest.mark.parametrize("key", [item.key for item in READ_ITEMS["administration"]])
def test_an_item_that_is_read_is_missed(key: str) -> None:
    kept = [item for item in ADMINISTERED.items if item.key != key]
    template = a_template(*kept, kind="administration")
    assert list(read_faults(template)) == [TemplateFault("", Fault.READ_ITEM_MISSING, key)]
    assert TemplateFault("", Fault.READ_ITEM_MISSING, key) in template_faults(template, KNOWN)


def test_another_type_cannot_be_read() -> None:
    rate = an_item("assay_activity", ItemType.QUANTITY, quantity_kind=QuantityKind.DOSE_RATE)
    template = a_template(rate, kind="dosage_assay")
    assert list(read_faults(template)) == [
        TemplateFault("assay_activity", Fault.READ_ITEM_TYPE, "quantity of activity")
    ]
    others = [an_item(item.key) for item in READ_ITEMS["administration"]]
    found = {
        fault.where: fault.fact
        for fault in read_faults(a_template(*others, kind="administration"))
    }
    assert found["go_ahead"] == "yes no"
    assert found["part_overall"] == "part taken"


def test_a_key_is_plain() -> None:
    assert is_key("dosage_assay")
    assert not is_key("Dosage assay")
