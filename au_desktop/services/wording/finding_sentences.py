"""Findings, limits and conditions of a checklist's items as sentences, for paper and wherever they are read alone."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Condition,
    IsNot,
)
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Breach, Limits
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import EVENT, FindingReason, ItemFinding, Severity
from au_desktop.services.wording.run_words import (
    LIMITS,
    amount_said,
    choice_said,
    token_said,
    tokens_said,
)

SEVERITIES = {
    Severity.INFO: "Note",
    Severity.ATTENTION: "Attention",
    Severity.ACTION: "Action",
    Severity.CRITICAL_STOP: "Stop",
}
_PLAIN = {
    FindingReason.UNIT_NOT_COMPARABLE: "The unit cannot be compared with the limit.",
    FindingReason.NOT_COMPUTED: "Could not be computed from the answers given.",
    FindingReason.NO_LONGER_APPLIES: "Answered, but it does not apply any more.",
}
_ALL_LISTED = 3


def finding_sentence(template: Template, found: ItemFinding) -> str:
    """One sentence for a finding, with its severity; by whom it was passed is told with the answer."""
    return f"{SEVERITIES[found.severity]}: {reason_said(template, found)}"


def reason_said(
    template: Template,
    found: ItemFinding,
    amounts: Callable[[Decimal, str], str] = amount_said,
) -> str:
    """Why an item is pointed out, without the severity; `amounts` says how a figure is written."""
    item = template.item(found.item)
    if found.reason is FindingReason.LIMIT:
        return _limit(item, found, amounts)
    return _reason(template, item, found)


def limits_said(item: Item) -> str:
    """Every limit of an item in one line; empty for an item without any."""
    limits = item.limits
    if limits is None:
        return ""
    within = _between(limits, limits.low_attention, limits.high_attention, "attention")
    beyond = _between(limits, limits.low_action, limits.high_action, "action")
    words = f"Limits: {'; '.join(part for part in (within, beyond) if part)}"
    return f"{words} (the center's own figures)" if limits.local else words


def condition_said(template: Template, condition: Condition | None) -> str:
    """When something applies, such as: only if "Residual measured" is yes; empty where it always does."""
    return "" if condition is None else f"only if {_condition(template, condition)}"


def _between(limits: Limits, low: object, high: object, word: str) -> str:
    below, above = ("at or below", "at or above") if limits.limit_counts else ("below", "above")
    unit = "" if not limits.unit else f" {limits.unit}"
    parts = [f"{below} {low}{unit}"] if low is not None else []
    parts += [f"{above} {high}{unit}"] if high is not None else []
    return f"{word} {' or '.join(parts)}" if parts else ""


def _condition(template: Template, condition: Condition) -> str:
    if isinstance(condition, AllHold):
        return " and ".join(_part(template, part) for part in condition.parts)
    if isinstance(condition, AnyHolds):
        return " or ".join(_any_part(template, parts) for parts in _alike(condition.parts))
    key = condition.item
    if isinstance(condition, Answered):
        words = "answered" if condition.answered else "not answered"
    elif isinstance(condition, AnyOf):
        words = _tokens(template, key, condition.tokens)
    else:
        is_not = "not " if isinstance(condition, IsNot) else ""
        words = f"{is_not}{_tokens(template, key, (condition.token,))}"
    return f"{_titled(template, key)} is {words}"


def _part(template: Template, condition: Condition) -> str:
    words = _condition(template, condition)
    return f"({words})" if isinstance(condition, AllHold | AnyHolds) else words


def _alike(parts: Iterable[Condition]) -> Iterator[tuple[Condition, ...]]:
    """Neighbors that ask the same of different amounts come together."""

    def asked(part: Condition) -> object:
        return part.tokens if isinstance(part, AnyOf) and set(part.tokens) <= LIMITS else part

    return (tuple(group) for _, group in groupby(parts, key=asked))


def _any_part(template: Template, parts: tuple[Condition, ...]) -> str:
    if len(parts) == 1:
        return _part(template, parts[0])
    keys = [part.item for part in parts if isinstance(part, AnyOf)]
    titles = ", ".join(_titled(template, key) for key in keys[:-1])
    return f"{titles} or {_condition(template, parts[-1])}"


def _tokens(template: Template, key: str, tokens: Iterable[str]) -> str:
    return tokens_said(template.item(key), tokens)


def _titled(template: Template, key: str) -> str:
    return f"\u201c{template.item(key).title}\u201d"


def _reason(template: Template, item: Item, found: ItemFinding) -> str:
    match found.reason:
        case FindingReason.NOT_EXPECTED:
            words = f"Expected: {_expected(item)}."
        case FindingReason.CHOICE_NEEDS_ATTENTION:
            words = f"\u201c{choice_said(item, found.text)}\u201d needs a second look."
        case FindingReason.SKIPPED:
            words = f"Skipped: {found.text}" if found.text else "Skipped."
        case FindingReason.TOO_EARLY:
            words = f"Earlier than {_other(template, found.other)}."
        case FindingReason.TOO_LATE:
            words = f"Later than {_other(template, found.other)}."
        case FindingReason.NOTED:
            words = found.text
        case _:
            words = _PLAIN[found.reason]
    return words


def _limit(item: Item, found: ItemFinding, amounts: Callable[[Decimal, str], str]) -> str:
    if found.limit is None or found.amount is None or item.limits is None:
        return "Outside its limits."
    low = found.breach in {Breach.LOW_ACTION, Breach.LOW_ATTENTION}
    side = "below" if low else "above"
    if item.limits.limit_counts and found.amount == found.limit:
        side = "at"
    local = ", the center's own figure" if item.limits.local else ""
    amount = amounts(found.amount, found.unit)
    return f"{amount} is {side} {amounts(found.limit, found.unit)}{local}."


def _expected(item: Item) -> str:
    words = [token_said(item, token) for token in item.expected]
    if item.type is ItemType.CHOICES:
        return "all of " + "; ".join(words) if len(words) < _ALL_LISTED else "all that are listed"
    return " or ".join(words)


def _other(template: Template, other: str) -> str:
    return "the time of the work" if other == EVENT else _titled(template, other)
