"""What can be done on the packet page: attest, concur, ask, withdraw, make the packet; each through its dialogs."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal

from au_desktop.domain.errors import Cancelled, WrongPassphrase
from au_desktop.domain.signing.statements import StatementKind
from au_desktop.services.attesting.attestations import facts_of
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.statement_dialog import WRONG, StatementDialog
from au_desktop.ui.kit.worksheet_html import draft_html
from au_desktop.ui.trainees.packet.attestation_dialogs import (
    AskDialog,
    DirectorDialog,
    PreceptorDialog,
    SignedDialog,
    WithdrawDialog,
)
from au_desktop.ui.trainees.packet.packet_dialog import PacketDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.ids import TraineeId
    from au_desktop.domain.signing.statements import Statement, StatementDraft
    from au_desktop.domain.training.standings.attestation_rules import SignatureRequest
    from au_desktop.domain.training.supervisors import SupervisingAU
    from au_desktop.services.attesting.attestations import EvidencePage
    from au_desktop.services.leaving.packets import PacketWish
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.ports import Signer
    from au_desktop.services.statements.signed_statements import StatementView
    from au_desktop.ui.kit.dialog import Dialog
    from au_desktop.ui.kit.operations import CancelToken
    from au_desktop.ui.kit.progress_panel import ProgressPanel
    from au_desktop.ui.kit.section import SectionContext

TITLES = {
    StatementKind.ATTESTATION: "Preceptor attestation",
    StatementKind.DIRECTOR_ATTESTATION: "Residency program director attestation",
    StatementKind.FACULTY_CONCURRENCE: "Faculty concurrence",
}


class PacketActions(QObject):
    """Opens dialogs over a widget; tells in words what was done."""

    told = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(self, context: SectionContext, over: QWidget, progress: ProgressPanel) -> None:
        super().__init__(over)
        self._context, self._over, self._progress = context, over, progress
        self._services = context.services
        self.dialog: Dialog | None = None

    def attest(self, page: EvidencePage) -> None:
        """Preceptor: telephone, then the evidence, then the passphrase."""
        attested = page.state.attested
        if attested is None:
            return
        dialog = self._opened(PreceptorDialog(attested, self._over.window()))

        def draft() -> StatementDraft:
            key = page.state.now.trainee.id
            return self._services.attestations.preceptor_draft(key, dialog.telephone.text())

        dialog.accepted_by_person.connect(lambda: self._shown_next(dialog, draft))

    def concur(self, page: EvidencePage) -> None:
        """Faculty: straight to what is signed."""
        key = page.state.now.trainee.id
        draft = partial(self._services.attestations.concurrence_draft, key)
        self._context.operations.run(draft, self.sign, None, self._over, "Collecting the evidence")

    def attest_as_director(self, page: EvidencePage) -> None:
        """Director: what is affirmed, then the evidence, then the passphrase."""
        signed = tuple(
            view.statement
            for view in page.state.given
            if view.statement.kind is StatementKind.FACULTY_CONCURRENCE and view.validity.current
        )
        self._context.operations.run(
            self._services.supervision.supervisors,
            lambda found: self._ask_director(page, signed, found),
            None,
            self._over,
        )

    def _ask_director(
        self,
        page: EvidencePage,
        signed: Sequence[Statement],
        supervisors: Sequence[SupervisingAU],
    ) -> None:
        attested = page.state.attested
        if attested is None:
            return
        key = page.state.now.trainee.id
        dialog = self._opened(DirectorDialog(attested, signed, supervisors, self._over.window()))

        def go_on() -> None:
            claim = dialog.claim()
            if claim is not None:
                make = partial(self._services.attestations.director_draft, key, claim)
                self._shown_next(dialog, make)

        dialog.accepted_by_person.connect(go_on)

    def ask(self, trainee_id: TraineeId) -> None:
        """Choose who is asked."""
        self._context.operations.run(
            self._services.attestations.signers,
            lambda found: self._ask_one(trainee_id, found),
            None,
            self._over,
        )

    def _ask_one(self, trainee_id: TraineeId, signers: Sequence[Any]) -> None:
        dialog = self._opened(AskDialog(signers, self._over.window()))

        def send() -> None:
            person, kind = dialog.asked()
            request = self._services.attestations.request
            work = partial(request, trainee_id, person, kind)
            self._carried(dialog, work, f"{dialog.person.currentText()} is asked to sign.")

        dialog.accepted_by_person.connect(send)

    def take_back(self, request: SignatureRequest) -> None:
        """Ask no longer."""
        work = partial(self._services.attestations.take_back, request.id)
        done = partial(self._done, "Asked no longer.")
        self._context.operations.run(work, done, None, self._over)

    def withdraw(self, statement: Statement) -> None:
        """The reason, then the passphrase."""
        dialog = self._opened(WithdrawDialog(statement.code, self._over.window()))

        def go_on() -> None:
            reason = dialog.words()
            if reason:
                dialog.accept()
                self._sign_withdrawal(statement, reason)

        dialog.accepted_by_person.connect(go_on)

    def _sign_withdrawal(self, statement: Statement, reason: str) -> None:
        kind = TITLES.get(statement.kind, statement.kind.value)
        shown = (
            f"<h3>Withdraw {statement.code}</h3><p>{escape(kind)}, signed by {escape(statement.signer)}.</p>"
            f"<p><b>Reason:</b> {escape(reason)}</p>"
        )
        sign = partial(self._services.statements.withdraw, statement.id, reason)
        self._sign(f"Withdraw {statement.code}", shown, sign, f"{statement.code} is withdrawn.")

    def sign(self, draft: StatementDraft) -> None:
        """Show what is signed and ask the passphrase."""
        title = TITLES[draft.kind]
        shown = draft_html(title, draft.facts, draft.records)
        sign = partial(self._services.statements.sign, draft)
        self._sign(title, shown, sign, "Signed.")

    def show_signed(self, view: StatementView) -> None:
        """An attestation with its evidence, as it was signed."""
        statement = view.statement
        title = f"{TITLES[statement.kind]} {statement.code}"
        shown = draft_html(title, facts_of(statement), statement.records)
        self._opened(SignedDialog(title, shown, statement, self._over.window()))

    def make_packet(self, page: EvidencePage) -> None:
        """Choose a place, then make it with progress; it can be stopped."""
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        blocking = [what for what, effect in page.worksheet.gaps if effect.startswith("Blocks")]
        dialog = self._opened(
            PacketDialog(page.worksheet.trainee, Path(place), blocking, self._over.window())
        )

        def go_on() -> None:
            wish = dialog.wish()
            if wish is None:
                return
            typed = dialog.passphrase.text()
            dialog.set_busy(busy=True)
            self._context.operations.run(
                partial(self._services.signing.signer, typed),
                lambda signer: self._make(dialog, page, wish, signer),
                partial(self._on_refused, dialog),
                dialog,
            )

        dialog.accepted_by_person.connect(go_on)

    def _make(
        self, dialog: PacketDialog, page: EvidencePage, wish: PacketWish, signer: Signer
    ) -> None:
        dialog.passphrase.clear()
        dialog.accept()
        key = page.state.now.trainee.id

        def work(token: CancelToken) -> Outcome[Any]:
            return self._services.packets.make(
                key, wish, signer, token.progress, lambda: token.cancelled
            )

        self._under_way = True
        job = self._context.operations.run_long(
            work, self._on_made, self._on_not_made, self._over, self._progress.set_progress
        )
        if self._under_way:
            self._progress.start("Making the packet", job)

    def _on_made(self, outcome: Outcome[Any]) -> None:
        self._under_way = False
        self._progress.finish()
        self.told.emit(f"Packet made: {outcome.value.file_name}")
        self._context.changes.tell(outcome.changes)

    def _on_not_made(self, error: Exception) -> None:
        self._under_way = False
        self._progress.finish()
        if isinstance(error, Cancelled):
            self.told.emit("Stopped. Nothing was written.")
        else:
            messages.show_error(self._over, error)

    def _sign(
        self, title: str, shown: str, sign: Callable[[str], Outcome[Any]], words: str
    ) -> None:
        dialog = self._opened(
            StatementDialog(self._context, title, shown, sign, self._over.window())
        )
        dialog.signed.connect(partial(self._done, words))

    def _done(self, words: str, outcome: Outcome[Any]) -> None:
        if outcome.undo is None:
            self.told.emit(words)
        else:
            undone = partial(self._done, "Taken back.")
            run = self._context.operations.run
            self.undo_offered.emit(words, partial(run, outcome.undo.run, undone, None, self._over))
        self._context.changes.tell(outcome.changes)

    def _shown_next(self, dialog: Dialog, draft: Callable[[], StatementDraft]) -> None:
        """Collect the evidence; what stands against it is said in the dialog."""

        def ready(found: StatementDraft) -> None:
            dialog.accept()
            self.sign(found)

        dialog.set_busy(busy=True)
        refused = partial(self._on_refused, dialog)
        self._context.operations.run(draft, ready, refused, dialog, "Collecting the evidence")

    def _carried(self, dialog: Dialog, work: Callable[[], Outcome[Any]], words: str) -> None:
        def done(outcome: Outcome[Any]) -> None:
            dialog.accept()
            self._done(words, outcome)

        dialog.set_busy(busy=True)
        self._context.operations.run(work, done, partial(self._on_refused, dialog), dialog)

    @staticmethod
    def _on_refused(dialog: Dialog, error: Exception) -> None:
        dialog.set_busy(busy=False)
        if isinstance(error, WrongPassphrase) and isinstance(dialog, PacketDialog):
            dialog.form.set_error("passphrase", WRONG)
            dialog.passphrase.selectAll()
            dialog.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        dialog.set_error(messages.sentence_for(error).text)

    def _opened(self, dialog: Any) -> Any:  # noqa: ANN401 - the same dialog, as its own class
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()
        return dialog
