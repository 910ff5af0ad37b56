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
    for another figure. Where the result is gone, so is the answer, save a reasoned skip.
    """
    updated = dict(answers)
    computed = [item for item in template.items if item.type is ItemType.COMPUTED]
    for item in computed:
        visible = item.key in {shown.key for shown in visible_items(template, updated)}
        result = _result(item, updated, formulas) if visible else None
        _settle(updated, item.key, result, stamp)
    return updated


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


def _settle(answers: dict[str, Answer], key: str, result: Computed | None, stamp: Stamp) -> None:
    earlier = answers.get(key)
    if result is None:
        if earlier is not None and not isinstance(earlier.value, Skipped):
            del answers[key]
    elif earlier is None:
        answers[key] = Answer(key, result, stamp.by, stamp.at)
    elif earlier.value != result:
        answers[key] = replace(earlier, value=result, by=stamp.by, at=stamp.at, override=None)
