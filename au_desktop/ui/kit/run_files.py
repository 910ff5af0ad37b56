"""The files of one run on the screen: strips under items and beside the record, attaching, opening, removing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from au_desktop.domain.checklists.file_kinds import PDF
from au_desktop.domain.checklists.scanned_pages import scanned_pages
from au_desktop.domain.errors import DomainError, OutsideError
from au_desktop.domain.roles import Permission, may
from au_desktop.services.checklists.run_attachments import read_file
from au_desktop.ui.kit import messages
from au_desktop.ui.kit.attachment_dialog import AttachmentDialog
from au_desktop.ui.kit.attachment_strip import THUMB, AttachmentStrip
from au_desktop.ui.kit.dialog import Dialog
from au_desktop.ui.kit.picture_view import read_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from au_desktop.domain.checklists.attachments import Attachment
    from au_desktop.domain.ids import PaperId
    from au_desktop.services.bundle import Services
    from au_desktop.services.outcomes import Outcome, Undo
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.changes_bus import ChangesBus
    from au_desktop.ui.kit.item_editors.run_session import RunSession, RunView
    from au_desktop.ui.kit.operations import Runner

CHOOSE = "Attach photographs, scans or documents"
KINDS = "Pictures and documents (*.jpg *.jpeg *.png *.pdf)"
NO_FILES = "No files. Drop photographs, scans or PDF documents here, or attach them."

Pages = tuple[tuple[str, bytes], ...]


class RunFiles(QObject):
    """Emits `changed` when files came or went, `refused(words)`, `undo_offered(label, step)` and `pages_read(pages)`."""

    changed = Signal()
    refused = Signal(str)
    undo_offered = Signal(str, object)
    pages_read = Signal(object)

    def __init__(
        self,
        services: Services,
        operations: Runner,
        changes: ChangesBus,
        settings: Settings,
        session: RunSession,
    ) -> None:
        super().__init__(session)
        self._services, self._operations = services, operations
        self._changes, self._settings, self._session = changes, settings, session
        self._strips: dict[str, AttachmentStrip] = {}
        self._thumbs: dict[PaperId, QImage] = {}
        self._files: tuple[Attachment, ...] = ()
        self._is_draft = False
        self.dialog: AttachmentDialog | None = None
        session.shown.connect(self.show_view)

    def strip(self, item: str = "") -> AttachmentStrip:
        """What shows the files of an item, or of the whole record."""
        if item not in self._strips:
            strip = AttachmentStrip("" if item else NO_FILES)
            strip.open_wanted.connect(self.open)
            strip.remove_wanted.connect(self.remove)
            self._strips[item] = strip
            self._fill(item)
        return self._strips[item]

    def may_attach(self) -> bool:
        """Whether the person at work may attach files to this run now."""
        desk = self._services.desk
        fills = may(desk.actor.role, Permission.FILL_CHECKLISTS)
        return self._is_draft and fills and not desk.read_only

    def show_view(self, view: RunView) -> None:
        """Show the files of this state of the run."""
        run = view.sheet.run
        self._is_draft = run.is_draft
        self._files = run.attachments
        for item in self._strips:
            self._fill(item)
        self._read_thumbs()

    def choose(self, item: str = "") -> None:
        """Ask for files to stand beside an item, or the whole record."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window(), CHOOSE, "", KINDS)
        self.add(tuple(Path(one) for one in chosen), item)

    def add(self, paths: Sequence[Path], item: str = "") -> None:
        """Attach files, each by itself: one that is refused does not hold up the others."""
        if paths and self.may_attach():
            work = partial(self._attach_all, tuple(paths), item)
            self._operations.run(work, self._on_attached, None, self, "Attaching")

    def remove(self, attachment: Attachment) -> None:
        """Take a file off the draft; it can be put back at once."""
        run_id, files = self._session.run_id, self._services.attachments
        work = partial(files.remove, run_id, attachment.paper_id)
        self._operations.run(work, self._on_done, self._on_failed, self)

    def open(self, attachment: Attachment) -> None:
        """Show a file inside the program."""

        def show(pages: Pages) -> None:
            by = self._session.people.get(attachment.added_by, "")
            facts: Any = (by, self._settings.date_style)
            self.dialog = AttachmentDialog(attachment, pages, facts, self._window())
            self.dialog.copy_wanted.connect(partial(self._save_copy, attachment))
            self.dialog.open()

        work = partial(_pages, self._services, (attachment,))
        self._operations.run(work, show, self._on_failed, self, "Opening")

    def read_pages(self) -> None:
        """Read every page of the record's files, for the view beside it."""
        work = partial(_pages, self._services, self._files)
        self._operations.run(work, self.pages_read.emit, self._on_failed, self, "Opening")

    def show_refusal(self, words: str) -> None:
        """Say in a window why files were not taken, where nothing stands beside them that could say it."""
        if words:
            dialog = Dialog("Not attached", parent=self._window().window(), primary="Close")
            dialog.add_text(words)
            dialog.hide_cancel()
            dialog.accepted_by_person.connect(dialog.accept)
            dialog.open()

    def _fill(self, item: str) -> None:
        strip = self._strips[item]
        mine = self._files if not item else [one for one in self._files if one.item == item]
        strip.show_files(mine, may_remove=self.may_attach())
        strip.show_thumbs(self._thumbs)

    def _read_thumbs(self) -> None:
        unread = [one for one in self._files if one.paper_id not in self._thumbs]
        if unread and self._strips:
            work = partial(_thumbs, self._services, tuple(unread))
            self._operations.run(work, self._on_thumbs, self._on_failed, self)

    def _on_thumbs(self, thumbs: dict[PaperId, QImage]) -> None:
        self._thumbs |= thumbs
        for strip in self._strips.values():
            strip.show_thumbs(thumbs)

    def _attach_all(
        self, paths: tuple[Path, ...], item: str
    ) -> tuple[list[Outcome[Any]], list[str]]:
        kept: list[Outcome[Any]] = []
        refused: list[str] = []
        files, run_id = self._services.attachments, self._session.run_id
        for path in paths:
            try:
                kept.append(files.attach(run_id, read_file(path, item=item)))
            except (DomainError, OutsideError) as error:
                refused.append(f"{path.name}: {messages.sentence_for(error).what_happened}")
        return kept, refused

    def _on_attached(self, result: tuple[list[Outcome[Any]], list[str]]) -> None:
        kept, refused = result
        self.refused.emit("\n".join(refused))
        for outcome in kept[:-1]:
            self._changes.tell(outcome.changes)
        if kept:
            self._on_done(kept[-1])

    def _on_done(self, outcome: Outcome[Any]) -> None:
        self._session.load()
        # The page of the run reads it anew by itself; everything else is told.
        self._session.telling = True
        self._changes.tell(outcome.changes)
        self._session.telling = False
        self.changed.emit()
        if outcome.undo is not None:
            self.undo_offered.emit(outcome.undo.label, partial(self._undo, outcome.undo))

    def _undo(self, undo: Undo) -> None:
        self._operations.run(undo.run, self._on_done, self._on_failed, self)

    def _save_copy(self, attachment: Attachment, target: Path) -> None:
        work = partial(self._services.papers.save_copy, attachment.paper_id, target)
        self._operations.run(work, self._on_copied, self._on_failed, self)

    def _on_copied(self, outcome: Outcome[Any]) -> None:
        self._changes.tell(outcome.changes)

    def _on_failed(self, error: Exception) -> None:
        messages.show_error(self._window(), error)

    def _window(self) -> QWidget:
        parent = self._session.parent()
        return parent if isinstance(parent, QWidget) else QWidget()


def _pages(services: Services, files: Sequence[Attachment]) -> Pages:
    """Each picture, and each page of a scanned document; a document of another make has none."""
    pages: list[tuple[str, bytes]] = []
    for one in files:
        content = services.attachments.content(one.paper_id)
        shown = scanned_pages(content) if one.media_type == PDF else (content,)
        pages.extend((one.title, page) for page in shown)
    return tuple(pages)


def _thumbs(services: Services, files: Sequence[Attachment]) -> dict[PaperId, QImage]:
    thumbs: dict[PaperId, QImage] = {}
    for one in files:
        pages = _pages(services, (one,))
        if pages:
            thumbs[one.paper_id] = read_picture(pages[0][1], 2 * THUMB)
    return thumbs
