"""Batch signing: every record is shown, one random fact is asked, then one passphrase signs each in a change of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from au_desktop.domain.canonical import Document
from au_desktop.domain.errors import DomainError
from au_desktop.domain.signing.batches import (
    Batch,
    BatchIncomplete,
    SlotKey,
    require_ready,
    with_question,
    with_shown,
)
from au_desktop.domain.signing.random_facts import Draw, question_of
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheet, RunSheets
from au_desktop.services.outcomes import Outcome
from au_desktop.services.statements.signing import Signing


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """One record of the batch as it is shown: the sheet, and the statement and record that would be signed."""

    slot: SlotKey
    sheet: RunSheet
    preview: Document


@dataclass(frozen=True, slots=True)
class RefusedSignature:
    """A record of the batch that was not signed, and why."""

    slot: SlotKey
    code: str
    why: DomainError


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of a batch: all or nothing for each record."""

    signed: tuple[SlotKey, ...]
    refused: tuple[RefusedSignature, ...]


class BatchSigning:
    """Use cases about several signatures at once; chance comes from the outside."""

    def __init__(self, signing: Signing, sheets: RunSheets, draw: Draw) -> None:
        self._signing, self._sheets, self._draw = signing, sheets, draw

    def begin(self, slots: Sequence[SlotKey]) -> Batch:
        """A batch of these signatures, of which nothing was shown yet."""
        return Batch(tuple(dict.fromkeys(slots)))

    def show(self, batch: Batch, slot: SlotKey) -> tuple[Batch, ShownRecord]:
        """Read one record for showing; the batch notes its digest, so that nothing else is signed.

        Raises:
            NotWaiting, NotYourSignature, RatingComesFirst: it cannot be signed by this person; see `without_slot`.
        """
        preview = self._signing.preview(*slot)
        shown = ShownRecord(slot, self._sheets.sheet(slot[0]), preview)
        return with_shown(batch, slot, str(preview["statement"]["record_digest"])), shown

    def ask(self, batch: Batch) -> Batch:
        """Draw one random fact of one random record.

        Raises:
            BatchIncomplete: a record was not shown.
        """
        if batch.unseen or not batch.slots:
            raise BatchIncomplete(len(batch.unseen))
        run_id, _ = batch.slots[self._draw(len(batch.slots))]
        sheet = self._sheets.sheet(run_id)
        question = question_of(sheet.template, sheet.run, self._draw, but=batch.asked)
        return with_question(batch, question)

    def sign(
        self,
        batch: Batch,
        passphrase: str,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Outcome[BatchReport]:
        """Unlock the key once and sign each record in a change of its own; one that is refused does not stop the others.

        Raises:
            BatchIncomplete: not everything was shown, or the fact was not told.
            WrongPassphrase: nothing was signed.
        """
        require_ready(batch)
        signer = self._signing.signer(passphrase)
        digests = dict(batch.shown)
        signed: list[SlotKey] = []
        refused: list[RefusedSignature] = []
        kinds: frozenset[Kind] = frozenset()
        for at, slot in enumerate(batch.slots, start=1):
            try:
                outcome = self._signing.sign_with(signer, *slot, digests[slot])
            except DomainError as error:
                refused.append(RefusedSignature(slot, self._code(slot), error))
            else:
                signed.append(slot)
                kinds |= outcome.changes.kinds
            progress(at, len(batch.slots))
        return Outcome(BatchReport(tuple(signed), tuple(refused)), Changes(kinds))

    def _code(self, slot: SlotKey) -> str:
        return run_code(self._sheets.sheet(slot[0]).run.number)
