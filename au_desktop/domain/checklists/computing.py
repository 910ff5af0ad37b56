"""Fills the computed items of a run by handing earlier answers to named formulas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from au_desktop.domain.checklists.answers import Answer, AnswerValue, Computed, Skipped
from au_desktop.domain.checklists.applicability import visible_items
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.units import in_unit
from au_desktop.domain.ids import PersonId
from au_desktop.domain.moments import Moment

Formulas = Callable[[str, Mapping[str, AnswerValue]], Computed | None]
"""Gives the result of a named formula for these arguments, or None where they do not suffice."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who gave an answer, and when."""

    by: PersonId
    at: Moment


def compute_items(
    template: Template, answers: Mapping[str, Answer], formulas: Formulas, stamp: Stamp
) -> dict[str, Answer]:
    """The answers with every computed item brought up to date, in their order, new ones at the end.

    An unchanged result keeps its answer with who, when, note and override. A changed one loses its override: it was given
    for another figure. Where the result is gone, so is the answer, save a reasoned skip. An answer to an item that no longer
    applies is not reckoned with.
    """
    updated = dict(answers)
    visible = _visible_keys(template, updated)
    for item in template.items:
        if item.type is not ItemType.COMPUTED:
            continue
        asked = {key: answer for key, answer in updated.items() if key in visible}
        result = _result(item, asked, formulas) if item.key in visible else None
        if _settle(updated, item.key, result, stamp):
            visible = _visible_keys(template, updated)
    return updated


def _visible_keys(template: Template, answers: Mapping[str, Answer]) -> set[str]:
    return {item.key for item in visible_items(template, answers)}


def _result(item: Item, answers: Mapping[str, Answer], formulas: Formulas) -> Computed | None:
    if item.formula is None:
        return None
    arguments = {
        name: answers[source].value
        for name, source in item.formula.arguments
        if source in answers and not isinstance(answers[source].value, Skipped)
    }
    result = formulas(item.formula.name, arguments)
    if result is None:
        return None
    unit = item.units[0] if item.units else ""
    amount = in_unit(result.amount, result.unit, unit)
    return None if amount is None else Computed(amount, unit, item.formula.name)


def _settle(answers: dict[str, Answer], key: str, result: Computed | None, stamp: Stamp) -> bool:
    """Put the result in its place; true where the item is answered now and was not, or the other way round."""
    earlier = answers.get(key)
    if result is None:
        if earlier is None or isinstance(earlier.value, Skipped):
            return False
        del answers[key]
        return True
    if earlier is None:
        answers[key] = Answer(key, result, stamp.by, stamp.at)
        return True
    if earlier.value != result:
        answers[key] = replace(earlier, value=result, by=stamp.by, at=stamp.at, override=None)
    return False
