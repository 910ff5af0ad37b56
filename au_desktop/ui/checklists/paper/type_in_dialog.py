"""Types a form in that came back: its code, its pages, who wrote it and when, and what the form had left open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget

from au_desktop.domain.checklists.paper_form import FormState
from au_desktop.domain.checklists.runs import Subject
from au_desktop.domain.checklists.submission import missing_needs
from au_desktop.domain.errors import DomainError
from au_desktop.services.checklists.paper_forms import FilledForm, FormRow
from au_desktop.services.checklists.run_attachments import read_file
from au_desktop.ui.checklists.look_up import Entry, LookUp, LookUpRow
from au_desktop.ui.checklists.start_dialog import LABELS, Offered, read_offered
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.file_drops import dropped_files
from au_desktop.ui.kit.item_editors.moment_entry import UNREADABLE_TIME, MomentFields
from au_desktop.ui.kit.run_files import KINDS

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from au_desktop.domain.checklists.templates import Need, Template
    from au_desktop.domain.ids import RunId
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import SectionContext

_TITLE_SHOWN = 38
TITLE = "Type in from paper"
NO_PAGE = "Attach the scanned page, or a photograph of it. The record is not taken without it."
HOW = "The checklist opens in the version that was printed, with the page beside it."


class TypeInDialog(Dialog):
    """Emits `typed_in(run_id, outcome)`. Files may be dropped on it."""

    typed_in = Signal(object, object)

    def __init__(
        self, context: SectionContext, parent: QWidget, chosen: FormRow | None = None
    ) -> None:
        super().__init__(TITLE, parent=parent.window(), primary="Type in", name="type_in")
        self._context = context
        self._wish = chosen
        self._forms: dict[object, FormRow] = {}
        self._template: Template | None = None
        self._paths: list[Path] = []
        self.setMinimumWidth(640)
        self.setAcceptDrops(True)
        self.form = LookUp("Such as F-0007-K3MD-4, or a part of the title")
        self.written_by = QLineEdit()
        self.written_at = MomentFields(context.services.desk.clock.now())
        self.pages = named(QListWidget(), "Pages")
        self.pages.setFixedHeight(84)
        self.add_button = SecondaryButton("Add pages\u2026", "plus")
        self.fields = {need: LookUp("Type a part of the name") for need in LABELS}
        self.rows = {need: LookUpRow(LABELS[need], box) for need, box in self.fields.items()}
        self.form_row = LookUpRow("Form", self.form)
        self.by_row = LookUpRow("Filled by hand by", self.written_by)
        self.at_row = LookUpRow("Time on the paper", self.written_at)
        self.pages_row = LookUpRow("Pages", self._pages_field())
        self._lay_out()
        self.add_button.clicked.connect(self._on_add)
        self.form.chosen.connect(self._on_form)
        self.accepted_by_person.connect(self._on_accepted)

    def load(self) -> None:
        """Read the outstanding forms, and what can be chosen."""
        services = self._context.services

        def work() -> tuple[tuple[FormRow, ...], Offered]:
            return services.paper_forms.outstanding(), read_offered(services)

        self._context.operations.run(work, self._on_loaded, None, self, "Loading")

    def add_pages(self, paths: tuple[Path, ...]) -> None:
        """Take these files as pages, in this order."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                self.pages.addItem(path.name)
        self.pages.setVisible(bool(self._paths))
        self.pages_row.say("")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from disk."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The dropped files are pages."""
        event.acceptProposedAction()
        self.add_pages(dropped_files(event))

    def _lay_out(self) -> None:
        self.add_text(HOW, "muted")
        for widget in (self.form_row, *self.rows.values(), self.by_row, self.at_row):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages_row)
        for row in self.rows.values():
            row.hide()

    def _pages_field(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pages)
        self.pages.hide()
        return holder

    def _on_loaded(self, read: tuple[tuple[FormRow, ...], Offered]) -> None:
        forms, offered = read
        self._forms = {row.form.id: row for row in forms}
        self.form.set_entries([Entry(row.form.id, _form_words(row)) for row in forms])
        for need, entries in offered.entries.items():
            self.fields[need].set_entries(entries)
        cases = [Entry(row.case_id, f"{row.code} \u00b7 {row.trainee}") for row in offered.cases]
        for need, box in self.fields.items():
            if need.value == "case":
                box.set_entries(cases)
        if self._wish is not None:
            self.form.choose(self._wish.form.id)

    def _on_form(self, key: object) -> None:
        row = self._forms.get(key)
        if row is None:
            return
        line = self.form.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
        digest = row.form.template_digest

        def work() -> Template:
            with self._context.services.desk.unit_of_work() as uow:
                return uow.templates.get(digest)

        self._context.operations.run(work, partial(self._show_needs, row), None, self)

    def _show_needs(self, row: FormRow, template: Template) -> None:
        """Ask for what the form had left open."""
        self._template = template
        missing = missing_needs(template, row.form.subject)
        for need, line in self.rows.items():
            line.setVisible(need in missing)

    def _on_add(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Add the scanned pages", "", KINDS)
        self.add_pages(tuple(Path(one) for one in chosen))

    def _on_accepted(self) -> None:
        row = self._chosen()
        moment = self.written_at.value()
        asked = [need for need, line in self.rows.items() if not line.isHidden()]
        empty = [need for need in asked if self.fields[need].value() is None]
        for need, line in self.rows.items():
            line.say(f"{LABELS[need]} is needed." if need in empty else "")
        writer = self.written_by.text().strip()
        self.by_row.say("" if writer else "Say who wrote on the paper.")
        self.at_row.say("" if moment is not None else UNREADABLE_TIME)
        self.pages_row.say("" if self._paths else NO_PAGE)
        if row is None or moment is None or empty or not writer or not self._paths:
            return
        paths, subject = tuple(self._paths), self._subject()
        forms = self._context.services.paper_forms

        def work() -> Outcome[RunId]:
            titles = [f"Page {at}" for at in range(1, len(paths) + 1)]
            pages = tuple(
                read_file(path, title) for path, title in zip(paths, titles, strict=True)
            )
            return forms.type_in(row.form.id, FilledForm(pages, writer, moment, subject))

        self.set_busy(busy=True)
        self._context.operations.run(work, self._on_done, self._on_failed, self, "Typing in")

    def _chosen(self) -> FormRow | None:
        """The chosen form, or the one whose code was typed or scanned."""
        row = self._forms.get(self.form.value())
        words = ""
        if row is None:
            typed = self.form.currentText()
            try:
                row = self._context.services.paper_forms.by_code(typed)
            except DomainError as error:
                words = messages.sentence_for(error).what_happened
            else:
                if row.state is not FormState.OUT:
                    words, row = f"Form {row.form.code} is {row.state.value} already.", None
        self.form_row.say(words)
        return row

    def _subject(self) -> Subject:
        def value(need: Need) -> Any:  # noqa: ANN401 - ids of several kinds
            return self.fields[need].value()

        named_needs = {need.value: value(need) for need in self.fields}
        return Subject(
            case_id=named_needs["case"],
            trainee_id=named_needs["trainee"],
            supervisor_id=named_needs["supervisor"],
            room_id=named_needs["room"],
            instrument_id=named_needs["instrument"],
            person_id=named_needs["person"],
            drug_id=str(named_needs["drug"] or ""),
        )

    def _on_done(self, outcome: Outcome[RunId]) -> None:
        self.accept()
        self.typed_in.emit(outcome.value, outcome)

    def _on_failed(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self.set_error(messages.sentence_for(error).text)


def _form_words(row: FormRow) -> str:
    """The code, and as much of the title as the field shows."""
    title = row.form.title
    short = title if len(title) <= _TITLE_SHOWN else f"{title[: _TITLE_SHOWN - 1].rstrip()}\u2026"
    return f"{row.form.code} \u00b7 {short}"
