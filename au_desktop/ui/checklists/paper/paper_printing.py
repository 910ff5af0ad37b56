"""Puts records and forms on paper: asks where the PDF goes, writes it, and says that it is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from au_desktop.services.checklists.checklist_work import run_code
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.item_editors.answer_words import unit_system

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from au_desktop.domain.checklists.runs import Run, Subject
    from au_desktop.domain.checklists.templates import Template
    from au_desktop.domain.ids import RunId
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.checklists.run_actions import RunActions
    from au_desktop.ui.kit.item_editors.run_session import RunSession
    from au_desktop.ui.kit.section import SectionContext

PDF_FILES = "PDF documents (*.pdf)"


class PaperPrinting(QObject):
    """Emits `told(words)` once something is written, and `form_printed(form)`."""

    told = Signal(str)
    form_printed = Signal(object)

    def __init__(self, context: SectionContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent

    def serve(self, session: RunSession, tools: RunActions) -> None:
        """Put the run of this session on paper when its buttons ask for it."""

        def step(work: Callable[[Run], None]) -> None:
            if session.view is not None:
                work(session.view.sheet.run)

        tools.pdf_wanted.connect(lambda: step(self.save_record))
        tools.form_wanted.connect(lambda: step(self.print_half_filled))

    def save_record(self, run: Run) -> None:
        """Write a record as a PDF."""
        target = self._ask("Save the record as PDF", f"{run_code(run.number)}.pdf")
        if target is not None:
            units = unit_system(self._context.settings)
            prints = self._context.services.record_prints
            self._write(partial(prints.print_run, run.id, target, units), target)

    def save_records(self, run_ids: Sequence[RunId]) -> None:
        """Write several records into a folder, each under its code."""
        chosen = QFileDialog.getExistingDirectory(self._parent, "Save the records into a folder")
        if not chosen or not run_ids:
            return
        folder, units = Path(chosen), unit_system(self._context.settings)
        prints, wanted = self._context.services.record_prints, tuple(run_ids)

        def done(outcome: Outcome[Any]) -> None:
            self._context.changes.tell(outcome.changes)
            count = len(outcome.value)
            self.told.emit(f"{count} record{'' if count == 1 else 's'} saved in {folder.name}.")

        self._context.operations.run_long(
            lambda token: prints.print_runs(
                wanted, folder, units, token.progress, lambda: token.cancelled
            ),
            done,
            self._on_failed,
            self._parent,
        )

    def print_blank(self, template: Template, subject: Subject) -> None:
        """Print a blank form of a template."""
        target = self._ask("Save the form as PDF", f"{template.id} form.pdf")
        if target is not None:
            forms = self._context.services.paper_forms
            self._write(partial(forms.print_blank, template.id, subject, target), target)

    def print_half_filled(self, run: Run) -> None:
        """Print a draft with the answers it has."""
        target = self._ask("Save the form as PDF", f"{run_code(run.number)} form.pdf")
        if target is not None:
            forms = self._context.services.paper_forms
            self._write(partial(forms.print_half_filled, run.id, target), target)

    def _ask(self, title: str, proposed: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, proposed, PDF_FILES)
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix else target.with_suffix(".pdf")

    def _write(self, work: Any, target: Path) -> None:  # noqa: ANN401 - any command
        def done(outcome: Outcome[Any]) -> None:
            self._context.changes.tell(outcome.changes)
            code = getattr(outcome.value, "code", "")
            if code:
                self.form_printed.emit(outcome.value)
                self.told.emit(
                    f"Form {code} saved as {target.name}. Print it, and type it in when it is back."
                )
            else:
                self.told.emit(f"Saved as {target.name}. The file is not encrypted.")

        self._context.operations.run(work, done, self._on_failed, self._parent, "Printing")

    def _on_failed(self, error: Exception) -> None:
        messages.show_error(self._parent, error)
