"""One fact of a record to be asked before a batch is signed: drawn at random, with answers beside it that could be true."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TypeAlias

from au_desktop.domain.checklists.answers import (
    AnswerValue,
    At,
    Chosen,
    Computed,
    Measured,
    Number,
    Timed,
)
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.runs import Run
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.number_text import rounded

Draw: TypeAlias = Callable[[int], int]
"""Draws one of so many places, counted from 0; the outside gives chance, a test what it likes."""

CHOICES = 4
_FACTORS = tuple(Decimal(text) for text in ("0.1", "0.5", "0.8", "1.25", "1.5", "2", "10"))
_MINUTES = (-95, -60, -35, -15, 15, 25, 40, 70, 120)
_FEWEST_DIGITS, _MOST_DIGITS = 2, 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a record says: the answer to an item, or, without one, the time of the work."""

    item: Item | None
    value: AnswerValue
    others: tuple[AnswerValue, ...]


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """What is asked of which record, and the answers to choose from, one of which is the record's."""

    run_id: RunId
    item: Item | None
    choices: tuple[AnswerValue, ...]
    right: int

    def is_right(self, chosen: int) -> bool:
        """Whether that choice is what the record says."""
        return chosen == self.right


def candidate_facts(template: Template, run: Run) -> tuple[Fact, ...]:
    """What can be asked of a record; the time of the work always can.

    Only what was shown should be in `run`: an answer that is hidden from the signer is left out before.
    """
    items = {item.key: item for item in template.items}
    found = [
        Fact(items[answer.item], answer.value, others)
        for answer in run.answers
        if answer.item in items
        and len(others := _others(items[answer.item], answer.value)) >= CHOICES - 1
    ]
    when = At(run.event_time)
    return (*found, Fact(None, when, _at_other_times(run.event_time)))


def question_of(
    template: Template, run: Run, draw: Draw, *, but: Iterable[str] = ()
) -> FactQuestion:
    """A question about one random fact; those about the items in `but` were asked before and come last."""
    asked = set(but)
    facts = candidate_facts(template, run)
    fresh = [fact for fact in facts if _key(fact) not in asked] or list(facts)
    fact = fresh[draw(len(fresh))]
    others = list(fact.others)
    choices: list[AnswerValue] = [others.pop(draw(len(others))) for _ in range(CHOICES - 1)]
    right = draw(CHOICES)
    choices.insert(right, fact.value)
    return FactQuestion(run.id, fact.item, tuple(choices), right)


def key_of(question: FactQuestion) -> str:
    """The item that a question is about; empty for the time of the work."""
    return "" if question.item is None else question.item.key


def _key(fact: Fact) -> str:
    return "" if fact.item is None else fact.item.key


def _others(item: Item, value: AnswerValue) -> tuple[AnswerValue, ...]:
    """Answers of the same shape that are not the record's."""
    others: tuple[AnswerValue, ...] = ()
    match value:
        case Measured(quantity):
            amounts = _amounts(quantity.amount)
            others = tuple(Measured(replace(quantity, amount=amount)) for amount in amounts)
        case Number(amount) | Computed(amount):
            others = tuple(replace(value, amount=other) for other in _amounts(amount))
        case At(moment):
            others = _at_other_times(moment)
        case Timed(Moment() as started, Moment() as stopped):
            others = tuple(
                Timed(_moved(started, minutes), _moved(stopped, minutes)) for minutes in _MINUTES
            )
        case Chosen((key,)) if item.type is ItemType.CHOICE:
            others = tuple(Chosen((one.key,)) for one in item.choices if one.key != key)
    return others


def _amounts(amount: Decimal) -> Sequence[Decimal]:
    """Amounts near and ten times off, each once, with as many digits as the record's; nothing is near zero."""
    digits = min(_MOST_DIGITS, max(_FEWEST_DIGITS, len(rounded(amount, 12).as_tuple().digits)))
    wanted = (rounded(amount * factor, digits) for factor in _FACTORS)
    return tuple(dict.fromkeys(other for other in wanted if other != amount))


def _at_other_times(moment: Moment) -> tuple[AnswerValue, ...]:
    return tuple(At(_moved(moment, minutes)) for minutes in _MINUTES)


def _moved(moment: Moment, minutes: int) -> Moment:
    return Moment(moment.utc + timedelta(minutes=minutes), moment.offset_minutes)
