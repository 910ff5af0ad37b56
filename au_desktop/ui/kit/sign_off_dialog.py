"""The dialog that shows exactly what is signed and asks the passphrase for it."""

from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.ids import RunId
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.checklists.run_sheets import RunSheet
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.item_editors.finding_words import VERDICT_WORDS
from au_desktop.ui.kit.item_editors.run_report import (
    about_facts,
    answers_html,
    facts_html,
    time_facts,
)
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, text_field
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.role_words import role_words

MEANING_WORDS = {
    "performed": "I performed or recorded this work as shown.",
    "supervised": "I supervised this work as the authorized user, as shown.",
    "reviewed": "I reviewed this record as shown.",
}
WRONG = "The passphrase does not fit. Check Caps Lock and the keyboard layout."
SHORT_DIGEST = 16


class SignOffDialog(Dialog):
    """Emits `signed` with the outcome once the signature is in the file; Enter signs."""

    signed = Signal(object)

    def __init__(
        self,
        services: Services,
        operations: Runner,
        settings: Settings,
        slot: tuple[RunId, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Sign", parent=parent, primary="Sign", name="sign_off")
        self._services, self._operations, self._settings = services, operations, settings
        self._run_id, self._position = slot
        self.resize(760, 640)
        self.record = named(QTextBrowser(), "What is signed")
        self.record.setOpenLinks(False)
        self.record.setMinimumHeight(280)
        self.record.setTabChangesFocus(True)
        self.passphrase = text_field(secret=True)
        self.passphrase.setMinimumHeight(40)
        self.form = LabelledForm(
            [Field("passphrase", "Your passphrase", self.passphrase, required=True)]
        )
        self.form.setMaximumHeight(90)
        self.body.addWidget(self.record, 1)
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_sign)
        self.set_busy(busy=True)

    def load(self) -> None:
        """Read what would be signed now, and show it."""

        def work() -> tuple[RunSheet, dict[str, Any]]:
            sheet = self._services.run_sheets.sheet(self._run_id)
            return sheet, dict(self._services.signing.preview(self._run_id, self._position))

        self._operations.run(work, self._on_loaded, self._on_failed, self, "Loading")

    def _on_loaded(self, read: tuple[RunSheet, dict[str, Any]]) -> None:
        sheet, preview = read
        statement = preview["statement"]
        meaning = str(statement["meaning"])
        signer = statement["signer"]
        role = role_words(self._services.desk.actor.role)
        word, _ = VERDICT_WORDS[sheet.verdict.state]
        run = sheet.run
        facts = (
            ("Record", f"{run_code(run.number)}, {word.lower()}"),
            ("Template", f"{sheet.template.title}, version {sheet.template.version}"),
            *about_facts(sheet.about),
            *time_facts(sheet),
            ("Time of the signature", "when you press Sign"),
            ("Signed by", f"{signer['name']}, {role}"),
            ("Meaning", f"{meaning}: {MEANING_WORDS.get(meaning, '')}"),
            ("Digest of the record", str(statement["record_digest"])[:SHORT_DIGEST] + "\u2026"),
        )
        attention = len(sheet.verdict.attention)
        warned = f"<p><b>Items that need attention: {attention}</b></p>" if attention else ""
        self.record.setHtml(
            f"<h3>{escape(sheet.template.title)}</h3>{facts_html(facts)}{warned}"
            f"{answers_html(sheet, self._settings)}"
        )
        self.set_busy(busy=False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sign(self) -> None:
        if not self.form.check_required():
            return
        typed = self.passphrase.text()
        self.set_busy(busy=True)

        def work() -> Outcome[Any]:
            return self._services.signing.sign(self._run_id, self._position, typed)

        self._operations.run(
            work,
            self._on_signed,
            self._on_failed,
            self,
            "Signing",
        )

    def _on_signed(self, outcome: Outcome[Any]) -> None:
        self.passphrase.clear()
        self.accept()
        self.signed.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.form.set_error("passphrase", WRONG)
            self.passphrase.selectAll()
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.text}")
        self.primary_button.setEnabled(False)


def sign_run(
    services: Services,
    operations: Runner,
    settings: Settings,
    slot: tuple[RunId, int],
    parent: QWidget,
) -> SignOffDialog:
    """Open the dialog for one signature of a run; the caller listens to `signed`."""
    dialog = SignOffDialog(services, operations, settings, slot, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.load()
    return dialog
