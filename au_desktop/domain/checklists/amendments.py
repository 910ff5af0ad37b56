"""What an amendment changed: each item of the two versions side by side."""

from dataclasses import dataclass
from enum import StrEnum

from au_desktop.domain.checklists.answers import Answer
from au_desktop.domain.checklists.items import Item
from au_desktop.domain.checklists.runs import Run, answers_by_item
from au_desktop.domain.checklists.templates import Section, Template


class AnswerChange(StrEnum):
    """How an answer of the newer version differs from the earlier one."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    NOTE = "only the note"
    OVERRIDE = "only the reason to pass it"


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """One item with its answer in both versions."""

    section: Section
    item: Item
    before: Answer | None
    after: Answer | None

    @property
    def change(self) -> AnswerChange:
        """What became of it; who answered and when does not count as a change."""
        before, after = self.before, self.after
        change = AnswerChange.SAME
        if before is None or after is None:
            change = AnswerChange.ADDED if before is None else AnswerChange.REMOVED
        elif before.value != after.value:
            change = AnswerChange.CHANGED
        elif before.note != after.note:
            change = AnswerChange.NOTE
        elif before.override != after.override:
            change = AnswerChange.OVERRIDE
        return change


def answer_pairs(template: Template, old: Run, new: Run) -> tuple[AnswerPair, ...]:
    """Every item that either version answers, in the order of the template both were filled with."""
    before, after = answers_by_item(old.answers), answers_by_item(new.answers)
    return tuple(
        AnswerPair(section, item, before.get(item.key), after.get(item.key))
        for section in template.sections
        for item in section.items
        if item.key in before or item.key in after
    )
