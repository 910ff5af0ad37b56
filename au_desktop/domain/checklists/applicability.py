"""Which items of a template apply to the answers given so far, which are missing, and how far a run has come."""

from collections.abc import Mapping
from dataclasses import dataclass

from au_desktop.domain.checklists.amounts import limit_tokens
from au_desktop.domain.checklists.answers import Answer, Timed, answer_tokens
from au_desktop.domain.checklists.conditions import holds
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.templates import Section, Template


def visible_items(template: Template, answers: Mapping[str, Answer]) -> tuple[Item, ...]:
    """The items that apply, in the order of the work.

    An answer to an item that no longer applies is not asked, so nothing hangs on it. The order in which answers were given
    makes no difference.
    """
    return tuple(item for _, items in visible_sections(template, answers) for item in items)


def visible_sections(
    template: Template, answers: Mapping[str, Answer]
) -> tuple[tuple[Section, tuple[Item, ...]], ...]:
    """The sections that apply, each with its items that apply."""
    given: dict[str, frozenset[str]] = {}
    shown: list[tuple[Section, tuple[Item, ...]]] = []
    for section in template.sections:
        if not holds(section.condition, given.get):
            continue
        items: list[Item] = []
        for item in section.items:
            if not holds(item.condition, given.get):
                continue
            items.append(item)
            answer = answers.get(item.key)
            if answer is not None and is_complete(answer):
                given[item.key] = answer_tokens(answer.value) | limit_tokens(item, answer)
        shown.append((section, tuple(items)))
    return tuple(shown)


def is_complete(answer: Answer) -> bool:
    """Whether the answer is final; a timer that still runs is not."""
    return not (isinstance(answer.value, Timed) and answer.value.stopped is None)


def missing_items(template: Template, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The keys of the items that must still be answered, in the order of the work.

    A computed item is missing only while one of its inputs is; what cannot be computed from answered inputs is a finding.
    """
    awaited: set[str] = set()
    missing: list[str] = []
    for item in visible_items(template, answers):
        answer = answers.get(item.key)
        if (answer is not None and is_complete(answer)) or not _is_open(item, awaited):
            continue
        awaited.add(item.key)
        if item.required:
            missing.append(item.key)
    return tuple(missing)


def _is_open(item: Item, awaited: set[str]) -> bool:
    """Whether an unanswered item waits for a person; a computed one does while an input of it waits."""
    if item.type is not ItemType.COMPUTED:
        return True
    sources = () if item.formula is None else item.formula.arguments
    return any(source in awaited for _, source in sources)


def no_longer_applying(template: Template, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The keys of answered items that do not apply any more; their answers are kept."""
    visible = {item.key for item in visible_items(template, answers)}
    return tuple(key for key in answers if key not in visible)


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How many of a section's items that apply are answered."""

    section: str
    title: str
    answered: int
    applicable: int


def progress(template: Template, answers: Mapping[str, Answer]) -> tuple[SectionProgress, ...]:
    """How far each section that applies has come."""
    return tuple(
        SectionProgress(
            section.key,
            section.title,
            sum(item.key in answers and is_complete(answers[item.key]) for item in items),
            len(items),
        )
        for section, items in visible_sections(template, answers)
    )
