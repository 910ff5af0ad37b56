"""Says in words what differs between two versions of a template, and in which color: added, removed, changed, moved."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from au_desktop.domain.checklists.comparison import Difference, Level, Way
from au_desktop.domain.checklists.conditions import (
    AllHold,
    Answered,
    AnyHolds,
    AnyOf,
    Is,
    IsNot,
)
from au_desktop.domain.checklists.items import ItemType, PrefillSource
from au_desktop.domain.checklists.kinds import kind_of
from au_desktop.domain.checklists.templates import Need, Template
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.template_parts import NEEDS, PREFILLS, condition_words, type_words
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from au_desktop.domain.checklists.comparison import Fact
    from au_desktop.ui.kit.tokens import Tokens

WAY_STATES = {
    Way.ADDED: State.OK,
    Way.REMOVED: State.PROBLEM,
    Way.CHANGED: State.INFO,
    Way.MOVED: State.NEUTRAL,
}
_LEVELS = {
    Level.HEAD: "Checklist",
    Level.SECTION: "Section",
    Level.ITEM: "Item",
    Level.SIGN_OFF: "Signature",
}
_FIELDS = {
    "title": "title",
    "kind": "kind",
    "type": "answer",
    "hint": "hint",
    "note": "note",
    "needs": "what it needs",
    "drugs": "drugs",
    "verify": "needs checking",
    "recurs": "how often",
    "replaces": "takes the place of",
    "version": "version",
    "effective_from": "in use from",
    "basis": "basis",
    "basis.citation": "basis",
    "basis.edition": "edition of the basis",
    "basis.verify": "basis needs checking",
    "required": "required",
    "critical": "critical",
    "condition": "when it applies",
    "limits": "limits",
    "limits.unit": "unit of the limits",
    "limits.low_action": "action below",
    "limits.low_attention": "attention below",
    "limits.high_attention": "attention above",
    "limits.high_action": "action above",
    "limits.limit_counts": "the limit itself is outside",
    "limits.local": "the center's own figures",
    "choices": "answers",
    "units": "units",
    "quantity_kind": "what is measured",
    "expected": "expected answers",
    "skip": "skipping",
    "skip.allowed": "may be skipped",
    "skip.reason_required": "a skip needs a reason",
    "prefill": "first answer",
    "prefill.source": "first answer from",
    "prefill.item": "item of the first answer",
    "prefill.kind": "checklist of the first answer",
    "formula": "formula",
    "formula.name": "formula",
    "formula.arguments": "what the formula takes",
    "not_before": "not before",
    "not_after": "not after",
    "trainee_part": "records the trainee's part",
    "multiline": "several lines",
    "max_length": "longest text",
    "like": "resembles",
    "meaning": "meaning",
    "roles": "who may sign",
    "sections": "part of the record",
}
_ITEM_FACTS = frozenset({"not_before", "not_after", "like", "prefill.item"})
_SILENT = frozenset({"limits", "prefill", "formula", "basis", "skip"})
"""A whole that came or went: its parts say so."""


def told(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences that are worth a line of their own."""
    return tuple(one for one in differences if one.field not in _SILENT)


def subject_words(found: Difference) -> str:
    """Such as "Item \u201cReading at 1 m\u201d"."""
    level = _LEVELS[found.level]
    if found.level is Level.HEAD:
        return level
    return f"{level} \u201c{found.title or found.key}\u201d"


def field_words(field: str) -> str:
    """What a field is called."""
    if field.startswith("choices."):
        _, key, part = field.split(".", 2)
        what = "words" if part == "title" else "needs a second look"
        return f"answer {key.replace('_', ' ')}, {what}"
    return _FIELDS.get(field, field.replace("_", " ").replace(".", ", "))


