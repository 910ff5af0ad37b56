"""A checklist filled in memory to try a template out: answers, computed items, verdict; nothing of it is ever stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.checklists.answer_checks import validate_answer
from au_desktop.domain.checklists.answers import Answer, Override
from au_desktop.domain.checklists.applicability import progress, visible_sections
from au_desktop.domain.checklists.computing import Stamp, compute_items
from au_desktop.domain.checklists.runs import (
    Run,
    Subject,
    answers_by_item,
    with_answer,
    with_answers,
    with_override,
    without_answer,
)
from au_desktop.domain.checklists.verdicts import Verdict, verdict
from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import RunId
from au_desktop.ui.kit.item_editors.refusal_words import item_reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.domain.checklists.answers import AnswerValue
    from au_desktop.domain.checklists.computing import Formulas
    from au_desktop.domain.checklists.items import Item
    from au_desktop.domain.checklists.templates import Section, Template
    from au_desktop.domain.checklists.verdicts import ItemFinding
    from au_desktop.domain.moments import Moment
    from au_desktop.domain.people import Actor

_NOBODYS_RUN = RunId(UUID(int=0))


class TrialRun(QObject):
    """Emits `changed` after each answer, `refused(item, words)` for one that the item does not take."""

    changed = Signal()
    refused = Signal(str, str)

    def __init__(
        self,
        template: Template,
        formulas: Formulas,
        actor: Actor,
        now: Callable[[], Moment],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._formulas, self._actor, self._now = formulas, actor, now
        self.template = template
        self.run = self._begun(())
        self.verdict: Verdict = verdict(template, self.run, formulas)

    def take_template(self, template: Template) -> None:
        """Go on with a changed template; answers that its items still take are kept."""
        self.template = template
        items = {item.key: item for item in template.items}
        kept = tuple(
            answer
            for answer in self.run.answers
            if answer.item in items and _still_taken(items[answer.item], answer.value)
        )
        self._settle(self._begun(kept))

    def answer(self, key: str, value: AnswerValue | None) -> None:
        """Give an answer, or take it back with None."""
        if value is None:
            self._settle(without_answer(self.run, key))
        else:
            self._give(key, value, "")
        self.changed.emit()

    def note(self, key: str, text: str) -> None:
        """Put a note beside an answer."""
        answer = self.run.answer(key)
        if answer is not None:
            self._give(key, answer.value, text)
            self.changed.emit()

    def override(self, key: str, reason: str) -> None:
        """Say why a critical item may be passed."""
        passed = Override(reason, self._actor.person_id, self._actor.role, self._now())
        try:
            self.run = with_override(self.run, key, passed)
        except DomainError as error:
            self.refused.emit(key, item_reason(error))
        self._settle(self.run)
        self.changed.emit()

    def clear(self) -> None:
        """Forget every answer."""
        self._settle(self._begun(()))
        self.changed.emit()

    def sections(self) -> tuple[tuple[Section, tuple[Item, ...]], ...]:
        """What applies to the answers so far."""
        return visible_sections(self.template, answers_by_item(self.run.answers))

    def applies(self, key: str) -> bool:
        """Whether the item applies now."""
        return any(item.key == key for _, items in self.sections() for item in items)

    def findings_of(self, key: str) -> tuple[ItemFinding, ...]:
        """What the verdict says of one item."""
        return tuple(found for found in self.verdict.items if found.item == key)

    def count_words(self) -> str:
        """Such as "3 of 12 items"."""
        counts = progress(self.template, answers_by_item(self.run.answers))
        answered = sum(one.answered for one in counts)
        return f"{answered} of {sum(one.applicable for one in counts)} items"

    def _give(self, key: str, value: AnswerValue, note: str) -> None:
        try:
            validate_answer(self.template.item(key), value)
        except DomainError as error:
            self.refused.emit(key, item_reason(error))
            return
        answer = Answer(key, value, self._actor.person_id, self._now(), note)
        self._settle(with_answer(self.run, answer))

    def _settle(self, run: Run) -> None:
        stamp = Stamp(self._actor.person_id, self._now())
        computed = compute_items(
            self.template, answers_by_item(run.answers), self._formulas, stamp
        )
        self.run = with_answers(run, computed.values())
        self.verdict = verdict(self.template, self.run, self._formulas)

    def _begun(self, answers: tuple[Answer, ...]) -> Run:
        now = self._now()
        run = Run(
            id=_NOBODYS_RUN,
            number=0,
            template_id=self.template.id,
            template_version=self.template.version,
            template_digest="",
            subject=Subject(),
            event_time=now,
            entry_time=now,
            started_by=self._actor.person_id,
        )
        return replace(run, answers=answers)


def _still_taken(item: Item, value: AnswerValue) -> bool:
    try:
        validate_answer(item, value)
    except DomainError:
        return False
    return True
