"""Every way to change one field of a template, told by the path of the field."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from au_desktop.domain.checklists.conditions import AllHold, Answered, AnyHolds, AnyOf, Is, IsNot
from au_desktop.domain.checklists.items import (
    Choice,
    Formula,
    ItemBasis,
    ItemType,
    Prefill,
    PrefillSource,
    SkipRule,
)
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import (
    Need,
    Recurrence,
    Section,
    SignOffRule,
)
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role
from tests.checklist_examples import BASIS, a_template, an_item

_WHERE_NONE = {
    "condition": Answered("a"),
    "limits": Limits(),
    "quantity_kind": QuantityKind.ACTIVITY,
    "prefill": Prefill(PrefillSource.CASE_DRUG),
    "formula": Formula("difference"),
    "low_action": Decimal(1),
    "low_attention": Decimal(1),
    "high_attention": Decimal(1),
    "high_action": Decimal(1),
}
_ADDED: dict[str, Any] = {
    "its sections": Section("added", "Added", (an_item("of_added"),)),
    "items": an_item("added"),
    "sign_offs": SignOffRule("reviewed", "Reviewed", (Role.RSO,)),
    "choices": Choice("added", "Added"),
    "arguments": ("added", "added"),
    "needs": Need.PERSON,
    "roles": Role.STAFF,
    "recurs": Recurrence.DAILY,
    "parts": Is("added", "yes"),
}

RICH = a_template(
    sections=(
        Section(
            "first",
            "First",
            (
                an_item("a", ItemType.YES_NO, expected=("yes",)),
                an_item("b", ItemType.CHOICE, condition=Is("a", "yes"), hint="Look twice."),
                an_item(
                    "c",
                    ItemType.QUANTITY,
                    quantity_kind=QuantityKind.ACTIVITY,
                    units=("MBq", "mCi"),
                    limits=Limits("MBq", Decimal(1), Decimal(2), Decimal(3), None, local=True),
                    prefill=Prefill(PrefillSource.EARLIER_RUN, "x", "dosage_assay"),
                    like="d",
                    basis=ItemBasis("Local", "2026", verify=True),
                ),
            ),
        ),
        Section(
            "second",
            "Second",
            (
                an_item(
                    "d",
                    ItemType.COMPUTED,
                    formula=Formula("difference", (("one", "c"), ("two", "c"))),
                    skip=SkipRule(allowed=False),
                ),
                an_item(
                    "e",
                    ItemType.TIMER,
                    not_before="event",
                    condition=AllHold((AnyOf("b", ("one",)), AnyHolds((IsNot("a", "no"),)))),
                ),
                an_item("f", ItemType.TEXT, multiline=True),
            ),
            condition=Answered("a"),
        ),
    ),
    sign_offs=(
        SignOffRule("performed", "Performed", (Role.STAFF, Role.RSO), sections=("first",)),
        SignOffRule("performed", "Performed", (Role.PRECEPTOR,), sections=("second",)),
        SignOffRule("reviewed", "Reviewed", (Role.RSO,), required=False),
    ),
    needs=(Need.CASE, Need.ROOM),
    drugs=("one", "two"),
    recurs=(Recurrence.WEEKLY,),
    note="For practice.",
    basis=BASIS,
)
"""A template that uses every attribute."""


def single_changes(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The path of each field and the value with only that field changed."""
    if value is None:
        yield name, _WHERE_NONE[name.rpartition(".")[2]]
    elif isinstance(value, tuple):
        yield from _of_list(value, name)
    elif is_dataclass(value) and not isinstance(value, type):
        if name.rpartition(".")[2] in _WHERE_NONE:
            yield name, None
        for field in fields(value):
            inner = f"{name}.{field.name}" if name else field.name
            for path, changed in single_changes(getattr(value, field.name), inner):
                yield path, replace(value, **{field.name: changed})
    else:
        yield name, _other(value)


def _of_list(value: tuple[Any, ...], name: str) -> Iterator[tuple[str, Any]]:
    kind = name.rpartition(".")[2] if name != "sections" else "its sections"
    yield f"{name}[+]", (*value, _ADDED.get(kind, "added"))
    for place, one in enumerate(value):
        yield f"{name}[-{place}]", (*value[:place], *value[place + 1 :])
        for path, changed in single_changes(one, f"{name}[{place}]"):
            yield path, (*value[:place], changed, *value[place + 1 :])
    if len(value) > 1:
        yield f"{name}[<>]", (*value[1:], value[0])


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, Enum):
        members = list(type(value))
        return members[(members.index(value) + 1) % len(members)]
    if isinstance(value, date):
        return value + timedelta(days=1)
    return value + ("x" if isinstance(value, str) else 1)
