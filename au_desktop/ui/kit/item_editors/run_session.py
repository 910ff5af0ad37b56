"""One run at work: loads its sheet, writes every answer at once and in order, and says what was really saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from au_desktop.domain.checklists.answers import AnswerValue, Reference
from au_desktop.domain.checklists.items import REFERENCE_TYPES, ItemType
from au_desktop.domain.checklists.verdicts import ItemFinding
from au_desktop.domain.errors import OutsideError
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.moments import Moment
from au_desktop.domain.safety.instruments import Fitness
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.services.outcomes import Outcome, Undo
from au_desktop.services.statements.signing import JudgedSignature
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.item_editors.draft_keeper import DraftKeeper
from au_desktop.ui.kit.item_editors.item_editor import Pick
from au_desktop.ui.kit.item_editors.refusal_words import item_reason
from au_desktop.ui.kit.operations import Runner

_WARNINGS = {
    Fitness.CALIBRATION_DUE_SOON: "calibration due soon",
    Fitness.CALIBRATION_OVERDUE: "calibration overdue",
    Fitness.NEVER_CALIBRATED: "never calibrated",
}


@dataclass(frozen=True, slots=True)
class RunView:
    """What a page shows of a run: the sheet, its signatures with their validity, and what can be chosen from."""

    sheet: RunSheet
    signatures: tuple[JudgedSignature, ...]


class RunSession(QObject):
    """Emits `shown(RunView)` after each step; `refused(item, words)` beside an item; `failed(error)` for the rest."""

    shown = Signal(object)
    refused = Signal(str, str)
    failed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    undo_offered = Signal(str, object)
    amended = Signal(object)

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
        self.drafts = DraftKeeper(services, operations, f"run/{run_id}", self)

    def now(self) -> Moment:
        """The moment now."""
        return self._services.desk.clock.now()

    def picks(self, kind: ItemType) -> Sequence[Pick]:
        """What can be chosen for an item of that type."""
        return self._picks.get(kind, ())

    def load(self, *, with_draft: bool = False) -> None:
        """Read the run anew; `with_draft` also brings back half-typed text."""

        def work() -> tuple[RunView, dict[ItemType, tuple[Pick, ...]], dict[PersonId, str]]:
            view = self._read()
            names = {person.id: person.name for person in self._services.access.people()}
            return view, _all_picks(self._services, view.sheet), names

        def done(
            read: tuple[RunView, dict[ItemType, tuple[Pick, ...]], dict[PersonId, str]],
        ) -> None:
            self._picks, self.people = read[1], read[2]
            self._show(read[0])
            if with_draft and read[0].sheet.run.is_draft:
                self.drafts.recall()

        self._operations.run(work, done, self._on_failed, self, "Loading")

    def is_pending(self, key: str) -> bool:
        """Whether an answer to that item is on its way to the file."""
        return self._pending.get(key, 0) > 0

    def answer(self, key: str, value: AnswerValue | None) -> None:
        """Give an answer, or take it back with None; a note that stands beside it stays."""
        if value is None:
            self._step(partial(self._services.checklist_work.clear, self.run_id, key), key)
            return
        note = self._note(key)
        self._step(
            partial(self._services.checklist_work.answer, self.run_id, key, value, note), key
        )

    def note(self, key: str, text: str) -> None:
        """Put a note beside the answer, or take it away with empty text."""
        answer = None if self.view is None else self.view.sheet.run.answer(key)
        if answer is not None:
            work = partial(
                self._services.checklist_work.answer, self.run_id, key, answer.value, text
            )
            self._step(work, key)

    def override(self, key: str, reason: str) -> None:
        """Record why a critical item may be passed."""
        self._step(partial(self._services.checklist_work.override, self.run_id, key, reason), key)

    def set_event_time(self, at: Moment) -> None:
        """Correct when the work happened."""
        self._step(partial(self._services.checklist_work.set_event_time, self.run_id, at))

    def submit(self, done: Callable[[], None] | None = None, late_reason: str = "") -> None:
        """Declare the answers final; `late_reason` says why the checklist was begun late."""
        submit = partial(self._services.checklist_work.submit, self.run_id, late_reason)
        self._step(submit, then=done)

    def take_back(self, reason: str) -> None:
        """Make a submitted run a draft again."""
        self._step(partial(self._services.checklist_work.take_back, self.run_id, reason))

    def void(self, reason: str) -> None:
        """Take the run out of use."""
        self._step(partial(self._services.checklist_work.void, self.run_id, reason))

    def amend(self, reason: str) -> None:
        """Begin a run that replaces this one; `amended` brings its id."""

        def done(outcome: Outcome[RunId]) -> None:
            self._tell(outcome)
            self.amended.emit(outcome.value)

        work = partial(self._services.checklist_work.amend, self.run_id, reason)
        self._operations.run(work, done, self._on_failed, self, "Amending")

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

    def _read(self) -> RunView:
        sheet = self._services.run_sheets.sheet(self.run_id)
        signatures = self._services.signing.signatures(self.run_id) if sheet.sealed else ()
        return RunView(sheet, signatures)

    def _show(self, view: RunView) -> None:
        self.view = view
        self.shown.emit(view)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.telling = True
        self._changes.tell(outcome.changes)
        self.telling = False
        if outcome.undo is not None:
            self.undo_offered.emit(outcome.undo.label, partial(self._undo, outcome.undo))

    def _undo(self, undo: Undo) -> None:
        self._step(undo.run)


def _all_picks(services: Services, sheet: RunSheet) -> dict[ItemType, tuple[Pick, ...]]:
    kinds = {item.type for item in sheet.template.items} & REFERENCE_TYPES
    readers: dict[ItemType, Callable[[], tuple[Pick, ...]]] = {
        ItemType.PERSON: partial(_people, services),
        ItemType.INSTRUMENT: partial(_instruments, services, sheet),
        ItemType.ROOM: partial(_rooms, services),
        ItemType.DRUG: partial(_drugs, services),
    }
    return {kind: readers[kind]() for kind in kinds}


def _people(services: Services) -> tuple[Pick, ...]:
    return tuple(
        Pick(Reference("person", person.name, person.id), person.role.value)
        for person in services.access.people()
        if person.active
    )


def _instruments(services: Services, sheet: RunSheet) -> tuple[Pick, ...]:
    day = sheet.run.event_time.local.date()
    return tuple(
        Pick(
            Reference("instrument", one.name, one.id),
            one.kind.value,
            _WARNINGS.get(one.fitness_on(day), ""),
        )
        for one in services.facilities.instruments()
        if not one.retired
    )


def _rooms(services: Services) -> tuple[Pick, ...]:
    return tuple(
        Pick(Reference("room", room.name, room.id), room.use.value)
        for room in services.facilities.rooms()
        if not room.retired
    )


def _drugs(services: Services) -> tuple[Pick, ...]:
    return tuple(
        Pick(Reference("drug", drug.title, drug_id=drug.id))
        for drug in services.desk.reference.drugs.values()
    )
