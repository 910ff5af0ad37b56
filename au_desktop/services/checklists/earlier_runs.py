"""First answers from earlier checklists: what was measured in the assay is offered in the administration.

The answer comes from the newest submitted run of the kind about the same case; a run without a case looks for one about the
same room and instrument, as far as it names them. What a person confirms, the part that the trainee took, a timer and a skip
are never carried over.
"""

from dataclasses import dataclass

from au_desktop.domain.checklists.answer_checks import AnswerRefused, validate_answer
from au_desktop.domain.checklists.answers import (
    AnswerValue,
    Computed,
    Confirmed,
    Measured,
    Number,
    PartTaken,
    Skipped,
    Timed,
)
from au_desktop.domain.checklists.items import Item, ItemType, PrefillSource
from au_desktop.domain.checklists.runs import Run, Subject
from au_desktop.domain.checklists.templates import Template
from au_desktop.domain.checklists.units import kind_of_unit
from au_desktop.domain.ids import RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.quantities import quantity_of
from au_desktop.services.ports import UnitOfWork

_NEVER_CARRIED = Confirmed | PartTaken | Skipped | Timed


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """The run that an offered answer comes from, as people know it."""

    run_id: RunId
    number: int
    title: str
    at: Moment


def earlier_offers(
    uow: UnitOfWork, run: Run, template: Template
) -> dict[str, tuple[AnswerValue, EarlierRun]]:
    """The offered answer to each unanswered item that takes one from an earlier run, and where it comes from."""
    found: dict[str, Run | None] = {}
    offers: dict[str, tuple[AnswerValue, EarlierRun]] = {}
    for item in template.items:
        prefill = item.prefill
        if prefill is None or prefill.source is not PrefillSource.EARLIER_RUN:
            continue
        if run.answer(item.key) is not None:
            continue
        if prefill.kind not in found:
            found[prefill.kind] = _newest(uow, prefill.kind, run.subject)
        earlier = found[prefill.kind]
        value = None if earlier is None else _carried(earlier, prefill.item, item)
        if earlier is not None and value is not None:
            title = uow.templates.get(earlier.template_digest).title
            source = EarlierRun(earlier.id, earlier.number, title, earlier.event_time)
            offers[item.key] = (value, source)
    return offers


def _newest(uow: UnitOfWork, kind: str, subject: Subject) -> Run | None:
    run_id = uow.runs.newest_of_kind(kind, subject)
    return None if run_id is None else uow.runs.get(run_id)


def _carried(earlier: Run, key: str, item: Item) -> AnswerValue | None:
    answer = earlier.answer(key)
    if answer is None or isinstance(answer.value, _NEVER_CARRIED):
        return None
    value = _entered(answer.value, item) if isinstance(answer.value, Computed) else answer.value
    try:
        validate_answer(item, value)
    except AnswerRefused:
        return None
    return value


def _entered(computed: Computed, item: Item) -> AnswerValue:
    """A figure that was computed there is entered here, as the kind of answer that the item takes."""
    kind = kind_of_unit(computed.unit)
    if item.type is ItemType.QUANTITY and kind is not None:
        return Measured(quantity_of(kind, computed.amount, computed.unit))
    return Number(computed.amount, computed.unit)
