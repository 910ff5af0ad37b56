"""What a treatment checklist says of a single answer that is out of the ordinary, everything else as usual."""

from decimal import Decimal

from au_desktop.domain.checklists.answers import AnswerValue, At, Chosen, Measured, Number, Timed
from au_desktop.domain.checklists.applicability import visible_items
from au_desktop.domain.checklists.runs import answers_by_item
from au_desktop.domain.checklists.verdicts import Severity, verdict
from au_desktop.domain.quantities import Activity
from tests.checklist_examples import NOON, later
from tests.shipped_checklists import filled, shipped

STOP, ACTION, ATTENTION = Severity.CRITICAL_STOP, Severity.ACTION, Severity.ATTENTION


def findings(template_id: str, **given: AnswerValue) -> dict[str, Severity]:
    """The items that are pointed out, each with how much it asks of the reader."""
    template = shipped(template_id)
    found = verdict(template, filled(template, given))
    assert not found.missing, found.missing
    return {one.item: one.severity for one in found.items if one.severity is not Severity.INFO}


def asked(template_id: str, **given: AnswerValue) -> set[str]:
    """The items that apply."""
    template = shipped(template_id)
    run = filled(template, given)
    return {item.key for item in visible_items(template, answers_by_item(run.answers))}


def computed(template_id: str, item: str, **given: AnswerValue) -> Decimal:
    """The figure of a computed item."""
    answer = filled(shipped(template_id), given).answer(item)
    assert answer is not None
    return answer.value.amount


def number(template_id: str, item: str, amount: str) -> Number:
    """An amount in the item's usual unit."""
    return Number(Decimal(amount), (shipped(template_id).item(item).units or ("",))[0])


def activity(text: str) -> Measured:
    """An activity as it is typed."""
    return Measured(Activity.parse(text))


def pick(*keys: str) -> Chosen:
    """Chosen answers."""
    return Chosen(keys)


def minutes(length: int) -> Timed:
    """A timer that ran so long."""
    return Timed(NOON, later(length))


def at(minute: int) -> At:
    """A time, in minutes after noon."""
    return At(later(minute))
