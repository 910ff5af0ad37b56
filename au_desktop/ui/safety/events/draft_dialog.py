"""The draft of a report: read, copied as text, printed or saved as a PDF; never sent from here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from au_desktop.domain.roles import Permission
from au_desktop.services.safety.event_drafts import draft_text
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.tokens import State

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from au_desktop.domain.ids import SafetyId
    from au_desktop.services.safety.event_drafts import PrintedDraft
    from au_desktop.ui.kit.section import Section


class DraftDialog(Dialog):
    """Shows one draft; everything is done through its `section`."""

    def __init__(
        self, section: Section, key: SafetyId, draft: PrintedDraft, parent: QWidget
    ) -> None:
        super().__init__(draft.report.title, parent=parent, primary="Close", name="event draft")
        self._section, self._key, self._draft = section, key, draft
        self.printer: QWidget | None = None
        self.resize(760, 620)
        self.cancel_button.hide()
        self.body.addWidget(Notice(draft.note, State.INFO))
        self.page = named(QPlainTextEdit(draft_text(draft)), "Draft")
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self.page.setFont(QFont(font))
        self.body.addWidget(self.page, 1)
        self.copy_button = SecondaryButton("Copy text", "copy")
        self.print_button = SecondaryButton("Print…", "printer")
        self.save_button = SecondaryButton("Save as PDF…", "export")
        for at, button in enumerate((self.copy_button, self.print_button, self.save_button)):
            self.foot.insertWidget(at, button)
        section.context.allow(self.save_button, Permission.EXPORT)
        section.context.allow(self.print_button, Permission.EXPORT)
        section.context.allow(self.copy_button, Permission.EXPORT)
        self.copy_button.clicked.connect(self._on_copy)
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.accepted_by_person.connect(self.accept)

    def write(self, target: Path) -> None:
        """Write the PDF to a file."""
        drafts = self._section.context.services.event_drafts
        work = partial(drafts.save, self._key, target)
        self._section.carry_out(work, f"Draft saved as {target.name}; not sent.")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.page.toPlainText())

    def _on_print(self) -> None:
        document = QTextDocument(self.page.toPlainText(), self)
        self.printer = print_document(self.window(), document)

    def _on_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self.window(), "Save as PDF", f"{self._draft.report.code} draft.pdf", "PDF (*.pdf)"
        )
        if name:
            self.write(Path(name))
