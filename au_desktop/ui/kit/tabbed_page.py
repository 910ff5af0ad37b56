"""A page made of tabs: each is made when it is first shown and loads when it is seen and something changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabBar

from au_desktop.domain.errors import NotFound
from au_desktop.ui.kit import shortcuts
from au_desktop.ui.kit.accessible import named
from au_desktop.ui.kit.one_shown import OneShown
from au_desktop.ui.kit.page import MainAction, Page
from au_desktop.ui.kit.section import SectionContext
from au_desktop.ui.kit.targets import TabTarget

if TYPE_CHECKING:
    from collections.abc import Callable

    from au_desktop.services.bundle import Services
    from au_desktop.settings import Settings
    from au_desktop.ui.kit.changes_bus import ChangesBus
    from au_desktop.ui.kit.operations import Runner
    from au_desktop.ui.kit.page_tab import PageTab

    TabKinds = tuple[tuple[str, str, Callable[[SectionContext], PageTab]], ...]


class TabbedPage(Page):
    """The page; `tabs` gives key, title and what makes each tab. A `TabTarget` opens a tab, and a record on it."""

    watches = None

    def __init__(self, title: str, context: SectionContext, tabs: TabKinds) -> None:
        super().__init__(title)
        self._page_title, self._context, self._kinds = title, context, tabs
        self._made: dict[str, PageTab] = {}
        self.keys = tuple(key for key, _, _ in tabs)
        self._current = self.keys[0]
        self.bar = named(QTabBar(), title)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for _, name, _ in tabs:
            self.bar.addTab(name)
        self.bar.setVisible(len(tabs) > 1)
        self._stack = OneShown()
        self.content.addWidget(self.bar)
        self.content.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._on_chosen)
        shortcuts.bind(self, shortcuts.NEXT_TAB, partial(self._step, 1))
        shortcuts.bind(self, shortcuts.TAB_BEFORE, partial(self._step, -1))

    @classmethod
    def of(
        cls, services: Services, operations: Runner, changes: ChangesBus, settings: Settings
    ) -> SectionContext:
        """What tabs are given, from what pages are given."""
        return SectionContext(services, operations, changes, settings)

    def tab(self) -> PageTab:
        """The tab that is shown, made at its first showing."""
        return self._tab(self._current)

    def open_tab(self, key: str, record: object = None) -> PageTab:
        """Show a tab, and one record on it when that is named."""
        self._current = key
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(self.keys.index(key))
        tab = self._tab(key)
        self._stack.show_widget(tab)
        self._load()
        if record is not None:
            # After the tab's own loading, in the same line of work.
            self._context.operations.run(lambda: record, tab.select, None, tab)
        self._tell_header()
        return tab

    def refresh(self) -> None:
        """Load the shown tab."""
        self.open_tab(self._current)

    def on_changes(self, changes: object) -> None:
        """Tabs that care are out of date; the shown one loads at once."""
        kinds = getattr(changes, "kinds", None)
        for tab in self._made.values():
            tab.stale = tab.stale or kinds is None or bool(tab.watches & frozenset(kinds))
        if self.isVisible():
            self._load()
        elif any(tab.stale for tab in self._made.values()):
            self._stale = True

    def open_target(self, target: object) -> None:
        """Open a tab, and a record on it; anything else is for the first tab.

        Raises:
            NotFound: the page has no such tab.
        """
        if isinstance(target, TabTarget):
            if target.tab not in self.keys:
                raise NotFound("tab", target.tab)
            self.open_tab(target.tab, target.record)
        elif target is not None:
            self.open_tab(self.keys[0], target)

    def current_target(self) -> object:
        """The tab that is shown, to come back to after a lock."""
        return TabTarget(self._current)

    def go_back(self) -> bool:
        """Close what is open inside the tab."""
        return self.tab().go_back()

    def find_in_page(self) -> bool:
        """Put the cursor in the tab's search field."""
        return self.tab().find_in_page()

    def print_page(self) -> bool:
        """Print what the tab shows."""
        return self.tab().print_tab()

    def undo(self) -> bool:
        """Take back the last step of the tab, where it keeps its own."""
        return self.tab().undo()

    def keep_work(self) -> None:
        """Write what was typed on any tab."""
        for tab in self._made.values():
            tab.keep_work()

    def _load(self) -> None:
        tab = self.tab()
        if tab.stale:
            tab.stale = False
            tab.refresh()

    def _tab(self, key: str) -> PageTab:
        if key not in self._made:
            make = next(make for known, _, make in self._kinds if known == key)
            tab = make(self._context)
            tab.told.connect(self.status_told)
            tab.undo_offered.connect(self.undo_offered)
            tab.go_requested.connect(self.go_requested)
            tab.action_changed.connect(self._tell_header)
            tab.header_changed.connect(self._tell_header)
            tab.covering.connect(self._on_covering)
            self._made[key] = tab
            self._stack.add(tab)
        return self._made[key]

    def _on_chosen(self, at: int) -> None:
        self.open_tab(self.keys[at])

    def _step(self, by: int) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def _on_covering(self, covering: bool) -> None:
        self.bar.setVisible(not covering and len(self.keys) > 1)
        self._tell_header()

    def _tell_header(self) -> None:
        tab = self.tab()
        self.help_topic = tab.help_topic
        self.shows_back = tab.shows_back
        action: MainAction | None = tab.main_action()
        self.set_header(self._page_title, tab.subtitle(), action)
