"""The tab of the checklist templates: the library by family, the chosen checklist beside it, and the editor over both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QTextDocument

from au_desktop.domain.roles import Permission
from au_desktop.services.changes import Kind
from au_desktop.ui.checklists.checklist_tab import ChecklistTab
from au_desktop.ui.checklists.templates import template_pane
from au_desktop.ui.checklists.templates.library_rows import (
    FILTERS,
    LibraryRow,
    fitting,
    in_order,
    library_table,
    rows_of,
)
from au_desktop.ui.checklists.templates.look_sheet import template_html
from au_desktop.ui.checklists.templates.template_editor import TemplateEditor, edited_words
from au_desktop.ui.checklists.templates.template_pane import TemplatePane
from au_desktop.ui.checklists.templates.template_steps import TemplateSteps
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.printing import print_document

if TYPE_CHECKING:
    from au_desktop.domain.checklists.template_drafts import TemplateDraft
    from au_desktop.domain.ids import TemplateDraftId
    from au_desktop.services.checklists.template_shelf import LibraryEntry, TemplateVersion
    from au_desktop.ui.kit.section import SectionContext

TITLE = "Templates"
NEW = "New template"
EMPTY_TEXT = (
    "The shipped checklists are taken in when a person who may fill checklists unlocks the center. A checklist of your own "
    "begins as a draft, and is offered once the RSO has published it."
)
_ASIDE = ("family", "origin", "from", "checking", "recurs")


class TemplatesTab(ChecklistTab):
    """The library, or a draft of it in the editor, which takes the whole page."""

    watches = frozenset({Kind.TEMPLATE, Kind.RUN})
    permission = Permission.EDIT_TEMPLATES
    help_topic = "templates"

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, TITLE)
        self._editing = context.services.template_editing
        self._rows: tuple[LibraryRow, ...] = ()
        self._versions: tuple[TemplateVersion, ...] = ()
        self._sort = ("family", False)
        self._wanted = ""
        self.editor: TemplateEditor | None = None
        self.panel = ListPanel(
            library_table(context.settings),
            EmptyState("checklists", "No checklists yet", EMPTY_TEXT, NEW),
            filters=FILTERS,
            search_hint="Find a checklist",
        )
        self.panel.show_details_when_chosen(*_ASIDE)
        self.panel.details.setMinimumWidth(350)
        self.panel.table.set_sort_shown("family", descending=False)
        self.import_button = SecondaryButton("Import pack\u2026", "import")
        context.allow(self.import_button, Permission.EDIT_TEMPLATES)
        self.panel.add_tool(self.import_button)
        self.pane = TemplatePane(self.panel.details, context)
        self.steps = TemplateSteps(self)
        self._stack = OneShown()
        self._stack.add(self.panel)
        self.content.addWidget(self._stack, 1)
        self._wire()

    def refresh(self) -> None:
        """Load the library; an open editor keeps what it has."""

        def work() -> tuple[tuple[LibraryEntry, ...], tuple[TemplateDraft, ...]]:
            return self._editing.library(), self._editing.drafts()

        self.load(work, self._show)

    def select(self, key: object) -> None:
        """Show a checklist by its template's id, or open a draft by its own."""
        if isinstance(key, UUID):
            self.open_draft(key)  # type: ignore[arg-type]
            return
        self._wanted = str(key)
        self.panel.show_everything()
        self._choose_wanted()

    def subtitle(self) -> str:
        """The subject; in the editor, what is edited."""
        return "Edit a template" if self.editor is not None else super().subtitle()

    def main_action(self) -> MainAction | None:
        """A new checklist, unless one is being edited."""
        if self.editor is not None or self.context.why_not(Permission.EDIT_TEMPLATES):
            return None
        return MainAction(NEW, self.begin_new, "plus")

    def find_in_page(self) -> bool:
        """Find a checklist."""
        return self.editor is None and self.panel.find_in_page()

    def go_back(self) -> bool:
        """Esc: from a field to the outline, from there back to the library."""
        if self.editor is None:
            return False
        if self.editor.focusWidget() is not None and not self.editor.tree.hasFocus():
            self.editor.tree.setFocus()
        else:
            self.leave_editor()
        return True

    def undo(self) -> bool:
        """Ctrl+Z in the editor takes its last step back, and nothing else."""
        if self.editor is None:
            return False
        self.editor.undo()
        return True

    def print_tab(self) -> bool:
        """Print the chosen checklist, or the one that is edited."""
        row = self.panel.table.current_row()
        template = self.editor.template if self.editor else row and row.template
        if template is None:
            return False
        document = QTextDocument(self)
        document.setHtml(template_html(template))
        print_document(self, document)
        return True

    def keep_work(self) -> None:
        """The window is about to lock: the draft is written."""
        if self.editor is not None:
            self.editor.keep_work()

    def begin_new(self) -> None:
        """Begin a checklist from scratch."""
        self.steps.begin_new(*self._taken())

    def open_draft(self, draft_id: TemplateDraftId) -> None:
        """Open a draft in the editor."""
        self.load(partial(self._editing.draft, draft_id), self._on_draft)

    def leave_editor(self) -> None:
        """Back to the library; the draft is kept."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.keep_work()
        self._wanted = editor.template.id
        self._stack.remove(editor)
        editor.hide()
        editor.deleteLater()
        self._stack.show_widget(self.panel)
        self.covering.emit(False)
        self.refresh()

    def _taken(self) -> tuple[list[str], list[str]]:
        return [row.template_id for row in self._rows], [row.template.title for row in self._rows]

    def _on_draft(self, draft: TemplateDraft) -> None:
        if self.editor is not None:
            self.leave_editor()
        editor = TemplateEditor(draft, self.context)
        editor.say_about(edited_words(draft, self.context))
        editor.left.connect(self.leave_editor)
        editor.compare_wanted.connect(self._on_compare_draft)
        editor.discard_wanted.connect(self._on_discard_draft)
        editor.publish_wanted.connect(self._on_publish_draft)
        self.editor = editor
        self._stack.add(editor)
        self._stack.show_widget(editor)
        editor.tree.setFocus()
        self.covering.emit(True)

    def _on_compare_draft(self) -> None:
        if self.editor is not None:
            self.steps.compare_draft(self.editor.draft, self.editor.template)

    def _on_discard_draft(self) -> None:
        if self.editor is not None:
            self.editor.keep_work()
            self.steps.discard(self.editor.draft.id, self.editor.template.title)

    def _on_publish_draft(self) -> None:
        editor = self.editor
        if editor is None:
            return
        editor.keep_work()
        if editor.model.faults:
            count = len(editor.model.faults)
            words = "fault stands" if count == 1 else "faults stand"
            self.told.emit(f"{count} {words} against publishing.")
            editor.go_to_fault(editor.model.faults[0])
            return
        self.steps.publish(editor.draft.id)

    def _show(self, read: tuple[tuple[LibraryEntry, ...], tuple[TemplateDraft, ...]]) -> None:
        self._rows = rows_of(*read)
        for key, _ in FILTERS[1:]:
            self.panel.filters.set_count(key, len(fitting(self._rows, "", key)))
        self._fill()
        self._choose_wanted()

    def _fill(self) -> None:
        words, chosen = self.panel.query()
        sort, descending = self._sort
        rows = in_order(fitting(self._rows, words, chosen), sort, descending=descending)
        self.panel.set_rows(rows)
        self._on_current(self.panel.table.current_row())

    def _choose_wanted(self) -> None:
        if self._wanted and self.panel.table.select_key(self._wanted):
            self._wanted = ""

    def _on_sort(self, sort: str, descending: bool) -> None:
        self._sort = (sort, descending)
        self._fill()

    def _on_current(self, row: LibraryRow | None) -> None:
        if row is None:
            self.panel.details.clear()
            return
        if row.entry is None:
            self._on_versions(row, ())
            return
        work = partial(self._editing.versions, row.template_id)
        self.load(work, partial(self._on_versions, row))

    def _on_versions(self, row: LibraryRow, versions: tuple[TemplateVersion, ...]) -> None:
        if row is self.panel.table.current_row():
            self._versions = versions
            self.pane.show_row(row, versions)

    def _on_wished(self, what: str, row: LibraryRow) -> None:
        steps = {
            template_pane.LOOK: lambda: self.steps.look(row.template),
            template_pane.EDIT: lambda: self.steps.edit(row),
            template_pane.COPY: lambda: self.steps.begin_copy(row, *self._taken()),
            template_pane.COMPARE: lambda: self.steps.compare(row, self._versions),
            template_pane.EXPORT: lambda: self._export(row),
            template_pane.RETIRE: lambda: self.steps.retire(row),
            template_pane.BRING_BACK: lambda: self.steps.bring_back(row),
            template_pane.DISCARD: lambda: self._discard(row),
        }
        steps[what]()

    def _export(self, row: LibraryRow) -> None:
        entries = [one.entry for one in self._rows if one.entry is not None and not one.is_retired]
        self.steps.export_pack(entries, "" if row.entry is None else row.entry.digest)

    def _discard(self, row: LibraryRow) -> None:
        if row.draft_id is not None:
            self.steps.discard(row.draft_id, row.template.title)

    def _on_activated(self, row: LibraryRow) -> None:
        """Enter or a double click: the draft where there is one, else a look."""
        if row.draft_id is not None:
            self.open_draft(row.draft_id)
        else:
            self.steps.look(row.template)

    def _on_import(self) -> None:
        self.steps.import_pack()

    def _wire(self) -> None:
        table = self.panel.table
        self.panel.query_changed.connect(self._fill)
        self.panel.empty.first_step.connect(self.begin_new)
        table.sort_requested.connect(self._on_sort)
        table.current_changed.connect(self._on_current)
        table.row_activated.connect(self._on_activated)
        self.pane.wished.connect(self._on_wished)
        self.import_button.clicked.connect(self._on_import)
        self.steps.draft_opened.connect(self.open_draft)
        self.steps.published.connect(self.leave_editor)
        self.steps.discarded.connect(self.leave_editor)
