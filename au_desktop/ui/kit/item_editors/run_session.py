"""One run at work: loads its sheet, writes every answer at once and in order, and says what was really saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.checklists.answers import Answer, AnswerValue
from au_desktop.domain.checklists.items import Item, ItemType
from au_desktop.domain.checklists.plausibility import doubt_about
from au_desktop.domain.checklists.runs import answers_by_item
from au_desktop.domain.checklists.verdicts import ItemFinding
from au_desktop.domain.errors import OutsideError
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.people import Actor
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.checklist_work import ChecklistWork
from au_desktop.services.checklists.hand_over import Answering
from au_desktop.services.checklists.run_sheets import RunSheet, RunSheets
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.doubt_words import doubt_words
from au_desktop.ui.kit.item_editors.draft_keeper import DraftKeeper
from au_desktop.ui.kit.item_editors.item_editor import Pick
from au_desktop.ui.kit.item_editors.refusal_words import item_reason
from au_desktop.ui.kit.item_editors.run_picks import Surroundings, surroundings
from au_desktop.ui.kit.operations import Runner


@dataclass(frozen=True, slots=True)
class RunView:
    """What a page shows of a run: the sheet, its signatures with their validity, and what can be chosen from."""

    sheet: RunSheet
    signatures: tuple[JudgedSignature, ...]


class RunSession(QObject):
    """Emits `shown(RunView)` after each step; `refused(item, words)` beside an item; `failed(error)` for the rest.

    `handed(Actor)` says who answers from here on: the person at work, or someone who unlocked at this device.
    """

    shown = Signal(object)
    refused = Signal(str, str)
    failed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    undo_offered = Signal(str, object)
    amended = Signal(object)
    handed = Signal(object)

    def __init__(
        self,
        services: Services,
        operations: Runner,
        changes: ChangesBus,
        run_id: RunId,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._operations, self._changes = services, operations, changes
        self.run_id = run_id
        self.view: RunView | None = None
        self.telling = False
        self._pending: dict[str, int] = {}
        self._picks: dict[ItemType, tuple[Pick, ...]] = {}
        self.people: dict[PersonId, str] = {}
        self._nearby: tuple[Pick, ...] = ()
        self._offers: dict[str, AnswerValue] = {}
        self._answering: Answering | None = None
        self.drafts = DraftKeeper(services, operations, f"run/{run_id}", self)

    def now(self) -> Moment:
        """The moment now."""
        return self._services.desk.clock.now()

    def picks(self, kind: ItemType) -> Sequence[Pick]:
        """What can be chosen for an item of that type."""
        return self._picks.get(kind, ())

    def nearby(self) -> Sequence[Pick]:
        """The people of this run, for one tap."""
        return self._nearby

    @property
    def actor(self) -> Actor:
        """Who answers now."""
        return self._services.desk.actor if self._answering is None else self._answering.actor

    @property
    def handed_over(self) -> bool:
        """Whether someone else than the person at work answers."""
        return self._answering is not None

    def hand_over(
        self, person_id: PersonId, passphrase: str, failed: Callable[[Exception], None]
    ) -> None:
        """Let someone else answer who unlocks with their passphrase."""

        def done(outcome: Outcome[Answering]) -> None:
            self._answering = outcome.value
            self._tell(outcome)
            self.handed.emit(self.actor)
            self.load()

        take = partial(self._services.hand_over.take, self.run_id, person_id, passphrase)
        self._operations.run(take, done, failed, self, "Unlocking")

    def hand_back(self) -> None:
        """The person at work answers again."""
        if self._answering is not None:
            self._answering = None
            self.handed.emit(self.actor)
            self.load()

    def doubt(self, item: Item, value: AnswerValue) -> str:
        """What is to be asked before this amount is taken; empty where nothing speaks against it."""
        if self.view is None:
            return ""
        sheet = self.view.sheet
        answers: dict[str, Answer] = answers_by_item(sheet.run.answers)
        found = doubt_about(item, value, answers, self._offers)
        return "" if found is None else doubt_words(sheet.template, value, found)

    def load(self, *, with_draft: bool = False) -> None:
        """Read the run anew; `with_draft` also brings back half-typed text."""

        def work() -> tuple[RunView, Surroundings]:
            view = self._read()
            return view, surroundings(self._services, view.sheet, self.actor)

        def done(read: tuple[RunView, Surroundings]) -> None:
            view, around = read
            self._picks, self._nearby, self.people = around.picks, around.nearby, around.names
            self._show(view)
            if with_draft and view.sheet.run.is_draft:
                self.drafts.recall()

        self._operations.run(work, done, self._on_failed, self, "Loading")

    def is_pending(self, key: str) -> bool:
        """Whether an answer to that item is on its way to the file."""
        return self._pending.get(key, 0) > 0

    def answer(self, key: str, value: AnswerValue | None) -> None:
        """Give an answer, or take it back with None; a note that stands beside it stays."""
        if value is None:
            self._step(partial(self._work.clear, self.run_id, key), key)
            return
        note = self._note(key)
        self._step(partial(self._work.answer, self.run_id, key, value, note), key)

    def note(self, key: str, text: str) -> None:
        """Put a note beside the answer, or take it away with empty text."""
        answer = None if self.view is None else self.view.sheet.run.answer(key)
        if answer is not None:
            work = partial(self._work.answer, self.run_id, key, answer.value, text)
            self._step(work, key)

    def override(self, key: str, reason: str) -> None:
        """Record why a critical item may be passed."""
        self._step(partial(self._work.override, self.run_id, key, reason), key)

    def set_event_time(self, at: Moment) -> None:
        """Correct when the work happened."""
        self._step(partial(self._work.set_event_time, self.run_id, at))

    def submit(self, done: Callable[[], None] | None = None, late_reason: str = "") -> None:
        """Declare the answers final; `late_reason` says why the checklist was begun late."""
        submit = partial(self._work.submit, self.run_id, late_reason)
        self._step(submit, then=done)

    def take_back(self, reason: str) -> None:
        """Make a submitted run a draft again."""
        self._step(partial(self._work.take_back, self.run_id, reason))

    def void(self, reason: str) -> None:
        """Take the run out of use."""
        self._step(partial(self._work.void, self.run_id, reason))

    def amend(self, reason: str) -> None:
        """Begin a run that replaces this one; `amended` brings its id."""

        def done(outcome: Outcome[RunId]) -> None:
            self._tell(outcome)
            self.amended.emit(outcome.value)

        work = partial(self._work.amend, self.run_id, reason)
        self._operations.run(work, done, self._on_failed, self, "Amending")

    def carry_out(self, change: Callable[[], Outcome[Any]]) -> None:
        """Any other step with this run, such as asking for one more signature."""
        self._step(change)

    def signed(self, outcome: Outcome[Any]) -> None:
        """A signature was given: tell the other views and read anew."""
        self._tell(outcome)
        self.load()

    def findings_of(self, key: str) -> tuple[ItemFinding, ...]:
        """What the verdict says of one item."""
        if self.view is None:
            return ()
        return tuple(found for found in self.view.sheet.verdict.items if found.item == key)

    def _note(self, key: str) -> str:
        answer = None if self.view is None else self.view.sheet.run.answer(key)
        return "" if answer is None else answer.note

    def _step(
        self,
        change: Callable[[], Outcome[Any]],
        key: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Change and read in one go: what is shown is what the file holds."""

        def work() -> tuple[Outcome[Any], RunView]:
            return change(), self._read()

        def done(result: tuple[Outcome[Any], RunView]) -> None:
            self._settle(key)
            self._show(result[1])
            self._tell(result[0])
            if not self._pending:
                self.saved.emit(self.now())
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self._settle(key)
            self._on_step_failed(key, error)

        if key:
            self._pending[key] = self._pending.get(key, 0) + 1
        self.saving.emit()
        self._operations.run(work, done, failed, self, "Saving")

    def _settle(self, key: str) -> None:
        if key and self._pending.get(key, 0) > 1:
            self._pending[key] -= 1
        else:
            self._pending.pop(key, None)

    def _on_step_failed(self, key: str, error: Exception) -> None:
        if self.view is not None:
            self._show(self.view)
        if key and not isinstance(error, OutsideError):
            self.refused.emit(key, item_reason(error))
        else:
            self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    @property
    def _work(self) -> ChecklistWork:
        answering = self._answering
        return self._services.checklist_work if answering is None else answering.work

    def _read(self) -> RunView:
        answering = self._answering
        sheets: RunSheets = self._services.run_sheets if answering is None else answering.sheets
        sheet = sheets.sheet(self.run_id)
        signatures = self._services.signing.signatures(self.run_id) if sheet.sealed else ()
        return RunView(sheet, signatures)

    def _show(self, view: RunView) -> None:
        self.view = view
        self._offers |= view.sheet.offers
        self.shown.emit(view)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.telling = True
        self._changes.tell(outcome.changes)
        self.telling = False
        if outcome.undo is not None:
            self.undo_offered.emit(outcome.undo.label, partial(self._undo, outcome.undo))

    def _undo(self, undo: Undo) -> None:
        self._step(undo.run)
