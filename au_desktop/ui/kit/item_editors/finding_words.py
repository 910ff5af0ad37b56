"""Says in words why an item needs a second look, and in which state's color."""

from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.limits import Breach
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import (
    EVENT,
    FindingReason,
    ItemFinding,
    Severity,
    VerdictState,
)
from au_desktop.ui.kit.item_editors.answer_words import amount_words, choice_title
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.tokens import State

SEVERITY_STATES = {
    Severity.INFO: State.INFO,
    Severity.ATTENTION: State.ATTENTION,
    Severity.ACTION: State.PROBLEM,
    Severity.CRITICAL_STOP: State.PROBLEM,
}
SEVERITY_WORDS = {
    Severity.INFO: "Note",
    Severity.ATTENTION: "Attention",
    Severity.ACTION: "Action",
    Severity.CRITICAL_STOP: "Stop",
}
VERDICT_WORDS = {
    VerdictState.STOPPED: ("Stopped", State.PROBLEM),
    VerdictState.INCOMPLETE: ("Incomplete", State.INFO),
    VerdictState.ATTENTION: ("Needs attention", State.ATTENTION),
    VerdictState.COMPLETE: ("Complete", State.OK),
}
_TOKENS = {
    "done": "done",
    "not_done": "not done",
    "yes": "yes",
    "no": "no",
    "na": "not applicable",
    "skipped": "skipped",
}


def finding_words(template: Template, found: ItemFinding) -> str:
    """One sentence for a finding, without its severity."""
    item = template.item(found.item)
    words = _reason_words(template, item, found)
    if found.override is not None:
        by = role_words(found.override.role)
        words = f"{words} Passed by the {by}: {found.override.reason}"
    return words


def token_words(item: Item, token: str) -> str:
    """An answer's token as people say it."""
    if item.type in {ItemType.CHOICE, ItemType.CHOICES}:
        return choice_title(item, token)
    return _TOKENS.get(token, token)


def _reason_words(template: Template, item: Item, found: ItemFinding) -> str:
    match found.reason:
        case FindingReason.LIMIT:
            words = _limit_words(item, found)
        case FindingReason.NOT_EXPECTED:
            words = f"Expected: {_expected_words(item)}."
        case FindingReason.CHOICE_NEEDS_ATTENTION:
            words = f"\u201c{choice_title(item, found.text)}\u201d needs a second look."
        case FindingReason.SKIPPED:
            words = f"Skipped: {found.text}" if found.text else "Skipped."
        case FindingReason.TOO_EARLY:
            words = f"Earlier than {_other_words(template, found.other)}."
        case FindingReason.TOO_LATE:
            words = f"Later than {_other_words(template, found.other)}."
        case FindingReason.NOTED:
            words = f"Note: {found.text}"
        case _:
            words = _PLAIN[found.reason]
    return words


_PLAIN = {
    FindingReason.UNIT_NOT_COMPARABLE: "The unit cannot be compared with the limit.",
    FindingReason.NOT_COMPUTED: "Could not be computed from the answers given.",
    FindingReason.NO_LONGER_APPLIES: "Answered, but it does not apply any more.",
}


def _limit_words(item: Item, found: ItemFinding) -> str:
    if found.limit is None or found.amount is None or item.limits is None:
        return "Outside its limits."
    low = found.breach in {Breach.LOW_ACTION, Breach.LOW_ATTENTION}
    side = "below" if low else "above"
    if item.limits.limit_counts and found.amount == found.limit:
        side = "at"
    local = ", the center's own figure" if item.limits.local else ""
    amount = amount_words(found.amount, found.unit)
    return f"{amount} is {side} {amount_words(found.limit, found.unit)}{local}."


def _expected_words(item: Item) -> str:
    words = [token_words(item, token) for token in item.expected]
    if item.type is ItemType.CHOICES:
        return "all of " + "; ".join(words) if len(words) < 3 else "all that are listed"
    return " or ".join(words)


def _other_words(template: Template, other: str) -> str:
    if other == EVENT:
        return "the time of the work"
    return f"\u201c{template.item(other).title}\u201d"
