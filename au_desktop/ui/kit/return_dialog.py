"""Asks why a checklist goes back for correction, and sends it; where somebody has signed already, says to amend it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.checklists.returns import RunReturn
from au_desktop.domain.errors import SignedRecordIsFinal
from au_desktop.domain.ids import RunId
from au_desktop.services.bundle import Services
from au_desktop.services.outcomes import Outcome
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field
from au_desktop.ui.kit.operations import Runner

TEXT = (
    "It becomes a draft again for whoever submitted it, with your reason at its head, and leaves the queue until it is "
    "submitted again. Every return stays on record."
)
AMEND = "Somebody has signed this checklist already, so it cannot go back. Open it and choose Amend\u2026 instead."


class ReturnDialog(Dialog):
    """Emits `returned(outcome)` once it went back; `amend_wanted()` where it has to be amended instead."""

    returned = Signal(object)
    amend_wanted = Signal()

    def __init__(
        self, services: Services, operations: Runner, run_id: RunId, code: str, parent: QWidget
    ) -> None:
        super().__init__(
            f"Return {code} for correction",
            parent=parent.window(),
            primary="Return",
            name="return",
        )
        self._services, self._operations, self._run_id = services, operations, run_id
        self._signed = False
        self.add_text(TEXT)
        self.reason = paragraph_field(4)
        self.reason.setPlaceholderText("What is to be corrected")
        self.form = LabelledForm([Field("reason", "Reason", self.reason, required=True)])
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_accepted)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _on_accepted(self) -> None:
        if self._signed:
            self.accept()
            self.amend_wanted.emit()
            return
        if not self.form.check_required():
            self.form.focus_first_error()
            return
        reason = self.reason.toPlainText().strip()
        self.set_busy(busy=True)
        work = partial(self._services.run_returns.send_back, self._run_id, reason)
        self._operations.run(work, self._on_done, self._on_failed, self, "Returning")

    def _on_done(self, outcome: Outcome[RunReturn]) -> None:
        self.accept()
        self.returned.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, SignedRecordIsFinal):
            self._signed = True
            self.set_error(AMEND)
            self.form.setEnabled(False)
            self.primary_button.setText("Open it")
            return
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.text}")
