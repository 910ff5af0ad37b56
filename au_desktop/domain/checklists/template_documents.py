"""Templates as plain documents and back, exactly, so that a center keeps every version its runs were filled with."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from au_desktop.domain.canonical import Document, digest_of
from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Condition,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.items import (
    Choice,
    Formula,
    Item,
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
    Template,
)
from au_desktop.domain.number_text import plain_text, trimmed
from au_desktop.domain.quantities import QuantityKind
from au_desktop.domain.roles import Role

_LIMIT_FIGURES = ("low_action", "low_attention", "high_attention", "high_action")


@lru_cache(maxsize=512)
def template_digest(template: Template) -> str:
    """SHA-256 of the canonical form in hex: the address under which a run finds its template again."""
    return digest_of(template_to_document(template)).hex()


def template_to_document(template: Template) -> Document:
    """The canonical form: every field, decimals and dates as text; equal templates give equal documents.

    Fields that came after the first program version appear only where they are set: the digests of the templates that
    runs were filled with before stay what they were.
    """
    return {
        "id": template.id,
        "version": template.version,
        "title": template.title,
        "kind": template.kind,
        "effective_from": template.effective_from.isoformat(),
        "needs": [need.value for need in template.needs],
        "drugs": list(template.drugs),
        "verify": template.verify,
        "basis": _basis_document(template.basis),
        "sections": [_section_document(section) for section in template.sections],
        "sign_offs": [
            {
                "meaning": rule.meaning,
                "title": rule.title,
                "roles": [role.value for role in rule.roles],
                "required": rule.required,
            }
            | _if_set("sections", list(rule.sections))
            for rule in template.sign_offs
        ],
        **_if_set("recurs", [one.value for one in template.recurs]),
        **_if_set("note", template.note),
        **_if_set("replaces", list(template.replaces)),
    }


def _if_set(name: str, value: str | list[str]) -> Document:
    return {name: value} if value else {}


def template_from_document(document: Mapping[str, Any]) -> Template:
    """Read back what `template_to_document` wrote."""
    return Template(
        id=document["id"],
        version=document["version"],
        title=document["title"],
        kind=document["kind"],
        sections=tuple(_section(section) for section in document["sections"]),
        sign_offs=tuple(
            SignOffRule(
                meaning=rule["meaning"],
                title=rule["title"],
                roles=tuple(Role(role) for role in rule["roles"]),
                required=rule["required"],
                sections=tuple(rule.get("sections", ())),
            )
            for rule in document["sign_offs"]
        ),
        basis=ItemBasis(**document["basis"]),
        effective_from=date.fromisoformat(document["effective_from"]),
        needs=tuple(Need(need) for need in document["needs"]),
        drugs=tuple(document["drugs"]),
        verify=document["verify"],
        recurs=tuple(Recurrence(one) for one in document.get("recurs", ())),
        note=document.get("note", ""),
        replaces=tuple(document.get("replaces", ())),
    )


def _section_document(section: Section) -> Document:
    return {
        "key": section.key,
        "title": section.title,
        "condition": _condition_document(section.condition),
        "items": [_item_document(item) for item in section.items],
    }


def _section(document: Mapping[str, Any]) -> Section:
    return Section(
        key=document["key"],
        title=document["title"],
        items=tuple(_item(item) for item in document["items"]),
        condition=_condition(document["condition"]),
    )


def _item_document(item: Item) -> Document:
    return {
        "key": item.key,
        "type": item.type.value,
        "title": item.title,
        "basis": _basis_document(item.basis),
        "hint": item.hint,
        "required": item.required,
        "critical": item.critical,
        "condition": _condition_document(item.condition),
        "limits": _limits_document(item.limits),
        "choices": [
            {"key": choice.key, "title": choice.title, "attention": choice.attention}
            for choice in item.choices
        ],
        "units": list(item.units),
        "quantity_kind": None if item.quantity_kind is None else item.quantity_kind.value,
        "expected": list(item.expected),
        "skip": {
            "allowed": item.skip.allowed,
            "reason_required": item.skip.reason_required,
        },
        "prefill": _prefill_document(item.prefill),
        "formula": _formula_document(item.formula),
        "not_before": item.not_before,
        "not_after": item.not_after,
        "trainee_part": item.trainee_part,
        "multiline": item.multiline,
        "max_length": item.max_length,
        **_if_set("like", item.like),
    }


def _item(document: Mapping[str, Any]) -> Item:
    kind = document["quantity_kind"]
    return Item(
        key=document["key"],
        type=ItemType(document["type"]),
        title=document["title"],
        basis=ItemBasis(**document["basis"]),
        hint=document["hint"],
        required=document["required"],
        critical=document["critical"],
        condition=_condition(document["condition"]),
        limits=_limits(document["limits"]),
        choices=tuple(Choice(**choice) for choice in document["choices"]),
        units=tuple(document["units"]),
        quantity_kind=None if kind is None else QuantityKind(kind),
        expected=tuple(document["expected"]),
        skip=SkipRule(**document["skip"]),
        prefill=_prefill(document["prefill"]),
        formula=_formula(document["formula"]),
        not_before=document["not_before"],
        not_after=document["not_after"],
        trainee_part=document["trainee_part"],
        multiline=document["multiline"],
        max_length=document["max_length"],
        like=document.get("like", ""),
    )


def _basis_document(basis: ItemBasis) -> Document:
    return {"citation": basis.citation, "edition": basis.edition, "verify": basis.verify}


def _limits_document(limits: Limits | None) -> Document | None:
    if limits is None:
        return None
    figures = {
        name: None if figure is None else plain_text(trimmed(figure))
        for name, figure in ((name, getattr(limits, name)) for name in _LIMIT_FIGURES)
    }
    return {
        "unit": limits.unit,
        **figures,
        "limit_counts": limits.limit_counts,
        "local": limits.local,
    }


def _limits(document: Mapping[str, Any] | None) -> Limits | None:
    if document is None:
        return None
    figures = {
        name: None if document[name] is None else Decimal(document[name])
        for name in _LIMIT_FIGURES
    }
    return Limits(
        unit=document["unit"],
        limit_counts=document["limit_counts"],
        local=document["local"],
        **figures,
    )


def _prefill_document(prefill: Prefill | None) -> Document | None:
    if prefill is None:
        return None
    where: Document = {"source": prefill.source.value, "item": prefill.item}
    return where | _if_set("kind", prefill.kind)


def _prefill(document: Mapping[str, Any] | None) -> Prefill | None:
    if document is None:
        return None
    return Prefill(
        source=PrefillSource(document["source"]),
        item=document["item"],
        kind=document.get("kind", ""),
    )


def _formula_document(formula: Formula | None) -> Document | None:
    if formula is None:
        return None
    return {"name": formula.name, "arguments": [list(pair) for pair in formula.arguments]}


def _formula(document: Mapping[str, Any] | None) -> Formula | None:
    if document is None:
        return None
    pairs = tuple((name, item) for name, item in document["arguments"])
    return Formula(name=document["name"], arguments=pairs)


def _condition_document(condition: Condition | None) -> Document | None:
    if condition is None:
        return None
    if isinstance(condition, AllHold | AnyHolds):
        parts = [_condition_document(part) for part in condition.parts]
        return {"all" if isinstance(condition, AllHold) else "any": parts}
    return {"item": condition.item} | _test_document(condition)


def _test_document(condition: Is | IsNot | AnyOf | Answered) -> Document:
    match condition:
        case Is(_, token):
            test: Document = {"is": token}
        case IsNot(_, token):
            test = {"is_not": token}
        case AnyOf(_, tokens):
            test = {"any_of": list(tokens)}
        case _:
            test = {"answered": condition.answered}
    return test


def _condition(document: Mapping[str, Any] | None) -> Condition | None:
    return None if document is None else condition_from_document(document)


def condition_from_document(document: Mapping[str, Any]) -> Condition:
    """Read a condition in the form that templates are written in.

    Raises:
        KeyError: it has none of the known forms.
    """
    match document:
        case {"all": parts}:
            return AllHold(tuple(condition_from_document(part) for part in parts))
        case {"any": parts}:
            return AnyHolds(tuple(condition_from_document(part) for part in parts))
        case {"item": item, "any_of": tokens}:
            return AnyOf(item, tuple(tokens))
        case _:
            return _comparison(document)


def _comparison(document: Mapping[str, Any]) -> Condition:
    match document:
        case {"item": item, "is": token}:
            return Is(item, token)
        case {"item": item, "is_not": token}:
            return IsNot(item, token)
        case {"item": item, "answered": answered}:
            return Answered(item, answered)
        case _:
            raise KeyError(str(dict(document)))
