"""The signing page: what waits for me or anyone, signatures given, changed cases, safety records and attestations."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget

from au_desktop.domain.ids import RunId
from au_desktop.domain.signing.batches import SlotKey
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import ChangedCaseRow, SignatureRow, WaitingRow
from au_desktop.services.statements.batch_signing import BatchReport
from au_desktop.settings import Settings
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.return_dialog import ReturnDialog
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.sign_off_dialog import SignOffDialog, sign_run
from au_desktop.ui.kit.targets import record_id
from au_desktop.ui.signing.attestation_list import AttestationList
from au_desktop.ui.signing.batch_sign_dialog import BatchSignDialog, sign_batch
from au_desktop.ui.signing.changed_cases_list import ChangedCasesList
from au_desktop.ui.signing.given_list import GivenList
from au_desktop.ui.signing.record_list import RecordList
from au_desktop.ui.signing.waiting_list import MINE, WaitingList


class SigningPage(Page):
    """Five tabs: waiting, given, changed cases, safety records, and attestations."""

    watches = frozenset(
        {Kind.RUN, Kind.SIGN_OFF, Kind.STATEMENT, Kind.CASE, Kind.HOURS, Kind.SAFETY}
    )

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        super().__init__("Signing", help_topic="signing")
        self._services, self._operations = services, operations
        self._changes, self._settings = changes, settings
        self.dialog: SignOffDialog | None = None
        self.batch: BatchSignDialog | None = None
        self.returning: ReturnDialog | None = None
        self._returned_row: WaitingRow | None = None
        self.queue = WaitingList(services, operations)
        self.waiting = self.queue.panel
        self.history = GivenList(services, operations, settings)
        self.given = self.history.panel
        self.changed = ChangedCasesList(services, operations, settings)
        self.attestations = AttestationList(services, operations, settings)
        self.records = RecordList(SectionContext(services, operations, changes, settings))
        self.tabs = named(QTabWidget(), "Signatures")
        self.tabs.addTab(self.queue, "Waiting")
        self.tabs.addTab(self.history, "Given")
        self.tabs.addTab(self.changed, "Changed since signed")
        self.tabs.addTab(self.records, "Safety records")
        self.tabs.addTab(self.attestations, "Attestations")
        self.content.addWidget(self.tabs, 1)
        self._wire()

    def refresh(self) -> None:
        """Read the lists again."""
        self.queue.load()
        self.attestations.mark()
        self.records.mark()
        self.changed.mark()
        self.history.load()

    def open_target(self, target: object) -> None:
        """Mark the first waiting signature of a run; everyone's are shown when none of mine is of that run."""
        self.tabs.setCurrentWidget(self.queue)
        self.queue.mark_run(record_id(target))

    def find_in_page(self) -> bool:
        """Put the cursor in the search field."""
        return self.waiting.find_in_page()

    def sign_row(self, row: WaitingRow) -> None:
        """Open the dialog for a signature; one of another role can be given by that person here."""
        self._sign(RunId(row.run_id), row.position)

    def open_row(self, row: WaitingRow) -> None:
        """Enter signs what is mine, and opens another's checklist."""
        if self._services.signing.is_mine(row):
            self.sign_row(row)
        else:
            self._open_run(row)

    def sign_batch(self, slots: tuple[SlotKey, ...]) -> None:
        """Show and sign several records with one passphrase."""
        self.batch = sign_batch(self._services, self._operations, self._settings, slots, self)
        self.batch.signed.connect(self._on_batch_signed)

    def return_row(self, row: WaitingRow) -> None:
        """Ask why a checklist goes back, and send it."""
        run_id, self._returned_row = RunId(row.run_id), row
        self.returning = ReturnDialog(self._services, self._operations, run_id, row.code, self)
        self.returning.returned.connect(self._on_returned)
        self.returning.amend_wanted.connect(self._on_amend_wanted)
        self.returning.open()

    def sign_again(self, row: ChangedCaseRow) -> None:
        """Let a changed case be confirmed: the checklist gets one more signature as supervised."""
        work = partial(self._services.asked_signatures.ask_again, row.run_id)
        done = partial(self._on_asked_again, row)
        self._operations.run(work, done, self._on_failed, self, "Loading")

    def _on_asked_again(self, row: ChangedCaseRow, outcome: Outcome[int]) -> None:
        self._changes.tell(outcome.changes)
        self._sign(row.run_id, outcome.value)

    def _sign(self, run_id: RunId, position: int) -> None:
        slot = (run_id, position)
        self.dialog = sign_run(self._services, self._operations, self._settings, slot, self)
        self.dialog.signed.connect(self._on_signed)

    def _on_signed(self, outcome: Outcome[Any]) -> None:
        self._tell("Signed.", outcome)

    def _on_returned(self, outcome: Outcome[Any]) -> None:
        self._tell("Returned for correction.", outcome)

    def _on_amend_wanted(self) -> None:
        if self._returned_row is not None:
            self._open_run(self._returned_row)

    def _on_batch_signed(self, outcome: Outcome[BatchReport]) -> None:
        count = len(outcome.value.signed)
        self.queue.choose_none()
        self._tell(f"{count} signed.", outcome)

    def _on_records_signed(self, outcome: Outcome[int], words: str) -> None:
        self._tell(words, outcome)

    def _tell(self, words: str, outcome: Outcome[Any]) -> None:
        self.status_told.emit(words)
        self._changes.tell(outcome.changes)
        if not self.cares_about(outcome.changes) or not self.isVisible():
            self.refresh()

    def _show_header(self) -> None:
        mine = self.queue.mine()
        chosen = self.queue.chosen()
        action = None
        if len(chosen) > 1:
            action = MainAction(
                f"Sign {len(chosen)} chosen", partial(self.sign_batch, chosen), "sign"
            )
        elif mine:
            action = MainAction("Sign the oldest", partial(self.sign_row, mine[0]), "sign")
        in_mine = self.waiting.query()[1] == MINE
        words = f"{len(mine)} for me" if mine and in_mine else ""
        self.set_header("Signing", words, action)

    def _open_run(self, row: WaitingRow | SignatureRow | ChangedCaseRow) -> None:
        self.go_requested.emit("checklists", row.run_id)

    def _open_case(self, row: ChangedCaseRow) -> None:
        self.go_requested.emit("cases", row.case_id)

    def _on_failed(self, error: Exception) -> None:
        messages.show_error(self, error)

    def _wire(self) -> None:
        queue = self.queue
        queue.sign_wanted.connect(self.sign_row)
        queue.row_opened.connect(self.open_row)
        queue.batch_wanted.connect(self.sign_batch)
        queue.return_wanted.connect(self.return_row)
        queue.open_wanted.connect(self._open_run)
        queue.shown.connect(self._show_header)
        queue.mine_counted.connect(self.badge_changed)
        self.history.open_wanted.connect(self._open_run)
        self.changed.sign_again_wanted.connect(self.sign_again)
        self.changed.open_wanted.connect(self._open_run)
        self.changed.case_wanted.connect(self._open_case)
        self.records.open_wanted.connect(self.go_requested)
        self.records.signed.connect(self._on_records_signed)
        self.attestations.open_requested.connect(partial(self.go_requested.emit, "trainees"))
