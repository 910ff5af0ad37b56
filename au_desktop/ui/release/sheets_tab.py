"""The tab Instruction sheets: edit a sheet, see it as it will be printed, keep it as a version, print it for a code."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QTextBrowser, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.date_words import day_words
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.labelled_form import choice_field
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.page_tab import PageTab
from au_desktop.ui.kit.printing import print_document
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.worksheet_html import sheet_style
from au_desktop.ui.release.release_fields import stacked
from au_desktop.ui.release.release_work import scrolled
from au_desktop.ui.release.sheet_editor import SheetEditor
from au_desktop.ui.release.sheet_html import sheet_html
from au_desktop.ui.release.telling_inputs import COMMON_BEGINNING, column_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from au_desktop.domain.safety.instruction_sheets import CenterSheet, SheetText
    from au_desktop.services.outcomes import Outcome
    from au_desktop.services.safety.instruction_writing import PrintedSheet
    from au_desktop.services.safety.sheet_keeping import SheetRow
    from au_desktop.settings import DateStyle
    from au_desktop.ui.kit.section import SectionContext

PREVIEW_PAUSE_MS = 250
KEEP_FIRST = "Save the sheet first: what is printed is a saved version."


class SheetsTab(PageTab):
    """What is typed and not kept asks before another sheet takes its place."""

    help_topic = "release"
    watches = frozenset({Kind.SAFETY, Kind.CENTER})
    permission = Permission.MANAGE_INSTRUMENTS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Instruction sheets")
        self._rows: Sequence[SheetRow] = ()
        self._row: SheetRow | None = None
        self._saved: SheetText | None = None
        self.dialog: Dialog | None = None
        self.pick = named(choice_field(()), "Sheet")
        self.code = named(QLineEdit(), "Patient code")
        self.code.setPlaceholderText("Patient code, or empty")
        self.code.setFixedWidth(200)
        self.print_button = SecondaryButton("Save as PDF…", "export")
        self.paper_button = SecondaryButton("Print…", "printer")
        self.printing: QWidget | None = None
        self.versions_button = SecondaryButton("Versions", "history")
        self.state = Notice()
        self.editor = SheetEditor()
        self.preview = named(QTextBrowser(), "Preview of the printed sheet")
        self.preview.document().setDefaultStyleSheet(sheet_style())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_PAUSE_MS)
        self._lay_out()
        self.pick.currentIndexChanged.connect(self._on_picked)
        self.editor.edited.connect(self._on_edited)
        self._pause.timeout.connect(self.show_preview)
        self.code.textChanged.connect(lambda *_: self._pause.start())
        self.print_button.clicked.connect(self.ask_for_file)
        self.paper_button.clicked.connect(self.print_tab)
        self.versions_button.clicked.connect(self.show_versions)
        context.allow(self.print_button, Permission.RELEASE_PATIENTS)

    def main_action(self) -> MainAction:
        """Keep the sheet."""
        allowed = not self.context.why_not(Permission.MANAGE_INSTRUMENTS)
        return MainAction("Save sheet", self.keep, "check", enabled=allowed)

    def refresh(self) -> None:
        """Load the list of sheets; a text that is being edited stays."""
        self.load(self.context.services.instruction_sheets.rows, self._on_rows)

    def select(self, key: object) -> None:
        """Choose the sheet of an agent."""
        at = next((i for i, row in enumerate(self._rows) if key in (row.agent, row.sheet_id)), -1)
        if at >= 0:
            self.pick.setCurrentIndex(at)

    def unsaved(self) -> bool:
        """Whether something is typed that is not kept."""
        return self._saved is not None and self.editor.text() != self._saved

    def keep(self) -> None:
        """Keep what is typed as the next version."""
        text = self.editor.text()
        if text is None or not self.editor.form.check_required():
            self.editor.form.focus_first_error()
            return
        sheets = self.context.services.instruction_sheets
        self.context.operations.run(
            partial(sheets.keep, text), self._on_kept, self._on_refused, self
        )

    def print_tab(self) -> bool:
        """Ctrl+P: print the sheet as the preview shows it, in any language."""
        if self._row is None or not self._row.kept or self.unsaved():
            self.state.say(KEEP_FIRST, State.ATTENTION)
        else:
            self.printing = print_document(self, self.preview.document().clone())
        return True

    def ask_for_file(self) -> None:
        """Ask where the PDF goes."""
        row = self._row
        if row is None or row.sheet_id is None or self.unsaved():
            self.state.say(KEEP_FIRST, State.ATTENTION)
            return
        name = f"{row.agent} instructions {self.code.text().strip()}".strip()
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the instruction sheet", str(Path.home() / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.write(Path(chosen).with_suffix(".pdf"))

    def write(self, target: Path) -> None:
        """Write the kept sheet for the typed code."""
        row = self._row
        if row is None or row.sheet_id is None:
            return
        sheets = self.context.services.instruction_sheets
        self.carry_out(
            partial(sheets.print_sheet, row.sheet_id, self.code.text(), target),
            f"Saved {target.name}.",
        )

    def show_preview(self) -> None:
        """Show the sheet as it will be printed."""
        text = self.editor.text()
        if text is None:
            return
        sheets = self.context.services.instruction_sheets
        version = "not kept yet"
        if self._row is not None and self._row.kept and not self.unsaved():
            version = f"Version {self._row.version}, {self._row.language}"
        self.load(
            partial(sheets.preview, text, self.code.text().strip(), version), self._on_preview
        )

    def show_versions(self) -> None:
        """Show who kept which version when."""
        if self._row is None:
            return
        sheets = self.context.services.instruction_sheets
        self.load(
            partial(sheets.versions, self._row.agent, self._row.language), self._open_versions
        )

    def _lay_out(self) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pick, 1)
        row.addWidget(self.versions_button)
        row.addWidget(self.code)
        row.addWidget(self.paper_button)
        row.addWidget(self.print_button)
        shown = Card("Preview", "as it will be printed")
        shown.add_content(self.preview, padded=False, stretch=1)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(scrolled(column_of(self.editor)), 3)
        halves.addWidget(shown, 2)
        self.content.addWidget(stacked(bar, self.state))
        self.content.addLayout(halves, 1)

    def _on_rows(self, rows: Sequence[SheetRow]) -> None:
        kept = self._row
        self._rows = rows
        self.pick.blockSignals(True)
        self.pick.clear()
        for row in rows:
            version = f"version {row.version}, {row.language}" if row.kept else "label only"
            self.pick.addItem(f"{row.title.removeprefix(COMMON_BEGINNING)} ({version})", row)
        at = 0
        if kept is not None:
            same = [(row.agent, row.language) for row in rows]
            wanted = (kept.agent, kept.language)
            at = same.index(wanted) if wanted in same else 0
        self.pick.setCurrentIndex(at)
        self.pick.blockSignals(False)
        if not self.unsaved():
            self._on_picked(at)

    def _on_picked(self, at: int) -> None:
        if self.unsaved():
            self._ask_to_drop(at)
            return
        self._load_row(at)

    def _load_row(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            return
        self._row = self._rows[at]
        sheets = self.context.services.instruction_sheets
        self.load(partial(sheets.text, self._row.agent, self._row.language), self._on_text)

    def _ask_to_drop(self, at: int) -> None:
        dialog = Dialog("Drop what is not kept?", parent=self, primary="Drop it", danger=True)
        dialog.add_text("The sheet that is open was edited and not kept as a version.")

        def drop() -> None:
            dialog.accept()
            self._saved = None
            self._load_row(at)

        dialog.accepted_by_person.connect(drop)
        dialog.rejected.connect(self._back_to_open)
        self.dialog = dialog
        dialog.open()

    def _back_to_open(self) -> None:
        self.pick.blockSignals(True)
        self.pick.setCurrentIndex(next((i for i, r in enumerate(self._rows) if r == self._row), 0))
        self.pick.blockSignals(False)

    def _on_text(self, text: SheetText) -> None:
        self.editor.show_text(text)
        self._saved = self.editor.text()
        self._say_state()
        self.show_preview()

    def _on_edited(self) -> None:
        self._say_state()
        self._pause.start()

    def _say_state(self) -> None:
        text = self.editor.text()
        if text is None:
            return
        parts = []
        if self.unsaved():
            parts.append("Edited, not kept yet.")
        if text.unsaid:
            titles = ", ".join(topic.heading for topic in text.unsaid)
            parts.append(f"Nothing is said about: {titles}.")
        if text.unchecked:
            titles = ", ".join(topic.heading for topic in text.unchecked)
            parts.append(f"Check against the current label: {titles}.")
        self.state.say(" ".join(parts), State.ATTENTION if text.unchecked else State.INFO)

    def _on_preview(self, sheet: PrintedSheet) -> None:
        self.preview.setHtml(sheet_html(sheet))

    def _on_refused(self, error: Exception) -> None:
        messages.show_error(self, error)

    def _on_kept(self, outcome: Outcome[CenterSheet]) -> None:
        kept = outcome.value
        self._saved = self.editor.text()
        self.editor.form.clear_errors()
        self.offer(f"{kept.name} kept.", outcome)
        if self._row is not None:
            self._row = replace(
                self._row, language=kept.text.language, version=kept.version, sheet_id=kept.id
            )
        self._say_state()
        self.refresh()

    def _open_versions(self, versions: Sequence[CenterSheet]) -> None:
        self.dialog = versions_dialog(versions, self.context.settings.date_style, self)
        self.dialog.open()


def versions_dialog(versions: Sequence[CenterSheet], style: DateStyle, parent: QWidget) -> Dialog:
    """Who kept which version of a sheet, when and why."""
    dialog = Dialog("Versions of the sheet", parent=parent, primary="Close", name="sheet_versions")
    for one in versions:
        day = day_words(one.kept_at.local.date(), style)
        why = f": {one.why}" if one.why else ""
        words = f"Version {one.version}, {day}, {one.kept_by.name}{why}"
        dialog.body.addWidget(text_label(words, wrap=True))
    if not versions:
        dialog.add_text("The center kept no version yet; only the label's words are there.")
    dialog.hide_cancel()
    dialog.accepted_by_person.connect(dialog.accept)
    return dialog
