"""An amount is compared with an earlier one of the same kind: typed in, or worked out in such a unit."""

from dataclasses import replace

import pytest

from au_desktop.domain.checklists.faults import Fault
from au_desktop.domain.checklists.items import Formula, ItemType
from au_desktop.domain.checklists.template_checks import template_faults
from au_desktop.domain.quantities import QuantityKind
from tests.checklist_examples import KNOWN, a_template, an_item

ACTIVITY = an_item("first", ItemType.QUANTITY, quantity_kind=QuantityKind.ACTIVITY)
RATE = an_item("first", ItemType.QUANTITY, quantity_kind=QuantityKind.COUNT_RATE)
WORKED_OUT = an_item(
    "worked_out",
    ItemType.COMPUTED,
    units=("µCi",),
    formula=Formula("net_administered", (("assayed", "first"), ("residual", "first"))),
)
READING = replace(ACTIVITY, key="reading", like="first")
PLAIN = an_item("reading", ItemType.NUMBER, like="first")


@pytest.mark.parametrize(
    "items",
    [
        (ACTIVITY, READING),
        (ACTIVITY, WORKED_OUT, replace(READING, like="worked_out")),
        (an_item("first", ItemType.NUMBER), PLAIN),
        (an_item("first", ItemType.NUMBER, units=("mL",)), PLAIN),
    ],
)
def test_amounts_of_one_kind_may_be_compared(items):
    assert template_faults(a_template(*items), KNOWN) == ()


@pytest.mark.parametrize(
    "items",
    [
        (READING, ACTIVITY),
        (RATE, READING),
        (RATE, PLAIN),
        (an_item("first"), PLAIN),
        (ACTIVITY, an_item("reading", ItemType.TEXT, like="first")),
        (ACTIVITY, replace(WORKED_OUT, like="first")),
    ],
)
def test_everything_else_may_not(items):
    faults = template_faults(a_template(*items), KNOWN)

    assert [fault.fault for fault in faults] == [Fault.LIKE_ITEM]
