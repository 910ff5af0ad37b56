"""Finds records, commands and pages for what is typed in the frame's search field, and tells which one was chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from au_desktop.ui.kit.operations import Runner
from au_desktop.ui.kit.search_box import SearchBox
from au_desktop.ui.kit.search_popup import SearchPopup, SearchResult


@dataclass(frozen=True, slots=True)
class Command:
    """Something that Ctrl+K can do besides finding records."""

    id: str
    title: str
    icon: str = "play"


class Finder(QObject):
    """Searches off the screen thread; a result that comes after the text has changed is dropped."""

    page_chosen = Signal(str)
    command_chosen = Signal(str)
    record_chosen = Signal(str, str)

    def __init__(
        self,
        box: SearchBox,
        popup: SearchPopup,
        operations: Runner,
        search: Callable[[str], Sequence[SearchResult]],
        offers: Sequence[SearchResult],
    ) -> None:
        super().__init__(box)
        self._box, self._popup = box, popup
        self._operations, self._search, self._offers = operations, search, tuple(offers)
        popup.attach(box)
        box.searched.connect(self._on_searched)
        popup.chosen.connect(self._on_chosen)

    def start(self) -> None:
        """Put the cursor in the search field."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def _on_searched(self, wanted: str) -> None:
        if not wanted:
            self._popup.hide()
            return
        self._operations.run(
            lambda: tuple(self._search(wanted)),
            lambda found: self._on_found(wanted, found),
            owner=self,
            label="Searching",
        )

    def _on_found(self, wanted: str, found: Sequence[SearchResult]) -> None:
        if self._box.text().strip() == wanted and self._box.isVisible():
            words = wanted.casefold().split()
            offers = (
                one for one in self._offers if all(word in one.title.casefold() for word in words)
            )
            self._popup.show_results((*offers, *found), wanted)

    def _on_chosen(self, result: SearchResult) -> None:
        self._box.clear()
        if result.kind == "page":
            self.page_chosen.emit(result.id)
        elif result.kind == "command":
            self.command_chosen.emit(result.id)
        else:
            self.record_chosen.emit(result.kind, result.id)
