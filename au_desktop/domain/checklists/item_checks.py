"""Whether one item of a template makes sense: its type's attributes, and what it refers to lies before it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from au_desktop.domain.checklists.amounts import LIMIT_TOKENS
from au_desktop.domain.checklists.answers import DONE, NOT_DONE, SKIPPED, Reply, StepPart
from au_desktop.domain.checklists.conditions import Condition, items_named, tokens_named
from au_desktop.domain.checklists.faults import Fault, Known, TemplateFault
from au_desktop.domain.checklists.items import (
    AMOUNT_TYPES,
    MOMENT_TYPES,
    Formula,
    Item,
    ItemType,
    Prefill,
    PrefillSource,
)
from au_desktop.domain.checklists.units import kind_of_unit
from au_desktop.domain.checklists.verdicts import EVENT
from au_desktop.domain.quantities import QuantityKind

Earlier = Mapping[str, Item]
"""The items before the one that is looked at, by key."""

_CHOICE_TYPES = frozenset({ItemType.CHOICE, ItemType.CHOICES})
_UNIT_TYPES = frozenset({ItemType.NUMBER, ItemType.QUANTITY, ItemType.COMPUTED})
_FORMULA_SOURCES = AMOUNT_TYPES | MOMENT_TYPES | {ItemType.DRUG, ItemType.CHOICE}

_PREFILLS: Mapping[PrefillSource, frozenset[ItemType]] = MappingProxyType(
    {
        PrefillSource.CASE_DRUG: frozenset({ItemType.DRUG, ItemType.TEXT}),
        PrefillSource.CASE_PRESCRIBED: frozenset({ItemType.QUANTITY}),
        PrefillSource.CASE_PRESCRIBED_LOW: frozenset({ItemType.QUANTITY}),
        PrefillSource.CASE_PRESCRIBED_HIGH: frozenset({ItemType.QUANTITY}),
        PrefillSource.CASE_ADMINISTERED: frozenset({ItemType.QUANTITY}),
        PrefillSource.CASE_ROUTE: frozenset({ItemType.TEXT, ItemType.CHOICE}),
        PrefillSource.CASE_DATE: frozenset({ItemType.DATE_TIME}),
        PrefillSource.CASE_PATIENT_CODE: frozenset({ItemType.TEXT}),
        PrefillSource.CASE_SUPERVISOR: frozenset({ItemType.TEXT}),
        PrefillSource.CASE_PARTICIPATION: frozenset({ItemType.PART_TAKEN}),
        PrefillSource.RUN_EVENT_TIME: frozenset({ItemType.DATE_TIME}),
        PrefillSource.RUN_STARTED_BY: frozenset({ItemType.PERSON}),
        PrefillSource.RUN_ROOM: frozenset({ItemType.ROOM}),
        PrefillSource.RUN_INSTRUMENT: frozenset({ItemType.INSTRUMENT}),
        PrefillSource.RUN_DRUG: frozenset({ItemType.DRUG}),
        PrefillSource.INSTRUMENT_CALIBRATION_DUE: frozenset({ItemType.DATE_TIME}),
        PrefillSource.CENTER_LICENSE: frozenset({ItemType.TEXT}),
        PrefillSource.EARLIER_RUN: frozenset(ItemType) - {ItemType.COMPUTED, ItemType.TIMER},
    }
)

_TOKENS: Mapping[ItemType, frozenset[str]] = MappingProxyType(
    {
        ItemType.CONFIRM: frozenset({DONE, NOT_DONE}),
        ItemType.YES_NO: frozenset(Reply),
        ItemType.PART_TAKEN: frozenset(StepPart),
    }
)


def possible_tokens(item: Item) -> frozenset[str]:
    """The words that an answer to the item can give to conditions, and to expected answers where it has no limits."""
    if item.type in _CHOICE_TYPES:
        return frozenset(choice.key for choice in item.choices)
    if item.limits is not None:
        return LIMIT_TOKENS
    return _TOKENS.get(item.type, frozenset())


def item_faults(item: Item, earlier: Earlier, known: Known) -> Iterator[TemplateFault]:
    """Every fault of one item; `earlier` holds the items before it."""
    if not item.title.strip():
        yield TemplateFault(item.key, Fault.NO_TITLE)
    if not item.basis.citation.strip():
        yield TemplateFault(item.key, Fault.NO_BASIS)
    yield from condition_faults(item.key, item.condition, earlier)
    yield from _choice_faults(item)
    yield from _unit_faults(item)
    yield from _limit_faults(item)
    yield from _formula_faults(item, earlier, known)
    yield from _prefill_faults(item, item.prefill, earlier)
    yield from _time_order_faults(item, earlier)
    yield from _likeness_faults(item, earlier)
    for token in item.expected:
        if item.limits is not None or token not in possible_tokens(item):
            yield TemplateFault(item.key, Fault.EXPECTED_IMPOSSIBLE, token)
    if item.max_length < 1:
        yield TemplateFault(item.key, Fault.TEXT_LENGTH, str(item.max_length))


def condition_faults(
    where: str, condition: Condition | None, earlier: Earlier
) -> Iterator[TemplateFault]:
    """Faults of a condition: it asks about earlier items only, and for answers that they can give."""
    for key in dict.fromkeys(items_named(condition)):
        if key not in earlier:
            yield TemplateFault(where, Fault.CONDITION_LATER_ITEM, key)
    for key, token in tokens_named(condition):
        if key in earlier and token not in possible_tokens(earlier[key]) | {SKIPPED}:
            yield TemplateFault(where, Fault.CONDITION_IMPOSSIBLE, f"{key} {token}")


def _choice_faults(item: Item) -> Iterator[TemplateFault]:
    if item.type not in _CHOICE_TYPES:
        if item.choices:
            yield TemplateFault(item.key, Fault.CHOICES_NOT_HERE)
        return
    if not item.choices:
        yield TemplateFault(item.key, Fault.CHOICES_MISSING)
    keys = [choice.key for choice in item.choices]
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield TemplateFault(item.key, Fault.CHOICE_REPEATED, key)


def _unit_faults(item: Item) -> Iterator[TemplateFault]:
    if item.units and item.type not in _UNIT_TYPES:
        yield TemplateFault(item.key, Fault.UNITS_NOT_HERE)
    if item.type is ItemType.COMPUTED and len(item.units) > 1:
        yield TemplateFault(item.key, Fault.ONE_UNIT_ONLY)
    if len(set(item.units)) < len(item.units):
        yield TemplateFault(item.key, Fault.UNIT_REPEATED)
    yield from _quantity_faults(item)


def _quantity_faults(item: Item) -> Iterator[TemplateFault]:
    if item.type is not ItemType.QUANTITY:
        if item.quantity_kind is not None:
            yield TemplateFault(item.key, Fault.QUANTITY_NOT_HERE)
        return
    if item.quantity_kind is None:
        yield TemplateFault(item.key, Fault.QUANTITY_MISSING)
        return
    for unit in item.units:
        if kind_of_unit(unit) is not item.quantity_kind:
            yield TemplateFault(item.key, Fault.UNIT_WRONG, unit)


def _limit_faults(item: Item) -> Iterator[TemplateFault]:
    if item.limits is None:
        return
    if item.type not in AMOUNT_TYPES:
        yield TemplateFault(item.key, Fault.LIMITS_NOT_HERE)
    if not item.limits.in_order:
        yield TemplateFault(item.key, Fault.LIMITS_OUT_OF_ORDER)
    if not _comparable(item, item.limits.unit):
        yield TemplateFault(item.key, Fault.LIMITS_WRONG_UNIT, item.limits.unit)


def _comparable(item: Item, unit: str) -> bool:
    if item.type is ItemType.TIMER:
        return kind_of_unit(unit) is QuantityKind.DURATION
    if item.type is ItemType.QUANTITY and not item.units:
        return kind_of_unit(unit) is item.quantity_kind
    kind = kind_of_unit(unit)
    return all(
        own == unit or (kind is not None and kind_of_unit(own) is kind)
        for own in item.units or ("",)
    )


def _formula_faults(item: Item, earlier: Earlier, known: Known) -> Iterator[TemplateFault]:
    formula = item.formula
    if formula is None:
        if item.type is ItemType.COMPUTED:
            yield TemplateFault(item.key, Fault.FORMULA_MISSING)
        return
    if item.type is not ItemType.COMPUTED:
        yield TemplateFault(item.key, Fault.FORMULA_NOT_HERE)
    if formula.name not in known.formulas:
        yield TemplateFault(item.key, Fault.FORMULA_UNKNOWN, formula.name)
    else:
        yield from _argument_faults(item, formula, known)
    for _, source in formula.arguments:
        if source not in earlier or earlier[source].type not in _FORMULA_SOURCES:
            yield TemplateFault(item.key, Fault.ARGUMENT_SOURCE, source)


def _argument_faults(item: Item, formula: Formula, known: Known) -> Iterator[TemplateFault]:
    inputs = known.formulas[formula.name]
    given = {name for name, _ in formula.arguments}
    for name in sorted(given - inputs.required - inputs.optional):
        yield TemplateFault(item.key, Fault.ARGUMENT_UNKNOWN, name)
    for name in sorted(inputs.required - given):
        yield TemplateFault(item.key, Fault.ARGUMENT_MISSING, name)


def _prefill_faults(
    item: Item, prefill: Prefill | None, earlier: Earlier
) -> Iterator[TemplateFault]:
    if prefill is None:
        return
    if item.type not in _PREFILLS[prefill.source]:
        yield TemplateFault(item.key, Fault.PREFILL_NOT_HERE, prefill.source.value)
    from_run = prefill.source is PrefillSource.EARLIER_RUN
    if from_run:
        if not prefill.kind or not prefill.item:
            yield TemplateFault(item.key, Fault.PREFILL_RUN, prefill.kind or prefill.item)
        return
    if prefill.kind:
        yield TemplateFault(item.key, Fault.PREFILL_RUN, prefill.kind)
    from_instrument = prefill.source is PrefillSource.INSTRUMENT_CALIBRATION_DUE
    named = earlier.get(prefill.item)
    fits = named is not None and named.type is ItemType.INSTRUMENT
    if fits is not from_instrument or (prefill.item and not from_instrument):
        yield TemplateFault(item.key, Fault.PREFILL_ITEM, prefill.item)


def _likeness_faults(item: Item, earlier: Earlier) -> Iterator[TemplateFault]:
    if not item.like:
        return
    other = earlier.get(item.like)
    entered = {ItemType.NUMBER, ItemType.QUANTITY}
    if (
        item.type not in entered
        or other is None
        or other.type not in AMOUNT_TYPES
        or _measures(other) is not _measures(item)
    ):
        yield TemplateFault(item.key, Fault.LIKE_ITEM, item.like)


def _measures(item: Item) -> QuantityKind | None:
    """What the amount of an item measures; of a computed one its unit says it."""
    return item.quantity_kind or kind_of_unit(item.units[0] if item.units else "")


def _time_order_faults(item: Item, earlier: Earlier) -> Iterator[TemplateFault]:
    for other in filter(None, (item.not_before, item.not_after)):
        if item.type not in MOMENT_TYPES:
            yield TemplateFault(item.key, Fault.TIME_ORDER_NOT_HERE, other)
        elif other != EVENT and (other not in earlier or earlier[other].type not in MOMENT_TYPES):
            yield TemplateFault(item.key, Fault.TIME_ORDER_ITEM, other)
