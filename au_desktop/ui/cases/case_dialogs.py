"""The dialogs of the case log: a case to add or change, and a reason to be given."""

from dataclasses import replace

from PySide6.QtWidgets import QScrollArea, QWidget

from au_desktop.domain.errors import Invalid, ReasonRequired
from au_desktop.domain.training.cases import Case
from au_desktop.domain.training.lateness import LateEntryNeedsReason
from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.cases.case_facts import DialogFacts
from au_desktop.ui.cases.case_form import CaseForm
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.form_draft import FormDraft
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field
from au_desktop.ui.kit.late_reason import LATE_HINT
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.tokens import State

RESTORED = "What you typed here before was kept and is shown again. Cancel drops it."
CONFIRMED = "This case is confirmed by a signature. Changing its facts asks for a reason and for a new signature."


class CaseDialog(Dialog):
    """Listen to `accepted_by_person`, ask `case()`, and call `done_with()` once the record is written."""

    def __init__(
        self,
        services: Services,
        operations: Runner,
        settings: Settings,
        offered: DialogFacts,
        case: Case | None = None,
    ) -> None:
        title = f"Change {case.code}" if case else "Log a case"
        super().__init__(title, primary="Save" if case else "Log case", name="case")
        self.form = CaseForm(services.desk.reference, settings, offered)
        self.reason = LabelledForm(
            [Field("reason", "Reason", paragraph_field(2), "It becomes part of the record.")],
            label_width=118,
        )
        self.reason.hide()
        self.late = LabelledForm(
            [Field("late_reason", "Why so late", paragraph_field(2), LATE_HINT)], label_width=118
        )
        self.late.hide()
        self.restored = Notice("")
        self.confirmed = Notice("", State.ATTENTION)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        for widget in (self.restored, self.confirmed):
            self.body.addWidget(widget)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.late)
        self.body.addWidget(self.reason)
        place = f"case/{case.id}" if case else "case/new"
        self.draft = FormDraft(
            services.drafts, operations, place, (*self.form.forms, self.reason, self.late)
        )
        self.draft.restored.connect(self._on_restored)
        self.rejected.connect(self.draft.finish)
        self.setMinimumSize(860, 460)
        self.resize(1040, 640)

    def ask_reason(self) -> None:
        """The case is confirmed: say so, and ask why it is changed."""
        self.confirmed.say(CONFIRMED)
        self.reason.show()

    def case(self) -> Case | None:
        """The record as typed, or None with the reasons beside the fields."""
        made = self.form.case()
        if made is None:
            self.set_error("Some fields need another look: the reasons stand under them.")
            return None
        late = str(self.late.value("late_reason") or "")
        return replace(made, late_reason=late or made.late_reason)

    def reason_text(self) -> str:
        """Why a confirmed case is changed."""
        return str(self.reason.value("reason") or "")

    def show_failure(self, error: Exception) -> None:
        """The record was not written: say why, beside the field that is meant where one is."""
        self.set_busy(busy=False)
        if isinstance(error, LateEntryNeedsReason):
            self._ask_why_late(error)
            return
        if isinstance(error, ReasonRequired):
            self.ask_reason()
            self.reason.set_error("reason", messages.sentence_for(error).what_happened)
            self.reason.focus_first_error()
            return
        if not (isinstance(error, Invalid) and self.form.show_refusal(error)):
            self.set_error(messages.sentence_for(error).text)

    def done_with(self) -> None:
        """The record is written: close, and forget the draft."""
        self.draft.finish()
        self.accept()

    def _ask_why_late(self, error: LateEntryNeedsReason) -> None:
        self.late.show()
        words = f"More than {error.hours} h after the day of the case this center asks why."
        self.late.set_error("late_reason", words)
        self.late.focus_first_error()

    def _on_restored(self) -> None:
        self.restored.say(RESTORED)


class ReasonDialog(Dialog):
    """Asks why before something is voided."""

    def __init__(self, title: str, text: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent, primary=action, danger=True)
        self.add_text(text)
        self.form = LabelledForm([Field("reason", "Reason", paragraph_field(3), required=True)])
        self.body.addWidget(self.form)
        self.form.field("reason").setFocus()

    def reason(self) -> str:
        """What was typed, or nothing with the field marked."""
        if not self.form.check_required():
            self.form.focus_first_error()
        return str(self.form.value("reason") or "")
