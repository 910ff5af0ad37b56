"""Asks for one more signature of a submitted checklist: a witness, or a second look."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from au_desktop.domain.ids import RunId
from au_desktop.domain.signing.added_signatures import ASKABLE, TITLES, asked_rule
from au_desktop.domain.signing.sign_offs import Meaning
from au_desktop.services.bundle import Services
from au_desktop.services.outcomes import Outcome
from au_desktop.services.sentences import roles_said
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.operations import Runner

TEXT = "The signature is optional: the record is complete without it. It can be withdrawn until somebody gives it."
EXPLAINED = {
    Meaning.WITNESSED: "By {roles}; by nobody who did the work or submitted it.",
    Meaning.COUNTERSIGNED: "By {roles}, after somebody else has signed.",
}


class AskDialog(Dialog):
    """Emits `asked(outcome)`."""

    asked = Signal(object)

    def __init__(
        self, services: Services, operations: Runner, run_id: RunId, parent: QWidget
    ) -> None:
        super().__init__("Ask for a signature", parent=parent.window(), primary="Ask", name="ask")
        self._services, self._operations, self._run_id = services, operations, run_id
        self.meaning = choice_field([(one, TITLES[one]) for one in ASKABLE])
        self.reason = text_field("why, if it is not plain")
        self.form = LabelledForm(
            [Field("meaning", "Signature", self.meaning), Field("reason", "Reason", self.reason)]
        )
        self.body.addWidget(self.form)
        self.explained = self.add_text("", "muted")
        self.add_text(TEXT, "muted")
        self.meaning.currentIndexChanged.connect(self._explain)
        self.accepted_by_person.connect(self._on_accepted)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._explain()

    def _explain(self, *_: object) -> None:
        meaning = Meaning(self.meaning.currentData())
        roles = roles_said(asked_rule(meaning).roles)
        self.explained.setText(EXPLAINED[meaning].format(roles=roles))

    def _on_accepted(self) -> None:
        meaning, reason = Meaning(self.meaning.currentData()), self.reason.text().strip()
        work = partial(self._services.asked_signatures.ask, self._run_id, meaning, reason)
        self._operations.run(work, self._on_done, self._on_failed, self, "Asking")

    def _on_done(self, outcome: Outcome[int]) -> None:
        self.accept()
        self.asked.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.text}")