def fact_words(template: Template, field: str, fact: Fact) -> str:
    """The value of a field as people read it; a word for nothing."""
    if isinstance(fact, Is | IsNot | AnyOf | Answered | AllHold | AnyHolds):
        return condition_words(template, fact)
    if fact is None or fact in ("", ()):
        return "always" if field == "condition" else "none"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    parts = fact if isinstance(fact, tuple) else (str(fact),)
    return ", ".join(_word(template, field, one) for one in parts)


def difference_words(old: Template, new: Template, found: Difference) -> str:
    """One line: the way, the subject, and for a change old and new."""
    subject = subject_words(found)
    if found.way is Way.CHANGED:
        return f"{subject}, {field_words(found.field)}: {change_words(old, new, found)}"
    if found.way is Way.MOVED and found.old != found.new:
        return f"{subject} moved from {_section(old, found.old)} to {_section(new, found.new)}"
    return f"{subject} {found.way.value}"


def change_words(old: Template, new: Template, found: Difference) -> str:
    """Such as "10 \u2192 15"."""
    before = fact_words(old, found.field, found.old)
    return f"{before} \u2192 {fact_words(new, found.field, found.new)}"


def count_words(differences: Iterable[Difference]) -> str:
    """Such as "2 added, 1 removed, 5 changed"."""
    counted = [one.way for one in told(differences)]
    parts = [f"{counted.count(way)} {way.value}" for way in Way if way in counted]
    return ", ".join(parts) or "no differences"


def differences_html(
    old: Template, new: Template, differences: Iterable[Difference], tokens: Tokens
) -> str:
    """A table of differences, for the screen and for print; what changed in one item stands together."""
    rows = []
    groups = groupby(told(differences), key=lambda one: (one.way, one.level, one.key))
    for (way, _, _), together in groups:
        state = WAY_STATES[way].value
        chip = (
            f'<td width="84" style="color:{tokens.ink(state)};background:{tokens.ground(state)}">'
            f"<b>{way.value.capitalize()}</b></td>"
        )
        found = tuple(together)
        rows.append(f"<tr>{chip}<td>{_lines_html(old, new, found, tokens)}</td></tr>")
    if not rows:
        return "<p>Both say the same.</p>"
    return f'<table width="100%" cellspacing="0" cellpadding="5">{"".join(rows)}</table>'


def _lines_html(
    old: Template, new: Template, together: tuple[Difference, ...], tokens: Tokens
) -> str:
    first = together[0]
    subject = subject_words(first)
    if first.way is not Way.CHANGED:
        words = (difference_words(old, new, one).removeprefix(subject) for one in together)
        return "<br/>".join(f"<b>{escape(subject)}</b>{escape(one)}" for one in words)
    lines = [f"<b>{escape(subject)}</b>"]
    for found in together:
        before = escape(fact_words(old, found.field, found.old))
        after = escape(fact_words(new, found.field, found.new))
        lines.append(
            f'{escape(field_words(found.field))}: <s style="color:{tokens.problem}">{before}</s> '
            f'\u2192 <span style="color:{tokens.ok}">{after}</span>'
        )
    return "<br/>".join(lines)


def _section(template: Template, key: Fact) -> str:
    titles = {section.key: section.title for section in template.sections}
    return f"\u201c{titles.get(str(key), str(key))}\u201d"


def _word(template: Template, field: str, word: str) -> str:
    """One word of a fact: what a type, need, role, source or item is called; a figure with a true minus sign."""
    if field in _ITEM_FACTS and template.has_item(word):
        return f"\u201c{template.item(word).title}\u201d"
    if field.startswith("limits."):
        return word.replace("-", "\u2212", 1)
    said = _CALLED.get(field)
    return word if said is None else said(word)


_CALLED: Mapping[str, Callable[[str], str]] = {
    "type": lambda word: type_words(ItemType(word)),
    "needs": lambda word: NEEDS[Need(word)].split(" ", 1)[1],
    "roles": role_words,
    "prefill.source": lambda word: PREFILLS[PrefillSource(word)].casefold(),
    "kind": lambda word: kind_of(word).title,
    "prefill.kind": lambda word: kind_of(word).title,
}
