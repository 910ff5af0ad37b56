"""The papers of one trainee: added by button or by dropping files, copied out again, changed, taken out of use."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from au_desktop.domain.errors import DomainError, Invalid, OutsideError
from au_desktop.domain.ids import TraineeId
from au_desktop.domain.roles import Permission
from au_desktop.domain.training.papers import Paper, PaperOwner
from au_desktop.services.changes import Changes, Kind
from au_desktop.services.outcomes import Outcome
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import text_label
from au_desktop.ui.kit.buttons import DangerButton, SecondaryButton
from au_desktop.ui.kit.date_edit import DateEdit
from au_desktop.ui.kit.date_words import day_words, exact_words
from au_desktop.ui.kit.empty_state import EmptyState
from au_desktop.ui.kit.file_drops import dropped_files
from au_desktop.ui.kit.labelled_form import Field, paragraph_field, text_field
from au_desktop.ui.kit.list_panel import ListPanel
from au_desktop.ui.kit.notice import Notice
from au_desktop.ui.kit.page import MainAction
from au_desktop.ui.kit.paper_words import paper_chip, short_hash, size_words
from au_desktop.ui.kit.record_dialog import RecordDialog
from au_desktop.ui.kit.row_table import RowTable
from au_desktop.ui.kit.row_table_model import Column
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.tokens import State
from au_desktop.ui.kit.training_words import counted
from au_desktop.ui.trainees.trainee_tab import TraineeTab

_LEAST_HEIGHT = 420
DROP_HINT = (
    "Files dropped here are kept in the encrypted center file with the hash of their bytes."
)
EMPTY = (
    "Certificates, licenses and agreements. Drop files here or choose them: they are kept in the encrypted center file "
    "with the hash of their bytes, and stay where they lie as well."
)


class PapersTab(TraineeTab):
    """A list with a pane beside it; refused files are named with their reasons above it."""

    watches = frozenset({Kind.PAPER})
    permission = Permission.KEEP_PAPERS

    def __init__(self, context: SectionContext) -> None:
        super().__init__(context, "Papers")
        self._style = context.settings.date_style
        self._papers: tuple[Paper, ...] = ()
        self.setAcceptDrops(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.refused = Notice("", State.ATTENTION)
        table = RowTable(self._columns(), name="Papers", key=lambda row: row.id, stretch="title")
        empty = EmptyState("file", "No papers yet", EMPTY, "Add papers…")
        context.allow(empty.button, Permission.KEEP_PAPERS)
        empty.first_step.connect(self.choose_files)
        self.panel = ListPanel(table, empty, search_hint="Find a paper")
        self.panel.show_details_when_chosen("file", "added")
        self.content.addWidget(self.refused)
        self.content.addWidget(self.panel, 1)
        self.content.addWidget(text_label(DROP_HINT, "hint"))
        self.panel.query_changed.connect(self._fill)
        table.current_changed.connect(self._show_paper)
        table.row_activated.connect(self._edit_if_allowed)

    def main_action(self) -> MainAction:
        """Add papers."""
        allowed = not self.context.why_not(Permission.KEEP_PAPERS)
        return MainAction("Add papers", self.choose_files, "plus", enabled=allowed)

    def refresh(self) -> None:
        """Load the papers."""
        if self.trainee_id is not None:
            papers = self.context.services.papers
            work = partial(papers.of, PaperOwner.TRAINEE, self.trainee_id)
            self.load(work, partial(self._show, self.trainee_id))

    def select(self, key: object) -> None:
        """Choose a paper."""
        self.panel.table.select_key(key)

    def find_in_page(self) -> bool:
        """Find a paper."""
        return self.panel.find_in_page()

    def choose_files(self) -> None:
        """Ask for files."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "Add papers to the center file")
        self.add_files(tuple(Path(one) for one in chosen))

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Take files in, each by itself: one that is refused does not hold up the others."""
        if not paths or self.trainee_id is None:
            return
        work = partial(self._keep_all, self.trainee_id, paths)
        self.context.operations.run(work, self._on_kept, None, self, "Keeping")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from disk, if the role may keep papers."""
        if dropped_files(event) and not self.context.why_not(Permission.KEEP_PAPERS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped."""
        event.acceptProposedAction()
        self.add_files(dropped_files(event))

    def _keep_all(
        self, trainee_id: TraineeId, paths: tuple[Path, ...]
    ) -> tuple[list[Outcome[Any]], list[str]]:
        kept: list[Outcome[Any]] = []
        refused: list[str] = []
        for path in paths:
            try:
                draft = PaperDraft(PaperOwner.TRAINEE, trainee_id)
                kept.append(self.context.services.papers.keep(draft, path))
            except (DomainError, OutsideError) as error:
                refused.append(_refusal(path.name, error))
        return kept, refused

    def _on_kept(self, result: tuple[list[Outcome[Any]], list[str]]) -> None:
        kept, refused = result
        self.refused.say("\n".join(refused))
        if not kept:
            return
        words = f"{counted(len(kept), 'paper')} kept."
        if len(kept) == 1:
            self.offer(words, kept[0])
        else:
            self.told.emit(words)
            kinds = frozenset(kind for one in kept for kind in one.changes.kinds)
            self.context.changes.tell(Changes(kinds))

    def _columns(self) -> list[Column]:
        today, style = self.context.today, self._style
        return [
            Column("title", "Paper", lambda row: row.title, 200),
            Column("file", "File", lambda row: row.file_name, 250),
            Column("size", "Size", lambda row: size_words(row.size), 104, number=True),
            Column(
                "added",
                "Added",
                lambda row: day_words(row.added_at.local.date(), style),
                126,
                tooltip=lambda row: exact_words(row.added_at),
            ),
            Column("hash", "SHA-256", lambda row: f"{short_hash(row.digest)}…", 112),
            Column(
                "state",
                "State",
                lambda row: paper_chip(row, today(), style)[0],
                168,
                state=lambda row: paper_chip(row, today(), style)[1],
            ),
        ]

    def _show(self, trainee_id: TraineeId, papers: tuple[Paper, ...]) -> None:
        if trainee_id == self.trainee_id:
            self._papers = tuple(sorted(papers, key=lambda one: one.voided is not None))
            self._fill()

    def _fill(self) -> None:
        words = self.panel.query()[0].casefold()
        rows = [one for one in self._papers if words in f"{one.title} {one.file_name}".casefold()]
        self.panel.set_rows(rows)
        self._show_paper(self.panel.table.current_row())

    def _show_paper(self, paper: Paper | None) -> None:
        pane = self.panel.details
        if paper is None:
            pane.clear()
            return
        facts = [
            ("File", paper.file_name),
            ("Size", size_words(paper.size)),
            ("Added", day_words(paper.added_at.local.date(), self._style)),
            ("Expires", day_words(paper.expires, self._style)),
        ]
        pane.show_facts(paper.title, "", facts)
        digits = paper.digest.hex()
        groups = [digits[at : at + 16] for at in range(0, len(digits), 16)]
        pane.add_section("SHA-256 of the bytes", ["\n".join(groups)])
        if paper.voided is not None:
            pane.add_section("Out of use", [paper.voided.reason])
        copy = SecondaryButton("Save a copy…")
        copy.clicked.connect(lambda: self.save_copy(paper))
        copy.setEnabled(not self.context.services.desk.read_only)
        pane.add_action(copy)
        if paper.voided is None:
            self._add_changes(paper)

    def _add_changes(self, paper: Paper) -> None:
        edit = SecondaryButton("Edit…")
        void = DangerButton("Void…")
        edit.clicked.connect(lambda: self.edit(paper))
        void.clicked.connect(lambda: self.void(paper))
        for button, right in ((edit, Permission.KEEP_PAPERS), (void, Permission.VOID_RECORDS)):
            self.context.allow(button, right)
            self.panel.details.add_action(button)

    def save_copy(self, paper: Paper) -> None:
        """Ask where to, and write the bytes there."""
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", paper.file_name)
        if chosen:
            target = Path(chosen)
            self.carry_out(
                partial(self.context.services.papers.save_copy, paper.id, target),
                f"{paper.title} saved as {target.name}.",
            )

    def edit(self, paper: Paper) -> None:
        """Ask for another title or day of expiry."""
        fields = [
            Field("title", "Title", text_field(), required=True),
            Field("expires", "Expires", DateEdit(), "Empty where it does not expire."),
        ]
        values = {"title": paper.title, "expires": paper.expires}
        dialog = RecordDialog(f"Edit {paper.title}", fields, values, self)

        def change(given: dict[str, Any]) -> None:
            title, expires = str(given["title"]), given["expires"]
            work = partial(self.context.services.papers.change, paper.id, title, expires)
            self.carry_out(work, f"{title} changed.", dialog, dialog.form)

        dialog.filled.connect(change)
        dialog.open()

    def void(self, paper: Paper) -> None:
        """Ask why, and take it out of use."""
        field = Field("reason", "Reason", paragraph_field(2), required=True)
        title = f"Take {paper.title} out of use"
        dialog = RecordDialog(title, [field], {}, self, "Take out of use")
        dialog.add_text("The paper and its bytes stay in the center file and stay readable.")

        def void(given: dict[str, Any]) -> None:
            work = partial(self.context.services.papers.void, paper.id, str(given["reason"]))
            self.carry_out(work, f"{paper.title} taken out of use.", dialog, dialog.form)

        dialog.filled.connect(void)
        dialog.open()

    def _edit_if_allowed(self, paper: Paper) -> None:
        if paper.voided is None and not self.context.why_not(Permission.KEEP_PAPERS):
            self.edit(paper)


def _refusal(name: str, error: Exception) -> str:
    """Which file is refused and why, its name said once."""
    if type(error) is Invalid:
        return f"{error.reason}."
    return f"{name}: {messages.sentence_for(error).what_happened}"
