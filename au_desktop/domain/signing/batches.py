"""A batch of signatures before it is signed: every record was shown, and one random fact of one of them was told right."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from au_desktop.domain.errors import DomainError
from au_desktop.domain.ids import RunId
from au_desktop.domain.signing.random_facts import FactQuestion, key_of

SlotKey: TypeAlias = tuple[RunId, int]
"""A signature that is waited for: the run and the position."""


class BatchIncomplete(DomainError):
    """A batch was to be asked about or signed before every record was shown, or signed before the fact was told."""

    def __init__(self, unseen: int) -> None:
        super().__init__(f"{unseen} records not shown")
        self.unseen = unseen


@dataclass(frozen=True, slots=True)
class Batch:
    """Which signatures, the digest of each record as it was shown, the open question, and whether one was answered right."""

    slots: tuple[SlotKey, ...]
    shown: tuple[tuple[SlotKey, str], ...] = ()
    question: FactQuestion | None = None
    asked: tuple[str, ...] = ()
    proven: bool = False

    @property
    def unseen(self) -> tuple[SlotKey, ...]:
        """Those whose record was not shown yet, in order."""
        seen = {slot for slot, _ in self.shown}
        return tuple(slot for slot in self.slots if slot not in seen)

    @property
    def ready(self) -> bool:
        """Whether it may be signed."""
        return self.proven and bool(self.slots) and not self.unseen


def with_shown(batch: Batch, slot: SlotKey, digest: str) -> Batch:
    """The batch after a record was shown with this digest."""
    kept = tuple(one for one in batch.shown if one[0] != slot)
    return replace(batch, shown=(*kept, (slot, digest)))


def without_slot(batch: Batch, slot: SlotKey) -> Batch:
    """The batch without a record that cannot be signed; a fact that was told before has to be told anew."""
    return Batch(
        tuple(one for one in batch.slots if one != slot),
        tuple(one for one in batch.shown if one[0] != slot),
        asked=batch.asked,
    )


def with_question(batch: Batch, question: FactQuestion) -> Batch:
    """The batch with a question; raises `BatchIncomplete` while a record was not shown."""
    if batch.unseen:
        raise BatchIncomplete(len(batch.unseen))
    return replace(batch, question=question, asked=(*batch.asked, key_of(question)))


def answered(batch: Batch, chosen: int) -> Batch:
    """The batch after an answer: right, it may be signed; wrong, the record has to be looked at again and another is asked.

    Raises:
        BatchIncomplete: nothing was asked.
    """
    question = batch.question
    if question is None:
        raise BatchIncomplete(len(batch.unseen))
    if question.is_right(chosen):
        return replace(batch, question=None, proven=True)
    kept = tuple(one for one in batch.shown if one[0][0] != question.run_id)
    return replace(batch, shown=kept, question=None, proven=False)


def require_ready(batch: Batch) -> None:
    """Refuse with `BatchIncomplete` what was not looked at."""
    if not batch.ready:
        raise BatchIncomplete(len(batch.unseen))
