"""The column beside a run: findings, signatures and files; for one that is typed in, the page that it is typed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabBar, QVBoxLayout, QWidget

from au_desktop.domain.roles import Permission
from au_desktop.ui.kit.accessible import named, text_label
from au_desktop.ui.kit.buttons import SecondaryButton
from au_desktop.ui.kit.card import Card
from au_desktop.ui.kit.file_drops import dropped_files
from au_desktop.ui.kit.picture_view import PictureView
from au_desktop.ui.kit.tokens import SPACE_8, SPACE_12

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from au_desktop.ui.kit.item_editors.run_session import RunView
    from au_desktop.ui.kit.run_files import Pages, RunFiles

SIDE_WIDTH = 316
PAGE_WIDTH = 470
NO_CAMERA = "Pictures lose what the camera noted beside them: place, time and make."


class FilesCard(Card):
    """The files of the record, with the button that attaches more; files may be dropped on it."""

    def __init__(self, files: RunFiles) -> None:
        super().__init__("Files")
        self._files = files
        self.strip = files.strip()
        self.refused = text_label("", "error", wrap=True)
        self.refused.hide()
        self.attach_button = SecondaryButton("Attach\u2026", "plus")
        self.attach_button.setToolTip(NO_CAMERA)
        self.add_head_widget(self.attach_button)
        self.add_content(self.strip)
        self.add_content(self.refused)
        self.setAcceptDrops(True)
        self.attach_button.clicked.connect(self._on_attach)
        files.refused.connect(self._on_refused)

    def show_view(self, view: RunView) -> None:
        """Offer what this state of the run allows."""
        self.attach_button.setVisible(self._files.may_attach())
        run = view.sheet.run
        self.set_note("" if not run.attachments else str(len(run.attachments)))
        self.setVisible(bool(run.attachments) or self._files.may_attach())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from disk while the run is a draft."""
        if dropped_files(event) and self._files.may_attach():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        event.acceptProposedAction()
        self._files.add(dropped_files(event))

    def _on_attach(self) -> None:
        self._files.choose()

    def _on_refused(self, words: str) -> None:
        self.refused.setText(words)
        self.refused.setVisible(bool(words))


class RunSide(QWidget):
    """The cards under one another; a draft typed in from paper has its page as a second, wider view."""

    permission = Permission.FILL_CHECKLISTS

    def __init__(self, files: RunFiles, *cards: QWidget) -> None:
        super().__init__()
        self._files = files
        self._page_shown = False
        self._shown: tuple[object, ...] = ()
        self.files_card = FilesCard(files)
        self.bar = named(QTabBar(), "Beside the checklist")
        self.bar.setDrawBase(False)
        self.bar.addTab("Page")
        self.bar.addTab("Findings and files")
        self.page = PictureView()
        self.area = QScrollArea()
        self._lay_out(cards)
        self.bar.currentChanged.connect(self._show_chosen)
        files.pages_read.connect(self._on_pages)

    def show_view(self, view: RunView) -> None:
        """Show what stands beside this state of the run."""
        run = view.sheet.run
        self.files_card.show_view(view)
        beside = run.transcription is not None and run.is_draft and bool(run.attachments)
        shown = tuple(one.paper_id for one in run.attachments)
        if beside and shown != self._shown:
            self._files.read_pages()
        if beside != self._page_shown:
            self.bar.setCurrentIndex(0)
        self._shown, self._page_shown = shown if beside else (), beside
        self._show_chosen()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere beside the checklist."""
        self.files_card.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self.files_card.dropEvent(event)

    def _on_pages(self, pages: Pages) -> None:
        self.page.show_pages(pages)

    def _show_chosen(self) -> None:
        on_page = self._page_shown and self.bar.currentIndex() == 0
        self.bar.setVisible(self._page_shown)
        self.page.setVisible(on_page)
        self.area.setVisible(not on_page)
        self.setFixedWidth(PAGE_WIDTH if on_page else SIDE_WIDTH)

    def _lay_out(self, cards: tuple[QWidget, ...]) -> None:
        self.setAcceptDrops(True)
        body = QWidget()
        body.setObjectName("scroll_body")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_12)
        for card in (*cards, self.files_card):
            inside.addWidget(card)
        inside.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.bar)
        column.addWidget(self.page, 1)
        column.addWidget(self.area, 1)
        self._show_chosen()
