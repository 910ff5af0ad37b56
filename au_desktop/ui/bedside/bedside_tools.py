"""What can be done at any moment of a bedside checklist: find an item, go to the next open one, cover the screen, hand over."""

from PySide6.QtCore import QObject, Qt

from au_desktop.domain.roles import Permission, may
from au_desktop.services.bundle import Services
from au_desktop.settings import Settings
from au_desktop.ui.bedside.hand_over_panel import HandOverPanel
from au_desktop.ui.bedside.privacy_cover import PrivacyCover
from au_desktop.ui.bedside.section_pages import SectionPages
from au_desktop.ui.kit.item_editors.item_search import (
    TITLE,
    SearchPanel,
    next_attention,
    next_open,
)
from au_desktop.ui.kit.item_editors.run_rows import RunRows

HAND_OVER = "Hand over"


class BedsideTools(QObject):
    """Works on the pages of one bedside view."""

    def __init__(
        self,
        services: Services,
        settings: Settings,
        rows: RunRows,
        pages: SectionPages,
        cover: PrivacyCover,
    ) -> None:
        super().__init__(pages)
        self._services, self._settings = services, settings
        self._session, self._rows, self._pages, self._cover = rows.session, rows, pages, cover
        self._session.handed.connect(self._on_handed)

    def search(self) -> None:
        """Open the search over the answers' column."""
        view = self._session.view
        if view is None:
            return
        panel = SearchPanel(view.sheet, self._settings)
        panel.item_wanted.connect(self._on_found)
        panel.dismissed.connect(self._pages.panel.close_panel)
        self._pages.panel.open_with(TITLE, panel)
        panel.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def note(self) -> None:
        """Write a note beside the marked item."""
        row = self._pages.current_row()
        if row is not None:
            row.write_note()

    def skip(self) -> None:
        """Skip the marked item."""
        row = self._pages.current_row()
        if row is not None:
            row.write_skip()

    def go_to_open(self) -> None:
        """Go to the next item that waits for an answer."""
        view = self._session.view
        if view is not None:
            self._go_to(next_open(view.sheet, self._pages.item))

    def go_to_attention(self) -> bool:
        """Go to the next item that needs attention; False where none does."""
        view = self._session.view
        key = "" if view is None else next_attention(view.sheet, self._pages.item)
        self._go_to(key)
        return bool(key)

    def cover_screen(self) -> None:
        """Cover the screen until it is touched."""
        self._rows.keep_typed()
        self._cover.cover()

    def hand_over(self) -> None:
        """Ask who takes the device over; while somebody has it, give it back."""
        self._rows.commit()
        if self._session.handed_over:
            self._session.hand_back()
            return
        panel = HandOverPanel(self._services.hand_over.others())
        panel.wanted.connect(
            lambda person, words: self._session.hand_over(person, words, panel.refuse)
        )
        self._pages.panel.open_with(HAND_OVER, panel)

    def _on_found(self, key: str) -> None:
        self._pages.panel.close_panel()
        self._go_to(key)

    def _go_to(self, key: str) -> None:
        if key:
            self._rows.commit()
            self._pages.show_item(key)

    def _on_handed(self, actor: object) -> None:
        role = getattr(actor, "role", None)
        if role is not None:
            self._rows.allow_override(allowed=may(role, Permission.OVERRIDE_CRITICAL))
        self._pages.panel.close_panel()
