"""Signs several records with one passphrase: each is shown, one random fact is asked, then all are signed, each on its own."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTextBrowser, QWidget

from au_desktop.domain.errors import DomainError, WrongPassphrase
from au_desktop.domain.signing.batches import Batch, SlotKey, answered, without_slot
from au_desktop.services.bundle import Services
from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.services.outcomes import Outcome
from au_desktop.services.statements.batch_signing import BatchReport, ShownRecord
from au_desktop.settings import Settings
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.sign_off_dialog import WRONG
from au_desktop.ui.kit.sign_off_html import ToSign, to_sign_html
from au_desktop.ui.signing.batch_pages import (
    PassphrasePage,
    QuestionPage,
    ReportPage,
    record_line,
)

CHOOSE = "Choose the answer that the record gives."
NOT_SO = "{code} says something else. Look at it again; another question follows."
_Shown = tuple[Batch, ShownRecord] | tuple[Batch, DomainError]


class BatchSignDialog(Dialog):
    """Emits `signed(outcome)` once any record was signed. Enter goes on; Alt+Left goes back to the record before."""

    signed = Signal(object)

    def __init__(
        self,
        services: Services,
        operations: Runner,
        settings: Settings,
        slots: Sequence[SlotKey],
        parent: QWidget,
    ) -> None:
        super().__init__("Sign a batch", parent=parent.window(), primary="Next", name="batch")
        self._services, self._operations, self._settings = services, operations, settings
        self.batch = services.batch_signing.begin(slots)
        self._at: SlotKey | None = None
        self._records: dict[SlotKey, ShownRecord] = {}
        self._left_out: list[str] = []
        self._step: Callable[[], None] = self.accept
        self.resize(780, 660)
        self.place = text_label("", "muted")
        self.record = named(QTextBrowser(), "What is signed")
        self.record.setOpenLinks(False)
        self.record.setTabChangesFocus(True)
        self.question = QuestionPage()
        self.last = PassphrasePage()
        self.report = ReportPage()
        self.pages = QStackedWidget()
        for page in (self.record, self.question, self.last, self.report):
            self.pages.addWidget(page)
        self.back_button = SecondaryButton("Back", "back")
        self.back_button.setShortcut("Alt+Left")
        self.foot.insertWidget(0, self.back_button)
        self.body.addWidget(self.place)
        self.body.addWidget(self.pages, 1)
        self.back_button.clicked.connect(self._on_back)
        self.accepted_by_person.connect(self._go_on)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def load(self) -> None:
        """Show the first record."""
        self._next()

    def _go_on(self) -> None:
        self._step()

    def _next(self) -> None:
        """The next record that was not shown, else the question, else the passphrase."""
        unseen = self.batch.unseen
        if not self.batch.slots:
            self._nothing_left()
        elif unseen:
            self._show_record(unseen[0])
        elif not self.batch.proven:
            self._ask()
        else:
            self._show_last()

    def _show_record(self, slot: SlotKey) -> None:
        self._at = slot
        self.set_busy(busy=True)

        def work() -> _Shown:
            try:
                return self._services.batch_signing.show(self.batch, slot)
            except DomainError as error:
                return self.batch, error

        self._operations.run(work, partial(self._on_shown, slot), self._on_failed, self, "Loading")

    def _on_shown(self, slot: SlotKey, shown: _Shown) -> None:
        self.set_busy(busy=False)
        batch, record = shown
        if isinstance(record, DomainError):
            self._leave_out(slot, record)
            return
        self.batch = batch
        self._records[slot] = record
        signer, sheet = self._services.desk.actor, record.sheet
        to_sign = ToSign(sheet, record.preview["statement"], signer)
        self.record.setHtml(to_sign_html(to_sign, self._settings))
        at = self.batch.slots.index(slot)
        count = len(self.batch.slots)
        self.place.setText(
            f"Record {at + 1} of {count}: {run_code(sheet.run.number)}. {self._told()}"
        )
        words = "Next record" if self.batch.unseen else "Go on to the question"
        self._turn_to(self.record, words, self._next)
        self.back_button.setVisible(at > 0)

    def _leave_out(self, slot: SlotKey, why: DomainError) -> None:
        message = messages.sentence_for(why)
        self._left_out.append(f"One record is left out: {message.title}. {message.text}")
        self.batch = without_slot(self.batch, slot)
        self._next()
        self.set_error(" ".join(self._left_out))

    def _ask(self) -> None:
        def work() -> Batch:
            return self._services.batch_signing.ask(self.batch)

        self._operations.run(work, self._on_asked, self._on_failed, self, "Asking")

    def _on_asked(self, batch: Batch) -> None:
        self.batch = batch
        if batch.question is not None:
            self.place.setText("Every record was shown.")
            self._turn_to(self.question, "Answer", self._answer)
            self.question.ask(batch.question, self._code(batch.question.run_id), self._settings)

    def _answer(self) -> None:
        chosen, question = self.question.chosen(), self.batch.question
        if chosen < 0 or question is None:
            self.set_error(CHOOSE)
            return
        self.batch = answered(self.batch, chosen)
        self._next()
        if not self.batch.proven:
            self.set_error(NOT_SO.format(code=self._code(question.run_id)))

    def _show_last(self) -> None:
        count = len(self.batch.slots)
        self.place.setText(self._told())
        lines = [
            record_line(self._records[slot], self._code(slot[0])) for slot in self.batch.slots
        ]
        self._turn_to(self.last, f"Sign {count} record{'' if count == 1 else 's'}", self._sign)
        self.last.show_records(lines)

    def _sign(self) -> None:
        if not self.last.form.check_required():
            return
        typed = self.last.passphrase.text()
        self.set_busy(busy=True)

        def work() -> Outcome[BatchReport]:
            return self._services.batch_signing.sign(self.batch, typed)

        self._operations.run(work, self._on_signed, self._on_failed, self, "Signing")

    def _on_signed(self, outcome: Outcome[BatchReport]) -> None:
        self.last.passphrase.clear()
        self.set_busy(busy=False)
        if not outcome.value.refused:
            self.accept()
        else:
            self.place.setText("")
            self.report.show_report(outcome.value)
            self._turn_to(self.report, "Close", self.accept)
            self.hide_cancel()
        if outcome.value.signed:
            self.signed.emit(outcome)

    def _nothing_left(self) -> None:
        self.place.setText("None of these can be signed by you now.")
        self.record.clear()
        self._turn_to(self.record, "Close", self.reject)
        self.hide_cancel()

    def _on_back(self) -> None:
        """The record before, or from the question to the last record."""
        slots = self.batch.slots
        at = slots.index(self._at) if self._at in slots else len(slots)
        if self.pages.currentWidget() is self.record:
            at -= 1
        self._show_record(slots[max(0, at)])

    def _turn_to(self, page: QWidget, words: str, step: Callable[[], None]) -> None:
        self.pages.setCurrentWidget(page)
        self.primary_button.setText(words)
        self.back_button.setVisible(page is self.question)
        self._step = step
        if page is self.record:
            self.primary_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> str:
        shown = len(self.batch.slots) - len(self.batch.unseen)
        return f"{shown} of {len(self.batch.slots)} shown."

    def _code(self, run_id: object) -> str:
        found = (one.sheet.run for slot, one in self._records.items() if slot[0] == run_id)
        return run_code(next(found).number)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.last.form.set_error("passphrase", WRONG)
            self.last.passphrase.selectAll()
            self.last.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        message = messages.sentence_for(error)
        self.set_error(f"{message.title}. {message.text}")


def sign_batch(
    services: Services,
    operations: Runner,
    settings: Settings,
    slots: Sequence[SlotKey],
    parent: QWidget,
) -> BatchSignDialog:
    """Open the dialog for a batch; the caller listens to `signed`."""
    dialog = BatchSignDialog(services, operations, settings, slots, parent)
    dialog.open()
    dialog.load()
    return dialog
