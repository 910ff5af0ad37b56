"""The dialog that shows exactly what is signed and asks the passphrase for it, one's own or that of a person who stands by."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QTextBrowser, QWidget

from au_desktop.domain.errors import WrongPassphrase
from au_desktop.domain.ids import PersonId, RunId
from au_desktop.domain.people import Person
from au_desktop.services.bundle import Services
from au_desktop.services.outcomes import Outcome
from au_desktop.settings import Settings
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.amendment_view import AmendmentView
from au_desktop.ui.kit.buttons import QuietButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, choice_field, text_field
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.role_words import role_words
from au_desktop.ui.kit.sign_off_html import ToSign, to_sign_html

WRONG = "The passphrase does not fit. Check Caps Lock and the keyboard layout."
OWN, THEIRS = "Your passphrase", "Passphrase of {name}"
NOBODY = "Nobody at this center may give this signature now."


@dataclass(frozen=True, slots=True)
class _Read:
    """What the dialog shows: who may sign, who does, and the record as that person sees it."""

    people: tuple[Person, ...]
    signer: PersonId | None
    shown: ToSign | None


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
        self._signing, self._shown = services.signing, ""
        self.compared: AmendmentView | None = None
        self.resize(760, 640)
        self.record = named(QTextBrowser(), "What is signed")
        self.record.setOpenLinks(False)
        self.record.setMinimumHeight(240)
        self.record.setTabChangesFocus(True)
        self.signer: QComboBox = choice_field(())
        self.passphrase = text_field(secret=True)
        self.passphrase.setMinimumHeight(40)
        self.form = LabelledForm(
            [
                Field("signer", "Sign as", self.signer),
                Field("passphrase", OWN, self.passphrase, required=True),
            ]
        )
        self.form.setMaximumHeight(140)
        self.compare_button = QuietButton("Compare with the earlier version", "link")
        self.compare_button.hide()
        self.foot.insertWidget(0, self.compare_button)
        self.body.addWidget(self.record, 1)
        self.body.addWidget(self.form)
        self.accepted_by_person.connect(self._on_sign)
        self.compare_button.clicked.connect(self._on_compare)
        self.signer.activated.connect(self._on_signer)
        self.set_busy(busy=True)

    def load(self) -> None:
        """Read what would be signed now, and show it; the person at work signs if they may, else whoever may first."""
        self._read(None)

    def _read(self, chosen: PersonId | None) -> None:
        work = partial(self._work, chosen)
        self._operations.run(work, self._on_loaded, self._on_failed, self, "Loading")

    def _work(self, chosen: PersonId | None) -> _Read:
        services, slot = self._services, (self._run_id, self._position)
        people = services.signing.signers(*slot)
        me = services.signing.actor.person_id
        who = chosen or (me if not people or me in {one.id for one in people} else people[0].id)
        signing = services.signing if who == me else services.signing.for_person(who)
        preview = signing.preview(*slot)
        sheet = services.run_sheets.for_person(signing.actor).sheet(self._run_id)
        earlier = tuple(one.sign_off for one in services.signing.signatures(self._run_id))
        self._signing = signing
        return _Read(people, who, ToSign(sheet, preview["statement"], signing.actor, earlier))

    def _on_loaded(self, read: _Read) -> None:
        self._show_people(read.people, read.signer)
        if read.shown is None:
            return
        self._shown = str(read.shown.statement["record_digest"])
        self.record.setHtml(to_sign_html(read.shown, self._settings))
        self.compare_button.setVisible(read.shown.sheet.run.amends is not None)
        self.set_error("")
        self.set_busy(busy=False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, people: Sequence[Person], signer: PersonId | None) -> None:
        """Whose signature it is; others than oneself type their own passphrase."""
        me = self._services.signing.actor.person_id
        self.signer.clear()
        for person in people:
            mine = ", signed in here" if person.id == me else ""
            self.signer.addItem(f"{person.name}, {role_words(person.role)}{mine}", person.id)
        at = next((place for place, one in enumerate(people) if one.id == signer), -1)
        self.signer.setCurrentIndex(at)
        name = "" if signer == me or at < 0 else people[at].name
        words = THEIRS.format(name=name) if name else OWN
        self.passphrase.setPlaceholderText(words if name else "")
        self.passphrase.setAccessibleName(words)

    def _on_signer(self) -> None:
        self.passphrase.clear()
        self.form.clear_errors()
        self.set_busy(busy=True)
        self._read(self.signer.currentData())

    def _on_sign(self) -> None:
        if not self.form.check_required():
            return
        typed, signing, shown = self.passphrase.text(), self._signing, self._shown
        self.set_busy(busy=True)

        def work() -> Outcome[Any]:
            return signing.sign(self._run_id, self._position, typed, shown)

        self._operations.run(work, self._on_signed, self._on_failed, self, "Signing")

    def _on_signed(self, outcome: Outcome[Any]) -> None:
        self.passphrase.clear()
        self.accept()
        self.signed.emit(outcome)

    def _on_compare(self) -> None:
        self.compared = AmendmentView(self._services, self._operations, self._settings, self)
        self.compared.load(self._run_id)
        self.compared.open()

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
