"""The Documents page: export the RSO workbook, see what left, verify what came back."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.errors import Cancelled, WrongPassphrase
from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.services.changes import Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.services.rows import ExportRow, PageRequest
from au_desktop.services.rows import Page as RowPage
from au_desktop.services.workbook.workbook_checks import VerificationReport
from au_desktop.settings import Settings
from au_desktop.ui.documents.drop_zone import DropZone
from au_desktop.ui.documents.export_dialog import ExportDialog, ExportWish
from au_desktop.ui.documents.fault_table import FaultTable
from au_desktop.ui.documents.verdict_words import verdict_words
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.card import Card, CardRow
from au_desktop.ui.kit.changes_bus import ChangesBus
from au_desktop.ui.kit.chip import StateChip
from au_desktop.ui.kit.date_words import exact_words, moment_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.operations import CancelToken, Runner
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.progress_panel import ProgressPanel
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column

_SHOWN_OF_DIGEST = 12


class DocumentsPage(Page):
    """What leaves is noted in the log; what comes back is only looked at."""

    watches = frozenset({Kind.EXPORT})

    def __init__(
        self, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> None:
        super().__init__("Documents", help_topic="documents")
        self._services, self._operations, self._changes = services, operations, changes
        self._style = settings.date_style
        self._dialog: ExportDialog | None = None
        self._next: tuple[str | int | None, ...] | None = None
        self.progress = ProgressPanel()
        self.zone = DropZone()
        self.verdict = Card("Verification")
        self.verdict.hide()
        self.table = RowTable(
            self._columns(), name="Exports", key=lambda row: row.export_id, stretch="file"
        )
        self.empty = EmptyState(
            "documents",
            "Nothing has left the center yet",
            "Each export is listed here with who made it, when, and the digest of its bytes.",
            "Export the RSO workbook",
        )
        self.list = ListPanel(self.table, self.empty, details=False)
        self.list.search.hide()
        self._lay_out()
        self.zone.file_given.connect(self.verify_file)
        self.empty.first_step.connect(self.open_export)
        self.table.load_more.connect(self._on_load_more)
        self._offer_export()

    def refresh(self) -> None:
        """Load the history anew."""
        documents = self._services.documents
        self._operations.run(
            lambda: documents.history(PageRequest()), self._on_loaded, owner=self, label="Loading"
        )

    def open_export(self) -> None:
        """Ask what to export."""
        if not may(self._services.desk.actor.role, Permission.EXPORT):
            return
        facilities = self._services.facilities
        self._operations.run(facilities.center, lambda facts: self._ask(facts.name), owner=self)

    def verify_file(self, path: object) -> None:
        """Check a file and show the verdict."""
        given = Path(str(path))
        documents = self._services.documents
        job = self._operations.run_long(
            lambda token: documents.verify(given, lambda: token.cancelled),
            lambda report: self._on_verified(given, report),
            self._on_verify_failed,
            owner=self,
        )
        self.progress.start(f"Verifying {given.name}", job)

    def keep_work(self) -> None:
        """Nothing is typed here that would be lost, but an open dialog with a passphrase closes."""
        if self._dialog is not None:
            self._dialog.reject()

    def _lay_out(self) -> None:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.zone, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(top)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.verdict)
        self.content.addWidget(self.list, 1)

    def _offer_export(self) -> None:
        allowed = may(self._services.desk.actor.role, Permission.EXPORT)
        action = MainAction("Export workbook", self.open_export, "export", enabled=allowed)
        self.set_header("Documents", "exports and checks", action)

    def _columns(self) -> tuple[Column, ...]:
        style = self._style
        return (
            Column("what", "What", lambda row: row.what, 132),
            Column("file", "File", lambda row: row.file_name, 280),
            Column("period", "Period or trainee", lambda row: row.period, 246),
            Column("by", "Made by", lambda row: row.made_by, 140),
            Column(
                "at",
                "Made at",
                lambda row: moment_words(row.made_at, style),
                160,
                tooltip=lambda row: f"{exact_words(row.made_at)}, log length {row.log_length:,}",
            ),
            Column(
                "digest",
                "SHA-256",
                lambda row: row.digest[:_SHOWN_OF_DIGEST],
                140,
                gives_way=1,
                tooltip=lambda row: row.digest,
            ),
        )

    def _ask(self, center: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        existing = Path(folder) if folder and Path(folder).is_dir() else Path.home()
        self._dialog = ExportDialog(self._services.desk.today(), existing, center, self)
        self._dialog.accepted_by_person.connect(self._on_export_asked)
        self._dialog.open()

    def _on_export_asked(self) -> None:
        dialog = self._dialog
        wish = dialog.wish() if dialog is not None else None
        if dialog is None or wish is None:
            return
        dialog.set_busy(busy=True)
        job = self._operations.run_long(
            lambda token: self._export(wish, token),
            lambda outcome: self._on_exported(wish, outcome),
            self._on_export_failed,
            owner=self,
            progress=self.progress.set_progress,
        )
        self.progress.start(f"Exporting {wish.target.name}", job)

    def _export(self, wish: ExportWish, token: CancelToken) -> Outcome[ExportRow]:
        signer = self._services.signing.signer(wish.passphrase)
        return self._services.documents.export_rso_workbook(
            wish.target, signer, wish.days, token.progress, lambda: token.cancelled
        )

    def _on_exported(self, wish: ExportWish, outcome: Outcome[ExportRow]) -> None:
        self.progress.finish()
        self._close_dialog()
        saved = outcome.value.file_name
        told = f"Saved {saved}"
        if saved != wish.target.name:
            told = f"{wish.target.name} was in use: saved as {saved}"
        self.status_told.emit(told)
        self._changes.tell(outcome.changes)

    def _on_export_failed(self, error: Exception) -> None:
        self.progress.finish()
        if isinstance(error, Cancelled):
            self._close_dialog()
            self.status_told.emit("Export stopped; nothing was left behind")
        elif self._dialog is not None:
            self._dialog.set_busy(busy=False)
            said = messages.reason_for(error)
            if isinstance(error, WrongPassphrase):
                self._dialog.form.set_error("passphrase", said)
                self._dialog.passphrase.selectAll()
                self._dialog.form.focus_first_error()
            else:
                self._dialog.set_error(said)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _on_verified(self, path: Path, report: VerificationReport) -> None:
        self.progress.finish()
        words = verdict_words(report)
        self.verdict.clear_rows()
        self.verdict.set_title(path.name)
        told = CardRow(words.summary, "", StateChip(words.headline, words.state))
        self.verdict.add_row(told)
        if words.facts:
            said = " · ".join(f"{name}: {text}" for name, text in words.facts)
            self.verdict.add_row(CardRow("What the file says of itself", said))
        if report.faults:
            self.verdict.add_row(FaultTable(report.faults))
        self.verdict.show()

    def _on_verify_failed(self, error: Exception) -> None:
        self.progress.finish()
        if not isinstance(error, Cancelled):
            messages.show_error(self, error)

    def _on_loaded(self, page: RowPage[ExportRow]) -> None:
        self._next = page.next
        count = f"{page.total:,} exported"
        self.list.set_rows(page.rows, has_more=page.next is not None, count=count)

    def _on_load_more(self) -> None:
        if self._next is None:
            return
        request = PageRequest(after=self._next)
        documents = self._services.documents
        self._operations.run(
            lambda: documents.history(request),
            lambda page: self.table.append_rows(page.rows, has_more=page.next is not None),
            owner=self,
        )
