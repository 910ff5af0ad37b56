"""What can be done with any safety record: sign, void, amend, look at its history, print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QTextBrowser, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.domain.safety.record_signatures import RecordMeaning
from au_desktop.services.safety.record_signing import ShownRecord
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import QuietButton, SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import Field, LabelledForm, paragraph_field
from au_desktop.ui.kit.safety.record_html import history_html, record_html, signatures_html
from au_desktop.ui.kit.statement_dialog import StatementDialog
from au_desktop.ui.kit.tokens import SPACE_8
from au_desktop.ui.kit.worksheet_html import sheet_style

if TYPE_CHECKING:
    from au_desktop.domain.safety.safety_records import SafetyRecord
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.record_signing import RecordSignatureView
    from au_desktop.ui.kit.section import Section, SectionContext

_MEANINGS = {
    RecordMeaning.DIRECTED: "Sign as directed",
    RecordMeaning.REVIEWED: "Sign as reviewed",
    RecordMeaning.PERFORMED: "Sign as performed",
}


class RecordBar(QWidget):
    """Acts through its `section`, which tells and offers undo. `show_record(None)` takes the buttons away.

    Emits `amend_wanted(record)`, where amending is offered, and `done` after a signature or a void.
    """

    amend_wanted = Signal(object)
    done = Signal()

    def __init__(
        self, context: SectionContext, section: Section, *, amending: bool = False
    ) -> None:
        super().__init__()
        self._context, self._section = context, section
        self._record: SafetyRecord | None = None
        self.dialog: Dialog | None = None
        self.menu: QMenu | None = None
        self.sign_button = SecondaryButton("Sign\u2026", "sign")
        self.amend_button = QuietButton("Amend\u2026", "pencil")
        self.void_button = QuietButton("Void\u2026", "void")
        self.history_button = QuietButton("History", "history")
        self.pdf_button = QuietButton("Save as PDF\u2026", "export")
        self.amend_button.setVisible(amending)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for button in (
            self.sign_button,
            self.amend_button,
            self.void_button,
            self.history_button,
            self.pdf_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        context.allow(self.void_button, Permission.VOID_RECORDS)
        context.allow(self.pdf_button, Permission.EXPORT)
        self.sign_button.clicked.connect(self.sign)
        self.amend_button.clicked.connect(self._on_amend)
        self.void_button.clicked.connect(self.void)
        self.history_button.clicked.connect(self.show_history)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.hide()

    def show_record(self, record: SafetyRecord | None) -> None:
        """Offer what can be done with this record."""
        self._record = record
        self.setVisible(record is not None)
        if record is None:
            return
        live = record.voided is None
        meanings = self._context.services.record_signing.meanings(record.KIND)
        self.sign_button.setEnabled(live and bool(meanings))
        self.sign_button.setToolTip("" if meanings else "Your role signs no such record")
        self.void_button.setEnabled(live and not self._context.why_not(Permission.VOID_RECORDS))
        self.amend_button.setEnabled(live and not self._context.why_not(Permission.KEEP_SAFETY))

    def sign(self) -> None:
        """Sign in the one way that is open to the person, or offer the several."""
        if self._record is None:
            return
        meanings = self._context.services.record_signing.meanings(self._record.KIND)
        if len(meanings) == 1:
            self.sign_as(meanings[0])
            return
        menu = QMenu(self)
        for meaning in meanings:
            menu.addAction(_MEANINGS[meaning], partial(self.sign_as, meaning))
        self.menu = menu
        menu.popup(self.sign_button.mapToGlobal(self.sign_button.rect().bottomLeft()))

    def sign_as(self, meaning: RecordMeaning) -> None:
        """Show exactly what is signed and ask the passphrase."""
        record = self._record
        if record is None:
            return
        service = self._context.services.record_signing
        work = partial(service.signatures, record.KIND, record.id)
        self._section.load(work, partial(self._open_sign, record, meaning))

    def void(self) -> None:
        """Ask for the reason and take the record out of use."""
        record = self._record
        if record is None:
            return
        dialog = Dialog(
            f"Void {record.code}", parent=self.window(), primary="Void", danger=True, name="void"
        )
        dialog.add_text(
            "The record stays readable with your reason; it counts no more. "
            "This cannot be taken back."
        )
        reason = paragraph_field(3)
        form = LabelledForm([Field("reason", "Reason", reason, required=True)])
        dialog.body.addWidget(form)

        def void() -> None:
            if not form.check_required():
                return
            book = self._context.services.safety_book
            work = partial(book.void, type(record), record.id, reason.toPlainText().strip())
            self._section.carry_out(work, f"{record.code} is void.", dialog, form)

        dialog.accepted_by_person.connect(void)
        dialog.accepted.connect(self.done)
        self.dialog = dialog
        dialog.open()

    def show_history(self) -> None:
        """Show every revision and signature."""
        record = self._record
        if record is None:
            return
        services = self._context.services

        def work() -> tuple[Any, Any]:
            revisions = services.safety_book.history(type(record), record.id)
            return revisions, services.record_signing.signatures(record.KIND, record.id)

        def show(found: tuple[Any, Any]) -> None:
            dialog = _Reading(f"History of {record.code}", self.window())
            dialog.page.setHtml(signatures_html(found[1]) + history_html(found[0]))
            self.dialog = dialog
            dialog.open()

        self._section.load(work, show)

    def save_pdf(self) -> None:
        """Ask for a place and write the record there."""
        record = self._record
        if record is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self.window(), "Save as PDF", f"{record.code}.pdf", "PDF (*.pdf)"
        )
        if name:
            self.write_pdf(record, Path(name))

    def write_pdf(self, record: SafetyRecord, target: Path) -> None:
        """Write the record to a file."""
        prints = self._context.services.safety_prints
        work = partial(prints.print_record, record.KIND, record.id, target)
        self._section.carry_out(work, f"{record.code} saved as {target.name}.")

    def _open_sign(
        self,
        record: SafetyRecord,
        meaning: RecordMeaning,
        views: tuple[RecordSignatureView, ...],
    ) -> None:
        shown = ShownRecord(record.KIND, record.id, record.revision)
        service = self._context.services.record_signing

        def sign(passphrase: str) -> Outcome[Any]:
            return service.sign((shown,), meaning, passphrase)

        html = record_html(record) + signatures_html(views)
        dialog = StatementDialog(
            self._context, _MEANINGS[meaning], html, sign, parent=self.window()
        )
        dialog.signed.connect(partial(self._on_signed, record.code))
        self.dialog = dialog
        dialog.open()

    def _on_signed(self, code: str, outcome: Outcome[Any]) -> None:
        self._section.offer(f"{code} signed.", outcome)
        self.done.emit()

    def _on_amend(self) -> None:
        if self._record is not None:
            self.amend_wanted.emit(self._record)


class _Reading(Dialog):
    """A dialog with nothing but a page to read."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent=parent, primary="Close", name="reading")
        self.resize(760, 620)
        self.cancel_button.hide()
        self.page = named(QTextBrowser(), title)
        self.page.setTabChangesFocus(True)
        self.page.document().setDefaultStyleSheet(sheet_style())
        self.body.addWidget(self.page, 1)
        self.accepted_by_person.connect(self.accept)
