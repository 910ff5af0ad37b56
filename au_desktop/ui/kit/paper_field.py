"""A form field for a paper: none, one of the owner's kept papers, or a file that is taken in at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from au_desktop.domain.ids import PaperId
from au_desktop.domain.roles import Permission
from au_desktop.services.roster.paper_keeping import PaperDraft
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import IconButton, SecondaryButton
from au_desktop.ui.kit.file_drops import dropped_files
from au_desktop.ui.kit.paper_words import paper_line
from au_desktop.ui.kit.tokens import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from au_desktop.domain.training.papers import Paper, PaperOwner
    from au_desktop.services.outcomes import Outcome
    from au_desktop.ui.kit.section import SectionContext

NO_FILE = "No file"


class PaperField(QWidget):
    """`value()` is the id of the chosen paper, or None. A file added here is kept even if the dialog is cancelled.

    `title` names a file that is added here; without one it takes the file's name.
    """

    changed = Signal(object)

    def __init__(
        self,
        context: SectionContext,
        owner: PaperOwner,
        owner_id: UUID | None = None,
        *,
        title: str = "",
    ) -> None:
        super().__init__()
        self._context = context
        self._owner, self._owner_id, self._title = owner, owner_id, title
        self._papers: dict[PaperId, Paper] = {}
        self._value: PaperId | None = None
        self.choice = QComboBox()
        self.choice.setMaxVisibleItems(12)
        self.add_button = SecondaryButton("Add file…", "plus")
        self.clear_button = IconButton("cross", "Take the file out of this field")
        self.facts = text_label("", "hint", wrap=True)
        self.reason = named(text_label("", "error", wrap=True), "Why the file cannot be taken")
        self._lay_out()
        context.allow(self.add_button, Permission.KEEP_PAPERS, "Take a file into the center file")
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.add_button.clicked.connect(self._on_add_clicked)
        self.clear_button.clicked.connect(lambda: self.set_value(None))
        self._show()
        self._load()

    def value(self) -> PaperId | None:
        """The chosen paper."""
        return self._value

    def set_value(self, value: object) -> None:
        """Choose a paper by id, or none."""
        self.reason.hide()
        self._take(PaperId(value) if isinstance(value, UUID) else None)

    def set_title(self, title: str) -> None:
        """What a file that is added from now on is called."""
        self._title = title

    def add_file(self, path: Path) -> None:
        """Take a file in and choose it."""
        self.reason.hide()
        self.add_button.setEnabled(False)
        draft = PaperDraft(self._owner, self._owner_id, self._title)
        keep = partial(self._context.services.papers.keep, draft, path)
        self._context.operations.run(keep, self._on_kept, self._on_refused, self)

    def draft_text(self) -> str:
        """The chosen paper as text."""
        return str(self._value or "")

    def take_draft_text(self, text: str) -> None:
        """Choose it again."""
        self.set_value(UUID(text) if text else None)

    def setAccessibleName(self, name: str) -> None:
        """Name the choice, which is where the focus goes."""
        super().setAccessibleName(name)
        self.choice.setAccessibleName(name)
        self.add_button.setAccessibleName(f"{name}: add file")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file from disk."""
        if self.add_button.isEnabled() and len(dropped_files(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        event.acceptProposedAction()
        self.add_file(dropped_files(event)[0])

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.setFocusProxy(self.choice)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.choice, 1)
        row.addWidget(self.clear_button)
        row.addWidget(self.add_button)
        self.reason.hide()
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(row)
        column.addWidget(self.facts)
        column.addWidget(self.reason)

    def _load(self) -> None:
        papers = self._context.services.papers
        self._context.operations.run(
            partial(papers.of, self._owner, self._owner_id), self._on_loaded, owner=self
        )

    def _on_loaded(self, papers: tuple[Paper, ...]) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self._show()

    def _show(self) -> None:
        """The papers in use, and the chosen one even if it is out of use by now."""
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(NO_FILE, None)
        for paper in self._papers.values():
            if paper.voided is None or paper.id == self._value:
                self.choice.addItem(paper.title, paper.id)
        shown = [self.choice.itemData(at) for at in range(self.choice.count())]
        self.choice.setCurrentIndex(shown.index(self._value) if self._value in shown else 0)
        self.choice.blockSignals(False)
        chosen = self._papers.get(self._value) if self._value else None
        style = self._context.settings.date_style
        self.facts.setText(paper_line(chosen, style) if chosen else "")
        self.facts.setVisible(chosen is not None)
        self.clear_button.setVisible(self._value is not None)

    def _take(self, value: PaperId | None) -> None:
        told = value != self._value
        self._value = value
        self._show()
        if told:
            self.changed.emit(value)

    def _on_chosen(self, _at: int) -> None:
        self.set_value(self.choice.currentData())

    def _on_add_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Add a file to the center file")
        if chosen:
            self.add_file(Path(chosen))

    def _on_kept(self, outcome: Outcome[PaperId]) -> None:
        self.add_button.setEnabled(True)
        self._take(outcome.value)
        self._context.changes.tell(outcome.changes)
        self._load()

    def _on_refused(self, error: Exception) -> None:
        self.add_button.setEnabled(True)
        self.reason.setText(messages.sentence_for(error).text)
        self.reason.show()
