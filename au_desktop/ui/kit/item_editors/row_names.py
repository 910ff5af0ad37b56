"""What a screen reader says of an item: what is asked, the answer, the limits, and what needs attention."""

from decimal import Decimal

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.limits import Limits
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.verdicts import FindingReason, ItemFinding
from au_desktop.services.wording.finding_sentences import SEVERITIES
from au_desktop.settings import Settings
from au_desktop.ui.kit.item_editors.answer_words import amount_words, answer_words
from au_desktop.ui.kit.item_editors.finding_words import finding_words

OPEN = "not answered"


def row_name(
    template: Template,
    item: Item,
    answer: Answer | None,
    findings: tuple[ItemFinding, ...],
    settings: Settings,
) -> str:
    """Such as "Assay activity: 200 mCi (7.4 GBq). Limits: action below 160 mCi. Action: ..."."""
    said = OPEN if answer is None else answer_words(item, answer.value, settings)
    parts = [f"{item.title}: {said}"]
    if item.limits is not None:
        parts.append(f"Limits: {limits_words(item.limits)}")
    parts.extend(
        f"{SEVERITIES[found.severity]}: {finding_words(template, found)}"
        for found in findings
        if found.reason is not FindingReason.NO_LONGER_APPLIES
    )
    return ". ".join(part.removesuffix(".") for part in parts)


def limits_words(limits: Limits) -> str:
    """Each limit with its side and what it asks for, from the lowest."""
    sides = (
        ("action below", limits.low_action),
        ("attention below", limits.low_attention),
        ("attention above", limits.high_attention),
        ("action above", limits.high_action),
    )
    return ", ".join(_side(words, figure, limits) for words, figure in sides if figure is not None)


def _side(words: str, figure: Decimal, limits: Limits) -> str:
    at = " or at" if limits.limit_counts else ""
    return f"{words}{at} {amount_words(figure, limits.unit)}"
